"""From the rows of a file to rows that are laid out, a thousand at a time; no action of its own."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from typing import Any

from django.db import transaction

from members.actions.import_branches import READ as BRANCH_READ
from members.actions.import_branches import BranchColumn
from members.actions.import_changes import lay_out_changes
from members.actions.import_offers import Offers
from members.actions.import_openings import OpeningColumns
from members.actions.import_rows import staged_row
from members.actions.import_uploads import forget_upload, keep_upload
from members.enums import ImportStatus, RowOutcome
from members.models import ImportBatch, ImportRow, Person
from members.queries.imports import CHUNK, written_before
from members.queries.known import known_among
from members.reading.date_forms import in_words
from members.reading.gathering import Opened
from members.reading.notes import called_otherwise
from members.reading.problems import Reading, Row
from members.reading.seen import Seen
from members.rules import gives_numbers, widest_register

MOST_SHEETS = 100
NUMBERS_DRAWN = (
    "The numbers of new members are not taken from this file: only whoever keeps the register of the whole "
    "organisation sees which are free. Each gets one that is drawn."
)


class LayingOut:
    """One file on its way: neither its rows nor the register are held in memory."""

    def __init__(self, actor: Person, batch: ImportBatch) -> None:
        """Lay out the rows of a batch for somebody who keeps its register."""
        self._actor, self._batch = actor, batch
        self._register = widest_register(actor, batch.body) or batch.body
        self._numbering = gives_numbers(actor, batch.body)
        self._unnumbered = False
        self._branches = BranchColumn(batch)
        self._openings = OpeningColumns(actor, batch)
        self._seen = Seen()
        self._counted: Counter[RowOutcome] = Counter()
        self._offers = Offers()

    def lay_out(self, rows: Iterable[Row]) -> None:
        """Lay out all these rows."""
        for chunk in in_chunks(rows):
            self.lay_out_chunk(chunk)

    def lay_out_chunk(self, rows: list[Row]) -> None:
        """Lay out some rows, with one question to the register for each thing that can be known of them."""
        self._openings.leave_out(rows)
        known = known_among(
            self._register,
            numbers=[str(row.values.get("number") or "") for row in rows],
            emails=[str(row.values.get("email") or "") for row in rows],
            names=[str(row.values["name"]) for row in rows],
        )
        staged = [staged_row(self._batch, row, known, self._seen) for row in rows]
        lay_out_changes(self._actor, self._batch, staged, known)
        if not self._numbering:
            self._leave_numbers_out(staged)
        for row, laid in zip(rows, staged, strict=True):
            self._branches.look(row, laid)
            self._openings.look(laid)
            self._offers.look(row, laid, known)
        self._counted.update(RowOutcome(row.outcome) for row in staged)
        ImportRow.objects.bulk_create(staged)

    def _leave_numbers_out(self, staged: list[ImportRow]) -> None:
        """Take no numbers for new members; those of members in this register say who is meant, and did so already."""
        for row in staged:
            if row.outcome == RowOutcome.CREATE and row.values.get("number"):
                row.values["number"], self._unnumbered = "", True

    def finish(self, opened: Opened, choices: dict[str, Any]) -> None:
        """Write down what is known of the file once all its rows have gone by.

        Where something can be chosen for its cells, the file and how it was read are kept until that is done.
        """
        batch, reading = self._batch, opened.reading
        offered = self._offers.as_kept(reading, choices.get("repairs") or {})
        batch.choices = {**choices, **offered} if offered else {}
        if offered and not batch.upload:
            batch.upload = keep_upload(opened.stream)
        elif batch.upload and not offered:
            transaction.on_commit(lambda name=batch.upload: forget_upload(name))  # type: ignore[misc]
            batch.upload = ""
        batch.samples = [asdict(sample) for sample in reading.samples]
        batch.sheet = reading.sheet[:100]
        batch.sheets = [name[:100] for name in reading.sheets[:MOST_SHEETS]]
        batch.columns = _columns(reading, batch, [NUMBERS_DRAWN] if self._unnumbered else [])
        for column in batch.columns:
            if self._branches.heading and column["heading"] == self._branches.heading:
                column["note"] = BRANCH_READ
        self._openings.noted(batch.columns)
        batch.blank = reading.blank_rows
        batch.to_create = self._counted[RowOutcome.CREATE]
        batch.to_change = self._counted[RowOutcome.CHANGE]
        batch.existing = self._counted[RowOutcome.EXISTS]
        batch.refused = self._counted[RowOutcome.ERROR]
        batch.status = ImportStatus.STAGED
        batch.save()


def in_chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """A thousand at a time."""
    rows = iter(rows)
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _columns(reading: Reading, batch: ImportBatch, first: list[str]) -> list[dict[str, str]]:
    """The headings with the field each fills; a sentence about the file as a whole stands in one without a heading."""
    columns = [{"heading": column.heading, "field": column.field, "note": column.note} for column in reading.columns]
    before = written_before(batch.body, reading.digest)
    again = [] if before is None else [_imported_before(before)]
    notes = [*again, *first, *called_otherwise(batch.filename, workbook=bool(reading.sheet)), *reading.notes]
    return columns + [{"heading": "", "field": "", "note": note} for note in notes]


def _imported_before(batch: ImportBatch) -> str:
    when = batch.finished_at.date() if batch.finished_at else batch.made_at.date()
    return (
        f"The same file was imported on {in_words(when)}. Whoever in it has neither e-mail nor number would be written "
        "into the register a second time."
    )
