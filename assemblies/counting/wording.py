"""The sentences and the table that explain a verdict.

Written once, when the verdict is computed, and stored with it, so that page, projector, minutes and API say the same.
How numbers are written stands in `numbers`, what is said of a threshold in `majority_wording`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assemblies.counting.majority_wording import (
    majority_steps,
    reached_sentence,
    reached_step,
    share,
    threshold_sentences,
)
from assemblies.counting.numbers import FRACTION_NAMES, counted, decimal, fraction_name, number, rounding
from assemblies.counting.rule import Outcome, QuorumCount, QuorumKind, TieRule

if TYPE_CHECKING:
    from fractions import Fraction

    from assemblies.counting.majorities import Majority
    from assemblies.counting.rule import CastingVote, Figures, Rule

__all__ = [
    "FRACTION_NAMES",
    "OUTCOME_NAMES",
    "Working",
    "counted",
    "decimal",
    "fraction_name",
    "number",
    "rounding",
    "sentences",
    "share",
    "steps",
]

OUTCOME_NAMES = {
    Outcome.CARRIED: "Carried",
    Outcome.FELL: "Fell",
    Outcome.QUORUM_MISSED: "Quorum missed",
    Outcome.TIE: "Tie",
}


@dataclass(frozen=True)
class Working:
    """Everything a verdict was computed from and came to, ready to be put into words."""

    rule: Rule
    figures: Figures
    majorities: tuple[Majority, ...]
    quorum_needed: int
    quorum_whole: Fraction | None
    quorum_value: int
    quorum_reached: bool
    tied: bool
    casting_vote: CastingVote | None
    outcome: Outcome


def sentences(working: Working) -> tuple[str, ...]:
    """Explain a verdict in the order in which people check it: the votes, what was needed, the quorum, the outcome.

    With the quorum missed the threshold plays no part, so nothing is said about it.
    """
    figures = working.figures
    votes = (
        f"{number(figures.for_)} for, {number(figures.against)} against, "
        f"{counted(figures.abstain, 'abstention', 'abstentions')}."
    )
    said = [votes]
    if working.outcome is not Outcome.QUORUM_MISSED:
        said.extend(threshold_sentences(working.majorities))
    if working.rule.quorum_kind is not QuorumKind.NONE:
        said.append(_quorum_sentence(working))
    said.extend(_outcome_sentences(working))
    return tuple(said)


def steps(working: Working) -> tuple[tuple[str, str], ...]:
    """Give the rows of the table "How this was worked out", each a label and a value."""
    figures = working.figures
    votes = f"{number(figures.for_)} + {number(figures.against)} + {number(figures.abstain)} = {number(figures.cast)}"
    rows = [
        ("Members on the roll", number(figures.entitled)),
        ("Votes for, against and abstentions", votes),
        *_quorum_steps(working),
        *majority_steps(working.majorities, figures),
        ("For", number(figures.for_)),
        *reached_step(working.majorities),
    ]
    if working.tied:
        rows.append(("As many for as against", _tie_value(working)))
    rows.append(("Outcome", OUTCOME_NAMES[working.outcome]))
    return tuple(rows)


def _quorum_sentence(working: Working) -> str:
    asked = {
        QuorumCount.PRESENT: number(working.quorum_needed),
        QuorumCount.CAST: counted(working.quorum_needed, "vote", "votes"),
        QuorumCount.YES: f"{counted(working.quorum_needed, 'vote', 'votes')} in support",
    }[working.rule.quorum_count]
    state = "reached" if working.quorum_reached else "missed"
    return f"Quorum of {asked} {state} with {number(working.quorum_value)}."


def _outcome_sentences(working: Working) -> tuple[str, ...]:
    match working.outcome:
        case Outcome.QUORUM_MISSED:
            return ("Nothing is decided.",)
        case Outcome.TIE:
            return ("A tie, until the chair gives the casting vote.",)
    word = f"{OUTCOME_NAMES[working.outcome]}."
    if not working.tied:
        return (reached_sentence(working.majorities), word) if len(working.majorities) > 1 else (word,)
    if working.casting_vote is None:
        return ("A tie does not carry.", word)
    return (f"A tie, and the casting vote of the chair was {working.casting_vote}.", word)


def _quorum_steps(working: Working) -> tuple[tuple[str, str], ...]:
    rule = working.rule
    if rule.quorum_kind is QuorumKind.NONE:
        return (("Quorum", "none asked"),)
    who = {
        QuorumCount.PRESENT: "Counted for the quorum: members present",
        QuorumCount.CAST: "Counted for the quorum: votes cast, abstentions included",
        QuorumCount.YES: "Counted for the quorum: votes for",
    }[rule.quorum_count]
    state = "reached" if working.quorum_reached else "missed"
    needed = (_quorum_label(working), number(working.quorum_needed))
    return (*_attended(working), needed, (who, f"{number(working.quorum_value)}, {state}"))


def _quorum_label(working: Working) -> str:
    """Say of what the quorum is a part, and whether the least number that the rules name was more."""
    rule, whole = working.rule, working.quorum_whole
    if rule.quorum_kind is QuorumKind.FIXED:
        return "Quorum"
    if whole is None:
        return "Quorum: the least number, as no assembly was held yet"
    if rule.quorum_kind is QuorumKind.MAJORITY_MEMBERS:
        part, exact = "more than half", whole / 2
        more_than = exact.numerator // exact.denominator
        raised = working.quorum_needed > more_than + 1
    else:
        part, exact = fraction_name(rule.quorum_part), rule.quorum_part * whole
        raised = working.quorum_needed >= exact + 1
    of = number(whole.numerator) if whole.denominator == 1 else f"{number(whole.numerator)}/{number(whole.denominator)}"
    who = " delegates" if rule.quorum_kind is QuorumKind.FRACTION_DELEGATES else ""
    if raised:
        return f"Quorum: the least number, as {part} of {of}{who} is fewer"
    return f"Quorum: {part} of {of}{who}{rounding(exact)}"


def _attended(working: Working) -> tuple[tuple[str, str], ...]:
    """Show how many came to the assemblies that an average was taken of, and their mean as a fraction."""
    last = working.figures.last(working.rule.quorum_last)
    if working.rule.quorum_kind is not QuorumKind.FRACTION_AVERAGE or not last:
        return ()
    came = f"{' + '.join(number(one) for one in last)} = {number(sum(last))}" if len(last) > 1 else number(last[0])
    label = "Came to the last assembly" if len(last) == 1 else f"Came to the last {number(len(last))} assemblies"
    return ((label, came),)


def _tie_value(working: Working) -> str:
    if working.rule.tie_rule is TieRule.FAILS:
        return "a tie does not carry"
    if working.casting_vote is None:
        return "waits for the casting vote"
    return f"casting vote {working.casting_vote}"
