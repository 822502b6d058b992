"""Casting a vote: one short statement that can be sent again without harm."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from assemblies.actions.marking import fill_mark, held_for, insert_vote
from assemblies.actions.urn import KEY_OF_ANOTHER, demand_same, issue, paper_under, put_in, tracker_of
from assemblies.enums import ONE_QUESTION, BallotMethod, BallotStatus, Choice, RollReason, Via, Voice
from assemblies.models import Attendance, Ballot, RollEntry, RollRefusal, Ticket, Vote
from assemblies.queries.ballots import vote_of
from assemblies.queries.papers import question_of, said
from members.models import Person
from organiser.base import clock
from organiser.base.errors import Conflict, Invalid, NotPermitted, Refusal, RuleNotMet, WrongState
from organiser.base.text import visible

LONGEST_REASON = 1000
KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")

REFUSED = {
    RollReason.TOO_NEW: "You joined on {since}, too recently to be on the roll of this ballot.",
    RollReason.IN_ARREARS: (
        "You owe dues since {since}, longer than the rules allow. Settle them to be on the next roll."
    ),
    RollReason.ON_TRIAL: "You are still on trial; full members vote.",
    RollReason.SUPPORTER: "Supporters take part without a vote.",
    RollReason.PAID_ROLE: "You hold a paid role, and the rules give those who do no vote while it lasts.",
    RollReason.SUSPENDED: "You are suspended by a decision. Your own page says until when.",
    RollReason.ON_LEAVE: "You are on leave. Tell your secretary that you are back to be on the next roll.",
    RollReason.CORRECTED: "After a challenge you were left off the roll. The answer to it says why.",
    RollReason.NOT_CHECKED_IN: "You had not checked in when this ballot opened, and its roll holds those who had.",
    RollReason.NOT_IN_FIRST: "This is a run-off for those who stood on the roll of the first ballot. You did not.",
}
# Those whose vote is counted in the hall.
ELSEWHERE = {
    Via.HANDS: "You are counted in the show of hands of this ballot. Each member votes once.",
    Via.PAPER: "You were given a paper for this ballot. Fill it in and hand it back; each member votes once.",
}


@dataclass(frozen=True)
class Receipt:
    """What a voter gets back: the same for the first sending and for every repetition of it.

    Of a secret ballot it has the tracker and no time: the urn knows none.
    """

    choice: str
    cast_at: datetime | None
    repeated: bool
    tracker: str = ""


def cast_vote(actor: Person, *, ballot: Ballot, choice: str, key: str, reason: str = "") -> Receipt:
    """Cast a vote in a ballot, by name or into the urn as the ballot was opened.

    No ledger entry is written here: the entry that closes the ballot carries the digest of all votes, so that casting
    never queues for the chain (design.md section 4). Where the ballot lets votes be changed, another choice under
    another key takes the place of the first.

    Args:
        choice: `for`, `against` or `abstain`; where consensus is sought a `Voice`; or the line of a paper with options
            (`counting.marks`).
        key: chosen by the sender, 8 to 64 letters and digits; sending the same key again gives the same receipt.
        reason: why the actor blocks, stands aside or has reservations.

    Raises:
        Invalid: a choice that is none, a broken paper, a block without its reason, a reason where there is none to
            give, or a key of another shape.
        RuleNotMet: where the actor is not on the roll, with the reason.
        WrongState: before opening, after closing, or where the actor is not checked in.
        Conflict: where the actor has voted already.
    """
    demand_paper(ballot, choice)
    reason = clean_reason(ballot, choice, reason)
    if not KEY.fullmatch(key):
        raise Invalid("The key of a vote has 8 to 64 letters, digits, hyphens or underscores.", code="key", field="key")
    if actor.bound_body_id is not None and actor.bound_body_id != ballot.body_id:
        raise NotPermitted("This token does not reach that body.", code="token_body")
    now = clock.now()
    if ballot.secret:
        return _cast_sealed(actor, ballot, choice, key, now)
    if insert_vote(ballot.pk, actor.pk, choice, key, now, reason=reason):
        return Receipt(choice, now, repeated=False)
    earlier = Vote.objects.filter(ballot=ballot, entry__person=actor).first()
    if earlier is not None and not earlier.choice and earlier.via == Via.HANDS:
        if fill_mark(earlier, choice, key, now):
            return Receipt(choice, now, repeated=False)
        earlier = vote_of(actor, ballot)
    if earlier is not None and (earlier.key, earlier.choice, earlier.reason) == (key, choice, reason):
        return Receipt(earlier.choice, earlier.cast_at, repeated=True)
    if earlier is not None and ballot.changeable and _change_vote(earlier, choice, key, now, reason):
        return Receipt(choice, now, repeated=False)
    raise why_refused(actor, ballot, earlier)


def demand_paper(ballot: Ballot, choice: str) -> None:
    """Read a paper before it is taken: a broken one is refused whole.

    Raises:
        Invalid: with the reason.
    """
    paper_reader(ballot)(choice)


def paper_reader(ballot: Ballot) -> Callable[[str], None]:
    """What reads papers of a ballot as `demand_paper` does, with its options looked up once for many of them."""
    if ballot.method == BallotMethod.CONSENSUS:
        return _demand_voice
    question = None if ballot.method == BallotMethod.YES_NO else question_of(ballot)

    def demand(choice: str) -> None:
        if question is None:
            if choice not in Choice.values:
                raise Invalid("Choose for, against or abstain.", code="choice", field="choice")
            return
        try:
            question.demand(choice)
        except ValueError as refused:
            raise Invalid(str(refused), code="paper", field="choice") from refused

    return demand


def _demand_voice(choice: str) -> None:
    if choice not in Voice.values:
        sentence = "Choose one: agree, agree with reservations, stand aside or block."
        raise Invalid(sentence, code="choice", field="choice")


def clean_reason(ballot: Ballot, choice: str, reason: str) -> str:
    """Why somebody blocks, stands aside or has reservations, with one kind of line end.

    Raises:
        Invalid: a block without a reason, one beside another answer, or one that is too long.
    """
    reason = visible(reason).strip()
    if choice == Voice.BLOCK and not reason:
        raise Invalid("A block needs its reason. Write why the body must not do this.", code="reason", field="reason")
    if reason and (ballot.method != BallotMethod.CONSENSUS or choice == Voice.AGREE):
        raise Invalid(
            "A reason stands beside reservations, standing aside or a block. Leave it out here.",
            code="no_reason",
            field="reason",
        )
    if len(reason) > LONGEST_REASON:
        raise Invalid(f"Give the reason in at most {LONGEST_REASON} letters.", code="reason", field="reason")
    return reason


def _change_vote(earlier: Vote, choice: str, key: str, now: datetime, reason: str) -> bool:
    """Put another choice in the place of an earlier one, where ballot and presence still allow it."""
    with transaction.atomic():
        if earlier.via != Via.ONLINE or held_for(earlier, now) is None:
            return False
        vote = Vote.objects.get(pk=earlier.pk)  # as it is under the lock
        used = [*vote.spent.split(), vote.key]
        if key in used:
            return False
        changed = Vote.objects.filter(pk=vote.pk)
        return changed.update(choice=choice, reason=reason, key=key, spent="\n".join(used), cast_at=now) == 1


def _cast_sealed(actor: Person, ballot: Ballot, choice: str, key: str, now: datetime) -> Receipt:
    """Mark the actor off the roll, then put the paper into the urn; sent again, whatever was left undone is done."""
    tracker = tracker_of(ballot, key)
    ticket = issue(ballot, actor.pk, tracker)
    if ticket and put_in(tracker, choice, now):
        return Receipt(choice, None, repeated=False, tracker=tracker)
    found = paper_under(ballot, tracker)
    # With the ticket still there, what lies under the tracker is somebody else's paper.
    if found is not None and Ticket.objects.filter(tracker=tracker).exists():
        raise Conflict(KEY_OF_ANOTHER, code="key_taken", rule="invariant 1")
    marked = Vote.objects.filter(ballot=ballot, entry__person=actor).exists()
    if found is None and (ticket or not marked):
        raise why_refused(actor, ballot, None)
    demand_same(ballot, found, choice)
    return Receipt(choice, None, repeated=True, tracker=tracker)


def why_refused(actor: Person, ballot: Ballot, earlier: Vote | None) -> Refusal:
    """The reason a vote was not taken, in words for the voter."""
    if earlier is not None:
        return _voted_already(ballot, earlier)
    ballot.refresh_from_db()
    if not RollEntry.objects.filter(roll_id=ballot.roll_id, person=actor).exists():
        refusal = RollRefusal.objects.filter(roll_id=ballot.roll_id, person=actor).first()
        if refusal is None:
            sentence = f"You are not on the roll of this ballot: it is for members of {ballot.body.name}."
            return RuleNotMet(sentence, code="not_on_roll", rule="mission B9")
        sentence = REFUSED[RollReason(refusal.reason)].format(since=f"{refusal.since:%-d %B %Y}")
        return RuleNotMet(sentence, code=refusal.reason, rule=str(ballot.rule.rule_set))
    if ballot.status != BallotStatus.OPEN or (ballot.closes_at is not None and ballot.closes_at <= clock.now()):
        closed = ballot.closed_at or ballot.closes_at
        return WrongState(f"This ballot closed on {closed:%-d %B at %H:%M}. Your vote was not counted.", code="closed")
    there = Attendance.objects.filter(assembly__ballots=ballot, person=actor, left_at__isnull=True)
    if ballot.assembly_id is not None and not there.exists():
        return WrongState("You are not checked in to this assembly. Check in first, then vote.", code="not_checked_in")
    return WrongState("Your vote could not be taken just now. Send it again.", code="try_again")


def _voted_already(ballot: Ballot, earlier: Vote) -> Conflict:
    if earlier.choice == "" and earlier.via in ELSEWHERE:
        return Conflict(ELSEWHERE[Via(earlier.via)], code="voted_already", rule="invariant 1")
    way = f" {Via(earlier.via).label.lower()}" if earlier.via not in {Via.ONLINE, Via.CARD} else ""
    if not earlier.choice or earlier.cast_at is None:
        sentence = f"You have voted in this ballot{way}. Each member votes once."
    else:
        words = said(ballot, earlier.choice)
        words = words.lower() if ballot.method in ONE_QUESTION else words
        sentence = f"You voted “{words}” in this ballot on {earlier.cast_at:%-d %B at %H:%M}. Each member votes once."
    return Conflict(sentence, code="voted_already", rule="invariant 1")
