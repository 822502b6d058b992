"""One round of consensus, compared with every limit of its rule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assemblies.counting.consensus import Ending
from assemblies.counting.verdict import Base, Outcome, TieRule, decide

if TYPE_CHECKING:
    from assemblies.counting.consensus import Block, ConsensusRule, Voices
    from assemblies.counting.verdict import Verdict

__all__ = ["Found", "look"]


@dataclass(frozen=True, kw_only=True)
class Found:
    """A round as it was looked at: each limit with what it was compared with, ready to be put into words."""

    rule: ConsensusRule
    voices: Voices
    round: int
    verdict: Verdict
    agreed: bool
    standing: tuple[bool, ...]
    stopped: bool
    overridden: bool
    aside_of: int
    too_many_aside: bool
    ending: Ending


def look(rule: ConsensusRule, voices: Voices, number: int) -> Found:
    """Compare one round with every limit, and say how it ends.

    The quorum comes first; without it nobody is asked about blocks. Then comes a request for more time. Then all limits
    must hold: blocks (or they are overridden), stand-asides, agreement.

    Raises ValueError with a plain sentence for a round that the rules do not have, and where something that they ask
    about a block was not asked, or the other way round.
    """
    if type(number) is not int or not 1 <= number <= rule.rounds:
        raise ValueError(f"The rules try it in {rule.rounds} {'round' if rule.rounds == 1 else 'rounds'}.")
    verdict = decide(replace(rule.agreement, tie_rule=TieRule.FAILS), voices.figures())
    if verdict.outcome is not Outcome.QUORUM_MISSED:
        _check_asked(rule, voices)
    standing = tuple(_stands(rule, voices, block) for block in voices.blocks)
    stopped = rule.max_blocks is not None and sum(standing) > rule.max_blocks
    others = voices.voices - len(voices.blocks)
    overridden = stopped and rule.override is not None and voices.agreeing >= rule.override * others > 0
    aside_of = {Base.PRESENT: voices.present, Base.ENTITLED: voices.entitled}.get(rule.agreement.base, voices.voices)
    too_many_aside = voices.stand_aside > rule.stand_asides * aside_of
    blocked = stopped and not overridden
    if verdict.outcome is Outcome.QUORUM_MISSED:
        ending = Ending.QUORUM_MISSED
    elif voices.extensions:
        ending = Ending.TABLED
    elif verdict.outcome is Outcome.CARRIED and not blocked and not too_many_aside:
        ending = Ending.CONSENSUS
    elif number < rule.rounds:
        ending = Ending.TABLED
    elif rule.fallback is not None:
        ending = Ending.FALLBACK
    else:
        ending = Ending.BLOCKED if blocked else Ending.NOT_REACHED
    return Found(
        rule=rule,
        voices=voices,
        round=number,
        verdict=verdict,
        agreed=verdict.outcome is Outcome.CARRIED,
        standing=standing,
        stopped=stopped,
        overridden=overridden,
        aside_of=aside_of,
        too_many_aside=too_many_aside,
        ending=ending,
    )


def _stands(rule: ConsensusRule, voices: Voices, block: Block) -> bool:
    """Whether a block counts as one: the others are all who have spoken but the one who blocks."""
    principled = (block.principled or 0) >= (rule.block_validity or 0) * (voices.voices - 1)
    return principled and (block.backing or 0) >= (rule.block_backing or 0) * voices.voices


def _check_asked(rule: ConsensusRule, voices: Voices) -> None:
    for place, block in enumerate(voices.blocks, 1):
        for asked, answer, words in (
            (rule.block_validity, block.principled, "find it principled"),
            (rule.block_backing, block.backing, "back it"),
        ):
            if asked is not None and answer is None:
                raise ValueError(f"Block {place}: the rules ask how many {words}. Count them first.")
            if asked is None and answer is not None:
                raise ValueError(f"Block {place}: the rules do not ask how many {words}.")
    if voices.extensions and not rule.extensions:
        raise ValueError("The rules know no request for more time. Move another round.")
