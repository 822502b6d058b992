"""Opening a run-off: those who are tied stand once more, before those who voted on them."""

from datetime import datetime

from assemblies.actions.challenges import demand_answered
from assemblies.actions.items import write_item
from assemblies.actions.options import Paper, print_options
from assemblies.actions.rolls import freeze_roll
from assemblies.counting.choosing import Choosing
from assemblies.enums import AgendaKind, AssemblyStatus
from assemblies.models import Assembly, Ballot, Option, Roll, Tie
from assemblies.queries.ballots import held_in, rule_of
from assemblies.queries.challenges import corrections_of
from assemblies.queries.run_offs import run_off_of, what_it_decides
from assemblies.rules import demand_assembly, demand_channel, demand_counts, demand_time
from members.models import Person
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.errors import Conflict, Invalid, RuleNotMet

LONGEST_QUESTION = 300


@action
def open_run_off(
    actor: Person, *, tie: Tie, assembly: Assembly | None = None, closes_at: datetime | None = None
) -> Ballot:
    """Put the options that are tied to the vote once more, where the rules want a run-off.

    It is held by the rule of the first ballot, as secret as that one was, in any open assembly of the body or over
    days as the rule says. Everybody marks at most as many as are to be chosen, and most marks win.

    Whoever stood on the roll of the first ballot votes, who has a vote by those rules still: it is one decision in two
    steps, so nobody is taken in for the second, and nobody who left or lost the vote meanwhile goes on deciding. When
    it closes, the tie is decided and the first ballot counted on.

    Args:
        assembly: where it is held; only those checked in can cast. Without it the ballot runs online.
        closes_at: when it closes by itself; needed without an assembly.

    Raises:
        NotPermitted: for those who neither count nor facilitate for the body.
        RuleNotMet: where this tie is for the lot or the casting vote; in the wrong channel, for too short a time, in an
            assembly of another body; while a challenge of the roll waits; where nobody would be on the roll.
        WrongState: in an assembly that is not open.
        Invalid: without a time to close, or with one that cannot be.
        Conflict: where the tie is decided, or its run-off was opened already.
    """
    demand_counts(actor, tie.ballot.body)
    if assembly is not None and assembly.body_id != tie.ballot.body_id:
        raise RuleNotMet("That assembly is of another body.", code="other_body", rule="mission B9")
    if assembly is not None:
        assembly = locked(assembly)
    first = locked(tie.ballot)
    tie = locked(tie)
    seats = _seats_of(tie, first)
    demand_channel(first.rule, online=assembly is None)
    if assembly is None:
        demand_time(closes_at, first.rule)
    else:
        demand_assembly(assembly, (AssemblyStatus.OPEN,), "Open the assembly first, then the run-off.")
        if closes_at is not None and closes_at <= clock.now():
            raise Invalid("The time to close lies in the past.", code="closes_at", field="closes_at")
    demand_answered(first.motion, assembly)
    run_off = Ballot.objects.create(
        organisation_id=first.organisation_id,
        body=first.body,
        motion=first.motion,
        assembly=assembly,
        rule=first.rule,
        roll=_roll_of(first, assembly),
        decides=tie,
        question=f"Run-off: {first.question}"[:LONGEST_QUESTION],
        summary=first.summary,
        effect_sentence=" ".join(part for part in (what_it_decides(tie), first.effect_sentence) if part),
        method=Choosing.APPROVAL.value,
        seats=seats,
        settings={"most": seats},
        secret=first.secret,
        changeable=first.changeable,
        running=first.running,
        opened_at=clock.now(),
        closes_at=closes_at,
    )
    labels = print_options(run_off, _paper(tie, first, seats))
    if assembly is not None and not assembly.items.filter(motion=first.motion).exists():
        write_item(assembly, AgendaKind.MOTION, first.motion.title, motion=first.motion)
    record(
        actor,
        "open_run_off",
        chain=first.organisation.public_id,
        body=first.body.public_id,
        subject=run_off.public_id,
        content={
            "ballot": first.public_id,
            "tie": tie.public_id,
            "question": run_off.question,
            "roll": run_off.roll.public_id,
            "roll_digest": run_off.roll.digest,
            "entitled": run_off.roll.entitled,
            "rule": rule_of(held_in(run_off)).to_json(),
            "closes_at": closes_at,
            "seats": run_off.seats,
            "options": labels,
            "secret": run_off.secret,
        },
    )
    return run_off


def _seats_of(tie: Tie, first: Ballot) -> int:
    """How many a run-off on this tie chooses, where it waits for one."""
    if tie.decided_at is not None:
        raise Conflict("This tie is decided already. Read the result.", code="tie_decided")
    if tie.run_off_seats is None:
        raise RuleNotMet(
            "This tie is not decided by a run-off. Draw a lot, or let the chair decide where the rules say so.",
            code="no_run_off",
            rule=str(first.rule),
        )
    if run_off_of(tie) is not None:
        raise Conflict("The run-off on this tie was opened already. Go to it.", code="run_off_opened")
    return tie.run_off_seats


def _roll_of(first: Ballot, assembly: Assembly | None) -> Roll:
    said = corrections_of(first.motion, first.assembly)
    if assembly is not None and assembly != first.assembly:
        said = said.followed_by(corrections_of(first.motion, assembly))
    roll = freeze_roll(first.body, first.rule.rule_set, assembly, said, first.roll)
    if not roll.entries.exists():
        raise RuleNotMet("Nobody would be on the roll of this run-off.", code="empty_roll")
    return roll


def _paper(tie: Tie, first: Ballot, seats: int) -> Paper:
    """The options that are tied, as they stood on the first paper."""
    tied = first.options.filter(label__in=tie.options).order_by("place")
    options = tuple(
        Option(label=one.label, text=one.text, note=one.note, alternative=one.alternative, nomination=one.nomination)
        for one in tied.select_related("alternative", "nomination")
    )
    return Paper(Choosing.APPROVAL.value, seats, options=options)
