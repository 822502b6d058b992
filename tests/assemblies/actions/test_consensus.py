"""Consensus by ballot: four answers by name, rounds, the vote after them, and what is decided or not."""

import pytest
from django.db import Error, transaction

from assemblies.actions.ballots import open_ballot
from assemblies.actions.casting import cast_vote
from assemblies.counting.recounting import recounted
from assemblies.enums import BallotMethod, BallotStatus, MotionStatus
from assemblies.models import Ballot, Result, Vote
from assemblies.queries.ballots import how_decided
from assemblies.queries.sheets import sheet_of
from organisations.models import Decision
from organiser.base import clock
from organiser.base.errors import Conflict, Invalid, RuleNotMet
from tests.choices import adopt, ballot_on, choice_motion, put
from tests.consensus import NINE_TENTHS, WHY, closed, held, round_on, seek
from tests.helpers import clock_days, people_of, refuses, writes


def test_consensus_carries_a_motion_with_its_decision_and_can_be_counted_again(harbour, mill):
    motion = seek(harbour)
    ballot = round_on(harbour, motion, "agree", "agree", "agree", "reservations:The rent is high", "aside")
    assert (ballot.method, ballot.secret, ballot.settings) == (
        BallotMethod.CONSENSUS,
        False,
        {"max_blocks": 0, "block_validity": None, "stand_asides": "1", "fallback": None, "rounds": 1, "round": 1},
    )
    with clock.at(ballot.closes_at), writes("record_decision", "close_ballot"):
        closed(harbour, ballot)
    ballot = Ballot.objects.get(pk=ballot.pk)
    result = ballot.result
    assert (result.outcome, result.votes_for, result.votes_against, result.abstentions) == ("carried", 4, 0, 1)
    assert result.verdict["sentences"] == [
        "Agree: 3; agree with reservations: 1; stand aside: 1; block: 0.",
        "Nine tenths of 4 is 4 (3.6, rounded up).",
        "4 agree: that is enough.",
        "Consensus.",
    ]
    decision = ballot.motion.decision
    assert (ballot.motion.status, decision.outcome, decision.working) == (
        MotionStatus.CARRIED,
        "carried",
        result.verdict["sentences"],
    )
    assert recounted(sheet_of(ballot)) == ()


def test_a_block_decides_nothing_and_leaves_no_decision(harbour, mill):
    ballot = held(harbour, seek(harbour), "agree", "agree", "agree", "agree", "block")
    assert (ballot.status, ballot.result.outcome, ballot.result.verdict["outcome"]) == (
        BallotStatus.CLOSED,
        "blocked",
        "blocked",
    )
    assert (ballot.motion.status, ballot.motion.decision) == (MotionStatus.FELL, None)
    assert Decision.objects.filter(source_ref=ballot.public_id).count() == 0
    assert recounted(sheet_of(ballot)) == ()


def test_too_few_who_agree_decide_nothing(harbour, mill):
    ballot = held(harbour, seek(harbour, base="entitled"), "agree", "aside", "aside")
    assert (ballot.result.outcome, ballot.motion.status, ballot.motion.decision) == (
        "not_reached",
        MotionStatus.FELL,
        None,
    )


def test_a_block_needs_its_reason_and_agreement_takes_none(harbour, mill):
    ballot = round_on(harbour, seek(harbour))
    bea = people_of(harbour, "North")[1]
    with refuses(Invalid, "reason", "A block needs its reason. Write why the body must not do this."):
        cast_vote(bea, ballot=ballot, choice="block", key="key-00000001", reason=" \n ")
    with refuses(Invalid, "no_reason"):
        cast_vote(bea, ballot=ballot, choice="agree", key="key-00000001", reason="Because")
    with refuses(Invalid, "reason"):
        cast_vote(bea, ballot=ballot, choice="aside", key="key-00000001", reason="x" * 1001)
    for wrong in ("for", "abstain", "", "1>2", "BLOCK"):
        with refuses(Invalid, "choice"):
            cast_vote(bea, ballot=ballot, choice=wrong, key="key-00000001", reason=WHY)
    assert Vote.objects.filter(ballot=ballot).count() == 0


def test_reasons_have_no_place_in_other_votes(harbour, mill):
    adopt(harbour)
    ballot = ballot_on(harbour, choice_motion(harbour))
    with refuses(Invalid, "no_reason"):
        cast_vote(people_of(harbour, "North")[1], ballot=ballot, choice="+1", key="key-00000001", reason="Because")


def test_the_same_voice_sent_again_counts_once_and_another_reason_is_another_voice(harbour, mill):
    ballot = round_on(harbour, seek(harbour))
    bea = people_of(harbour, "North")[1]
    first = cast_vote(bea, ballot=ballot, choice="block", key="key-00000001", reason=WHY)
    again = cast_vote(bea, ballot=ballot, choice="block", key="key-00000001", reason=f" {WHY}\n")
    assert (first.repeated, again.repeated, again.cast_at) == (False, True, first.cast_at)
    with refuses(Conflict, "voted_already"):
        cast_vote(bea, ballot=ballot, choice="block", key="key-00000001", reason="Something else")
    with refuses(Conflict, "voted_already"):
        cast_vote(bea, ballot=ballot, choice="agree", key="key-00000002")
    assert list(Vote.objects.filter(ballot=ballot).values_list("choice", "reason")) == [("block", WHY)]


def test_where_rules_let_votes_change_a_block_can_be_taken_back_with_its_reason(harbour, mill):
    ballot = round_on(harbour, seek(harbour, changeable=True))
    bea = people_of(harbour, "North")[1]
    cast_vote(bea, ballot=ballot, choice="block", key="key-00000001", reason=WHY)
    cast_vote(bea, ballot=ballot, choice="agree", key="key-00000002")
    assert list(Vote.objects.filter(ballot=ballot).values_list("choice", "reason")) == [("agree", "")]
    with refuses(Conflict, "voted_already"):  # a late retry of the first paper
        cast_vote(bea, ballot=ballot, choice="block", key="key-00000001", reason=WHY)


