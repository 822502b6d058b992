"""What a program may ask about the person it speaks for."""

from django.db.models import Q, QuerySet

from members.models import AccessLogEntry, ApiToken, ImportBatch, ImportRow, MailingRecipient, Membership, Person
from members.queries.accounts import tokens_of
from members.queries.imports import in_sight
from members.queries.mailings import letters_to
from members.queries.own import own_memberships, readings_of
from organiser.base import clock
from organiser.base.errors import NotFound


def own_memberships_within_reach(viewer: Person) -> QuerySet[Membership]:
    """One's own memberships; through a token, the one by which the token's body is reached (design.md section 8)."""
    memberships = own_memberships(viewer)
    if viewer.bound_body_id is None:
        return memberships
    return memberships.filter(Q(organisation=viewer.bound_body_id) | Q(branch=viewer.bound_body_id))


def token_for(viewer: Person, public_id: str) -> ApiToken:
    """One's own token of that public id.

    Raises:
        NotFound: for anybody else's.
    """
    token = tokens_of(viewer).filter(public_id=public_id).first()
    if token is None:
        raise NotFound("There is no such token.", code="no_token")
    return token


def readings_within_reach(viewer: Person) -> QuerySet[AccessLogEntry]:
    """Who read one's full record; through a token, in the organisation whose body the token reaches."""
    readings = readings_of(viewer)
    if viewer.bound_body_id is None:
        return readings
    return readings.filter(organisation__bodies=viewer.bound_body_id)


def rows_of(viewer: Person, batch: ImportBatch) -> QuerySet[ImportRow]:
    """The rows of a file in its order, without those of people who have gone out of the viewer's sight since."""
    return ImportRow.objects.filter(batch=batch).filter(in_sight(viewer)).order_by("number")


def token_with_digest(digest: str) -> ApiToken | None:
    """The token whose secret has this digest, unless it was revoked, has ended, or its person's account is closed."""
    tokens = ApiToken.objects.filter(digest=digest, revoked_at__isnull=True, person__is_active=True)
    return tokens.filter(expires_at__gt=clock.now()).select_related("person").first()


def letters_within_reach(viewer: Person) -> QuerySet[MailingRecipient]:
    """The letters somebody got; through a token, those of the body it reaches."""
    letters = letters_to(viewer)
    return letters if viewer.bound_body_id is None else letters.filter(mailing__body=viewer.bound_body_id)
