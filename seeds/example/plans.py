"""What is written down beforehand about a motion or an assembly of the example world."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assemblies.enums import AgendaKind, AssemblyKind
from organisations.enums import DecisionKind
from seeds.example.cast import Cast

CONTINUED = re.compile(r"\n +")


def unwrapped(text: str) -> str:
    """A text as it is meant: an indented line of the source goes on with the line before it."""
    return CONTINUED.sub(" ", text)


def prose(text: str) -> str:
    """A text in one paragraph, however it is wrapped in the source."""
    return " ".join(text.split())


Payload = Callable[[Cast, str], dict[str, Any]]


def _nothing(_cast: Cast, _branch: str) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Proposal:
    """A motion: who moves it, who seconds it, what others say about it, what it would do by itself."""

    title: str
    text: str
    mover: str
    seconders: tuple[str, ...] = ()
    summary: str = ""
    kind: str = DecisionKind.ORDINARY
    effect: str = ""
    payload: Payload = _nothing
    says: tuple[tuple[str, str, str], ...] = ()


def election(role: str, name: str, mover: str, seconder: str, why: str) -> Proposal:
    """The motion to elect somebody to a role."""
    return Proposal(
        title=f"Elect {name} to the role {role}",
        text=prose(why),
        mover=mover,
        seconders=(seconder,),
        kind=DecisionKind.ELECTION,
        effect="fill_role",
        payload=lambda cast, branch: {
            "role": cast.role(role, branch).public_id,
            "member": cast.memberships[name].public_id,
        },
    )


@dataclass(frozen=True)
class Topic:
    """An item of an agenda that is talked about."""

    title: str
    said: str = ""
    kind: str = AgendaKind.TOPIC
    note: str = ""


@dataclass(frozen=True)
class Question:
    """An item of an agenda that is voted on: for, against, abstentions, and what the minutes say of the debate."""

    proposal: Proposal
    votes: tuple[int, int, int] = (0, 0, 0)
    said: str = ""


def elections(
    roles: dict[str, tuple[str, str]], votes: tuple[tuple[int, int, int], ...], second: str
) -> tuple[Question, ...]:
    """Elections one after the other: for each role who is elected and why; the others move and second in turn."""
    names = [name for name, _why in roles.values()]
    movers = [*names[1:], *names[:1]]
    return tuple(
        Question(election(role, name, mover, second, why), counted)
        for (role, (name, why)), mover, counted in zip(roles.items(), movers, votes, strict=True)
    )


@dataclass(frozen=True)
class Gathering:
    """An assembly: when, where, what is provided, how many come, what is on its agenda."""

    title: str
    starts_at: datetime
    place: str
    provisions: str
    agenda: tuple[Topic | Question, ...]
    present: int = 0
    notice_days: int = 0
    kind: str = AssemblyKind.ORDINARY

    @property
    def days_ahead(self) -> int:
        """How long before it the notice goes out: for an assembly of next week that was at the latest yesterday."""
        return self.notice_days or 8 + self.starts_at.weekday()
