"""A count that is only tried, to find out what a tie would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assemblies.counting.ranked.outcome import Round
from assemblies.counting.ranked.record import Record, TieStands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from assemblies.counting.ranked.outcome import Pair, Tie
    from assemblies.counting.ranked.profile import Profile
    from assemblies.counting.ranked.record import State
    from assemblies.counting.ranked.ties import Decisions

UNTOLD = Round(totals={})


class Trial(Record):
    """Takes choices for the ties after those that were decided about, writes no rounds, and never becomes a result.

    Behind what was decided it may exclude several at once, where their order cannot matter.
    """

    def __init__(self, profile: Profile, decisions: Decisions, batches: str, choices: Sequence[int]) -> None:
        super().__init__(profile, decisions)
        self.allowed = batches
        self.choices = list(choices)
        self.doubtful = False  # whether it looked back at what is not known
        self.state: Callable[[], State] = lambda: (object(), {})
        self.tied: list[int] = []  # the options of the tie at which it stopped

    @property
    def batches(self) -> str:  # type: ignore[override]
        """Which options may be excluded together, once all that was decided about ties is behind."""
        return self.allowed if self._used == len(self.decisions.single) else ""

    def add(
        self,
        totals: Mapping[int, int],  # nothing of it is told
        *,
        changed: Iterable[int] | None = None,
        quota: int | None = None,
        lost: int = 0,
        elected: Sequence[int] = (),
        note: str = "",
        pairs: tuple[Pair, ...] = (),
    ) -> None:
        """Count the round, and who is elected."""
        self.elected += elected
        self.rounds.append(UNTOLD)

    def exclude(self, options: Sequence[int]) -> None:
        """Note who is excluded."""
        self.excluded += options

    def undecided(self, tie: Tie, state: Callable[[], State] | None) -> tuple[tuple[str, ...], str]:
        """Take the next choice, or stop.

        Raises:
            TieStands: there is none left.
        """
        number = dict(zip(self.names, range(len(self.names)), strict=True))
        if self.choices:
            return self.named([self.choices.pop(0)]), "trial"
        self.state, self.tied = state or self.state, [number[name] for name in tie.options]
        return super().undecided(tie, state)

    def doubt(self) -> None:
        """End it.

        Raises:
            TieStands: always.
        """
        self.doubtful = True
        raise TieStands
