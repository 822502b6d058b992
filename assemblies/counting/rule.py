"""What goes into a yes-no vote: the rule and the figures."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, Self

from assemblies.counting.stored import check_entries, check_whole, known_choice, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "Base",
    "CastingVote",
    "Comparison",
    "Figures",
    "Outcome",
    "QuorumCount",
    "QuorumKind",
    "Rule",
    "TieRule",
]

CastingVote = Literal["for", "against"]


class Comparison(StrEnum):
    """Whether reaching the threshold exactly is enough."""

    MORE_THAN = "more_than"
    AT_LEAST = "at_least"


class Base(StrEnum):
    """The number of which the threshold is a part."""

    YES_NO = "yes_no"
    CAST = "cast"
    PRESENT = "present"
    ENTITLED = "entitled"


class QuorumKind(StrEnum):
    """How the quorum is set.

    Not at all, as a number, as a part of the roll, as more than half of the roll, as a part of how many came to the
    last assemblies on average, or as a part of the delegates of a council.
    """

    NONE = "none"
    FIXED = "fixed"
    FRACTION_ENTITLED = "fraction_entitled"
    MAJORITY_MEMBERS = "majority_members"
    FRACTION_AVERAGE = "fraction_average"
    FRACTION_DELEGATES = "fraction_delegates"


class QuorumCount(StrEnum):
    """Who is counted for the quorum.

    `PRESENT` suits an assembly and `CAST` a ballot held over days. `YES` is for bylaws that ask for a number of votes
    in support, as for emergency motions between two meetings.
    """

    PRESENT = "present"
    CAST = "cast"
    YES = "yes"


class TieRule(StrEnum):
    """What happens when more than half is needed and as many vote for as against."""

    FAILS = "fails"
    CASTING_VOTE = "casting_vote"


class Outcome(StrEnum):
    """What a vote came to. A missed quorum decides nothing, so it is not a defeat; a tie waits for the casting vote."""

    CARRIED = "carried"
    FELL = "fell"
    QUORUM_MISSED = "quorum_missed"
    TIE = "tie"


PARTS = (QuorumKind.FRACTION_ENTITLED, QuorumKind.FRACTION_AVERAGE, QuorumKind.FRACTION_DELEGATES)
CHOICES: dict[str, type[StrEnum]] = {
    "comparison": Comparison,
    "base": Base,
    "second_comparison": Comparison,
    "second_base": Base,
    "quorum_kind": QuorumKind,
    "quorum_count": QuorumCount,
    "tie_rule": TieRule,
}


@dataclass(frozen=True, kw_only=True)
class Rule:
    """How one kind of decision is taken.

    `numerator` and `denominator` are the threshold, of the number named by `base`. The fields that begin with `second`
    are another one that must be met as well; a `second_numerator` of 0 says that there is none. The quorum fields are
    read only for the `quorum_kind` they belong to: `quorum_last` is how many assemblies an average looks back on,
    `quorum_floor` the number below which no fraction can bring a quorum. The casting vote of `tie_rule` exists only
    where more than half of the votes for and against is needed and any other majority is met; elsewhere as many for as
    against is simply too few, or enough.

    Raises ValueError with a plain sentence when no vote could be decided under such a rule.
    """

    numerator: int
    denominator: int
    comparison: Comparison
    base: Base
    quorum_kind: QuorumKind = QuorumKind.NONE
    quorum_fixed: int = 0
    quorum_numerator: int = 0
    quorum_denominator: int = 1
    quorum_count: QuorumCount = QuorumCount.PRESENT
    quorum_last: int = 3
    quorum_floor: int = 0
    tie_rule: TieRule = TieRule.FAILS
    second_numerator: int = 0
    second_denominator: int = 1
    second_comparison: Comparison = Comparison.MORE_THAN
    second_base: Base = Base.ENTITLED

    def __post_init__(self) -> None:
        """Refuse what makes no rule."""
        for name, kind in CHOICES.items():
            if type(getattr(self, name)) is not kind:
                raise ValueError(f"The {plain(name)} must be one of: {', '.join(kind)}.")
        check_whole(self, "numerator", "denominator", "quorum_fixed", "quorum_numerator", "quorum_denominator")
        check_whole(self, "quorum_last", "quorum_floor", "second_numerator", "second_denominator")
        if not 0 < self.numerator <= self.denominator:
            raise ValueError("The threshold must be a fraction above 0 and not above 1.")
        if not 0 <= self.second_numerator <= self.second_denominator or not self.second_denominator:
            raise ValueError("The second majority must be a fraction from 0, which asks for none, to 1.")
        first, second = self.numerator == self.denominator, self.second_numerator == self.second_denominator
        if (first and self.comparison is Comparison.MORE_THAN) or (
            second and self.second_comparison is Comparison.MORE_THAN
        ):
            raise ValueError("More than all of the votes can never be reached. Choose at least, or a smaller fraction.")
        if self.quorum_kind is QuorumKind.FIXED and self.quorum_fixed == 0:
            raise ValueError("A fixed quorum must be 1 or more. Choose no quorum if none is meant.")
        is_part = 0 < self.quorum_numerator <= self.quorum_denominator
        if self.quorum_kind in PARTS and not is_part:
            raise ValueError("The quorum must be a fraction above 0 and not above 1.")
        if self.quorum_kind is QuorumKind.FRACTION_AVERAGE and not (self.quorum_last and self.quorum_floor):
            raise ValueError("A quorum of the average needs a number of assemblies and a least number, each 1 or more.")

    @property
    def threshold(self) -> Fraction:
        """The part of the base that is needed."""
        return Fraction(self.numerator, self.denominator)

    @property
    def second_threshold(self) -> Fraction:
        """The part of the second base that is needed as well; 0 where there is no second majority."""
        return Fraction(self.second_numerator, self.second_denominator)

    @property
    def quorum_part(self) -> Fraction:
        """The part that makes a quorum, where the quorum is a fraction: of the roll, the average or the delegates."""
        return Fraction(self.quorum_numerator, self.quorum_denominator)

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
        for name, kind in CHOICES.items():
            if name in data:
                values[name] = known_choice(kind, data[name])
        return cls(**values)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The numbers of one vote: votes for, against and abstaining, members present, members on the frozen roll.

    In a ballot over days more may vote than are present at one moment, and somebody may be present who came onto
    the register after the roll was frozen; so `present` is compared with nothing. `attended` is how many came to
    earlier assemblies, the latest first, for a quorum of their average; `delegates` how many a council has. Raises
    ValueError when more votes were cast than members are on the roll, or when a number is below 0 or not whole.
    """

    for_: int
    against: int
    abstain: int
    present: int
    entitled: int
    attended: tuple[int, ...] = ()
    delegates: int = 0

    def __post_init__(self) -> None:
        """Refuse what cannot have been counted."""
        check_whole(self, "for_", "against", "abstain", "present", "entitled", "delegates")
        if any(type(came) is not int or came < 0 for came in self.attended):
            raise ValueError("Attendance of earlier assemblies: these must be whole numbers, 0 or more.")
        if self.cast > self.entitled:
            raise ValueError(f"Votes counted: {self.cast}. Members on the roll: {self.entitled}. Count again.")

    @property
    def cast(self) -> int:
        """All votes cast, abstentions included."""
        return self.for_ + self.against + self.abstain

    def last(self, assemblies: int) -> tuple[int, ...]:
        """How many came to the last so many assemblies; fewer numbers where fewer were held."""
        return self.attended[:assemblies]
