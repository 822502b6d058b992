"""Who may do what with people and memberships."""

from typing import TYPE_CHECKING

from members.decided_rules import demand_suspension_kept
from members.enums import (
    APPLICATION_STEPS,
    IMPORT_STEPS,
    MEMBERSHIP_STEPS,
    ApplicationState,
    ImportStatus,
    MembershipState,
)
from organisations.enums import BodyType, OrganisationKind, Power
from organiser.base import authority
from organiser.base.actor import Actor
from organiser.base.errors import Invalid, NotFound, NotPermitted, RuleNotMet, WrongState

if TYPE_CHECKING:
    from members.models import Application, ImportBatch, Membership
    from organisations.models import Body, Organisation


def keeps_register(actor: Actor, body: "Body") -> bool:
    """Whether the actor keeps the register of this body, or of the organisation it belongs to.

    A committee has no members of its own and so no register, whatever powers its roles carry.
    """
    if body.type == BodyType.COMMITTEE:
        return False
    if authority.holds(actor, Power.KEEP_REGISTER, body.pk):
        return True
    return body.organisation_id is not None and authority.holds(actor, Power.KEEP_REGISTER, body.organisation_id)


def widest_register(actor: Actor, body: "Body") -> "Body | None":
    """The widest register that the actor keeps and in which the members of this body stand.

    It is that of the organisation for those who keep it, else that of the body; None for those who keep neither.
    """
    if keeps_register(actor, body.organisation):
        return body.organisation
    return body if keeps_register(actor, body) else None


def gives_numbers(actor: Actor, body: "Body") -> bool:
    """Whether the actor may say which number somebody gets: whoever sees all who have one.

    To the keeper of a branch a number that is taken would tell of somebody in another (invariant 7).
    """
    return keeps_register(actor, body.organisation)


def demand_numbering(actor: Actor, body: "Body") -> None:
    """Go on only for those who may say which number somebody gets.

    Raises:
        Invalid: otherwise, whatever the number.
    """
    if not gives_numbers(actor, body):
        raise Invalid(
            "Only whoever keeps the register of the whole organisation chooses a number. Leave it empty, and one is "
            "drawn.",
            code="number_drawn",
            rule="design, invariant 7",
            field="number",
        )


def demand_register(actor: Actor, body: "Body") -> None:
    """Go on only for those who keep the register of this body.

    Raises:
        NotPermitted: otherwise.
    """
    if not keeps_register(actor, body):
        raise NotPermitted(
            f"Only the secretary of {body.name} keeps its register.",
            code="power_missing",
            rule=f"power: {Power.KEEP_REGISTER}",
        )


def demand_register_of(actor: Actor, membership: "Membership") -> None:
    """Go on only for those who keep the register this membership stands in.

    Raises:
        NotFound: where the actor may not even know of it.
        NotPermitted: for a member who keeps no register here.
    """
    body = membership.branch or membership.organisation
    if not keeps_register(actor, body):
        if not authority.bodies_of(actor).filter(pk=body.pk).exists():
            raise NotFound("There is no such member here.", code="no_member")
        demand_register(actor, body)


def demand_membership_step(membership: "Membership", to: MembershipState, *, decided: bool = False) -> None:
    """Go on only if a membership may move to the state `to`.

    Args:
        decided: whether an assembly has decided it, without which nobody is excluded or taken back.

    Raises:
        WrongState: where the transition table has no such step.
        RuleNotMet: for an exclusion, a suspension or its end, which only a decision can bring.
    """
    if to not in MEMBERSHIP_STEPS[MembershipState(membership.state)]:
        raise WrongState(
            f"{membership.person.name} is “{membership.get_state_display().lower()}” and cannot become "
            f"“{to.label.lower()}” in one step.",
            code="membership_step",
        )
    if to == MembershipState.EXCLUDED and not decided:
        raise RuleNotMet(
            "Nobody is excluded from the register's desk. The assembly decides it, after a hearing.",
            code="exclusion_needs_decision",
            rule="design, invariant 3",
        )
    if membership.state == MembershipState.EXCLUDED and not decided:
        raise RuleNotMet(
            f"{membership.person.name} was excluded by a decision, and only a decision takes her or him back.",
            code="exclusion_needs_decision",
            rule="design, invariant 3",
        )
    demand_suspension_kept(membership, to, decided=decided)


def demand_agreement(membership: "Membership", *, agreed: bool) -> None:
    """A political organisation takes full members only with agreement to its current programme (mission A4).

    Raises:
        RuleNotMet: where that is missing.
    """
    if membership.organisation.kind == OrganisationKind.POLITICAL and not agreed:
        raise RuleNotMet(
            f"{membership.person.name} has not agreed to the current programme of {membership.organisation.name}. "
            "Ask them to read it and agree first.",
            code="agreement_missing",
            rule="mission A4",
        )


def demand_no_programme(organisation: "Organisation", *, asked: bool) -> None:
    """Joining a mass organisation never asks for agreement to a programme (mission A2).

    Raises:
        Invalid: where one was sent.
    """
    if asked and organisation.kind == OrganisationKind.MASS:
        raise Invalid(
            f"{organisation.name} is a mass organisation: people join for its aims, not for a programme. "
            "Leave the agreement out.",
            code="programme_of_mass_organisation",
            rule="mission A2",
            field="programme_version",
        )


def demand_declared(organisation: "Organisation", *, declared: bool) -> None:
    """Go on only if who joins has said that no position that cannot join applies; nothing is kept of it (mission E22).

    Raises:
        RuleNotMet: otherwise.
    """
    if organisation.incompatible and not declared:
        raise RuleNotMet(
            f"{organisation.name} is not for: {', '.join(organisation.incompatible)}. Say that none of these is you.",
            code="not_declared",
            rule="mission E22",
            field="declared",
        )


def demand_in_constituency(organisation: "Organisation", sentence: str, *, said: bool) -> None:
    """Go on only if who joins said that the sentence is true of her or him; nothing is kept of it (mission E22).

    Raises:
        RuleNotMet: otherwise.
    """
    if sentence and not said:
        raise RuleNotMet(
            f"Whoever joins {organisation.name} says: “{sentence}”. Tick it if it is so.",
            code="not_in_constituency",
            rule="mission E22",
            field="in_constituency",
        )


def demand_application_step(application: "Application", to: ApplicationState) -> None:
    """Go on only if an application may move to the state `to`.

    Raises:
        WrongState: where the transition table has no such step.
    """
    if to not in APPLICATION_STEPS[ApplicationState(application.state)]:
        raise WrongState(
            f"This application is “{application.get_state_display().lower()}”, so this cannot be done with it any "
            "more.",
            code="application_step",
        )


def demand_import_step(batch: "ImportBatch", to: ImportStatus) -> None:
    """Go on only if an import may move to the status `to`.

    Raises:
        WrongState: where the transition table has no such step.
    """
    if to not in IMPORT_STEPS[ImportStatus(batch.status)]:
        raise WrongState(
            f"This import is “{batch.get_status_display().lower()}”, so this cannot be done with it any more.",
            code="import_step",
        )


def demand_not_clearing(batch: "ImportBatch") -> None:
    """Go on only if nothing of an import is still being taken out again.

    Raises:
        WrongState: otherwise.
    """
    if batch.clearing:
        raise WrongState(
            "What had been prepared of this import is still being taken out. Try again in a minute.",
            code="import_busy",
        )
