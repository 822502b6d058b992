"""What happened to a body, and what it decided about itself, by date (mission A10, A18, A27)."""

from dataclasses import dataclass

from django.db.models import Q

from organisations.enums import BodyEventKind, Outcome
from organisations.models import Body, BodyEvent, Decision
from organisations.queries.decisions import decisions_visible_to
from organiser.base.actor import Actor

# Decisions of a body that changed what it is, without an event of their own.
CHANGING = {
    "adopt_rules": "New rules",
    "adopt_programme": "A new version of the programme",
    "change_aims": "Aims changed",
    "change_constituency": "Whom it organises changed",
    "change_jurisdiction": "Places or workplaces changed",
    "change_council": "The council was made up anew",
    "show_page": "The page for everybody was opened or closed",
}
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


@dataclass(frozen=True)
class Happened:
    """One entry: the day as far as it is known, what happened, and by which decision."""

    on: str
    title: str
    decision: Decision | None
    other: Body | None = None


def timeline_of(viewer: Actor, body: Body) -> list[Happened]:
    """The entries of a body, the first one first; a year alone stands before the days of that year."""
    about = Q(body=body) | Q(other=body, kind__in=list(SEEN_FROM_THE_OTHER))
    events = BodyEvent.objects.filter(about).select_related("body", "other", "decision__body").order_by("on", "pk")
    entries = [_of_event(event, body) for event in events]
    changes = decisions_visible_to(viewer).filter(
        body=body, effect__in=list(CHANGING), outcome=Outcome.CARRIED, effect_failed=""
    )
    entries += [
        Happened(decision.effective_on.isoformat(), CHANGING[decision.effect], decision)
        for decision in changes.order_by("effective_on", "pk")
    ]
    if body.founded_on and not any(entry.title == "Founded" for entry in entries):
        entries.insert(0, Happened(body.founded_on, "Founded", None))
    return sorted(entries, key=lambda entry: entry.on)


def _of_event(event: BodyEvent, seen_from: Body) -> Happened:
    kind = BodyEventKind(event.kind)
    own = event.body_id == seen_from.pk
    words = AS_IT_SAYS[kind] if own else SEEN_FROM_THE_OTHER[kind]
    title = words.format(before=event.before, after=event.after, other=event.other, body=event.body)
    return Happened(event.on, title, event.decision, event.other if own else event.body)
