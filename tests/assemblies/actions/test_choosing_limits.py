"""The limits of the rules on the paper of a ballot: taken from the rules, narrowed by the mover, and never widened."""

import pytest

from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.actions.motions import MotionDraft, propose_motion
from assemblies.actions.options import bring_alternative
from assemblies.counting.recounting import recounted
from assemblies.models import Ballot, Motion
from assemblies.queries.sheets import sheet_of
from organiser.base import clock
from organiser.base.errors import Invalid, RuleNotMet
from tests.choices import adopt, ballot_on, choice_ballot, choice_motion, paper, put
from tests.elections import election, nominate, office
from tests.helpers import people_of, refuses

MARKS = {"choosing": "approval", "lot_order": False}
POINTS = {"choosing": "points", "lot_order": False}
DEBIAN = {"choosing": "debian-schulze", "lot_order": False}
NONE = {"default": "None of these"}


def closed(place, ballot):
    with clock.at(ballot.closes_at):
        close_ballot(place.secretary, ballot=ballot)
    return Ballot.objects.select_related("result").get(pk=ballot.pk)


def election_of(place, role, asked):
    """An election that somebody of North moves, with settings that she or he asks for."""
    draft = MotionDraft(
        title="Who", text="Who?", kind="election", effect="elect", payload={"role": role.public_id}, choose=1,
        choose_settings=asked,
    )  # fmt: skip
    return propose_motion(people_of(place, "North")[1], body=place.body("North"), draft=draft)


@pytest.mark.parametrize(
    ("rule", "choose", "asked", "limits"),
    [
        (MARKS, 1, {}, {}),
        ({**MARKS, "marks": "seats"}, 2, {}, {"most": 2}),
        ({**MARKS, "marks": "number", "most_marks": 3}, 1, {"most": 2}, {"most": 2}),
        ({**MARKS, "strikes": 2}, 1, {}, {"strikes": 2, "order_by": "net", "out_outweighed": False}),
        (
            {**MARKS, "strikes": 2, "strikes_do": "out"},
            1,
            {"strikes": 1},
            {"strikes": 1, "order_by": "approvals", "out_outweighed": True},
        ),
        (
            {**MARKS, "approval_numerator": 1, "approval_denominator": 2, "approval_comparison": "more_than"},
            1,
            {},
            {"threshold": "1/2", "comparison": "more_than"},
        ),
        (POINTS, 1, {}, {"budget": 10}),
        (POINTS, 1, {"budget": 5, "spend_all": True}, {"budget": 5, "spend_all": True}),
        ({**POINTS, "points_in_all": 0, "points_each": 5}, 1, {}, {"most_each": 5}),
        ({**POINTS, "points_in_all": 6, "points_each": 3}, 1, {"most_each": 2}, {"budget": 6, "most_each": 2}),
        (DEBIAN, 1, {}, NONE),
        ({**DEBIAN, "default_quorum": 3}, 1, {}, {"quorum": 3, **NONE}),
        ({**DEBIAN, "default_quorum": 3}, 1, {"quorum": 4}, {"quorum": 4, **NONE}),
        ({"choosing": "scottish-stv", "lot_order": False}, 2, {}, {}),
    ],
)
def test_a_ballot_has_the_limits_of_the_rules_and_what_the_mover_narrowed(harbour, mill, rule, choose, asked, limits):
    adopt(harbour, **rule)
    ballot = choice_ballot(harbour, choose=choose, choose_settings=asked)
    assert (ballot.settings, ballot.motion.choose_settings) == (limits, asked)


