"""Roles, their holders and their history."""

from datetime import date

from django.db.models import Prefetch, QuerySet

from members.models import Person
from organisations.models import Body
from organisations.queries.bodies import bodies_visible_to
from organiser.base import authority, clock
from organiser.base.actor import Actor
from skills.models import Role, Term
from skills.queries.powers import in_office


def roles_visible_to(viewer: Actor) -> QuerySet[Role]:
    """The roles of all bodies the viewer may know of; who holds them is for members of the body."""
    return Role.objects.filter(body__in=bodies_visible_to(viewer)).select_related("body")


def roles_of(body: Body, on: date | None = None) -> QuerySet[Role]:
    """The roles of a body with those who hold them on a day, in `current_terms`."""
    terms = in_office(on or clock.today()).select_related("person").order_by("ends_on")
    return Role.objects.filter(body=body).prefetch_related(
        Prefetch("terms", queryset=terms, to_attr="current_terms"), "power_rows"
    )


def holders_on(role: Role, day: date) -> QuerySet[Person]:
    """Who held a role on a day, in one query (mission B14)."""
    return Person.objects.filter(terms__in=in_office(day).filter(role=role))


def terms_visible_to(viewer: Actor) -> QuerySet[Term]:
    """The terms, past and present, in the bodies the viewer is a member of: names stay inside the body."""
    return Term.objects.filter(role__body__in=authority.bodies_of(viewer)).select_related(
        "role__body", "person", "decision"
    )


def running_terms_of(person: Person, body: Body | None = None) -> QuerySet[Term]:
    """The terms a person is in now, those that end first standing first."""
    terms = in_office(clock.today()).filter(person=person).select_related("role__body", "decision")
    if body is not None:
        terms = terms.filter(role__organisation_id=body.organisation_key)
    return terms.order_by("ends_on")
