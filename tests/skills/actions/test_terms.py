"""Roles and terms: made and filled by the body's own decision, within its rules."""

from datetime import date, timedelta

import pytest

from members.actions.enrolling import enrol_member
from members.actions.people import PersonData
from organisations.enums import Power
from organisations.presets import SIMPLE_MAJORITY
from organiser.base import authority, clock
from organiser.base.errors import Conflict, Invalid, NotPermitted, RuleNotMet, WrongState
from skills.actions.recall import recall_from_role
from skills.actions.roles import begin_term, create_role, last_day_of_term, resign_from_role
from skills.enums import TermEnd, TermKind
from skills.models import Role, RolePower, Term
from tests.helpers import bound, decide_in_assembly, decide_online, north_motion, refuses, writes
from tests.world import add_member, make_motion, make_place

OWN = "Roles of North are made and filled by its own decision. Table a motion."


def role_named(place, name: str, branch: str = "North") -> Role:
    return Role.objects.select_related("body__organisation").get(body=place.branches[branch].pk, name=name)


def elect(place, name: str, role: str = "Secretary") -> Term | None:
    payload = {"role": role_named(place, role).public_id, "member": place.members[name].public_id}
    motion = decide_online(place, north_motion(place, kind="election", effect="fill_role", payload=payload))
    assert motion.status == "carried"
    return Term.objects.filter(decision=motion.decision).first()


def test_election_begins_a_term_and_ends_the_interim(harbour, mill):
    role = role_named(harbour, "Secretary")
    interim = Term.objects.get(role=role)
    with writes("propose_motion", "second_motion", "open_ballot", "begin_term", "record_decision", "close_ballot"):
        term = elect(harbour, "Bea North")
    interim.refresh_from_db()
    assert (term.person.name, term.kind, term.starts_on) == ("Bea North", TermKind.ELECTED, interim.ended_on)
    assert (interim.end_reason, term.ends_on) == (TermEnd.REPLACED, last_day_of_term(term.starts_on, 12))
    with clock.at(clock.now() + timedelta(days=7)):
        assert authority.holds(harbour.person("Bea North"), Power.KEEP_REGISTER, role.body_id) is True
        assert authority.holds(harbour.secretary, Power.KEEP_REGISTER, role.body_id) is False


@pytest.mark.parametrize("kind", TermKind)
def test_term_without_a_decision_of_the_body_is_refused(harbour, mill, thread, kind):
    role, bea = role_named(harbour, "Secretary", "South"), harbour.person("Hal South")
    plain = decide_online(harbour, north_motion(harbour)).decision
    for decision in (plain, mill.organisation.founding_decision, thread.organisation.founding_decision):
        with refuses(RuleNotMet, "decision_missing", OWN.replace("North", "South")):
            begin_term(harbour.secretary, role=role, person=bea, decision=decision, kind=kind)


def test_founding_decision_elects_nobody(harbour):
    role, founding = role_named(harbour, "Secretary"), harbour.organisation.founding_decision
    with refuses(RuleNotMet, "decision_missing", OWN):
        begin_term(
            harbour.secretary, role=role, person=harbour.person("Bea North"), decision=founding, kind=TermKind.ELECTED
        )


def test_election_carried_once_elects_nobody_else(harbour):
    decision = elect(harbour, "Bea North").decision
    role = role_named(harbour, "Facilitator")
    with refuses(RuleNotMet, "decision_missing", OWN):
        begin_term(
            harbour.secretary, role=role, person=harbour.person("Cyd North"), decision=decision, kind=TermKind.ELECTED
        )


def test_interim_term_only_begins_a_role_that_nobody_has_held(harbour, mill):
    founding = harbour.organisation.founding_decision
    held = role_named(harbour, "Secretary")
    sentence = "The role Secretary is filled by an election. Only its first holder serves in the interim."
    for actor in (harbour.secretary, mill.secretary):
        with refuses(RuleNotMet, "interim_over", sentence):
            begin_term(actor, role=held, person=harbour.person("Bea North"), decision=founding, kind=TermKind.INTERIM)


