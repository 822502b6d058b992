"""What a register holds already of the people in some rows of a file."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Lower

from members.models import ImportRow, Membership, Person
from members.models.people import fold
from organisations.models import Body

AS_TWO = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
AS_ONE = re.compile("ae|oe|ue|aa")


@dataclass(frozen=True)
class Known:
    """What a register holds of some people.

    `emails` gives for an address the memberships with it and their names, `bearers` name and number of one of them;
    `keys` gives the key of the membership with a number, `names` its folded name, `alike` name and number of somebody
    by folded name. All of them are inside the register that the importer keeps: of others nothing is told, not even
    that a number is taken (invariant 7).
    """

    emails: dict[str, dict[int, str]] = field(default_factory=dict)
    bearers: dict[str, tuple[str, str]] = field(default_factory=dict)
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
    """The folded names under which somebody of this name may stand.

    As it is, turned round, without middle names; and each with the letters that some keyboards do not have written as
    two or as one: `Jürgen` stands as `Juergen` or as `Jurgen`.
    """
    plain = fold(name)
    spelled = (plain, fold(name.casefold().translate(AS_TWO)), AS_ONE.sub(lambda two: two[0][0], plain))
    keys: list[str] = []
    for words in (one.split() for one in dict.fromkeys(spelled)):
        ways = [words, words[1:] + words[:1], words[-1:] + words[:-1], words[:2]] if len(words) > 1 else [words]
        keys += [" ".join(way) for way in ways]
    return list(dict.fromkeys(keys))


def _inside(register: Body) -> QuerySet[Membership]:
    """The memberships of a register: of a whole organisation, or of one branch."""
    whole = register.pk == register.organisation_id
    return Membership.objects.filter(**{"organisation" if whole else "branch": register.pk})


def any_known(register: Body, rows: QuerySet[ImportRow]) -> bool:
    """Whether a register holds a number or an address of these rows, whose people are written and stand nowhere yet.

    One question for a whole file, so that `known_among` is asked for a thousand rows at a time only to say whose.
    """
    addresses = rows.filter(person__email__isnull=False).values(lower=Lower("person__email"))
    inside = _inside(register).annotate(lower=Lower("person__email")).order_by()
    return inside.filter(Q(number__in=_numbers(rows)) | Q(lower__in=addresses)).exists()


def _numbers(rows: QuerySet[ImportRow]) -> QuerySet[Any, Any]:
    told = rows.annotate(told=KeyTextTransform("number", "values")).order_by()
    return told.filter(told__isnull=False).values("told")


def _by_number(register: Body, numbers: set[str], known: Known) -> None:
    if not numbers:
        return
    given = _inside(register).filter(number__in=numbers)
    for key, number, sort_name in given.values_list("pk", "number", "sort_name"):
        known.numbers.add(number)
        known.names[number], known.keys[number] = sort_name, key


def _by_email(register: Body, emails: set[str], known: Known) -> None:
    if not emails:
        return
    people = dict(
        Person.objects.annotate(lower=Lower("email")).filter(lower__in=emails).values_list("pk", "email").order_by()
    )
    found = _inside(register).filter(person__in=people)
    for key, person, name, number in found.values_list("pk", "person", "person__name", "number"):
        email = str(people[person]).casefold()
        known.emails.setdefault(email, {})[key] = name
        known.bearers[email] = (name, number)


def of_another(known: Known, email: str, membership: int | None) -> bool:
    """Whether somebody else in the register has this address."""
    return any(key != membership for key in known.emails.get(email.casefold(), {}))


def with_address(known: Known, email: str, name: str) -> int | None:
    """The membership of somebody with this address and this name: people who share an address are told apart."""
    bearers = known.emails.get(email.casefold(), {})
    return next((key for key, other in bearers.items() if may_be_same(name, other)), None)


def may_be_same(one: str, other: str) -> bool:
    """Whether two names can be of one person: each word of the shorter one begins a word of the other, or the reverse.

    “Bea N.” is Bea North, and so is “North, Beate”; “Bernd North” with whom she shares an address is not.
    """
    short, long = sorted((fold(one.replace(",", " ")).split(), fold(other.replace(",", " ")).split()), key=len)
    left = [word.strip(".") for word in long]
    for word in (word.strip(".") for word in short):
        found = next((each for each in left if each.startswith(word) or (each and word.startswith(each))), None)
        if found is None:
            return False
        left.remove(found)
    return bool(short)


def _by_name(register: Body, names: set[str], known: Known) -> None:
    if not names:
        return
    found = _inside(register).filter(sort_name__in=names).values_list("sort_name", "person__name", "number")
    for sort_name, name, number in found.order_by("-pk"):
        known.alike[sort_name] = (name, number)
