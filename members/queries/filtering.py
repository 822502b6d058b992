"""By what a register can be narrowed: one shape for the page, the API, saved lists and exports.

Only fields that stand in the records the viewer may open are here, and they are asked of rows that she may see: whoever
filters by a field learns it, so nobody filters by what she may not read.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from members.enums import BELONGING, MembershipState, NoticesBy
from members.models import Membership, SavedList
from members.queries.past import members_on, register_on
from members.queries.register import register_of, searched
from members.validators import clean_choice, clean_day, clean_flag, clean_words
from organisations.models import Body, Branch
from organiser.base import clock
from organiser.base.actor import Actor
from organiser.base.errors import Invalid

MEMBERS = "members"
NO_BRANCH = "none"
STATES = (MEMBERS, *MembershipState.values)
SORTS: dict[str, tuple[str, ...]] = {
    "name": ("sort_name", "pk"),
    "number": ("number", "pk"),
    "joined": ("-joined_on", "pk"),
}
SORT_WORDS = {"name": "Last word of the name", "number": "Member number", "joined": "Joined, the latest first"}
ONLY_WHOLE = "Only the register of the whole organisation is narrowed by branch. Leave the branch out."


@dataclass(frozen=True)
class Criteria:
    """What somebody asks of a register. What is empty asks nothing.

    Args:
        q: words of the name, the beginning of the number, digits of the phone number.
        state: any of these states; `members` stands for all who belong now.
        on: who stood so on this day.
        branch: public id of a branch, or `none`; in the register of the whole organisation alone.
        leaves_until: who has said that she or he leaves, by this day.
        settled_before: dues settled to a day before this one; who never owed any is not among them.
        in_arrears: whether dues are owed since a day that is over. What was paid and what was waived is the same here.
    """

    q: str = ""
    state: tuple[str, ...] = ()
    on: date | None = None
    branch: str = ""
    town: str = ""
    postcode: str = ""
    language: str = ""
    notices_by: str = ""
    joined_from: date | None = None
    joined_until: date | None = None
    left_from: date | None = None
    left_until: date | None = None
    leaves_until: date | None = None
    settled_before: date | None = None
    in_arrears: bool | None = None
    has_email: bool | None = None
    has_phone: bool | None = None

    @property
    def is_empty(self) -> bool:
        """Whether everybody is meant."""
        return self == Criteria()

    def stored(self) -> dict[str, Any]:
        """The same as JSON, without what asks nothing; `criteria_from` reads it."""
        kept: dict[str, Any] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value not in ("", (), None):
                plain = value.isoformat() if isinstance(value, date) else value
                kept[field.name] = list(plain) if isinstance(plain, tuple) else plain
        return kept

    def only_belonging(self) -> "Criteria":
        """The same, asked of those who belong now, where no state is named."""
        return self if self.state else replace(self, state=(MEMBERS,))


NAMES = tuple(field.name for field in fields(Criteria))
DAYS = ("on", "joined_from", "joined_until", "left_from", "left_until", "leaves_until", "settled_before")
FLAGS = ("in_arrears", "has_email", "has_phone")
WORDS = {"q": 100, "branch": 20, "town": 120, "postcode": 20, "language": 10}


def criteria_from(given: Mapping[str, Any]) -> Criteria:
    """The criteria that a form, a payload or a stored list asks for.

    Raises:
        Invalid: for a name that is not known, or a value that is not understood; it names the field.
    """
    unknown = sorted(str(name) for name in given if name not in NAMES)
    if unknown:
        raise Invalid(
            f"A register is not narrowed by “{unknown[0][:40]}”. Known are: {', '.join(NAMES)}.",
            code="unknown_filter",
            field=unknown[0][:40],
        )
    values: dict[str, Any] = {}
    for name, value in given.items():
        if value in ("", None):
            continue
        if name in DAYS:
            values[name] = clean_day(value, name)
        elif name in FLAGS:
            values[name] = clean_flag(value, name)
        elif name == "state":
            asked = value if isinstance(value, list | tuple) else [value]
            chosen = {clean_choice(one, STATES, name) for one in asked if one != ""}
            values[name] = tuple(state for state in STATES if state in chosen)
        elif name == "notices_by":
            values[name] = clean_choice(value, tuple(NoticesBy.values), name)
        else:
            values[name] = clean_words(value, WORDS[name], name)
    found = Criteria(**values)
    for first, last in (("joined_from", "joined_until"), ("left_from", "left_until")):
        begins, ends = getattr(found, first), getattr(found, last)
        if begins and ends and begins > ends:
            raise Invalid("The last day lies before the first. Turn them around.", code="days_in_order", field=last)
    return found


def _flag(lacks: Q, *, has: bool) -> Q:
    return ~lacks if has else lacks


def _arrears(*, owes: bool) -> Q:
    owed = Q(owed_since__lt=clock.today())
    return owed if owes else Q(owed_since__isnull=True) | ~owed


ASKED: dict[str, Callable[[Any], Q]] = {
    "town": lambda value: Q(person__town__istartswith=value),
    "postcode": lambda value: Q(person__postcode__istartswith=value),
    "language": lambda value: Q(person__language__iexact=value),
    "notices_by": lambda value: Q(person__notices_by=value),
    "joined_from": lambda value: Q(joined_on__gte=value),
    "joined_until": lambda value: Q(joined_on__lte=value),
    "left_from": lambda value: Q(left_on__gte=value),
    "left_until": lambda value: Q(left_on__lte=value),
    "leaves_until": lambda value: Q(leaves_on__lte=value),
    "settled_before": lambda value: Q(settled_until__lt=value),
    "in_arrears": lambda value: _arrears(owes=value),
    "has_email": lambda value: _flag(Q(person__email__isnull=True), has=value),
    "has_phone": lambda value: _flag(Q(person__phone=""), has=value),
}


def in_states(memberships: QuerySet[Membership], states: tuple[str, ...]) -> QuerySet[Membership]:
    """Those in any of these states."""
    return memberships.filter(state__in=sorted(states_meant(states))) if states else memberships


def states_meant(states: tuple[str, ...]) -> frozenset[str]:
    """The states that are asked for: `members` means everybody who belongs."""
    return frozenset({*states, *(BELONGING if MEMBERS in states else ())} - {MEMBERS})


def asked_of(memberships: QuerySet[Membership], criteria: Criteria) -> QuerySet[Membership]:
    """Those of the memberships who meet the criteria, but for the day, the states and the branch."""
    found = searched(memberships, criteria.q)
    for name, asks in ASKED.items():
        value = getattr(criteria, name)
        if value not in ("", None):
            found = found.filter(asks(value))
    return found


def in_branch(memberships: QuerySet[Membership], body: Body, branch: str) -> QuerySet[Membership]:
    """Those in one branch of an organisation.

    Raises:
        Invalid: in the register of a branch, whichever other one is named; and where the organisation has no such one.
    """
    if not branch:
        return memberships
    if body.pk != body.organisation_key:
        raise Invalid(ONLY_WHOLE, code="branch", field="branch")
    if branch == NO_BRANCH:
        return memberships.filter(branch__isnull=True)
    found = Branch.objects.filter(organisation=body.pk, public_id=branch).first()
    if found is None:
        raise Invalid("The organisation has no such branch. Choose one of the list.", code="branch", field="branch")
    return memberships.filter(branch=found)


def in_register(body: Body, criteria: Criteria) -> QuerySet[Membership]:
    """Those in the register of a body who meet the criteria, for a letter of the body to them: nobody looks at them.

    Raises:
        Invalid: for a day or a branch that cannot be asked for here.
    """
    if criteria.on is not None:
        raise Invalid("A letter goes to those who are there now. Leave the day out.", code="on", field="on")
    column = "organisation_id" if body.pk == body.organisation_key else "branch_id"
    found = in_states(Membership.objects.filter(**{column: body.pk}), criteria.only_belonging().state)
    return asked_of(in_branch(found, body, criteria.branch), criteria).order_by("sort_name", "pk")


def narrowed(viewer: Actor, body: Body, criteria: Criteria, sort: str = "name") -> QuerySet[Membership]:
    """The part of a register that is asked for, of what the viewer may see of it.

    Raises:
        Invalid: for a branch that cannot be asked for here, or an order that is not known.
    """
    if criteria.on is not None:
        days = [register_on(viewer, body, criteria.on, state) for state in criteria.state or ("",)]
        found = reduce(or_, days)
    else:
        found = register_of(viewer, body, states_meant(criteria.state))
    found = in_branch(found, body, criteria.branch)
    return asked_of(found, criteria).order_by(*SORTS[clean_choice(sort, tuple(SORTS), "sort")])


def narrowed_by_list(memberships: QuerySet[Membership], saved: SavedList) -> QuerySet[Membership]:
    """Those of the memberships that a saved list finds: it never reaches further than they do."""
    criteria = criteria_from(saved.criteria)
    body = saved.body
    column = "organisation" if body.pk == body.organisation_key else "branch"
    found = memberships.filter(**{column: body.pk})
    if criteria.on is not None:
        several = criteria.state or ("",)
        days = [members_on(found, criteria.on, body, state) for state in several]
        found = reduce(or_, days)
    else:
        found = in_states(found, criteria.state)
    return asked_of(in_branch(found, body, criteria.branch), criteria)
