"""Printed ballot papers: printing them, and handing one to somebody on the roll."""

import base64
import hashlib
import secrets
from dataclasses import dataclass

from assemblies.actions.marking import insert_vote
from assemblies.actions.urn import tracker_of_code
from assemblies.enums import BallotStatus, Via
from assemblies.models import Attendance, Ballot, PaperCode, RollEntry, Ticket
from assemblies.queries.ballots import vote_of
from assemblies.queries.card_votes import entries_by_member
from assemblies.rules import demand_counts, demand_no_consensus
from members.models import Person
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.errors import Conflict, Invalid, RuleNotMet, WrongState

MOST_SHEETS = 2000
# 80 bits: from the digest that is stored nobody can find the code by trying.
CODE_BYTES = 10


@dataclass(frozen=True)
class Sheet:
    """One paper to be printed; of a secret ballot with its code, and the tracker that its voter keeps."""

    code: str = ""
    tracker: str = ""


def plain_code(code: str) -> str:
    """A code however it was typed: in small letters, with blanks, or with digits that look like its letters."""
    return "".join(letter for letter in code.upper() if letter.isalnum()).translate(str.maketrans("018", "OIB"))


def code_digest(code: str) -> str:
    """What is stored of a code."""
    return hashlib.sha256(plain_code(code).encode()).hexdigest()


@action
def print_papers(actor: Person, *, ballot: Ballot, number: int) -> list[Sheet]:
    """Make papers for printing. None is anybody's: in a secret ballot each has a code that counts once.

    The codes are given here alone; what is stored is a digest of each.

    Raises:
        NotPermitted: for those who neither count nor facilitate for the body.
        Invalid: for none, or for more than are on the roll.
        WrongState: after closing, or where consensus is sought.
    """
    demand_counts(actor, ballot.body)
    ballot = locked(ballot)
    demand_no_consensus(ballot)
    most = min(ballot.roll.size, MOST_SHEETS)
    if not 1 <= number <= most:
        raise Invalid(f"Print 1 to {most} papers at once.", code="sheets", field="number")
    if ballot.status != BallotStatus.OPEN:
        raise WrongState("This ballot is closed. No papers are printed any more.", code="closed")
    codes = [base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode() for _ in range(number if ballot.secret else 0)]
    # In the order of the digests: a row does not tell which sheet of the stack it was.
    PaperCode.objects.bulk_create(
        PaperCode(organisation_id=ballot.organisation_id, ballot=ballot, digest=digest)
        for digest in sorted(map(code_digest, codes))
    )
    record(
        actor,
        "print_papers",
        chain=ballot.organisation.public_id,
        body=ballot.body.public_id,
        subject=ballot.public_id,
        content={"papers": number, "codes": len(codes)},
    )
    return [Sheet(code, tracker_of_code(ballot, code)) for code in codes] if ballot.secret else [Sheet()] * number


@action
def hand_out_paper(actor: Person, *, ballot: Ballot, member: str) -> RollEntry:
    """Mark on the roll that somebody was given a paper, and take any other way from her or him (invariant 1).

    Which of the papers it was is written down nowhere.

    Args:
        member: the public id of the membership.

    Raises:
        NotPermitted: for those who neither count nor facilitate for the body.
        RuleNotMet: for somebody who is not on the roll.
        WrongState: after closing, where consensus is sought, or for somebody who is not checked in.
        Conflict: for somebody who has voted, or has a paper already.
    """
    demand_counts(actor, ballot.body)
    demand_no_consensus(ballot)
    entry = entries_by_member(ballot, [member]).get(member)
    if entry is None:
        raise RuleNotMet(
            f"That member is not on the roll of this ballot: it is for members of {ballot.body.name} who had a vote "
            "when it opened.",
            code="not_on_roll",
            rule="mission B9",
            field="member",
        )
    if not insert_vote(ballot.pk, entry.person_id, "", "", clock.now(), via=Via.PAPER):
        _refuse(ballot, entry)
    record(
        actor,
        "hand_out_paper",
        chain=ballot.organisation.public_id,
        body=ballot.body.public_id,
        subject=ballot.public_id,
        content={"member": member},
    )
    return entry


def _refuse(ballot: Ballot, entry: RollEntry) -> None:
    """Say why somebody is given no paper."""
    name = entry.person.name
    if Ticket.objects.filter(ballot=ballot, vote__entry=entry).exists():
        raise Conflict(
            f"{name} has begun to vote by phone or screen, and that paper has not arrived. Send it again there.",
            code="paper_on_its_way",
            rule="invariant 1",
        )
    vote = vote_of(entry.person, ballot)
    if vote is not None:
        had = "was given a paper already" if vote.via == Via.PAPER else "has voted already"
        raise Conflict(f"{name} {had}. Each member votes once.", code="voted_already", rule="invariant 1")
    ballot.refresh_from_db()
    if ballot.status != BallotStatus.OPEN or (ballot.closes_at is not None and ballot.closes_at <= clock.now()):
        raise WrongState("This ballot is closed. No papers are handed out any more.", code="closed")
    there = Attendance.objects.filter(assembly=ballot.assembly_id, person=entry.person_id, left_at__isnull=True)
    if ballot.assembly_id is not None and not there.exists():
        raise WrongState(f"{name} is not checked in to this assembly. Check in first.", code="not_checked_in")
    raise Conflict(
        f"{name} was marked for a show of hands that was called off, and votes by phone or by card.",
        code="marked_for_hands",
    )
