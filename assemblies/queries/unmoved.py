"""What stands in the way of a move to another branch, or of a merge: open votes, meetings and procedures."""

from collections.abc import Mapping

from django.db.models import Q

from assemblies.enums import AssemblyStatus, BallotStatus, MotionStatus, TaskStatus
from assemblies.models import Attendance, Ballot, DecisionTask, Exclusion, Motion
from members.models import Membership
from organiser.base.errors import WrongState

OVER = (MotionStatus.CARRIED, MotionStatus.FELL, MotionStatus.TIED, MotionStatus.WITHDRAWN)


def _exclusions_ahead(*memberships: Membership) -> bool:
    ahead = ~Q(motion__status__in=OVER) | Q(waits_until__isnull=False, excluded_on__isnull=True)
    return Exclusion.objects.filter(ahead, membership__in=memberships, reinstated_by__isnull=True).exists()


def demand_no_exclusion_ahead(membership: Membership) -> None:
    """Go on only where nobody is asked to exclude the member: who moved would be out of reach of that assembly.

    Raises:
        WrongState: while a motion to exclude is open or an exclusion waits for an appeal.
    """
    if _exclusions_ahead(membership):
        raise WrongState(
            f"A motion to exclude {membership.person.name} is open. Move when it is decided.", code="exclusion_ahead"
        )


def demand_nothing_open(keep: Membership, drop: Membership, _choices: Mapping[str, str]) -> None:
    """Go on only where the record that is dropped has nothing open that only its own account could go on with.

    Whoever stands on the roll of an open ballot could lose the vote, or both records could have one (invariant 1).

    Raises:
        WrongState: naming what has to be over first.
    """
    person = drop.person_id
    ballot = Ballot.objects.filter(
        status__in=(BallotStatus.OPEN, BallotStatus.JUDGING, BallotStatus.TIED), roll__entries__person=person
    ).first()
    if ballot is not None:
        raise WrongState(
            f"Number {drop.number} is on the roll of a ballot that is open. Merge the two when it has closed.",
            code="merge_open_ballot",
            rule="invariant 1",
        )
    if Attendance.objects.filter(person=person, left_at__isnull=True, assembly__status=AssemblyStatus.OPEN).exists():
        raise WrongState(
            f"Number {drop.number} is checked in to an assembly that is meeting. Merge the two when it is over.",
            code="merge_meeting",
        )
    if Motion.objects.filter(mover=person).exclude(status__in=OVER).exists():
        raise WrongState(
            f"A motion of number {drop.number} is not decided yet. Merge the two when it is, or keep that record.",
            code="merge_open_motion",
        )
    if DecisionTask.objects.filter(person=person, status=TaskStatus.OPEN).exists():
        raise WrongState(
            f"Number {drop.number} has a task of a decision to do. Merge the two when it is done, or keep that record.",
            code="merge_open_task",
        )
    if _exclusions_ahead(keep, drop):
        raise WrongState(
            "A motion to exclude one of the two is open. Merge them when it is decided.", code="merge_exclusion"
        )
