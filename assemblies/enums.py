"""The words of meeting and deciding: states and the ways from one to the next."""

from django.db.models import TextChoices

from members.enums import Standing


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


# As long as ballots can open in it.
NOT_OVER = (AssemblyStatus.DRAFT, AssemblyStatus.CALLED, AssemblyStatus.OPEN)


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
    UNSETTLED = "unsettled", "No consensus yet"
    WITHDRAWN = "withdrawn", "Withdrawn"


M = MotionStatus
MOTION_STEPS: dict[MotionStatus, frozenset[MotionStatus]] = {
    M.PROPOSED: frozenset({M.SECONDED, M.WITHDRAWN}),
    M.SECONDED: frozenset({M.TABLED, M.VOTING, M.WITHDRAWN}),
    M.TABLED: frozenset({M.VOTING, M.WITHDRAWN, M.SECONDED}),
    M.VOTING: frozenset({M.CARRIED, M.FELL, M.QUORUM_MISSED, M.TIED, M.UNSETTLED}),
    M.CARRIED: frozenset(),
    M.FELL: frozenset(),
    M.QUORUM_MISSED: frozenset({M.TABLED, M.VOTING, M.WITHDRAWN}),
    M.TIED: frozenset({M.TABLED, M.VOTING, M.WITHDRAWN}),
    M.UNSETTLED: frozenset({M.TABLED, M.VOTING, M.WITHDRAWN}),
    M.WITHDRAWN: frozenset(),
}
# Those on which a ballot decided nothing, and another one can be opened.
TO_VOTE_AGAIN = (M.QUORUM_MISSED, M.TIED, M.UNSETTLED)
# While what can be chosen in a motion may still change.
BEFORE_VOTING = frozenset({M.PROPOSED, M.SECONDED, M.TABLED, *TO_VOTE_AGAIN})
# While a motion may still get a summary: before a vote on it and between two of them.
SUMMARY_OPEN = BEFORE_VOTING
# Effects that name a person: other branches read such a motion without names (invariant 7), and no letter names it.
NAMING = frozenset({"fill_role", "elect", "recall", "split_branch", "exclude", "suspend", "reinstate"})
# Effects that take somebody's vote: before the vote on them come notice and hearing.
AGAINST_A_MEMBER = frozenset({"exclude", "suspend"})


class NominationState(TextChoices):
    """Life of a nomination: nobody stands for a role without having said so."""

    ASKED = "asked", "Has not answered yet"
    ACCEPTED = "accepted", "Stands"
    DECLINED = "declined", "Does not stand"
    WITHDRAWN = "withdrawn", "Stands no more"


NOMINATION_STEPS: dict[NominationState, frozenset[NominationState]] = {
    NominationState.ASKED: frozenset({NominationState.ACCEPTED, NominationState.DECLINED}),
    NominationState.ACCEPTED: frozenset({NominationState.WITHDRAWN}),
    NominationState.DECLINED: frozenset(),
    NominationState.WITHDRAWN: frozenset(),
}
# Of these a person has one in each election.
NOMINATION_OPEN = (NominationState.ASKED, NominationState.ACCEPTED)


class RollReason(TextChoices):
    """Why somebody stands on a roll or does not: a standing, or what only a roll knows."""

    FULL_MEMBER = Standing.FULL_MEMBER.value, Standing.FULL_MEMBER.label
    TOO_NEW = Standing.TOO_NEW.value, Standing.TOO_NEW.label
    IN_ARREARS = Standing.IN_ARREARS.value, Standing.IN_ARREARS.label
    PAID_ROLE = Standing.PAID_ROLE.value, Standing.PAID_ROLE.label
    ON_TRIAL = Standing.ON_TRIAL.value, Standing.ON_TRIAL.label
    SUPPORTER = Standing.SUPPORTER.value, Standing.SUPPORTER.label
    ON_LEAVE = Standing.ON_LEAVE.value, Standing.ON_LEAVE.label
    SUSPENDED = Standing.SUSPENDED.value, Standing.SUSPENDED.label
    NO_MEMBER = Standing.NO_MEMBER.value, Standing.NO_MEMBER.label
    CORRECTED = "corrected", "After a challenge of the roll"
    NOT_CHECKED_IN = "not_checked_in", "Not checked in when the ballot opened"
    NOT_IN_FIRST = "not_in_first", "Not on the roll of the ballot whose tie this run-off decides"


class ChallengeState(TextChoices):
    """Life of a challenge of a roll: it is answered before the next ballot opens."""

    OPEN = "open", "Waits for an answer"
    UPHELD = "upheld", "Upheld"
    DISMISSED = "dismissed", "Dismissed"
    WITHDRAWN = "withdrawn", "Withdrawn"


CHALLENGE_STEPS: dict[ChallengeState, frozenset[ChallengeState]] = {
    ChallengeState.OPEN: frozenset({ChallengeState.UPHELD, ChallengeState.DISMISSED, ChallengeState.WITHDRAWN}),
    ChallengeState.UPHELD: frozenset(),
    ChallengeState.DISMISSED: frozenset(),
    ChallengeState.WITHDRAWN: frozenset(),
}


