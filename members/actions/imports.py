"""Importing a register: look at the file and say every problem, write only when told to, take it back if need be."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, BinaryIO

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db.models import ProtectedError

from members.actions.memberships import next_member_number
from members.enums import IMPORT_STEPS, ImportStatus, MembershipState, NoticesBy, RowOutcome
from members.models import AccessLogEntry, ImportBatch, ImportRow, Membership, MembershipSpan, Person
from members.models.people import fold
from members.reading.problems import Reading, Row, UnreadableFile
from members.reading.reader import read_register
from members.rules import demand_register
from organisations.enums import OrganisationKind
from organisations.models import Body, Branch, Organisation
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.errors import Conflict, Invalid, NotPermitted, WrongState

CHUNK = 2000
UNDO_DAYS = timedelta(days=30)
PERSON_FIELDS = ("email", "phone", "address", "postcode", "town", "language")


def _known_in(organisation: Organisation) -> tuple[dict[str, int], dict[str, int]]:
    """E-mail addresses and member numbers that the register of this organisation holds, to membership keys."""
    emails: dict[str, int] = {}
    numbers: dict[str, int] = {}
    memberships = Membership.objects.filter(organisation=organisation)
    for pk, number, email in memberships.values_list("pk", "number", "person__email").iterator(chunk_size=CHUNK):
        numbers[number] = pk
        if email:
            emails[email.casefold()] = pk
    return emails, numbers


def _may_know(body: Body, membership_pk: int) -> bool:
    """Whether a row may be told that this membership exists: only inside the register it is imported into."""
    if body.pk == body.organisation_id:
        return True
    return Membership.objects.filter(pk=membership_pk, branch_id=body.pk).exists()


def _columns(reading: Reading) -> list[dict[str, str]]:
    """The headings with the field each fills; a sentence about the file as a whole stands in one without a heading."""
    columns = [{"heading": column.heading, "field": column.field, "note": column.note} for column in reading.columns]
    return columns + [{"heading": "", "field": "", "note": note} for note in reading.notes]


def _column_of(batch: ImportBatch, field: str) -> dict[str, str]:
    """The column that fills a field, with its heading as the file spells it."""
    return next(column for column in batch.columns if column["field"] == field)


def _problem(row: Row, column: dict[str, str], code: str, sentence: str, severity: str) -> dict[str, Any]:
    return {
        "row": row.number,
        "column": column["heading"],
        "field": column["field"],
        "code": code,
        "sentence": sentence,
        "severity": severity,
    }


def _staged_row(batch: ImportBatch, body: Body, row: Row, known: tuple[dict[str, int], dict[str, int]]) -> ImportRow:
    emails, numbers = known
    problems = [
        {
            "row": problem.row,
            "column": problem.column,
            "field": problem.field,
            "code": problem.code,
            "sentence": problem.sentence,
            "severity": problem.severity,
        }
        for problem in row.problems
    ]
    outcome = RowOutcome.CREATE if row.importable else RowOutcome.ERROR
    values = {key: value.isoformat() if isinstance(value, date) else value for key, value in row.values.items()}
    number, email = str(values.get("number") or ""), str(values.get("email") or "").casefold()
    if outcome == RowOutcome.CREATE and email in emails and _may_know(body, emails[email]):
        outcome = RowOutcome.EXISTS
        sentence = f"Row {row.number}: {values.get('email')} is in the register already. This row is left out."
        problems.append(_problem(row, _column_of(batch, "email"), "in_register", sentence, "warning"))
    elif outcome == RowOutcome.CREATE and number and number in numbers:
        outcome = RowOutcome.ERROR
        sentence = f"Row {row.number}: number {number} is taken. Correct it or leave it empty."
        problems.append(_problem(row, _column_of(batch, "number"), "number_taken", sentence, "error"))
    return ImportRow(
        batch=batch,
        organisation_id=batch.organisation_id,
        number=row.number,
        values=values,
        problems=problems,
        outcome=outcome,
    )


def _write_rows(batch: ImportBatch, body: Body, reading: Reading) -> None:
    known = _known_in(Organisation.objects.get(pk=body.organisation_key))
    counted = {RowOutcome.CREATE: 0, RowOutcome.EXISTS: 0, RowOutcome.ERROR: 0}
    rows: list[ImportRow] = []
    for row in reading.rows:
        staged = _staged_row(batch, body, row, known)
        counted[RowOutcome(staged.outcome)] += 1
        rows.append(staged)
    ImportRow.objects.bulk_create(rows, batch_size=CHUNK)
    batch.to_create = counted[RowOutcome.CREATE]
    batch.existing = counted[RowOutcome.EXISTS]
    batch.refused = counted[RowOutcome.ERROR]
    batch.save(update_fields=["to_create", "existing", "refused"])


@action
def stage_import(
    actor: Person,
    *,
    body: Body,
    stream: BinaryIO,
    size: int,
    filename: str,
    headings: dict[str, str] | None = None,
) -> ImportBatch:
    """Read a file and lay it out for a look: nothing is written into the register.

    Args:
        stream, size: the uploaded bytes and how many the upload claims.
        headings: which heading means which field, where our guess was wrong.

    Raises:
        NotPermitted: for those who do not keep this register.
        Invalid: where the file as a whole cannot be read; the sentence says why and what to do.
    """
    demand_register(actor, body)
    try:
        reading = read_register(
            stream, size=size, today=clock.today(), max_bytes=settings.IMPORT_MAX_BYTES, headings=headings
        )
    except UnreadableFile as error:
        raise Invalid(error.sentence, code=error.code, field="file") from error
    batch = ImportBatch.objects.create(
        organisation_id=body.organisation_key,
        body=body,
        made_by=actor,
        made_at=clock.now(),
        filename=filename[-200:],
        digest=reading.digest,
        encoding=reading.encoding,
        delimiter=reading.delimiter,
        columns=_columns(reading),
        blank=reading.blank_rows,
    )
    _write_rows(batch, body, reading)
    record(
        actor,
        "stage_import",
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=batch.public_id,
        content={"digest": batch.digest, "rows": reading.total, "to_create": batch.to_create},
    )
    return batch


def _demand_status(batch: ImportBatch, to: ImportStatus) -> None:
    if to not in IMPORT_STEPS[ImportStatus(batch.status)]:
        raise WrongState(
            f"This import is “{batch.get_status_display().lower()}”, so this cannot be done with it any more.",
            code="import_step",
        )


def _new_person(row: ImportRow, password: str) -> Person:
    values = row.values
    email = values.get("email") or None
    notices_by = values.get("notices_by") or (NoticesBy.EMAIL if email else NoticesBy.POST)
    person = Person(
        name=values["name"],
        sort_name=fold(values["name"]),
        email=email,
        notices_by=notices_by,
        password=password,
        **{field: values.get(field) or "" for field in PERSON_FIELDS if field != "email"},
    )
    person.date_joined = clock.now()
    return person


def _write_people(batch: ImportBatch, organisation: Organisation, rows: Iterable[ImportRow]) -> int:
    """Insert people, memberships and spans for the rows, in chunks; the organisation must be locked."""
    today = clock.today()
    state = MembershipState.TRIAL if organisation.kind == OrganisationKind.POLITICAL else MembershipState.FULL
    branch = Branch.objects.filter(pk=batch.body_id).first()
    emails, numbers = _known_in(organisation)
    taken = set(numbers)
    following = int(next_member_number(organisation))
    rows, written = list(rows), 0
    asked = {row.values.get("number") for row in rows}
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        people = Person.objects.bulk_create([_new_person(row, make_password(None)) for row in chunk])
        memberships = []
        for row, person in zip(chunk, people, strict=True):
            number = row.values.get("number") or ""
            known = emails.get(str(row.values.get("email") or "").casefold())
            if known is not None and _may_know(batch.body, known):
                raise Conflict(
                    f"Row {row.number}: {row.values['email']} was written into the register since the preview. "
                    "Look at the file again.",
                    code="in_register",
                    field="email",
                    row=row.number,
                )
            if number and number in taken:
                raise Conflict(
                    f"Row {row.number}: number {number} was given out since the preview. Look at the file again.",
                    code="number_taken",
                    field="number",
                    row=row.number,
                )
            while not number or number in taken:
                number = f"{following:04d}"
                following += 1
                number = "" if number in asked else number
            taken.add(number)
            joined = row.values.get("joined_on")
            memberships.append(
                Membership(
                    organisation=organisation,
                    person=person,
                    branch=branch,
                    number=number,
                    state=state,
                    joined_on=date.fromisoformat(joined) if joined else today,
                    sort_name=person.sort_name,
                )
            )
        Membership.objects.bulk_create(memberships)
        MembershipSpan.objects.bulk_create(
            MembershipSpan(
                organisation=organisation,
                membership=membership,
                state=state,
                branch=branch,
                from_on=membership.joined_on,
            )
            for membership in memberships
        )
        for row, membership in zip(chunk, memberships, strict=True):
            row.membership = membership
        ImportRow.objects.bulk_update(chunk, ["membership"], batch_size=500)
        written += len(chunk)
    return written


@action
def commit_import(actor: Person, *, batch: ImportBatch) -> ImportBatch:
    """Write the rows of a looked-at file into the register, all of them or none.

    Raises:
        NotPermitted: for those who do not keep this register.
        WrongState: where it was written or thrown away already.
        Conflict: where the register changed since the look, naming the row.
    """
    demand_register(actor, batch.body)
    organisation = Organisation.objects.get(pk=batch.organisation_id)
    locked(Body.objects.get(pk=organisation.pk))
    batch = locked(batch)
    _demand_status(batch, ImportStatus.IMPORTED)
    written = _write_people(batch, organisation, batch.rows.filter(outcome=RowOutcome.CREATE).order_by("number"))
    batch.status, batch.finished_at = ImportStatus.IMPORTED, clock.now()
    batch.save(update_fields=["status", "finished_at"])
    record(
        actor,
        "commit_import",
        chain=organisation.public_id,
        body=batch.body.public_id,
        subject=batch.public_id,
        content={"digest": batch.digest, "written": written},
    )
    return batch


@action
def discard_import(actor: Person, *, batch: ImportBatch) -> ImportBatch:
    """Throw a looked-at file away, with all it said about people.

    Raises:
        NotPermitted, WrongState: as for writing it.
    """
    demand_register(actor, batch.body)
    batch = locked(batch)
    _demand_status(batch, ImportStatus.DISCARDED)
    batch.rows.all().delete()
    batch.status, batch.finished_at = ImportStatus.DISCARDED, clock.now()
    batch.save(update_fields=["status", "finished_at"])
    record(
        actor,
        "discard_import",
        chain=batch.organisation.public_id,
        body=batch.body.public_id,
        subject=batch.public_id,
        content={"digest": batch.digest},
    )
    return batch


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
    _demand_status(batch, ImportStatus.UNDONE)
    if batch.finished_at is None or clock.now() > batch.finished_at + UNDO_DAYS:
        raise NotPermitted("An import can be undone for 30 days. This one is older.", code="undo_too_late")
    memberships = Membership.objects.filter(pk__in=batch.rows.values("membership"))
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
        content={"digest": batch.digest, "removed": len(keys)},
    )
    return batch
