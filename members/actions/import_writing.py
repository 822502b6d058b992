"""Writing a file that was looked at into the register, as a whole or not at all."""

from django.conf import settings
from django.db import transaction

from members.actions.admissions import demand_admitting
from members.actions.import_changes import write_changes
from members.actions.import_expiring import demand_fresh
from members.actions.import_openings import write_openings
from members.actions.import_people import prepare_people
from members.actions.import_register import write_memberships
from members.actions.import_staging import ask_worker
from members.actions.import_uploads import forget_upload
from members.enums import ImportStatus, RowOutcome
from members.models import ImportBatch, Person
from members.queries.imports import written_since
from members.rules import demand_import_step, demand_not_clearing, demand_register, widest_register
from organisations.models import Body, Decision, Organisation
from organisations.rules import demand_exists
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.errors import Conflict


@action
def commit_import(actor: Person, *, batch: ImportBatch, decision: Decision | None = None) -> ImportBatch:
    """Write the rows of a looked-at file into the register, all of them or none.

    More than are done at once are written beside the server (`write_import`): its status is “being written” until then.

    Args:
        decision: by which whoever is new was admitted, where the assembly admits and the founding is over; without it
            they wait for the assembly as applicants.

    Raises:
        NotPermitted: for those who do not keep this register.
        RuleNotMet: for a decision that can have admitted nobody here.
        WrongState: where it was written or thrown away, looked at over 30 days ago, or the branch was dissolved.
        Conflict: where the register changed since the look, naming the row.
    """
    demand_register(actor, batch.body)
    organisation = Organisation.objects.get(pk=batch.organisation_id)
    locked(Body.objects.get(pk=organisation.pk))
    batch = locked(batch)
    demand_exists(batch.body)
    demand_import_step(batch, ImportStatus.WRITING)
    demand_fresh(batch)
    demand_not_clearing(batch)
    if decision is not None:
        demand_admitting(batch.body, decision)
        batch.decision = decision
    if batch.to_create + batch.to_change > settings.IMPORT_AT_ONCE:
        _demand_not_written_since(batch)
        ask_worker(actor, batch)
        batch.status = ImportStatus.WRITING
        batch.save()
        content: dict[str, object] = {"digest": batch.digest, "asked": batch.to_create + batch.to_change}
    else:
        prepare_people(batch, lambda _done: None)
        content = _written(actor, batch, organisation)
    record(
        actor,
        "commit_import",
        chain=organisation.public_id,
        body=batch.body.public_id,
        subject=batch.public_id,
        content=content,
    )
    return batch


@action
def write_import(actor: Person, *, batch: ImportBatch) -> ImportBatch:
    """Write what was asked for, once its people are prepared; called by the worker for who asked.

    Raises:
        NotPermitted: where who asked does not keep the register any more.
        WrongState, Conflict: as when it was asked for.
    """
    demand_register(actor, batch.body)
    organisation = Organisation.objects.get(pk=batch.organisation_id)
    locked(Body.objects.get(pk=organisation.pk))
    batch = locked(batch)
    demand_exists(batch.body)
    demand_import_step(batch, ImportStatus.IMPORTED)
    content = _written(actor, batch, organisation)
    record(
        actor,
        "write_import",
        chain=organisation.public_id,
        body=batch.body.public_id,
        subject=batch.public_id,
        content=content,
    )
    return batch


def _written(actor: Person, batch: ImportBatch, organisation: Organisation) -> dict[str, object]:
    """Write the register; gives what the ledger keeps of it."""
    register = widest_register(actor, batch.body) or batch.body
    written = write_memberships(batch, organisation, register)
    opened = write_openings(actor, batch)
    changed = write_changes(actor, batch, register)
    _demand_not_written_since(batch)
    # Who was erased while this was prepared does not come in by it, and is taken out afterwards.
    batch.clearing = batch.rows.filter(outcome=RowOutcome.ERROR, person__isnull=False).exists()
    # From now on the register says who they are: a copy here would be a list that nobody counts, and outlive a move.
    batch.rows.update(values={})
    transaction.on_commit(lambda name=batch.upload: forget_upload(name))  # type: ignore[misc]
    batch.samples, batch.choices, batch.upload = [], {}, ""
    batch.status, batch.finished_at = ImportStatus.IMPORTED, clock.now()
    batch.claim, batch.claimed_until, batch.percent, batch.stopped = "", None, None, ""
    batch.save()
    more = {"dues": opened} if opened else {}
    return {"digest": batch.digest, "written": written, "changed": changed, **more}


def _demand_not_written_since(batch: ImportBatch) -> None:
    if written_since(batch):
        raise Conflict(
            "The same file was imported since this preview. Look at the file again.",
            code="imported_since",
            field="file",
        )