class RecountState(TextChoices):
    """Life of a seat offered by a recount: nobody is put into a role without having said yes."""

    ASKED = "asked", "Has not answered yet"
    ACCEPTED = "accepted", "Takes the seat"
    DECLINED = "declined", "Does not take the seat"
    LAPSED = "lapsed", "Did not answer in time, or could not hold the role any more"
    NOBODY = "nobody", "Names nobody who does not serve yet"


RECOUNT_STEPS: dict[RecountState, frozenset[RecountState]] = {
    RecountState.ASKED: frozenset({RecountState.ACCEPTED, RecountState.DECLINED, RecountState.LAPSED}),
    RecountState.ACCEPTED: frozenset(),
    RecountState.DECLINED: frozenset(),
    RecountState.LAPSED: frozenset(),
    RecountState.NOBODY: frozenset(),
}
# Of these each seat has one.
RECOUNT_OPEN = (RecountState.ASKED, RecountState.ACCEPTED)


class BallotStatus(TextChoices):
    """Life of a ballot: it opens once and closes once.

    Between the last vote and the result there may lie a tie, or blocks of which the others say whether they stand.
    """

    OPEN = "open", "Open"
    TIED = "tied", "A tie waits for its decision"
    JUDGING = "judging", "Blocks wait to be judged"
    CLOSED = "closed", "Closed"


BALLOT_STEPS: dict[BallotStatus, frozenset[BallotStatus]] = {
    BallotStatus.OPEN: frozenset({BallotStatus.TIED, BallotStatus.JUDGING, BallotStatus.CLOSED}),
    BallotStatus.TIED: frozenset({BallotStatus.CLOSED}),
    BallotStatus.JUDGING: frozenset({BallotStatus.CLOSED}),
    BallotStatus.CLOSED: frozenset(),
}


class BallotMethod(TextChoices):
    """What stands on the paper and how it is counted: one question, or several options (`counting.choosing`)."""

    YES_NO = "yes-no", "For, against or abstain"
    CONSENSUS = "consensus", "Agree, stand aside or block"
    APPROVAL = "approval", "Marks for those one approves of"
    POINTS = "points", "Points shared out"
    SCOTTISH_STV = "scottish-stv", "Single transferable vote, Scottish rules"
    MEEK_STV = "meek-stv", "Single transferable vote, Meek’s rules"
    IRV = "irv", "Instant run-off"
    SCHULZE = "schulze", "Schulze’s method"
    DEBIAN_SCHULZE = "debian-schulze", "Schulze’s method with an option that holds by default"
    RANKED_PAIRS = "ranked-pairs", "Ranked pairs"


# Those whose paper has no options on it.
ONE_QUESTION = (BallotMethod.YES_NO, BallotMethod.CONSENSUS)


class Via(TextChoices):
    """The way by which a vote came."""

    ONLINE = "online", "By phone or screen"
    CARD = "card", "By card, written down by those who count"
    HANDS = "hands", "By show of hands"
    PAPER = "paper", "On paper"
    KIOSK = "kiosk", "At a shared screen"


class CountedWay(TextChoices):
    """What two tellers count."""

    HANDS = "hands", "Show of hands"
    PAPER = "paper", "Papers"


class PaperState(TextChoices):
    """What became of a printed paper with a code."""

    PRINTED = "printed", "Printed"
    USED = "used", "Used"
    VOID = "void", "Void"


PAPER_STEPS: dict[PaperState, frozenset[PaperState]] = {
    PaperState.PRINTED: frozenset({PaperState.USED, PaperState.VOID}),
    PaperState.USED: frozenset(),
    PaperState.VOID: frozenset(),
}


class TieMeans(TextChoices):
    """By what a tie between options is decided."""

    LOT = "lot", "By lot"
    CASTING_VOTE = "casting_vote", "By the casting vote of the chair"
    RUN_OFF = "run_off", "By a run-off"


class Choice(TextChoices):
    """The three answers, equal in look and weight."""

    FOR = "for", "For"
    AGAINST = "against", "Against"
    ABSTAIN = "abstain", "Abstain"


class Voice(TextChoices):
    """What can be said where consensus is sought, each by name; a block needs its reason."""

    AGREE = "agree", "Agree"
    RESERVATIONS = "reservations", "Agree with reservations"
    ASIDE = "aside", "Stand aside"
    BLOCK = "block", "Block"


class BallotOutcome(TextChoices):
    """What came of a ballot; the last four are rounds of consensus that did not carry (`counting.consensus.Ending`)."""

    CARRIED = "carried", "Carried"
    FELL = "fell", "Fell"
    QUORUM_MISSED = "quorum_missed", "Quorum missed"
    TIE = "tie", "Tied"
    TABLED = "tabled", "Comes back for another round"
    FALLBACK = "fallback", "No consensus: goes to a vote"
    BLOCKED = "blocked", "Blocked"
    NOT_REACHED = "not_reached", "No consensus"


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
