"""Consent of each constituent: what holds for bodies together once every one of them, or enough, has decided by itself.

An alliance binds nobody by a vote of its own. Each body decides under its own rules, and the rule here says how many of
them must have carried it, and whether those who did must have a part of the members that all have together. Pure
functions with integers and fractions; settled once, and stored with its working like a verdict.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Self

from assemblies.counting.consent_rule import ConsentRule, Constituent, Own, Settled
from assemblies.counting.consent_wording import Needed, Working, sentences, steps
from assemblies.counting.majorities import least
from assemblies.counting.stored import check_entries, check_whole, known_choice, stored_sentences, stored_steps

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from assemblies.counting.rule import Comparison

__all__ = ["ConsentRule", "ConsentVerdict", "Constituent", "Own", "Settled", "consent"]

NUMBERS = ("constituents", "consenting", "needed", "members", "members_consenting", "members_needed")


@dataclass(frozen=True, kw_only=True)
class ConsentVerdict:
    """What the bodies came to together, and how.

    `needed` of `constituents` must consent, and `consenting` do. `members_needed` of all `members` must stand behind
    them, and 0 says that members are not counted. `sentences` and `steps` are for people; they are stored, so that the
    explanation of what was settled never changes.
    """

    outcome: Settled
    constituents: int
    consenting: int
    needed: int
    members: int
    members_consenting: int
    members_needed: int
    sentences: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        """Refuse what no bodies can have come to."""
        check_whole(self, *NUMBERS)
        if type(self.outcome) is not Settled:
            raise ValueError("What bodies came to together needs an outcome.")

    def to_json(self) -> dict[str, object]:
        """Give it as plain JSON types, one entry for each field."""
        return {
            **asdict(self),
            "outcome": self.outcome.value,
            "sentences": list(self.sentences),
            "steps": [list(step) for step in self.steps],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Self:
        """Read what `to_json` wrote.

        Raises ValueError when an entry is missing, unknown or of another kind.
        """
        check_entries(cls, data)
        values: dict[str, Any] = dict(data)
        values["outcome"] = known_choice(Settled, data["outcome"])
        values["sentences"] = stored_sentences(data["sentences"])
        values["steps"] = stored_steps(data["steps"])
        return cls(**values)


def consent(rule: ConsentRule, constituents: Sequence[Constituent], *, closed: bool = False) -> ConsentVerdict:
    """Settle whether enough constituents consent, and say how.

    It carries as soon as enough consent, and falls as soon as too few still could; what was settled once holds whatever
    the others decide. A missed quorum decides nothing in a body, so that body may still consent. Of no members no part
    is ever reached.

    Args:
        rule: how many must consent, and whether they must have a part of all members.
        constituents: every body that is asked, once.
        closed: whether nobody is waited for any more; then whoever has not consented does not.

    Raises ValueError without constituents, and where two have the same name.
    """
    names = [one.name for one in constituents if one.name]
    if not constituents or len(set(names)) < len(names):
        raise ValueError("Name at least one constituent, and each of them once.")
    agreed = [one for one in constituents if one.own is Own.CARRIED]
    open_ = [] if closed else [one for one in constituents if one.may_consent]
    members, behind = (sum(one.members for one in group) for group in (constituents, agreed))
    may_stand_behind = behind + sum(one.members for one in open_)
    counted = (len(constituents), len(agreed), len(agreed) + len(open_))
    bodies = _needed(rule.part, rule.comparison, *counted)
    people = None
    if rule.members_numerator:
        people = _needed(rule.members_part, rule.members_comparison, members, behind, may_stand_behind)
    asked = [one for one in (bodies, people) if one is not None]
    if all(one.reached for one in asked):
        outcome = Settled.CARRIED
    elif all(one.can_be_reached for one in asked):
        outcome = Settled.NOT_YET
    else:
        outcome = Settled.FELL
    working = Working(constituents=tuple(constituents), bodies=bodies, people=people, closed=closed, outcome=outcome)
    return ConsentVerdict(
        outcome=outcome,
        constituents=len(constituents),
        consenting=len(agreed),
        needed=bodies.needed,
        members=members,
        members_consenting=behind,
        members_needed=people.needed if people is not None else 0,
        sentences=sentences(working),
        steps=steps(working),
    )


def _needed(part: Fraction, comparison: Comparison, whole: int, has: int, can_have: int) -> Needed:
    needed = max(1, least(part, comparison, whole))
    return Needed(part=part, comparison=comparison, whole=whole, needed=needed, has=has, can_have=can_have)
