"""Blocks that the others judge: who may, once each, until when, and what comes of the round with it."""

import pytest
from django.db import Error, transaction

from assemblies.actions.attendance import check_in, check_out
from assemblies.actions.ballots import open_ballot
from assemblies.actions.blocks import judge_blocks
from assemblies.actions.card_votes import take_card_votes
from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.actions.settling import settle_blocks
from assemblies.counting.recounting import recounted
from assemblies.enums import BallotStatus, MotionStatus
from assemblies.erasing import open_ballots
from assemblies.models import Ballot, Block, Judgement, Result
from assemblies.own_data import judgements as own_judgements
from assemblies.own_data import votes as own_votes
from assemblies.queries.ballots import votes_digest
from assemblies.queries.sheets import sheet_of
from members.actions.erasures import ask_erasure, erase_person
from organiser.base import clock
from organiser.base.actor import CLOCK
from organiser.base.errors import Conflict, Invalid, NotPermitted, RuleNotMet, WrongState
from tests.consensus import FOUR_FIFTHS, NINE_TENTHS, WHY, blocks, held, round_on, seek
from tests.helpers import clock_days, opened_assembly, people_of, refuses, writes

ALL = ("agree", "agree", "agree", "agree", "block")
UPON = {"base": "entitled", "threshold_numerator": 4, "threshold_denominator": 5}


def waiting(place, *said, **rule):
    """A round that has closed with blocks for the others to judge."""
    return held(place, seek(place, **{**FOUR_FIFTHS, **rule}), *(said or ALL))


def judge(place, ballot, *answers, at=None):
    """Let the people of North answer one after the other, `+` or `-` for each block, a blank for none."""
    with clock.at(at or ballot.closed_at):
        for person, answer in zip(people_of(place, "North"), answers, strict=False):
            given = {
                block.public_id: sign == "+" for block, sign in zip(blocks(ballot), answer, strict=False) if sign != " "
            }
            if given:
                judge_blocks(person, ballot=ballot, answers=given)


def settled(place, ballot, *, actor=None, at=None):
    """The same ballot once its blocks were judged."""
    with clock.at(at or ballot.judged_until):
        settle_blocks(actor or place.secretary, ballot=ballot)
    return Ballot.objects.get(pk=ballot.pk)


def test_a_round_with_a_block_waits_for_the_others_and_takes_no_more_votes(harbour, mill):
    motion = seek(harbour, **FOUR_FIFTHS)
    ballot = round_on(harbour, motion, *ALL[1:])
    with clock.at(ballot.closes_at), writes("close_ballot") as entries:
        close_ballot(harbour.secretary, ballot=ballot)
    ballot = Ballot.objects.get(pk=ballot.pk)
    assert (ballot.status, ballot.motion.status, ballot.judged_until - ballot.closed_at) == (
        BallotStatus.JUDGING,
        MotionStatus.VOTING,
        clock_days(2),  # the 48 hours of these rules
    )
    assert Result.objects.filter(ballot=ballot).count() == 0
    assert [(block.number, block.vote.reason) for block in blocks(ballot)] == [(1, WHY)]
    assert entries[0].content.content["blocks"] == [blocks(ballot)[0].public_id]
    with refuses(WrongState, "closed"):
        cast_vote(people_of(harbour, "North")[4], ballot=ballot, choice="agree", key="key-00000009")
    with refuses(Conflict, "ballot_closed"):
        close_ballot(harbour.secretary, ballot=ballot)


@pytest.mark.parametrize(
    ("answers", "outcome", "status", "standing"),
    [
        (("+", "+", "+", "+"), "blocked", MotionStatus.FELL, 1),
        (("+", "+", "+", "-"), "carried", MotionStatus.CARRIED, 0),
        (("+", "+", "+"), "carried", MotionStatus.CARRIED, 0),
        ((), "carried", MotionStatus.CARRIED, 0),
    ],
)
def test_a_block_stands_where_enough_of_the_others_find_it_principled(
    harbour, mill, answers, outcome, status, standing
):
    ballot = waiting(harbour, **UPON)
    judge(harbour, ballot, *answers)
    ballot = settled(harbour, ballot)
    verdict = ballot.result.verdict
    assert (ballot.status, ballot.result.outcome, ballot.motion.status, verdict["blocks_standing"]) == (
        BallotStatus.CLOSED,
        outcome,
        status,
        standing,
    )
    assert (ballot.motion.decision is not None) == (outcome == "carried")
    sheet = sheet_of(ballot)
    assert (sheet.principled, recounted(sheet)) == ((answers.count("+"),), ())


