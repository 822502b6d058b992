"""Remembering for a register what the headings of its files mean, and forgetting it again."""

from members.models import HeadingMemory, ImportBatch, Person
from members.reading.memory import Recall, as_mapping, mark_of
from members.reading.problems import Reading
from members.rules import demand_register
from organisations.models import Body
from organiser.base import clock
from organiser.base.actions import action, locked, nothing_to_do, record


def recall_for(body: Body) -> Recall:
    """Looks up what was chosen for a row of headings, in this body and in no other (invariant 7)."""

    def recall(headings: list[str]) -> dict[str, str] | None:
        found = HeadingMemory.objects.filter(body=body, mark=mark_of(headings)).first()
        return as_mapping(headings, found.fields) if found else None

    return recall


def remember(actor: Person, body: Body, reading: Reading) -> HeadingMemory | None:
    """Keep what was chosen for the headings of a file, for actions that record it themselves; the latest choice counts.

    Where nothing was chosen now, what is remembered stays as it is.
    """
    if not reading.headings:
        return None
    mark = mark_of(reading.headings)
    if reading.recalled or all(pick is None for pick in reading.picked):
        return HeadingMemory.objects.filter(body=body, mark=mark).first()
    memory, _made = HeadingMemory.objects.update_or_create(
        organisation_id=body.organisation_key,
        body=body,
        mark=mark,
        defaults={"fields": reading.picked, "chosen_by": actor, "chosen_at": clock.now()},
    )
    return memory


@action
def forget_headings(actor: Person, *, batch: ImportBatch) -> ImportBatch:
    """Forget what was chosen for the headings of a file: the next one with the same headings is read anew.

    Raises:
        NotPermitted: for those who do not keep this register.
    """
    demand_register(actor, batch.body)
    batch = locked(batch)
    if batch.memory is None:
        nothing_to_do()
        return batch
    batch.memory.delete()
    batch.memory = None
    record(
        actor,
        "forget_headings",
        chain=batch.organisation.public_id,
        body=batch.body.public_id,
        subject=batch.public_id,
        content={},
    )
    return batch
