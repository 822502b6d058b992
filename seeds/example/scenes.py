"""Scenes of the example world: moving a motion, calling and holding an assembly, opening a ballot over days."""

from collections.abc import Generator, Sequence
from datetime import datetime, timedelta
from random import Random

from assemblies.actions.agenda import add_agenda_item, table_motion, write_minutes
from assemblies.actions.assemblies import AssemblyPlan, close_assembly, open_assembly, prepare_assembly, send_notice
from assemblies.actions.attendance import check_in, check_in_myself
from assemblies.actions.ballots import open_ballot
from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.actions.minutes import agree_minutes
from assemblies.actions.motions import MotionDraft, propose_motion
from assemblies.actions.seconding import contribute, second_motion
from assemblies.enums import Choice
from assemblies.models import AgendaItem, Assembly, Ballot, Motion
from members.models import Membership
from members.queries.belonging import voters_of
from organiser.base import clock
from organiser.base.actor import CLOCK
from seeds.example.calendar import Story
from seeds.example.cast import FACILITATOR, SECRETARY, Cast
from seeds.example.plans import Gathering, Proposal, Question, prose, unwrapped

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SHARE_BY_SCREEN = 7


def moved(cast: Cast, branch: str, proposal: Proposal, at: datetime) -> Generator[datetime, None, Motion]:
    """Somebody moves a motion, and within the next day others second it and speak about it."""
    yield at
    draft = MotionDraft(
        title=proposal.title,
        text=unwrapped(proposal.text),
        kind=proposal.kind,
        summary=proposal.summary,
        effect=proposal.effect,
        payload=proposal.payload(cast, branch),
    )
    motion = propose_motion(cast.person(proposal.mover), body=cast.body(branch), draft=draft)
    for number, name in enumerate(proposal.seconders, start=1):
        yield at + number * HOUR
        motion = second_motion(cast.person(name), motion=motion)
    for number, (name, stance, text) in enumerate(proposal.says, start=1):
        yield at + DAY / 2 + number * 20 * MINUTE
        contribute(cast.person(name), motion=motion, stance=stance, text=text)
    return motion


def called(cast: Cast, branch: str, plan: Gathering) -> Generator[datetime, None, tuple[Assembly, list[AgendaItem]]]:
    """The motions are moved, the agenda is made and the notice goes out."""
    notice_at = plan.starts_at - plan.days_ahead * DAY
    motions: list[Motion] = []
    questions = [item for item in plan.agenda if isinstance(item, Question)]
    for number, question in enumerate(questions):
        first = notice_at - (2 + len(questions) - number) * DAY
        motions.append((yield from moved(cast, branch, question.proposal, first)))
    yield notice_at
    secretary = cast.holder(SECRETARY, branch)
    assembly = prepare_assembly(
        secretary,
        body=cast.body(branch),
        plan=AssemblyPlan(
            title=plan.title,
            starts_at=plan.starts_at,
            ends_at=plan.starts_at + 2 * HOUR,
            place=plan.place,
            provisions=plan.provisions,
            kind=plan.kind,
        ),
    )
    items, waiting = [], iter(motions)
    for entry in plan.agenda:
        if isinstance(entry, Question):
            items.append(table_motion(secretary, motion=next(waiting), assembly=assembly))
        else:
            items.append(
                add_agenda_item(secretary, assembly=assembly, title=entry.title, kind=entry.kind, note=entry.note)
            )
    yield notice_at + HOUR
    return send_notice(secretary, assembly=assembly), items


def _in_the_hall(cast: Cast, branch: str, plan: Gathering) -> list[Membership]:
    """Who comes: those who move something, those who hold the door, and as many others as the plan says."""
    first = [item.proposal.mover for item in plan.agenda if isinstance(item, Question)]
    known = {cast.memberships[name].person_id for name in first}
    known |= {cast.holder(role, branch).pk for role in (SECRETARY, FACILITATOR)}
    voters = list(voters_of(cast.body(branch)).select_related("person").order_by("pk"))
    Random(plan.title).shuffle(voters)
    voters.sort(key=lambda membership: membership.person_id not in known)
    return voters[: plan.present]


