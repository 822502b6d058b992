"""What this floor adds to the page of a body: who does what now."""

from typing import Any

from django.http import HttpRequest

from organisations.enums import Power
from organisations.models import Body, Decision
from organisations.queries.decisions import shows_figures
from organisations.web.panels import DECISION, register_panel
from skills.models import Role
from skills.queries.powers import fallen
from skills.queries.roles import roles_of, roles_visible_to, terms_visible_to


def holders(request: HttpRequest, body: Body) -> tuple[str, dict[str, Any]] | None:
    """The roles of a body with their holders; members of other branches read the roles without the names."""
    figures = shows_figures(request.user, body)
    roles = list(roles_of(body))
    context = {"roles": roles, "names": figures, "body": body, "for_all": for_all(roles) if figures else []}
    return "skills/panels/holders.html", context


def for_all(roles: list[Role]) -> list[str]:
    """In words, what every full member may do because none of these roles with `current_terms` is held for it."""
    held = {row.power for role in roles if role.current_terms for row in role.power_rows.all()}
    return sorted(Power(power).label.lower() for power in fallen(held))


def register_panels() -> None:
    """Hand the panel to the page of a body, when the addresses of the site are put together."""
    register_panel(20, holders)
    register_panel(30, resting, place=DECISION)


def resting(request: HttpRequest, decision: Decision) -> tuple[str, dict[str, Any]] | None:
    """Roles and terms that rest on a decision: who holds what, and since which decision (mission B14)."""
    roles = list(roles_visible_to(request.user).filter(founded_by=decision).order_by("name"))
    terms = list(terms_visible_to(request.user).filter(decision=decision).order_by("starts_on", "pk"))
    if not roles and not terms:
        return None
    return "skills/panels/resting.html", {"roles": roles, "terms": terms}
