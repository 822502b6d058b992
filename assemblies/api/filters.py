"""What assemblies, motions, ballots and presence can be narrowed by."""

from typing import Any

from django.db.models import QuerySet

from assemblies.enums import (
    AssemblyKind,
    AssemblyStatus,
    BallotStatus,
    ChallengeState,
    Choice,
    MinutesStatus,
    MotionStatus,
    NominationState,
    RecountState,
    TaskStatus,
)
from assemblies.models import Motion
from assemblies.queries.lists import bearing
from members.enums import Standing
from members.models import Membership
from members.queries.register import searched
from organisations.enums import DecisionKind
from organiser.base.api.filters import DayFilter, Filters, IdFilter, WordFilter, WordsFilter, YearFilter

BODY = "Public id of a body."
STANDINGS = [choice for choice in Standing.choices if choice[0] != Standing.NO_MEMBER]
THERE = [("yes", "There now"), ("no", "Gone again")]


class AssemblyFilters(Filters):
    """Assemblies by body, state and kind."""

    body = IdFilter(field_name="body__public_id", label=BODY)
    status = WordFilter(AssemblyStatus.choices, field_name="status")
    kind = WordFilter(AssemblyKind.choices, field_name="kind")


class AttendanceFilters(Filters):
    """Those who came, by whether they are still there."""

    there = WordFilter(THERE, method="is_there")

    def is_there(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Those who have not left, or those who have."""
        return rows.filter(left_at__isnull=value == "yes")


class AwaitedFilters(Filters):
    """Those who have not come, by name or number."""

    q = WordsFilter(method="search", label="The beginning of words of the name, or of the number.")

    def search(self, members: QuerySet[Membership], _name: str, value: str) -> QuerySet[Membership]:
        """The same search as at the door."""
        return searched(members, value)


class ExclusionFilters(Filters):
    """Exclusions by body and motion."""

    body = IdFilter(field_name="body__public_id", label=BODY)
    motion = IdFilter(field_name="motion__public_id", label="Public id of a motion.")


class NominationFilters(Filters):
    """Nominations by body, motion and state."""

    body = IdFilter(field_name="motion__body__public_id", label=BODY)
    motion = IdFilter(field_name="motion__public_id", label="Public id of a motion.")
    state = WordFilter(NominationState.choices, field_name="state")


class ChallengeFilters(Filters):
    """Challenges of rolls by body, assembly, motion and state."""

    body = IdFilter(field_name="body__public_id", label=BODY)
    assembly = IdFilter(field_name="assembly__public_id", label="Public id of an assembly.")
    motion = IdFilter(field_name="motion__public_id", label="Public id of a motion.")
    state = WordFilter(ChallengeState.choices, field_name="state")


class RecountFilters(Filters):
    """Recounts by body, ballot, term and state."""

    body = IdFilter(field_name="ballot__body__public_id", label=BODY)
    ballot = IdFilter(field_name="ballot__public_id", label="Public id of a ballot.")
    term = IdFilter(field_name="term__public_id", label="Public id of the term that ended early.")
    state = WordFilter(RecountState.choices, field_name="state")


class StandingFilters(Filters):
    """The register whose standing is asked for, the day, and one standing; the view looks them up."""

    body = IdFilter(method="asked", label=BODY)
    on = DayFilter(method="asked", label="Today or a later day; today by default.")
    standing = WordFilter(STANDINGS, method="asked")

    def asked(self, members: QuerySet[Membership], _name: str, _value: Any) -> QuerySet[Membership]:
        """The members as they are: which register it is decides who may read it."""
        return members


class TaskFilters(Filters):
    """Tasks by body, decision and state."""

    body = IdFilter(field_name="body__public_id", label=BODY)
    decision = IdFilter(field_name="decision__public_id", label="Public id of a decision.")
    status = WordFilter(TaskStatus.choices, field_name="status")


class MotionFilters(Filters):
    """Motions by body, state, kind, year and words."""

    body = IdFilter(field_name="body__public_id", label=BODY)
    status = WordFilter(MotionStatus.choices, field_name="status")
    kind = WordFilter([choice for choice in DecisionKind.choices if choice[0] != DecisionKind.FOUNDING])
    year = YearFilter(field_name="year", label="The year in which it was moved.")
    q = WordsFilter(method="search", label="Words of the title, or a reference such as 26/14, its year or number.")

    def search(self, motions: QuerySet[Motion], _name: str, value: str) -> QuerySet[Motion]:
        """The same search as on the page of motions."""
        return bearing(motions, value)


class BallotFilters(Filters):
    """Ballots by body, motion, assembly and state."""

    body = IdFilter(field_name="body__public_id", label=BODY)
    motion = IdFilter(field_name="motion__public_id", label="Public id of a motion.")
    assembly = IdFilter(field_name="assembly__public_id", label="Public id of an assembly.")
    status = WordFilter(BallotStatus.choices, field_name="status")


class VoteFilters(Filters):
    """Votes by choice."""

    choice = WordFilter(Choice.choices, field_name="choice")


class MinutesFilters(Filters):
    """Minutes by body, assembly and state."""

    body = IdFilter(field_name="assembly__body__public_id", label=BODY)
    assembly = IdFilter(field_name="assembly__public_id", label="Public id of an assembly.")
    status = WordFilter(MinutesStatus.choices, field_name="status")
