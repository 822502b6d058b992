"""What a register holds already of the people in some rows of a file."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.db.models.functions import Lower

from members.models import Membership, Person
from members.models.people import fold
from members.queries.numbers import spent_among
from organisations.models import Body


@dataclass(frozen=True)
class Known:
    """What a register holds of some people, and which of their numbers were given out elsewhere.

    `emails` and `keys` give the key of the membership with an address and with a number, `names` the folded name of
    each number, `alike` name and number of somebody by folded name. A row may be told of people inside the register
    that its importer keeps; beyond it only that a number is taken (invariant 7).
    """

    emails: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)
    keys: dict[str, int] = field(default_factory=dict)
    alike: dict[str, tuple[str, str]] = field(default_factory=dict)


def known_among(
    register: Body, *, numbers: Iterable[str] = (), emails: Iterable[str] = (), names: Iterable[str] = ()
) -> Known:
    """What the register of a body holds of these numbers, addresses and names.

    It asks for a thousand rows at a time, so that neither the file nor the register has to fit into memory.
    """
    known = Known()
    _by_number(register, {number for number in numbers if number}, known)
    _by_email(register, {email.casefold() for email in emails if email}, known)
    _by_name(register, {key for name in names for key in keys_of_name(name)}, known)
    return known


def keys_of_name(name: str) -> list[str]:
    """The folded names under which somebody of this name may stand: as it is, turned round, without middle names."""
    words = fold(name).split()
    ways = [words, words[1:] + words[:1], words[-1:] + words[:-1], words[:2]]
    return list(dict.fromkeys(" ".join(way) for way in ways)) if len(words) > 1 else words


def _inside(register: Body) -> QuerySet[Membership]:
    """The memberships of a register: of a whole organisation, or of one branch."""
    whole = register.pk == register.organisation_id
    return Membership.objects.filter(**{"organisation" if whole else "branch": register.pk})


def _by_number(register: Body, numbers: set[str], known: Known) -> None:
    if not numbers:
        return
    given = Membership.objects.filter(organisation=register.organisation_key, number__in=numbers)
    whole = register.pk == register.organisation_id
    for key, number, branch, sort_name in given.values_list("pk", "number", "branch_id", "sort_name"):
        known.numbers.add(number)
        if whole or branch == register.pk:
            known.names[number], known.keys[number] = sort_name, key
    known.numbers.update(spent_among(register.organisation_key, numbers))


def _by_email(register: Body, emails: set[str], known: Known) -> None:
    if not emails:
        return
    people = dict(
        Person.objects.annotate(lower=Lower("email")).filter(lower__in=emails).values_list("pk", "email").order_by()
    )
    for key, person in _inside(register).filter(person__in=people).values_list("pk", "person"):
        known.emails[str(people[person]).casefold()] = key


def _by_name(register: Body, names: set[str], known: Known) -> None:
    if not names:
        return
    found = _inside(register).filter(sort_name__in=names).values_list("sort_name", "person__name", "number")
    for sort_name, name, number in found.order_by("-pk"):
        known.alike[sort_name] = (name, number)
