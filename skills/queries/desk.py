"""What those who hold a role see of roles and terms in the technical records."""

from datetime import timedelta

from django.db.models import QuerySet

from members.queries.quiet import QUIET_DAYS, quiet_people
from organiser.base import authority, clock
from organiser.base.actor import Actor
from skills.models import Role, Term
from skills.queries.powers import in_office


def roles(viewer: Actor) -> QuerySet[Role]:
    """Roles of bodies in which the viewer holds one."""
    return Role.objects.filter(body__in=authority.bodies_with(viewer, None)).select_related("body", "founded_by")


def terms(viewer: Actor) -> QuerySet[Term]:
    """Terms in bodies in which the viewer holds a role."""
    return Term.objects.filter(role__body__in=authority.bodies_with(viewer, None)).select_related(
        "role__body", "person", "decision"
    )


def lost_terms() -> QuerySet[Term]:
    """Running terms whose holders have not been seen for two weeks: those that the operator could end."""
    today = clock.today()
    begun = in_office(today).filter(starts_on__lte=today - timedelta(days=QUIET_DAYS))
    return begun.filter(person__in=quiet_people()).select_related("role__body", "person", "decision")
