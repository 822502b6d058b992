"""Parts of the books of dues as tables: who owes, and the lines of the accounts."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.db.models import QuerySet

from members.enums import BooksFile, ExportFormat, MembershipState
from members.exports.tables import Cell, workbook_pieces
from members.exports.taken import XLSX, File
from members.models import DuesEntry
from members.queries.dues import arrears_of
from members.queries.dues_files import BooksPlan, lines_in, months_open
from members.queries.dues_schemes import scheme_on
from organisations.models import Body
from organiser.base import clock
from organiser.base.actor import Actor
from organiser.base.files import csv_pieces

ARREARS = (
    *("Member number", "Name", "Branch", "State", "Dues settled to", "Open since", "Months", "Owes", "Currency"),
)
ENTRIES = (
    *("Day", "Member number", "Name", "Books", "Kind", "Amount", "Currency", "Period from", "Period to"),
    *("Note", "Taken back", "Booked by"),
)
STATES: dict[str, str] = dict(MembershipState.choices)
CHUNK = 500


def amount(cents: int) -> Decimal:
    """Cents as an amount with two digits, exact."""
    return Decimal(cents).scaleb(-2)


def arrears_lines(body: Body, months: int, keys: Iterable[int]) -> Iterator[list[Cell]]:
    """Who owes dues in the books of a body, of those who were written down as taken out (`keys`)."""
    scheme, given = scheme_on(body, clock.today()), set(keys)
    currency = scheme.currency if scheme is not None else ""
    for one in arrears_of(body, months):
        if one.pk not in given:
            continue
        yield [
            one.number,
            one.person.name,
            one.branch.name if one.branch else "",
            STATES[one.state],
            str(one.settled_until or ""),
            str(one.owed_since),
            str(months_open(one.owed_since)),
            amount(one.owed),
            currency,
        ]


def entry_lines(lines: QuerySet[DuesEntry], keys: Iterable[int]) -> Iterator[list[Cell]]:
    """Lines of the accounts of those who were written down as taken out (`keys`)."""
    given = set(keys)
    for line in lines.prefetch_related("reversed_by").iterator(CHUNK):
        if line.membership_id not in given:
            continue
        yield [
            line.day.isoformat(),
            line.membership.number,
            line.membership.person.name,
            line.body.name,
            f"{line.said}, solidarity seat" if line.from_pot else line.said,
            amount(line.cents),
            line.currency,
            str(line.period_from or ""),
            str(line.period_until or ""),
            line.note,
            "yes" if line.reversed_by.all() else "",
            line.made_by.name if line.made_by else "The clock",
        ]


def books_file(viewer: Actor, body: Body, plan: BooksPlan, keys: list[int]) -> File:
    """A part of the books as a file; `keys` are those whom the log of exports knows of."""
    if plan.books == BooksFile.ARREARS:
        name, headings, lines = "Arrears", ARREARS, arrears_lines(body, plan.months, keys)
    else:
        name, headings, lines = "Accounts", ENTRIES, entry_lines(lines_in(viewer, body, plan), keys)
    if plan.format == ExportFormat.XLSX:
        return File(workbook_pieces(name, headings, lines), XLSX, "xlsx")
    return File(csv_pieces(headings, lines), "text/csv; charset=utf-8", "csv")
