"""A register as a CSV file that our own import reads: what goes out can come in again (invariant 10)."""

from collections.abc import Iterable, Iterator

from members.models import Membership
from organiser.base.files import csv_pieces

HEADINGS = (
    *("Member number", "Name", "E-mail", "Phone", "Joined on", "Address", "Postcode", "Town", "Language"),
    *("Notices by", "Branch", "State"),
)


def line_of(membership: Membership) -> list[str]:
    """The cells of one member, in the order of `HEADINGS`; person and branch must be there already."""
    person = membership.person
    return [
        membership.number,
        person.name,
        person.email or "",
        person.phone,
        membership.joined_on.isoformat(),
        person.address,
        person.postcode,
        person.town,
        person.language,
        person.get_notices_by_display(),
        membership.branch.name if membership.branch else "",
        membership.get_state_display(),
    ]


def register_lines(memberships: Iterable[Membership]) -> Iterator[bytes]:
    """The lines of the file, in pieces."""
    return csv_pieces(HEADINGS, (line_of(membership) for membership in memberships))
