"""The verdict on a yes-no vote: one rule, one set of figures, one outcome with its working.

Pure functions with integers and fractions. A verdict is computed once, when the vote closes, and stored with its
working (`Verdict.to_json`); every door shows what was stored. The three things a rule must settle are the base, the
threshold with "at least" or "more than", and the quorum.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Self, get_args

from assemblies.counting import (
    Base,
    CastingVote,
    Comparison,
    Figures,
    Outcome,
    QuorumCount,
    QuorumKind,
    Rule,
    TieRule,
    check_entries,
    check_whole,
    known_choice,
    wording,
)
from assemblies.counting.majorities import HALF, is_tie, least, majorities
from assemblies.counting.stored import stored_sentences, stored_steps

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
    "Verdict",
    "decide",
    "needed_for",
]


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a vote came to, and how.

    `needed` is the least number of votes for that meets the threshold on this base; `second_needed` and
    `second_base_value` are the same for a second majority, and 0 where the rule asks for none. `casting_vote` is the
    one that decided, or None where none was called for. `sentences` and `steps` are for people; they are stored, so
    that the explanation of an old verdict never changes.
    """

    outcome: Outcome
    base_value: int
    needed: int
    quorum_needed: int
    quorum_reached: bool
    quorum_value: int
    sentences: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]
    casting_vote: CastingVote | None = None
    second_needed: int = 0
    second_base_value: int = 0

    def __post_init__(self) -> None:
        """Refuse what no vote can have come to."""
        check_whole(self, "base_value", "needed", "quorum_needed", "quorum_value")
        check_whole(self, "second_needed", "second_base_value")
        if type(self.outcome) is not Outcome or type(self.quorum_reached) is not bool:
            raise ValueError("A verdict needs an outcome, and a yes or no to whether the quorum was reached.")
        _check_casting_vote(self.casting_vote)

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
        check_entries(cls, data)
        values: dict[str, Any] = dict(data)
        values["outcome"] = known_choice(Outcome, data["outcome"])
        values["sentences"] = stored_sentences(data["sentences"])
        values["steps"] = stored_steps(data["steps"])
        return cls(**values)


def needed_for(rule: Rule, base_value: int) -> int:
    """Give the least number of votes for that meets the threshold on this base, never below 1.

    Without a vote for it nothing carries, so at least one is needed even where the threshold of nothing is nothing.
    Raises ValueError when the base is below 0.
    """
    if base_value < 0:
        raise ValueError("The number to measure against must be 0 or more.")
    return max(1, least(rule.threshold, rule.comparison, base_value))


def decide(rule: Rule, figures: Figures, casting_vote: CastingVote | None = None) -> Verdict:
    """Decide one vote, and say how.

    The quorum comes first: without it nothing is decided. Then votes for are compared with the number needed, for each
    majority that the rule asks for; a base of 0 never carries. As many for as against, where more than half of them is
    needed and any other majority is met, falls or waits for the casting vote as the rule says. A casting vote given
    where there is no such tie changes nothing and is not recorded.

    Raises ValueError when `casting_vote` is neither "for" nor "against" nor None.
    """
    _check_casting_vote(casting_vote)
    found = majorities(rule, figures)
    first, second = found[0], found[1] if len(found) > 1 else None
    quorum_needed = _quorum_needed(rule, figures)
    quorum_value = _quorum_value(rule.quorum_count, figures)
    quorum_reached = quorum_value >= quorum_needed
    tied = quorum_reached and is_tie(found, figures)
    if not (tied and rule.tie_rule is TieRule.CASTING_VOTE):
        casting_vote = None
    if not quorum_reached:
        outcome = Outcome.QUORUM_MISSED
    elif tied and rule.tie_rule is TieRule.CASTING_VOTE and casting_vote is None:
        outcome = Outcome.TIE
    elif casting_vote == "for" or all(one.reached for one in found):
        outcome = Outcome.CARRIED
    else:
        outcome = Outcome.FELL
    working = wording.Working(
        rule=rule,
        figures=figures,
        majorities=found,
        quorum_needed=quorum_needed,
        quorum_whole=quorum_whole(rule, figures),
        quorum_value=quorum_value,
        quorum_reached=quorum_reached,
        tied=tied,
        casting_vote=casting_vote,
        outcome=outcome,
    )
    return Verdict(
        outcome=outcome,
        base_value=first.base_value,
        needed=first.needed,
        second_base_value=second.base_value if second is not None else 0,
        second_needed=second.needed if second is not None else 0,
        quorum_needed=quorum_needed,
        quorum_reached=quorum_reached,
        quorum_value=quorum_value,
        sentences=wording.sentences(working),
        steps=wording.steps(working),
        casting_vote=casting_vote,
    )


def quorum_whole(rule: Rule, figures: Figures) -> Fraction | None:
    """Give the number of which the quorum is a part; None where it is no part, or nothing was held to average over."""
    match rule.quorum_kind:
        case QuorumKind.FRACTION_ENTITLED | QuorumKind.MAJORITY_MEMBERS:
            return Fraction(figures.entitled)
        case QuorumKind.FRACTION_DELEGATES:
            return Fraction(figures.delegates)
        case QuorumKind.FRACTION_AVERAGE if last := figures.last(rule.quorum_last):
            return Fraction(sum(last), len(last))
    return None


def _quorum_needed(rule: Rule, figures: Figures) -> int:
    if rule.quorum_kind is QuorumKind.NONE:
        return 0
    if rule.quorum_kind is QuorumKind.FIXED:
        return rule.quorum_fixed
    whole = quorum_whole(rule, figures)
    if whole is None:
        return rule.quorum_floor
    if rule.quorum_kind is QuorumKind.MAJORITY_MEMBERS:
        return max(rule.quorum_floor, least(HALF, Comparison.MORE_THAN, whole))
    return max(rule.quorum_floor, least(rule.quorum_part, Comparison.AT_LEAST, whole))


def _quorum_value(count: QuorumCount, figures: Figures) -> int:
    return {
        QuorumCount.PRESENT: figures.present,
        QuorumCount.CAST: figures.cast,
        QuorumCount.YES: figures.for_,
    }[count]


def _check_casting_vote(casting_vote: object) -> None:
    if casting_vote not in (None, *get_args(CastingVote)):
        raise ValueError("The casting vote must be for or against.")
