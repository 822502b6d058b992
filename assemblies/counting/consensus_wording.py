"""The sentences and the table that explain a round of consensus; stored with it, so that every door shows the same."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from assemblies.counting.consensus import Ending
from assemblies.counting.verdict import Base, QuorumKind
from assemblies.counting.wording import counted, decimal, fraction_name, number

if TYPE_CHECKING:
    from assemblies.counting.consensus import Block
    from assemblies.counting.consensus_round import Found

OF = {
    Base.YES_NO: "of those who agree or block",
    Base.CAST: "of all who have spoken",
    Base.PRESENT: "of the members present",
    Base.ENTITLED: "of the members on the roll",
}

OF_VOTES = OF | {Base.YES_NO: "of the votes for and against", Base.CAST: "of the votes cast"}

NAMES = {
    Ending.CONSENSUS: "Consensus",
    Ending.TABLED: "Tabled for another round",
    Ending.FALLBACK: "No consensus: to be voted on",
    Ending.BLOCKED: "Blocked",
    Ending.NOT_REACHED: "No consensus",
    Ending.QUORUM_MISSED: "Quorum missed",
}

SAID = {
    Ending.CONSENSUS: "Consensus.",
    Ending.BLOCKED: "Blocked. Nothing is decided.",
    Ending.NOT_REACHED: "No consensus. Nothing is decided.",
    Ending.QUORUM_MISSED: "Nothing is decided.",
}


def sentences(found: Found) -> tuple[str, ...]:
    """Explain a round in the order in which people check it: voices, agreement, quorum, blocks, stand-asides, outcome.

    With the quorum missed the limits play no part, so nothing is said about them.
    """
    missed = found.ending is Ending.QUORUM_MISSED
    measured = 1 + (not missed) + (found.rule.agreement.quorum_kind is not QuorumKind.NONE)
    said = [_voices(found), *found.verdict.sentences[1:measured]]
    if not missed:
        enough = "enough" if found.agreed else "too few"
        said.append(f"{counted(found.voices.agreeing, 'agrees', 'agree')}: that is {enough}.")
        said.extend(_block(found, place) for place in range(len(found.standing)) if _is_asked(found))
        said.extend(_blocks(found))
        said.extend(_aside(found))
    return (*said, *_outcome(found))


def steps(found: Found) -> tuple[tuple[str, str], ...]:
    """Give the rows of the table "How this was worked out", each a label and a value."""
    rule, voices = found.rule, found.voices
    rows = [
        ("Round", f"{number(found.round)} of {number(rule.rounds)}"),
        ("Agree, with reservations and without", f"{number(voices.agree)} + {number(voices.reservations)}"),
        *(row for row in found.verdict.steps if row[0].startswith(("Members on", "Quorum", "Counted for", "Came to"))),
        (f"Needed {OF[rule.agreement.base]}, {number(found.verdict.base_value)}", number(found.verdict.needed)),
        ("Agree", number(voices.agreeing)),
    ]
    if found.ending is Ending.QUORUM_MISSED:
        return (*rows, ("Outcome", NAMES[found.ending]))
    for place, block in enumerate(voices.blocks):
        rows.append(
            (f"Block {place + 1}", f"{_told(found, block)}{'stands' if found.standing[place] else 'does not stand'}")
        )
    most = "any number" if rule.max_blocks is None else number(rule.max_blocks)
    rows.append(("Blocks that stand, and that may", f"{number(sum(found.standing))}, {most}"))
    if found.stopped and rule.override is not None:
        label = f"Of those who do not block, {fraction_name(rule.override)} override"
        rows.append((label, f"{number(voices.agreeing)} of {number(voices.voices - len(voices.blocks))}"))
    if rule.stand_asides < 1:
        exact = rule.stand_asides * found.aside_of
        label = f"May stand aside: {_part(rule.stand_asides)} of {number(found.aside_of)}"
        rows.append((label, f"{decimal(exact)}; {number(voices.stand_aside)} do"))
    if voices.extensions:
        rows.append(("Ask for more time", number(voices.extensions)))
    rows.append(("Outcome", NAMES[found.ending]))
    return tuple(rows)


def _voices(found: Found) -> str:
    voices = found.voices
    return (
        f"Agree: {number(voices.agree)}; agree with reservations: {number(voices.reservations)}; "
        f"stand aside: {number(voices.stand_aside)}; block: {number(len(voices.blocks))}."
    )


def _is_asked(found: Found) -> bool:
    return found.rule.block_validity is not None or found.rule.block_backing is not None


def _told(found: Found, block: Block) -> str:
    """Say what was asked about a block, and of how many."""
    voices, told = found.voices.voices, ""
    if block.principled is not None:
        told += f"{number(block.principled)} of {counted(voices - 1, 'other', 'others')} find it principled, "
    if block.backing is not None:
        told += f"{number(block.backing)} of {number(voices)} back it, "
    return told


def _block(found: Found, place: int) -> str:
    rule, block = found.rule, found.voices.blocks[place]
    asked = []
    if rule.block_validity is not None:
        asked.append(f"{fraction_name(rule.block_validity)} must find it so")
    if rule.block_backing is not None:
        asked.append(f"{fraction_name(rule.block_backing)} must back it")
    told = _told(found, block).removesuffix(", ")
    state = "stands" if found.standing[place] else "does not stand"
    return f"Block {place + 1}: {told}; {' and '.join(asked)}. It {state}."


def _blocks(found: Found) -> list[str]:
    rule, standing = found.rule, sum(found.standing)
    if not found.voices.blocks or rule.max_blocks is None:
        return []
    may = f"no more than {number(rule.max_blocks)} may" if rule.max_blocks else "none may"
    said = [f"{counted(standing, 'block stands', 'blocks stand')}, and {may}."]
    if found.stopped and rule.override is not None:
        others = found.voices.voices - len(found.voices.blocks)
        state = "The blocks are overridden" if found.overridden else "That is not enough to override the blocks"
        said.append(f"{number(found.voices.agreeing)} of the {number(others)} who do not block agree. {state}: "
                    f"{fraction_name(rule.override)} of them must.")  # fmt: skip
    return said


def _aside(found: Found) -> list[str]:
    rule, aside = found.rule, found.voices.stand_aside
    if rule.stand_asides == 1 or (not aside and not found.too_many_aside):
        return []
    state = "that is too many" if found.too_many_aside else "that is within the limit"
    if rule.stand_asides == 0:
        return [f"{counted(aside, 'stands', 'stand')} aside, and nobody may."]
    limit = f"{_part(rule.stand_asides)} of {number(found.aside_of)}"
    return [f"{counted(aside, 'stands', 'stand')} aside, and {limit} may: {state}."]


def _part(part: Fraction) -> str:
    return "nobody" if part == 0 else fraction_name(part)


def _outcome(found: Found) -> tuple[str, ...]:
    rule, more = found.rule, found.voices.extensions
    if found.ending is Ending.TABLED and more:
        return (f"{counted(more, 'asks', 'ask')} for more time.", "Tabled: it comes back in the same round.")
    if found.ending is Ending.TABLED:
        return (f"No consensus in round {number(found.round)} of {number(rule.rounds)}.", "Tabled: it comes back.")
    if found.ending is Ending.FALLBACK:
        part = fraction_name(rule.fallback or Fraction(1))
        return (f"No consensus. It goes to a vote, and carries with at least {part} {OF_VOTES[rule.agreement.base]}.",)
    return (SAID[found.ending],)
