"""Votes by card: those who count write down how members in the room voted who have no phone or no network."""

import secrets
from collections.abc import Mapping

from django.db.models import Exists, OuterRef

from assemblies.actions.casting import clean_reason, paper_reader
from assemblies.enums import ONE_QUESTION, BallotStatus, Via
from assemblies.models import Attendance, Ballot, RollEntry, Vote
from assemblies.queries.batches import show_of_hands
from assemblies.queries.card_votes import entries_by_member
from assemblies.rules import demand_counts
from members.models import Person
from organiser.base import clock
from organiser.base.actions import action, locked, nothing_to_do, record
from organiser.base.errors import Conflict, Invalid, RuleNotMet, WrongState
from organiser.base.words import join_names


@action
def take_card_votes(
    actor: Person, *, ballot: Ballot, votes: Mapping[str, str], reasons: Mapping[str, str] | None = None
) -> int:
    """Write down open votes that members in the room gave by card; gives how many there are.

    All of them are written or none. The same votes sent again after a lost connection are one set of votes. Each is
    kept with the name of whoever wrote it down, and everybody in the body reads that beside the vote.

    Args:
        votes: the choice by the public id of each membership.
        reasons: where consensus is sought, why somebody blocks, stands aside or has reservations, by the same ids.

    Raises:
        NotPermitted: for those who neither count nor facilitate for the body.
        WrongState: outside an assembly, after closing, or where somebody is not checked in.
        RuleNotMet: where somebody is not on the roll.
        Invalid: without any vote, with a choice that is none, or with a block without its reason.
        Conflict: where somebody has voted already.
    """
    demand_counts(actor, ballot.body)
    if not votes:
        raise Invalid("Mark how at least one member voted.", code="no_votes", field="votes")
    ballot = locked(ballot)
    if ballot.secret or ballot.method not in ONE_QUESTION:
        raise WrongState(
            "Cards show one answer, for everybody to see. In this ballot members fill in a paper.", code="no_cards"
        )
    why = _read(ballot, votes, reasons or {})
    if ballot.assembly_id is None:
        raise WrongState("Cards are held up in an assembly. In this ballot members vote by themselves.", code="no_hall")
    if ballot.status != BallotStatus.OPEN or (ballot.closes_at is not None and ballot.closes_at <= clock.now()):
        raise WrongState("This ballot is closed. These votes were not counted.", code="closed")
    entries = _entries(ballot, votes)
    earlier = {vote.entry_id: vote for vote in Vote.objects.filter(ballot=ballot, entry__in=entries.values())}
    if len(earlier) == len(entries) and all(
        (earlier[entry.pk].choice, earlier[entry.pk].reason) == (votes[member], why[member])
        and earlier[entry.pk].taken_by_id == actor.pk
        for member, entry in entries.items()
    ):
        nothing_to_do()
        return len(entries)
    marks = _free_marks(ballot, earlier)
    _demand_free(entries, set(earlier) - set(marks))
    now = clock.now()
    written = [
        Vote(
            pk=marks.get(entry.pk),
            organisation_id=ballot.organisation_id,
            ballot=ballot,
            entry=entry,
            choice=votes[member],
            reason=why[member],
            key=f"card-{secrets.token_hex(8)}",
            via=Via.CARD,
            cast_at=now,
            taken_by=actor,
        )
        for member, entry in entries.items()
    ]
    filled = [vote for vote in written if vote.pk is not None]
    Vote.objects.bulk_create([vote for vote in written if vote.pk is None])
    if filled:
        Vote.objects.bulk_update(filled, ["choice", "key", "via", "cast_at", "taken_by"])
    record(
        actor,
        "take_card_votes",
        chain=ballot.organisation.public_id,
        body=ballot.body.public_id,
        subject=ballot.public_id,
        content={"votes": len(entries)},
    )
    return len(entries)


def _read(ballot: Ballot, votes: Mapping[str, str], reasons: Mapping[str, str]) -> dict[str, str]:
    """Read all cards before any is taken, and give the reason of each; empty where there is none."""
    if set(reasons) - set(votes):
        sentence = "A reason stands here without a vote. Mark how the member voted."
        raise Invalid(sentence, code="reason", field="votes")
    try:
        demand = paper_reader(ballot)
        for choice in votes.values():
            demand(choice)
        return {member: clean_reason(ballot, choice, reasons.get(member, "")) for member, choice in votes.items()}
    except Invalid as refused:
        raise Invalid(refused.sentence, code=refused.code, field="votes") from refused


def _entries(ballot: Ballot, votes: Mapping[str, str]) -> dict[str, RollEntry]:
    """The places of these members on the roll, those who are in the room."""
    entries = entries_by_member(ballot, list(votes))
    if len(entries) < len(votes):
        raise RuleNotMet(
            f"Somebody whose vote you wrote down is not on the roll of this ballot: it is for members of "
            f"{ballot.body.name} who had a vote when it opened.",
            code="not_on_roll",
            rule="mission B9",
            field="votes",
        )
    there = Attendance.objects.filter(assembly__ballots=ballot, person=OuterRef("person"), left_at__isnull=True)
    absent = RollEntry.objects.filter(~Exists(there), pk__in=[entry.pk for entry in entries.values()])
    names = list(absent.order_by("person__sort_name").values_list("person__name", flat=True))
    if names:
        raise WrongState(
            f"Not checked in: {join_names(names)}. Check them in first, then write down how they voted.",
            code="not_checked_in",
        )
    return entries


def _free_marks(ballot: Ballot, earlier: Mapping[int, Vote]) -> dict[int, int]:
    """Marks of a show of hands that was called off, by their entries: a card fills them in."""
    if show_of_hands(ballot) is not None:
        return {}
    return {entry: vote.pk for entry, vote in earlier.items() if not vote.choice and vote.via == Via.HANDS}


def _demand_free(entries: Mapping[str, RollEntry], taken: set[int]) -> None:
    names = [entry.person.name for entry in entries.values() if entry.pk in taken]
    if names:
        raise Conflict(
            f"Voted already: {join_names(names)}. Nothing was written; take the mark away and send the others.",
            code="voted_already",
            rule="invariant 1",
            field="votes",
        )
