"""An export in the form that was asked for: what is streamed, its kind, and the end of its name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from members.enums import ExportFormat
from members.exports.cards import cards
from members.exports.labels import SHEETS, labels
from members.exports.letters import letters
from members.exports.register import register_lines, register_workbook
from members.exports.vcards import vcards
from members.models import Membership
from members.queries.past import tell_of_day
from organisations.models import Body, Branch

CHUNK = 500
# What a member reads in her log, by the form in which she was taken out.
WHAT = {
    ExportFormat.CSV: "Export of the register",
    ExportFormat.XLSX: "Export of the register",
    ExportFormat.VCARD: "Export as address cards",
    ExportFormat.LABELS: "Address labels printed",
    ExportFormat.LETTERS: "Letters printed",
    ExportFormat.CARDS: "Membership cards printed",
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class File:
    """A file on its way out."""

    pieces: Iterable[bytes]
    kind: str
    ending: str


def in_pieces(keys: list[int], on: date | None = None) -> Iterator[Membership]:
    """The memberships of these keys in this order, a few hundred at a time, with their people and branches.

    The branches are read once: they are few, and an object of one for each person is a quarter of the time of a file.

    Args:
        on: the day of which the columns tell; today without it.
    """
    branches: dict[int, Branch] = {}
    for start in range(0, len(keys), CHUNK):
        rows = Membership.objects.select_related("person").in_bulk(keys[start : start + CHUNK])
        unknown = {row.branch_id for row in rows.values() if row.branch_id is not None} - branches.keys()
        branches |= Branch.objects.in_bulk(unknown) if unknown else {}
        if on is not None:
            tell_of_day(rows.values(), on)
        for key in keys[start : start + CHUNK]:
            if (row := rows.get(key)) is not None:
                if row.branch_id is not None:
                    row.branch = branches[row.branch_id]
                yield row


def file_of(
    format_: str,
    keys: list[int],
    body: Body,
    *,
    columns: Iterable[str] = (),
    text: str = "",
    sheet: str = "3x8",
    on: date | None = None,
) -> File:
    """The people of these keys, which an action gave out, as a file; `on` is the day of which a table tells."""
    people = in_pieces(keys, on)
    if format_ == ExportFormat.XLSX:
        return File(register_workbook(people, tuple(columns)), XLSX, "xlsx")
    if format_ == ExportFormat.VCARD:
        return File(vcards(people), "text/vcard; charset=utf-8", "vcf")
    if format_ == ExportFormat.LABELS:
        return File([labels(people, SHEETS[sheet])], "application/pdf", "pdf")
    if format_ == ExportFormat.LETTERS:
        return File([letters(people, body, text)], "application/pdf", "pdf")
    if format_ == ExportFormat.CARDS:
        return File([cards(people, body.organisation.name)], "application/pdf", "pdf")
    return File(register_lines(people, columns), "text/csv; charset=utf-8", "csv")
