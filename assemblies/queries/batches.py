"""Counted batches and printed papers of a ballot: what waits, what differs, how many there can be."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from assemblies.enums import BallotMethod, CountedWay, PaperState, Via
from assemblies.models import Attendance, Ballot, CountedBatch, PaperCode, PaperEntry, Vote
from assemblies.queries.papers import labels_of, said
from organiser.base.errors import NotFound


@dataclass(frozen=True)
class Difference:
    """One line of a batch on which two tellers do not agree."""

    line: str
    words: str
    first: int
    second: int


def batches_of(ballot: Ballot) -> QuerySet[CountedBatch]:
    """All batches of a ballot, hands first, in the order of their numbers."""
    people = ("entered_by", "second_by", "set_aside_by")
    return CountedBatch.objects.filter(ballot=ballot).select_related("ballot", *people).order_by("way", "number")


def batch_of(ballot: Ballot, public_id: str) -> CountedBatch:
    """The batch of that public id in a ballot.

    Raises:
        NotFound: where there is none.
    """
    batch = batches_of(ballot).filter(public_id=public_id).first()
    if batch is None:
        raise NotFound("There is no such batch in this ballot.", code="no_batch")
    return batch


def show_of_hands(ballot: Ballot) -> CountedBatch | None:
    """The show of hands of a ballot, begun or counted; None where there is none or it was called off."""
    return batches_of(ballot).filter(way=CountedWay.HANDS, set_aside_at__isnull=True).first()


def waiting_batches(ballot: Ballot) -> QuerySet[CountedBatch]:
    """Batches that are neither agreed nor set aside."""
    return batches_of(ballot).filter(agreed_at__isnull=True, set_aside_at__isnull=True)


def papers_read_once(ballot: Ballot) -> int:
    """How many papers with a code one teller has read, and no second one the same."""
    return PaperEntry.objects.filter(code__ballot=ballot).order_by().values("code").distinct().count()


def differences(batch: CountedBatch) -> list[Difference]:
    """Where the two tellers differ, line by line; empty until both have entered."""
    if batch.papers is None or batch.second is None or batch.papers == batch.second:
        return []
    first, second = batch.papers, batch.second
    labels = () if batch.ballot.method == BallotMethod.YES_NO else labels_of(batch.ballot)
    return [
        Difference(line, said(batch.ballot, line, labels), first.get(line, 0), second.get(line, 0))
        for line in sorted({*first, *second})
        if first.get(line, 0) != second.get(line, 0)
    ]


def marked(ballot: Ballot, via: Via) -> QuerySet[Vote]:
    """The entries of the roll that are marked for one way, and whose paper lies elsewhere."""
    return Vote.objects.filter(ballot=ballot, via=via, choice="")


def hands_there(ballot: Ballot) -> int:
    """How many of those marked for a show of hands are in the hall now."""
    there = Attendance.objects.filter(assembly=ballot.assembly_id, person=OuterRef("entry__person"))
    return marked(ballot, Via.HANDS).filter(Exists(there.filter(left_at__isnull=True))).count()


def papers_in(ballot: Ballot) -> int:
    """How many papers came back: those of agreed batches, and those whose code was used."""
    heaps = batches_of(ballot).filter(way=CountedWay.PAPER, agreed_at__isnull=False)
    used = PaperCode.objects.filter(ballot=ballot, state=PaperState.USED).count()
    return (heaps.aggregate(all=Sum("counted"))["all"] or 0) + used


def papers_still_out(ballot: Ballot) -> int:
    """How many papers were handed out and have not come back."""
    return marked(ballot, Via.PAPER).count() - papers_in(ballot)


def standing_votes(votes: QuerySet[Vote]) -> QuerySet[Vote]:
    """Votes that stand: without marks whose bearers vote all the same.

    Such are those of a show of hands that was called off, and of a secret paper that never reached the urn: its ticket
    is still there, and a new paper takes its place.
    """
    hands = CountedBatch.objects.filter(ballot=OuterRef("ballot"), way=CountedWay.HANDS, set_aside_at__isnull=True)
    return votes.filter(~Q(choice="", via=Via.HANDS) | Exists(hands), ticket__isnull=True)
