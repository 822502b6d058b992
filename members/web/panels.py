"""What this floor adds to the page of a body: how many members there are, and the way into the register."""

from typing import Any

from django.http import HttpRequest

from members.enums import JoiningAccess
from members.queries.belonging import members_of
from members.queries.joining_pages import joining_page_of
from members.queries.packing import sudden_joins_in
from members.queries.seats import seats_of
from members.rules import keeps_register
from members.web.joining_page import address_of
from organisations.enums import BodyType, OrganisationKind
from organisations.models import Body
from organisations.queries.councils import scheme_sentences
from organisations.queries.decisions import shows_figures
from organisations.queries.lookups import programmes_visible_to
from organisations.web.panels import MARGIN, register_figures, register_panel


def members_counted(request: HttpRequest, body: Body) -> list[tuple[object, str]]:
    """How many belong to a body, said to its own members alone (invariant 7)."""
    if body.type in {BodyType.COMMITTEE, BodyType.COUNCIL} or not shows_figures(request.user, body):
        return []
    count = members_of(body).count()
    return [(count, "member" if count == 1 else "members")]


def register_door(request: HttpRequest, body: Body) -> tuple[str, dict[str, Any]] | None:
    """The register for those who keep it, and for every member the link by which others join."""
    keeps = keeps_register(request.user, body)
    if (
        body.type in {BodyType.COMMITTEE, BodyType.COUNCIL}
        or body.dissolved_on
        or not (keeps or shows_figures(request.user, body))
    ):
        return None
    asked = joining_page_of(body.organisation)
    url = "" if asked.access == JoiningAccess.CLOSED else address_of(request, asked)
    return "members/panels/register.html", {"keeps": keeps, "join_url": url}


def council_seats(request: HttpRequest, body: Body) -> tuple[str, dict[str, Any]] | None:
    """How many delegates and votes each body has in a council, reckoned from the register (mission A7)."""
    if body.type != BodyType.COUNCIL:
        return None
    table = seats_of(request.user, body)
    return "members/panels/seats.html", {"table": table, "sentences": scheme_sentences(table.scheme)}


def programme_door(request: HttpRequest, body: Body) -> tuple[str, dict[str, Any]] | None:
    """The programme of a political organisation, for everybody who belongs to it (mission A4)."""
    if body.organisation_id is None or body.organisation.kind != OrganisationKind.POLITICAL:
        return None
    version = programmes_visible_to(request.user).filter(organisation=body.organisation_id).order_by("-number").first()
    return None if version is None else ("members/panels/programme.html", {"version": version})


def sudden_joins(request: HttpRequest, body: Body) -> tuple[str, dict[str, Any]] | None:
    """That many votes are new, where they are, for the body's own members (mission B7)."""
    if body.dissolved_on or body.type == BodyType.COUNCIL:
        return None
    sentences = sudden_joins_in(request.user, body)
    return ("members/panels/sudden_joins.html", {"sentences": sentences}) if sentences else None


def add() -> None:
    """Hand them to the floor below."""
    register_panel(5, sudden_joins)
    register_panel(15, council_seats)
    register_panel(40, programme_door, place=MARGIN)
    register_figures(10, members_counted)
    register_panel(50, register_door, place=MARGIN)
