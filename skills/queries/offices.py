"""Offices on a page: which powers somebody holds in one body, and who holds or held its roles."""

from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet

from members.queries.belonging import memberships_of
from organisations.models import Body
from organiser.base import clock
from organiser.base.actor import Actor
from skills.models import Role, RolePower, Term
from skills.queries.powers import in_office


def powers_in(viewer: Actor, body: Body) -> frozenset[str]:
    """The powers somebody holds in one body today, in one query; pages show buttons by them, actions ask again."""
    held = RolePower.objects.filter(
        role__body=body,
        role__terms__in=in_office(clock.today()).filter(person_id=viewer.pk),
        role__organisation__memberships__in=memberships_of(viewer),
    )
    return frozenset(held.values_list("power", flat=True))


def in_any_office(viewer: Actor, body: Body) -> bool:
    """Whether somebody holds any role of this body today."""
    return in_office(clock.today()).filter(person_id=viewer.pk, role__body=body).exists()


def roles_with_past(body: Body) -> QuerySet[Role]:
    """The roles of a body with those who hold them in `current_terms` and those who held them in `past_terms`."""
    running = in_office(clock.today())
    past = Term.objects.exclude(pk__in=running.values("pk")).filter(starts_on__lte=clock.today())
    return Role.objects.filter(body=body).prefetch_related(
        Prefetch("terms", queryset=running.select_related("person").order_by("ends_on"), to_attr="current_terms"),
        Prefetch("terms", queryset=past.select_related("person").order_by("-starts_on", "-pk"), to_attr="past_terms"),
        "power_rows",
    )


def terms_on(body: Body, day: date, role: str = "") -> QuerySet[Term]:
    """Who held which role of a body on a day, in one query (mission B14).

    Args:
        role: the public id of one role; empty means all of them.
    """
    terms = in_office(day).filter(role__body=body).select_related("role", "person").order_by("role__name", "starts_on")
    return terms.filter(role__public_id=role) if role else terms


def terms_ending_within(body: Body, days: int) -> QuerySet[Term]:
    """The terms of a body that run now and end within so many days, the first to end first."""
    last = clock.today() + timedelta(days=days)
    return (
        in_office(clock.today())
        .filter(role__body=body, ends_on__lte=last)
        .select_related("role", "person")
        .order_by("ends_on", "pk")
    )
