"""Parts of the books of dues as files: what is asked for, who is in them, and which lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from members.enums import BooksFile, ExportFormat
from members.models import DuesEntry, Membership
from members.queries.dues import arrears_of, entries_kept_by, in_books
from members.validators import clean_choice
from organisations.models import Body
from organiser.base import clock
from organiser.base.actor import Actor
from organiser.base.errors import Invalid
from organiser.base.words import day

TABLES = (ExportFormat.CSV, ExportFormat.XLSX)
MOST_MONTHS = 120


@dataclass(frozen=True)
class BooksPlan:
    """Which part of the books, and in which form.

    Args:
        books: who owes dues, or lines of the accounts.
        months: of who owes dues those alone who owe for more than so many.
        since, until: the first and the last day of the lines.
    """

    books: str
    format: str = ExportFormat.CSV
    months: int = 0
    since: date | None = None
    until: date | None = None

    def stored(self) -> dict[str, Any]:
        """As it is kept for a second person."""
        if self.books == BooksFile.ARREARS:
            return {"months": self.months}
        return {"since": str(self.since), "until": str(self.until)}


def plan_from(books: str, format_: str, stored: Mapping[str, Any]) -> BooksPlan:
    """The plan that was kept."""
    if books == BooksFile.ARREARS:
        return BooksPlan(books, format_, months=int(stored.get("months") or 0))
    return BooksPlan(
        books,
        format_,
        since=date.fromisoformat(str(stored["since"])),
        until=date.fromisoformat(str(stored["until"])),
    )


def clean_plan(plan: BooksPlan) -> BooksPlan:
    """The plan, where it can be.

    Raises:
        Invalid: for a part or a form that there is not, for months beyond ten years, and for days that are missing or
            in the wrong order.
    """
    clean_choice(plan.books, [BooksFile.ARREARS, BooksFile.ENTRIES], "books")
    clean_choice(plan.format, TABLES, "format")
    if plan.books == BooksFile.ARREARS:
        if plan.months not in range(MOST_MONTHS + 1):
            raise Invalid(f"Choose from 0 to {MOST_MONTHS} months.", code="months", field="months")
        return plan
    if plan.since is None or plan.until is None:
        raise Invalid("Give the first and the last day of the lines.", code="days", field="since")
    if plan.since > plan.until:
        raise Invalid("The first day lies after the last one.", code="days_order", field="until")
    return plan


def lines_in(viewer: Actor, body: Body, plan: BooksPlan) -> QuerySet[DuesEntry]:
    """The lines between two days in the books of a body that the viewer keeps, the earliest first.

    In a branch these are the lines of those who stand there now, as on the pages (`entries_kept_by`).
    """
    lines = in_books(entries_kept_by(viewer), body).filter(day__gte=plan.since, day__lte=plan.until)
    return lines.select_related("membership__person", "body", "made_by").order_by("day", "pk")


def people_in(viewer: Actor, body: Body, plan: BooksPlan) -> QuerySet[Membership]:
    """Whose accounts are in the file, each once: who owes with the longest first, else by name."""
    if plan.books == BooksFile.ARREARS:
        found: QuerySet[Membership] = arrears_of(body, plan.months)
        return found
    lines = lines_in(viewer, body, plan).order_by().select_related(None)
    return Membership.objects.filter(pk__in=lines.values("membership")).order_by("sort_name", "pk")


def months_open(since: date) -> int:
    """In how many months of the calendar something was open, that of today with them.

    Who owes for more than so many months, as the list is narrowed, has a greater number here.
    """
    today = clock.today()
    return (today.year - since.year) * 12 + today.month - since.month + 1


def said_of_books(plan: BooksPlan) -> str:
    """One sentence without a verb, for whoever releases it."""
    if plan.books == BooksFile.ARREARS:
        return f"Who owes dues for more than {plan.months} months" if plan.months else "Everybody who owes dues"
    if plan.since is None or plan.until is None:
        return "Lines of the accounts"
    return f"Lines of the accounts from {day(plan.since)} to {day(plan.until)}, with what was waived"
