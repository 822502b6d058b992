"""Ballots as a person may see them, and what was cast in them."""

import hashlib
from collections.abc import Mapping
from copy import copy
from datetime import datetime, timedelta
from fractions import Fraction

from django.db.models import Exists, OuterRef, Q, QuerySet

from assemblies.counting.marks import BLANK
from assemblies.counting.verdict import Base, Comparison, Figures, QuorumCount, QuorumKind, Rule, TieRule
from assemblies.enums import ONE_QUESTION, AssemblyStatus, BallotMethod, BallotStatus, Choice, Voice
from assemblies.models import Assembly, Attendance, Ballot, Judgement, RollEntry, RollRefusal, Vote
from assemblies.queries.batches import standing_votes
from assemblies.queries.consensus import how_sought
from assemblies.queries.how_counted import counted_by
from assemblies.queries.papers import board_of, papers_of
from organisations.enums import Method
from organisations.models import Body, DecisionRule
from organisations.queries.bodies import in_sight
from organisations.queries.rulesets import held_by
from organisations.queries.sentences import quorum_sentence, threshold_sentence
from organisations.rules import has_delegates
from organiser.base import authority, clock
from organiser.base.actor import Actor
from organiser.base.errors import NotFound


def ballots_visible_to(viewer: Actor) -> QuerySet[Ballot]:
    """Ballots of all bodies the viewer may know of, the latest first; figures are for members of the body."""
    return (
        Ballot.objects.filter(in_sight(viewer))
        .filter(Q(motion__about_person=False) | Q(body__in=authority.bodies_of(viewer)))
        .select_related("body__organisation", "motion", "assembly", "rule__rule_set", "roll", "result")
        .order_by("-opened_at", "-pk")
    )


def ballot_for(viewer: Actor, public_id: str) -> Ballot:
    """The ballot of that public id.

    Raises:
        NotFound: where there is none that the viewer may know of.
    """
    ballot = ballots_visible_to(viewer).filter(public_id=public_id).first()
    if ballot is None:
        raise NotFound("There is no such ballot here, or it is not yours to see.", code="no_ballot")
    return ballot


def owed_by(viewer: Actor) -> QuerySet[Ballot]:
    """Open ballots on whose roll the viewer stands and in which she or he has not voted, the first to close first.

    A ballot of an assembly is owed only by those who are there.
    """
    now = clock.now()
    mine = RollEntry.objects.filter(roll=OuterRef("roll"), person_id=viewer.pk)
    cast = standing_votes(Vote.objects.filter(ballot=OuterRef("pk"), entry__person_id=viewer.pk))
    there = Attendance.objects.filter(assembly=OuterRef("assembly"), person_id=viewer.pk, left_at__isnull=True)
    return (
        ballots_visible_to(viewer)
        .filter(Q(closes_at__isnull=True) | Q(closes_at__gt=now), Exists(mine), ~Exists(cast), status=BallotStatus.OPEN)
        .filter(Q(assembly__isnull=True) | Exists(there))
        .order_by("closes_at", "pk")
    )


def due_to_close() -> QuerySet[Ballot]:
    """Open ballots whose time is up."""
    return Ballot.objects.filter(status=BallotStatus.OPEN, closes_at__lte=clock.now()).order_by("closes_at")


def vote_of(person: Actor, ballot: Ballot) -> Vote | None:
    """The vote this person cast in this ballot, where there is one."""
    return standing_votes(Vote.objects.filter(ballot=ballot, entry__person_id=person.pk)).first()


def entry_of(person: Actor, ballot: Ballot) -> RollEntry | None:
    """The person's entry on the roll of this ballot, where there is one."""
    return RollEntry.objects.filter(roll_id=ballot.roll_id, person_id=person.pk).first()


def refusal_of(person: Actor, ballot: Ballot) -> RollRefusal | None:
    """Why this person is not on the roll, where the roll says so."""
    return RollRefusal.objects.filter(roll_id=ballot.roll_id, person_id=person.pk).first()


def tally(ballot: Ballot) -> dict[str, int]:
    """How many voted for, against, and abstained, counted in the database."""
    papers = papers_of(ballot)
    return {choice: papers[choice] for choice in Choice.values}


def figures_of(ballot: Ballot, papers: Mapping[str, int]) -> Figures:
    """The numbers a verdict is reckoned from, as they stand now.

    Present are those in the assembly who stand on the roll; in a ballot over days, those who voted. In a round of
    consensus all who agree count as for, blocks as against, and whoever stands aside abstains. Of papers with options,
    those that say something count as for, and blank ones as abstentions.
    """
    if ballot.method == BallotMethod.YES_NO:
        for_, against, abstain = (papers.get(choice, 0) for choice in Choice.values)
    elif ballot.method == BallotMethod.CONSENSUS:
        for_ = papers.get(Voice.AGREE, 0) + papers.get(Voice.RESERVATIONS, 0)
        against, abstain = papers.get(Voice.BLOCK, 0), papers.get(Voice.ASIDE, 0)
    else:
        abstain = papers.get(BLANK, 0)
        for_, against = sum(papers.values()) - abstain, 0
    present = for_ + against + abstain
    if ballot.assembly_id is not None:
        present = present_in(ballot) if ballot.present is None else ballot.present
    return Figures(
        for_=for_,
        against=against,
        abstain=abstain,
        present=present,
        entitled=ballot.roll.entitled,
        attended=attended_before(ballot.body, ballot.rule, ballot.opened_at),
        delegates=ballot.roll.entitled if has_delegates(ballot.body.type) else 0,
    )


