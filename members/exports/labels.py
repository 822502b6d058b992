"""Address labels on the sheets that every stationer has."""

from collections.abc import Iterable
from dataclasses import dataclass

from members.exports.paper import Paper
from members.models import Membership

PAD_X, PAD_Y = 6.0, 4.5
SIZES = (10.0, 9.0, 8.0, 7.0, 6.0)


@dataclass(frozen=True)
class Sheet:
    """A sheet of labels on A4, all in millimetres, from the upper left corner."""

    words: str
    across: int
    down: int
    width: float
    height: float
    left: float
    top: float
    gap: float = 0.0


SHEETS: dict[str, Sheet] = {
    "3x8": Sheet("24 labels of 70 × 37 mm", 3, 8, 70, 37, 0, 0.5),
    "3x7": Sheet("21 labels of 63.5 × 38.1 mm", 3, 7, 63.5, 38.1, 7.25, 15.15, 2.5),
    "2x8": Sheet("16 labels of 99.1 × 33.9 mm", 2, 8, 99.1, 33.9, 4.65, 12.9, 2.5),
    "2x7": Sheet("14 labels of 99.1 × 38.1 mm", 2, 7, 99.1, 38.1, 4.65, 15.15, 2.5),
}


def address_of(membership: Membership) -> list[str]:
    """The lines of an address; those that are empty are left out."""
    person = membership.person
    return [line for line in (person.name, person.address, f"{person.postcode} {person.town}".strip()) if line]


def corner(sheet: Sheet, place: int) -> tuple[float, float]:
    """Where the label of that place on its page begins."""
    row, column = divmod(place, sheet.across)
    return sheet.left + column * (sheet.width + sheet.gap), sheet.top + row * sheet.height


def labels(memberships: Iterable[Membership], sheet: Sheet) -> bytes:
    """The labels, row by row. An address that is long is set smaller until it stands on its label whole."""
    paper, many = Paper(), sheet.across * sheet.down
    for number, membership in enumerate(memberships):
        if number % many == 0:
            paper.add_page()
        x, y = corner(sheet, number % many)
        width, height = sheet.width - 2 * PAD_X, sheet.height - 2 * PAD_Y
        size, lines = paper.fitted(address_of(membership), width, height, SIZES)
        space = (height - len(lines) * paper.leading(size)) / 2
        paper.put(x + PAD_X, y + PAD_Y + max(space, 0), lines, size)
    return paper.written()
