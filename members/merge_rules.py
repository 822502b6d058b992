"""What has to hold before two records become one, and before they are taken apart again."""

from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING

from members.enums import BELONGING, PAIR_STEPS, MembershipState, PairState
from organiser.base import clock
from organiser.base.actor import Actor
from organiser.base.errors import Invalid, NotPermitted, WrongState

if TYPE_CHECKING:
    from members.models import DuplicatePair, Membership, MergeRecord

UNDO_DAYS = timedelta(days=30)
# Those whose standing says most, first: the record that is kept stands no lower than the one that is dropped.
HIGHEST = (MembershipState.FULL, MembershipState.ON_LEAVE)


def demand_pair_step(pair: "DuplicatePair", to: PairState) -> None:
    """Go on only if a pair may move to the state `to`.

    Raises:
        WrongState: where the transition table has no such step.
    """
    if to not in PAIR_STEPS[PairState(pair.state)]:
        raise WrongState(
            f"These two are “{pair.get_state_display().lower()}” already. Look at the list again.", code="pair_step"
        )


def demand_nothing_gained(actor: Actor, keep: "Membership", drop: "Membership") -> None:
    """Go on only where a merge can bring the actor no right, and touches nobody who runs the machine.

    Peers had merges by which somebody took over the account of another (hitobito#1309).

    Raises:
        NotPermitted: where one of the two is the actor's own record, or that of an operator.
    """
    if actor.pk in {keep.person_id, drop.person_id}:
        raise NotPermitted("Somebody else who keeps the register merges your own record.", code="own_record")
    if keep.person.is_superuser or drop.person.is_superuser:
        raise NotPermitted("Whoever runs the machine is not merged with anybody.", code="operator_record")


def demand_two_of_one(keep: "Membership", drop: "Membership") -> None:
    """Go on only for two records of one register.

    Raises:
        Invalid: for one and the same, or for two of different organisations.
    """
    if keep.pk == drop.pk:
        raise Invalid("This is one and the same record. Choose two.", code="same_record", field="drop")
    if keep.organisation_id != drop.organisation_id:
        raise Invalid("Two organisations never share a person.", code="two_organisations", field="drop")


def demand_mergeable(keep: "Membership", drop: "Membership", *, moving: bool) -> None:
    """Go on only where nobody loses standing, and nobody escapes an exclusion.

    Args:
        moving: whether one of the two has asked to move to another branch.

    Raises:
        WrongState: otherwise, saying what to do.
    """
    states = (keep.state, drop.state)
    if MembershipState.MERGED in states:
        raise WrongState("One of the two was merged already. Look at the list again.", code="merged_already")
    if keep.is_barred or drop.is_barred:
        raise WrongState(
            "One of the two is suspended by a decision. They stay two records until that is over.",
            code="merge_suspended",
        )
    if MembershipState.EXCLUDED in states:
        raise WrongState(
            "One of the two is excluded, and only a decision takes somebody back. They stay two records.",
            code="merge_excluded",
        )
    higher = drop.state in HIGHEST and keep.state not in HIGHEST
    if higher or (drop.state in BELONGING and keep.state not in BELONGING):
        raise WrongState(
            f"Number {drop.number} is “{drop.get_state_display().lower()}”, number {keep.number} is "
            f"“{keep.get_state_display().lower()}”. Keep the other record.",
            code="keep_other",
        )
    if moving:
        raise WrongState(
            "One of the two has asked to move to another branch. Merge them when that is answered.",
            code="merge_moving",
        )


def demand_one_currency(currencies: Collection[str]) -> None:
    """Go on only where the accounts of dues of two records can be added up.

    Raises:
        WrongState: where they are kept in different currencies.
    """
    if len(currencies) > 1:
        raise WrongState(
            f"The dues of the two are kept in {' and '.join(sorted(currencies))}, which cannot be added up. They stay "
            "two records.",
            code="merge_dues",
        )


def can_be_undone(merge: "MergeRecord") -> bool:
    """Whether the days in which a merge can be taken apart still run."""
    return merge.undone_at is None and merge.settled_at is None and clock.now() <= merge.merged_at + UNDO_DAYS


def demand_undoable(merge: "MergeRecord", kept: "Membership") -> None:
    """Go on only while a merge can be taken apart, and nothing came on top of it.

    Raises:
        WrongState: where it was undone, or the kept record was merged on since.
        NotPermitted: after thirty days.
    """
    if merge.undone_at is not None:
        raise WrongState("These two were taken apart already.", code="undone_already")
    if kept.state == MembershipState.MERGED:
        raise WrongState(
            f"Number {kept.number} was merged into another record since. Undo that first.", code="merged_since"
        )
    if not can_be_undone(merge):
        raise NotPermitted("A merge can be undone for 30 days. This one is older.", code="undo_too_late")
