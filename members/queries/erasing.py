"""What an erasure must know of a person before the name is gone."""

from collections.abc import Iterable
from typing import Any

from members.models import Membership, Person
from organiser.base.erased_words import erased_name, take_out


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
    return take_out(rows.filter(organisation__in=organisation_ids(person)), fields, person.name, erased_name(person))
