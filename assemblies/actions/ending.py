"""What has to be over before a body can end, and the assembly in which it decides its own end."""

from assemblies.actions.assemblies import settle_assembly
from assemblies.enums import AssemblyStatus, BallotStatus
from assemblies.models import Assembly, Ballot
from organisations.models import Body, Decision
from organiser.base.actions import action, locked, record
from organiser.base.actor import Actor
from organiser.base.errors import WrongState
from skills.rules import demand_body_changed

NOT_OVER = (AssemblyStatus.DRAFT, AssemblyStatus.CALLED, AssemblyStatus.OPEN)


def assembly_of(decision: Decision) -> Assembly | None:
    """The assembly in which a decision was taken; None for a ballot over days and for a founding."""
    ballot = Ballot.objects.filter(public_id=decision.source_ref).select_related("assembly").first()
    return ballot.assembly if ballot is not None else None


def demand_no_ballot(body: Body) -> None:
    """Go on only if nothing is being voted on in a body.

    Raises:
        WrongState: otherwise.
    """
    ballot = Ballot.objects.filter(body=body).exclude(status=BallotStatus.CLOSED).first()
    if ballot is not None:
        raise WrongState(
            f"In {body.name} the ballot “{ballot.question}” is not settled. Wait until it is.",
            code="ballot_open",
            rule="mission A18",
        )


def demand_quiet(body: Body, decision: Decision) -> None:
    """Go on only if nothing is being voted on in a body and no assembly lies ahead but the one that decided this.

    Raises:
        WrongState: otherwise.
    """
    demand_no_ballot(body)
    here = assembly_of(decision)
    ahead = Assembly.objects.filter(body=body, status__in=NOT_OVER)
    if here is not None:
        ahead = ahead.exclude(pk=here.pk)
    assembly = ahead.order_by("starts_at").first()
    if assembly is not None:
        raise WrongState(
            f"{body.name} still has the assembly “{assembly.title}” ahead. Hold it, or call it off first.",
            code="assembly_ahead",
            rule="mission A18",
        )


@action
def close_last_assembly(actor: Actor, *, assembly: Assembly, decision: Decision) -> Assembly:
    """Close the assembly in which a body decided its own end: afterwards nobody has the power to (mission A18).

    Raises:
        RuleNotMet: without a decision about the body that is taking effect.
    """
    demand_body_changed(assembly.body, decision)
    assembly = locked(assembly)
    settle_assembly(assembly)
    record(
        actor,
        "close_last_assembly",
        chain=assembly.organisation.public_id,
        body=assembly.body.public_id,
        subject=assembly.public_id,
        content={"title": assembly.title, "decision": decision.public_id, "present": assembly.attendances.count()},
    )
    return assembly
