"""What happened to bodies, in words: as the body itself tells it, and as those beside or above it do."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from organisations.enums import BodyEventKind
from organisations.models import Body, BodyEvent, Decision, RepresentationScheme

AS_IT_SAYS = {
    BodyEventKind.FOUNDED: "Founded",
    BodyEventKind.RENAMED: "“{before}” became “{after}”",
    BodyEventKind.FORM_CHANGED: "From {before} to {after}",
    BodyEventKind.MERGED: "Merged into {other}",
    BodyEventKind.SPLIT: "{other} was founded out of it",
    BodyEventKind.DISSOLVED: "Dissolved",
    BodyEventKind.SUCCEEDED: "{other} took its place",
}
SEEN_FROM_THE_OTHER = {
    BodyEventKind.MERGED: "{body} was merged into it",
    BodyEventKind.SPLIT: "Founded out of {body}",
    BodyEventKind.SUCCEEDED: "It took the place of {body}",
}
SEEN_FROM_ABOVE = {
    BodyEventKind.FOUNDED: "{body} was founded",
    BodyEventKind.RENAMED: "“{before}” became “{after}”",
    BodyEventKind.FORM_CHANGED: "{body} went from {before} to {after}",
    BodyEventKind.MERGED: "{body} was merged into {other}",
    BodyEventKind.SPLIT: "{other} was founded out of {body}",
    BodyEventKind.DISSOLVED: "{body} was dissolved",
    BodyEventKind.SUCCEEDED: "{other} took the place of {body}",
}
ENDS = (BodyEventKind.MERGED, BodyEventKind.DISSOLVED)


@dataclass(frozen=True)
class Happened:
    """One entry: the day as far as it is known, what happened, and by which decision.

    Args:
        other: the body it is also about, where there is a page of it that the viewer may open.
        follows: a second such body, as the one into which the first was merged.
        by: who decided, where it was somebody else and the decision is not the viewer's to read.
    """

    on: str
    title: str
    decision: Decision | None
    other: Body | None = None
    follows: Body | None = None
    by: str = ""


def events_where(about: Q) -> QuerySet[BodyEvent]:
    """Events with all that is said of them, in one query."""
    rows = BodyEvent.objects.filter(about).select_related("body", "other", "decision__body")
    return rows.order_by("on", "pk")


def once(events: Iterable[BodyEvent]) -> list[BodyEvent]:
    """The same without what is said twice: a branch founded out of another has an event of both; the latter tells."""
    rows = list(events)
    split = {(event.other_id, event.decision_id) for event in rows if event.kind == BodyEventKind.SPLIT}
    founded = BodyEventKind.FOUNDED
    return [event for event in rows if event.kind != founded or (event.body_id, event.decision_id) not in split]


def told(event: BodyEvent, seen_from: Body | None) -> Happened:
    """An event as one body tells it; without one, as anybody in the organisation does."""
    kind = BodyEventKind(event.kind)
    other: Body | None
    follows: Body | None
    words, other, follows = SEEN_FROM_ABOVE[kind], event.body, event.other
    if seen_from is not None and event.body_id == seen_from.pk:
        words, other, follows = AS_IT_SAYS[kind], event.other, None
    elif seen_from is not None and event.other_id == seen_from.pk and kind in SEEN_FROM_THE_OTHER:
        words, follows = SEEN_FROM_THE_OTHER[kind], None
    title = words.format(before=event.before, after=event.after, other=event.other, body=event.body)
    return Happened(event.on, title, event.decision, other, follows)


def made_up_anew(about: Q, seen_from: Body | None) -> list[Happened]:
    """The later schemes of councils, each by the decision that made the council up anew."""
    rows = RepresentationScheme.objects.filter(about, version__gt=1).select_related("council__body", "decision__body")
    entries = []
    for row in rows.order_by("in_force_from", "pk"):
        own = seen_from is not None and seen_from.pk == row.council_id
        title = "Made up anew" if own else f"{row.council} was made up anew"
        entries.append(Happened(row.in_force_from.isoformat(), title, row.decision, None if own else row.council.body))
    return entries


def worked_on(decision: Decision) -> list[Happened]:
    """What a decision made of bodies: founded, renamed, merged, ended. That its own body was founded goes without."""
    itself = Q(kind=BodyEventKind.FOUNDED, body=decision.body_id)
    events = once(events_where(Q(decision=decision) & ~itself))
    return [told(event, None) for event in events] + made_up_anew(Q(decision=decision), None)


def end_of(body: Body) -> BodyEvent | None:
    """The event with which a body ended; none while it exists, and none where it was not written down."""
    return events_where(Q(body=body, kind__in=ENDS)).last() if body.dissolved_on else None
