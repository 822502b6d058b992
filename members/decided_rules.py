"""What becomes of a membership by a decision alone (invariant 3): exclusion, suspension, return, admission, moving."""

from typing import TYPE_CHECKING

from members.enums import BELONGING, MembershipState
from organisations.enums import DecisionKind
from organisations.rules import demand_decision_of
from organiser.base.errors import RuleNotMet
from organiser.base.words import day

if TYPE_CHECKING:
    from members.models import Membership
    from organisations.models import Body, Decision

MOVING = ("dissolve_body", "merge_branch", "split_branch")


def _demand_decided(
    membership: "Membership", decision: "Decision", *, kind: DecisionKind, effect: str, sentence: str
) -> None:
    """Go on only while a decision with this effect takes effect, of the member's branch or of the organisation."""
    bodies = {membership.organisation_id, membership.branch_id or membership.organisation_id}
    demand_decision_of(decision, bodies=bodies, kinds={kind.value}, effect=effect, sentence=sentence)


def demand_exclusion_decided(membership: "Membership", decision: "Decision") -> None:
    """Go on only while a decision to exclude takes effect, of the branch or of the organisation (invariant 3).

    Raises:
        RuleNotMet: otherwise.
    """
    sentence = "Nobody is excluded but by a decision of the branch or of the organisation. Table a motion."
    _demand_decided(membership, decision, kind=DecisionKind.EXCLUSION, effect="exclude", sentence=sentence)


def demand_suspension_decided(membership: "Membership", decision: "Decision") -> None:
    """Go on only while a decision to suspend takes effect, of the branch or of the organisation (invariant 3).

    Raises:
        RuleNotMet: otherwise.
    """
    sentence = "Nobody is suspended but by a decision of the branch or of the organisation. Table a motion."
    _demand_decided(membership, decision, kind=DecisionKind.EXCLUSION, effect="suspend", sentence=sentence)


def demand_return_decided(membership: "Membership", decision: "Decision") -> None:
    """Go on only while a decision to take somebody back takes effect, of the branch or of the organisation.

    Raises:
        RuleNotMet: otherwise.
    """
    sentence = "Whoever was excluded is taken back by a decision of the branch or of the organisation. Table a motion."
    _demand_decided(membership, decision, kind=DecisionKind.ORDINARY, effect="reinstate", sentence=sentence)


def demand_move_decided(branch: "Body", decision: "Decision") -> None:
    """Go on only while a decision takes effect that ends, merges or splits the branch (mission A10).

    Raises:
        RuleNotMet: otherwise.
    """
    demand_decision_of(
        decision,
        bodies={branch.pk, branch.organisation_key},
        kinds={DecisionKind.RULES.value},
        effect=decision.effect if decision.effect in MOVING else MOVING[0],
        sentence=f"Members of {branch.name} are moved together only by a decision about the branch. Table a motion.",
    )


def demand_admission_decided(membership: "Membership", decision: "Decision") -> None:
    """Go on only while a decision to admit takes effect, of the body that the applicant joins.

    Raises:
        RuleNotMet: otherwise.
    """
    demand_decision_of(
        decision,
        bodies={membership.branch_id or membership.organisation_id},
        kinds={DecisionKind.ORDINARY.value},
        effect="admit",
        sentence="An assembly admits by a decision. Table a motion.",
    )


def demand_not_barred(membership: "Membership") -> None:
    """Go on only if no suspension has days left: nobody gets round one by leaving and coming back.

    Raises:
        RuleNotMet: otherwise.
    """
    if membership.is_barred and membership.suspended_until is not None:
        raise RuleNotMet(
            f"{membership.person.name} is suspended by a decision until {day(membership.suspended_until)}. Only a "
            "decision ends that before.",
            code="suspended",
            rule="design, invariant 3",
        )


def demand_suspension_kept(membership: "Membership", to: MembershipState, *, decided: bool) -> None:
    """Go on only where no suspension begins or ends by anything but a decision, or its last day.

    Raises:
        RuleNotMet: otherwise.
    """
    if decided:
        return
    if to == MembershipState.SUSPENDED:
        raise RuleNotMet(
            "Nobody is suspended from the register's desk. The assembly decides it, after a hearing.",
            code="suspension_needs_decision",
            rule="design, invariant 3",
        )
    if to in (*BELONGING, MembershipState.APPLICANT):
        demand_not_barred(membership)
