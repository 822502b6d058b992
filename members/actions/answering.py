"""Answering an application: admitted, declined with a reason, withdrawn; by the desk or by a decision."""

from secrets import compare_digest

from members.actions.admissions import (
    close_application,
    demand_can_enter,
    entry_state,
    tell_admitted,
    tell_applicant,
)
from members.actions.memberships import lock_register, move_to, record_membership
from members.decided_rules import demand_admission_decided
from members.enums import ApplicationState, MembershipState
from members.models import Application, Membership, Person
from members.queries.applications import (
    answers_to_forget,
    body_joined,
    key_digest,
    refused_by_assembly,
    who_answers,
)
from members.rules import demand_application_step, demand_register_of
from organisations.enums import Applications
from organisations.models import Decision
from organisations.rules import demand_exists
from organiser.base import authority, clock
from organiser.base.actions import action, locked, nothing_to_do, record
from organiser.base.actor import CLOCK, Actor
from organiser.base.errors import Invalid, NotFound, NotPermitted, RuleNotMet, WrongState
from organiser.base.text import visible

S = ApplicationState
LONGEST_REASON = 1000


def _of(application: Application) -> Membership:
    """The membership of an application.

    Raises:
        NotFound: while its address is not confirmed: nobody's desk knows of it.
    """
    if application.membership is None:
        raise NotFound("There is no such application here.", code="no_application")
    return application.membership


def _for_the_desk(actor: Person, application: Application, to: ApplicationState) -> tuple[Application, Membership]:
    """The application and its membership, locked, for those who keep the register."""
    membership = _of(application)
    demand_register_of(actor, membership)
    authority.demand_reach(actor, membership.organisation_id, membership.branch_id)
    lock_register(membership.organisation)  # of two who answer at once, the second finds the answer of the first
    application = locked(application)
    demand_application_step(application, to)
    return application, locked(membership)


@action
def admit_applicant(actor: Person, *, application: Application) -> Application:
    """Admit an applicant from the desk, by the rules that hold today whatever held when she or he asked.

    Raises:
        NotFound, NotPermitted: for those who do not keep this register.
        RuleNotMet: where the assembly admits, or members must still speak for the applicant.
        WrongState: where it was answered already, or the branch was dissolved.
    """
    application, membership = _for_the_desk(actor, application, S.ADMITTED)
    demand_can_enter(membership)
    move_to(membership, entry_state(membership), clock.today())
    close_application(application, S.ADMITTED, by=actor)
    tell_admitted(application)
    record_membership(actor, "admit_applicant", membership)
    return application


def clean_reason(reason: str) -> str:
    """What an applicant is told who is declined.

    Raises:
        Invalid: empty or too long.
    """
    reason = visible(reason).strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise Invalid(f"Tell the applicant why, in at most {LONGEST_REASON} letters.", code="reason", field="reason")
    return reason


@action
def decline_application(actor: Person, *, application: Application, reason: str) -> Application:
    """Decline an application; the applicant is told the reason and may ask again.

    Where the assembly answers, only what it has voted down is declined; where rules are open, nobody is.

    Raises:
        NotFound, NotPermitted: for those who do not keep this register.
        Invalid: without a reason.
        RuleNotMet: where the rules leave no room for it.
        WrongState: where it was answered already.
    """
    reason = clean_reason(reason)
    application, membership = _for_the_desk(actor, application, S.DECLINED)
    body = body_joined(membership)
    answers, decision = who_answers(body), None
    if answers == Applications.OPEN:
        raise RuleNotMet(
            f"In {body.name} whoever applies is a member, so nobody is declined.",
            code="joining_open",
            rule="rules of the body: applications",
        )
    if answers == Applications.ASSEMBLY:
        decision = refused_by_assembly(application)
        if decision is None:
            raise RuleNotMet(
                f"In {body.name} the assembly answers whoever applies. Move that it admits {membership.person.name}; "
                "if it does not, the application is declined here.",
                code="assembly_admits",
                rule="rules of the body: applications",
            )
    move_to(membership, MembershipState.RESIGNED, clock.today(), decision=decision)
    close_application(application, S.DECLINED, by=actor, decision=decision, reason=reason)
    tell_applicant(
        application, f"Your application to {application.organisation.name}", "application_declined", reason=reason
    )
    record_membership(actor, "decline_application", membership)
    return application


@action
def withdraw_application(actor: Actor, *, application: Application, key: str = "") -> Application:
    """Take back one's own application, signed in or by the private link; one may ask again.

    Args:
        key: the word of the private link, for whoever is not signed in.

    Raises:
        NotFound: for everybody else.
        WrongState: where it was answered already.
    """
    owner = application.membership is not None and actor.pk == application.membership.person_id
    by_link = bool(key) and compare_digest(key_digest(key), application.key_digest)
    if not owner and not by_link:
        raise NotFound("There is no such application here.", code="no_application")
    organisation = application.organisation
    authority.demand_reach(actor, application.organisation_id, application.branch_id)
    lock_register(organisation)
    application = locked(application)
    if application.state == S.CONFIRMING:
        chain, subject = organisation.public_id, application.public_id
        locked(application).delete()
        record(actor, "withdraw_application", chain=chain, subject=subject, content={"at": clock.now()})
        return application
    membership = locked(_of(application))
    demand_application_step(application, S.WITHDRAWN)
    move_to(membership, MembershipState.RESIGNED, clock.today())
    close_application(application, S.WITHDRAWN)
    record_membership(membership.person, "withdraw_application", membership)
    return application


@action
def admit_by_decision(actor: Actor, *, application: Application, decision: Decision) -> Application:
    """Admit an applicant because the assembly decided it; whoever withdrew in the meantime is left out.

    Raises:
        RuleNotMet: without such a decision that is taking effect.
        WrongState: where the branch was dissolved.
    """
    membership = _of(application)
    demand_admission_decided(membership, decision)
    demand_exists(body_joined(membership))
    lock_register(membership.organisation)
    application = locked(application)
    if application.state != S.OPEN:
        nothing_to_do()
        return application
    membership = locked(membership)
    move_to(membership, entry_state(membership), clock.today(), decision=decision)
    close_application(application, S.ADMITTED, decision=decision)
    tell_admitted(application)
    record_membership(actor, "admit_by_decision", membership)
    return application


@action
def forget_answers(actor: Actor, *, application: Application) -> Application:
    """Forget what somebody answered to the questions of the form, thirty days after the application was answered.

    Raises:
        NotPermitted: for everybody but the clock.
        WrongState: before that.
    """
    if actor is not CLOCK:
        raise NotPermitted("Time brings this about, and nobody by hand.", code="clock_only")
    if not answers_to_forget().filter(pk=application.pk).exists():
        raise WrongState("These answers are not forgotten today.", code="not_due")
    application = locked(application)
    application.answers = []
    application.save(update_fields=["answers"])
    chain = application.organisation.public_id
    record(actor, "forget_answers", chain=chain, subject=application.public_id, content={"at": clock.now()})
    return application
