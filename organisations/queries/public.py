"""What everybody may read of an organisation that decided to be seen (mission E15): no name of a person anywhere."""

from django.db.models import QuerySet

from organisations.enums import NAMES_A_PERSON, BodyType, DecisionStatus
from organisations.models import Body, Decision, Organisation
from organiser.base.errors import NotFound

# Effects whose motions name people in their words.
NAMING = ("split_branch", "fill_role", "recall")


def public_organisation(public_id: str) -> Organisation:
    """The organisation of that public id, where its page is open.

    Raises:
        NotFound: where there is none, or none that decided to have a page: nobody can tell which.
    """
    shown = Organisation.objects.filter(public_id=public_id, public_page=True, dissolved_on="")
    organisation = shown.filter(type=BodyType.ORGANISATION).first()
    if organisation is None:
        raise NotFound("There is no page of that address for everybody. Members sign in.", code="no_page")
    return organisation


def public_decisions(organisation: Organisation) -> QuerySet[Decision]:
    """The titles of what its assembly decided and that holds; nothing where it did not decide to show them."""
    if not organisation.public_decisions:
        return Decision.objects.none()
    return (
        Decision.objects.filter(body=organisation.pk, status=DecisionStatus.IN_FORCE)
        .exclude(kind__in=NAMES_A_PERSON)
        .exclude(effect__in=NAMING)
        .order_by("-decided_at", "-number")
    )


def public_branches(organisation: Organisation) -> QuerySet[Body]:
    """The branches that exist, by name."""
    return Body.objects.filter(organisation=organisation, type=BodyType.BRANCH, dissolved_on="").order_by("name", "pk")
