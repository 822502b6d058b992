"""Receipts to print: of one payment, and of all that was paid in a year."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from members.enums import DuesKind
from members.queries.dues import account_for, entries_of, entry_for
from organiser.base.errors import NotFound
from organiser.base.pages import page


@login_required
@require_safe
def dues_receipt(request: HttpRequest, entry: str) -> HttpResponse:
    """The receipt for one payment; none for one that was taken back."""
    found = entry_for(request.user, entry)
    if found.kind != DuesKind.PAYMENT or found.reversed_by.exists():
        raise NotFound("There is no receipt for this line.", code="no_receipt")
    context = {
        "membership": found.membership,
        "payments": [found],
        "total": -found.cents,
        "currency": found.currency,
        "year": None,
        "book": found.body,
    }
    return page(request, "members/dues_receipt.html", context, body=found.body)


@login_required
@require_safe
def dues_receipt_year(request: HttpRequest, membership: str, year: int) -> HttpResponse:
    """The receipt for all payments of a year, less what was given back."""
    found = account_for(request.user, membership)
    rows = entries_of(request.user, found).filter(
        kind__in=[DuesKind.PAYMENT, DuesKind.REFUND], day__year=year, is_reversed=False
    )
    payments = list(rows.order_by("day", "pk"))
    if not payments:
        raise NotFound("Nothing was paid in that year.", code="no_receipt")
    context = {
        "membership": found,
        "payments": payments,
        "total": -sum(row.cents for row in payments),
        "currency": payments[0].currency,
        "year": year,
        "book": found.branch or found.organisation,
    }
    return page(request, "members/dues_receipt.html", context, body=context["book"])
