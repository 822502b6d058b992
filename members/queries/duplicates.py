"""People who stand in a register twice: found by blocks, and shown to those who keep both records."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Exists, OuterRef, Q, QuerySet

from members.enums import ImportStatus, MembershipState, PairState
from members.models import DuplicatePair, DuplicateSearch, ImportBatch, Membership
from members.reading.alike import Card, alike, card, keys_of
from organisations.enums import Power
from organisations.models import Body
from organiser.base import authority
from organiser.base.actor import Actor
from organiser.base.errors import NotFound

CHUNK = 5000
# A block in which more people stand together says nothing about any two of them, and would be compared for ever.
MOST_IN_BLOCK = 40
# A name that so many bear says something by itself: the same person written down two or three times.
FEW_OF_A_NAME = 3
LEFT_OUT = (MembershipState.EXCLUDED, MembershipState.MERGED)
BOTH = ("first__person", "first__branch", "second__person", "second__branch", "organisation")


@dataclass(frozen=True)
class Found:
    """What a look through a register came to.

    Args:
        pairs: keys of memberships, the lower first, with likeness and reasons.
        people: how many records were looked at.
        crowded: how many blocks were left out because too many stand in them.
    """

    pairs: dict[tuple[int, int], tuple[int, list[str]]]
    people: int
    crowded: int


def cards_in(register: Body) -> Iterator[Card]:
    """Everybody in a register whose record could be one of two."""
    column = "organisation" if register.pk == register.organisation_id else "branch"
    rows = Membership.objects.filter(**{column: register.pk}, person__is_active=True).exclude(state__in=LEFT_OUT)
    contact = ("person__email", "person__phone", "person__address", "person__postcode", "person__town")
    columns = rows.order_by("pk").values_list("pk", "sort_name", "number", *contact)
    for key, sort_name, number, *contact in columns.iterator(chunk_size=CHUNK):
        yield card(key, sort_name, number, tuple(contact))


def find_pairs(cards: Iterator[Card]) -> Found:
    """Every two that look like one person.

    Each record stands in at most four blocks, and no block is larger than `MOST_IN_BLOCK`: so the work grows with the
    number of people and not with its square.
    """
    blocks: dict[tuple[str, str], list[Card]] = defaultdict(list)
    names: Counter[tuple[str, ...]] = Counter()
    people = 0
    for one in cards:
        people += 1
        names[one.words] += 1
        for key in keys_of(one):
            blocks[key].append(one)
    pairs: dict[tuple[int, int], tuple[int, list[str]]] = {}
    looked: set[tuple[int, int]] = set()
    crowded = 0
    for block in blocks.values():
        if len(block) > MOST_IN_BLOCK:
            crowded += 1
            continue
        for one, other in combinations(block, 2):
            keys = (min(one.key, other.key), max(one.key, other.key))
            if keys in looked:
                continue
            looked.add(keys)
            said = alike(one, other, rare=names[one.words] <= FEW_OF_A_NAME)
            if said is not None:
                pairs[keys] = said
    return Found(pairs, people, crowded)


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