@pytest.mark.parametrize(
    ("rule", "asked", "sentence"),
    [
        (
            {**MARKS, "marks": "seats"},
            {"most": 2},
            "The rules let a paper have 1 mark at most. Ask for no more.",
        ),
        (MARKS, {"strikes": 1}, "The rules let nothing be struck out. Leave strikes out."),
        (
            {**MARKS, "approval_numerator": 2, "approval_denominator": 3},
            {"threshold": "1/2"},
            "By the rules two thirds of all papers must mark an option to choose it. Ask for no less.",
        ),
        (POINTS, {"budget": 11}, "The rules let a paper have 10 points at most. Ask for no more."),
        (POINTS, {"budget": None, "most_each": 5}, "The rules let a paper have 10 points at most. Ask for no more."),
        (
            {**DEBIAN, "default_quorum": 3},
            {"quorum": 2},
            "By the rules 3 papers must prefer an option to doing nothing. Ask for no fewer.",
        ),
    ],
)
def test_a_mover_who_asks_for_more_than_the_rules_allow_is_refused(harbour, mill, rule, asked, sentence):
    adopt(harbour, **rule)
    with refuses(RuleNotMet, "wider_than_rules", sentence):
        choice_motion(harbour, choose_settings=asked)
    role = office(harbour, seats=1)
    adopt(harbour, "election", **rule)
    with refuses(RuleNotMet, "wider_than_rules", sentence):
        election_of(harbour, role, asked)


def test_limits_hold_for_the_body_that_adopted_them_alone(harbour, mill):
    adopt(harbour, **MARKS, marks="number", most_marks=1)
    assert choice_ballot(harbour).settings == {"most": 1}
    draft = {"choose": 1, "alternatives": (("A", ""), ("B", "")), "choose_settings": {"most": 2}}
    for place in (harbour, mill):
        moved = propose_motion(place.secretary, body=place.body(), draft=MotionDraft(title="B", text="B.", **draft))
        assert moved.choose_settings == {"most": 2}


def test_rules_that_became_narrower_before_the_vote_hold_and_those_that_became_wider_change_nothing_asked(
    harbour, mill
):
    adopt(harbour, **MARKS, strikes=2)
    wide = choice_motion(harbour, choose_settings={"most": 3, "strikes": 2})
    plain = choice_motion(harbour, title="Plain")
    adopt(harbour, **MARKS, marks="number", most_marks=2)
    bring_alternative(harbour.secretary, motion=wide, label="Dinghy")
    assert ballot_on(harbour, wide).settings == {"most": 2, "strikes": 0}
    adopt(harbour, **MARKS)
    assert ballot_on(harbour, plain).settings == {}


def test_an_open_ballot_keeps_its_limits_whatever_rules_are_adopted_meanwhile(harbour, mill):
    adopt(harbour, **POINTS)
    ballot = choice_ballot(harbour)
    adopt(harbour, **POINTS, points_in_all=3)
    put(harbour, ballot, "A:10")
    assert Ballot.objects.get(pk=ballot.pk).settings == {"budget": 10}


def test_an_election_of_two_by_points_is_held_within_the_limits_and_counted_again(harbour, mill):
    role = office(harbour)
    motion = election(harbour, role, choose=2, **POINTS, points_in_all=6, points_each=4)
    nominate(harbour, motion, "Bea North", "Cyd North", "Dan North")
    ballot = ballot_on(harbour, motion)
    ana = people_of(harbour, "North")[0]
    for text in ("B:5", "B:4,C:3"):
        with refuses(Invalid, "paper"):
            cast_vote(ana, ballot=ballot, choice=paper(ballot, text), key="key-of-ana-1")
    put(harbour, ballot, "B:4,C:2", "C:4,D:1", "B:2,C:2,D:2")
    done = closed(harbour, ballot)
    assert done.result.chosen["winners"] == ["Cyd North", "Bea North"]
    assert recounted(sheet_of(done)) == ()


def test_a_part_of_the_papers_and_strikes_decide_who_is_chosen(harbour, mill):
    half = {"approval_numerator": 1, "approval_denominator": 2, "approval_comparison": "more_than"}
    adopt(harbour, **MARKS, **half)
    none = choice_ballot(harbour)
    put(harbour, none, "+A", "+A", "+B", "+C")
    assert closed(harbour, none).result.chosen["winners"] == []
    adopt(harbour, **MARKS, marks="seats", strikes=1)
    struck = choice_ballot(harbour, title="Struck out")
    put(harbour, struck, "+A-B", "+A", "+B-A", "+C-A", "+C")
    done = closed(harbour, struck)
    assert (done.result.chosen["winners"], recounted(sheet_of(done))) == (["Cable"], ())
    assert Motion.objects.get(pk=struck.motion_id).status == "carried"
