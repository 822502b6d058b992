"""Who may do what with roles and terms."""

from typing import TYPE_CHECKING

from members.enums import TransferState
from organisations.enums import BodyType, DecisionKind, Power
from organisations.rules import demand_decision_of
from organiser.base import clock
from organiser.base.errors import Conflict, Invalid, RuleNotMet

if TYPE_CHECKING:
    from members.models import Transfer
    from organisations.models import Body, Branch, Decision


# The effects by which somebody is elected: one candidate, answered with for or against, or a choice among several.
ELECT = "elect"
ELECTING = ("fill_role", ELECT)


def demand_powers(powers: list[str]) -> list[str]:
    """The powers of a role, in one order.

    Raises:
        Invalid: for a word that is no power.
    """
    unknown = sorted(set(powers) - set(Power.values))
    if unknown:
        raise Invalid(f"There is no power called {', '.join(unknown)}.", code="power_unknown", field="powers")
    return sorted(set(powers))


def demand_role_decision(body: "Body", decision: "Decision", effect: str, *, interim: bool = False) -> None:
    """Go on only if the body itself decided it: roles and terms come from no other place (invariant 3).

    A branch is founded with its first roles by the decision of the organisation. Interim terms rest on a founding and
    all others on an election, whose kind and effect are looked at here.

    Raises:
        RuleNotMet: otherwise.
    """
    founding = body.founding_decision_id == decision.pk and (
        decision.kind == DecisionKind.FOUNDING or decision.effect in {"found_branch", "split_branch"}
    )
    if founding and (interim or (effect == "create_role" and not body.decisions.exclude(pk=decision.pk).exists())):
        return
    kinds = {DecisionKind.ELECTION.value} if effect == "fill_role" else {DecisionKind.ORDINARY.value}
    if effect == "fill_role" and decision.effect in ELECTING:
        effect = decision.effect
    demand_decision_of(
        decision,
        bodies={body.pk},
        kinds=kinds,
        effect=effect,
        sentence=f"Roles of {body.name} are made and filled by its own decision. Table a motion.",
    )


CHANGING = ("dissolve_body", "dissolve_committee", "merge_branch", "split_branch")


def demand_body_changed(body: "Body", decision: "Decision") -> None:
    """Go on only while a decision takes effect that ends, merges or splits a body, or the one it comes from.

    Raises:
        RuleNotMet: otherwise.
    """
    bodies, above = {body.pk, body.organisation_key}, body
    while above.type == BodyType.COMMITTEE:
        above = above.as_committee.parent
        bodies.add(above.pk)
    demand_decision_of(
        decision,
        bodies=bodies,
        kinds={DecisionKind.RULES.value, DecisionKind.ORDINARY.value},
        effect=decision.effect if decision.effect in CHANGING else CHANGING[0],
        sentence=f"The terms of {body.name} end together only by a decision about the body. Table a motion.",
    )


def demand_moved_away(transfer: "Transfer") -> "Branch":
    """Go on only where somebody has moved out of a branch today; gives the branch.

    Raises:
        RuleNotMet: otherwise.
    """
    branch = transfer.from_branch
    if branch is None or transfer.state != TransferState.ACCEPTED or transfer.moved_on != clock.today():
        raise RuleNotMet(
            "Terms end by a move only on the day on which somebody moves to another branch.",
            code="not_moved",
            rule="mission A5",
        )
    return branch


def demand_not_held(name: str, *, holds: bool) -> None:
    """Go on only if somebody does not hold a role already: nobody has two seats of one.

    Raises:
        Conflict: otherwise.
    """
    if holds:
        raise Conflict(f"{name} holds this role already.", code="holds_role", field="person")


def demand_seat(holders: int, seats: int, role: str) -> None:
    """Go on only if a seat is free.

    Raises:
        RuleNotMet: otherwise.
    """
    if holders >= seats:
        raise RuleNotMet(f"Every seat of the role {role} is taken until a term ends.", code="no_seat", field="role")