def test_every_block_is_judged_by_itself_and_nobody_judges_an_own_one(harbour, mill):
    ballot = waiting(harbour, "agree", "agree", "agree", "block", "block:Another reason", max_blocks=1)
    people = people_of(harbour, "North")
    own = Block.objects.get(vote__entry__person=people[4])
    with clock.at(ballot.closed_at), refuses(RuleNotMet, "own_block"):
        judge_blocks(people[4], ballot=ballot, answers={own.public_id: True})
    first = blocks(ballot)[0].public_id
    judge(harbour, ballot, "++", "++", "++")
    others = {own.public_id: people[3], next(one for one in blocks(ballot) if one != own).public_id: people[4]}
    with clock.at(ballot.closed_at):
        for block, person in others.items():
            judge_blocks(person, ballot=ballot, answers={block: block == first})
    ballot = settled(harbour, ballot, at=ballot.closed_at)
    assert (ballot.result.outcome, ballot.result.verdict["blocks"], ballot.result.verdict["blocks_standing"]) == (
        "not_reached",
        2,
        1,
    )
    assert sheet_of(ballot).principled == (4, 3)


def test_an_answer_is_given_once_and_may_be_sent_again(harbour, mill):
    ballot = waiting(harbour)
    bea, block = people_of(harbour, "North")[1], blocks(ballot)[0]
    with clock.at(ballot.closed_at):
        assert judge_blocks(bea, ballot=ballot, answers={block.public_id: True}) == 1
        assert judge_blocks(bea, ballot=ballot, answers={block.public_id: True}) == 1
        with refuses(Conflict, "judged_already"):
            judge_blocks(bea, ballot=ballot, answers={block.public_id: False})
        for wrong in ({}, {"nothing": True}):
            with refuses(Invalid, "block"):
                judge_blocks(bea, ballot=ballot, answers=wrong)
    assert list(Judgement.objects.values_list("entry__person", "principled", "taken_by")) == [(bea.pk, True, None)]


def test_only_those_who_spoke_judge(harbour, mill):
    ballot = waiting(harbour, "agree", "agree", "block")
    block = blocks(ballot)[0].public_id
    with clock.at(ballot.closed_at):
        for other in (people_of(harbour, "North")[4], harbour.person("Gil South"), mill.secretary):
            with refuses(RuleNotMet, "not_spoken"):
                judge_blocks(other, ballot=ballot, answers={block: True})


def test_blocks_are_judged_after_the_round_and_until_the_time_is_up(harbour, mill):
    motion = seek(harbour, **FOUR_FIFTHS)
    ballot = round_on(harbour, motion, *ALL)
    bea = people_of(harbour, "North")[1]
    with refuses(WrongState, "ballot_open"):
        judge_blocks(bea, ballot=ballot, answers={"any": True})
    with refuses(WrongState, "ballot_open"):
        settle_blocks(harbour.secretary, ballot=ballot)
    with clock.at(ballot.closes_at):
        close_ballot(harbour.secretary, ballot=ballot)
    ballot = Ballot.objects.get(pk=ballot.pk)
    with clock.at(ballot.judged_until), refuses(WrongState, "judged"):
        judge_blocks(bea, ballot=ballot, answers={blocks(ballot)[0].public_id: True})


def test_the_round_is_settled_when_all_have_answered_or_the_time_is_up(harbour, mill):
    ballot = waiting(harbour)
    judge(harbour, ballot, "+", "+", "+")
    with clock.at(ballot.closed_at):
        with refuses(RuleNotMet, "not_judged"):
            settle_blocks(harbour.secretary, ballot=ballot)
        with refuses(WrongState, "not_yet"):
            settle_blocks(CLOCK, ballot=ballot)
        for other in (people_of(harbour, "North")[2], mill.secretary):
            with refuses(NotPermitted, "power_missing"):
                settle_blocks(other, ballot=ballot)
    judge(harbour, ballot, " ", " ", " ", "+")
    digest = votes_digest(ballot)
    with clock.at(ballot.closed_at), writes("settle_blocks") as entries:
        settle_blocks(harbour.secretary, ballot=ballot)
    assert (entries[0].content.content["votes_digest"], entries[0].content.content["outcome"]) == (digest, "blocked")
    with refuses(Conflict, "ballot_closed"):
        settle_blocks(harbour.secretary, ballot=ballot)
    with refuses(WrongState, "judged"):
        judge_blocks(people_of(harbour, "North")[1], ballot=ballot, answers={blocks(ballot)[0].public_id: True})


