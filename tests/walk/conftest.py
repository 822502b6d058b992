"""A world in which everything has happened once, and whoever walks through it writing down what breaks."""

import json
import logging
import traceback
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.contrib import admin
from django.core.cache.backends.dummy import DummyCache
from django.db import transaction
from django.test import Client

from assemblies.actions.ballots import open_ballot
from members.actions.memberships import apply_to_join
from organiser.base import clock
from organiser.base.admin import ScopedAdmin
from organiser.base.api.throttles import ByAddress, ByPerson
from tests.accounts.ways import sign_in
from tests.api.scenery import Busy, make_busy
from tests.helpers import north_motion
from tests.walk.addresses import filled
from tests.walk.stock import TELLTALE
from tests.world import Place, hold_assembly, make_person

SITE_FRAME, RECORDS_FRAME = b'<main id="main"', b'id="site-name"'


class Walk:
    """Asks for addresses and puts everything back; `faults` says what was not answered as it should be."""

    def __init__(self, things: dict[str, str], clients: dict[str, Client]) -> None:
        self.things = things
        self.clients = clients
        self.faults: list[str] = []
        self.asked = 0

    def ask(self, who: str, method: str, address: str, **more: Any) -> Any:
        """One request, undone afterwards; gives the answer."""
        client, place = self.clients[who], transaction.savepoint()
        cookies = deepcopy(client.cookies)
        self.asked += 1
        try:
            answer = getattr(client, method)(address, **more)
            faults = [] if method == "head" else list(wrong_with(address, answer))
        except Exception as error:  # noqa: BLE001  # whatever it is, it is what we look for
            answer, step = None, traceback.extract_tb(error.__traceback__)[-1]
            faults = [f"{type(error).__name__}: {error} ({step.filename}:{step.lineno})"]
        finally:
            transaction.savepoint_rollback(place)
            client.cookies = cookies
        self.faults += [f"{who} {method} {address[:200]} {str(more)[:200]}: {fault[:300]}" for fault in faults]
        return answer

    def tell(self, address: str, payload: Any) -> Any:
        """Send a payload to the API as the secretary."""
        return self.ask("secretary", "post", address, data=json.dumps(payload), content_type="application/json")

    def here(self, address: str) -> str:
        """An address with what there is of each kind in its gaps."""
        return filled(address, self.things)


def wrong_with(address: str, answer: Any) -> Iterator[str]:
    """What is not as it should be: a fault, a refusal without a sentence or outside its frame, words not ours."""
    if answer.status_code >= 500:
        yield f"status {answer.status_code}"
    if answer.streaming:
        return
    body, kind = answer.content, answer.headers.get("Content-Type", "")
    if answer.status_code >= 400 and address.startswith("/api/"):
        problem = json.loads(body) if kind == "application/problem+json" else {}
        if not {"title", "detail", "code"} <= set(problem) or problem["status"] != answer.status_code:
            yield f"no problem but {kind} {body[:80]!r}"
    elif answer.status_code >= 400 and SITE_FRAME not in body and RECORDS_FRAME not in body:
        yield f"outside the frame: {answer.status_code} {body[:80]!r}"
    if (answer.status_code >= 400 or SITE_FRAME in body) and (found := TELLTALE.search(body.decode())):
        yield f"words not ours: {body.decode()[found.start() : found.end() + 60]!r}"


@pytest.fixture
def busy(harbour: Place) -> Busy:
    """The branch North, in which everything has happened once."""
    names = ("Ana Founder", "Bea North", "Cyd North", "Dan North", "Eve North")
    return make_busy(harbour.body("North"), harbour.secretary, [harbour.members[name] for name in names])


@pytest.fixture
def walk(harbour: Place, mill: Place, busy: Busy, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Walk]:
    """Somebody signed out, a member and the secretary, while an assembly of North is meeting."""
    # Nothing is counted here, so that nobody asks too often.
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    for throttle in (ByAddress, ByPerson):
        monkeypatch.setattr(throttle, "cache", DummyCache("", {}))
    north = busy.body
    tabled, waiting = (north_motion(harbour, title=title) for title in ("Live", "Waiting"))
    present = [harbour.members[name] for name in ("Ana Founder", "Bea North", "Cyd North")]
    live = hold_assembly(harbour, [tabled], "North", present)
    asking = apply_to_join(make_person("Zoe New"), organisation=harbour.organisation, branch=harbour.branches["North"])
    role = north.roles.first()
    things = {
        **dict.fromkeys(("uidb36", "record", "object_id", "verb"), "x"),
        "pk": "1",
        "content_type_id": "1",
        "app_label": "members",
        "url": "nothing/",
        "anything": "nothing/",
        "key": "set-password",
        "session": "0123456789abcdef",
        "step": "close",
        "body": north.public_id,
        "organisation": harbour.organisation.public_id,
        "decision": north.decisions.first().public_id,
        "membership": asking.public_id,
        "batch": busy.batch.public_id,
        "term": role.terms.first().public_id,
        "assembly": live.public_id,
        "motion": waiting.public_id,
        "ballot": busy.running.public_id,
        "token": north.tokens.first().public_id,
        "rules": north.rule_sets.get().public_id,
        "role": role.public_id,
        "minutes": busy.held.record.public_id,
    }
    ids = {"bodies": "body", "decisions": "decision", "memberships": "membership", "imports": "batch", "terms": "term"}
    ids |= {"tokens": "token", "rules": "rules", "roles": "role", "assemblies": "assembly", "motions": "motion"}
    ids |= {"ballots": "ballot", "minutes": "minutes", "organisations": "organisation", "programmes": "x"}
    things |= {f"{kind}.id": things.get(name, "0123456789abcdef") for kind, name in ids.items()}
    for model, site in admin.site._registry.items():
        first = type(site).visible(harbour.secretary).first() if isinstance(site, ScopedAdmin) else None
        name = f"{model._meta.app_label}.{model._meta.model_name}"
        things |= {f"{name}.{gap}": first.public_id for gap in ("record", "object_id") if first is not None}
    clients = {"anonymous": Client()}
    with clock.at(live.starts_at):
        open_ballot(harbour.secretary, motion=tabled, assembly=live)
        for who, person in (("member", harbour.person("Bea North")), ("secretary", harbour.secretary)):
            clients[who] = sign_in(Client(), person.sign_in_name)
        logging.disable(logging.CRITICAL)
        try:
            yield Walk(things, clients)
        finally:
            logging.disable(logging.NOTSET)
