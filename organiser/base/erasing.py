"""What must be cleaned when a person is erased, and what holds an erasure up; each app hands in its part.

A person's name and contact data lie in many tables, and tables come that nobody thinks of today. So each app says when
it starts how its own are cleaned (`register`), which of its fields hold nothing of a person (`holds_none`), and for
what an erasure has to wait (`held_up_by`). A test walks all tables and fails where a field that can hold words stands
in neither list (tests/base/test_erasing.py; invariant 9).
"""

from collections.abc import Callable, Iterable
from typing import Any

Person = Any  # the ground floor knows no table of people
Clean = Callable[[Person], None]
Reasons = Callable[[Person], Iterable[str]]

_cleaners: dict[str, Clean] = {}
_last: dict[str, Clean] = {}
_cleaned: dict[str, str] = {}
_none: dict[str, str] = {}
_reasons: dict[str, Reasons] = {}
_left_behind: dict[str, Reasons] = {}


def register(name: str, clean: Clean, *, fields: Iterable[str], last: bool = False) -> None:
    """Hand in a cleaner, which runs in the transaction of the erasure while name and contact data can still be read.

    It deletes or empties what stands about this person, keeps rows that others need (rolls, votes, terms, payments),
    and finds nothing left to do the second time.

    Args:
        name: the app and what is cleaned, such as "members.letters".
        clean: takes the person.
        fields: the fields that are clean afterwards, such as "members.Letter.code_digest".
        last: for the one that empties the row of the person, by whose name all others find what is theirs.
    """
    (_last if last else _cleaners)[name] = clean
    _cleaned.update(dict.fromkeys(fields, name))


def holds_none(reason: str, *fields: str) -> None:
    """Say of fields that they hold nothing of a person, or words that stay, and why: "members.ApiToken.name"."""
    _none.update(dict.fromkeys(fields, reason))


def held_up_by(name: str, reasons: Reasons) -> None:
    """Hand in a question: why a person cannot be erased yet, in sentences that say what to do; none where nothing is.

    It is asked when an erasure is asked for, so that it can be told, and again before it is done: while there is any
    reason, the record stays locked and is not anonymised.
    """
    _reasons[name] = reasons


def leaves_behind(name: str, sentences: Reasons) -> None:
    """Hand in a question: what somebody who asks to be erased should hand over first, in sentences.

    It holds nothing up: nobody stays in a register because of a role or a task.
    """
    _left_behind[name] = sentences


def clean(person: Person) -> list[str]:
    """Run all cleaners, inside the transaction of the erasure; gives their names."""
    cleaners = {**_cleaners, **_last}
    for one in cleaners.values():
        one(person)
    return list(cleaners)


def reasons_against(person: Person) -> list[str]:
    """Why this person cannot be erased yet, in sentences; empty where nothing holds it up."""
    return [sentence for ask in _reasons.values() for sentence in ask(person)]


def to_hand_over(person: Person) -> list[str]:
    """What this person should hand over before asking to be erased, in sentences."""
    return [sentence for ask in _left_behind.values() for sentence in ask(person)]


def cleaned_fields() -> dict[str, str]:
    """The fields that are cleaned, with the name of their cleaner."""
    return dict(_cleaned)


def fields_without() -> dict[str, str]:
    """The fields that hold nothing of a person, with the reason."""
    return dict(_none)