def test_the_clock_settles_a_round_whose_time_is_up(harbour, mill):
    ballot = settled(harbour, waiting(harbour), actor=CLOCK)
    assert (ballot.status, ballot.result.counted_by) == (BallotStatus.CLOSED, None)


def test_the_digest_of_the_votes_covers_what_was_said_of_blocks(harbour, mill):
    ballot = waiting(harbour)
    before = votes_digest(ballot)
    judge(harbour, ballot, "+")
    assert votes_digest(ballot) != before


def test_whoever_blocks_alone_has_nobody_to_judge_it(harbour, mill):
    ballot = waiting(harbour, "block")
    assert (ballot.status, ballot.result.outcome, ballot.result.verdict["blocks_standing"]) == (
        BallotStatus.CLOSED,
        "blocked",
        1,
    )
    assert recounted(sheet_of(ballot)) == ()


def test_in_the_room_cards_say_all_four_and_judge_blocks_too(harbour, mill):
    motion = seek(harbour, **FOUR_FIFTHS)
    assembly = opened_assembly(harbour, motion)
    people = people_of(harbour, "North")
    members = {m.person_id: m.public_id for m in harbour.members.values()}
    with clock.at(assembly.starts_at):
        check_in(harbour.secretary, assembly=assembly, members=[members[person.pk] for person in people])
        ballot = open_ballot(harbour.secretary, motion=motion, assembly=assembly)
        cast_vote(people[0], ballot=ballot, choice="agree", key="key-00000001")
        voices = ("agree", "aside", "block")
        votes = {members[person.pk]: voice for person, voice in zip(people[1:4], voices, strict=True)}
        with refuses(Invalid, "reason"):
            take_card_votes(harbour.secretary, ballot=ballot, votes=votes)
        reasons = {members[people[3].pk]: WHY}
        assert take_card_votes(harbour.secretary, ballot=ballot, votes=votes, reasons=reasons) == 3
        assert take_card_votes(harbour.secretary, ballot=ballot, votes=votes, reasons=reasons) == 3
        close_ballot(harbour.secretary, ballot=ballot)
        block = blocks(ballot)[0]
        assert block.vote.reason == WHY
        with refuses(NotPermitted, "power_missing"):
            judge_blocks(people[1], ballot=ballot, answers={block.public_id: True}, member=members[people[2].pk])
        for member in (members[people[4].pk], "nobody", next(iter(mill.members.values())).public_id):
            with refuses(RuleNotMet, "not_spoken"):
                judge_blocks(harbour.secretary, ballot=ballot, answers={block.public_id: True}, member=member)
        judge_blocks(harbour.secretary, ballot=ballot, answers={block.public_id: True}, member=members[people[2].pk])
        assert list(Judgement.objects.values_list("entry__person", "taken_by")) == [
            (people[2].pk, harbour.secretary.pk)
        ]
        said = "2 members are in the room without having judged every block. Ask them, or write down what they say."
        with refuses(RuleNotMet, "not_judged", said):
            settle_blocks(harbour.secretary, ballot=ballot)
        answer = {block.public_id: False}
        judge_blocks(people[0], ballot=ballot, answers=answer)
        check_out(harbour.secretary, assembly=assembly, person=people[1])
        with refuses(WrongState, "not_checked_in"):
            judge_blocks(
                harbour.secretary, ballot=ballot, answers={block.public_id: True}, member=members[people[1].pk]
            )
        settle_blocks(harbour.secretary, ballot=ballot)  # all who are still there were asked, so nobody waits for a day
    assert Ballot.objects.get(pk=ballot.pk).result.verdict["blocks_standing"] == 0


