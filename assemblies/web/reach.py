"""Active, members, constituency: how few carry it, and whom it could be (mission D8)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from assemblies.queries.reach import Reach, reach_of
from members.actions.estimates import estimate_constituency
from members.queries.headcounts import COUNTED
from members.rules import demand_register, keeps_register
from organisations.models import Body
from organisations.queries.bodies import body_for
from organisations.queries.decisions import shows_figures
from organisations.web.panels import MARGIN, register_panel
from organiser.base import clock
from organiser.base.cells import HIDDEN
from organiser.base.figures import Bars, Row, bars
from organiser.base.forms import DayField, Form
from organiser.base.once import once
from organiser.base.pages import UNPROCESSABLE, page, tried


class EstimateForm(Form):
    """How many the body could organise."""

    number = forms.IntegerField(label="How many people", min_value=1)
    source = forms.CharField(
        label="Where the number comes from",
        max_length=300,
        help_text="A count at the doors, the number of flats, the company’s own report.",
    )
    as_of = DayField(label="Of which day it is")


def drawn(reach: Reach) -> Bars:
    """The numbers on one scale; what is not told or unknown is not drawn."""
    named = (("Active", reach.active), ("Members", reach.members), ("Could be organised", reach.constituency))
    return bars([Row(name, "", (number,), strong=name == "Active") for name, number in named if number is not None])


def share(part: int | None, whole: int | None) -> str:
    """“17 of 112”; where one of the two is not there, nothing is said of the other."""
    return f"{part} of {whole}" if part is not None and whole is not None else ""


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@once
def reach(request: HttpRequest, body: str) -> HttpResponse:
    """The three numbers; for those who keep the register, the form for the third."""
    found = body_for(request.user, body)
    if request.method == "POST":
        demand_register(request.user, found)
    counted = reach_of(request.user, found)
    keeps = keeps_register(request.user, found) and not found.dissolved_on
    form = EstimateForm(request.POST if request.method == "POST" else None, initial={"as_of": clock.today()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried(form, lambda: estimate_constituency(request.user, body=found, **given)) is not None:
            messages.success(request, "The estimate stands, with its source and its day.")
            return redirect("reach", found.public_id)
    context = {
        "reach": counted,
        "active_share": share(counted.active, counted.members),
        "member_share": share(counted.members, counted.constituency),
        "drawn": drawn(counted),
        "hidden": HIDDEN,
        "keeps": keeps,
        "form": form,
    }
    return page(request, "assemblies/reach.html", context, body=found, status=UNPROCESSABLE if form.errors else 200)


def reach_door(request: HttpRequest, body: Body) -> tuple[str, dict[str, Any]] | None:
    """The way to the page, for members of the body."""
    if body.type not in COUNTED or body.dissolved_on or not shows_figures(request.user, body):
        return None
    return "assemblies/panels/reach.html", {}


def register_reach() -> None:
    """Hand it to the page of a body."""
    register_panel(52, reach_door, place=MARGIN)
