"""What this floor adds to the page of a body: who does what now."""

from typing import Any

from django.http import HttpRequest

from organisations.models import Body
from organisations.queries.decisions import shows_figures
from organisations.web.panels import register_panel
from skills.queries.roles import roles_of


def holders(request: HttpRequest, body: Body) -> tuple[str, dict[str, Any]] | None:
    """The roles of a body with their holders; members of other branches read the roles without the names."""
    figures = shows_figures(request.user, body)
    return "skills/panels/holders.html", {"roles": list(roles_of(body)), "names": figures, "body": body}


def register_panels() -> None:
    """Hand the panel to the page of a body, when the addresses of the site are put together."""
    register_panel(20, holders)
