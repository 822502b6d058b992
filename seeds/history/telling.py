"""How history is retold: days of another century, people who are invented, rules that are kept short.

What is true of the past is only what an organisation is called, of which kind it was, when it was founded, and what the
docstring of its module calls known. Names of people, words of motions, numbers of votes and the day of an assembly are
made up as an example, and the aims of every organisation say so.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from members.actions.people import PersonData
from organisations.enums import DecisionKind
from organisations.presets import SIMPLE_MAJORITY
from seeds.example.cast import Cast, someone
from seeds.example.plans import Gathering, Proposal, Question, unwrapped

INVENTED = (
    "Retold as an example: name, kind and year are of history; people, rules, words of motions and numbers of votes "
    "are invented."
)
AFTER_MANY = "Made up as an example after many like it: name, people, rules, words and numbers of votes are invented."
NOT_HANDED_DOWN = "What was provided is not handed down."
YES = (4, 0, 0)
FEW_SECONDERS = (DecisionKind.ORDINARY, DecisionKind.ELECTION, DecisionKind.RULES)


def on(year: int, month: int, day: int, hour: int = 10) -> datetime:
    """A moment of the past."""
    return timezone.make_aware(datetime(year, month, day, hour))  # noqa: DTZ001  # made aware here


def told(text: str, invented: str = INVENTED) -> str:
    """The aims of an organisation, with the sentence that says what is invented."""
    return f"{unwrapped(text)}\n\n{invented}"


def people(*names: str) -> tuple[PersonData, ...]:
    """Invented people of a time without e-mail."""
    return tuple(someone(name, reach="in_person") for name in names)


def rules(name: str, base: Mapping[str, Any] = SIMPLE_MAJORITY, **body: Any) -> dict[str, Any]:
    """Rules to begin with: those of a preset, without seconders, because the casts are small."""
    kinds = {kind: {**rule, "seconders": 0} if kind in FEW_SECONDERS else rule for kind, rule in base["kinds"].items()}
    return {**base, "name": name, "body": {**base["body"], **body}, "kinds": kinds}


def effect(verb: str, /, **payload: Any) -> dict[str, Any]:
    """The effect of a motion whose payload is known before the story begins."""
    return {"effect": verb, "payload": lambda _cast, _branch: payload}


def page_for_everybody(mover: str) -> Question:
    """The decision that a stranger may read aims and rules, for the archive (mission E15)."""
    words = "Everybody may read what this organisation was for and by which rules it decided. Nobody is named there."
    return Question(
        Proposal(title="A page for everybody", text=words, mover=mover, **effect("show_page", page=True)), YES
    )


def election_of(role: str, name: str, mover: str) -> Proposal:
    """The motion to elect somebody, in the words of every year."""
    return Proposal(
        title=f"Elect {name} to the role {role}",
        text=f"The assembly elects {name} for one term.",
        mover=mover,
        kind=DecisionKind.ELECTION,
        effect="fill_role",
        payload=lambda cast, where: _seat(cast, where, role, name),
    )


def _seat(cast: Cast, where: str, role: str, name: str) -> dict[str, str]:
    return {"role": cast.role(role, where).public_id, "member": cast.memberships[name].public_id}


def meeting(
    title: str, at: datetime, place: str, *agenda: Question, present: int = 5, notice_days: int = 8
) -> Gathering:
    """An assembly of the past, with nothing on its agenda but what it decides."""
    return Gathering(
        title=title,
        starts_at=at,
        place=place,
        provisions=NOT_HANDED_DOWN,
        agenda=agenda,
        present=present,
        notice_days=notice_days,
    )
