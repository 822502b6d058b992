"""What higher floors add to the page of a body, to its register of decisions and to the page of one decision.

This floor knows bodies, rules and decisions. Who holds what, when the next assembly is and how many members there are
is known higher up. So a higher floor hands in functions when it starts, from its `AppConfig.ready` or from a module
that its `web/urls.py` imports:

    from organisations.web.panels import register_panel

    def holders(request, body):
        if not shows_figures(request.user, body):
            return None
        return "skills/panels/holders.html", {"roles": roles_of(body)}

    register_panel(20, holders)

Each function decides by itself what this viewer may see and gives None to add nothing. The template is one
`<section class="section">` with its own h2; it sees the page's own context (`body`, `request`, `csrf_token`) and the
values given with it, and nothing of the other panels.

Orders in use: main column 10 aims, 20 who holds what, 30 who came, 80 branches and committees; margin 10 the next
assembly, 60 what members can do. Aims and rules always stand first, decisions in force last in the margin.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString

from organisations.models import Body

MAIN, MARGIN, REGISTER, DECISION = "main", "margin", "register", "decision"
RULES = "rules"  # the page of the rules of a body
ROLES = "roles"  # the page of the roles of a body, for its members
OWN = "own"  # the page of one's own membership
PERSON = "person"  # the record of a member, for those who keep the register

# What it is given is a body, and for the place DECISION a decision.
PanelMaker = Callable[[HttpRequest, Any], tuple[str, dict[str, Any]] | None]
FigureMaker = Callable[[HttpRequest, Body], Iterable[tuple[object, str]]]

_panels: dict[str, tuple[int, str, PanelMaker]] = {}
_figures: dict[str, tuple[int, FigureMaker]] = {}


@dataclass(frozen=True)
class Panel:
    """A part of the page of a body; a template includes it as it would a template."""

    name: str
    values: dict[str, Any] = field(default_factory=dict)

    def render(self, context: Context) -> SafeString:
        """Render with the context of the page and the panel's own values on top."""
        with context.push(**self.values):
            return get_template(self.name).template.render(context)  # type: ignore[attr-defined]  # Django's engine


def _name(make: Callable[..., Any]) -> str:
    return f"{make.__module__}.{make.__qualname__}"


def register_panel(order: int, make: PanelMaker, *, place: str = MAIN) -> None:
    """Add a panel to the page of every body; registering the same function again replaces it.

    Args:
        order: its place among the panels, low numbers first.
        make: gives template and context for a request and a body, or None to add nothing.
        place: `MAIN` for the wide column of a body's page, `MARGIN` for the narrow one, `RULES` for the page of its
            rules, `ROLES` for that of its roles, `REGISTER` for that of its register of decisions, `DECISION` for the
            page of one decision, `OWN` for that of one's own membership, which is given the person, `PERSON` for the
            record of a member, which is given the membership.
    """
    _panels[_name(make)] = (order, place, make)


def register_figures(order: int, make: FigureMaker) -> None:
    """Add large numbers to the head of the page of every body, as pairs of number and words.

    Numbers of people are for members of the body only (invariant 7): ask `shows_figures` first.
    """
    _figures[_name(make)] = (order, make)


def panels_for(request: HttpRequest, shown: Any, place: str) -> list[Panel]:
    """The panels that apply to this request, and to this body or decision, in one place, in their order."""
    found = []
    for _order, where, make in sorted(_panels.values(), key=lambda entry: entry[0]):
        made = make(request, shown) if where == place else None
        if made is not None:
            found.append(Panel(*made))
    return found


def figures_for(request: HttpRequest, body: Body) -> list[tuple[object, str]]:
    """The large numbers for the head of the page, in their order."""
    makers = sorted(_figures.values(), key=lambda entry: entry[0])
    return [pair for _order, make in makers for pair in make(request, body)]
