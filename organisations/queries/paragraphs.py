"""A programme in numbered paragraphs, and what one version changed of another, as words added and taken away."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, ADDED, REMOVED = "same", "added", "removed"
# Above these the words, or the paragraphs, are not matched: one is shown as taken away and the other as added.
MOST_WORDS, MOST_PARAGRAPHS = 1500, 1000
MARKS = {SAME: "  ", ADDED: "+ ", REMOVED: "- "}


@dataclass(frozen=True)
class Piece:
    """Some words, and whether both versions have them."""

    kind: str
    text: str


Pieces = tuple[Piece, ...]


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text: what stands between empty lines."""
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def changes_between(before: str, after: str) -> list[Pieces]:
    """Paragraph by paragraph what became of `before`; one that was reworded shows its words added and taken away."""
    old, new = ([" ".join(part.split()) for part in paragraphs_of(text)] for text in (before, after))
    if max(len(old), len(new)) > MOST_PARAGRAPHS:
        return [*_whole(old, REMOVED), *_whole(new, ADDED)]
    found: list[Pieces] = []
    for verb, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verb == "equal":
            found += _whole(new[j1:j2], SAME)
            continue
        both = min(i2 - i1, j2 - j1)
        for gone, come in zip(old[i1 : i1 + both], new[j1 : j1 + both], strict=True):
            found += _reworded(gone, come)
        found += [*_whole(old[i1 + both : i2], REMOVED), *_whole(new[j1 + both : j2], ADDED)]
    return found


def changes_as_text(title: str, changes: list[Pieces]) -> str:
    """The same for a reader without colours: a line for each run of words, `+` added, `-` taken away."""
    lines = [title, ""]
    for pieces in changes:
        lines += [f"{MARKS[piece.kind]}{piece.text}" for piece in pieces]
        lines.append("")
    return "\n".join(lines)


def _whole(paragraphs: list[str], kind: str) -> list[Pieces]:
    return [(Piece(kind, text),) for text in paragraphs]


def _reworded(before: str, after: str) -> list[Pieces]:
    old, new = before.split(), after.split()
    if max(len(old), len(new)) > MOST_WORDS:
        return [*_whole([before], REMOVED), *_whole([after], ADDED)]
    matched = SequenceMatcher(None, old, new, autojunk=False)
    if matched.ratio() < 0.4:  # two paragraphs that merely stand in the same place
        return [*_whole([before], REMOVED), *_whole([after], ADDED)]
    return [tuple(_runs(matched, old, new))]


def _runs(matched: "SequenceMatcher[str]", old: list[str], new: list[str]) -> Iterator[Piece]:
    for verb, i1, i2, j1, j2 in matched.get_opcodes():
        if verb == "equal":
            yield Piece(SAME, " ".join(new[j1:j2]))
            continue
        if i1 < i2:
            yield Piece(REMOVED, " ".join(old[i1:i2]))
        if j1 < j2:
            yield Piece(ADDED, " ".join(new[j1:j2]))
