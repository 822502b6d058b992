"""Letters to members, one page or more for each, with the address where a window envelope shows it (DIN 5008 B)."""

from collections.abc import Iterable

from members.exports.labels import address_of
from members.exports.paper import Paper
from members.models import Membership
from organisations.models import Body
from organiser.base import clock
from organiser.base.words import day

LEFT, RIGHT, BOTTOM = 25.0, 20.0, 25.0
WIDTH = 210 - LEFT - RIGHT
SIZE = 11.0
FIELDS = ("name", "number", "body")


def filled(text: str, membership: Membership, body: Body, *, fill: bool = True) -> str:
    """The text with what stands in braces: {name}, {number} and {body}. Anything else in braces stays as it is."""
    if not fill:
        return text
    values = {"name": membership.person.name, "number": membership.number, "body": body.name}
    for field in FIELDS:
        text = text.replace(f"{{{field}}}", values[field])
    return text


def write_letter(
    paper: Paper, membership: Membership, body: Body, text: str, subject: str = "", *, fill: bool = True
) -> float:
    """One letter on a page of its own, or on as many as the text takes; gives where it ends on the last."""
    paper.add_page()
    paper.put(LEFT, 20, [body.organisation.name if body.pk != body.organisation_key else body.name], 13, "B")
    if body.pk != body.organisation_key:
        paper.put(LEFT, 26.5, [body.name], 10)
    size, lines = paper.fitted(address_of(membership), 75, 27, (11.0, 10.0, 9.0, 8.0))
    paper.put(LEFT, 53, lines, size)
    today = day(clock.today())
    paper.set_font("paper", "", 10)
    paper.put(210 - RIGHT - paper.get_string_width(today), 90, [today], 10)
    y = 100.0
    if subject:
        paper.set_font("paper", "B", 12)
        y = paper.put(LEFT, y, paper.lines_of(filled(subject, membership, body, fill=fill), WIDTH), 12, "B") + 4
    for paragraph in filled(text, membership, body, fill=fill).split("\n"):
        paper.set_font("paper", "", SIZE)
        for line in paper.lines_of(paragraph, WIDTH) or [""]:
            if y + paper.leading(SIZE) > 297 - BOTTOM:
                paper.add_page()
                y = 25.0
            y = paper.put(LEFT, y, [line], SIZE)
    return y


def letters(memberships: Iterable[Membership], body: Body, text: str, subject: str = "", *, fill: bool = True) -> bytes:
    """The letters, one after the other; with `fill`, what stands in braces is filled in for each."""
    paper = Paper()
    for membership in memberships:
        write_letter(paper, membership, body, text, subject, fill=fill)
    return paper.written()
