"""Who is locked or erased, and what an erasure must know of a person before the name is gone."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from members.enums import BELONGING, ErasureState
from members.models import Erasure, Membership, Person
from organisations.enums import Power
from organiser.base import authority, clock
from organiser.base.actor import Actor
from organiser.base.erased_words import erased_name, take_out
from organiser.base.errors import NotFound


def not_locked() -> Q:
    """The memberships that registers, searches and files show: not those that are locked for erasure, or erased.

    Nobody who belongs is either, so that a register of 100,000 asks only about those who left.
    """
    hidden = Erasure.objects.exclude(state=ErasureState.WITHDRAWN).values("membership")
    return Q(state__in=BELONGING) | ~Q(pk__in=hidden)


def erasures_visible_to(viewer: Actor) -> QuerySet[Erasure]:
    """The records that are locked in the registers the viewer keeps; whose they are, they alone still see."""
    kept = authority.bodies_with(viewer, Power.KEEP_REGISTER)
    seen = Q(membership__branch__in=kept.values("pk")) | Q(organisation__in=kept.values("pk"))
    found = Erasure.objects.filter(seen, state=ErasureState.ASKED)
    return found.select_related("membership__person", "membership__branch", "membership__organisation", "organisation")


def erasure_for(viewer: Actor, public_id: str) -> Erasure:
    """The locked record of that public id.

    Raises:
        NotFound: for everybody who does not keep its register.
    """
    found = erasures_visible_to(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such erasure here.", code="no_erasure")
    return found


def lock_ends(membership: Membership) -> date | None:
    """The last day of the lock of a record that waits to be erased; None for every other one."""
    return (
        Erasure.objects.filter(membership=membership, state=ErasureState.ASKED)
        .values_list("locked_until", flat=True)
        .first()
    )


def due_to_erase() -> QuerySet[Erasure]:
    """The erasures whose days are over."""
    return Erasure.objects.filter(state=ErasureState.ASKED, locked_until__lt=clock.today()).select_related(
        "organisation", "membership__person", "membership__branch", "membership__organisation"
    )


def organisation_ids(person: Person) -> list[int]:
    """The keys of the organisations in whose records this person may stand."""
    return list(Membership.objects.filter(person=person).values_list("organisation_id", flat=True))


def is_only_bearer(person: Person) -> bool:
    """Whether a name on record can only be hers or his: nobody else in the same organisation bears it."""
    others = Membership.objects.filter(organisation__in=organisation_ids(person), sort_name=person.sort_name)
    return not others.exclude(person=person).exists()


def take_name_out(person: Person, rows: Any, fields: Iterable[str]) -> int:
    """Replace the full name of a person in fields of rows that stand under her or his organisation.

    Where somebody else bears the same name nobody can say who is meant, so the words stay.
    """
    if not is_only_bearer(person):
        return 0
    ours, keep = rows.filter(organisation__in=organisation_ids(person)), longer_names(person)
    return take_out(ours, fields, person.name, erased_name(person), keep)


def longer_names(person: Person) -> list[str]:
    """Names of others in the same organisations that contain this one: Ana López García stays where Ana López goes."""
    others = Membership.objects.filter(organisation__in=organisation_ids(person)).exclude(person=person)
    names = others.filter(person__name__icontains=person.name).values_list("person__name", flat=True)
    return [name for name in names.distinct() if name.casefold() != person.name.casefold()]