def test_interim_term_is_given_by_those_who_belong(harbour, mill):
    place = make_place("Dock Workers", branches=("One", "Two"), founder="Pat Dock")
    free = role_named(place, "Secretary", "Two")
    founding = place.organisation.founding_decision
    with refuses(RuleNotMet, "interim_over"):
        begin_term(mill.secretary, role=free, person=mill.secretary, decision=founding, kind=TermKind.INTERIM)
    term = begin_term(place.secretary, role=free, person=place.secretary, decision=founding, kind=TermKind.INTERIM)
    assert term.ends_on == clock.today() + timedelta(days=90)


def test_outsider_cannot_be_elected(harbour, mill):
    role = role_named(harbour, "Secretary").public_id
    for member in (harbour.members["Gil South"], mill.members["Lea Mill"]):
        with refuses(Invalid, "no_member", "North has no such member. Choose a member."):
            north_motion(
                harbour, kind="election", effect="fill_role", payload={"role": role, "member": member.public_id}
            )


def test_role_of_another_body_cannot_be_filled(harbour, mill):
    member = harbour.members["Bea North"].public_id
    others = (role_named(harbour, "Secretary", "South"), mill.organisation.roles.first())
    for other in others:
        payload = {"role": other.public_id, "member": member}
        with refuses(Invalid, "no_role", "North has no such role. Choose one of its roles."):
            north_motion(harbour, kind="election", effect="fill_role", payload=payload)


def test_nobody_holds_a_role_more_often_in_a_row_than_the_rules_allow(harbour):
    start = clock.now()
    monthly = {**SIMPLE_MAJORITY, "body": {**SIMPLE_MAJORITY["body"], "term_months": 1}}
    decide_online(harbour, north_motion(harbour, kind="rules", effect="adopt_rules", payload={"rules": monthly}))
    for days in (7, 50):
        with clock.at(start + timedelta(days=days)):
            assert elect(harbour, "Bea North") is not None
    sentence = "Bea North has held this role for 2 terms in a row, which is the most that the rules allow."
    role, member = role_named(harbour, "Secretary").public_id, harbour.members["Bea North"].public_id
    with clock.at(start + timedelta(days=88)), refuses(RuleNotMet, "terms_in_a_row", sentence):
        north_motion(harbour, kind="election", effect="fill_role", payload={"role": role, "member": member})


def test_member_too_new_to_stand_is_told_from_when(mill):
    start = clock.now()
    quay = make_place("Quay Workers", preset="iww_like_branch", founder="Quin Quay")
    with clock.at(start + timedelta(days=50)):
        ned = enrol_member(quay.secretary, body=quay.body(), data=PersonData(name="Ned New"))
    payload = {"role": quay.organisation.roles.get(name="Secretary").public_id, "member": ned.public_id}
    day = start.date() + timedelta(days=140)
    sentence = f"Ned New can stand for a role from {day:%-d %B %Y}: the rules ask for 90 days of membership."
    with clock.at(start + timedelta(days=95)), refuses(RuleNotMet, "too_new_to_stand", sentence):
        make_motion(quay, quay.secretary, kind="election", effect="fill_role", payload=payload)


def test_in_a_young_body_everybody_can_stand(mill):
    quay = make_place("Quay Workers", preset="iww_like_branch", founder="Quin Quay")
    payload = {
        "role": quay.organisation.roles.get(name="Secretary").public_id,
        "member": quay.members["Quin Quay"].public_id,
    }
    motion = make_motion(quay, quay.secretary, kind="election", effect="fill_role", payload=payload)
    assert motion.effect_payload == payload


def test_role_is_made_by_a_decision_with_its_powers(harbour):
    payload = {"name": " Roof  warden ", "powers": ["teach", "count", "teach"], "description": "Knows the roof."}
    motion = decide_online(harbour, north_motion(harbour, effect="create_role", payload=payload))
    role = role_named(harbour, "Roof warden")
    assert (role.founded_by, role.seats) == (motion.decision, 1)
    assert sorted(RolePower.objects.filter(role=role).values_list("power", flat=True)) == ["count", "teach"]


