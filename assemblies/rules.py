"""Who may do what in assemblies, with motions and with ballots."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from django.db.models import TextChoices

from assemblies.enums import MOTION_STEPS, AssemblyStatus, BallotStatus, MotionStatus
from organisations.enums import BodyType, Channel, Method, Power
from organiser.base import authority, clock
from organiser.base.actor import CLOCK, Actor
from organiser.base.errors import Invalid, NotPermitted, RuleNotMet, WrongState
from organiser.base.text import one_line

if TYPE_CHECKING:
    from assemblies.models import Assembly, Ballot, Motion
    from organisations.models import Body, DecisionRule

S = TypeVar("S", bound=TextChoices)
EARLIEST_OPENING = timedelta(hours=2)
STUCK_AFTER = timedelta(days=1)


def holds_any(actor: Actor, body_id: int, *powers: Power) -> bool:
    """Whether the actor holds at least one of the powers in the body."""
    return any(authority.holds(actor, power, body_id) for power in powers)


def demand_any(actor: Actor, body: "Body", powers: tuple[Power, ...], sentence: str) -> None:
    """Go on only for a holder of one of the powers.

    Raises:
        NotPermitted: with `sentence`.
    """
    if not holds_any(actor, body.pk, *powers):
        rule = "power: " + " or ".join(power.value for power in powers)
        raise NotPermitted(sentence, code="power_missing", rule=rule)


def demand_scope(body: "Body", note: str) -> str:
    """What a motion of a committee says of its scope, trimmed; for every other body nothing is needed (mission B4).

    Raises:
        RuleNotMet: where a committee says nothing.
        Invalid: above 300 letters.
    """
    note = one_line(note)
    if len(note) > 300:
        raise Invalid("Name the part of the scope in at most 300 letters.", code="scope_note", field="scope_note")
    if body.type == BodyType.COMMITTEE and not note:
        raise RuleNotMet(
            f"{body.name} decides within its scope: “{body.as_committee.scope}” Say under which part of it this falls. "
            f"What lies outside is for {body.as_committee.parent.name}, whose assembly can rescind it.",
            code="outside_scope",
            rule="mission B4",
            field="scope_note",
        )
    return note if body.type == BodyType.COMMITTEE else ""


def demand_calls(actor: Actor, body: "Body") -> None:
    """Go on only for those who call the assemblies of this body.

    Raises:
        NotPermitted: otherwise.
    """
    demand_any(actor, body, (Power.CALL_ASSEMBLIES,), f"Only those who call assemblies of {body.name} can do this.")


def demand_facilitates(actor: Actor, body: "Body") -> None:
    """Go on only for those who lead assemblies of this body.

    Raises:
        NotPermitted: otherwise.
    """
    powers = (Power.FACILITATE, Power.CALL_ASSEMBLIES)
    demand_any(actor, body, powers, f"Only those who facilitate for {body.name} can do this.")


def demand_counts(actor: Actor, body: "Body") -> None:
    """Go on only for those who open and close ballots of this body.

    Raises:
        NotPermitted: otherwise.
    """
    powers = (Power.COUNT, Power.FACILITATE)
    demand_any(actor, body, powers, f"Only those who count or facilitate for {body.name} open and close its ballots.")


def is_stuck(ballot: "Ballot") -> bool:
    """Whether a ballot stayed open for a day after it should have closed, or after its assembly should have ended."""
    due = ballot.closes_at
    if due is None and ballot.assembly is not None:
        due = ballot.assembly.ends_at
    return ballot.status == BallotStatus.OPEN and due is not None and clock.now() >= due + STUCK_AFTER


def demand_stuck(*, stuck: bool, what: str) -> None:
    """Go on only where the body did not close something for a day after its time.

    Raises:
        RuleNotMet: otherwise.
    """
    if not stuck:
        raise RuleNotMet(
            f"This {what} is not stuck: the operator closes only what stayed open for a day after its time.",
            code="not_stuck",
            rule="design, section 5",
        )


def demand_may_close(actor: Actor, ballot: "Ballot") -> None:
    """Go on only for those who count; or for the clock, once the time is up or the ballot is stuck.

    Raises:
        NotPermitted: otherwise.
        WrongState: for the clock, too early.
    """
    if actor is not CLOCK:
        demand_counts(actor, ballot.body)
    elif not is_stuck(ballot) and (ballot.closes_at is None or ballot.closes_at > clock.now()):
        raise WrongState("This ballot is still open.", code="not_yet")


def demand_least_hours(ballot: "Ballot", rule: "DecisionRule") -> None:
    """A ballot over days stays open for the hours that the rules ask for.

    Raises:
        RuleNotMet: where somebody wants to close it earlier.
    """
    earliest = ballot.opened_at + timedelta(hours=rule.least_hours)
    if ballot.closes_at is not None:
        earliest = min(earliest, ballot.closes_at)  # opening allows for the seconds that a form rounds away
    if ballot.assembly_id is None and clock.now() < earliest:
        raise RuleNotMet(
            f"The rules keep this ballot open for {rule.least_hours} hours. "
            f"It can close on {earliest:%-d %B at %H:%M}.",
            code="least_hours",
            rule=str(rule),
        )


def demand_assembly(assembly: "Assembly", allowed: tuple[AssemblyStatus, ...], sentence: str) -> None:
    """Go on only if the assembly is in one of these states.

    Raises:
        WrongState: with `sentence`.
    """
    if assembly.status not in allowed:
        raise WrongState(sentence, code="assembly_state")


def demand_step(state: str, to: S, steps: Mapping[S, frozenset[S]], what: str) -> None:
    """Go on only if the transition table has a step from `state` to `to`.

    Raises:
        WrongState: naming both states.
    """
    kind = type(to)
    if to not in steps[kind(state)]:
        raise WrongState(
            f"{what} is “{kind(state).label.lower()}” and cannot become “{to.label.lower()}”.", code="state_step"
        )


def demand_motion_step(motion: "Motion", to: MotionStatus) -> None:
    """Go on only if the motion may move to `to`.

    Raises:
        WrongState: naming both states; for a motion without seconders, how many are missing.
    """
    if motion.status == MotionStatus.PROPOSED and to in {MotionStatus.TABLED, MotionStatus.VOTING}:
        missing = motion.seconders_needed - motion.secondings.count()
        people = "one more member" if missing == 1 else f"{missing} more members"
        raise RuleNotMet(
            f"Motion {motion.reference} needs {people} to second it before it can be voted on.",
            code="seconders_missing",
            rule=f"{motion.seconders_needed} seconders",
        )
    demand_step(motion.status, to, MOTION_STEPS, f"Motion {motion.reference}")


def demand_notice(starts_at: datetime, days: int, what: str, field: str = "starts_at") -> None:
    """Go on only if there are `days` whole days until the assembly.

    Raises:
        RuleNotMet: with the first moment that would do.
    """
    earliest = clock.now() + timedelta(days=days)
    if starts_at < clock.now():
        raise RuleNotMet("That moment lies in the past. Choose a later one.", code="notice_period", field=field)
    if starts_at < earliest:
        count = "one day" if days == 1 else f"{days} days"
        raise RuleNotMet(
            f"{what} {count} before the assembly. The earliest start is {earliest:%-d %B %Y at %H:%M}.",
            code="notice_period",
            rule=f"notice of {count}",
            field=field,
        )


def demand_announced(
    motion: "Motion", rule: "DecisionRule", announced_at: datetime | None, starts_at: datetime
) -> None:
    """Go on only if every member was told of the motion as many days before the assembly as the rules want.

    Raises:
        RuleNotMet: otherwise.
    """
    if not rule.notice_days or rule.without_notice_numerator:
        return  # where the rules know a threshold for motions without notice, that one decides
    if announced_at is None or announced_at > starts_at - timedelta(days=rule.notice_days):
        days = "one day" if rule.notice_days == 1 else f"{rule.notice_days} days"
        raise RuleNotMet(
            f"The rules want members to hear of motion {motion.reference} {days} before the assembly, and they did "
            "not. Put it on the agenda of a later one.",
            code="notice_period",
            rule=f"notice of {days}",
        )


def demand_countable(rule: "DecisionRule") -> None:
    """Go on only if there is a way to count this kind of decision.

    Raises:
        RuleNotMet: for consensus: blocks and stand-asides have no place on a ballot paper yet.
    """
    if rule.method == Method.CONSENSUS:
        raise RuleNotMet(
            "The rules want this settled by consensus, and consensus cannot be counted here yet. Seek it in the "
            "assembly and write it into the minutes, or change the rules.",
            code="method_not_counted",
            rule=str(rule),
        )


def demand_channel(rule: "DecisionRule", *, online: bool) -> None:
    """Go on only if this kind of decision may be taken this way.

    Raises:
        RuleNotMet: otherwise.
    """
    if online and rule.channel == Channel.ASSEMBLY:
        raise RuleNotMet(
            "The rules want this decided in an assembly. Put the motion on an agenda.", code="channel", rule=str(rule)
        )
    if not online and rule.channel == Channel.ONLINE:
        raise RuleNotMet(
            "The rules want this decided by a ballot that stays open for a time, not in an assembly.",
            code="channel",
            rule=str(rule),
        )
