"""Tables of the floor of assemblies, one file per aggregate."""

from assemblies.models.assemblies import AgendaItem, Assembly, Attendance, Minutes
from assemblies.models.ballots import Ballot, Vote
from assemblies.models.batches import CountedBatch, PaperCode, PaperEntry
from assemblies.models.blocks import Block, Judgement
from assemblies.models.calendars import CalendarKey
from assemblies.models.challenges import RollChallenge
from assemblies.models.exclusions import Exclusion
from assemblies.models.motions import Contribution, Motion, MotionVersion, Seconding
from assemblies.models.nominations import Nomination
from assemblies.models.notices import Notice
from assemblies.models.options import Alternative, Option
from assemblies.models.results import Result, Tie
from assemblies.models.rolls import Roll, RollEntry, RollRefusal
from assemblies.models.tasks import DecisionTask
from assemblies.models.urn import SealedVote, Slip, Ticket
from assemblies.models.vacancies import Recount

__all__ = [
    "AgendaItem",
    "Alternative",
    "Assembly",
    "Attendance",
    "Ballot",
    "Block",
    "CalendarKey",
    "Contribution",
    "CountedBatch",
    "DecisionTask",
    "Exclusion",
    "Judgement",
    "Minutes",
    "Motion",
    "MotionVersion",
    "Nomination",
    "Notice",
    "Option",
    "PaperCode",
    "PaperEntry",
    "Recount",
    "Result",
    "Roll",
    "RollChallenge",
    "RollEntry",
    "RollRefusal",
    "SealedVote",
    "Seconding",
    "Slip",
    "Ticket",
    "Tie",
    "Vote",
]
