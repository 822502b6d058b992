"""A filter said in words, for whoever looks at a saved list or releases what somebody asked for."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from members.enums import MembershipState, NoticesBy
from members.models import ExportRequest
from members.queries.dues_files import plan_from, said_of_books
from members.queries.filtering import MEMBERS, NO_BRANCH, Criteria, criteria_from
from organisations.models import Branch
from organiser.base.errors import Invalid
from organiser.base.words import day

STATES = {
    MEMBERS: "everybody who belongs now",
    **{str(value): label.lower() for value, label in MembershipState.choices},
}
SAID = {
    "q": "found by “{}”",
    "town": "town begins with “{}”",
    "postcode": "postcode begins with “{}”",
    "language": "language “{}”",
    "on": "as it stood on {}",
    "joined_from": "joined on or after {}",
    "joined_until": "joined on or before {}",
    "left_from": "left on or after {}",
    "left_until": "left on or before {}",
    "leaves_until": "leaves on or before {}",
    "settled_before": "dues settled to a day before {}",
}
FLAGS = {
    "has_email": ("with an e-mail address", "without an e-mail address"),
    "has_phone": ("with a phone number", "without a phone number"),
    "in_arrears": ("in arrears", "not in arrears"),
}


def said(criteria: Criteria) -> str:
    """One sentence without a verb: “Everybody who belongs now; town begins with “Kiel”; with a phone number”."""
    parts = [" or ".join(STATES[state] for state in criteria.state) or "everybody, past and present"]
    if criteria.branch == NO_BRANCH:
        parts.append("in no branch")
    elif criteria.branch:
        branch = Branch.objects.filter(public_id=criteria.branch).first()
        parts.append(f"in {branch.name}" if branch else "in a branch that is no more")
    for name, words in SAID.items():
        value = getattr(criteria, name, None)
        if value:
            parts.append(words.format(day(value) if isinstance(value, date) else value))
    if criteria.notices_by:
        parts.append(f"notices by {NoticesBy(criteria.notices_by).label.lower()}")
    for name, (yes, no) in FLAGS.items():
        value = getattr(criteria, name, None)
        if value is not None:
            parts.append(yes if value else no)
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def said_of(stored: Mapping[str, Any]) -> str:
    """The same of what is stored; a filter that is no longer known is said to be so."""
    try:
        return said(criteria_from(stored))
    except Invalid:
        return "A filter that this version does not know"


def said_of_request(asked: ExportRequest) -> str:
    """What somebody asks a second person for: a register, or a part of the books of dues."""
    if asked.books:
        return said_of_books(plan_from(asked.books, asked.format, asked.criteria))
    return said_of(asked.criteria)
