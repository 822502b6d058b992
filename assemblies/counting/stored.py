"""Checks of what was stored: whole numbers, the entries of a dataclass, choices by name, sentences and steps."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

    from _typeshed import DataclassInstance

__all__ = [
    "ADDED_LATER",
    "check_entries",
    "check_whole",
    "known_choice",
    "plain",
    "stored_sentences",
    "stored_steps",
]

# What was stored before these were there means their defaults.
ADDED_LATER = {
    "Rule": {
        *("quorum_last", "quorum_floor"),
        *("second_numerator", "second_denominator", "second_comparison", "second_base"),
    },
    "Verdict": {"second_needed", "second_base_value"},
}


def check_whole(owner: object, *names: str) -> None:
    """Raise ValueError unless each of these attributes is a whole number of 0 or more; a truth value is none."""
    for name in names:
        value = getattr(owner, name)
        if type(value) is not int or value < 0:
            raise ValueError(f"{plain(name).capitalize()}: this must be a whole number, 0 or more.")


def check_entries(kind: type[DataclassInstance], data: Mapping[str, object]) -> None:
    """Raise ValueError unless the stored entries are the fields of this dataclass; those added later may be missing."""
    missing = {field.name for field in fields(kind)} - set(data) - ADDED_LATER.get(kind.__name__, set())
    unknown = set(data) - {field.name for field in fields(kind)}
    if wrong := sorted(missing | unknown):
        raise ValueError(f"The stored {kind.__name__.lower()} has missing or unknown entries: {', '.join(wrong)}.")


def known_choice(kind: type[StrEnum], value: object) -> object:
    """Read a stored choice; what is none of them comes back unchanged, for the dataclass to refuse it."""
    return next((choice for choice in kind if choice == value), value)


def stored_sentences(value: object) -> tuple[str, ...]:
    """Read the sentences of a verdict; raise ValueError where they are no list of texts."""
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise ValueError("The sentences of a verdict must be a list of texts.")
    return tuple(value)


def stored_steps(value: object) -> tuple[tuple[str, str], ...]:
    """Read the steps of a verdict; raise ValueError where one is no label with its value."""
    if type(value) is not list:
        raise ValueError("The steps of a verdict must be a list.")
    if any(type(step) is not list or [type(text) for text in step] != [str, str] for step in value):
        raise ValueError("Each step of a verdict must be a label and a value.")
    return tuple((label, text) for label, text in value)


def plain(name: str) -> str:
    """Give the name of a field as people read it."""
    return {"for_": "votes for", "against": "votes against", "abstain": "abstentions"}.get(name, name.replace("_", " "))
