"""Members as vCards, version 4.0 (RFC 6350): for address books. They carry no key that would join two files."""

import re
from collections.abc import Iterable, Iterator

from members.models import Membership

WIDTH = 75
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2})?")


def _plain(text: str) -> str:
    """A text in which nothing ends a value, a part or a line."""
    return re.sub(r"([\\,;])", r"\\\1", text).replace("\r", "").replace("\n", r"\n")


def _folded(line: str) -> str:
    """A line broken at 75 octets, between letters and never inside one."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > WIDTH:
            pieces.append(piece)
            piece = " "
        piece += letter
    return "\r\n".join([*pieces, piece]) + "\r\n"


def vcard(membership: Membership) -> str:
    """One card; what is empty is left out."""
    person = membership.person
    lines = ["BEGIN:VCARD", "VERSION:4.0", "KIND:individual", f"FN:{_plain(person.name)}"]
    if person.email:
        lines.append(f"EMAIL:{_plain(person.email)}")
    if person.phone:
        lines.append(f"TEL:{_plain(person.phone)}")
    if person.address or person.postcode or person.town:
        lines.append(f"ADR:;;{_plain(person.address)};{_plain(person.town)};;{_plain(person.postcode)};")
    if LANGUAGE.fullmatch(person.language):
        lines.append(f"LANG:{person.language}")
    return "".join(_folded(line) for line in [*lines, "END:VCARD"])


def vcards(memberships: Iterable[Membership]) -> Iterator[bytes]:
    """The cards, one after the other."""
    return (vcard(membership).encode() for membership in memberships)
