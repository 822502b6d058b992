"""What this floor tells a person of herself or himself; see organiser/base/own_data.py."""

from typing import Any

from assemblies.models import (
    Alternative,
    Attendance,
    CalendarKey,
    Contribution,
    DecisionTask,
    Exclusion,
    Judgement,
    Motion,
    MotionVersion,
    Nomination,
    Recount,
    RollChallenge,
    RollEntry,
    RollRefusal,
    Seconding,
    Vote,
)
from members.models import Person
from organiser.base.own_data import Row, left_out, register


def _rows(found: Any, **columns: str) -> list[Row]:
    return [dict(zip(columns, row, strict=True)) for row in found.values_list(*columns.values())]


def attendance(person: Person) -> list[Row]:
    """The assemblies one was at."""
    found = Attendance.objects.filter(person=person)
    return _rows(
        found, assembly="assembly__title", mode="mode", came_at="came_at", left_at="left_at", by="checked_in_by__name"
    )


def rolls(person: Person) -> list[Row]:
    """The rolls one was on."""
    return _rows(RollEntry.objects.filter(person=person), question="roll__ballot__question", weight="weight")


def refusals(person: Person) -> list[Row]:
    """The rolls one was not on, and why."""
    return _rows(RollRefusal.objects.filter(person=person), question="roll__ballot__question", reason="reason")


def votes(person: Person) -> list[Row]:
    """One's open votes."""
    found = Vote.objects.filter(entry__person=person)
    columns = {"question": "ballot__question", "choice": "choice", "reason": "reason", "cast_at": "cast_at"}
    return _rows(found, **columns, taken_by="taken_by__name")


def judgements(person: Person) -> list[Row]:
    """Which blocks one found principled, and which not."""
    found = Judgement.objects.filter(entry__person=person)
    return _rows(
        found, question="block__ballot__question", block="block__number", principled="principled", at="judged_at"
    )


def motions(person: Person) -> list[Row]:
    """The motions one moved."""
    return _rows(Motion.objects.filter(mover=person), year="year", number="number", title="title", state="status")


def wordings(person: Person) -> list[Row]:
    """What one wrote in motions."""
    found = MotionVersion.objects.filter(written_by=person)
    return _rows(found, motion="motion__title", version="number", text="text", written_at="written_at")


def seconded(person: Person) -> list[Row]:
    """The motions one seconded."""
    return _rows(Seconding.objects.filter(person=person), motion="motion__title", at="at")


def contributions(person: Person) -> list[Row]:
    """What one said about motions."""
    found = Contribution.objects.filter(person=person)
    return _rows(found, motion="motion__title", stance="stance", text="text", at="at")


def nominations(person: Person) -> list[Row]:
    """The elections in which one was nominated, with what one answered and said."""
    found = Nomination.objects.filter(person=person)
    return _rows(
        found,
        election="motion__title",
        nominated_at="nominated_at",
        state="state",
        answered_at="answered_at",
        statement="statement",
        left_off="barred",
    )


def seats_offered(person: Person) -> list[Row]:
    """The seats that papers named one for after somebody had left, with what one answered."""
    found = Recount.objects.filter(nomination__person=person)
    return _rows(found, election="ballot__question", offered_at="counted_at", state="state", answered_at="answered_at")


def nominated(person: Person) -> list[Row]:
    """The elections in which one nominated somebody, without the name, which is another's."""
    return _rows(Nomination.objects.filter(nominated_by=person), election="motion__title", at="nominated_at")


def challenged(person: Person) -> list[Row]:
    """What was said of one's own vote, and what was answered; not by whom, which is another's."""
    found = RollChallenge.objects.filter(person=person)
    return _rows(
        found, has_vote="has_vote", grounds="grounds", at="made_at", state="state", answer="answer", on="answered_at"
    )


def challenges(person: Person) -> list[Row]:
    """The challenges of a roll that one brought, without whom they are about, who may be another."""
    found = RollChallenge.objects.filter(made_by=person)
    return _rows(found, has_vote="has_vote", grounds="grounds", at="made_at", state="state", answer="answer")


