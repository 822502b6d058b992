"""What the operator of the site did in a body: a line on its page for ninety days, and a page that keeps all of it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from organisations.models import Body
from organisations.queries.bodies import body_for
from organisations.queries.interventions import interventions_in, lately_in
from organisations.web.panels import register_panel
from organiser.base.pages import page

PAGE = 50


@login_required
@require_safe
def interventions(request: HttpRequest, body: str) -> HttpResponse:
    """Every intervention in one body, for its members."""
    found = body_for(request.user, body)
    listed = interventions_in(request.user, found)
    context = {"page": Paginator(listed, PAGE).get_page(request.GET.get("page"))}
    return page(request, "organisations/interventions.html", context, body=found)


def lately(request: HttpRequest, body: Body) -> tuple[str, dict[str, Any]] | None:
    """The lines on the page of the body, for its members, as long as they are shown."""
    shown = list(lately_in(request.user, body))
    return ("organisations/panels/interventions.html", {"interventions": shown}) if shown else None


def add() -> None:
    """Put the lines on the page of every body, before what higher floors add."""
    register_panel(5, lately)