def present_in(ballot: Ballot) -> int:
    """How many of those on the roll are in the assembly now."""
    there = Attendance.objects.filter(assembly=ballot.assembly, left_at__isnull=True)
    on_roll = RollEntry.objects.filter(roll_id=ballot.roll_id, person_id=OuterRef("person_id"))
    return there.filter(Exists(on_roll)).count()


def attended_before(body: Body, rule: DecisionRule, moment: datetime) -> tuple[int, ...]:
    """How many with a vote came to the last assemblies closed before a moment, the latest first.

    Asked for only where the quorum is a part of their average. What was counted when an assembly closed stays, so the
    same question gives the same answer at any later time (invariant 5).
    """
    if rule.quorum_kind != QuorumKind.FRACTION_AVERAGE:
        return ()
    closed = Assembly.objects.filter(body=body, status=AssemblyStatus.CLOSED, closed_at__lt=moment)
    came = closed.filter(voters_came__isnull=False).order_by("-closed_at", "-pk").values_list("voters_came", flat=True)
    return tuple(number for number in came[: rule.quorum_last] if number is not None)


def short_of_notice(ballot: Ballot) -> bool:
    """Whether members heard of the motion too late for its kind of decision; a ballot over days has no such notice."""
    days = ballot.rule.notice_days
    if ballot.assembly is None or not days or not ballot.rule.without_notice_numerator:
        return False
    item = ballot.assembly.items.filter(motion=ballot.motion_id).first()
    told = item.announced_at if item is not None else None
    return told is None or told > ballot.assembly.starts_at - timedelta(days=days)


def held_in(ballot: Ballot) -> DecisionRule:
    """The rule of a ballot as it holds in its body.

    After rounds without consensus it is the part that decides then, and for a motion that came without its notice the
    one that the rules want of such a motion; of both, the larger.
    """
    rule = held_by(ballot.body, ballot.rule)
    parts = [(rule.without_notice_numerator, rule.without_notice_denominator)] if short_of_notice(ballot) else []
    if is_fallback(ballot):
        rule = copy(rule)
        rule.method = Method.YES_NO.value
        parts.append((rule.fallback_numerator, rule.fallback_denominator))
    if not parts:
        return rule
    rule = copy(rule)
    rule.comparison = Comparison.AT_LEAST.value
    rule.threshold_numerator, rule.threshold_denominator = max(parts, key=lambda part: Fraction(*part))
    return rule


def is_fallback(ballot: Ballot) -> bool:
    """Whether a ballot is the vote that decides where consensus was not reached."""
    return ballot.method == BallotMethod.YES_NO and "fallback" in ballot.settings


def how_decided(ballot: Ballot) -> list[str]:
    """What this ballot needs, in sentences; where the motion came without its notice, that is said too."""
    rule = held_in(ballot)
    if ballot.method not in ONE_QUESTION:
        again = ["If they are tied again, or too few vote, a lot decides."] if ballot.decides_id is not None else []
        return [*counted_by(ballot), *again, quorum_sentence(rule)]
    sought = ballot.method == BallotMethod.CONSENSUS
    said = [*(how_sought(ballot, rule) if sought else [threshold_sentence(rule)]), quorum_sentence(rule)]
    if is_fallback(ballot):
        said.insert(0, "Consensus was not reached, so it is decided by votes for and against.")
    if short_of_notice(ballot):
        said.insert(0, "Members were not told of this motion as early as the rules want, so it needs more votes.")
    return said


def rule_of(rule: DecisionRule) -> Rule:
    """The rule of a body in the form that the verdict understands.

    A run-off is among options; a question with as many for as against falls under such rules.
    """
    return Rule(
        comparison=Comparison(rule.comparison),
        numerator=rule.threshold_numerator,
        denominator=rule.threshold_denominator,
        base=Base(rule.base),
        quorum_kind=QuorumKind(rule.quorum_kind),
        quorum_fixed=rule.quorum_fixed,
        quorum_numerator=rule.quorum_numerator,
        quorum_denominator=rule.quorum_denominator,
        quorum_count=QuorumCount(rule.quorum_count),
        quorum_last=rule.quorum_last,
        quorum_floor=rule.quorum_floor,
        tie_rule=TieRule(rule.tie_rule) if rule.tie_rule in set(TieRule) else TieRule.FAILS,
        second_comparison=Comparison(rule.second_comparison),
        second_numerator=rule.second_numerator,
        second_denominator=rule.second_denominator,
        second_base=Base(rule.second_base),
    )


def votes_digest(ballot: Ballot) -> str:
    """SHA-256 over all votes: what the ledger keeps of them.

    One line `person choice` each in the order of the roll; of a secret ballot `tracker choice` in that of the trackers.
    Where blocks were judged, one line `person block-number principled` or `… not-principled` each follows.
    """
    digest = hashlib.sha256()
    by_name = Vote.objects.filter(ballot=ballot).exclude(choice="").order_by("entry_id")
    lines = by_name.values_list("entry__person__public_id", "choice").iterator(chunk_size=5000)
    for whose, choice in board_of(ballot) if ballot.secret else lines:
        digest.update(f"{whose} {choice}\n".encode())
    if ballot.method == BallotMethod.CONSENSUS:
        judged = Judgement.objects.filter(block__ballot=ballot).order_by("block__number", "entry_id")
        for whose, number, principled in judged.values_list("entry__person__public_id", "block__number", "principled"):
            digest.update(f"{whose} block-{number} {'principled' if principled else 'not-principled'}\n".encode())
    return digest.hexdigest()


def votes_by_name(ballot: Ballot) -> QuerySet[Vote]:
    """Open votes with the names of those who cast them; for members of the body once the ballot has closed."""
    return (
        Vote.objects.filter(ballot=ballot)
        .select_related("entry__person", "taken_by")
        .order_by("entry__person__sort_name", "pk")
    )
