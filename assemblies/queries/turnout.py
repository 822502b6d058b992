"""How many have voted so far, and by which way."""

from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from assemblies.enums import CountedWay, PaperState, Via
from assemblies.models import Ballot, CountedBatch, PaperCode, Vote

# For these a mark on the roll is no vote yet: it lies in a hand, or in a batch that nobody has counted.
COUNTED_ELSEWHERE = (Via.HANDS, Via.PAPER)


@dataclass(frozen=True)
class ByWay:
    """How many voted by one way; `marked` are those who were given a paper or stood up to raise a hand."""

    way: str
    words: str
    voted: int
    marked: int | None = None


def _number(rows: QuerySet[Vote] | QuerySet[CountedBatch] | QuerySet[PaperCode], figure: Count | Sum) -> Coalesce:
    """A figure of the rows of one ballot, 0 where there are none."""
    found = rows.filter(ballot=OuterRef("pk")).order_by().values("ballot").annotate(n=figure).values("n")
    return Coalesce(Subquery(found, output_field=IntegerField()), 0)


def votes_cast(ballot: Ballot) -> int:
    """How many have voted so far; what they voted is counted when the ballot closes."""
    # A ticket is for a paper that is on its way, or never came.
    by_themselves = Vote.objects.exclude(via__in=COUNTED_ELSEWHERE).filter(ticket__isnull=True)
    agreed = CountedBatch.objects.filter(agreed_at__isnull=False)
    used = PaperCode.objects.filter(state=PaperState.USED)
    total = _number(by_themselves, Count("pk")) + _number(agreed, Sum("counted")) + _number(used, Count("pk"))
    return int(Ballot.objects.filter(pk=ballot.pk).values_list(total, flat=True).get())


def turnout_by_way(ballot: Ballot) -> list[ByWay]:
    """How many voted by each way that was used, for those who count."""
    marks = Vote.objects.filter(ballot=ballot).order_by().values_list("via").annotate(n=Count("pk"))
    roll = dict(marks)
    heaps = CountedBatch.objects.filter(ballot=ballot, agreed_at__isnull=False).order_by().values_list("way")
    counted: dict[str, int] = dict(heaps.annotate(n=Sum("counted")))
    used = PaperCode.objects.filter(ballot=ballot, state=PaperState.USED).count()
    voted: dict[Via, int] = {
        Via.HANDS: counted.get(CountedWay.HANDS, 0),
        Via.PAPER: counted.get(CountedWay.PAPER, 0) + used,
    }
    return [
        ByWay(way.value, str(way.label), voted[way], roll[way])
        if way in voted
        else ByWay(way.value, str(way.label), roll[way])
        for way in Via
        if roll.get(way)
    ]


def not_back(ballot: Ballot) -> int:
    """How many are marked for a show of hands or were given a paper, and no hand or paper of theirs is counted."""
    return sum((one.marked or 0) - one.voted for one in turnout_by_way(ballot) if one.marked is not None)
