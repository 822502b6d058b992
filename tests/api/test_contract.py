"""The API held against its own schema: generated requests, right and wrong, get nothing but documented answers."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from django.core.cache.backends.dummy import DummyCache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from members.actions.dues_charging import charge_dues
from members.actions.dues_reminders import draft_reminders
from members.actions.erasures import ask_erasure
from members.actions.panics import end_all_ways_in
from members.actions.tokens import make_token
from members.actions.transfers import ask_to_move
from members.models import ConstituencyEstimate, Erasure, Headcount, Panic
from organiser.base import clock
from organiser.base.actor import CLOCK
from organiser.base.api.throttles import ByAddress, ByPerson
from organiser.wsgi import application
from tests.api.scenery import make_busy
from tests.dues import charge_of, charged, first, north_dues, with_dues
from tests.elections import nominated
from tests.exclusions import noticed
from tests.joining import asked
from tests.statements import german, german_row, staged
from tests.vacancies import offered
from tests.world import add_member

pytestmark = [pytest.mark.long, pytest.mark.contract, pytest.mark.django_db]
EXAMPLES = 10
ID = re.compile(r"[0-9a-hjkmnp-tv-z]{16}")
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
    allow_header_conformance,
    ignored_auth,
]
load_all_checks()


def locked_north(harbour: Any) -> Erasure:
    """The record of a member of North who asked to be erased."""
    membership = add_member(harbour, "Zoe North", "North")
    return ask_erasure(membership.person, membership=membership).erasure


@pytest.fixture
def things(harbour: Any, mill: Any) -> dict[str, str]:
    """What there is, under the word by which addresses and payloads name it."""
    names = ("Ana Founder", "Bea North", "Cyd North", "Dan North", "Eve North")
    members = [harbour.members[name] for name in names]
    with_dues(harbour)
    charged(harbour, -1, 0)
    busy = make_busy(harbour.body("North"), harbour.secretary, members)
    north = busy.body
    panic = end_all_ways_in(CLOCK, body=north)
    Panic.objects.update(at=clock.now() - timedelta(minutes=2))  # within the minute no token is made
    token = make_token(harbour.secretary, body=north, name="the one that asks", scope="write", days=30)
    raw = german(german_row(3, "dues", "Cyd North", "DE1", "20,00"))
    found = {
        "dues-schemes": north_dues(harbour, from_on=first(-6).isoformat()).public_id,
        "dues-accounts": members[3].public_id,
        "dues-entries": charge_of(members[3], 0).public_id,
        "dues-runs": charge_dues(harbour.secretary, body=north).public_id,
        "dues-reminders": draft_reminders(harbour.secretary, body=north, months=0).public_id,
        "statements": staged(harbour.secretary, north, raw).public_id,
        "secret": token.secret,
        "organisations": harbour.organisation.public_id,
        "bodies": north.public_id,
        "rules": north.rule_sets.get().public_id,
        "decisions": north.decisions.first().public_id,
        "programmes": "0123456789abcdef",
        "alliances": "0123456789abcdef",
        "affiliations": "0123456789abcdef",
        "aims": "0123456789abcdef",
        "councils": "0123456789abcdef",
        "events": north.events.first().public_id,
        "interventions": "0123456789abcdef",
        "dissents": "0123456789abcdef",
        "transfers": ask_to_move(members[1].person, membership=members[1], to=harbour.branches["South"]).public_id,
        "duplicates": "0123456789abcdef",
        "merges": "0123456789abcdef",
        "memberships": members[3].public_id,
        "applications": asked(harbour, "Ask North").public_id,
        "joining": harbour.organisation.public_id,
        "imports": busy.batch.public_id,
        "lists": busy.saved.public_id,
        "exports": busy.asked.public_id,
        "mailings": busy.mailing.public_id,
        "tokens": north.tokens.exclude(pk=token.token.pk).get().public_id,
        "erasures": locked_north(harbour).public_id,
        "headcounts": Headcount.objects.filter(body=north).first().public_id,
        "estimates": ConstituencyEstimate.objects.get(body=north).public_id,
        "ended-sign-ins": panic.public_id,
        "roles": north.roles.first().public_id,
        "terms": north.roles.first().terms.first().public_id,
        "assemblies": busy.called.public_id,
        "motions": busy.proposed.public_id,
        "ballots": busy.decided.public_id,
        "standings": members[3].public_id,
        "nominations": nominated(harbour).public_id,
        "roll-challenges": busy.proposed.challenges.get().public_id,
        "recounts": offered(harbour).public_id,
        "exclusions": noticed(harbour).public_id,
        "minutes": busy.held.record.public_id,
        "tasks": north.decision_tasks.get().public_id,
    }
    named = {"organisation": "organisations", "body": "bodies", "motion": "motions", "assembly": "assemblies"}
    named["decision"] = "decisions"
    return {**found, **{name: found[kind] for name, kind in named.items()}, "member": members[3].public_id}


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """Requests stay inside the transaction of the test, as they do with Django's own client."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def api(things: dict[str, str], _one_connection: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The schema as it is served, and nobody counting requests."""
    for throttle in (ByAddress, ByPerson):
        monkeypatch.setattr(throttle, "cache", DummyCache("", {}))
    return schemathesis.openapi.from_wsgi("/api/v1/schema/", application, config=SchemathesisConfig())


def aim(case: Any, things: dict[str, str]) -> None:
    """Let a well-formed id name something that is there: otherwise every answer would be a 404."""
    kind = case.operation.path.split("/")[3]
    if ID.fullmatch(str((case.path_parameters or {}).get("id", ""))):
        case.path_parameters["id"] = things[kind]
    if isinstance(case.body, dict):
        for name, value in case.body.items():
            if name in things and isinstance(value, str) and ID.fullmatch(value):
                case.body[name] = things[name]


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_every_answer_is_documented(api: Any, things: dict[str, str], mode: GenerationMode) -> None:
    headers = {"Authorization": f"Bearer {things['secret']}", "Accept-Encoding": "identity"}
    tried = []
    for result in api.get_all_operations():
        operation = result.ok()
        if mode is GenerationMode.NEGATIVE and not can_be_wrong(operation):
            continue

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(
            max_examples=EXAMPLES,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def hold(case: Any) -> None:
            aim(case, things)
            case.call_and_validate(headers=headers, checks=CHECKS)

        hold()
        tried.append(operation.label)
    assert len(tried) == {GenerationMode.POSITIVE: 258, GenerationMode.NEGATIVE: 256}[mode]


def can_be_wrong(operation: Any) -> bool:
    """Whether there is anything in a request that could be sent wrongly."""
    return bool(operation.path_parameters or operation.query or operation.body)
