"""Invariant 4: no key, role, power, mandate, effect or token leads from a political into a mass organisation."""

import ast
import importlib
from itertools import product
from pathlib import Path

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from django.db.models import Count, ForeignKey

from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.actions.seconding import contribute
from members.actions.joining import apply_to_join
from members.actions.memberships import admit
from members.actions.tokens import make_token
from members.models import Membership, Person
from members.queries.register import memberships_visible_to
from organisations.actions.agreements import propose_agreement
from organisations.actions.alliances import leave_alliance
from organisations.actions.concerns import raise_concern
from organisations.actions.decisions import Decided, write_decision
from organisations.actions.disclosures import be_named
from organisations.actions.effects import all_effects, clean_effect
from organisations.enums import Power
from organisations.models import (
    Affiliation,
    AgreementVersion,
    Alliance,
    AllianceMember,
    Body,
    CommonGround,
    Decision,
    Organisation,
)
from organisations.queries.agreements import is_bound
from organisations.queries.bodies import bodies_visible_to
from organisations.rules import taking_effect
from organiser.base import authority, clock
from organiser.base.errors import Invalid, NotPermitted, Refusal, RuleNotMet
from skills.actions.roles import begin_term
from skills.models import Role, Term
from tests.exclusions import noticed
from tests.federation import allied, body_of, busy_alliance, carried, done, invite
from tests.helpers import bound, decide_online, north_motion, online_ballot, refuses
from tests.world import make_person, make_place

FLOORS = ("base", "organisations", "members", "skills", "assemblies")
# The keys that may join two bodies. The body of an organisation, branch, committee or alliance itself, a body's
# organisation, what took its place, and the assembly above a committee: none gives one organisation a say in another.
BETWEEN_BODIES = {
    "Organisation.body", "Branch.body", "Committee.body", "Council.body", "Alliance.body", "Body.organisation",
    "Body.successor", "Body.heir", "Committee.parent",
}  # fmt: skip
# What lies on the common table of an alliance, or between two organisations of one kind, belongs to none of them.
OF_NONE = {
    "Affiliation", "Agreement", "AgreementVersion", "CommonGround", "Concern", "ConcernReply", "Statement",
}  # fmt: skip
PROGRAMME = "political_with_programme"
# Who brought what lies on the table: read only to say the name, where it may be said, and that nobody answers itself.
WHO_BROUGHT = {"AgreementVersion.by", "CommonGround.by", "Concern.by", "ConcernReply.by"}


def keys():
    for label in FLOORS:
        for model in apps.get_app_config(label).get_models():
            for field in model._meta.local_fields:
                if isinstance(field, ForeignKey):
                    yield model, field


def test_B3_no_key_joins_two_bodies_but_the_known_nine():
    found = {
        f"{model.__name__}.{field.name}"
        for model, field in keys()
        if issubclass(model, Body) and issubclass(field.related_model, Body)
    }
    assert found == BETWEEN_BODIES


def test_B3_organisation_has_no_parent():
    own = {field.name for model, field in keys() if model is Organisation}
    assert own == {"body"}


def test_B3_rows_that_name_two_organisations_name_the_same_one_twice(harbour, mill, thread):
    """Every row that carries an organisation points only to rows that carry the same: nothing lies across."""
    decide_online(harbour, north_motion(harbour, effect="found_committee", payload={"name": "G", "scope": "Roof."}))
    busy_alliance(harbour, mill, thread)
    across = [
        f"{model.__name__}.{field.name}"
        for model, field in keys()
        if _has_organisation(model) and _has_organisation(field.related_model) and field.name != "organisation"
        for row in model.objects.select_related(field.name)
        if _lies_across(row, getattr(row, field.name))
    ]
    assert across == []


def _lies_across(row, target) -> bool:
    """Whether the two rows are of two organisations. An alliance is of none, and so nobody's."""
    if target is None or (isinstance(target, Alliance) and target.organisation_id is None):
        return False
    return _organisation_of(row) != _organisation_of(target)


def _has_organisation(model) -> bool:
    return any(field.name == "organisation" for field in model._meta.fields)


def _organisation_of(row) -> int:
    return row.organisation_id


def test_B3_every_row_of_governance_carries_its_organisation():
    without = {
        model.__name__
        for label in FLOORS[1:]
        for model in apps.get_app_config(label).get_models()
        if not _has_organisation(model)
    }
    assert without == {"Person", "BackupKey"} | OF_NONE  # a key belongs to a person, wherever she or he belongs


