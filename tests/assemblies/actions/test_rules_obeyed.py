"""What new rules ask for is obeyed: who proposes, short notice, average quorums, recalls, partial terms."""

from copy import deepcopy
from datetime import timedelta

import pytest

from assemblies.actions.assemblies import open_assembly
from assemblies.actions.attendance import check_in
from assemblies.actions.ballots import open_ballot
from assemblies.actions.closing import close_ballot
from assemblies.models import Assembly, Result
from assemblies.queries.ballots import attended_before, figures_of, how_decided
from assemblies.queries.papers import papers_of
from assemblies.queries.quorum import quorum_needed
from organisations.presets import SIMPLE_MAJORITY
from organisations.queries.rulesets import rule_for
from organiser.base import clock
from organiser.base.errors import NotPermitted, RuleNotMet
from skills.actions.roles import resign_from_role
from skills.models import Role, Term
from tests.helpers import (
    called_assembly,
    cast,
    decide_in_assembly,
    decide_online,
    north_motion,
    people_of,
    refuses,
)
from tests.world import add_member, make_motion


def adopted(place, kind="ordinary", body=None, **values):
    """North lives by the plain rules with these values for one kind of decision."""
    rules = deepcopy(SIMPLE_MAJORITY)
    rules["kinds"][kind].update(values)
    rules["body"].update(body or {})
    decide_online(place, north_motion(place, kind="rules", effect="adopt_rules", payload={"rules": rules}))


AVERAGE = {"quorum_kind": "fraction_average", "quorum_numerator": 4, "quorum_denominator": 5, "quorum_floor": 2}


def test_a_quorum_of_the_average_looks_at_the_assemblies_closed_before_the_ballot(harbour):
    adopted(harbour, **AVERAGE, quorum_last=2)
    north, people = harbour.body("North"), people_of(harbour, "North")
    rule = rule_for(north, "ordinary")
    assert (quorum_needed(north, len(people)), attended_before(north, rule, clock.now())) == (2, ())
    motion = decide_in_assembly(harbour, north_motion(harbour, title="First"))
    first = Assembly.objects.get(body=north)
    with clock.at(first.closed_at + timedelta(days=1)):
        assert attended_before(north, rule, clock.now()) == (first.voters_came,) == (len(people),)
        assert quorum_needed(north, len(people)) == 4  # four fifths of five
        second = decide_in_assembly(harbour, north_motion(harbour, title="Second"))
    verdict = Result.objects.get(ballot__motion=second).verdict
    assert verdict["quorum_needed"] == 4
    assert ["Came to the last assembly", "5"] in verdict["steps"]
    assert Result.objects.get(ballot__motion=motion).verdict["quorum_needed"] == 2
    # What was counted then is counted again the same way, whatever was held since (invariant 5).
    ballot = Result.objects.get(ballot__motion=motion).ballot
    again = figures_of(ballot, papers_of(ballot))
    assert (again.attended, Result.objects.get(ballot__motion=motion).rule["quorum_floor"]) == ((), 2)


def test_a_floor_keeps_a_small_room_from_deciding(harbour):
    adopted(harbour, quorum_floor=4)
    motion = decide_online(harbour, north_motion(harbour), "+++")
    assert motion.status == "quorum_missed"
    assert decide_online(harbour, north_motion(harbour), "++++").status == "carried"


SHORT = {"notice_days": 9, "without_notice_numerator": 2, "without_notice_denominator": 3, "channel": "assembly"}


@pytest.mark.parametrize(("days", "outcome"), [(12, "carried"), (8, "fell")])
def test_without_its_notice_a_motion_needs_more(harbour, days, outcome):
    """Robert’s Rules: a majority rescinds with notice, two thirds without (practice 1.4)."""
    adopted(harbour, **SHORT)
    people = people_of(harbour, "North")
    motion = north_motion(harbour)
    assembly = called_assembly(harbour, motion, days=days)
    with clock.at(assembly.starts_at):
        assembly = open_assembly(harbour.secretary, assembly=assembly)
        there = [m.public_id for m in harbour.members.values() if m.person in people]
        check_in(harbour.secretary, assembly=assembly, members=there)
        ballot = open_ballot(harbour.secretary, motion=motion, assembly=assembly)
        late = how_decided(ballot)[0] == (
            "Members were not told of this motion as early as the rules want, so it needs more votes."
        )
        assert late == (outcome == "fell")
        cast(ballot, people[:5], "+++--")
        close_ballot(harbour.secretary, ballot=ballot)
    result = Result.objects.get(ballot=ballot)
    assert (result.outcome, result.rule["denominator"]) == (outcome, 3 if late else 2)


def test_motions_of_a_kind_can_be_left_to_those_who_hold_roles(harbour):
    adopted(harbour, proposers="committee")
    with refuses(
        NotPermitted,
        "not_proposer",
        "The rules of North leave this kind of motion to those who hold a role here or in a committee of ours. "
        "Ask one of them to bring it.",
    ):
        make_motion(harbour, harbour.person("Bea North"), "North")
    assert make_motion(harbour, harbour.secretary, "North").mover == harbour.secretary


def test_several_members_bring_a_motion_together(harbour):
    adopted(harbour, proposers="members", proposers_number=4)
    assert make_motion(harbour, harbour.person("Bea North"), "North").seconders_needed == 3


@pytest.mark.parametrize(("part", "needed"), [((0, 1), 1), ((1, 5), 1), ((1, 2), 3)])
def test_a_recall_needs_all_who_call_for_it(harbour, part, needed):
    """The number of the rules, or their part of the members where it is more; mover and seconders together."""
    add_member(harbour, "Pia North", "North")
    add_member(harbour, "Quy North", "North")
    above, below = part
    body = {"recall_petition": 2, "recall_numerator": above, "recall_denominator": below}
    adopted(harbour, "recall", body, seconders=0)
    assert len(people_of(harbour, "North")) == 7
    term = Term.objects.get(role__body=harbour.body("North"), role__name="Treasurer")
    motion = make_motion(
        harbour, harbour.person("Bea North"), "North", kind="recall", effect="recall", payload={"term": term.public_id}
    )
    assert motion.seconders_needed == needed


@pytest.mark.parametrize(("part", "again"), [((0, 1), False), ((1, 2), True)])
def test_a_term_served_for_a_short_part_counts_as_the_rules_say(harbour, part, again):
    above, below = part
    body = {"terms_in_a_row": 1, "part_term_numerator": above, "part_term_denominator": below}
    adopted(harbour, body=body)
    role = Role.objects.get(body=harbour.body("North"), name="Treasurer")
    bea = harbour.members["Bea North"]
    effect = {"kind": "election", "effect": "fill_role", "payload": {"role": role.public_id, "member": bea.public_id}}
    motion = decide_online(harbour, north_motion(harbour, **effect))
    term = Term.objects.get(role=role, kind="elected")
    with clock.at(motion.ended_at + timedelta(days=30)):
        resign_from_role(bea.person, term=term)
        if again:
            assert north_motion(harbour, **effect).status == "seconded"
        else:
            with refuses(RuleNotMet, "terms_in_a_row"):
                make_motion(harbour, harbour.person("Cyd North"), "North", **effect)
