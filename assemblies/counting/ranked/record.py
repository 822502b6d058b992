"""The record that a count writes while it goes on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assemblies.counting.ranked.outcome import Count, Pair, Purpose, Round, Tie, fixed
from assemblies.counting.ranked.profile import BadBallots
from assemblies.counting.ranked.ties import Decisions, UnfitDecision, by_drawn_order

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from assemblies.counting.ranked.profile import Profile

# All on which the rest of a count hangs; and its papers, by the options still read on them and what else is known.
State = tuple["Hashable", "Mapping[Any, int]"]

MOST_WHOLE = 200  # options whose totals are all written in every round; with more only those that changed
MOST_ENTRIES = 2_000_000  # totals and names in one record, which takes some hundred megabytes then


class TieStands(Exception):  # no error: it ends a count that waits for a decision
    """A tie arose about which nothing was decided."""


class Record:
    """What was done, round by round. Methods speak of options by number; names appear only in what comes out."""

    batches = ""  # on trial, which options may be excluded together: "any", or only "empty" ones

    def __init__(self, profile: Profile, decisions: Decisions) -> None:
        self.names = profile.options
        self.standing = profile.standing
        self.seats = profile.seats
        self.valid = profile.valid
        self.decisions = decisions
        self.rounds: list[Round] = []
        self.elected: list[int] = []
        self.excluded: list[int] = []
        self.order: list[int] = []
        self.behind: list[int] = []  # those that stand behind all others, whatever the order of these
        self.ties: list[Tie] = []
        self.places = 0
        self.settings: dict[str, str] = {}
        # What a method can say of a tie at which it stopped: who is elected whichever way it is decided, and whether
        # other decisions elect others.
        self.sure: list[int] = []
        self.changes: bool | None = None
        self._used = 0
        self._entries = 0

    @property
    def stage(self) -> int:
        """The number of the round by whose totals is decided."""
        return max(1, len(self.rounds))

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
        changed: Iterable[int] | None = None,
        quota: int | None = None,
        lost: int = 0,
        elected: Sequence[int] = (),
        note: str = "",
        pairs: tuple[Pair, ...] = (),
    ) -> None:
        """Close a round. Numbers are whole units of the last decimal place of the method.

        With very many options only the totals are written that changed since the round before.
        """
        written = totals
        if changed is not None and len(totals) > MOST_WHOLE and self.rounds:
            written = {option: totals[option] for option in sorted(changed)}
        self._grow(len(written))
        self.elected += elected
        self.rounds.append(
            Round(
                totals={self.names[option]: fixed(total, self.places) for option, total in written.items()},
                quota=None if quota is None else fixed(quota, self.places),
                elected=self.named(elected),
                lost=fixed(lost, self.places),
                note=note,
                pairs=pairs,
            )
        )

    def elect(self, options: Sequence[int]) -> None:
        """Note who is elected by the totals of the round closed last."""
        self.elected += options
        self.rounds[-1] = replace(self.rounds[-1], elected=self.named(options))

    def exclude(self, options: Sequence[int]) -> None:
        """Note who is excluded by the totals of the round closed last."""
        self.excluded += options
        self.rounds[-1] = replace(self.rounds[-1], excluded=self.named(options))

    def settle(
        self, purpose: Purpose, tied: Sequence[int], take: int = 1, *, state: Callable[[], State] | None = None
    ) -> list[int]:
        """Say whom the decision on a tie names, and note it; `state` is for a count that is tried in every way.

        Raises:
            TieStands: nothing was decided about it.
            UnfitDecision: what was decided is about another tie.
        """
        tied = sorted(tied)
        self._grow(len(tied))
        names = self.named(tied)
        if self._used < len(self.decisions.single):
            chosen, by = self._decided(purpose, names, take)
        elif self.decisions.order:
            chosen, by = by_drawn_order(self.decisions.order, purpose, names, take), self.decisions.order_by
        else:
            chosen, by = self.undecided(Tie(stage=self.stage, purpose=purpose, options=names, take=take), state)
        self.ties.append(Tie(stage=self.stage, purpose=purpose, options=names, take=take, chosen=chosen, by=by))
        number = {name: option for option, name in zip(tied, names, strict=True)}
        return [number[name] for name in chosen]

    def undecided(self, tie: Tie, _state: Callable[[], State] | None) -> tuple[tuple[str, ...], str]:
        """Stop at a tie about which nothing was decided: raise TieStands."""
        self.ties.append(tie)
        raise TieStands

    def doubt(self) -> None:
        """Say that the count looked back at what is not known, as only trials do."""

    def rank(self, tied: Sequence[int]) -> list[int]:
        """Put options that are equal in order where that elects nobody else; undecided they stay equal."""
        tied = sorted(tied)
        names, take = self.named(tied), len(tied)
        chosen, by = tuple[str, ...](), ""
        if self._used < len(self.decisions.single) and self.decisions.single[self._used].purpose == "order":
            chosen, by = self._decided("order", names, take)
        elif self.decisions.order:
            chosen, by = by_drawn_order(self.decisions.order, "order", names, take), self.decisions.order_by
        tie = Tie(stage=self.stage, purpose="order", options=names, take=take, chosen=chosen, by=by)
        self.ties.append(replace(tie, changes_winners=False))
        number = {name: option for option, name in zip(tied, names, strict=True)}
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
            ties[-1] = replace(self.open, changes_winners=changes)
        out = [option for option in reversed(self.excluded) if option not in winners]
        placed = {*winners, *out, *self.behind}
        rest = [option for option in self.standing if option not in placed]
        order = [*self.order, *self.behind] if self.order else [*winners, *rest, *out]
        return Count(
            method=method,
            title=profile.title,
            seats=profile.seats,
            papers=profile.papers,
            valid=self.valid,
            winners=self.named(winners),
            order=self.named(order),
            rounds=tuple(self.rounds),
            ties=tuple(ties),
            withdrawn=self.named(sorted(profile.withdrawn)),
            settings=dict(self.settings),
        )

    def _decided(self, purpose: Purpose, names: tuple[str, ...], take: int) -> tuple[tuple[str, ...], str]:
        given = self.decisions.single[self._used]
        if (given.stage, given.purpose, set(given.options)) != (self.stage, purpose, set(names)):
            raise UnfitDecision(
                f"The decision ({given}) does not fit the tie that arose: "
                f"stage {self.stage}, {purpose}, {' and '.join(names)}."
            )
        if len(given.chosen) != take:
            raise UnfitDecision(f"Stage {self.stage}: {take} must be chosen, and {len(given.chosen)} are.")
        self._used += 1
        return given.chosen, given.by

    def _grow(self, entries: int) -> None:
        self._entries += entries
        if self._entries > MOST_ENTRIES:
            raise BadBallots(f"The record of this count would hold more than {MOST_ENTRIES:,} totals and names.")