@pytest.fixture
def ola(thread, harbour, mill):
    """Ola holds every role of the political organisation, and is a member of the mass organisation like all others."""
    membership = apply_to_join(thread.secretary, organisation=harbour.organisation, branch=harbour.branches["North"])
    admit(harbour.secretary, membership=membership)
    return thread.secretary


@pytest.mark.parametrize("power", Power.values)
def test_B3_power_in_a_political_body_is_none_in_a_mass_body(ola, harbour, thread, power):
    in_the_union = Membership.objects.get(organisation=harbour.organisation, person__name=ola.name).person
    assert {body.pk for body in authority.bodies_with(ola, power)} <= {thread.organisation.pk}
    assert list(authority.bodies_with(in_the_union, power)) == []


def test_B3_secretary_of_the_party_sees_nothing_of_the_union(ola, harbour):
    assert list(memberships_visible_to(ola).filter(organisation=harbour.organisation)) == []
    assert Membership.objects.filter(organisation=harbour.organisation, person__name=ola.name).count() == 1


def test_B3_nobody_is_the_same_person_in_two_organisations(ola, harbour, thread):
    """Whoever keeps a register can open the accounts in it, so an account in two registers would be a path."""
    twice = Person.objects.annotate(places=Count("memberships__organisation", distinct=True)).filter(places__gt=1)
    assert list(twice) == []


def test_B3_no_effect_of_a_political_body_reaches_into_a_mass_body(ola, harbour, mill, thread):
    """Each effect is offered every public id of the union, under every name it might take it."""
    body = thread.body()
    second = make_place("Quay Workers", founder="Quy Quay")
    alliance = busy_alliance(harbour, mill, second)
    done(harbour, "affiliate", organisation=mill.organisation.public_id)
    term = Term.objects.filter(role__organisation=harbour.organisation).first()
    role = Role.objects.filter(organisation=harbour.organisation).first()
    offered = {
        "decision": harbour.organisation.founding_decision.public_id,
        "role": role.public_id,
        "member": harbour.members["Bea North"].public_id,
        "term": term.public_id,
        "exclusion": noticed(harbour).public_id,
        "body": harbour.body("North").public_id,
        "organisation": harbour.organisation.public_id,
        "alliance": alliance.public_id,
        "affiliation": Affiliation.objects.get().public_id,
        "version": AgreementVersion.objects.latest("pk").public_id,
        "common_ground": CommonGround.objects.get().public_id,
        "branch": harbour.body("North").public_id,
        "into": harbour.body("South").public_id,
        "successor": harbour.body("South").public_id,
    }
    refusals = {
        "adopt_programme": "programme_text",
        "adopt_rules": "rule_shape",
        "change_aims": "aims",
        "elect": "no_role",
        "fill_role": "no_role",
        "pay_role": "no_role",
        "recall": "no_term",
        "rescind": "no_decision",
        "supersede": "no_decision",
        "accept_affiliation": "no_affiliation",
        "affiliate": "kinds_differ",
        "be_named": "to",
        "found_alliance": "purpose",
        "invite_to_alliance": "no_alliance",
        "join_alliance": "no_alliance",
        "leave_alliance": "no_alliance",
        "leave_federation": "no_affiliation",
        "end_affiliation": "no_affiliation",
        "move_alliance_stage": "no_alliance",
        "ratify_agreement": "no_version",
        "take_positions": "no_common_ground",
        **dict.fromkeys(("dissolve_body", "dissolve_committee", "merge_branch", "name_successor"), "no_body"),
        **dict.fromkeys(("split_branch", "change_jurisdiction", "drop_dues"), "not_branch"),
        **dict.fromkeys(("found_council", "change_council"), "no_branch"),
        "bring_to_parent": "not_caucus",
        "exclude": "no_member",
        "suspend": "no_member",
        "admit": "applications",
        "ask_members": "questions",
        "convert_basis": "basis_individual",
        "set_dues": "not_text",
        "reinstate": "no_exclusion",
    }
    named: dict[str, str] = {}
    for effect, kind in product(all_effects(), ("ordinary", "rules", "election", "recall", "rescind", "exclusion")):
        if kind not in effect.kinds:
            continue
        payload = {**offered, "name": "Fraction", "scope": "The union.", "powers": []}
        payload |= {"bodies": [harbour.body("North").public_id, harbour.body("South").public_id]}
        try:
            cleaned = clean_effect(body, kind, effect.name, payload)
        except Refusal as refusal:
            named[effect.name] = refusal.code
        else:
            assert set(map(str, cleaned.values())) & set(offered.values()) == set()
    assert named == refusals


