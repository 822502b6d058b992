"""What was charged, received and waived by month, and how the money is split; small cells are hidden."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from members.counting import add_months
from members.dues_rules import keeps_dues
from members.enums import DuesKind
from members.models import DuesEntry, DuesScheme
from members.queries.belonging import memberships_of
from members.queries.dues import arrears_of, in_books
from members.queries.dues_schemes import scheme_on
from organisations.models import Body
from organisations.queries.decisions import shows_figures
from organiser.base import clock, money
from organiser.base.actor import Actor
from organiser.base.errors import NotPermitted

SMALL = 5
MONTHS = 12
K = DuesKind


@dataclass(frozen=True)
class Month:
    """One month; what may not be told is None. `open_accounts` counts who has not settled what it asked."""

    first: date
    charged: int | None = None
    received: int | None = None
    waived: int | None = None
    open_accounts: int | None = None


@dataclass(frozen=True)
class Figures:
    """The months, the latest last, and for the treasurer who is in arrears now and where the money goes."""

    months: tuple[Month, ...]
    currency: str
    whole: bool
    in_arrears: int | None = None
    for_branches: int | None = None
    for_organisation: int | None = None


def _live(body: Body, first: date) -> QuerySet[DuesEntry]:
    """Lines that stand; how accounts stood before they were kept here was charged in no month of ours."""
    taken_back = Exists(DuesEntry.objects.filter(reverses=OuterRef("pk")))
    lines = DuesEntry.objects.filter(day__gte=first, reverses__isnull=True, opening=False)
    return in_books(lines, body).exclude(taken_back)


def figures_of(viewer: Actor, body: Body, months: int = MONTHS) -> Figures:
    """The figures of a body for its members; the treasurer sees all, others no cell of fewer than five people.

    Nor is a cell told from which, with one's own branch taken away, fewer than five would be left: that would tell what
    a small branch pays (invariant 7). What was waived is for the treasurer alone.

    Raises:
        NotPermitted: for those who are not members of the body and do not keep its dues.
    """
    whole = keeps_dues(viewer, body)
    if not (whole or shows_figures(viewer, body)):
        raise NotPermitted(f"The figures of {body.name} are for its members.", code="not_constituency")
    begin = add_months(clock.today(), 1 - months)
    own = set() if whole else set(memberships_of(viewer).values_list("branch_id", flat=True))
    mine = Q(body__in={key for key in own if key} or {0})
    cells = _cells(_live(body, begin), mine, whole=whole)
    made = tuple(_month(add_months(begin, place), cells, whole=whole) for place in range(months))
    scheme = scheme_on(body, clock.today())
    currency = scheme.currency if scheme is not None else _currency_in(body)
    if not whole:
        return Figures(made, currency, whole=False)
    branches, organisation = split_of(body, begin)
    return Figures(
        made,
        currency,
        whole=True,
        in_arrears=arrears_of(body).count(),
        for_branches=branches,
        for_organisation=organisation,
    )


def _currency_in(body: Body) -> str:
    first = in_books(DuesEntry.objects.all(), body).order_by("pk").values_list("currency", flat=True).first()
    return first or ""


Cell = tuple[int, int]


def _cells(entries: QuerySet[DuesEntry], mine: Q, *, whole: bool) -> dict[tuple[date, str], Cell | None]:
    """By month and kind the sum and how many have not settled it; None where too few people stand behind it."""
    grouped = (
        entries.annotate(month=TruncMonth("day"))
        .values("month", "kind")
        .annotate(
            total=Sum("cents"),
            people=Count("membership", distinct=True),
            inside=Count("membership", distinct=True, filter=mine),
            still_open=Count("membership", distinct=True, filter=Q(membership__owed_since__lte=F("period_from"))),
        )
        .order_by("month", "kind")
    )
    cells: dict[tuple[date, str], Cell | None] = {}
    for row in grouped:
        others = row["people"] - row["inside"]
        told = whole or (row["people"] >= SMALL and (others == 0 or others >= SMALL))
        cells[row["month"], row["kind"]] = (row["total"], row["still_open"]) if told else None
    return cells


def _month(first: date, cells: dict[tuple[date, str], Cell | None], *, whole: bool) -> Month:
    nothing = (0, 0)
    charges, payments = cells.get((first, K.CHARGE), nothing), cells.get((first, K.PAYMENT), nothing)
    refunds = cells.get((first, K.REFUND), nothing)
    waivers = cells.get((first, K.WAIVER), nothing) if whole else None
    received = None if payments is None or refunds is None else -payments[0] - refunds[0]
    still_open = None if charges is None else charges[1]
    if still_open is not None and not whole and still_open < SMALL:
        still_open = None
    return Month(
        first,
        None if charges is None else charges[0],
        received,
        None if waivers is None else -waivers[0],
        still_open,
    )


def shares_of(scheme: DuesScheme) -> list[Fraction]:
    """What of each payment is for the branch of the member, and what for the organisation."""
    branch = Fraction(scheme.branch_numerator, scheme.branch_denominator)
    return [branch, 1 - branch]


def split_of(body: Body, since: date) -> tuple[int, int]:
    """What of all that was received since a day is for branches and for the organisation; the parts add up to it.

    Who stands in no branch pays to the organisation alone. Each book is split by the scheme that holds for it now.
    """
    received: dict[int, int] = defaultdict(int)
    kinds = (K.PAYMENT, K.REFUND)
    totals = _live(body, since).filter(kind__in=kinds).values("body").annotate(total=Sum("cents")).order_by("body")
    for row in totals:
        received[row["body"]] -= row["total"]
    books = Body.objects.filter(pk__in=received).select_related("organisation")
    branches = organisation = 0
    for book in books:
        scheme = scheme_on(book, clock.today())
        if scheme is None or book.pk == book.organisation_id:
            organisation += received[book.pk]
            continue
        part, rest = money.split(received[book.pk], shares_of(scheme))
        branches, organisation = branches + part, organisation + rest
    return branches, organisation
