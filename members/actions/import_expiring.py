"""Files that were looked at and never written: after thirty days they go, with all they said about people."""

from django.db import transaction

from members.actions.import_uploads import forget_upload
from members.enums import ImportStatus
from members.models import ImportBatch
from members.queries.imports import previews_to_discard
from members.rules import demand_import_step
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import CLOCK, Actor
from organiser.base.errors import NotPermitted, WrongState

TOO_OLD = (
    "Nobody imported this file within 30 days, and what it says about people is not kept longer. Choose the file again."
)


def demand_fresh(batch: ImportBatch) -> None:
    """Go on only with a file that was looked at within thirty days: of an older one nothing is left to write.

    Raises:
        WrongState: otherwise.
    """
    if previews_to_discard().filter(pk=batch.pk).exists():
        raise WrongState(TOO_OLD, code="import_too_old", rule="thirty days")


@action
def expire_import(actor: Actor, *, batch: ImportBatch) -> ImportBatch:
    """Throw a file away that was looked at thirty days ago and not written; its page and the desk say so.

    Raises:
        NotPermitted: for everybody but the clock.
        WrongState: where it is not due, or was written meanwhile.
    """
    if actor is not CLOCK:
        raise NotPermitted("Time brings this about, and nobody by hand.", code="clock_only")
    batch = locked(batch)
    demand_import_step(batch, ImportStatus.DISCARDED)
    if not previews_to_discard().filter(pk=batch.pk).exists():
        raise WrongState("This file is not due to be thrown away.", code="not_due")
    batch.rows.all().delete()
    transaction.on_commit(lambda name=batch.upload: forget_upload(name))  # type: ignore[misc]
    batch.samples, batch.headings, batch.choices, batch.upload = [], [], {}, ""
    batch.status, batch.finished_at, batch.stopped = ImportStatus.DISCARDED, clock.now(), TOO_OLD
    batch.save()
    record(
        actor,
        "expire_import",
        chain=batch.organisation.public_id,
        body=batch.body.public_id,
        subject=batch.public_id,
        content={"digest": batch.digest},
    )
    return batch
