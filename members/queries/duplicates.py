"""People who stand in a register twice: found by blocks, and shown to those who keep both records."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet

from members.enums import ImportStatus, MembershipState, PairState
from members.models import DuplicatePair, DuplicateSearch, ImportBatch, Membership
from members.reading.alike import Card, card
from organisations.enums import Power
from organisations.models import Body
from organiser.base import authority
from organiser.base.actor import Actor
from organiser.base.errors import NotFound

CHUNK = 5000
LEFT_OUT = (MembershipState.EXCLUDED, MembershipState.MERGED)
BOTH = ("first__person", "first__branch", "second__person", "second__branch", "organisation")


def cards_in(register: Body) -> Iterator[Card]:
    """Everybody in a register whose record could be one of two."""
    column = "organisation" if register.pk == register.organisation_id else "branch"
    rows = Membership.objects.filter(**{column: register.pk}, person__is_active=True).exclude(state__in=LEFT_OUT)
    contact = ("person__email", "person__phone", "person__address", "person__postcode", "person__town")
    columns = rows.order_by("pk").values_list("pk", "sort_name", "number", *contact)
    for key, sort_name, number, *contact in columns.iterator(chunk_size=CHUNK):
        yield card(key, sort_name, number, tuple(contact))


def kept_pairs(viewer: Actor) -> QuerySet[DuplicatePair]:
    """Pairs of which the viewer keeps the registers of both records."""
    kept = authority.bodies_with(viewer, Power.KEEP_REGISTER).values("pk")
    both = Q(first__branch__in=kept, second__branch__in=kept)
    return DuplicatePair.objects.filter(Q(organisation__in=kept) | both).select_related(*BOTH)


def pairs_visible_to(viewer: Actor) -> QuerySet[DuplicatePair]:
    """The same; nobody sees a pair of which she or he keeps one half alone, or none."""
    return kept_pairs(viewer) if viewer.is_authenticated else DuplicatePair.objects.none()


def pairs_to_look_at(viewer: Actor, body: Body) -> QuerySet[DuplicatePair]:
    """What is proposed in one register, the likeliest first."""
    seen = pairs_visible_to(viewer).filter(state=PairState.PROPOSED, organisation=body.organisation_key)
    if body.pk != body.organisation_id:
        seen = seen.filter(first__branch=body.pk, second__branch=body.pk)
    return seen.order_by("-likeness", "pk")


def pair_for(viewer: Actor, public_id: str) -> DuplicatePair:
    """The pair of that public id.

    Raises:
        NotFound: where there is none of which the viewer keeps both.
    """
    pair = pairs_visible_to(viewer).filter(public_id=public_id).first()
    if pair is None:
        raise NotFound("There are no such two records here.", code="no_pair")
    return pair


def search_of(body: Body) -> DuplicateSearch | None:
    """When a register was last looked through, and what came of it."""
    return DuplicateSearch.objects.filter(body=body.pk).first()


def registers_to_look_through() -> list[Body]:
    """Bodies into whose register a file was imported since it was last looked through; for the clock."""
    looked = DuplicateSearch.objects.filter(body=OuterRef("body"), looked_at__gte=OuterRef("finished_at"))
    fresh = ImportBatch.objects.filter(status=ImportStatus.IMPORTED).filter(~Exists(looked))
    return list(Body.objects.filter(pk__in=fresh.values("body"), dissolved_on="").order_by("pk"))
