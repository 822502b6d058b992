"""The page on which people apply to an organisation: who finds it, and what it asks."""

from secrets import compare_digest

from django.db.models import QuerySet

from members.enums import JoiningAccess
from members.models import JoiningPage
from members.queries.own import organisation_to_join
from organisations.enums import BodyType, Power
from organisations.models import Organisation
from organiser.base import authority
from organiser.base.actor import Actor
from organiser.base.errors import NotFound

NO_PAGE = "This link leads to no organisation. Ask whoever gave it to you."


def joining_page_of(organisation: Organisation) -> JoiningPage:
    """What the page of an organisation asks; where nobody has set anything, what a new one begins with."""
    found = JoiningPage.objects.filter(organisation=organisation).first()
    if found is None:
        return JoiningPage(organisation=organisation)
    found.organisation = organisation
    return found


def page_to_join(viewer: Actor, public_id: str, word: str = "") -> JoiningPage:
    """The page that an address leads to, for whoever may find it.

    Without an account only what is public or whose secret word one has is there; all else is as if it were not.

    Raises:
        NotFound: for everybody else.
    """
    organisation = organisation_to_join(public_id)
    found = joining_page_of(organisation)
    with_word = (
        bool(word) and compare_digest(word.encode(), found.word.encode()) and found.access != JoiningAccess.CLOSED
    )
    known = viewer.is_authenticated and found.access in {JoiningAccess.INTERNAL, JoiningAccess.CLOSED}
    if not (found.access == JoiningAccess.PUBLIC or with_word or known):
        raise NotFound(NO_PAGE, code="no_body")
    return found


def organisations_to_set(viewer: Actor) -> QuerySet[Organisation]:
    """The organisations whose page the viewer may set: those whose whole register she or he keeps."""
    kept = authority.bodies_with(viewer, Power.KEEP_REGISTER).values("pk")
    return Organisation.objects.filter(pk__in=kept, type=BodyType.ORGANISATION).select_related("joining_page")