def test_the_database_keeps_what_was_said_of_blocks(harbour, mill):
    ballot = waiting(harbour)
    judge(harbour, ballot, "+")
    said, block = Judgement.objects.get(), blocks(ballot)[0]
    changes = (
        lambda: Judgement.objects.filter(pk=said.pk).update(principled=False),
        lambda: Judgement.objects.filter(pk=said.pk).delete(),
        lambda: Block.objects.filter(pk=block.pk).update(number=2),
        lambda: Ballot.objects.filter(pk=ballot.pk).update(status=BallotStatus.OPEN, closed_at=None),
        lambda: Ballot.objects.filter(pk=ballot.pk).update(judged_until=ballot.judged_until + clock_days(1)),
        lambda: Block.objects.create(
            organisation=ballot.organisation, ballot=ballot, vote=ballot.votes.filter(choice="agree").first(), number=2
        ),
        lambda: Judgement.objects.create(
            organisation=ballot.organisation,
            block=block,
            entry=block.vote.entry,
            principled=False,
            judged_at=clock.now(),
        ),
    )
    for change in changes:
        with pytest.raises(Error), transaction.atomic():
            change()
    other = ballot.votes.filter(choice="agree").exclude(entry=said.entry).first()
    settled(harbour, ballot)
    with pytest.raises(Error), transaction.atomic():
        Judgement.objects.create(
            organisation=ballot.organisation, block=block, entry=other.entry, principled=True, judged_at=clock.now()
        )


def test_limits_of_a_round_are_those_of_the_day_it_opened(harbour, mill):
    ballot = round_on(harbour, seek(harbour, **FOUR_FIFTHS), *ALL)
    seek(harbour, **NINE_TENTHS)
    with clock.at(ballot.closes_at):
        close_ballot(harbour.secretary, ballot=ballot)
    assert Ballot.objects.get(pk=ballot.pk).status == BallotStatus.JUDGING


def test_an_erasure_waits_for_the_round_then_empties_the_reason_and_keeps_the_count(harbour, mill):
    motion = seek(harbour, **FOUR_FIFTHS)
    said = ("agree", "aside:Eve North said it all", "agree", "agree", f"block:{WHY}")
    ballot = held(harbour, motion, *said)
    judge(harbour, ballot, "+", "+", "+", "+")
    eve = harbour.members["Eve North"]
    assert [row["reason"] for row in own_votes(eve.person) if row["reason"]] == [WHY]
    assert [(row["block"], row["principled"]) for row in own_judgements(people_of(harbour, "North")[1])] == [(1, True)]
    assert open_ballots(eve.person) == [
        f"The ballot “{ballot.question}” is not settled. The erasure is done after that."
    ]
    ballot = settled(harbour, ballot)
    digest = votes_digest(ballot)
    erasure = ask_erasure(eve.person, membership=eve).erasure
    with clock.at(clock.now() + clock_days(40)):
        erase_person(CLOCK, erasure=erasure)
    reasons = dict(ballot.votes.exclude(choice="agree").values_list("choice", "reason"))
    assert (reasons["block"], "Eve North" in reasons["aside"], reasons["aside"].endswith("said it all")) == (
        "",
        False,
        True,
    )
    ballot = Ballot.objects.get(pk=ballot.pk)
    assert (recounted(sheet_of(ballot)), votes_digest(ballot)) == ((), digest)


def test_over_days_nobody_answers_for_another(harbour, mill):
    ballot = waiting(harbour)
    bea = harbour.members["Bea North"].public_id
    with clock.at(ballot.closed_at), refuses(WrongState, "no_hall"):
        judge_blocks(harbour.secretary, ballot=ballot, answers={blocks(ballot)[0].public_id: False}, member=bea)


def test_what_was_written_down_for_somebody_gives_way_to_what_she_says(harbour, mill):
    motion = seek(harbour, **FOUR_FIFTHS)
    assembly = opened_assembly(harbour, motion)
    people = people_of(harbour, "North")
    members = {m.person_id: m.public_id for m in harbour.members.values()}
    with clock.at(assembly.starts_at):
        check_in(harbour.secretary, assembly=assembly, members=[members[person.pk] for person in people])
        ballot = open_ballot(harbour.secretary, motion=motion, assembly=assembly)
        for number, (person, voice) in enumerate(zip(people, ALL, strict=True)):
            reason = WHY if voice == "block" else ""
            cast_vote(person, ballot=ballot, choice=voice, key=f"key-{number:08d}", reason=reason)
        close_ballot(harbour.secretary, ballot=ballot)
        (block,) = blocks(ballot)
        answer = {block.public_id: False}
        judge_blocks(harbour.secretary, ballot=ballot, answers=answer, member=members[people[1].pk])
        judge_blocks(people[1], ballot=ballot, answers={block.public_id: True})
        assert list(Judgement.objects.values_list("principled", "taken_by")) == [(True, None)]
        with refuses(Conflict, "judged_already"):
            judge_blocks(harbour.secretary, ballot=ballot, answers=answer, member=members[people[1].pk])
    with pytest.raises(Error), transaction.atomic():
        Judgement.objects.update(principled=False)
