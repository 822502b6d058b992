"""Consensus: which round a motion is in, by which limits it is measured, and what was said in it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from assemblies.counting.consensus import ConsensusRule, Voices
from assemblies.counting.consensus_settings import limits_of, rule_from, voices_from
from assemblies.counting.verdict import Figures, Rule, TieRule
from assemblies.enums import BallotMethod, BallotOutcome, BallotStatus, Voice
from assemblies.models import Attendance, Ballot, Block, Judgement, Motion, RollEntry, Vote
from members.models import Membership
from members.queries.belonging import members_of
from organisations.enums import Method
from organisations.models import DecisionRule
from organisations.queries.sentences import threshold_sentence
from organiser.base import clock
from organiser.base.actor import Actor


def consensus_rule(rule: DecisionRule, agreement: Rule) -> ConsensusRule:
    """The rule of a body in the form that the count of a round understands."""
    return ConsensusRule(
        agreement=agreement_of(agreement),
        max_blocks=rule.max_blocks,
        block_validity=_part(rule.block_validity_numerator, rule.block_validity_denominator),
        stand_asides=Fraction(rule.stand_asides_numerator, rule.stand_asides_denominator),
        rounds=rule.rounds,
        fallback=_part(rule.fallback_numerator, rule.fallback_denominator),
    )


def agreement_of(rule: Rule) -> Rule:
    """The part that must agree: as many for as against is simply too few, or enough."""
    return replace(rule, tie_rule=TieRule.FAILS)


def _part(numerator: int, denominator: int) -> Fraction | None:
    return Fraction(numerator, denominator) if numerator else None


def next_paper(motion: Motion, rule: DecisionRule, agreement: Rule) -> tuple[str, dict[str, Any]]:
    """What the next ballot on a motion that is one question is: its method and its settings.

    Under a rule of consensus it is the first round, or the one after the last; a round that missed its quorum is tried
    again. Where consensus was not reached and the rule names a part that decides then, it is a vote for or against.
    """
    if rule.method != Method.CONSENSUS:
        return BallotMethod.YES_NO, {}
    limits = consensus_rule(rule, agreement)
    last = rounds_of(motion).last()
    if last is None:
        return BallotMethod.CONSENSUS, limits_of(limits, 1)
    number, outcome = int(last.settings["round"]), last.result.outcome
    if outcome == BallotOutcome.FALLBACK and limits.fallback is not None:
        return BallotMethod.YES_NO, {"fallback": str(limits.fallback)}
    number += outcome == BallotOutcome.TABLED
    # A body that has other rules by now may try it in fewer rounds.
    return BallotMethod.CONSENSUS, limits_of(limits, min(number, limits.rounds))


def rounds_of(motion: Motion) -> QuerySet[Ballot]:
    """The rounds of consensus on a motion that are settled, in the order in which they were held."""
    held = Ballot.objects.filter(motion=motion, method=BallotMethod.CONSENSUS, status=BallotStatus.CLOSED)
    return held.select_related("result").order_by("opened_at", "pk")


def rounds_before(ballot: Ballot) -> list[Ballot]:
    """The rounds held on the motion of a ballot before it was opened; none where consensus is not sought."""
    if ballot.method not in {BallotMethod.CONSENSUS, BallotMethod.YES_NO}:
        return []
    return list(rounds_of(ballot.motion).filter(opened_at__lt=ballot.opened_at))


def round_sentence(ballot: Ballot) -> str:
    """Which round a ballot is, in a sentence; empty where consensus is not sought."""
    if ballot.method != BallotMethod.CONSENSUS:
        return ""
    return f"This is round {ballot.settings['round']} of {ballot.settings['rounds']}."


def how_sought(ballot: Ballot, rule: DecisionRule) -> list[str]:
    """What a round of consensus needs, in sentences."""
    said = [round_sentence(ballot), threshold_sentence(rule)]
    if ballot.settings["block_validity"] is not None:
        said.append("After the round the others say of each block whether they find it principled.")
    return said


def blocks_of(ballot: Ballot) -> QuerySet[Block]:
    """The blocks of a round that are judged, each with whoever blocks."""
    return Block.objects.filter(ballot=ballot).select_related("vote__entry__person", "ballot").order_by("number")


def judgements_of(ballot: Ballot) -> QuerySet[Judgement]:
    """What was said of the blocks of a round, by name; for members of the body."""
    return (
        Judgement.objects.filter(block__ballot=ballot)
        .select_related("block", "entry__person", "taken_by")
        .order_by("block__number", "entry__person__sort_name", "pk")
    )


def answers_of(person: Actor, ballot: Ballot) -> dict[int, Judgement]:
    """What somebody said of the blocks of a round, or others wrote down for her or him, by the keys of the blocks."""
    said = Judgement.objects.filter(block__ballot=ballot, entry__person_id=person.pk)
    return {one.block_id: one for one in said}


def unanswered(ballot: Ballot) -> int:
    """How many answers are still missing: of each who spoke, for each block of somebody else."""
    voices, blocks = Vote.objects.filter(ballot=ballot).count(), Block.objects.filter(ballot=ballot).count()
    return (voices - 1) * blocks - Judgement.objects.filter(block__ballot=ballot).count()


def judges_without_answer(ballot: Ballot) -> QuerySet[Membership, tuple[str, str]]:
    """The memberships, with names, of those who spoke and have still to answer; in an assembly, of those there now."""
    members = members_of(ballot.body).filter(person__in=_waiting(ballot).values("person"))
    return members.order_by("sort_name", "pk").values_list("public_id", "person__name")


def missing_in_room(ballot: Ballot) -> int:
    """How many of those who are in the room now have still to answer for a block of somebody else."""
    return _waiting(ballot).count()


def _waiting(ballot: Ballot) -> QuerySet[RollEntry]:
    """The entries of those who spoke and have still to answer; in an assembly, of those who are there now."""
    said = Judgement.objects.filter(block__ballot=ballot, entry=OuterRef("pk")).order_by().values("entry")
    own = Block.objects.filter(ballot=ballot, vote__entry=OuterRef("pk"))
    blocks = Block.objects.filter(ballot=ballot).count()
    waiting = (
        RollEntry.objects.filter(votes__ballot=ballot)
        .annotate(said=Coalesce(Subquery(said.annotate(n=Count("pk")).values("n")), 0), own=Exists(own))
        .filter(Q(own=False, said__lt=blocks) | Q(own=True, said__lt=blocks - 1))
    )
    if ballot.assembly_id is None:
        return waiting
    there = Attendance.objects.filter(assembly=ballot.assembly_id, left_at__isnull=True)
    return waiting.filter(person__in=there.values("person"))


def owes_judgement(viewer: Actor) -> QuerySet[Ballot]:
    """The rounds in which the viewer spoke and has said nothing of a block of somebody else, the first to end first."""
    said = Judgement.objects.filter(block=OuterRef("pk"), entry__person_id=viewer.pk)
    blocks = Block.objects.filter(~Exists(said), ballot=OuterRef("pk")).exclude(vote__entry__person_id=viewer.pk)
    spoke = Vote.objects.filter(ballot=OuterRef("pk"), entry__person_id=viewer.pk)
    rounds = Ballot.objects.filter(Exists(spoke), Exists(blocks), status=BallotStatus.JUDGING)
    return rounds.filter(judged_until__gt=clock.now()).select_related("motion", "body").order_by("judged_until", "pk")


def voices_of(papers: Mapping[str, int], figures: Figures, principled: list[int] | None) -> Voices:
    """What was said in a round, with how many find each block principled."""
    return voices_from(
        papers,
        principled,
        present=figures.present,
        entitled=figures.entitled,
        attended=figures.attended,
        delegates=figures.delegates,
    )


def principled_of(ballot: Ballot) -> list[int] | None:
    """How many find each block of a round principled, in the order of the blocks; None where nobody was asked."""
    said = Count("judgements", filter=Q(judgements__principled=True))
    blocks = Block.objects.filter(ballot=ballot).order_by("number").annotate(yes=said)
    found = list(blocks.values_list("yes", flat=True))
    return found or None


def rule_of_round(ballot: Ballot, agreement: Rule) -> ConsensusRule:
    """The rule of a round as it was fixed when its ballot opened."""
    return rule_from(agreement_of(agreement), ballot.settings)


def said_so_far(papers: Counter[str]) -> dict[str, int]:
    """How many said what, every one of the four named."""
    return {voice: papers[voice] for voice in Voice.values}


def due_to_settle() -> QuerySet[Ballot]:
    """Rounds whose blocks were judged for as long as the rules ask for."""
    return Ballot.objects.filter(status=BallotStatus.JUDGING, judged_until__lte=clock.now()).order_by("judged_until")
