"""How ties are decided: by what somebody drew or decided, handed in; never by chance, and never by the order of a file.

Either one drawn order of all options, in which those that come earlier fare better, or one decision for each tie. The
same papers with the same decisions give the same record. A decision that does not fit the tie that arose is refused,
and so is one for a tie that never arose: both mean that something else was counted than was decided about.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast, get_args

from assemblies.counting.ranked.outcome import Purpose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NEEDED = {"stage", "purpose", "options", "chosen"}
TOLD = {"take", "changes_winners"}  # what a result says of a tie beside that, so that its ties can be handed back


class UnfitDecision(ValueError):
    """A decision on a tie that does not fit the count."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What was decided about one tie: whom to exclude or to elect, whose surplus goes first, in which order to lock."""

    stage: int
    purpose: Purpose
    options: tuple[str, ...]
    chosen: tuple[str, ...]
    by: str = "decision"

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Read one decision.

        Raises:
            UnfitDecision: an entry is missing, unknown or of another kind.
        """
        if not isinstance(data, dict) or not NEEDED <= set(data) <= NEEDED | TOLD | {"by"}:
            raise UnfitDecision(
                "A decision on a tie has the entries stage, purpose, options and chosen, and may have by."
            )
        if type(data["stage"]) is not int or data["purpose"] not in get_args(Purpose):
            raise UnfitDecision(f"A decision needs the number of a stage and one of: {', '.join(get_args(Purpose))}.")
        options, chosen = names_in(data["options"]), names_in(data["chosen"])
        if not chosen or not set(chosen) <= set(options):
            raise UnfitDecision(f"Stage {data['stage']}: the chosen must be among those that are tied.")
        by = str(data.get("by", "decision"))
        return cls(stage=data["stage"], purpose=cast("Purpose", data["purpose"]), options=options, chosen=chosen, by=by)

    def __str__(self) -> str:
        return f"stage {self.stage}, {self.purpose}, {' and '.join(self.options)}"


@dataclass(frozen=True, kw_only=True)
class Decisions:
    """All that was decided about ties before or during a count."""

    order: tuple[str, ...] = ()
    order_by: str = "drawn order"
    single: tuple[Decision, ...] = ()

    @classmethod
    def of(cls, given: Any, options: Sequence[str]) -> Self:
        """Read what was handed in: nothing, a list of names, a list of decisions, or a mapping with either.

        Raises:
            UnfitDecision: it is none of these, or the drawn order does not name each option once.
        """
        if given is None or isinstance(given, cls):
            return given or cls()
        if isinstance(given, (list, tuple)):
            given = {"order" if all(isinstance(one, str) for one in given) else "decisions": list(given)}
        if not isinstance(given, dict) or not set(given) <= {"order", "decisions", "by"}:
            raise UnfitDecision("Ties are decided by an “order” of all options or by a list of “decisions”.")
        order = names_in(given.get("order", []))
        if order and sorted(order) != sorted(options):
            raise UnfitDecision("A drawn order must name each option once, also those that withdrew.")
        single = given.get("decisions", [])
        if not isinstance(single, list):
            raise UnfitDecision("Decisions on ties must be a list.")
        by = str(given.get("by", "drawn order"))
        # What a result tells of options whose order elects nobody may be handed back as it is, undecided.
        decided = [one for one in single if not (isinstance(one, dict) and is_left_equal(one))]
        return cls(order=order, order_by=by, single=tuple(map(Decision.from_json, decided)))


def is_left_equal(tie: Mapping[str, Any]) -> bool:
    """Whether this is what a result tells of options that stay equal, since it elects nobody else."""
    return tie.get("purpose") == "order" and not tie.get("chosen", True)


def by_drawn_order(order: Sequence[str], purpose: Purpose, tied: Sequence[str], take: int) -> tuple[str, ...]:
    """Choose by the drawn order: the earlier fares better, so it is the last of the tied who is excluded."""
    place = {name: index for index, name in enumerate(order)}
    better_first = sorted(tied, key=place.__getitem__)
    if purpose == "exclude":
        better_first.reverse()
    return tuple(better_first[:take])


def names_in(value: object) -> tuple[str, ...]:
    """Read a list of names, each once."""
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value) or len({*value}) != len(value):
        raise UnfitDecision("Options in ties are given as a list of names, each once.")
    return tuple(value)
