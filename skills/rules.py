"""Who may do what with roles and terms."""

from typing import TYPE_CHECKING

from organisations.enums import DecisionKind, Power
from organisations.rules import demand_decision_of
from organiser.base.errors import Invalid, RuleNotMet

if TYPE_CHECKING:
    from organisations.models import Body, Decision


def demand_powers(powers: list[str]) -> list[str]:
    """The powers of a role, in one order.

    Raises:
        Invalid: for a word that is no power.
    """
    unknown = sorted(set(powers) - set(Power.values))
    if unknown:
        raise Invalid(f"There is no power called {', '.join(unknown)}.", code="power_unknown", field="powers")
    return sorted(set(powers))


def demand_role_decision(body: "Body", decision: "Decision", effect: str) -> None:
    """Go on only if the body itself decided it: roles and terms come from no other place (invariant 3).

    A branch is founded with its first roles by the decision of the organisation.

    Raises:
        RuleNotMet: otherwise.
    """
    bodies = {body.pk}
    if body.founding_decision_id == decision.pk:
        bodies.add(decision.body_id)
    kinds = {DecisionKind.FOUNDING.value, DecisionKind.ELECTION.value, DecisionKind.ORDINARY.value}
    if body.founding_decision_id == decision.pk and decision.effect == "found_branch":
        return
    demand_decision_of(
        decision,
        bodies=bodies,
        kinds=kinds,
        effect=effect,
        sentence=f"Roles of {body.name} are made and filled by its own decision. Table a motion.",
    )


def demand_seat(holders: int, seats: int, role: str) -> None:
    """Go on only if a seat is free.

    Raises:
        RuleNotMet: otherwise.
    """
    if holders >= seats:
        raise RuleNotMet(f"Every seat of the role {role} is taken until a term ends.", code="no_seat", field="role")
