"""Who has not been seen for a time: asked before the operator does something in a member's stead."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from members.models import ApiToken, Membership, Person
from members.queries.belonging import members_of
from organisations.models import Body
from organiser.base import clock
from organiser.base.errors import Invalid
from organiser.base.models import LedgerEntry

QUIET_DAYS = 14


def quiet_people() -> QuerySet[Person]:
    """The people who neither signed in nor did anything here for two weeks, nor let a program do it."""
    since = clock.now() - timedelta(days=QUIET_DAYS)
    did = LedgerEntry.objects.filter(actor=OuterRef("public_id"), at__gte=since)
    spoke = ApiToken.objects.filter(person=OuterRef("pk"), last_used_on__gte=since.date())
    unseen = Person.objects.filter(Q(last_login__isnull=True) | Q(last_login__lt=since))
    return unseen.filter(~Exists(did), ~Exists(spoke))


def is_quiet(person: Person) -> bool:
    """Whether nothing was seen of a person for two weeks."""
    return quiet_people().filter(pk=person.pk).exists()


def member_numbered(body: Body, number: str) -> Membership:
    """The member of a body with exactly this number; there is no list to look through.

    Raises:
        Invalid: where there is none.
    """
    found = members_of(body).filter(number=number.strip()).select_related("person", "organisation", "branch").first()
    if found is None:
        raise Invalid(f"No member of {body.name} has this number.", code="no_member", field="number")
    return found
