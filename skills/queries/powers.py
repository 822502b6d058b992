"""Who holds which power on which day."""

from datetime import date

from django.db.models import Q, QuerySet

from members.queries.belonging import memberships_of
from organisations.models import Body
from organiser.base.actor import Actor
from skills.models import Term


def in_office(on: date) -> QuerySet[Term]:
    """The terms that run on a day: the last day of a term still belongs to it, the day it was cut short does not."""
    return Term.objects.filter(starts_on__lte=on, ends_on__gte=on).filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=on) | Q(end_reason="")  # a term that ran out was not cut short
    )


def bodies_with(actor: Actor, power: str | None, on: date) -> QuerySet[Body]:
    """The bodies in which a person holds a power on a day, or any role; the answer that the ground floor asks for.

    A power needs a belonging: who has left the organisation holds nothing in it any more.
    """
    terms = in_office(on).filter(person_id=actor.pk)
    if power is not None:
        terms = terms.filter(role__power_rows__power=power)
    bodies = Body.objects.filter(pk__in=terms.values("role__body"))
    bodies = bodies.filter(organisation__memberships__in=memberships_of(actor))
    return bodies.filter(pk=actor.bound_body_id) if actor.bound_body_id is not None else bodies