@pytest.mark.parametrize(
    ("payload", "kind", "code", "sentence"),
    [
        ({"name": ""}, Invalid, "name", "Give the role a name of at most 80 letters."),
        ({"name": "x" * 81}, Invalid, "name", "Give the role a name of at most 80 letters."),
        ({"name": "Secretary"}, RuleNotMet, "role_exists", "North has a role called Secretary already."),
        ({"name": "King", "powers": ["rule"]}, Invalid, "power_unknown", "There is no power called rule."),
    ],
)
def test_role_that_cannot_be_is_refused(harbour, payload, kind, code, sentence):
    with refuses(kind, code, sentence):
        north_motion(harbour, effect="create_role", payload=payload)


def test_role_without_a_decision_is_refused(harbour, mill):
    north = harbour.body("North")
    decide_online(harbour, north_motion(harbour))
    for decision in (harbour.organisation.founding_decision, mill.organisation.founding_decision):
        with refuses(RuleNotMet, "decision_missing", OWN):
            create_role(harbour.secretary, body=north, name="Chief", powers=["count"], decision=decision)


def test_recall_ends_a_term_and_its_powers_the_same_day(harbour):
    for name in ("Pia North", "Quy North", "Rut North"):
        add_member(harbour, name, "North")
    term = elect(harbour, "Bea North", "Treasurer")
    body = term.role.body
    with clock.at(clock.now() + timedelta(days=7)):
        assert authority.holds(term.person, Power.KEEP_DUES, body.pk) is True
        motion = north_motion(harbour, kind="recall", effect="recall", payload={"term": term.public_id})
        decide_in_assembly(harbour, motion, "+++++++-")
    term.refresh_from_db()
    with clock.at(clock.now() + timedelta(days=27)):
        assert (term.end_reason, term.ended_on) == (TermEnd.RECALLED, clock.today())
        assert authority.holds(term.person, Power.KEEP_DUES, body.pk) is False


def test_recall_without_a_decision_is_refused(harbour, mill):
    term = Term.objects.get(role=role_named(harbour, "Secretary"))
    plain = decide_online(harbour, north_motion(harbour)).decision
    for decision in (plain, harbour.organisation.founding_decision):
        with refuses(RuleNotMet, "decision_missing", "Only the assembly of North recalls. Table a motion."):
            recall_from_role(harbour.secretary, term=term, decision=decision)
    other = Term.objects.filter(role__body=harbour.branches["South"]).first()
    with refuses(Invalid, "no_term", "Choose the term that is to end."):
        north_motion(harbour, kind="recall", effect="recall", payload={"term": other.public_id})


def test_holder_lays_a_role_down(harbour, mill):
    term = Term.objects.get(role=role_named(harbour, "Treasurer"))
    for other in (harbour.person("Bea North"), harbour.person("Fay South"), mill.secretary):
        with refuses(NotPermitted, "not_holder", "Only the holder lays a role down. The assembly recalls."):
            resign_from_role(other, term=term)
    with refuses(NotPermitted, "token_body"):
        resign_from_role(bound(harbour.secretary, harbour.body("South")), term=term)
    with writes("resign_from_role"):
        assert resign_from_role(harbour.secretary, term=term).end_reason == TermEnd.RESIGNED
    with refuses(WrongState, "term_ended", "This term has ended already."):
        resign_from_role(harbour.secretary, term=term)


def test_role_that_is_held_is_not_taken_twice(harbour):
    elect(harbour, "Bea North")
    role, members = role_named(harbour, "Secretary"), harbour.members
    for name, sentence in (
        ("Cyd North", "Every seat of the role Secretary is taken until a term ends."),
        ("Bea North", "Bea North holds this role already."),
    ):
        payload = {"role": role.public_id, "member": members[name].public_id}
        motion = decide_online(harbour, north_motion(harbour, kind="election", effect="fill_role", payload=payload))
        assert motion.decision.effect_failed == sentence
    assert Conflict.status == 409


@pytest.mark.parametrize(
    ("begins", "months", "ends"),
    [
        ("2026-01-01", 12, "2026-12-31"), ("2026-01-31", 1, "2026-02-27"), ("2024-02-29", 12, "2025-02-27"),
        ("2026-08-31", 1, "2026-09-29"), ("2026-12-15", 1, "2027-01-14"), ("2026-03-01", 120, "2036-02-29"),
    ],
)  # fmt: skip
def test_term_ends_the_day_before_the_same_day_of_the_month(begins, months, ends):
    assert last_day_of_term(date.fromisoformat(begins), months) == date.fromisoformat(ends)
