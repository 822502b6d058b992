"""The sentences and the table that explain what constituents settled together; stored with it, as with a verdict."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assemblies.counting.consent_rule import Own, Settled
from assemblies.counting.majority_wording import share
from assemblies.counting.numbers import counted, number, rounding
from assemblies.counting.rule import Comparison

if TYPE_CHECKING:
    from fractions import Fraction

    from assemblies.counting.consent_rule import Constituent

__all__ = ["Needed", "Working", "sentences", "steps"]

OWN = {
    Own.CARRIED: ("consents", "consent"),
    Own.FELL: ("does not", "do not"),
    Own.QUORUM_MISSED: ("missed the quorum", "missed the quorum"),
    Own.NOT_YET: ("has not decided yet", "have not decided yet"),
}
NAMES = {Settled.CARRIED: "Carried", Settled.FELL: "Fell", Settled.NOT_YET: "Not decided yet"}


@dataclass(frozen=True, kw_only=True)
class Needed:
    """One thing that must be reached, of constituents or of members: of how many, what there is, what there can be."""

    part: Fraction
    comparison: Comparison
    whole: int
    needed: int
    has: int
    can_have: int

    @property
    def reached(self) -> bool:
        """Whether it is reached already; of nothing nothing is."""
        return self.whole > 0 and self.has >= self.needed

    @property
    def can_be_reached(self) -> bool:
        """Whether it is reached if all who have not decided consent."""
        return self.whole > 0 and self.can_have >= self.needed


@dataclass(frozen=True, kw_only=True)
class Working:
    """Everything that was settled from, ready to be put into words; `people` is None where members are not counted."""

    constituents: tuple[Constituent, ...]
    bodies: Needed
    people: Needed | None
    closed: bool
    outcome: Settled


def sentences(working: Working) -> tuple[str, ...]:
    """Explain it in the order in which people check it: who consents, what is needed, what is missing, the outcome."""
    said = [_answers(working), _bodies(working)]
    if working.people is not None:
        said.append(_members(working.people))
    return (*said, *_standing(working), f"{NAMES[working.outcome]}.")


def steps(working: Working) -> tuple[tuple[str, str], ...]:
    """Give the rows of the table "How this was worked out", each a label and a value."""
    own = _by_answer(working)
    numbers = " + ".join(number(own[answer]) for answer in Own)
    rows = [
        *((one.name, OWN[one.own][0]) for one in working.constituents if one.name),
        ("Consent, do not, missed the quorum, have not decided", f"{numbers} = {number(working.bodies.whole)}"),
        _needed_step("Needed", working.bodies),
        ("Consent", number(working.bodies.has)),
    ]
    if working.people is not None:
        rows += [
            ("Members they have together", number(working.people.whole)),
            _needed_step("Needed as well", working.people),
            ("Members of those who consent", number(working.people.has)),
        ]
    if working.outcome is not Settled.CARRIED:
        rows += _can_steps(working)
    rows.append(("Outcome", NAMES[working.outcome]))
    return tuple(rows)


def _by_answer(working: Working) -> Counter[Own]:
    return Counter(one.own for one in working.constituents)


def _answers(working: Working) -> str:
    own = _by_answer(working)
    said = [counted(own[answer], *OWN[answer]) for answer in Own if own[answer] or answer in {Own.CARRIED, Own.FELL}]
    return f"{', '.join(said)}."


def _bodies(working: Working) -> str:
    needed, whole = working.bodies, counted(working.bodies.whole, "constituent", "constituents")
    if needed.part == 1:
        return f"All {whole} must consent." if needed.whole > 1 else "The one constituent must consent."
    part = share(needed.comparison, needed.part).capitalize()
    return f"{part} of the {whole} is {number(needed.needed)}{rounding(needed.part * needed.whole)}."


def _members(needed: Needed) -> str:
    if not needed.whole:
        return "They have no members together."
    part = share(needed.comparison, needed.part).capitalize()
    whole = counted(needed.whole, "member", "members")
    exact = rounding(needed.part * needed.whole)
    least = f"{part} of the {whole} they have together is {number(needed.needed)}{exact}, and that is needed as well"
    return f"{least}; those who consent have {number(needed.has)}."


def _standing(working: Working) -> list[str]:
    """Say how far it is from being settled, or what settled it against."""
    if working.outcome is Settled.CARRIED:
        return []
    if working.outcome is Settled.FELL:
        return _too_few(working)
    said = []
    if not working.bodies.reached:
        said.append(f"{counted(working.bodies.needed - working.bodies.has, 'more is', 'more are')} needed.")
    if working.people is not None and not working.people.reached:
        more = counted(working.people.needed - working.people.has, "more member", "more members")
        said.append(f"Those who consent need {more} behind them.")
    return said


def _too_few(working: Working) -> list[str]:
    missed = any(one.may_consent for one in working.constituents)
    if working.closed:
        return ["Nobody is waited for any more, and whoever has not consented does not."] if missed else []
    said = []
    if not working.bodies.can_be_reached and missed:
        said.append(f"At most {number(working.bodies.can_have)} can still consent.")
    if working.people is not None and working.people.whole and not working.people.can_be_reached and missed:
        said.append(f"At most {counted(working.people.can_have, 'member', 'members')} can still stand behind it.")
    return said


def _needed_step(label: str, needed: Needed) -> tuple[str, str]:
    part = share(needed.comparison, needed.part)
    if needed.comparison is Comparison.AT_LEAST and needed.part < 1:
        part = f"at least {part}"
    exact = rounding(needed.part * needed.whole)
    value = number(needed.needed) if needed.whole else "cannot be met"
    return (f"{label}: {part} of {number(needed.whole)}{exact}", value)


def _can_steps(working: Working) -> list[tuple[str, str]]:
    rows = [("Can consent at most", number(working.bodies.can_have))]
    if working.people is not None:
        rows.append(("Members behind it at most", number(working.people.can_have)))
    return rows
