"""The columns of a register: what they are called, and what stands in them. Page, exports and saved lists share them.

Each is a field of the record that everybody who keeps this register may open; a column that fewer people may read does
not belong here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from members.enums import BELONGING, MembershipState, NoticesBy
from members.models import Membership
from organisations.models import Body
from organiser.base.errors import Invalid

MOST = 20
# `get_…_display` puts the choices together anew for each row.
NOTICES: dict[str, str] = dict(NoticesBy.choices)
STATES: dict[str, str] = dict(MembershipState.choices)


@dataclass(frozen=True)
class Column:
    """One column.

    Args:
        key: its name in addresses, payloads and stored lists.
        label: its heading; our import knows it.
        value: the text or the day of a member; person and branch must be there already.
        who: who may read it, in words.
    """

    key: str
    label: str
    value: Callable[[Membership], str | date | None]
    who: str = "Those who keep the register."

    def text(self, membership: Membership) -> str:
        """What stands in a file."""
        value = self.value(membership)
        return value.isoformat() if isinstance(value, date) else value or ""


def state_of(one: Membership) -> str:
    """The state of today, or of the day that a list tells of (`tell_of_day`)."""
    then: str | None = getattr(one, "state_then", None)
    return then or one.state


def _branch(one: Membership) -> str:
    if getattr(one, "state_then", None):
        return one.branch_then or ""  # type: ignore[attr-defined]  # set by `tell_of_day`
    return one.branch.name if one.branch else ""


def _left_on(one: Membership) -> date | None:
    """Nobody has left who belonged on the day that a list tells of."""
    return None if getattr(one, "state_then", None) in BELONGING else one.left_on


COLUMNS: dict[str, Column] = {
    column.key: column
    for column in (
        Column("number", "Member number", lambda one: one.number),
        Column("name", "Name", lambda one: one.person.name),
        Column("email", "E-mail", lambda one: one.person.email),
        Column("phone", "Phone", lambda one: one.person.phone),
        Column("joined_on", "Joined on", lambda one: one.joined_on),
        Column("address", "Address", lambda one: one.person.address),
        Column("postcode", "Postcode", lambda one: one.person.postcode),
        Column("town", "Town", lambda one: one.person.town),
        Column("language", "Language", lambda one: one.person.language),
        Column("notices_by", "Notices by", lambda one: NOTICES[one.person.notices_by]),
        Column("branch", "Branch", _branch),
        Column("state", "State", lambda one: STATES[state_of(one)]),
        Column("left_on", "Left on", _left_on),
        Column("settled_until", "Dues settled to", lambda one: one.settled_until),
    )
}
# What our import reads (invariant 10), and what a page shows, as long as nobody chose.
OF_FILES = tuple(COLUMNS)
OF_PAGES = ("number", "joined_on", "branch", "state", "town", "notices_by")


# By these somebody is reached, or found at home: a page full of them is as good as a file.
CONTACT = frozenset({"email", "phone", "address"})


def clean_columns(asked: Iterable[object]) -> tuple[str, ...]:
    """The columns that are asked for, each once, in the order of the register.

    Raises:
        Invalid: for one that there is not.
    """
    wanted = list(asked)
    for key in wanted:
        if not isinstance(key, str) or key not in COLUMNS:
            raise Invalid(
                f"There is no such column. Known are: {', '.join(COLUMNS)}.", code="unknown_column", field="columns"
            )
    return tuple(key for key in COLUMNS if key in wanted)


def columns_of(chosen: Iterable[str], body: Body) -> list[Column]:
    """The columns of a page: those chosen, or the usual ones; the branch only in the register of the whole."""
    keys = tuple(chosen) or (
        OF_PAGES if body.pk == body.organisation_key else tuple(k for k in OF_PAGES if k != "branch")
    )
    return [COLUMNS[key] for key in keys if key in COLUMNS and key != "name"]
