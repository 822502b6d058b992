"""A caucus brings a motion to the assembly it comes from, without anybody's approval (mission E12)."""

from assemblies.actions.motions import write_motion
from assemblies.actions.waiting import table_brought_motion
from assemblies.enums import MotionStatus
from assemblies.models import Ballot, Motion
from organisations.enums import BodyForm, DecisionKind
from organisations.models import Body, Decision
from organisations.rules import demand_decision_of
from organiser.base.actions import action, locked, record
from organiser.base.actor import Actor
from organiser.base.errors import RuleNotMet


def demand_caucus(body: Body) -> Body:
    """The body a caucus comes from.

    Raises:
        RuleNotMet: for any other body.
    """
    if body.form != BodyForm.CAUCUS:
        raise RuleNotMet(
            "Only a caucus brings a motion to the assembly above it without seconders. Move it there yourself.",
            code="not_caucus",
            rule="mission E12",
        )
    return body.as_committee.parent


@action
def bring_to_parent(actor: Actor, *, caucus: Body, title: str, text: str, decision: Decision) -> Motion:
    """Write a motion of a caucus into the assembly above it; it stands on the next agenda and needs no seconders.

    A caucus has no veto: the assembly decides as on any other motion.

    Raises:
        RuleNotMet: for a body that is no caucus, and without its decision that is taking effect.
    """
    parent = demand_caucus(caucus)
    demand_decision_of(
        decision,
        bodies={caucus.pk},
        kinds={DecisionKind.ORDINARY.value},
        effect="bring_to_parent",
        sentence=f"{caucus.name} brings a motion by its own decision. Move it there first.",
    )
    ballot = Ballot.objects.select_related("motion__mover").get(public_id=decision.source_ref)
    parent = locked(parent)
    motion = write_motion(
        parent,
        mover=ballot.motion.mover,
        kind=DecisionKind.ORDINARY,
        title=title,
        text=text,
        summary=ballot.summary,  # what the caucus read when it decided to bring it
        status=MotionStatus.SECONDED,
        brought_by=caucus,
    )
    table_brought_motion(motion)
    record(
        actor,
        "bring_to_parent",
        chain=parent.organisation.public_id,
        body=parent.public_id,
        subject=motion.public_id,
        content={"reference": motion.reference, "caucus": caucus.public_id, "title": title, "text": text},
    )
    return motion
