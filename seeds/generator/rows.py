"""The rows of invented people: what stands in which column of which table."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from members.enums import MembershipState
from members.models import Membership, MembershipSpan, Person
from members.models.people import digits
from seeds.generator.ids import Ids
from seeds.generator.people import Invented
from seeds.generator.tables import Packed, Row, packed_as_text, write_packed

PERSON, MEMBERSHIP, SPAN = (model._meta.db_table for model in (Person, Membership, MembershipSpan))
PERSON_COLUMNS = (
    *("id", "password", "is_superuser", "public_id", "sign_in_name", "name", "sort_name"),
    *("email", "phone", "address", "postcode", "town", "language", "notices_by"),
    *("is_active", "is_staff", "date_joined"),
)
MEMBERSHIP_COLUMNS = (
    *("id", "public_id", "organisation_id", "person_id", "branch_id", "number"),
    *("state", "joined_on", "left_on", "sort_name", "phone_digits"),
)
SPAN_COLUMNS = ("organisation_id", "membership_id", "state", "branch_id", "from_on", "until_on")


class Part(NamedTuple):
    """Some people, ready to be written: the rows of three tables."""

    people: Packed
    memberships: Packed
    spans: Packed
    number: int


@dataclass
class Register:
    """What the rows of one register have in common, and the keys that come next."""

    organisation: str
    branches: list[str]
    ids: Ids
    joined: str
    person: int
    membership: int
    numbers: Iterator[str]

    def _person(self, made: Invented) -> Row:
        public_id = self.ids.public_id()
        return (
            *(str(self.person), f"!{public_id}", "0", public_id, self.ids.sign_in_name(), made.name, made.sort_name),
            *(made.email, made.phone, "", made.postcode, made.town, made.language, made.notices_by),
            *("1", "0", self.joined),
        )

    def _membership(self, made: Invented, branch: str | None) -> Row:
        left = made.changed_on if made.state == MembershipState.RESIGNED else None
        return (
            *(str(self.membership), self.ids.public_id(), self.organisation, str(self.person), branch),
            *(next(self.numbers), made.state, made.joined_on, left, made.sort_name),
            digits(made.phone),
        )

    def _spans(self, made: Invented, branch: str | None) -> list[Row]:
        membership = str(self.membership)
        if made.changed_on is None:
            return [(self.organisation, membership, made.state, branch, made.joined_on, None)]
        full = MembershipState.FULL.value
        return [
            (self.organisation, membership, full, branch, made.joined_on, made.changed_on),
            (self.organisation, membership, made.state, branch, made.changed_on, None),
        ]

    def parts(self, people: Iterator[Invented], size: int, *, as_text: bool) -> Iterator[Part]:
        """The rows of these people, `size` people at a time, packed as the engine wants them."""
        while made_now := list(islice(people, size)):
            rows: tuple[list[Row], list[Row], list[Row]] = ([], [], [])
            for made in made_now:
                branch = None if made.branch is None else self.branches[made.branch]
                rows[0].append(self._person(made))
                rows[1].append(self._membership(made, branch))
                rows[2].extend(self._spans(made, branch))
                self.person += 1
                self.membership += 1
            packed = [packed_as_text(table) if as_text else table for table in rows]
            yield Part(*packed, number=len(made_now))


def write_part(part: Part) -> None:
    """Insert the rows of some people."""
    write_packed(PERSON, PERSON_COLUMNS, part.people)
    write_packed(MEMBERSHIP, MEMBERSHIP_COLUMNS, part.memberships)
    write_packed(SPAN, SPAN_COLUMNS, part.spans)
