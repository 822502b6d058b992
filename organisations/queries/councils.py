"""Councils: how they are made up now, and which bodies send delegates."""

from fractions import Fraction
from typing import Any

from django.db.models import Q, QuerySet

from organisations.models import Body, Council, CouncilBody, RepresentationScheme
from organisations.queries.bodies import bodies_visible_to
from organisations.representation import Scheme
from organiser.base import clock
from organiser.base.actor import Actor
from organiser.base.errors import NotFound

NUMBERS = ("per", "step", "fixed", "minimum", "maximum", "total", "carry_unsent", "carry_other_bodies_max")


def councils_visible_to(viewer: Actor) -> QuerySet[Council]:
    """The councils of the organisations the viewer belongs to; through a token, its one body."""
    return Council.objects.filter(pk__in=bodies_visible_to(viewer)).select_related("organisation", "founding_decision")


def council_for(viewer: Actor, public_id: str) -> Council:
    """The council of that public id.

    Raises:
        NotFound: where there is none, or none that the viewer may know of.
    """
    council = councils_visible_to(viewer).filter(public_id=public_id).first()
    if council is None:
        raise NotFound("There is no such council here, or you do not belong to it.", code="no_body")
    return council


def scheme_of(council_id: int) -> RepresentationScheme:
    """The scheme that holds now; a council is founded with one."""
    return RepresentationScheme.objects.filter(council=council_id).select_related("decision").latest("version")


def bodies_of_council(council_id: int) -> QuerySet[CouncilBody]:
    """The bodies that send delegates now, by name; the last day of a body is the first on which it sends none."""
    running = Q(until_on__isnull=True) | Q(until_on__gt=clock.today())
    rows = CouncilBody.objects.filter(running, council=council_id)
    return rows.select_related("body").order_by("body__name", "pk")


def pure_scheme(scheme: RepresentationScheme) -> Scheme:
    """The same scheme for the reckoning, which knows no database."""
    share = None
    if scheme.share_numerator is not None and scheme.share_denominator is not None:
        share = Fraction(scheme.share_numerator, scheme.share_denominator)
    return Scheme(
        method=scheme.method,  # type: ignore[arg-type]  # a check constraint keeps it to the known ones
        bands=tuple((first, number) for first, number in scheme.bands),
        max_share=share,
        votes=scheme.seats_vs_votes,  # type: ignore[arg-type]  # its choices are these
        **{name: getattr(scheme, name) for name in NUMBERS},
    )


def scheme_sentences(scheme: RepresentationScheme) -> list[str]:
    """How a council is made up, as people read it."""
    said = [_method_sentence(scheme)]
    if scheme.minimum and scheme.method in {"per_member", "banded"}:
        said.append(f"A body with members has at least {scheme.minimum}.")
    if scheme.method in HOW:
        drawn = (
            "stands in the order that was drawn by lot" if scheme.tie_order else "is decided by lot and written here"
        )
        said.append(f"Which of equal bodies has a last seat {drawn}.")
    if scheme.maximum is not None:
        said.append(f"A body sends at most {scheme.maximum}.")
    if scheme.share_denominator is not None:
        said.append(f"No body has more than {scheme.share_numerator} of {scheme.share_denominator} of all votes.")
    said.append(f"{scheme.get_seats_vs_votes_display()}.")
    if scheme.carry_unsent:
        said.append("Those who are sent carry the votes of those who are not.")
    if scheme.carry_other_bodies_max:
        bodies = "one other body" if scheme.carry_other_bodies_max == 1 else f"{scheme.carry_other_bodies_max} others"
        said.append(f"A delegation can carry the votes of {bodies}.")
    day = f"on {scheme.basis_date:%-d %B %Y}" if scheme.basis_date else "today"
    return [*said, f"Full members {day} are counted; workplace and community alike."]


HOW = {
    "largest_remainder": "whole parts first, then the largest remainders",
    "sainte_lague": "by Sainte-Laguë: divided by 1, 3, 5 and so on",
}


def _method_sentence(scheme: RepresentationScheme) -> str:
    if scheme.method == "one_per_body":
        return "Each body with members has one."
    if scheme.method == "equal_fixed":
        return f"Each body with members has {scheme.fixed}."
    if scheme.method in HOW:
        return f"{scheme.total} seats in proportion to the members, {HOW[scheme.method]}."
    if scheme.method == "per_member":
        each = "member" if scheme.per == 1 else f"{scheme.per} members or part of them"
        return f"A body has one for each {each}."
    if scheme.method == "square_root":
        per = f"one for each {scheme.per} members" if scheme.per > 1 else "its members"
        total = f" and the council not {scheme.total}" if scheme.total else ""
        return f"Seats follow the square root of the members, as many as can be until one body would pass {per}{total}."
    lines = ", ".join(f"{number} from {first} members" for first, number in scheme.bands)
    return f"By a table: {lines}{f', then one more for each {scheme.step}' if scheme.step else ''}."


def branches_by_id(organisation_id: int, ids: list[Any]) -> list[Body]:
    """The branches of an organisation that exist and bear these public ids."""
    branches = Body.objects.filter(organisation_id=organisation_id, type="branch", dissolved_on="")
    return list(branches.filter(public_id__in=[str(one) for one in ids]).order_by("pk"))
