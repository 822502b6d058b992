"""A tree of bodies, one line for each: what hangs on what, legible with three and with three hundred."""

from collections.abc import Sequence
from dataclasses import dataclass

STEP, INDENT, EDGE = 34, 30, 12
LETTER = 9


@dataclass(frozen=True, slots=True)
class TreeRow:
    """One line: how deep it hangs, what it says, a few words beside, and its mark (whole, part, dashed)."""

    depth: int
    label: str
    note: str = ""
    mark: str = "part"


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """A line on the page, in pixels: its mark and where its words begin."""

    row: TreeRow
    x: int
    y: int

    @property
    def text_x(self) -> int:
        """Where the words begin."""
        return self.x + 16

    @property
    def text_y(self) -> int:
        """On which line they stand."""
        return self.y + 5


@dataclass(frozen=True, slots=True)
class Branching:
    """What leads from a line up to the one it hangs on, as a corner."""

    x: int
    top: int
    y: int
    end: int


@dataclass(frozen=True, slots=True)
class Tree:
    """What `base/parts/tree.html` draws."""

    nodes: tuple[DrawnNode, ...]
    corners: tuple[Branching, ...]
    width: int
    height: int


def tree(rows: Sequence[TreeRow]) -> Tree:
    """Lay out the lines of a tree in their order; each hangs on the nearest line above that is less deep.

    Raises:
        ValueError: where a line hangs on nothing.
    """
    nodes: list[DrawnNode] = []
    corners: list[Branching] = []
    above: list[DrawnNode] = []
    for number, row in enumerate(rows):
        if row.depth > len(above) or (row.depth < 1 and number):
            raise ValueError("Each line but the first hangs on one above it.")
        node = DrawnNode(row, EDGE + row.depth * INDENT, EDGE + number * STEP + 6)
        del above[row.depth :]
        if above:
            parent = above[-1]
            corners.append(Branching(parent.x, parent.y + 8, node.y, node.x - 8))
        above.append(node)
        nodes.append(node)
    longest = max((node.text_x + LETTER * len(f"{node.row.label}  {node.row.note}") for node in nodes), default=0)
    return Tree(tuple(nodes), tuple(corners), longest + EDGE, len(nodes) * STEP + EDGE)
