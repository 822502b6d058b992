"""What this floor adds to the page of a body: the next assembly, and how many came."""

from typing import Any

from django.http import HttpRequest

from assemblies.queries.assemblies import upcoming
from assemblies.queries.quorum import attendance_over_time, quorum_of
from assemblies.web.decision_panels import carried, reviews, tasks
from organisations.models import Body
from organisations.queries.decisions import shows_figures
from organisations.web.panels import DECISION, MARGIN, REGISTER, register_panel
from organiser.base.figures import line_plot
from organiser.base.words import MONTHS

Panel = tuple[str, dict[str, Any]] | None


def next_assembly(request: HttpRequest, body: Body) -> Panel:
    """The next assembly of the body, for its own members."""
    if not shows_figures(request.user, body):
        return None
    return "assemblies/panels/next.html", {"next": upcoming(request.user).filter(body=body).first(), "body": body}


def participation(request: HttpRequest, body: Body) -> Panel:
    """How many of us came to the last assemblies, drawn and as a table; for the body's own members."""
    if not shows_figures(request.user, body):
        return None
    held = attendance_over_time(body)
    points = [(f"{a.starts_at.day} {MONTHS[a.starts_at.month - 1]} {a.starts_at.year}", came) for a, came in held]
    needed = [quorum_of(a).needed for a, _came in held]
    title = f"{points[-1][1]} came to the last assembly" if points else ""
    figure = line_plot(points, needed[-1] if needed else None, needed)
    line = " The line marks the quorum of the last one." if figure.quorum is not None else ""
    caption = f"Members with a vote at each assembly.{line}"
    return "assemblies/panels/participation.html", {"figure": figure, "title": title, "caption": caption}


def register_panels() -> None:
    """Hand the panels to the page of a body, when the addresses of the site are put together."""
    register_panel(10, next_assembly, place=MARGIN)
    register_panel(30, participation)
    register_panel(10, tasks, place=DECISION)
    register_panel(20, reviews, place=DECISION)
    register_panel(10, carried, place=REGISTER)
