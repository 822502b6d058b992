"""Counting: from votes to a result, exactly.

Nothing in this package imports Django, reads a clock or draws a random number, and nothing uses floats: the same votes
under the same rule give the same result, with the same working, on any machine and at any time. `rule` holds what goes
into a yes-no vote, the rule and the figures; `verdict` applies the rule, whose one or two thresholds `majorities`
measures, and `wording` puts the result into sentences.
`ranked` counts papers on which options are put in order.
"""

from assemblies.counting.ranked.count import count
from assemblies.counting.rule import (
    CHOICES,
    PARTS,
    Base,
    CastingVote,
    Comparison,
    Figures,
    Outcome,
    QuorumCount,
    QuorumKind,
    Rule,
    TieRule,
)
from assemblies.counting.stored import ADDED_LATER, check_entries, check_whole, known_choice

__all__ = [
    "ADDED_LATER",
    "CHOICES",
    "PARTS",
    "Base",
    "CastingVote",
    "Comparison",
    "Figures",
    "Outcome",
    "QuorumCount",
    "QuorumKind",
    "Rule",
    "TieRule",
    "check_entries",
    "check_whole",
    "count",
    "known_choice",
]
