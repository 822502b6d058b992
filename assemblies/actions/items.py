"""Writing a row of an agenda; for actions that hold the lock on the assembly and record it themselves."""

from django.db.models import Max

from assemblies.models import AgendaItem, Assembly, Motion
from organisations.models import Decision
from organiser.base.actions import record
from organiser.base.actor import Actor


def next_position(assembly: Assembly) -> int:
    """The place after the last item."""
    return (assembly.items.aggregate(last=Max("position"))["last"] or 0) + 1


def write_item(
    assembly: Assembly,
    kind: str,
    title: str,
    note: str = "",
    *,
    motion: Motion | None = None,
    decision: Decision | None = None,
) -> AgendaItem:
    """Insert an item at the end of an agenda."""
    return AgendaItem.objects.create(
        organisation_id=assembly.organisation_id,
        assembly=assembly,
        position=next_position(assembly),
        kind=kind,
        title=title,
        note=note,
        motion=motion,
        decision=decision,
    )


def record_item(actor: Actor, verb: str, item: AgendaItem) -> None:
    """Write into the ledger what happened to an item."""
    assembly = item.assembly
    record(
        actor,
        verb,
        chain=assembly.organisation.public_id,
        body=assembly.body.public_id,
        subject=item.public_id,
        content={"assembly": assembly.public_id, "position": item.position, "title": item.title},
    )
