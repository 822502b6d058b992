"""Taking everybody whom an import wrote out of the register again (invariant 10)."""

from datetime import timedelta

from django.db.models import ProtectedError

from members.actions.import_changes import put_back_changes
from members.enums import ImportStatus, RowOutcome
from members.models import AccessLogEntry, ImportBatch, ImportRow, Membership, MembershipSpan, Person
from members.queries.imports import CHUNK, known_in
from members.rules import demand_import_step, demand_register
from organisations.models import Body
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.errors import Conflict, NotPermitted

UNDO_DAYS = timedelta(days=30)


@action
def undo_import(actor: Person, *, batch: ImportBatch) -> ImportBatch:
    """Take everybody whom an import wrote out of the register again, for thirty days (invariant 10).

    Raises:
        NotPermitted, WrongState: as for writing it, or after thirty days.
        Conflict: where one of them has since taken part in something: what is recorded stays attributed.
    """
    demand_register(actor, batch.body)
    locked(Body.objects.get(pk=batch.organisation_id))
    batch = locked(batch)
    demand_import_step(batch, ImportStatus.UNDONE)
    if batch.finished_at is None or clock.now() > batch.finished_at + UNDO_DAYS:
        raise NotPermitted("An import can be undone for 30 days. This one is older.", code="undo_too_late")
    left = put_back_changes(actor, batch, known_in(batch.organisation))
    created = batch.rows.filter(outcome=RowOutcome.CREATE)
    memberships = Membership.objects.filter(pk__in=created.values("membership"))
    people = list(memberships.values_list("person", flat=True))
    keys = list(memberships.values_list("pk", flat=True))
    try:
        for start in range(0, len(keys), CHUNK):
            part = keys[start : start + CHUNK]
            MembershipSpan.objects.filter(membership__in=part).delete()
            AccessLogEntry.objects.filter(person__in=people[start : start + CHUNK]).delete()
            ImportRow.objects.filter(membership__in=part).update(membership=None)
            Membership.objects.filter(pk__in=part).delete()
            Person.objects.filter(pk__in=people[start : start + CHUNK]).delete()
    except ProtectedError as error:
        raise Conflict(
            "Somebody from this import has since taken part in something, so it cannot be undone as a whole. "
            "Change the members one by one.",
            code="import_in_use",
        ) from error
    batch.status, batch.finished_at = ImportStatus.UNDONE, clock.now()
    batch.save(update_fields=["status", "finished_at"])
    record(
        actor,
        "undo_import",
        chain=batch.organisation.public_id,
        body=batch.body.public_id,
        subject=batch.public_id,
        content={"digest": batch.digest, "removed": len(keys), "left_alone": len(left)},
    )
    return batch
