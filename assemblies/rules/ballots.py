"""How a decision may be taken, and when its ballot closes."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from assemblies.enums import AssemblyStatus, BallotMethod, BallotStatus
from assemblies.rules.assemblies import demand_assembly
from assemblies.rules.motions import demand_announced
from assemblies.rules.powers import demand_counts
from organisations.enums import Channel, Secrecy
from organiser.base import clock
from organiser.base.actor import CLOCK, Actor
from organiser.base.errors import Invalid, RuleNotMet, WrongState

if TYPE_CHECKING:
    from assemblies.models import Assembly, Ballot, Motion
    from organisations.models import DecisionRule

STUCK_AFTER = timedelta(days=1)
LONGEST_BALLOT = timedelta(days=366)


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


def demand_secrecy(rule: "DecisionRule", *, secret: bool, method: str) -> bool:
    """Whether a ballot under this rule, counted by this method, is secret.

    Raises:
        RuleNotMet: where the rules want votes by name; and for consensus, which is by name as it is: a block has its
            reason, and the others answer to it.
    """
    if method == BallotMethod.CONSENSUS and (secret or rule.secrecy == Secrecy.SECRET):
        raise RuleNotMet(
            "Consensus is sought by name: whoever blocks says why, and the others answer. Seek it by name, or change "
            "the rules.",
            code="consensus_by_name",
            rule=str(rule),
            field="secret",
        )
    if secret and rule.secrecy == Secrecy.OPEN:
        raise RuleNotMet(
            "The rules want votes of this kind by name. Open the ballot by name, or change the rules.",
            code="votes_by_name",
            rule=str(rule),
            field="secret",
        )
    return secret or rule.secrecy == Secrecy.SECRET


def demand_no_consensus(ballot: "Ballot") -> None:
    """Go on only where a ballot can be counted in heaps: by hands or on paper.

    Raises:
        WrongState: where consensus is sought: a block has a name and a reason, which no heap can hold.
    """
    if ballot.method == BallotMethod.CONSENSUS:
        raise WrongState(
            "Consensus is sought by name. Members answer on their phones, or show cards that you write down one by "
            "one, with the reason of each block.",
            code="consensus_by_name",
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


def demand_place(
    motion: "Motion", assembly: "Assembly | None", closes_at: datetime | None, rule: "DecisionRule"
) -> None:
    """An assembly's ballot needs the open assembly with the motion on its agenda; any other needs a time to close.

    Raises:
        WrongState: where the assembly is not open.
        RuleNotMet: off its agenda, not announced in time, or for fewer hours than the rules ask for.
        Invalid: without a time to close, or with one that cannot be.
    """
    if assembly is not None:
        demand_assembly(assembly, (AssemblyStatus.OPEN,), "Open the assembly first, then its ballots.")
        item = assembly.items.filter(motion=motion).first()
        if item is None:
            raise RuleNotMet(
                f"Motion {motion.reference} is not on the agenda of this assembly. Put it there first.",
                code="not_on_agenda",
            )
        demand_announced(motion, rule, item.announced_at, assembly.starts_at)
        if closes_at is not None and closes_at <= clock.now():
            raise Invalid("The time to close lies in the past.", code="closes_at", field="closes_at")
        return
    demand_time(closes_at, rule)


def demand_time(closes_at: datetime | None, rule: "DecisionRule") -> None:
    """A ballot over days needs a time to close, as late as the rules ask for.

    Raises:
        RuleNotMet: for fewer hours than the rules ask for.
        Invalid: without a time, or with one that cannot be.
    """
    if closes_at is None:
        raise Invalid("Say until when the ballot is open.", code="closes_at", field="closes_at")
    if closes_at > clock.now() + LONGEST_BALLOT:
        sentence = "A ballot stays open for at most a year. Choose an earlier day."
        raise Invalid(sentence, code="too_far_ahead", field="closes_at")
    earliest = clock.now() + timedelta(hours=rule.least_hours)
    # A form gives whole minutes, so the moment of pressing the button must not make 48 hours too short.
    if closes_at < earliest - timedelta(minutes=1):
        raise RuleNotMet(
            f"The rules keep such a ballot open for at least {rule.least_hours} hours, "
            f"so it can close on {earliest:%-d %B %Y at %H:%M} at the earliest.",
            code="least_hours",
            field="closes_at",
        )


def demand_still_ahead(motion: "Motion", closes_at: datetime | None) -> None:
    """A decision that would have expired before it is taken is not put to the vote.

    Raises:
        RuleNotMet: naming the day.
    """
    last = timezone.localdate(closes_at) if closes_at is not None else clock.today()
    if motion.expires_on is not None and motion.expires_on <= last:
        raise RuleNotMet(
            f"Motion {motion.reference} would expire on {motion.expires_on:%-d %B %Y}, before it is decided. "
            "Move it anew with a later day.",
            code="expires_first",
        )
