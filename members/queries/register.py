"""The register as those who keep it may read it."""

import re
from collections.abc import Collection

from django.db.models import Count, Q, QuerySet, Window
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from members.enums import BELONGING, MembershipState
from members.models import Membership, Person
from members.models.people import digits
from members.queries.erasing import not_locked
from members.queries.merges import known_by_number
from members.rules import keeps_register
from organisations.enums import Power
from organisations.models import Body, Organisation
from organiser.base import authority
from organiser.base.actor import Actor
from organiser.base.errors import NotFound
from organiser.base.text import without_accents

FEWEST_DIGITS = 3
# So many digits at the end are the same whether a number is written with the prefix of a country or without.
SUBSCRIBER = 8
DIALLED = re.compile(r"[+0-9 ()/.\-]+")
APOSTROPHES = str.maketrans(
    dict.fromkeys("\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{ACUTE ACCENT}`", "'")
)


def memberships_visible_to(viewer: Actor) -> QuerySet[Membership]:
    """The viewer's own memberships, and those in registers that the viewer keeps.

    The secretary of a branch sees her branch and not the next; the secretary of an organisation sees all of it.
    """
    if not viewer.is_authenticated:
        return Membership.objects.none()
    kept = authority.bodies_with(viewer, Power.KEEP_REGISTER)
    seen = Q(branch__in=kept.values("pk")) | Q(organisation__in=kept.values("pk"))
    if viewer.bound_body_id is None:
        seen |= Q(person_id=viewer.pk)
    return in_lists(Membership.objects.filter(seen)).select_related("person", "branch", "organisation")


def in_lists(memberships: QuerySet[Membership], states: Collection[str] = ()) -> QuerySet[Membership]:
    """Without the records that were merged into another, and those locked for erasure: they stand in no list.

    Args:
        states: only those in one of them. Nobody who belongs is merged or locked, so that nothing more is asked of them
            and 100,000 are counted by an index alone.
    """
    if states:
        memberships = memberships.filter(state__in=sorted(states))
        if set(states).issubset(BELONGING):
            return memberships
    return memberships.filter(not_locked()).exclude(state=MembershipState.MERGED)


def register_of(viewer: Actor, body: Body, states: Collection[str] = ()) -> QuerySet[Membership]:
    """The memberships in the register of one body that the viewer may see, in the order of names.

    Whoever keeps the register sees all of it, and the database need not ask again for each of 100,000 rows.

    Args:
        states: only those in one of them; without any, all.
    """
    whole = isinstance(body, Organisation) or body.pk == body.organisation_id
    if keeps_register(viewer, body):
        memberships = in_lists(Membership.objects.select_related("person", "branch", "organisation"), states)
    else:
        memberships = memberships_visible_to(viewer)
        memberships = memberships.filter(state__in=sorted(states)) if states else memberships
    column = "organisation_id" if whole else "branch_id"
    return memberships.filter(**{column: body.pk}).order_by("sort_name", "pk")


class ByKeys:
    """A long list that is counted and cut by its keys alone; only the rows of one page are read whole.

    A page far down a register of 100,000 costs as much as the first, since what is skipped is not joined to people. A
    search goes through the names once: what it finds is counted on the way to its first keys. Without one the keys of
    a page are read at once, and the count is left to an index that holds nothing else.
    """

    ordered = True

    def __init__(self, memberships: QuerySet[Membership], page: int, *, searched: bool = False) -> None:
        """Wrap memberships in the order in which they are shown, `page` of them at a time."""
        self.keys = memberships.values_list("pk", flat=True)
        self.page = page
        self.searched = searched

    @cached_property
    def _first(self) -> tuple[list[int], int | None]:
        if not self.searched:
            return list(self.keys[: self.page + 1]), None
        rows = list(self.keys.annotate(found=Window(Count("*"))).values_list("pk", "found")[: self.page + 1])
        return [key for key, _found in rows], rows[0][1] if rows else 0

    @property
    def first(self) -> list[int]:
        """The keys of the first page, and of one more where there is one."""
        return self._first[0]

    def count(self) -> int:
        """How many there are."""
        if len(self.first) <= self.page:
            return len(self.first)
        found = self._first[1]
        return self.keys.count() if found is None else found

    def __getitem__(self, part: slice) -> list[Membership]:
        """The memberships of a part, with person and branch."""
        begins = part.start == 0 and part.stop <= self.page
        return with_keys(self.first[part] if begins else list(self.keys[part]))


def with_keys(keys: list[int]) -> list[Membership]:
    """The memberships of these keys in this order; for keys that came from a list the viewer may see."""
    rows = Membership.objects.select_related("person", "branch").in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


def searched(memberships: QuerySet[Membership], text: str) -> QuerySet[Membership]:
    """Those whose names hold each word of the text, in any part; a word with a digit may begin the number.

    Three digits and more may also stand anywhere in the phone number, however either is written. All of it stands in
    one index, so that no people are fetched row by row. The number of a record that was merged leads to the one that
    was kept.
    """
    text = without_accents(text).casefold().translate(APOSTROPHES)
    if DIALLED.fullmatch(text) and len(digits(text)) >= FEWEST_DIGITS and " " in text.strip():
        return memberships.filter(_by_phone(text))
    found = memberships
    for word in text.split():
        meant = Q(sort_name__contains=word)
        if "'" in word:
            meant |= Q(sort_name__contains=word.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}"))
        if any(letter.isdigit() for letter in word):
            meant |= Q(number__startswith=word.upper()) | Q(pk__in=known_by_number(word.upper()))
        if len(digits(word)) >= FEWEST_DIGITS and not any(letter.isalpha() for letter in word):
            meant |= _by_phone(word)
        found = found.filter(meant)
    return found


def _by_phone(text: str) -> Q:
    """A phone number that holds these digits, with or without the zeros at its front or the prefix of a country."""
    dialled = digits(text).lstrip("0") or digits(text)
    meant = Q(phone_digits__contains=dialled)
    return meant | Q(phone_digits__endswith=dialled[-SUBSCRIBER:]) if len(dialled) > SUBSCRIBER else meant


def with_contact(memberships: QuerySet[Membership], text: str) -> QuerySet[Membership]:
    """Those whose e-mail or street address is exactly this, however it is spaced or capitalised."""
    text = " ".join(text.split())
    if "@" in text:
        with_email = Person.objects.annotate(lower=Lower("email")).filter(lower=text.lower())
        return memberships.filter(person__in=with_email.order_by().values("pk"))
    return memberships.filter(person__address__iexact=text)


def in_state(memberships: QuerySet[Membership], state: str) -> QuerySet[Membership]:
    """Those in one state; `members` means everybody who belongs now."""
    if state == "members":
        return memberships.filter(state__in=BELONGING)
    return memberships.filter(state=state) if state in MembershipState.values else memberships


def membership_for(viewer: Actor, public_id: str) -> Membership:
    """The membership of that public id.

    Raises:
        NotFound: where there is none that the viewer may know of.
    """
    membership = memberships_visible_to(viewer).filter(public_id=public_id).first()
    if membership is None:
        raise NotFound("There is no such member here.", code="no_member")
    return membership


def people_visible_to(viewer: Actor) -> QuerySet[Person]:
    """The people behind the memberships that the viewer may see."""
    return Person.objects.filter(memberships__in=memberships_visible_to(viewer)).distinct()
