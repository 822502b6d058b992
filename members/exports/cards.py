"""Membership cards. The code on a card is a link with a public id: it names nobody, and only those who may, open it."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from members.exports.letters import LEFT, write_letter
from members.exports.paper import Paper
from members.models import Membership
from organiser.base.words import day

WIDTH, HEIGHT = 85.6, 54.0  # ISO/IEC 7810 ID-1, the size of a bank card
ACROSS, DOWN = 2, 5
PAD = 5.0
CODE = 20.0
TEXT = (
    "Dear {name},\n\nhere is your membership card. Cut it out along the line.\n\nThe code on it is a link. "
    "It holds no name: only those who keep the register can open it."
)


def link_of(membership: Membership) -> str:
    """Where the code leads: the record, for those who may open it."""
    return f"{settings.SITE_ADDRESS.rstrip('/')}{reverse('member', args=[membership.public_id])}"


def write_card(paper: Paper, x: float, y: float, membership: Membership, organisation: str) -> None:
    """One card, with a thin line to cut along."""
    paper.set_draw_color(160)
    paper.set_line_width(0.1)
    paper.rect(x, y, WIDTH, HEIGHT)
    size, lines = paper.fitted([organisation], WIDTH - 2 * PAD, 11, (10.0, 9.0, 8.0, 7.0))
    paper.put(x + PAD, y + PAD, lines, size, "B")
    size, lines = paper.fitted([membership.person.name], WIDTH - 2 * PAD, 12, (12.0, 11.0, 10.0, 9.0, 8.0))
    paper.put(x + PAD, y + PAD + 12, lines, size)
    branch = membership.branch.name if membership.branch else ""
    facts = [branch, f"Member number {membership.number}", f"Since {day(membership.joined_on)}"]
    size, lines = paper.fitted([fact for fact in facts if fact], WIDTH - 2 * PAD - CODE - 3, CODE, (8.0, 7.0, 6.0))
    paper.put(x + PAD, y + HEIGHT - PAD - len(lines) * paper.leading(size), lines, size)
    paper.qr(x + WIDTH - PAD - CODE, y + HEIGHT - PAD - CODE, CODE, link_of(membership))


def cards(memberships: Iterable[Membership], organisation: str) -> bytes:
    """Ten cards on a page."""
    paper = Paper()
    left, top = (210 - ACROSS * WIDTH) / 2, (297 - DOWN * HEIGHT) / 2
    for number, membership in enumerate(memberships):
        row, column = divmod(number % (ACROSS * DOWN), ACROSS)
        if row == column == 0:
            paper.add_page()
        write_card(paper, left + column * WIDTH, top + row * HEIGHT, membership, organisation)
    return paper.written()


def card_letter(membership: Membership) -> bytes:
    """A letter with the card on it."""
    paper = Paper()
    y = write_letter(paper, membership, membership.branch or membership.organisation, TEXT)
    write_card(paper, LEFT, min(y + 8, 297 - HEIGHT - 15), membership, membership.organisation.name)
    return paper.written()
