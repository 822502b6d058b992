"""Who sees what somebody does, beyond the register: each floor hands in its sentences for the page "Who sees what".

A sentence is about the body of the member: whether votes are open, who may see attendance, who holds a role.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Sentences = Callable[[Any], list["Seen"]]


@dataclass(frozen=True)
class Seen:
    """One thing that somebody does, and who sees it."""

    label: str
    sentence: str


_sentences: list[Sentences] = []


def register(sentences: Sentences) -> None:
    """Hand in a function that gives the sentences for a membership."""
    _sentences.append(sentences)


def seen_of(membership: Any) -> list[Seen]:
    """Everything that the floors say of a membership."""
    return [seen for say in _sentences for seen in say(membership)]
