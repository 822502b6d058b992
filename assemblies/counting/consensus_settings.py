"""A round of consensus as it is stored and handed out: its limits as plain settings, its papers as lines of text.

The settings of a ballot are the limits of its rule and the number of the round; its papers are the four words below,
with how many there are of each. How many find each block principled stands beside them.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from assemblies.counting.consensus import Block, ConsensusRule, Voices

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assemblies.counting.verdict import Rule

__all__ = ["CONSENSUS", "VOICES", "limits_of", "round_of", "rule_from", "voices_from"]

CONSENSUS = "consensus"
VOICES = ("agree", "reservations", "aside", "block")
PARTS = ("block_validity", "stand_asides", "fallback")
NAMES = {"max_blocks", *PARTS, "rounds", "round"}
PART = re.compile("[0-9]{1,9}(?:/[0-9]{1,9})?")


def limits_of(rule: ConsensusRule, number: int) -> dict[str, Any]:
    """Give the limits of a rule and the number of a round as plain JSON types; parts are written such as "1/3"."""
    parts = {name: getattr(rule, name) for name in PARTS}
    return {
        "max_blocks": rule.max_blocks,
        **{name: None if part is None else str(part) for name, part in parts.items()},
        "rounds": rule.rounds,
        "round": number,
    }


def round_of(settings: Mapping[str, Any]) -> int:
    """Give the number of the round.

    Raises ValueError where the settings name none.
    """
    number = settings.get("round")
    if type(number) is not int or number < 1:
        raise ValueError("A round of consensus must have a number, 1 or more.")
    return number


def rule_from(agreement: Rule, settings: Mapping[str, Any]) -> ConsensusRule:
    """Give the rule of consensus from the part that must agree and the settings written by `limits_of`.

    Raises ValueError with a plain sentence where they make none.
    """
    if wrong := sorted(NAMES ^ set(settings)):
        raise ValueError(f"The settings of this round are missing or not known: {', '.join(wrong)}.")
    stand_asides = _part("stand_asides", settings["stand_asides"])
    if stand_asides is None:
        raise ValueError("The part that may stand aside must be a fraction from 0 to 1.")
    return ConsensusRule(
        agreement=agreement,
        max_blocks=settings["max_blocks"],
        stand_asides=stand_asides,
        rounds=settings["rounds"],
        block_validity=_part("block_validity", settings["block_validity"]),
        fallback=_part("fallback", settings["fallback"]),
    )


def voices_from(
    papers: Mapping[str, int],
    principled: Sequence[int] | None,
    *,
    present: int,
    entitled: int,
    attended: tuple[int, ...] = (),
    delegates: int = 0,
) -> Voices:
    """Give what was said in a round from its papers.

    Args:
        principled: of each block how many of the others find it principled; None where nobody was asked.
        present, entitled, attended, delegates: as in `Figures`.

    Raises ValueError with a plain sentence for what cannot have been said.
    """
    if strange := sorted(set(papers) - set(VOICES)):
        raise ValueError(f"“{strange[0]}” is not said in consensus: there are {', '.join(VOICES)}.")
    agree, reservations, aside, blocks = (papers.get(voice, 0) for voice in VOICES)
    if principled is not None and len(principled) != blocks:
        raise ValueError(f"There are {blocks} blocks, and {len(principled)} were judged. Count again.")
    return Voices(
        agree=agree,
        reservations=reservations,
        stand_aside=aside,
        blocks=tuple(Block(principled=one) for one in (principled if principled is not None else [None] * blocks)),
        present=present,
        entitled=entitled,
        attended=attended,
        delegates=delegates,
    )


def _part(name: str, value: object) -> Fraction | None:
    if value is None:
        return None
    try:
        if isinstance(value, str) and PART.fullmatch(value):
            return Fraction(value)
    except ZeroDivisionError:
        pass
    raise ValueError(f"{name}: this must be a fraction such as 1/3.")
