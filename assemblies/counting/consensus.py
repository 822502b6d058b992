"""Consensus: the limits that the rules set, and what was said in a round.

Who agrees, with reservations or without, is measured as votes for are, by the threshold, the base and the quorum of the
rule (`verdict`). Beside that stand limits: how many blocks may stand, what makes a block one, how many may stand aside,
how often it is tried, and by which majority it is decided where consensus fails. `consensus_round` compares a round
with them, and `consensus_verdict` is what is stored of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from assemblies.counting.verdict import Comparison, Figures, Rule

__all__ = ["Block", "ConsensusRule", "Ending", "Voices", "fallback_of"]


class Ending(StrEnum):
    """How a round ends.

    `TABLED` comes back in another round, `FALLBACK` goes to a vote. `BLOCKED` and `NOT_REACHED` decide nothing, the one
    because of blocks, the other because too few agree or too many stand aside. A missed quorum is no ending of the
    matter: nothing was tried.
    """

    CONSENSUS = "consensus"
    TABLED = "tabled"
    FALLBACK = "fallback"
    BLOCKED = "blocked"
    NOT_REACHED = "not_reached"
    QUORUM_MISSED = "quorum_missed"


@dataclass(frozen=True, kw_only=True)
class ConsensusRule:
    """The limits of consensus; a part that is None sets none.

    Args:
        agreement: which part must agree, of what, and the quorum; its rule for ties is not read, and it asks for no
            second majority.
        max_blocks: how many blocks may stand; None for any number, where the part that must agree is limit enough.
        block_validity: a block stands where at least this part of the others find it principled.
        block_backing: and where at least this part of all voices back it.
        override: blocks are overridden where at least this part of those who do not block agree.
        stand_asides: no more than this part may stand aside; 0 for nobody, 1 for no limit.
        rounds: how often it is tried.
        fallback: the part that decides after that, of the same number and with the same quorum.
        extensions: whether each may ask once for more time; then the same round is tried again later.
    """

    agreement: Rule
    max_blocks: int | None = 0
    block_validity: Fraction | None = None
    block_backing: Fraction | None = None
    override: Fraction | None = None
    stand_asides: Fraction = Fraction(1)
    rounds: int = 1
    fallback: Fraction | None = None
    extensions: bool = False

    def __post_init__(self) -> None:
        """Refuse what makes no rule."""
        if self.agreement.second_numerator:
            raise ValueError("Consensus knows no second majority. Name one part that must agree.")
        if self.max_blocks is not None and not _is_whole(self.max_blocks):
            raise ValueError("The blocks that may stand must be a whole number, 0 or more.")
        for part in (self.block_validity, self.block_backing, self.override, self.fallback):
            if part is not None and (not isinstance(part, Fraction) or not 0 < part <= 1):
                raise ValueError("Each part must be a fraction above 0 and not above 1.")
        if not isinstance(self.stand_asides, Fraction) or not 0 <= self.stand_asides <= 1:
            raise ValueError("The part that may stand aside must be a fraction from 0 to 1.")
        if not _is_whole(self.rounds) or self.rounds < 1:
            raise ValueError("The rounds must be a whole number, 1 or more.")


@dataclass(frozen=True, kw_only=True)
class Block:
    """One block: how many of the others find it principled, and how many back it, where the rules ask for that."""

    principled: int | None = None
    backing: int | None = None


@dataclass(frozen=True, kw_only=True)
class Voices:
    """What was said in one round: how many agree, have reservations and agree, stand aside; each block by itself.

    `extensions` is how many ask for more time who did not before. The other numbers are those of `Figures`.
    """

    agree: int
    present: int
    entitled: int
    reservations: int = 0
    stand_aside: int = 0
    blocks: tuple[Block, ...] = ()
    extensions: int = 0
    attended: tuple[int, ...] = ()
    delegates: int = 0

    def __post_init__(self) -> None:
        """Refuse what cannot have been counted."""
        for words, value in (
            ("Those who agree", self.agree),
            ("Those with reservations", self.reservations),
            ("Those who stand aside", self.stand_aside),
            ("Those who ask for more time", self.extensions),
            *(("Those who find a block principled", block.principled or 0) for block in self.blocks),
            *(("Those who back a block", block.backing or 0) for block in self.blocks),
        ):
            if not _is_whole(value):
                raise ValueError(f"{words}: this must be a whole number, 0 or more.")
        for place, block in enumerate(self.blocks, 1):
            if (block.principled or 0) > self.voices - 1:
                raise ValueError(f"Block {place}: more find it principled than there are others. Count again.")
            if (block.backing or 0) > self.voices:
                raise ValueError(f"Block {place}: more back it than have spoken. Count again.")

    @property
    def agreeing(self) -> int:
        """All who agree; reservations are written down and stop nothing."""
        return self.agree + self.reservations

    @property
    def voices(self) -> int:
        """All who have spoken."""
        return self.agreeing + self.stand_aside + len(self.blocks)

    def figures(self) -> Figures:
        """The same as the figures of a vote: agreement for, blocks against, whoever stands aside abstains."""
        return Figures(
            for_=self.agreeing,
            against=len(self.blocks),
            abstain=self.stand_aside,
            present=self.present,
            entitled=self.entitled,
            attended=self.attended,
            delegates=self.delegates,
        )


def fallback_of(rule: ConsensusRule) -> Rule | None:
    """The rule of the vote that decides where consensus fails, for `verdict.decide`; None where nothing is decided."""
    if rule.fallback is None:
        return None
    part = rule.fallback
    return replace(
        rule.agreement, numerator=part.numerator, denominator=part.denominator, comparison=Comparison.AT_LEAST
    )


def _is_whole(value: object) -> bool:
    return type(value) is int and value >= 0
