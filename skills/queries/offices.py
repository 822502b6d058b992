"""Offices on a page: which powers somebody holds in one body, and who holds or held its roles."""

from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet

from members.queries.belonging import bodies_voting_in
from organisations.models import Body
from organiser.base import clock
from organiser.base.actor import Actor
from skills.enums import TermKind
from skills.models import Role, Term
from skills.queries.powers import fallen, in_office, powers_held


def powers_in(viewer: Actor, body: Body) -> frozenset[str]:
    """The powers somebody has in one body today, for the buttons of a page; actions ask again.

    A full member also has those that nobody holds and without which the body could not meet.
    """
    held = powers_held(body, clock.today())
    if viewer.bound_body_id not in {None, body.pk}:
        return frozenset()
    own = {power for power, holder in held if power is not None and holder == viewer.pk}
    for_all = fallen(power for power, _holder in held)
    if for_all and bodies_voting_in(viewer).filter(pk=body.pk, dissolved_on="").exists():
        own |= for_all
    return frozenset(own)


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


def interim_terms_of(body: Body) -> QuerySet[Term]:
    """The terms of founders that run in a body today."""
    terms = in_office(clock.today()).filter(role__body=body, kind=TermKind.INTERIM)
    return terms.select_related("role", "person").order_by("pk")


def terms_to_follow(body: Body, days: int) -> QuerySet[Term]:
    """The terms of a body that need an election soon, the first to end first.

    Those that end within so many days, and every interim term: it was never meant to run to its last day.
    """
    last = clock.today() + timedelta(days=days)
    return (
        in_office(clock.today())
        .filter(Q(ends_on__lte=last) | Q(kind=TermKind.INTERIM), role__body=body)
        .select_related("role", "person")
        .order_by("ends_on", "pk")
    )


def roles_without_holder(body: Body) -> QuerySet[Role]:
    """The roles of a body that nobody holds today, by name."""
    held = in_office(clock.today()).filter(role__body=body)
    return Role.objects.filter(body=body).exclude(pk__in=held.values("role")).order_by("name")
