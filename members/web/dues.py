"""Dues of a body: what is asked of everybody, the figures, and for its treasurer what is to be done."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from members.actions.dues_charging import charge_dues
from members.dues_rules import COLLECTS, demand_treasurer, keeps_dues
from members.enums import ReminderStatus, StatementStatus
from members.queries.dues import arrears_of, runs_visible_to
from members.queries.dues_due import charging
from members.queries.dues_figures import Figures, figures_of
from members.queries.dues_pot import own_pot, pot_of
from members.queries.dues_schemes import coming_scheme, scheme_on
from members.queries.dues_sentences import scheme_sentences
from members.queries.reminders import reminders_visible_to
from members.queries.statements import statements_visible_to
from members.web.dues_forms import ArrearsForm, ReminderForm
from organisations.models import Body
from organisations.queries.bodies import body_for
from organisations.queries.decisions import shows_figures
from organiser.base import clock
from organiser.base.errors import NotFound
from organiser.base.figures import LinePlot, line_plot
from organiser.base.pages import UNPROCESSABLE, page
from organiser.base.words import plural

PAGE = 50
RUNS = 6


def collecting(request: HttpRequest, public_id: str) -> Body:
    """A body that can ask for dues.

    Raises:
        NotFound: for a stranger, and for a body without members of its own.
    """
    body = body_for(request.user, public_id)
    if body.type not in COLLECTS:
        raise NotFound("Committees, councils and alliances ask for no dues.", code="no_dues")
    return body


def treasury(request: HttpRequest, public_id: str) -> Body:
    """A body whose dues the person keeps.

    Raises:
        NotFound: for a stranger. NotPermitted: for everybody else, its secretary too.
    """
    body = collecting(request, public_id)
    demand_treasurer(request.user, body)
    return body


def plot_of(figures: Figures) -> LinePlot:
    """What was received by month, in whole units of the currency; months that may not be told are left out."""
    points = [
        (f"{month.first:%b %Y}", max(month.received, 0) // 100)
        for month in figures.months
        if month.received is not None
    ]
    return line_plot(points)


@login_required
@require_safe
def dues(request: HttpRequest, body: str) -> HttpResponse:
    """What is asked, in plain sentences; the figures; and for the treasurer what is due."""
    found = collecting(request, body)
    keeps = keeps_dues(request.user, found)
    inside = keeps or shows_figures(request.user, found)
    scheme, coming = scheme_on(found, clock.today()), coming_scheme(found)
    figures = figures_of(request.user, found) if inside else None
    context = {
        "scheme": scheme,
        "sentences": scheme_sentences(scheme) if scheme else [],
        "coming": coming,
        "coming_sentences": scheme_sentences(coming) if coming else [],
        "keeps": keeps,
        "figures": figures,
        "plot": plot_of(figures) if figures else None,
        "set_url": f"{reverse('motion_new', args=[found.public_id])}?effect=set_dues",
    }
    if keeps:
        context |= treasurers_view(request, found)
    return page(request, "members/dues.html", context, body=found)


def treasurers_view(request: HttpRequest, body: Body) -> dict[str, object]:
    """What the treasurer finds to do, and what is in the pot; of an organisation that of all branches together."""
    runs = runs_visible_to(request.user).filter(body=body).order_by("-period_from")[:RUNS]
    now = charging(body, clock.today())
    return {
        "arrears": arrears_of(body).count(),
        "pot": pot_of(body),
        "own_pot": own_pot(body),
        "runs": list(runs),
        "to_charge": now[1] if now and not any(run.period_from == now[1].first for run in runs) else None,
        "staged": list(statements_visible_to(request.user).filter(body=body, status=StatementStatus.STAGED)[:RUNS]),
        "held": list(reminders_visible_to(request.user).filter(body=body, status=ReminderStatus.HELD)[:RUNS]),
    }


@login_required
@require_POST
def dues_charge(request: HttpRequest, body: str) -> HttpResponse:
    """Charge the period under way."""
    run = charge_dues(request.user, body=collecting(request, body))
    messages.success(request, f"{plural(run.charged, 'member is', 'members are')} charged from {run.period_from}.")
    return redirect("dues", run.body.public_id)


@login_required
@require_safe
def dues_arrears(request: HttpRequest, body: str) -> HttpResponse:
    """Who owes dues, the longest first."""
    found = treasury(request, body)
    form = ArrearsForm({"months": request.GET.get("months", "")})
    months = (form.cleaned_data["months"] or 0) if form.is_valid() else 0
    scheme = scheme_on(found, clock.today())
    context = {
        "form": form,
        "months": months,
        "page": Paginator(arrears_of(found, months), PAGE).get_page(request.GET.get("page")),
        "currency": scheme.currency if scheme else "",
        "reminder_form": ReminderForm(),
        "earlier": reminders_visible_to(request.user).filter(body=found).order_by("-made_at")[:RUNS],
    }
    status = UNPROCESSABLE if form.errors else 200
    return page(request, "members/dues_arrears.html", context, body=found, status=status)
