"""How a decision may be taken, and when its ballot closes."""

from datetime import timedelta
from typing import TYPE_CHECKING

from assemblies.enums import BallotStatus
from assemblies.rules.powers import demand_counts
from organisations.enums import Channel, Method
from organiser.base import clock
from organiser.base.actor import CLOCK, Actor
from organiser.base.errors import RuleNotMet, WrongState

if TYPE_CHECKING:
    from assemblies.models import Ballot
    from organisations.models import DecisionRule


STUCK_AFTER = timedelta(days=1)


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
