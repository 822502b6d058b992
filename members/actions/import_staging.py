"""Looking at a file before anything is written: every problem is said, and it can be thrown away again."""

from collections import Counter
from dataclasses import asdict
from datetime import date
from typing import Any, BinaryIO

from django.conf import settings

from members.actions.import_memory import recall_for, remember
from members.enums import ImportStatus, RowOutcome
from members.models import ImportBatch, ImportRow, Person
from members.models.people import fold
from members.queries.imports import CHUNK, Known, known_in
from members.reading.notes import called_otherwise
from members.reading.problems import Reading, Row, UnreadableFile
from members.reading.reader import read_register
from members.rules import demand_import_step, demand_register, widest_register
from organisations.models import Body
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.errors import Invalid
from organiser.base.text import one_line

MOST_SHEETS = 100


def _columns(reading: Reading, filename: str) -> list[dict[str, str]]:
    """The headings with the field each fills; a sentence about the file as a whole stands in one without a heading."""
    columns = [{"heading": column.heading, "field": column.field, "note": column.note} for column in reading.columns]
    notes = [*called_otherwise(filename, workbook=bool(reading.sheet)), *reading.notes]
    return columns + [{"heading": "", "field": "", "note": note} for note in notes]


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


def _staged_row(batch: ImportBatch, row: Row, known: Known) -> ImportRow:
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
    if number and known.names.get(number) == fold(str(values["name"])):
        outcome = RowOutcome.EXISTS  # nothing of the row is written, so what else is wrong with it does not matter
        sentence = (
            f"Row {row.number}: {values['name']}, number {number}, is in the register already and stays as it is."
        )
        problems = [_problem(row, _column_of(batch, "number"), "in_register", sentence, "warning")]
    elif outcome == RowOutcome.CREATE and email in known.emails:
        outcome = RowOutcome.EXISTS
        sentence = f"Row {row.number}: {values.get('email')} is in the register already. This row is left out."
        problems.append(_problem(row, _column_of(batch, "email"), "in_register", sentence, "warning"))
    elif outcome == RowOutcome.CREATE and number in known.numbers:
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
        cells=row.cells if outcome == RowOutcome.ERROR else [],
    )


def _write_rows(batch: ImportBatch, register: Body, reading: Reading) -> None:
    known = known_in(register)
    counted: Counter[RowOutcome] = Counter()
    for start in range(0, reading.total, CHUNK):
        rows = [_staged_row(batch, row, known) for row in reading.rows[start : start + CHUNK]]
        counted.update(RowOutcome(row.outcome) for row in rows)
        ImportRow.objects.bulk_create(rows)
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
    encoding: str = "",
    first_row_is_data: bool = False,
    sheet: str = "",
) -> ImportBatch:
    """Read a file and lay it out for a look: nothing is written into the register.

    Args:
        stream, size: the uploaded bytes and how many the upload claims.
        headings: which heading means which field, where our guess was wrong. It is remembered for this body; without
            it what was chosen there before for the same headings counts.
        encoding: the name of the one to read the file in; without it we find out, and say where that is a guess.
        first_row_is_data: the file has no row of headings, its first row is a person already.
        sheet: the name of the sheet of a workbook; without it the first one with rows is read.

    Raises:
        NotPermitted: for those who do not keep this register.
        Invalid: where the file as a whole cannot be read; the sentence says why and what to do.
    """
    demand_register(actor, body)
    try:
        reading = read_register(
            stream,
            size=size,
            today=clock.today(),
            max_bytes=settings.IMPORT_MAX_BYTES,
            headings=headings,
            encoding=encoding,
            first_row_is_data=first_row_is_data,
            sheet=sheet,
            recall=recall_for(body),
        )
    except UnreadableFile as error:
        raise Invalid(error.sentence, code=error.code, field=error.field) from error
    batch = ImportBatch.objects.create(
        organisation_id=body.organisation_key,
        body=body,
        made_by=actor,
        made_at=clock.now(),
        filename=one_line(filename)[-200:],
        digest=reading.digest,
        encoding=reading.encoding,
        encoding_guessed=reading.guessed,
        samples=[asdict(sample) for sample in reading.samples],
        delimiter=reading.delimiter,
        program=reading.program,
        memory=remember(actor, body, reading),
        recalled=reading.recalled,
        sheet=reading.sheet[:100],
        sheets=[name[:100] for name in reading.sheets[:MOST_SHEETS]],
        columns=_columns(reading, filename),
        headings=reading.headings,
        blank=reading.blank_rows,
    )
    _write_rows(batch, widest_register(actor, body) or body, reading)
    record(
        actor,
        "stage_import",
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=batch.public_id,
        content={"digest": batch.digest, "rows": reading.total, "to_create": batch.to_create},
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
    demand_import_step(batch, ImportStatus.DISCARDED)
    batch.rows.all().delete()
    batch.samples, batch.headings = [], []
    batch.status, batch.finished_at = ImportStatus.DISCARDED, clock.now()
    batch.save(update_fields=["samples", "headings", "status", "finished_at"])
    record(
        actor,
        "discard_import",
        chain=batch.organisation.public_id,
        body=batch.body.public_id,
        subject=batch.public_id,
        content={"digest": batch.digest},
    )
    return batch
