"""What everybody may read of an organisation that decided to be seen (mission E15).

No name of a person anywhere, and so no decision either: its title is free text and may hold a name.
"""

from django.db.models import QuerySet

from organisations.enums import BodyType
from organisations.models import Body, Organisation
from organiser.base.errors import NotFound


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


def public_branches(organisation: Organisation) -> QuerySet[Body]:
    """The branches that exist, by name."""
    return Body.objects.filter(organisation=organisation, type=BodyType.BRANCH, dissolved_on="").order_by("name", "pk")
