"""Judging blocks: the others who spoke in a round of consensus say of each whether they find it principled."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction

from assemblies.enums import BallotStatus, Voice
from assemblies.models import Attendance, Ballot, Block, Judgement, RollEntry, Vote
from assemblies.queries.ballots import votes_digest
from assemblies.queries.card_votes import entries_by_member
from assemblies.queries.consensus import missing_in_room, unanswered
from assemblies.queries.counting import Counted
from assemblies.queries.papers import papers_digest
from assemblies.rules import demand_counts
from members.models import Person
from organiser.base import clock
from organiser.base.actions import locked, record
from organiser.base.actor import Actor
from organiser.base.errors import Conflict, Invalid, NotPermitted, RuleNotMet, WrongState
from organiser.base.words import plural

# Nobody is asked for less than a day, however short the rules let a ballot be.
LEAST_HOURS = 24


def judging_ends(ballot: Ballot) -> timedelta:
    """For how long the others are asked, from the end of the round: as long as the rules keep a ballot open."""
    return timedelta(hours=max(ballot.rule.least_hours, LEAST_HOURS))


def stop_at_blocks(actor: Actor, ballot: Ballot, found: Counted, *, verb: str) -> Ballot:
    """Write down the blocks that the others judge; for the action that closes the round under its lock."""
    votes = Vote.objects.filter(ballot=ballot, choice=Voice.BLOCK).order_by("entry_id")
    blocks = [
        Block(organisation_id=ballot.organisation_id, ballot=ballot, vote=vote, number=number)
        for number, vote in enumerate(votes, 1)
    ]
    Block.objects.bulk_create(blocks)
    record(
        actor,
        verb,
        chain=ballot.organisation.public_id,
        body=ballot.body.public_id,
        subject=ballot.public_id,
        content={
            "blocks": [block.public_id for block in blocks],
            "judged_until": ballot.judged_until,
            "votes_digest": votes_digest(ballot),
            "papers_digest": papers_digest(found.papers),
        },
    )
    return ballot


def judge_blocks(actor: Person, *, ballot: Ballot, answers: Mapping[str, bool], member: str = "") -> int:
    """Say of blocks whether they are principled; gives how many answers of that person are in the box now.

    Whoever spoke in the round judges the blocks of the others, each once, by name. As with votes no ledger entry is
    written here: the one that settles the round carries the digest of all answers. The same answers sent again are one.

    Args:
        answers: by the public id of each block.
        member: the public id of a membership, where those who count write it down for somebody in the room.

    Raises:
        NotPermitted: writing it down for somebody else, for those who neither count nor facilitate for the body.
        WrongState: before the round has closed, and once it is settled or the time is up; writing it down for somebody
            who is not in an open assembly.
        RuleNotMet: for those who did not speak in the round, and for one's own block.
        Invalid: without an answer, or for a block that is none of this round.
        Conflict: where another answer was given before.
    """
    if member:
        demand_counts(actor, ballot.body)
    elif actor.bound_body_id is not None and actor.bound_body_id != ballot.body_id:
        raise NotPermitted("This token does not reach that body.", code="token_body")
    with transaction.atomic():
        ballot = locked(ballot)
        _demand_judging(ballot)
        entry = _judge(actor, ballot, member)
        blocks = {block.public_id: block for block in Block.objects.filter(ballot=ballot).select_related("vote")}
        if not answers or set(answers) - set(blocks):
            raise Invalid("Say of at least one block of this round whether it is principled.", code="block")
        given = {one.block_id: one for one in Judgement.objects.filter(block__ballot=ballot, entry=entry)}
        new = []
        for name, principled in answers.items():
            block = blocks[name]
            if block.vote.entry_id == entry.pk:
                raise RuleNotMet("Nobody judges a block of her or his own.", code="own_block", field="block")
            said = given.get(block.pk)
            if said is None:
                new.append(block)
            elif said.taken_by_id is not None and not member:
                # What others wrote down for somebody never stands against what she or he says.
                said.principled, said.taken_by, said.judged_at = principled, None, clock.now()
                said.save(update_fields=["principled", "taken_by", "judged_at"])
            elif said.principled != principled:
                raise Conflict(
                    f"Block {block.number} was answered otherwise before. Each says it once.", code="judged_already"
                )
        Judgement.objects.bulk_create(
            Judgement(
                organisation_id=ballot.organisation_id,
                block=block,
                entry=entry,
                principled=answers[block.public_id],
                judged_at=clock.now(),
                taken_by=actor if member else None,
            )
            for block in new
        )
    return len(given) + len(new)


def _demand_judging(ballot: Ballot) -> None:
    if ballot.status == BallotStatus.OPEN:
        raise WrongState("This round is still open. Its blocks are judged once it has closed.", code="ballot_open")
    until = ballot.judged_until
    if ballot.status != BallotStatus.JUDGING or (until is not None and until <= clock.now()):
        raise WrongState("The blocks of this round are not judged any more.", code="judged")


def _judge(actor: Person, ballot: Ballot, member: str) -> RollEntry:
    """The entry of whoever judges, who must have spoken in the round."""
    spoke = RollEntry.objects.filter(votes__ballot=ballot)
    if member:
        entry = entries_by_member(ballot, [member]).get(member)
        entry = spoke.filter(pk=entry.pk).first() if entry is not None else None
        _demand_in_room(ballot, entry)
    else:
        entry = spoke.filter(person_id=actor.pk).first()
    if entry is None:
        raise RuleNotMet(
            "Blocks are judged by those who spoke in the round. You read here what comes of it."
            if not member
            else "That member did not speak in this round, and judges no block of it.",
            code="not_spoken",
            field="member" if member else "",
        )
    return entry


def _demand_in_room(ballot: Ballot, entry: RollEntry | None) -> None:
    """Go on only in an assembly, for somebody who is there: over days each speaks for herself or himself."""
    if ballot.assembly is None or ballot.assembly.closed_at is not None:
        raise WrongState("Answers are written down for others in an open assembly alone.", code="no_hall")
    there = Attendance.objects.filter(assembly=ballot.assembly_id, left_at__isnull=True)
    if entry is not None and not there.filter(person_id=entry.person_id).exists():
        raise WrongState("That member is not checked in to this assembly.", code="not_checked_in")


def demand_may_settle(ballot: Ballot) -> None:
    """Go on only where everybody has answered, in the room everybody who is there; or once the time is up.

    Raises:
        RuleNotMet: otherwise.
    """
    until = ballot.judged_until
    if until is None or until <= clock.now():
        return
    if ballot.assembly is not None and ballot.assembly.closed_at is None:
        people = missing_in_room(ballot)
        if people:
            raise RuleNotMet(
                f"{plural(people, 'member is', 'members are')} in the room without having judged every block. Ask "
                "them, or write down what they say.",
                code="not_judged",
            )
        return
    missing = unanswered(ballot)
    if not missing:
        return
    raise RuleNotMet(
        f"{plural(missing, 'answer is', 'answers are')} missing. The others can judge until {until:%-d %B at %H:%M}.",
        code="not_judged",
    )
