"""Roles: who holds what until when, who held it before, and laying one down."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from organisations.enums import Power
from organisations.models import Body
from organisations.queries.bodies import body_for
from organisations.queries.decisions import shows_figures
from organisations.web.panels import ROLES, panels_for
from organiser.base import clock
from organiser.base.errors import NotFound
from organiser.base.figures import term_line
from organiser.base.forms import DayField, Form
from organiser.base.pages import UNPROCESSABLE, page
from skills.actions.roles import resign_from_role
from skills.queries.offices import roles_with_past, terms_on
from skills.queries.roles import roles_visible_to, terms_visible_to
from skills.queries.tenure import officialdom_of
from skills.web.panels import for_all


class OnDayForm(Form):
    """Who held a role on a day."""

    role = forms.ChoiceField(label="Role", required=False)
    on = DayField(label="Day")

    def __init__(self, roles: list[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", "All roles"), *((role.public_id, role.name) for role in roles)]


@require_safe
@login_required
def roles(request: HttpRequest, body: str) -> HttpResponse:
    """The roles of a body; names are for its members (invariant 7)."""
    shown = body_for(request.user, body)
    if not shows_figures(request.user, shown):
        plain = list(roles_visible_to(request.user).filter(body=shown).order_by("name"))
        return page(request, "skills/roles.html", {"plain": plain}, body=shown)
    found = list(roles_with_past(shown))
    form = OnDayForm(found, request.GET if "on" in request.GET else None, initial={"on": clock.today()})
    context = {
        "roles": [shown_role(role, request.user.pk) for role in found],
        "form": form,
        "held": held_on(shown, form),
        "for_all": for_all(found),
        "hands": officialdom_of(shown),
        "panels": panels_for(request, shown, ROLES),
        "empty_seats": sum(max(role.seats - len(role.current_terms), 0) for role in found),
    }
    return page(request, "skills/roles.html", context, body=shown, status=UNPROCESSABLE if form.errors else 200)


def shown_role(role: Any, viewer: int) -> dict[str, Any]:
    """A role with its powers in words, its terms drawn, and its past."""
    today = clock.today()
    return {
        "role": role,
        "powers": [Power(row.power).label.lower() for row in role.power_rows.all()],
        "terms": [
            {"term": term, "figure": term_line(term.starts_on, term.ends_on, today), "mine": term.person_id == viewer}
            for term in role.current_terms
        ],
        "past": role.past_terms,
    }


def held_on(body: Body, form: OnDayForm) -> list[Any] | None:
    """The answer to "who held it on that day"; None where nothing was asked."""
    if not form.is_bound or not form.is_valid():
        return None
    return list(terms_on(body, form.cleaned_data["on"], form.cleaned_data["role"]))


@require_POST
@login_required
def role_lay_down(request: HttpRequest, term: str) -> HttpResponse:
    """Lay down one's own role, after a page that asks whether it is meant."""
    found = terms_visible_to(request.user).filter(public_id=term).select_related("role__body__organisation").first()
    if found is None:
        raise NotFound("There is no such term here.", code="no_term")
    if "sure" not in request.POST and found.person_id == request.user.pk:
        return page(request, "skills/lay_down.html", {"term": found}, body=found.role.body)
    done = resign_from_role(request.user, term=found)
    messages.success(request, f"You have laid down the role {done.role.name}. Its powers ended just now.")
    return redirect("roles", found.role.body.public_id)
