"""Taking everybody whom an import wrote out of the register again (invariant 10)."""

from datetime import timedelta

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery

from members.actions.import_changes import put_back_changes
from members.actions.import_naming import names_elsewhere, take_along, taking_part
from members.actions.import_people import clear_people
from members.actions.import_staging import ask_worker
from members.enums import ImportStatus, RowOutcome
from members.models import AccessLogEntry, ImportBatch, ImportRow, Membership, MembershipSpan, Person
from members.queries.imports import columns_of, rows_of
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

    Whoever has since taken part in something stays, since what is recorded stays attributed; charges of dues that
    nobody paid, letters to sign in and letters to all go along.

    Raises:
        NotPermitted, WrongState: as for writing it, or after thirty days.
        Conflict: where everybody in it has since taken part in something.
    """
    demand_register(actor, batch.body)
    locked(Body.objects.get(pk=batch.organisation_id))
    batch = locked(batch)
    demand_import_step(batch, ImportStatus.UNDOING)
    if batch.finished_at is None or clock.now() > batch.finished_at + UNDO_DAYS:
        raise NotPermitted("An import can be undone for 30 days. This one is older.", code="undo_too_late")
    if batch.to_create + batch.to_change > settings.IMPORT_AT_ONCE:
        _join_people(batch)
        _demand_somebody_to_take_out(batch, _staying(batch))
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
    staying = _staying(batch)
    _demand_somebody_to_take_out(batch, staying)
    batch.status = ImportStatus.UNDOING
    batch.save(update_fields=["status"])
    _let_stay(batch, staying)
    came = _came(batch).filter(outcome=RowOutcome.CREATE)
    memberships = came.values("membership")
    take_along(Membership, memberships)
    take_along(Person, came.values("person"))
    named = names_elsewhere(Membership, memberships)
    AccessLogEntry.objects.filter(person__in=came.values("person")).delete()
    MembershipSpan.objects.filter(membership__in=memberships).delete()
    removed = 0
    for rows in columns_of(came, "membership"):
        keys = [membership for (membership,) in rows]
        ImportRow.objects.filter(membership__in=keys).update(membership=None)
        removed += len(keys)
        gone = Membership.objects.filter(pk__in=keys)
        if named:
            gone.delete()
        else:
            gone._raw_delete(gone.db)  # noqa: SLF001  # no table names one of them, as was asked above
    batch.status, batch.finished_at = ImportStatus.UNDONE, clock.now()
    batch.percent, batch.stopped = None, ""
    batch.save()
    return {"digest": batch.digest, "removed": removed, "left_alone": left, "stayed": len(staying)}


def _join_people(batch: ImportBatch) -> None:
    """Note who each row became, where only its membership was noted, as by earlier versions."""
    own = Membership.objects.filter(pk=OuterRef("membership")).order_by().values("person")[:1]
    batch.rows.filter(outcome=RowOutcome.CREATE, person=None, membership__isnull=False).update(person=Subquery(own))


def _came(batch: ImportBatch) -> QuerySet[ImportRow]:
    return rows_of(batch).filter(outcome=RowOutcome.CREATE, membership__isnull=False)


def _staying(batch: ImportBatch) -> set[int]:
    """The memberships of those who have since taken part in something."""
    came = _came(batch)
    people = taking_part(Person, came.values("person"))
    of_people = Membership.objects.filter(person__in=people) if people else Membership.objects.none()
    return taking_part(Membership, came.values("membership")) | set(of_people.values_list("pk", flat=True))


def _let_stay(batch: ImportBatch, staying: set[int]) -> None:
    """Mark the rows of those who stay: they are members like any other from now on."""
    keys = list(staying)
    for start in range(0, len(keys), 1000):
        batch.rows.filter(membership__in=keys[start : start + 1000]).update(outcome=RowOutcome.STAYED)


def _demand_somebody_to_take_out(batch: ImportBatch, staying: set[int]) -> None:
    if staying and len(staying) == _came(batch).count() and not batch.to_change:
        raise Conflict(
            "Everybody from this import has since taken part in something and stays in the register. Change the "
            "members one by one.",
            code="import_in_use",
        )
