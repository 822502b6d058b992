"""Tables of the floor of assemblies, one file per aggregate."""

from assemblies.models.assemblies import AgendaItem, Assembly, Attendance, Minutes
from assemblies.models.ballots import Ballot, Result, Vote
from assemblies.models.calendars import CalendarKey
from assemblies.models.exclusions import Exclusion
from assemblies.models.motions import Contribution, Motion, MotionVersion, Seconding
from assemblies.models.rolls import Roll, RollEntry, RollRefusal
from assemblies.models.tasks import DecisionTask

__all__ = [
    "AgendaItem",
    "Assembly",
    "Attendance",
    "Ballot",
    "CalendarKey",
    "Contribution",
    "DecisionTask",
    "Exclusion",
    "Minutes",
    "Motion",
    "MotionVersion",
    "Result",
    "Roll",
    "RollEntry",
    "RollRefusal",
    "Seconding",
    "Vote",
]
