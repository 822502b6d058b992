"""What a motion can change by itself, in groups in which somebody who opens the list for the first time finds a way."""

from collections.abc import Iterable
from dataclasses import dataclass

Offer = tuple[str, str]

GROUPS: tuple[tuple[str, frozenset[str]], ...] = (
    ("Members", frozenset({"admit", "exclude", "suspend", "reinstate", "convert_basis", "ask_members"})),
    ("Dues", frozenset({"set_dues", "drop_dues"})),
    ("Roles and who holds them", frozenset({"fill_role", "elect", "recall", "create_role", "pay_role"})),
    (
        "Decisions, rules and aims",
        frozenset({"rescind", "supersede", "adopt_rules", "adopt_programme", "change_aims", "bring_to_parent"}),
    ),
    (
        "Branches, committees and councils",
        frozenset(
            {
                *("found_committee", "found_branch", "found_council", "change_council", "rename_body", "merge_branch"),
                *("split_branch", "dissolve_body", "dissolve_committee", "name_successor", "change_jurisdiction"),
            }
        ),
    ),
    ("Whom we are for, and who may read of us", frozenset({"change_constituency", "show_page", "be_named"})),
    (
        "Other organisations",
        frozenset(
            {
                *("affiliate", "accept_affiliation", "end_affiliation", "leave_federation", "found_alliance"),
                *("invite_to_alliance", "join_alliance", "leave_alliance", "move_alliance_stage", "ratify_agreement"),
                "take_positions",
            }
        ),
    ),
)


@dataclass(frozen=True)
class Group:
    """One heading, with the names and titles of what stands below it."""

    title: str
    offers: list[Offer]


def grouped(offers: Iterable[Offer]) -> list[Group]:
    """The offers below their headings, in the order of the headings; a heading without any is left out."""
    waiting = list(offers)
    groups = [Group(title, [offer for offer in waiting if offer[0] in names]) for title, names in GROUPS]
    return [group for group in groups if group.offers]