def alternatives(person: Person) -> list[Row]:
    """What one brought to be chosen."""
    found = Alternative.objects.filter(brought_by=person)
    return _rows(found, motion="motion__title", label="label", text="text", at="brought_at", withdrawn="withdrawn_at")


def tasks(person: Person) -> list[Row]:
    """What decisions gave one to do."""
    found = DecisionTask.objects.filter(person=person)
    return _rows(found, what="what", due_on="due_on", state="status", report="report", reported_on="reported_on")


def reports(person: Person) -> list[Row]:
    """What one reported on tasks of a role."""
    found = DecisionTask.objects.filter(reported_by=person)
    return _rows(found, what="what", report="report", reported_on="reported_on")


def exclusions(person: Person) -> list[Row]:
    """Motions to exclude one."""
    found = Exclusion.objects.filter(membership__person=person)
    return _rows(
        found,
        motion="motion__title",
        grounds="grounds",
        notice_at="notice_at",
        hearing="hearing",
        answer="answer",
        excluded_on="excluded_on",
    )


def calendars(person: Person) -> list[Row]:
    """One's calendar addresses, without what opens them."""
    found = CalendarKey.objects.filter(person=person)
    return _rows(found, body="body__name", made_at="made_at", revoked_at="revoked_at")


register("attendance", "Assemblies you were at", attendance, keys=["assemblies.Attendance.person"])
register("rolls", "Ballots you could vote in", rolls, keys=["assemblies.RollEntry.person"])
register("refusals", "Ballots you could not vote in, and why", refusals, keys=["assemblies.RollRefusal.person"])
register("votes", "Your open votes", votes)
register("judgements", "What you said of blocks", judgements)
register("motions", "Motions you moved", motions, keys=["assemblies.Motion.mover"])
register("wordings", "What you wrote in motions", wordings, keys=["assemblies.MotionVersion.written_by"])
register("seconded", "Motions you seconded", seconded, keys=["assemblies.Seconding.person"])
register("contributions", "What you said about motions", contributions, keys=["assemblies.Contribution.person"])
register("nominations", "Your nominations", nominations, keys=["assemblies.Nomination.person"])
register(
    "nominated", "Elections in which you nominated somebody", nominated, keys=["assemblies.Nomination.nominated_by"]
)
register("challenged", "Whether you have a vote, put in question", challenged, keys=["assemblies.RollChallenge.person"])
register("challenges", "Rolls you challenged", challenges, keys=["assemblies.RollChallenge.made_by"])
register("seats_offered", "Seats that papers named you for", seats_offered)
register("alternatives", "What you brought to be chosen", alternatives, keys=["assemblies.Alternative.brought_by"])
register("tasks", "What decisions gave you to do", tasks, keys=["assemblies.DecisionTask.person"])
register("reports", "What you reported", reports, keys=["assemblies.DecisionTask.reported_by"])
register("exclusions", "Motions to exclude you", exclusions, keys=["assemblies.Exclusion.membership"])
register("calendars", "Calendar addresses", calendars, keys=["assemblies.CalendarKey.person"])
left_out(
    "what somebody did in a role stands in the ledger, under the public id in this file",
    "assemblies.Assembly.called_by",
    "assemblies.Attendance.checked_in_by",
    "assemblies.Vote.taken_by",
    "assemblies.Judgement.taken_by",
    "assemblies.Motion.summary_by",
    "assemblies.Motion.summary_waived_by",
    "assemblies.Result.counted_by",
    "assemblies.Recount.counted_by",
    "assemblies.CountedBatch.entered_by",
    "assemblies.CountedBatch.second_by",
    "assemblies.CountedBatch.set_aside_by",
    "assemblies.PaperEntry.entered_by",
    "assemblies.Tie.decided_by",
    "assemblies.RollChallenge.answered_by",
    "assemblies.Exclusion.notice_by",
    "assemblies.Exclusion.hearing_by",
)
