"""Where the rules say so, whoever holds a paid role stands on no roll and counts for no quorum (practice 1.4, IWW)."""

import pytest

from assemblies.actions.attendance import check_in
from assemblies.actions.casting import cast_vote
from assemblies.models import RollEntry, RollRefusal
from assemblies.queries.quorum import quorum_of
from organisations.presets import SIMPLE_MAJORITY
from organiser.base import clock
from organiser.base.errors import Invalid, RuleNotMet
from skills.actions.paying import pay_role
from skills.models import Role
from skills.queries.standing import with_a_vote
from tests.helpers import decide_online, north_motion, online_ballot, opened_assembly, refuses, writes


def role_of(place, name="Secretary"):
    return Role.objects.get(body=place.body("North"), name=name)


def pay(place, paid=True, name="Secretary"):
    return decide_online(
        place, north_motion(place, effect="pay_role", payload={"role": role_of(place, name).public_id, "paid": paid})
    )


def without_paid_votes(place):
    rules = {**SIMPLE_MAJORITY, "body": {**SIMPLE_MAJORITY["body"], "paid_vote": False}}
    decide_online(place, north_motion(place, kind="rules", effect="adopt_rules", payload={"rules": rules}))


def test_holder_of_a_paid_role_is_refused_with_the_reason(harbour, mill):
    without_paid_votes(harbour)
    pay(harbour)
    ballot = online_ballot(harbour, north_motion(harbour))
    on_roll = RollEntry.objects.filter(roll=ballot.roll).values_list("person__name", flat=True)
    assert sorted(on_roll) == ["Bea North", "Cyd North", "Dan North", "Eve North"]
    refused = RollRefusal.objects.filter(roll=ballot.roll).values_list("person__name", "reason")
    assert (list(refused), ballot.roll.entitled) == ([("Ana Founder", "paid_role")], 4)
    sentence = "You hold a paid role, and the rules give those who do no vote while it lasts."
    with refuses(RuleNotMet, "paid_role", sentence):
        cast_vote(harbour.secretary, ballot=ballot, choice="for", key="key-of-ana-1")


def test_a_paid_holder_counts_for_no_quorum_of_an_assembly(harbour, mill):
    without_paid_votes(harbour)
    pay(harbour)
    assembly = opened_assembly(harbour)
    members = [member.public_id for name, member in harbour.members.items() if name in {"Ana Founder", "Bea North"}]
    with clock.at(assembly.starts_at):
        check_in(harbour.secretary, assembly=assembly, members=members)
        state = quorum_of(assembly)
        assert (state.present, state.entitled) == (1, 4)
    assert with_a_vote(harbour.body("South"), None).count() == 5


def test_without_that_rule_a_paid_holder_votes_like_everybody(harbour, mill):
    pay(harbour)
    assert online_ballot(harbour, north_motion(harbour)).roll.entitled == 5


def test_the_rule_alone_keeps_nobody_out(harbour, mill):
    without_paid_votes(harbour)
    assert online_ballot(harbour, north_motion(harbour)).roll.entitled == 5


def test_pay_begins_and_ends_by_decision_and_both_are_written_down(harbour, mill):
    with writes("propose_motion", "second_motion", "open_ballot", "pay_role", "record_decision", "close_ballot"):
        decision = pay(harbour).decision
    assert (role_of(harbour).paid, role_of(harbour).paid_decision) == (True, decision)
    pay(harbour, paid=False)
    assert role_of(harbour).paid is False
    with refuses(RuleNotMet, "decision_missing"):
        pay_role(harbour.secretary, role=role_of(harbour), paid=True, decision=decision)


@pytest.mark.parametrize(
    ("given", "code"), [({"paid": "yes"}, "yes_or_no"), ({"paid": False}, "paid_already"), ({}, "paid_already")]
)
def test_what_cannot_be_is_refused_when_it_is_moved(harbour, mill, given, code):
    with refuses(Invalid, code):
        north_motion(harbour, effect="pay_role", payload={"role": role_of(harbour).public_id, **given})


def test_two_motions_for_the_same_pay_change_it_once(harbour, mill):
    motions = [
        north_motion(harbour, effect="pay_role", payload={"role": role_of(harbour).public_id, "paid": True})
        for _ in range(2)
    ]
    decide_online(harbour, motions[0])
    with refuses(Invalid, "paid_already"):
        decide_online(harbour, motions[1])


def test_a_role_can_be_paid_from_its_making(harbour, mill):
    payload = {"name": "Organiser", "powers": [], "paid": True}
    motion = north_motion(harbour, effect="create_role", payload=payload)
    ballot = online_ballot(harbour, motion)
    assert ballot.effect_sentence == "If this carries, North has a paid role called Organiser."
