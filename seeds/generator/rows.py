"""The rows of invented people: what stands in which column of which table."""

from dataclasses import dataclass, field

from members.enums import MembershipState
from members.models import Membership, MembershipSpan, Person
from seeds.generator.ids import Ids
from seeds.generator.people import Invented
from seeds.generator.tables import Row, write_rows

PERSON, MEMBERSHIP, SPAN = (model._meta.db_table for model in (Person, Membership, MembershipSpan))
PERSON_COLUMNS = (
    *("id", "password", "is_superuser", "public_id", "sign_in_name", "name", "sort_name"),
    *("email", "phone", "address", "postcode", "town", "language", "notices_by"),
    *("is_active", "is_staff", "date_joined"),
)
MEMBERSHIP_COLUMNS = (
    *("id", "public_id", "organisation_id", "person_id", "branch_id", "number"),
    *("state", "joined_on", "left_on", "sort_name"),
)
SPAN_COLUMNS = ("organisation_id", "membership_id", "state", "branch_id", "from_on", "until_on")


@dataclass
class Writing:
    """What the rows of one register have in common, and the keys that come next."""

    organisation: str
    branches: list[str]
    ids: Ids
    joined: str
    person: int
    membership: int
    number: int
    people: list[Row] = field(default_factory=list)
    memberships: list[Row] = field(default_factory=list)
    spans: list[Row] = field(default_factory=list)

    def add(self, made: Invented) -> None:
        """One person: a row for each table, two spans where the state changed."""
        person, membership = str(self.person), str(self.membership)
        public_id = self.ids.public_id()
        branch = None if made.branch is None else self.branches[made.branch]
        left = made.changed_on if made.state == MembershipState.RESIGNED else None
        self.people.append(
            (
                *(person, f"!{public_id}", "0", public_id, self.ids.sign_in_name(), made.name, made.sort_name),
                *(made.email, made.phone, "", made.postcode, made.town, made.language, made.notices_by),
                *("1", "0", self.joined),
            )
        )
        self.memberships.append(
            (
                *(membership, self.ids.public_id(), self.organisation, person, branch, f"{self.number:04d}"),
                *(made.state, made.joined_on, left, made.sort_name),
            )
        )
        if made.changed_on is None:
            self.spans.append((self.organisation, membership, made.state, branch, made.joined_on, None))
        else:
            full = MembershipState.FULL.value
            self.spans.append((self.organisation, membership, full, branch, made.joined_on, made.changed_on))
            self.spans.append((self.organisation, membership, made.state, branch, made.changed_on, None))
        self.person += 1
        self.membership += 1
        self.number += 1

    def write(self) -> None:
        """Insert what was added, and forget it."""
        write_rows(PERSON, PERSON_COLUMNS, self.people)
        write_rows(MEMBERSHIP, MEMBERSHIP_COLUMNS, self.memberships)
        write_rows(SPAN, SPAN_COLUMNS, self.spans)
        self.people, self.memberships, self.spans = [], [], []
