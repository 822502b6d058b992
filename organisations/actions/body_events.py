"""Writing down what happened to a body, and asking whether a name is free; for the actions that change bodies."""

from organisations.enums import BodyEventKind, BodyType
from organisations.models import Body, BodyEvent, Decision
from organiser.base import clock
from organiser.base.errors import Conflict, Invalid
from organiser.base.text import one_line


def clean_name(name: str) -> str:
    """A name of a body, trimmed.

    Raises:
        Invalid: empty or above 120 letters.
    """
    name = one_line(name)
    if not name or len(name) > 120:
        raise Invalid("Give it a name of at most 120 letters.", code="name", field="name")
    return name


def demand_free_name(body_type: str, name: str, *, organisation_id: int, parent: Body | None = None) -> None:
    """Go on only if no other body beside it bears that name now; names of dissolved bodies are free again.

    Raises:
        Conflict: otherwise.
    """
    beside = Body.objects.filter(organisation_id=organisation_id, type=body_type, name=name, dissolved_on="")
    if parent is not None:
        beside = beside.filter(as_committee__parent=parent)
    if beside.exists():
        what = BodyType(body_type).label.lower()
        raise Conflict(
            f"There is a {what} called {name} already. Choose another name.", code="name_taken", field="name"
        )


def write_event(
    body: Body,
    kind: BodyEventKind,
    decision: Decision,
    *,
    on: str = "",
    other: Body | None = None,
    before: str = "",
    after: str = "",
) -> BodyEvent:
    """Insert the row of an event; for actions that hold the lock on the body and record it themselves."""
    return BodyEvent.objects.create(
        organisation_id=body.organisation_id or body.pk,
        body_id=body.pk,
        kind=kind,
        on=on or clock.today().isoformat(),
        decision=decision,
        other_id=other.pk if other is not None else None,
        before=before,
        after=after,
    )
