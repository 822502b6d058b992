"""The words of meeting and deciding: states and the ways from one to the next."""

from django.db.models import TextChoices


class AssemblyKind(TextChoices):
    """What sort of assembly it is."""

    ORDINARY = "ordinary", "Ordinary assembly"
    SPECIAL = "special", "Special assembly"


class AssemblyStatus(TextChoices):
    """Life of an assembly."""

    DRAFT = "draft", "Being prepared"
    CALLED = "called", "Called"
    OPEN = "open", "Meeting now"
    CLOSED = "closed", "Over"
    CANCELLED = "cancelled", "Cancelled"


ASSEMBLY_STEPS: dict[AssemblyStatus, frozenset[AssemblyStatus]] = {
    AssemblyStatus.DRAFT: frozenset({AssemblyStatus.CALLED, AssemblyStatus.CANCELLED}),
    AssemblyStatus.CALLED: frozenset({AssemblyStatus.OPEN, AssemblyStatus.CANCELLED}),
    AssemblyStatus.OPEN: frozenset({AssemblyStatus.CLOSED}),
    AssemblyStatus.CLOSED: frozenset(),
    AssemblyStatus.CANCELLED: frozenset(),
}


class AgendaKind(TextChoices):
    """What an agenda item is for."""

    TOPIC = "topic", "Topic"
    REPORT = "report", "Report"
    MOTION = "motion", "Motion"
    ELECTION = "election", "Election"
    REVIEW = "review", "Decision to look at again"


# The kinds that somebody can put on an agenda by hand; motions are tabled, and reviews come back by their date.
BY_HAND = (AgendaKind.TOPIC, AgendaKind.REPORT, AgendaKind.ELECTION)


class AttendanceMode(TextChoices):
    """How somebody takes part."""

    HALL = "hall", "In the hall"
    ONLINE = "online", "By phone or screen"


class MotionStatus(TextChoices):
    """Life of a motion."""

    PROPOSED = "proposed", "Looking for seconders"
    SECONDED = "seconded", "Seconded"
    TABLED = "tabled", "On an agenda"
    VOTING = "voting", "Being voted on"
    CARRIED = "carried", "Carried"
    FELL = "fell", "Fell"
    QUORUM_MISSED = "quorum_missed", "Quorum missed"
    TIED = "tied", "Tied"
    WITHDRAWN = "withdrawn", "Withdrawn"


M = MotionStatus
MOTION_STEPS: dict[MotionStatus, frozenset[MotionStatus]] = {
    M.PROPOSED: frozenset({M.SECONDED, M.WITHDRAWN}),
    M.SECONDED: frozenset({M.TABLED, M.VOTING, M.WITHDRAWN}),
    M.TABLED: frozenset({M.VOTING, M.WITHDRAWN, M.SECONDED}),
    M.VOTING: frozenset({M.CARRIED, M.FELL, M.QUORUM_MISSED, M.TIED}),
    M.CARRIED: frozenset(),
    M.FELL: frozenset(),
    M.QUORUM_MISSED: frozenset({M.TABLED, M.VOTING, M.WITHDRAWN}),
    M.TIED: frozenset({M.TABLED, M.VOTING, M.WITHDRAWN}),
    M.WITHDRAWN: frozenset(),
}
# While a motion may still get a summary: before a vote on it and between two of them.
SUMMARY_OPEN = frozenset({M.PROPOSED, M.SECONDED, M.TABLED, M.QUORUM_MISSED, M.TIED})


class BallotStatus(TextChoices):
    """Life of a ballot: it opens once and closes once."""

    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class Choice(TextChoices):
    """The three answers, equal in look and weight."""

    FOR = "for", "For"
    AGAINST = "against", "Against"
    ABSTAIN = "abstain", "Abstain"


class Hearing(TextChoices):
    """What came of the hearing that is offered to whoever is to be excluded."""

    OFFERED = "offered", "Offered"
    HEARD = "heard", "Was heard"
    DECLINED = "declined", "Did not want to be heard"
    ABSENT = "absent", "Did not come"


class MinutesStatus(TextChoices):
    """Minutes are a draft until an assembly agrees to them."""

    DRAFT = "draft", "Draft"
    AGREED = "agreed", "Agreed"


class Stance(TextChoices):
    """On which side a contribution speaks."""

    FOR = "for", "For"
    AGAINST = "against", "Against"
    QUESTION = "question", "Question"


class TaskStatus(TextChoices):
    """Life of a task of a decision."""

    OPEN = "open", "To be done"
    DONE = "done", "Done"
    NOT_DONE = "not_done", "Not done"


TASK_STEPS: dict[TaskStatus, frozenset[TaskStatus]] = {
    TaskStatus.OPEN: frozenset({TaskStatus.DONE, TaskStatus.NOT_DONE}),
    TaskStatus.NOT_DONE: frozenset({TaskStatus.DONE}),
    TaskStatus.DONE: frozenset(),
}
