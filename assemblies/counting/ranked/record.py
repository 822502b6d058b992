"""The record that a count writes while it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assemblies.counting.ranked.outcome import Count, Pair, Purpose, Round, Tie, fixed
from assemblies.counting.ranked.ties import Decisions, UnfitDecision, by_drawn_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assemblies.counting.ranked.profile import Profile


class TieStands(Exception):  # no error: it ends a count that waits for a decision
    """A tie arose about which nothing was decided."""


class Record:
    """What was done, round by round. Methods speak of options by number; names appear only in what comes out.

    `trial` are choices for the ties after those that were decided about. They serve to find out what a tie would
    change, and never end up in a result.
    """

    def __init__(self, profile: Profile, decisions: Decisions, trial: Sequence[int] = ()) -> None:
        self.names = profile.options
        self.standing = profile.standing
        self.seats = profile.seats
        self.decisions = decisions
        self.trial = list(trial)
        self.rounds: list[Round] = []
        self.elected: list[int] = []
        self.excluded: list[int] = []
        self.order: list[int] = []
        self.ties: list[Tie] = []
        self.valid = 0
        self.places = 0
        self.settings: dict[str, str] = {}
        # What a method can say of a tie at which it stopped: who is elected whichever way it is decided, and whether
        # other decisions elect others.
        self.sure: list[int] = []
        self.changes: bool | None = None
        self._used = 0

    @property
    def stage(self) -> int:
        """The number of the round that is being counted."""
        return len(self.rounds) + 1

    @property
    def open(self) -> Tie | None:
        """The tie at which the count stopped."""
        return self.ties[-1] if self.ties and self.ties[-1].stands else None

    def named(self, options: Iterable[int]) -> tuple[str, ...]:
        """Names of these options."""
        return tuple(self.names[option] for option in options)

    def add(
        self,
        totals: Mapping[int, int],
        *,
        quota: int | None = None,
        lost: int = 0,
        elected: Sequence[int] = (),
        excluded: Sequence[int] = (),
        note: str = "",
        pairs: tuple[Pair, ...] = (),
    ) -> None:
        """Close a round. Numbers are whole units of the last decimal place of the method."""
        self.elected += elected
        self.excluded += excluded
        self.rounds.append(
            Round(
                totals={self.names[option]: fixed(total, self.places) for option, total in totals.items()},
                quota=None if quota is None else fixed(quota, self.places),
                elected=self.named(elected),
                excluded=self.named(excluded),
                lost=fixed(lost, self.places),
                note=note,
                pairs=pairs,
            )
        )

    def settle(self, purpose: Purpose, tied: Sequence[int], take: int = 1) -> list[int]:
        """Say whom the decision on a tie names, and note it.

        Raises:
            TieStands: nothing was decided about it.
            UnfitDecision: what was decided is about another tie.
        """
        tied = sorted(tied)
        names = self.named(tied)
        if self._used < len(self.decisions.single):
            chosen, by = self._decided(purpose, names, take), self.decisions.single[self._used].by
            self._used += 1
        elif self.decisions.order:
            chosen, by = by_drawn_order(self.decisions.order, purpose, names, take), self.decisions.order_by
        elif self.trial:
            chosen, by = self.named([self.trial.pop(0)]), "trial"
        else:
            self.ties.append(Tie(stage=self.stage, purpose=purpose, options=names, take=take))
            raise TieStands
        self.ties.append(Tie(stage=self.stage, purpose=purpose, options=names, take=take, chosen=chosen, by=by))
        number = {name: option for option, name in zip(tied, names, strict=True)}
        return [number[name] for name in chosen]

    def rank(self, tied: Sequence[int]) -> list[int]:
        """Put options that are equal in order where that elects nobody else; without a drawn order they stay equal."""
        names, order = self.named(sorted(tied)), self.decisions.order
        chosen = by_drawn_order(order, "order", names, len(names)) if order else ()
        by = self.decisions.order_by if order else ""
        tie = Tie(stage=self.stage, purpose="order", options=names, take=len(names), chosen=chosen, by=by)
        self.ties.append(Tie(**{**vars(tie), "changes_winners": False}))
        number = {self.names[option]: option for option in tied}
        return [number[name] for name in chosen or names]

    def count(self, profile: Profile, method: str, *, winners: Sequence[int], changes: bool | None) -> Count:
        """Give the result.

        Raises:
            UnfitDecision: something was decided about a tie that did not arise.
        """
        if self.open is None and self._used < len(self.decisions.single):
            raise UnfitDecision(f"A tie was decided about that did not arise: {self.decisions.single[self._used]}.")
        ties = list(self.ties)
        if self.open:
            ties[-1] = Tie(**{**vars(self.open), "changes_winners": changes})
        placed = {*winners, *self.excluded}
        rest = [option for option in self.standing if option not in placed]
        behind = [option for option in reversed(self.excluded) if option not in winners]
        return Count(
            method=method,
            title=profile.title,
            seats=profile.seats,
            papers=profile.papers,
            valid=self.valid,
            winners=self.named(winners),
            order=self.named(self.order or [*winners, *rest, *behind]),
            rounds=tuple(self.rounds),
            ties=tuple(ties),
            withdrawn=self.named(sorted(profile.withdrawn)),
            settings=dict(self.settings),
        )

    def _decided(self, purpose: Purpose, names: tuple[str, ...], take: int) -> tuple[str, ...]:
        given = self.decisions.single[self._used]
        if (given.stage, given.purpose, set(given.tied)) != (self.stage, purpose, set(names)):
            raise UnfitDecision(
                f"The decision ({given}) does not fit the tie that arose: "
                f"stage {self.stage}, {purpose}, {' and '.join(names)}."
            )
        if len(given.chosen) != take:
            raise UnfitDecision(f"Stage {self.stage}: {take} must be chosen, and {len(given.chosen)} are.")
        return given.chosen