def test_B3_role_of_the_union_cannot_be_filled_by_a_decision_of_the_party(ola, harbour, thread):
    role = Role.objects.select_related("body__organisation").get(body=harbour.branches["North"].pk, name="Secretary")
    for kind in ("elected", "interim"):
        with refuses(RuleNotMet, "decision_missing"):
            begin_term(ola, role=role, person=ola, decision=thread.organisation.founding_decision, kind=kind)


def test_B3_token_of_the_party_opens_nothing_in_the_union(ola, harbour, thread):
    make_token(ola, body=thread.body(), name="Bot", scope="write", days=1)
    speaker = bound(ola, thread.body())
    assert [body.pk for body in bodies_visible_to(speaker)] == [thread.organisation.pk]
    ballot = online_ballot(harbour, north_motion(harbour))
    with refuses(NotPermitted, "token_body", "This token does not reach that body."):
        cast_vote(speaker, ballot=ballot, choice="for", key="party-line")
    with refuses(NotPermitted, "power_missing"):
        close_ballot(speaker, ballot=ballot)


def test_B3_union_asks_nobody_for_a_programme(ola, harbour, thread):
    version = thread.organisation.programme_versions.get()
    person = make_person("Ann Asking")
    with refuses(Invalid, "programme_of_mass_organisation"):
        apply_to_join(person, organisation=harbour.organisation, programme_version=version)


def _walk(place, keys_not_taken):
    """Every row that can be reached by keys from the rows of one organisation, and the keys that led out of it."""
    own = place.organisation.pk
    waiting = [
        row
        for label in FLOORS
        for model in apps.get_app_config(label).get_models()
        if _has_organisation(model)
        for row in model.objects.filter(organisation=own)
    ]
    seen = {(type(row), row.pk) for row in waiting}
    led_out = set()
    while waiting:
        row = waiting.pop()
        for field in row._meta.fields:
            name = f"{type(row).__name__}.{field.name}"
            if not isinstance(field, ForeignKey) or name in keys_not_taken:
                continue
            target = getattr(row, field.name)
            if target is None or (type(target), target.pk) in seen:
                continue
            if getattr(target, "organisation_id", own) not in {own, None}:
                led_out.add(name)
                continue
            seen.add((type(target), target.pk))
            waiting.append(target)
    return led_out


def test_A11_B3_no_chain_of_keys_leads_from_a_political_into_a_mass_organisation(thread, harbour, mill):
    """Both stand in an alliance with something of everything on its table; the party ratified and was answered."""
    alliance = busy_alliance(harbour, mill, thread)
    pact = AgreementVersion.objects.get(number=2)
    weighed = [{"concern": c.public_id, "taken_up": False, "reason": "Later."} for c in alliance.concerns.all()]
    done(thread, "ratify_agreement", version=pact.public_id, concerns=weighed)
    done(thread, "take_positions", common_ground=CommonGround.objects.get().public_id, stances={"1": "agree"})
    assert _walk(thread, WHO_BROUGHT) == set()
    assert _walk(thread, set()) <= WHO_BROUGHT
    assert _walk(thread, set()) != set()


def _rows_of(place):
    return {
        model.__name__: list(model.objects.filter(organisation=place.organisation.pk).order_by("pk").values_list())
        for label in FLOORS
        for model in apps.get_app_config(label).get_models()
        if _has_organisation(model)
    }


def test_B3_A21_nothing_a_party_decides_in_an_alliance_touches_a_row_of_the_union(thread, harbour, mill):
    alliance = allied(thread, harbour)
    pact = propose_agreement(
        thread.secretary, organisation=thread.organisation, alliance=alliance, title="Line", text="The union obeys."
    )
    for place in (thread, harbour):
        done(place, "move_alliance_stage", alliance=alliance.public_id, stage="deciding_assembly")
    before = _rows_of(harbour)
    done(thread, "ratify_agreement", version=pact.public_id)
    done(thread, "move_alliance_stage", alliance=alliance.public_id, stage="alliance")
    done(thread, "be_named", to="alliance", alliance=alliance.public_id, named=True)
    done(thread, "leave_alliance", alliance=alliance.public_id)
    assert _rows_of(harbour) == before
    assert is_bound(harbour.organisation, pact) is False


