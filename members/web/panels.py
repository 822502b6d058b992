"""What this floor adds to the page of a body: how many members there are, and the way into the register."""

from typing import Any

from django.http import HttpRequest

from members.dues_rules import COLLECTS, keeps_dues
from members.enums import BELONGING, JoiningAccess
from members.models import Person
from members.queries.belonging import members_of
from members.queries.describing import asked_in, own_answers
from members.queries.dues_schemes import plan_of, scheme_on
from members.queries.joining_pages import joining_page_of
from members.queries.merges import merges_into
from members.queries.own import own_memberships
from members.queries.packing import sudden_joins_in
from members.queries.seats import seats_of
from members.queries.transfers import running_of
from members.rules import keeps_register
from members.web.joining_page import address_of
from organisations.enums import BodyType, OrganisationKind
from organisations.models import Body
from organisations.queries.councils import scheme_sentences
from organisations.queries.decisions import shows_figures
from organisations.queries.lookups import programmes_visible_to
from organisations.web.panels import MARGIN, OWN, register_figures, register_panel
from organiser.base import clock


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
    return "members/panels/register.html", {
        "keeps": keeps,
        "join_url": url,
        "numbers": shows_figures(request.user, body),
    }


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


def own_branch(_request: HttpRequest, person: Person) -> tuple[str, dict[str, Any]] | None:
    """On one's own page: to which branch one belongs, the way to another, and what was merged into one's record."""
    mine = [one for one in own_memberships(person) if one.state in BELONGING]
    if not mine:
        return None
    rows = [(one, running_of(one), merges_into(one)) for one in mine]
    return "members/panels/own_branch.html", {"rows": rows}


def dues_door(request: HttpRequest, body: Body) -> tuple[str, dict[str, Any]] | None:
    """What is asked of members, for those who belong to the body; and the books for its treasurer."""
    keeps = keeps_dues(request.user, body)
    if body.type not in COLLECTS or not (keeps or shows_figures(request.user, body)):
        return None
    scheme = scheme_on(body, clock.today())
    return ("members/panels/dues.html", {"scheme": scheme, "keeps": keeps}) if scheme or keeps else None


def own_dues(_request: HttpRequest, person: Any) -> tuple[str, dict[str, Any]] | None:
    """How far one's own dues are settled, and the way to the account."""
    membership = own_memberships(person).first()
    if membership is None or (membership.settled_until is None and not plan_of(membership)):
        return None
    return "members/panels/own_dues.html", {"membership": membership}


def own_description(_request: HttpRequest, person: Any) -> tuple[str, dict[str, Any]] | None:
    """The way to what one may say of oneself, where anything is asked or was said."""
    membership = own_memberships(person).first()
    if membership is None or not (asked_in(membership.organisation_id) or own_answers(membership)):
        return None
    return "members/panels/own_description.html", {"organisation": membership.organisation}


def add() -> None:
    """Hand them to the floor below."""
    register_panel(10, own_branch, place=OWN)
    register_panel(5, sudden_joins)
    register_panel(15, council_seats)
    register_panel(40, programme_door, place=MARGIN)
    register_figures(10, members_counted)
    register_panel(50, register_door, place=MARGIN)
    register_panel(55, dues_door, place=MARGIN)
    register_panel(20, own_dues, place=OWN)
    register_panel(30, own_description, place=OWN)
