"""What happened to a body, and what it decided about itself, by date (mission A10, A18, A27)."""

from django.db.models import Q

from organisations.enums import BodyType, Outcome
from organisations.models import Body, Decision
from organisations.queries.bodies import bodies_visible_to
from organisations.queries.decisions import decisions_visible_to
from organisations.queries.together import happened_together
from organisations.queries.told import SEEN_FROM_THE_OTHER, Happened, events_where, made_up_anew, once, told
from organiser.base.actor import Actor

# Decisions of a body that changed what it is, without an event of their own.
CHANGING = {
    "adopt_rules": "New rules",
    "adopt_programme": "A new version of the programme",
    "change_aims": "Aims changed",
    "change_constituency": "Whom it organises changed",
    "change_jurisdiction": "Places or workplaces changed",
    "show_page": "The page for everybody was opened",
}
CLOSED_PAGE = "The page for everybody was closed"


def _beneath(viewer: Actor, body: Body) -> Q:
    """Which rows are about bodies beneath one: for an organisation all of its own, for others their committees."""
    known = Q(body__in=bodies_visible_to(viewer))
    if body.type == BodyType.ORGANISATION:
        return known & Q(organisation=body.pk)
    parents = ("body__as_committee__parent", "body__as_committee__parent__as_committee__parent")
    return known & (Q(**{parents[0]: body.pk}) | Q(**{parents[1]: body.pk}))


def timeline_of(viewer: Actor, body: Body) -> list[Happened]:
    """The entries of a body, the first one first; a year alone stands before the days of that year.

    With those of the bodies beneath it, and for an organisation with its steps towards others.
    """
    about = Q(body=body) | Q(other=body, kind__in=list(SEEN_FROM_THE_OTHER)) | _beneath(viewer, body)
    entries = [told(event, body) for event in once(events_where(about))]
    councils = Q(organisation=body.pk, council__in=bodies_visible_to(viewer)) | Q(council=body.pk)
    entries += made_up_anew(councils, body)
    changes = decisions_visible_to(viewer).filter(
        body=body, effect__in=list(CHANGING), outcome=Outcome.CARRIED, effect_failed=""
    )
    entries += [
        Happened(decision.effective_on.isoformat(), _changed(decision), decision)
        for decision in changes.order_by("effective_on", "pk")
    ]
    entries += happened_together(viewer, body)
    if body.founded_on and not any(entry.title.startswith("Founded") for entry in entries):
        entries.insert(0, Happened(body.founded_on, "Founded", None))
    return sorted(entries, key=lambda entry: entry.on)


def _changed(decision: Decision) -> str:
    closed = decision.effect == "show_page" and decision.effect_payload.get("page") is False
    return CLOSED_PAGE if closed else CHANGING[decision.effect]
