"""Bodies that a person may know of."""

from django.db.models import Q, QuerySet

from organisations.enums import BodyType
from organisations.models import Body, Branch, Committee, Council, Organisation
from organiser.base import authority
from organiser.base.actor import Actor
from organiser.base.errors import NotFound


def bodies_visible_to(viewer: Actor) -> QuerySet[Body]:
    """All bodies of the organisations the viewer belongs to; through a token, its one body."""
    if not viewer.is_authenticated:
        return Body.objects.none()
    bodies = Body.objects.filter(organisation_id__in=authority.organisations_of(viewer))
    if viewer.bound_body_id is not None:
        bodies = bodies.filter(pk=viewer.bound_body_id)
    return bodies.select_related("organisation")


def in_sight(viewer: Actor) -> Q:
    """That the `body` of a row is one of those: asked of the body that is read beside the row, not of all bodies."""
    if not viewer.is_authenticated:
        return Q(pk__in=[])
    seen = Q(body__organisation__in=authority.organisations_of(viewer))
    return seen if viewer.bound_body_id is None else seen & Q(body=viewer.bound_body_id)


def organisations_visible_to(viewer: Actor) -> QuerySet[Organisation]:
    """The organisations the viewer belongs to."""
    if not viewer.is_authenticated:
        return Organisation.objects.none()
    organisations = Organisation.objects.filter(pk__in=authority.organisations_of(viewer))
    if viewer.bound_body_id is not None:
        organisations = organisations.filter(bodies=viewer.bound_body_id)
    return organisations.order_by("name")


def branches_of(organisation: Organisation) -> QuerySet[Branch]:
    """The branches of an organisation that have not been dissolved."""
    return Branch.objects.filter(organisation=organisation, dissolved_on="").order_by("name")


def councils_of(organisation: Organisation) -> QuerySet[Council]:
    """The councils of an organisation that have not been dissolved."""
    return Council.objects.filter(organisation=organisation, dissolved_on="").order_by("name")


def committees_of(body: Body) -> QuerySet[Committee]:
    """The committees that the assembly of a body founded and that have not been dissolved."""
    return Committee.objects.filter(parent=body, dissolved_on="").order_by("name")


def body_for(viewer: Actor, public_id: str) -> Body:
    """The body of that public id.

    Raises:
        NotFound: where there is none, or none that the viewer may know of.
    """
    body = bodies_visible_to(viewer).filter(public_id=public_id).first()
    if body is None:
        raise NotFound("There is no such body here, or you do not belong to it.", code="no_body")
    return body


def governing(body: Body) -> list[int]:
    """Keys of the bodies whose rules a body can live under, the nearest first.

    Itself; for a committee the bodies it comes from; the organisation.
    """
    keys = [body.pk]
    while body.type == BodyType.COMMITTEE:
        body = body.as_committee.parent
        keys.append(body.pk)
    return [*keys, body.organisation_key]
