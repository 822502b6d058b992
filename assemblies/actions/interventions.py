"""What the operator of the site can do where a ballot or an assembly is stuck (break-glass)."""

from assemblies.actions.assemblies import settle_assembly
from assemblies.actions.closing import close_ballot
from assemblies.enums import AssemblyStatus
from assemblies.models import Assembly, Ballot
from assemblies.rules import STUCK_AFTER, demand_stuck, is_stuck
from members.models import Person
from organisations.actions.interventions import intervene
from organisations.enums import InterventionKind
from organisations.models import Body, Intervention
from organisations.rules import demand_operator
from organisations.validators import clean_reason
from organiser.base import clock
from organiser.base.actions import action, locked
from organiser.base.actor import CLOCK


@action
def close_stuck_ballot(actor: Person, *, ballot: Ballot, reason: str) -> Intervention:
    """Let the clock close a ballot that everybody left open; it is counted by its rule like any other.

    There is no casting vote, and the votes are those that were cast.

    Raises:
        NotPermitted: for anybody but the operator.
        Invalid: without a reason.
        RuleNotMet: where it is not stuck.
    """
    demand_operator(actor)
    reason = clean_reason(reason)
    ballot = locked(ballot)
    demand_stuck(stuck=is_stuck(ballot), what="ballot")
    close_ballot(CLOCK, ballot=ballot)
    return intervene(
        actor,
        "close_stuck_ballot",
        body=Body.objects.get(pk=ballot.body_id),
        kind=InterventionKind.BALLOT,
        subject=ballot.public_id,
        reason=reason,
        changed=f"The ballot “{ballot.question}” was closed and counted.",
    )


@action
def close_stuck_assembly(actor: Person, *, assembly: Assembly, reason: str) -> Intervention:
    """Close an assembly that was left open; what was not reached waits for the next one.

    Raises:
        NotPermitted: for anybody but the operator.
        Invalid: without a reason.
        RuleNotMet: where it is not stuck.
        WrongState: while a ballot in it is open.
    """
    demand_operator(actor)
    reason = clean_reason(reason)
    assembly = locked(assembly)
    over = assembly.status == AssemblyStatus.OPEN and clock.now() >= assembly.ends_at + STUCK_AFTER
    demand_stuck(stuck=over, what="assembly")
    settle_assembly(assembly)
    return intervene(
        actor,
        "close_stuck_assembly",
        body=Body.objects.get(pk=assembly.body_id),
        kind=InterventionKind.ASSEMBLY,
        subject=assembly.public_id,
        reason=reason,
        changed=f"The assembly “{assembly.title}” was closed.",
    )
