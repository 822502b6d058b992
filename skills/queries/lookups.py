"""Roles and terms one by one and in lists, with the membership of each holder."""

from datetime import date

from django.db.models import Prefetch, QuerySet

from members.queries.naming import member_id
from organiser.base import authority, clock
from organiser.base.actor import Actor
from organiser.base.errors import NotFound
from skills.models import Role, Term
from skills.queries.powers import in_office
from skills.queries.roles import roles_visible_to, terms_visible_to


def with_holders(roles: QuerySet[Role], viewer: Actor, on: date | None = None) -> QuerySet[Role]:
    """The same roles with those who hold them on a day in `holders`; only in bodies the viewer is a member of."""
    terms = in_office(on or clock.today()).filter(role__body__in=authority.bodies_of(viewer))
    terms = terms.select_related("person").annotate(member=member_id("person")).order_by("ends_on", "pk")
    return roles.select_related("founded_by").prefetch_related(
        Prefetch("terms", queryset=terms, to_attr="holders"), "power_rows"
    )


def role_for(viewer: Actor, public_id: str) -> Role:
    """The role of that public id, with those who hold it today.

    Raises:
        NotFound: where there is none that the viewer may know of.
    """
    role = with_holders(roles_visible_to(viewer), viewer).filter(public_id=public_id).first()
    if role is None:
        raise NotFound("There is no such role here.", code="no_role")
    return role


def named_terms(viewer: Actor) -> QuerySet[Term]:
    """The terms the viewer may read, with the membership of each holder in `member`."""
    return terms_visible_to(viewer).annotate(member=member_id("person"))


def term_for(viewer: Actor, public_id: str) -> Term:
    """The term of that public id.

    Raises:
        NotFound: where there is none that the viewer may read.
    """
    term = named_terms(viewer).filter(public_id=public_id).first()
    if term is None:
        raise NotFound("There is no such term here.", code="no_term")
    return term
