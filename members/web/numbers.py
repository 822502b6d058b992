"""How many we are, month by month; what is too small to be told is not on the page (mission D11)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from members.queries.headcounts import COUNTED, months_of, shown
from organisations.models import Body
from organisations.queries.bodies import body_for
from organisations.queries.decisions import shows_figures
from organiser.base.cells import HIDDEN
from organiser.base.errors import NotFound, NotPermitted
from organiser.base.figures import LinePlot, line_plot
from organiser.base.pages import page

MONTHS = 24
COLUMNS = (
    ("total", "Members"),
    ("full", "Full members"),
    ("trial", "On trial"),
    ("supporters", "Supporters"),
    ("on_leave", "On leave"),
    ("joined", "Joined"),
    ("left", "Left"),
)


@dataclass(frozen=True)
class Line:
    """One month as it may be told."""

    month: date
    cells: list[int | None]


def counted_body(request: HttpRequest, public_id: str) -> Body:
    """A body with members of its own, for one of them.

    Raises:
        NotFound: for a stranger, and for a body without members of its own. NotPermitted: for members of others.
    """
    body = body_for(request.user, public_id)
    if body.type not in COUNTED:
        raise NotFound("Committees, councils and alliances have no members of their own.", code="no_members")
    if not shows_figures(request.user, body):
        raise NotPermitted(f"The figures of {body.name} are for its members.", code="not_constituency")
    return body


def plot_of(lines: list[Line]) -> LinePlot:
    """The members by month; months that may not be told are left out."""
    points = [(f"{line.month:%b %Y}", line.cells[0]) for line in reversed(lines)]
    return line_plot([(name, number) for name, number in points if number is not None])


@require_safe
@login_required
def numbers(request: HttpRequest, body: str) -> HttpResponse:
    """The figure and the table."""
    found = counted_body(request, body)
    lines = []
    for row in months_of(request.user, found, MONTHS):
        told = shown(row)
        lines.append(Line(row.month, [told[name] for name, _label in COLUMNS]))
    context: dict[str, Any] = {
        "lines": lines,
        "columns": [label for _name, label in COLUMNS],
        "plot": plot_of(lines),
        "hidden": HIDDEN,
    }
    return page(request, "members/numbers.html", context, body=found)