def test_B3_an_invitation_gives_the_party_nothing_and_waits_for_the_union_to_decide(thread, harbour):
    alliance = allied(thread, make_place("Blue Thread", kind="political", preset=PROGRAMME, founder="Pia Blue"))
    before = _rows_of(harbour)
    invite(thread, alliance, harbour)
    after = _rows_of(harbour)
    [row] = AllianceMember.objects.filter(organisation=harbour.organisation)
    assert (row.status, row.decision, row.joined_on) == ("invited", None, None)
    assert {name for name in before if before[name] != after[name]} == {"AllianceMember"}


def test_B3_an_alliance_decides_nothing_for_a_mass_organisation(thread, harbour):
    """It has no register: neither the code nor the database lets a decision be one of an alliance."""
    alliance = allied(thread, harbour)
    decided = Decided("ordinary", "Line", "", "carried", [], "ballot")
    with pytest.raises(ValueError, match="belongs to no organisation"):
        write_decision(body_of(alliance), decided, clock.now())
    own = Decision.objects.filter(organisation=harbour.organisation.pk).latest("pk")
    with pytest.raises(DatabaseError, match=r"an alliance decides for none"), transaction.atomic():
        Decision.objects.create(
            organisation=harbour.organisation,
            body=body_of(alliance),
            year=2026,
            number=1,
            kind="ordinary",
            title="Line",
            outcome="carried",
            status="in_force",
            source="ballot",
            decided_at=own.decided_at,
            effective_on=own.effective_on,
        )


def test_B3_a_decision_of_the_party_is_no_decision_of_the_union(ola, thread, harbour):
    """Each verb of an organisation, tried for the union while a decision of the party is taking effect."""
    alliance = allied(thread, harbour)
    decision = carried(thread, "leave_alliance", alliance=alliance.public_id)
    with refuses(RuleNotMet, "decision_missing"), taking_effect(decision):
        leave_alliance(ola, organisation=harbour.organisation, alliance=alliance, decision=decision)
    with refuses(RuleNotMet, "decision_missing"), taking_effect(decision):
        be_named(ola, organisation=harbour.organisation, to="public", decision=decision)


def test_B3_nobody_of_the_party_speaks_for_the_union_before_an_alliance(ola, thread, harbour):
    alliance = allied(thread, harbour)
    speakers = (
        ola,
        bound(ola, thread.body()),
        Membership.objects.get(person__name=ola.name, branch__name="North").person,
    )
    for speaker in speakers:
        with refuses(NotPermitted, "power_missing"):
            raise_concern(speaker, organisation=harbour.organisation, alliance=alliance, title="Line", text="Obey.")


def test_B5_who_may_do_what_is_never_read_from_what_people_said():
    """Influence by words gives no power: neither rules nor powers read contributions, concerns or attendance."""
    said = {"Contribution", "contributions", "Concern", "ConcernReply", "Attendance", "attendances", "SpeakerTurn"}
    rooms = [f"{floor}.rules" for floor in FLOORS[1:]] + ["organiser.base.authority", "skills.queries.powers"]
    read = []
    for room in rooms:
        path = Path(str(importlib.import_module(room).__file__))
        for file in path.parent.glob("*.py") if path.name == "__init__.py" else [path]:
            nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
            words = {node.id for node in nodes if isinstance(node, ast.Name)}
            words |= {node.attr for node in nodes if isinstance(node, ast.Attribute)}
            assert words & said == set(), file
            read.append(file.name)
    assert {"authority.py", "powers.py", "ballots.py", "motions.py", "decisions.py"} - set(read) == set()


def test_B5_speaking_often_gives_no_power(harbour, mill):
    bea, motion = harbour.person("Bea North"), north_motion(harbour, title="Roofs")
    for number in range(5):
        contribute(harbour.person("Dan North"), motion=motion, stance="for", text=f"Reason {number}.")
    for power in Power.values:
        holders = {p for p in ("Bea North", "Dan North") if authority.bodies_with(harbour.person(p), power).exists()}
        assert holders == set(), power
    assert bea.is_active