def voted(
    ballot: Ballot, voters: Sequence[Membership], votes: tuple[int, int, int], begin: datetime, apart: timedelta
) -> Generator[datetime, None, None]:
    """So many vote for, against and abstain, one after the other; the first is for it."""
    choices = [choice for choice, number in zip(Choice, votes, strict=True) for _ in range(number)]
    first, rest = choices[:1], choices[1:]
    Random(ballot.question).shuffle(rest)
    for number, (membership, choice) in enumerate(zip(voters, first + rest, strict=False)):
        yield begin + number * apart
        cast_vote(membership.person, ballot=ballot, choice=choice, key=f"example-{membership.public_id}")


def held(
    cast: Cast, branch: str, plan: Gathering, earlier: Assembly | None = None
) -> Generator[datetime, None, Assembly]:
    """An assembly from its motions to its closing; it agrees to the minutes of an earlier one."""
    assembly, items = yield from called(cast, branch, plan)
    yield plan.starts_at - 30 * MINUTE
    facilitator = cast.holder(FACILITATOR, branch)
    assembly = open_assembly(facilitator, assembly=assembly)
    yield plan.starts_at
    there = _in_the_hall(cast, branch, plan)
    at_the_door = len(there) - len(there) // SHARE_BY_SCREEN
    members = [membership.public_id for membership in there[:at_the_door]]
    check_in(facilitator, assembly=assembly, members=members)
    for membership in there[at_the_door:]:
        check_in_myself(membership.person, assembly=assembly)
    now = plan.starts_at + 5 * MINUTE
    if earlier is not None:
        yield now
        agree_minutes(facilitator, minutes=earlier.record, assembly=assembly)
    for entry, item in zip(plan.agenda, items, strict=True):
        now += 5 * MINUTE
        if isinstance(entry, Question):
            yield now
            motion = Motion.objects.select_related("body__organisation").get(pk=item.motion_id)
            facilitator = cast.holder(FACILITATOR, branch)  # the last question may have elected another
            ballot = open_ballot(facilitator, motion=motion, assembly=assembly)
            mover = cast.memberships[entry.proposal.mover]
            voters = [mover, *(member for member in there if member.pk != mover.pk)]
            yield from voted(ballot, voters, entry.votes, now + MINUTE, timedelta(seconds=4))
            now += 5 * MINUTE
            yield now
            close_ballot(facilitator, ballot=ballot)
        yield now + MINUTE
        if entry.said:
            write_minutes(cast.holder(SECRETARY, branch), item=item, text=prose(entry.said))
    yield max(now + 10 * MINUTE, clock.now())
    return close_assembly(cast.holder(FACILITATOR, branch), assembly=assembly)


def put_to_all(
    cast: Cast,
    branch: str,
    proposal: Proposal,
    *,
    opens_at: datetime,
    closes_at: datetime,
    votes: tuple[int, int, int],
    but: tuple[str, ...] = (),
) -> Generator[datetime, None, Ballot]:
    """A motion and the ballot over days on it: some have voted already, those named in `but` have not."""
    motion = yield from moved(cast, branch, proposal, opens_at - 3 * DAY)
    yield opens_at
    ballot = open_ballot(cast.holder(FACILITATOR, branch), motion=motion, closes_at=closes_at)
    left_out = {cast.memberships[name].pk for name in but}
    voters = [m for m in voters_of(cast.body(branch)).select_related("person").order_by("pk") if m.pk not in left_out]
    Random(motion.title).shuffle(voters)
    voters.sort(key=lambda membership: membership.person_id != motion.mover_id)
    yield from voted(ballot, voters, votes, opens_at + 40 * MINUTE, timedelta(minutes=37))
    return ballot


def decided_over_days(
    cast: Cast, branch: str, proposal: Proposal, *, opens_at: datetime, votes: tuple[int, int, int], days: int = 3
) -> Story:
    """A motion, the ballot over days on it, and the closing of the ballot by the clock."""
    closes_at = opens_at + days * DAY
    ballot = yield from put_to_all(cast, branch, proposal, opens_at=opens_at, closes_at=closes_at, votes=votes)
    yield closes_at
    close_ballot(CLOCK, ballot=ballot)
