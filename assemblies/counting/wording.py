"""The sentences and the table that explain a verdict.

Written once, when the verdict is computed, and stored with it, so that page, projector, minutes and API say the same.
Every number is exact or is shown as rounded; two decimals come from integer arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from assemblies.counting import Base, Comparison, Outcome, QuorumCount, QuorumKind, TieRule

if TYPE_CHECKING:
    from assemblies.counting import CastingVote, Figures, Rule

FRACTION_NAMES = {
    Fraction(1): "all",
    Fraction(1, 2): "half",
    Fraction(1, 3): "one third",
    Fraction(2, 3): "two thirds",
    Fraction(1, 4): "one quarter",
    Fraction(3, 4): "three quarters",
    Fraction(1, 5): "one fifth",
    Fraction(3, 5): "three fifths",
    Fraction(4, 5): "four fifths",
    Fraction(1, 10): "one tenth",
    Fraction(9, 10): "nine tenths",
}

OUTCOME_NAMES = {
    Outcome.CARRIED: "Carried",
    Outcome.FELL: "Fell",
    Outcome.QUORUM_MISSED: "Quorum missed",
    Outcome.TIE: "Tie",
}

NOBODY_IN_BASE = {
    Base.YES_NO: "Nobody voted for or against.",
    Base.CAST: "Nobody voted.",
    Base.PRESENT: "Nobody was counted as present.",
    Base.ENTITLED: "Nobody was on the roll.",
}


@dataclass(frozen=True)
class Working:
    """Everything a verdict was computed from and came to, ready to be put into words."""

    rule: Rule
    figures: Figures
    base_value: int
    needed: int
    quorum_needed: int
    quorum_whole: Fraction | None
    quorum_value: int
    quorum_reached: bool
    tied: bool
    casting_vote: CastingVote | None
    outcome: Outcome


def number(value: int) -> str:
    """Write a whole number with commas between thousands, as in 4,000,000."""
    return f"{value:,}"


def counted(value: int, one: str, many: str) -> str:
    """Write a number with its noun, singular only for exactly one."""
    return f"{number(value)} {one if value == 1 else many}"


def fraction_name(part: Fraction) -> str:
    """Name a part of a whole in words where people have a word for it, else in digits, as in 5/9."""
    return FRACTION_NAMES.get(part, f"{part.numerator}/{part.denominator}")


def decimal(value: Fraction) -> str:
    """Write an exact value that is not negative with at most two decimals, rounded half up.

    A value that two decimals cannot tell from a whole number is called "just over" or "just under" it, because
    "15, rounded up to 15" would read as a mistake.
    """
    hundredths = (200 * value.numerator + value.denominator) // (2 * value.denominator)
    whole, rest = divmod(hundredths, 100)
    if rest:
        return f"{number(whole)}.{rest:02d}".removesuffix("0")
    if value == whole:
        return number(whole)
    return f"just {'over' if value > whole else 'under'} {number(whole)}"


def rounding(value: Fraction) -> str:
    """Say in brackets which exact value was rounded up, or nothing where the value is whole."""
    return "" if value.denominator == 1 else f" ({decimal(value)}, rounded up)"


def share(comparison: Comparison, part: Fraction) -> str:
    """Name a threshold: "more than half", "two thirds"."""
    return f"more than {fraction_name(part)}" if comparison is Comparison.MORE_THAN else fraction_name(part)


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
        said.append(_threshold_sentence(working))
    if working.rule.quorum_kind is not QuorumKind.NONE:
        said.append(_quorum_sentence(working))
    said.extend(_outcome_sentences(working))
    return tuple(said)


def steps(working: Working) -> tuple[tuple[str, str], ...]:
    """Give the rows of the table "How this was worked out", each a label and a value."""
    rule, figures = working.rule, working.figures
    threshold = share(rule.comparison, rule.threshold)
    if rule.comparison is Comparison.AT_LEAST and rule.threshold < 1:
        threshold = f"at least {threshold}"
    exact = rule.threshold * working.base_value
    needed = (
        f"Needed: {threshold} of {number(working.base_value)}{rounding(exact)}",
        number(working.needed) if working.base_value else "cannot be met",
    )
    votes = f"{number(figures.for_)} + {number(figures.against)} + {number(figures.abstain)} = {number(figures.cast)}"
    rows = [
        ("Members on the roll", number(figures.entitled)),
        ("Votes for, against and abstentions", votes),
        *_quorum_steps(working),
        _base_step(working),
        needed,
        ("For", number(figures.for_)),
    ]
    if working.tied:
        rows.append(("As many for as against", _tie_value(working)))
    rows.append(("Outcome", OUTCOME_NAMES[working.outcome]))
    return tuple(rows)


def _threshold_sentence(working: Working) -> str:
    value, rule = working.base_value, working.rule
    if value == 0:
        return NOBODY_IN_BASE[rule.base]
    base = {
        Base.YES_NO: number(value),
        Base.CAST: f"the {counted(value, 'vote', 'votes')} cast",
        Base.PRESENT: f"the {counted(value, 'member', 'members')} present",
        Base.ENTITLED: f"the {counted(value, 'member', 'members')} on the roll",
    }[rule.base]
    threshold = share(rule.comparison, rule.threshold).capitalize()
    return f"{threshold} of {base} is {number(working.needed)}{rounding(rule.threshold * value)}."


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
        return (word,)
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


def _base_step(working: Working) -> tuple[str, str]:
    figures, value = working.figures, number(working.base_value)
    match working.rule.base:
        case Base.YES_NO:
            added = f"{number(figures.for_)} + {number(figures.against)} = {value}"
            return ("Measured against votes for and against; abstentions left out", added)
        case Base.CAST:
            return ("Measured against all votes cast, abstentions included", value)
        case Base.PRESENT:
            return ("Measured against the members present", value)
        case Base.ENTITLED:
            return ("Measured against the members on the roll", value)


def _tie_value(working: Working) -> str:
    if working.rule.tie_rule is TieRule.FAILS:
        return "a tie does not carry"
    if working.casting_vote is None:
        return "waits for the casting vote"
    return f"casting vote {working.casting_vote}"
