"""One account of dues: for its member, and for the treasurer who writes into it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from members.actions.dues_entries import pay_dues, refund_dues, reverse_dues, waive_dues
from members.actions.dues_plans import choose_dues
from members.actions.people import log_reading
from members.dues_rules import demand_treasurer_of
from members.enums import BELONGING, DuesKind
from members.models import DuesEntry, DuesScheme, Membership
from members.queries.dues import account_for, entries_of, entry_for, has_lines, keeps_account, owed_by
from members.queries.dues_carried import carried_to, charge_to_waive
from members.queries.dues_schemes import amount_by, coming_scheme, plan_of, scheme_on
from members.queries.dues_sentences import scheme_sentences
from members.queries.own import own_memberships
from members.queries.register import memberships_visible_to
from members.web.dues_forms import DuesChoiceForm, MoneyForm, ReasonForm, WaiveForm
from organisations.enums import Power
from organisations.models import Body
from organiser.base import clock
from organiser.base.errors import NotFound
from organiser.base.once import once
from organiser.base.pages import UNPROCESSABLE, page, tried

PAGE = 50
READING = "Account of dues opened"


def books(membership: Membership) -> Body:
    """The body in whose books somebody stands."""
    return membership.branch or membership.organisation


def kept_account(request: HttpRequest, public_id: str) -> Membership:
    """A membership whose dues the person keeps.

    Raises:
        NotFound: for a stranger. NotPermitted: for whoever knows of the member and is not the treasurer.
    """
    known = memberships_visible_to(request.user).filter(public_id=public_id).first()
    found: Membership = known or account_for(request.user, public_id)
    demand_treasurer_of(request.user, found)
    return found


def scheme_of(membership: Membership) -> DuesScheme | None:
    """What holds for a member, or what begins next."""
    return scheme_on(books(membership), clock.today()) or coming_scheme(books(membership))


def account_context(request: HttpRequest, membership: Membership) -> dict[str, Any]:
    """What an account shows to whoever may look at it."""
    scheme, plan = scheme_of(membership), plan_of(membership)
    keeps = keeps_account(request.user, membership)
    own = membership.person_id == request.user.pk
    entries = Paginator(entries_of(request.user, membership), PAGE).get_page(request.GET.get("page"))
    currency = entries[0].currency if len(entries) else scheme.currency if scheme else ""
    return {
        "membership": membership,
        "page": entries,
        "owed": owed_by(membership, None if own else books(membership)),
        "currency": currency,
        "scheme": scheme,
        "sentences": scheme_sentences(scheme) if scheme else [],
        "plan": plan,
        "amount": amount_by(scheme, plan) if scheme else None,
        "keeps": keeps,
        "own": own,
        "years": years_of(request, membership),
        "belongs": membership.state in BELONGING,
    }


def years_of(request: HttpRequest, membership: Membership) -> list[int]:
    """The years in which something was paid, the latest first."""
    days = entries_of(request.user, membership).filter(kind=DuesKind.PAYMENT).order_by()
    return sorted({day.year for day in days.dates("day", "year")}, reverse=True)


@login_required
@require_safe
def my_dues(request: HttpRequest) -> HttpResponse:
    """What one owes and has paid, in each organisation."""
    membership = own_memberships(request.user).first()
    if membership is None:
        raise NotFound("You are in no register yet, so nothing is asked of you.", code="no_member")
    return page(request, "members/dues_account.html", account_context(request, membership), body=books(membership))


@login_required
@require_safe
def dues_account(request: HttpRequest, membership: str) -> HttpResponse:
    """The account of a member for the treasurer; that it was opened stands in the log the member reads."""
    found = kept_account(request, membership)
    log_reading(request.user, found, READING, power=Power.KEEP_DUES)
    context = {
        **account_context(request, found),
        "can_open": not has_lines(found),
        "carried": list(carried_to(request.user, found)),
        "pay_form": MoneyForm(prefix="pay"),
        "refund_form": MoneyForm(prefix="refund"),
    }
    return page(request, "members/dues_account.html", context, body=books(found))


def _back(request: HttpRequest, membership: Membership) -> HttpResponse:
    if membership.person_id == request.user.pk and not keeps_account(request.user, membership):
        return redirect("my_dues")
    return redirect("dues_account", membership.public_id)


def answer(
    request: HttpRequest, membership: Membership, form: forms.Form, words: dict[str, str], act: Callable[[], Any]
) -> HttpResponse:
    """One form about an account on a page of its own, and back to the account once it is done."""
    if request.method == "POST" and form.is_valid() and tried(form, act) is not None:
        messages.success(request, words["done"])
        return _back(request, membership)
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    context = {"form": form, "membership": membership, **words}
    return page(request, "members/dues_form.html", context, body=books(membership), status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def dues_pay(request: HttpRequest, membership: str) -> HttpResponse:
    """Write down a payment."""
    found = kept_account(request, membership)
    form = MoneyForm(request.POST or None)
    words = {"heading": "Write down a payment", "button": "Book the payment", "done": "The payment is booked."}
    return answer(request, found, form, words, lambda: pay_dues(request.user, membership=found, **form.cleaned_data))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def dues_refund(request: HttpRequest, membership: str) -> HttpResponse:
    """Write down that money was given back."""
    found = kept_account(request, membership)
    form = MoneyForm(request.POST or None)
    words = {"heading": "Give money back", "button": "Book what was given back", "done": "It is booked."}
    return answer(request, found, form, words, lambda: refund_dues(request.user, membership=found, **form.cleaned_data))


def kept_entry(request: HttpRequest, public_id: str) -> DuesEntry:
    """A line of an account that the person may write into.

    Raises:
        NotFound: where the line may not be known. NotPermitted: for its member.
    """
    entry = entry_for(request.user, public_id)
    demand_treasurer_of(request.user, entry.membership)
    return entry


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def dues_waive(request: HttpRequest, entry: str) -> HttpResponse:
    """Ask nothing for a period."""
    found = charge_to_waive(request.user, entry)
    demand_treasurer_of(request.user, found.membership)
    form = WaiveForm(request.POST or None)
    words = {
        "heading": "Waive this period",
        "button": "Waive it",
        "done": "The period is waived. Nobody but you and the member can tell.",
    }
    return answer(
        request, found.membership, form, words, lambda: waive_dues(request.user, charge=found, **form.cleaned_data)
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def dues_reverse(request: HttpRequest, entry: str) -> HttpResponse:
    """Take a line back."""
    found = kept_entry(request, entry)
    form = ReasonForm(request.POST or None)
    words = {"heading": "Take this line back", "button": "Take it back", "done": "It is taken back; both lines stay."}
    return answer(
        request, found.membership, form, words, lambda: reverse_dues(request.user, entry=found, **form.cleaned_data)
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def dues_choose(request: HttpRequest, membership: str) -> HttpResponse:
    """Choose what one pays; the treasurer writes down what was chosen on paper."""
    found = account_for(request.user, membership)
    scheme = scheme_of(found)
    if scheme is None:
        raise NotFound("No dues were decided here, so there is nothing to choose.", code="no_scheme")
    form = DuesChoiceForm(scheme, request.POST or None, plan=plan_of(found))
    words = {
        "heading": "Choose what you pay" if found.person_id == request.user.pk else "Write down what was chosen",
        "button": "Choose this",
        "done": "Chosen. It counts from the next period that begins.",
    }
    return answer(request, found, form, words, lambda: choose_dues(request.user, membership=found, **form.chosen()))
