"""Taking everybody whom an import wrote out of the register again (invariant 10)."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, ProtectedError, QuerySet, Subquery

from members.actions.import_changes import put_back_changes
from members.actions.import_naming import names_elsewhere
from members.actions.import_people import clear_people
from members.actions.import_staging import ask_worker
from members.enums import ApplicationState, ImportStatus, RowOutcome
from members.models import (
    AccessLogEntry,
    Application,
    ImportBatch,
    ImportRow,
    Membership,
    MembershipSpan,
    Person,
    Sponsorship,
)
from members.queries.imports import chunks_of
from members.rules import demand_import_step, demand_register
from organisations.models import Body
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.errors import Conflict, NotPermitted

UNDO_DAYS = timedelta(days=30)


@action
def undo_import(actor: Person, *, batch: ImportBatch) -> ImportBatch:
    """Take everybody whom an import wrote out of the register again, for thirty days (invariant 10).

    More than are done at once are taken out beside the server (`take_back_import`): its status is “being undone” until
    then.

    Raises:
        NotPermitted, WrongState: as for writing it, or after thirty days.
        Conflict: where one of them has since taken part in something: what is recorded stays attributed.
    """
    demand_register(actor, batch.body)
    locked(Body.objects.get(pk=batch.organisation_id))
    batch = locked(batch)
    demand_import_step(batch, ImportStatus.UNDOING)
    if batch.finished_at is None or clock.now() > batch.finished_at + UNDO_DAYS:
        raise NotPermitted("An import can be undone for 30 days. This one is older.", code="undo_too_late")
    if batch.to_create + batch.to_change > settings.IMPORT_AT_ONCE:
        _join_people(batch)
        _demand_nobody_took_part(batch)
        ask_worker(actor, batch)
        batch.status = ImportStatus.UNDOING
        batch.save()
        content: dict[str, object] = {"digest": batch.digest, "asked": batch.to_create + batch.to_change}
    else:
        content = _taken_back(actor, batch)
        clear_people(batch, lambda _done: None)
    record(
        actor,
        "undo_import",
        chain=batch.organisation.public_id,
        body=batch.body.public_id,
        subject=batch.public_id,
        content=content,
    )
    return batch


@action
def take_back_import(actor: Person, *, batch: ImportBatch) -> ImportBatch:
    """Take back what was asked for, all of it or nothing; called by the worker for who asked.

    From then on nobody of it stands in the register; the people themselves are taken out afterwards.

    Raises:
        NotPermitted: where who asked does not keep the register any more.
        WrongState, Conflict: as when it was asked for.
    """
    demand_register(actor, batch.body)
    locked(Body.objects.get(pk=batch.organisation_id))
    batch = locked(batch)
    demand_import_step(batch, ImportStatus.UNDONE)
    batch.clearing = True
    record(
        actor,
        "take_back_import",
        chain=batch.organisation.public_id,
        body=batch.body.public_id,
        subject=batch.public_id,
        content=_taken_back(actor, batch),
    )
    return batch


def _taken_back(actor: Person, batch: ImportBatch) -> dict[str, object]:
    """Put back changes and delete memberships; gives what the ledger keeps of it."""
    _join_people(batch)
    left = put_back_changes(actor, batch)
    _demand_nobody_took_part(batch)
    came = batch.rows.filter(outcome=RowOutcome.CREATE, membership__isnull=False)
    memberships = came.values("membership")
    _take_back_applications(memberships)
    named = names_elsewhere(Membership, memberships)
    AccessLogEntry.objects.filter(person__in=came.values("person")).delete()
    MembershipSpan.objects.filter(membership__in=memberships).delete()
    removed = 0
    for rows in chunks_of(came):
        keys = [row.membership_id for row in rows if row.membership_id is not None]
        ImportRow.objects.filter(membership__in=keys).update(membership=None)
        removed += len(keys)
        gone = Membership.objects.filter(pk__in=keys)
        try:
            if named:
                gone.delete()
            else:
                gone._raw_delete(gone.db)  # noqa: SLF001  # no table names one of them, as was asked above
        except ProtectedError as error:
            raise _in_use() from error
    batch.status, batch.finished_at = ImportStatus.UNDONE, clock.now()
    batch.percent, batch.stopped = None, ""
    batch.save()
    return {"digest": batch.digest, "removed": removed, "left_alone": left}


def _take_back_applications(memberships: QuerySet[ImportRow, Any]) -> None:
    """Take out the applications with which people of an import wait; whoever was answered has taken part."""
    waiting = Application.objects.filter(membership__in=memberships)
    if (
        waiting.exclude(state=ApplicationState.OPEN).exists()
        or Sponsorship.objects.filter(application__in=waiting).exists()
    ):
        raise _in_use()
    waiting.delete()


def _join_people(batch: ImportBatch) -> None:
    """Note who each row became, where only its membership was noted, as by earlier versions."""
    own = Membership.objects.filter(pk=OuterRef("membership")).order_by().values("person")[:1]
    batch.rows.filter(outcome=RowOutcome.CREATE, person=None, membership__isnull=False).update(person=Subquery(own))


def _demand_nobody_took_part(batch: ImportBatch) -> None:
    people = batch.rows.filter(outcome=RowOutcome.CREATE, person__isnull=False).values("person")
    if names_elsewhere(Person, people, for_good=True):
        raise _in_use()


def _in_use() -> Conflict:
    return Conflict(
        "Somebody from this import has since taken part in something, so it cannot be undone as a whole. "
        "Change the members one by one.",
        code="import_in_use",
    )
