"""The verdict on a round of consensus: what is stored and shown, with its sentences and its working."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, Self

from assemblies.counting.consensus import Ending
from assemblies.counting.consensus_round import look
from assemblies.counting.consensus_wording import sentences, steps

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assemblies.counting.consensus import ConsensusRule, Voices

__all__ = ["ConsensusVerdict", "settle"]

NUMBERS = ("round", "agreeing", "needed", "base_value", "blocks", "blocks_standing", "stand_aside")


@dataclass(frozen=True, kw_only=True)
class ConsensusVerdict:
    """How a round ended, and why.

    `needed` is the least number that must agree, of `base_value`. `sentences` and `steps` are for people; they are
    stored, so that the explanation of an old verdict never changes.
    """

    outcome: Ending
    round: int
    agreeing: int
    needed: int
    base_value: int
    blocks: int
    blocks_standing: int
    overridden: bool
    stand_aside: int
    sentences: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        """Refuse what no round can have come to."""
        if type(self.outcome) is not Ending or type(self.overridden) is not bool:
            raise ValueError("A round needs an outcome, and a yes or no to whether blocks were overridden.")
        if any(type(getattr(self, name)) is not int or getattr(self, name) < 0 for name in NUMBERS):
            raise ValueError("The numbers of a round must be whole, 0 or more.")

    def to_json(self) -> dict[str, object]:
        """Give the verdict as plain JSON types, one entry for each field."""
        return {
            **asdict(self),
            "outcome": self.outcome.value,
            "sentences": list(self.sentences),
            "steps": [list(step) for step in self.steps],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Self:
        """Read a verdict written by `to_json`.

        Raises ValueError when an entry is missing, unknown or of another kind.
        """
        if wrong := sorted({field.name for field in fields(cls)} ^ set(data)):
            raise ValueError(f"The stored round has missing or unknown entries: {', '.join(wrong)}.")
        values: dict[str, Any] = dict(data)
        values["outcome"] = next((one for one in Ending if one == data["outcome"]), None)
        values["sentences"] = _texts(data["sentences"])
        values["steps"] = _pairs(data["steps"])
        return cls(**values)


def settle(rule: ConsensusRule, voices: Voices, number: int = 1) -> ConsensusVerdict:
    """Settle one round, counted from 1, and say how.

    Raises ValueError with a plain sentence as `consensus_round.look` does.
    """
    found = look(rule, voices, number)
    return ConsensusVerdict(
        outcome=found.ending,
        round=number,
        agreeing=voices.agreeing,
        needed=found.verdict.needed,
        base_value=found.verdict.base_value,
        blocks=len(voices.blocks),
        blocks_standing=sum(found.standing),
        overridden=found.overridden,
        stand_aside=voices.stand_aside,
        sentences=sentences(found),
        steps=steps(found),
    )


def _pairs(value: object) -> tuple[tuple[str, str], ...]:
    pairs = [_texts(pair) for pair in value] if isinstance(value, list) else [()]
    if any(len(pair) != 2 for pair in pairs):
        raise ValueError("The steps of a round must be a list, each a label and a value.")
    return tuple((pair[0], pair[1]) for pair in pairs)


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise ValueError("The sentences and steps of a round must be lists of texts.")
    return tuple(value)
