"""What goes into the consent of each constituent: the rule, and what every body has decided by itself."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Self

from assemblies.counting.rule import Comparison
from assemblies.counting.stored import check_entries, check_whole, known_choice

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ConsentRule", "Constituent", "Own", "Settled"]


class Own(StrEnum):
    """What one body came to by itself. A missed quorum decides nothing there, so the body may still decide."""

    CARRIED = "carried"
    FELL = "fell"
    QUORUM_MISSED = "quorum_missed"
    NOT_YET = "not_yet"


class Settled(StrEnum):
    """What the bodies came to together; it waits while those who have not decided can still turn it."""

    CARRIED = "carried"
    FELL = "fell"
    NOT_YET = "not_yet"


@dataclass(frozen=True, kw_only=True)
class ConsentRule:
    """How many constituents must consent; without arguments all of them.

    `numerator` and `denominator` are a part of the constituents. The fields that begin with `members` ask as well that
    those who consent have a part of the members of all; a `members_numerator` of 0 says that members are not counted.

    Raises ValueError with a plain sentence when nothing could be settled under such a rule.
    """

    numerator: int = 1
    denominator: int = 1
    comparison: Comparison = Comparison.AT_LEAST
    members_numerator: int = 0
    members_denominator: int = 1
    members_comparison: Comparison = Comparison.MORE_THAN

    def __post_init__(self) -> None:
        """Refuse what makes no rule."""
        if not type(self.comparison) is type(self.members_comparison) is Comparison:
            raise ValueError(f"Each comparison must be one of: {', '.join(Comparison)}.")
        check_whole(self, "numerator", "denominator", "members_numerator", "members_denominator")
        if not 0 < self.numerator <= self.denominator:
            raise ValueError("The part of the constituents must be a fraction above 0 and not above 1.")
        if not 0 <= self.members_numerator <= self.members_denominator or not self.members_denominator:
            raise ValueError("The part of the members must be a fraction from 0, which asks for none, to 1.")
        for part, comparison in ((self.part, self.comparison), (self.members_part, self.members_comparison)):
            if part == 1 and comparison is Comparison.MORE_THAN:
                raise ValueError("More than all can never consent. Choose at least, or a smaller fraction.")

    @property
    def part(self) -> Fraction:
        """The part of the constituents that must consent."""
        return Fraction(self.numerator, self.denominator)

    @property
    def members_part(self) -> Fraction:
        """The part of all members that those who consent must have; 0 where members are not counted."""
        return Fraction(self.members_numerator, self.members_denominator)

    def to_json(self) -> dict[str, str | int]:
        """Give the rule as plain JSON types, one entry for each field."""
        return {name: value.value if isinstance(value, StrEnum) else value for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Self:
        """Read a rule written by `to_json`.

        Raises ValueError when an entry is missing, unknown or of another kind, or when the numbers make no rule.
        """
        check_entries(cls, data)
        values: dict[str, Any] = dict(data)
        for name in ("comparison", "members_comparison"):
            values[name] = known_choice(Comparison, data[name])
        return cls(**values)


@dataclass(frozen=True, kw_only=True)
class Constituent:
    """One of the bodies: what it came to by itself, and how many members it has.

    Args:
        own: its own outcome.
        members: how many members it has, counted once for all constituents and on one day.
        name: what the working calls it; without a name it is counted and not listed, since an organisation may belong
            to an alliance whose other members are not told who it is.
    """

    own: Own
    members: int = 0
    name: str = ""

    def __post_init__(self) -> None:
        """Refuse what no body can have come to."""
        if type(self.own) is not Own:
            raise ValueError(f"The own outcome of a constituent must be one of: {', '.join(Own)}.")
        check_whole(self, "members")

    @property
    def may_consent(self) -> bool:
        """Whether it has not decided and so may still consent."""
        return self.own in {Own.QUORUM_MISSED, Own.NOT_YET}
