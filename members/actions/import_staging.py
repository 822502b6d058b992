"""Looking at a file before anything is written: every problem is said, and it can be thrown away again."""

from collections import Counter
from collections.abc import Collection
from dataclasses import asdict
from typing import BinaryIO

from django.conf import settings

from members.actions.import_changes import clean_updating, lay_out_changes
from members.actions.import_memory import recall_for, remember
from members.actions.import_rows import staged_row
from members.enums import ImportStatus, RowOutcome
from members.models import ImportBatch, ImportRow, Person
from members.queries.imports import CHUNK, known_in, written_before
from members.reading.dates import in_words
from members.reading.notes import called_otherwise
from members.reading.problems import Reading, UnreadableFile
from members.reading.reader import read_register
from members.rules import demand_import_step, demand_register, widest_register
from organisations.models import Body
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.errors import Invalid
from organiser.base.text import one_line

MOST_SHEETS = 100


def _columns(reading: Reading, filename: str, before: ImportBatch | None) -> list[dict[str, str]]:
    """The headings with the field each fills; a sentence about the file as a whole stands in one without a heading."""
    columns = [{"heading": column.heading, "field": column.field, "note": column.note} for column in reading.columns]
    again = [] if before is None else [_imported_before(before)]
    notes = [*again, *called_otherwise(filename, workbook=bool(reading.sheet)), *reading.notes]
    return columns + [{"heading": "", "field": "", "note": note} for note in notes]


def _imported_before(batch: ImportBatch) -> str:
    when = batch.finished_at.date() if batch.finished_at else batch.made_at.date()
    return (
        f"The same file was imported on {in_words(when)}. Whoever in it has neither e-mail nor number would be written "
        "into the register a second time."
    )


def _write_rows(actor: Person, batch: ImportBatch, reading: Reading) -> None:
    known = known_in(widest_register(actor, batch.body) or batch.body)
    changed: set[int] = set()
    counted: Counter[RowOutcome] = Counter()
    for start in range(0, reading.total, CHUNK):
        rows = [staged_row(batch, row, known) for row in reading.rows[start : start + CHUNK]]
        lay_out_changes(actor, batch, rows, known, changed)
        counted.update(RowOutcome(row.outcome) for row in rows)
        ImportRow.objects.bulk_create(rows)
    batch.to_create = counted[RowOutcome.CREATE]
    batch.to_change = counted[RowOutcome.CHANGE]
    batch.existing = counted[RowOutcome.EXISTS]
    batch.refused = counted[RowOutcome.ERROR]
    batch.save(update_fields=["to_create", "to_change", "existing", "refused"])


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
    update: Collection[str] = (),
) -> ImportBatch:
    """Read a file and lay it out for a look: nothing is written into the register.

    Args:
        stream, size: the uploaded bytes and how many the upload claims.
        headings: which heading means which field, where our guess was wrong. It is remembered for this body; without
            it what was chosen there before for the same headings counts.
        encoding: the name of the one to read the file in; without it we find out, and say where that is a guess.
        first_row_is_data: the file has no row of headings, its first row is a person already.
        sheet: the name of the sheet of a workbook; without it the first one with rows is read.
        update: the fields that may be changed of people who are in the register already; without any they stay as
            they are.

    Raises:
        NotPermitted: for those who do not keep this register.
        Invalid: where the file as a whole cannot be read; the sentence says why and what to do.
    """
    demand_register(actor, body)
    updating = clean_updating(update)
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
        updating=updating,
        recalled=reading.recalled,
        sheet=reading.sheet[:100],
        sheets=[name[:100] for name in reading.sheets[:MOST_SHEETS]],
        columns=_columns(reading, filename, written_before(body, reading.digest)),
        headings=reading.headings,
        blank=reading.blank_rows,
    )
    _write_rows(actor, batch, reading)
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