@pytest.mark.parametrize(("rule", "secret"), [({"secrecy": "chosen"}, True), ({"secrecy": "chosen"}, False)])
def test_consensus_is_sought_by_name(harbour, mill, rule, secret):
    motion = seek(harbour, **rule)
    if not secret:
        assert ballot_on(harbour, motion).secret is False
        return
    with refuses(RuleNotMet, "consensus_by_name"):
        open_ballot(harbour.secretary, motion=motion, closes_at=clock.now() + clock_days(6), secret=True)


def test_a_choice_among_several_is_counted_by_its_method_where_consensus_is_the_rule(harbour, mill):
    adopt(harbour, **{**NINE_TENTHS, "secrecy": "chosen"})
    ballot = ballot_on(harbour, choice_motion(harbour), secret=True)
    assert (ballot.method, ballot.secret) == ("approval", True)
    put(harbour, ballot, "+A", "+A", "+B")
    ballot = closed(harbour, ballot)
    assert (ballot.result.outcome, ballot.result.chosen["winners"]) == ("carried", ["Anchor"])


def test_without_consensus_the_motion_comes_back_until_the_rounds_are_over(harbour, mill):
    motion = seek(harbour, rounds=2)
    first = held(harbour, motion, "agree", "agree", "agree", "block")
    motion.refresh_from_db()
    assert (first.result.outcome, motion.status, motion.decision) == ("tabled", MotionStatus.UNSETTLED, None)
    with clock.at(clock.now() + clock_days(10)):
        second = round_on(harbour, motion, "agree", "agree", "agree", "block")
        assert (second.settings["round"], how_decided(second)[0]) == (2, "This is round 2 of 2.")
        second = closed(harbour, second)
    motion.refresh_from_db()
    assert (second.result.outcome, motion.status) == ("blocked", MotionStatus.FELL)
    assert [recounted(sheet_of(one)) for one in (first, second)] == [(), ()]


def test_a_round_that_missed_its_quorum_is_tried_again_as_the_same_round(harbour, mill):
    motion = seek(harbour, quorum_kind="fixed", quorum_fixed=4, quorum_count="cast", block_validity_numerator=1)
    first = held(harbour, motion, "agree", "block")
    assert (first.status, first.result.outcome, first.motion.status) == (
        BallotStatus.CLOSED,
        "quorum_missed",
        MotionStatus.QUORUM_MISSED,
    )
    assert recounted(sheet_of(first)) == ()
    motion.refresh_from_db()
    with clock.at(clock.now() + clock_days(10)):
        assert ballot_on(harbour, motion).settings["round"] == 1


def test_after_the_last_round_a_vote_decides_by_the_part_that_the_rules_name(harbour, mill):
    motion = seek(harbour, fallback_numerator=3, fallback_denominator=4)
    first = held(harbour, motion, "agree", "agree", "agree", "block")
    motion.refresh_from_db()
    assert (first.result.outcome, motion.status) == ("fallback", MotionStatus.UNSETTLED)
    assert first.result.verdict["sentences"][-1] == (
        "No consensus. It goes to a vote, and carries with at least three quarters of the votes for and against."
    )
    with clock.at(clock.now() + clock_days(10)):
        vote = ballot_on(harbour, motion)
        assert (vote.method, vote.settings) == ("yes-no", {"fallback": "3/4"})
        assert how_decided(vote)[:2] == [
            "Consensus was not reached, so it is decided by votes for and against.",
            "A motion carries with at least three quarters of the votes for and against; abstentions are not counted.",
        ]
        for person, choice in zip(people_of(harbour, "North"), ["for", "for", "for", "against"], strict=False):
            cast_vote(person, ballot=vote, choice=choice, key=f"key-of-{person.pk:04}")
        vote = closed(harbour, vote)
    motion.refresh_from_db()
    assert (vote.result.outcome, vote.result.verdict["needed"], motion.status) == ("carried", 3, MotionStatus.CARRIED)
    assert motion.decision.outcome == "carried"
    assert recounted(sheet_of(vote)) == ()


def test_the_vote_after_consensus_can_be_secret(harbour, mill):
    motion = seek(harbour, fallback_numerator=3, fallback_denominator=4, secrecy="chosen")
    held(harbour, motion, "agree", "block")
    motion.refresh_from_db()
    with clock.at(clock.now() + clock_days(10)):
        assert ballot_on(harbour, motion, secret=True).secret is True


def test_the_database_keeps_voices_and_reasons_as_they_were_given(harbour, mill):
    ballot = round_on(harbour, seek(harbour), "agree", "block")
    vote, entry = ballot.votes.get(choice="block"), ballot.roll.entries.last()
    wrong = [{"reason": "Another"}, {"reason": ""}, {"choice": "agree"}]
    for values in wrong:
        with pytest.raises(Error), transaction.atomic():
            Vote.objects.filter(pk=vote.pk).update(**values)
    for values in (
        {"choice": "for"},
        {"choice": "block"},
        {"choice": "agree", "reason": "Because"},
        {"choice": "", "key": ""},
    ):
        with pytest.raises(Error), transaction.atomic():
            Vote.objects.create(
                **{"organisation": ballot.organisation, "ballot": ballot, "entry": entry, "key": "key-00000099"}
                | {"cast_at": clock.now()}
                | values
            )
    with pytest.raises(Error), transaction.atomic():
        Ballot.objects.filter(pk=ballot.pk).update(secret=True)
    assert Result.objects.filter(ballot=ballot).count() == 0
