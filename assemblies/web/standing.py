"""Standing on pages: one's own, that of a member beside the record, and that of a whole register before a vote."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from assemblies.queries.assemblies import upcoming
from assemblies.queries.standing import register_standing, standings_of, told_of
from members.enums import BELONGING, Standing
from members.models import Membership, Person
from members.queries.own import own_memberships
from members.rules import demand_register
from organisations.queries.bodies import body_for
from organisations.web.panels import OWN, PERSON, register_panel
from organiser.base import clock
from organiser.base.forms import DayField, Form
from organiser.base.kept import asked_once
from organiser.base.pages import UNPROCESSABLE, page, tried

PAGE = 50


class DayForm(Form):
    """The day on which a vote is held."""

    on = DayField(label="On the day", required=False)


def own_standing(_request: HttpRequest, person: Person) -> tuple[str, dict[str, Any]] | None:
    """Whether one has a vote, in each body, with the reason."""
    belongs = [one for one in own_memberships(person) if one.state in BELONGING]
    told = [row for membership in belongs for row in standings_of(membership)]
    return ("assemblies/panels/standing.html", {"standings": told}) if told else None


def standing_of_member(_request: HttpRequest, membership: Membership) -> tuple[str, dict[str, Any]] | None:
    """The same beside the record of a member; the page has asked who may read it."""
    if membership.state not in BELONGING:
        return None
    return "assemblies/panels/standing.html", {"standings": standings_of(membership)}


@require_safe
@login_required
@asked_once()
def standing(request: HttpRequest, body: str) -> HttpResponse:
    """Who of a register has no vote and why, on the day of a vote."""
    shown = body_for(request.user, body)
    demand_register(request.user, shown)
    form = DayForm({"on": request.GET.get("on", "")[:20]})
    day = form.cleaned_data["on"] if form.is_valid() else None
    asked = tried(form, lambda: register_standing(request.user, shown, day)) if not form.errors else None
    if asked is None:
        asked = register_standing(request.user, shown)
    counts = asked.counted()
    pages = Paginator(asked.without_a_vote(), PAGE)
    pages.count = sum(counts.values()) - counts[Standing.FULL_MEMBER]  # counted already, and dear for a large register
    rows = pages.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "on": asked.measure.on,
        "today": asked.measure.on == clock.today(),
        "voting": counts[Standing.FULL_MEMBER],
        "counts": [(told.label, number) for told, number in counts.items() if number],
        "page": rows,
        "told": [(row, told_of(row, shown, asked.measure)) for row in rows],
        "ahead": upcoming(request.user).filter(body=shown).first(),
    }
    return page(request, "assemblies/standing.html", context, body=shown, status=UNPROCESSABLE if form.errors else 200)


def register_standing_panels() -> None:
    """Hand the panels to the pages below, when the addresses of the site are put together."""
    register_panel(5, own_standing, place=OWN)
    register_panel(10, standing_of_member, place=PERSON)
