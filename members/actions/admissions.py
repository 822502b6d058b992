"""What every answer to an application shares: what must be true before it, writing it down, telling the applicant."""

from collections.abc import Iterable

from django.conf import settings
from django.template.loader import render_to_string

from members.enums import ApplicationState, MembershipState
from members.models import Application, Membership, Person
from members.queries.agreements import has_agreed
from members.queries.applications import body_joined, open_application, sponsors_missing, who_answers
from members.rules import demand_application_step
from organisations.enums import Applications, DecisionKind, DecisionSource, OrganisationKind, Outcome
from organisations.models import Body, Decision
from organisations.rules import demand_exists
from organiser.base import clock
from organiser.base.actions.mail import queue_letter
from organiser.base.errors import RuleNotMet
from organiser.base.words import plural

A = ApplicationState


def demand_desk_admits(membership: Membership) -> None:
    """Go on only where the rules of the body do not leave admitting to its assembly.

    Raises:
        RuleNotMet: otherwise.
    """
    body = body_joined(membership)
    if who_answers(body) == Applications.ASSEMBLY:
        raise RuleNotMet(
            f"In {body.name} the assembly admits whoever applies, and not the desk. Move that it admits "
            f"{membership.person.name}.",
            code="assembly_admits",
            rule="rules of the body: applications",
        )


def demand_admitting(body: Body, decision: Decision) -> None:
    """Go on only with a decision that can have admitted somebody to a body: carried, its own, and not taken back.

    What it says is for members to read: it stands beside the name in the register from then on.

    Raises:
        RuleNotMet: otherwise.
    """
    own = decision.body_id in {body.pk, body.organisation_key}
    voted = decision.kind == DecisionKind.ORDINARY and decision.source != DecisionSource.FOUNDING
    if not (own and voted and decision.outcome == Outcome.CARRIED and decision.holds):
        raise RuleNotMet(
            f"Decision {decision.reference} has admitted nobody to {body.name}: cite one that its assembly carried and "
            "that stands. Without one whoever is new waits for the assembly as an applicant.",
            code="not_admitting",
            rule="rules of the body: applications",
            field="decision",
        )


def open_at_desk(memberships: Iterable[Membership]) -> None:
    """Let people who were written down at the desk wait for the assembly; they must be applicants already."""
    now = clock.now()
    Application.objects.bulk_create(
        Application(
            organisation_id=one.organisation_id,
            branch_id=one.branch_id,
            membership=one,
            state=A.OPEN,
            asked_at=now,
            confirmed_at=now,
        )
        for one in memberships
    )


def demand_sponsored(application: Application) -> None:
    """Go on only if as many members speak for the applicant as the rules of the body ask for.

    Raises:
        RuleNotMet: otherwise.
    """
    missing = sponsors_missing(application)
    if missing and application.membership is not None:
        body = body_joined(application.membership)
        raise RuleNotMet(
            f"{plural(missing, 'full member', 'full members')} of {body.name} must still speak for "
            f"{application.membership.person.name} before there is an answer.",
            code="sponsors_missing",
            rule="rules of the body: sponsors",
        )


def entry_state(membership: Membership) -> MembershipState:
    """As what somebody comes in: a full member, in a political organisation on trial until agreement (mission A4)."""
    lacking = membership.organisation.kind == OrganisationKind.POLITICAL and not has_agreed(membership)
    return MembershipState.TRIAL if lacking else MembershipState.FULL


def close_application(
    application: Application,
    to: ApplicationState,
    *,
    by: Person | None = None,
    decision: Decision | None = None,
    reason: str = "",
) -> Application:
    """Write the answer; the application must be locked, and the membership is moved by whoever calls.

    Raises:
        WrongState: where it was answered already.
    """
    demand_application_step(application, to)
    application.state, application.answered_at = to, clock.now()
    application.answered_by, application.decision, application.reason = by, decision, reason
    application.save(update_fields=["state", "answered_at", "answered_by", "decision", "reason"])
    return application


def settle_application(membership: Membership, to: MembershipState, by: Person) -> None:
    """A step from the register's desk lets in whoever applied; the membership must be locked.

    Raises:
        RuleNotMet: where it would decline: that is done with a reason, as the rules say (`decline_application`).
    """
    application = open_application(membership)
    if application is None:
        return
    own = by.pk == membership.person_id
    if to == MembershipState.RESIGNED:
        if not own:
            raise RuleNotMet(
                f"{membership.person.name} has applied. Answer the application on its own page: whoever is declined "
                "reads why.",
                code="application_waits",
                rule="rules of the body: applications",
            )
        close_application(application, A.WITHDRAWN)
        return
    close_application(application, A.ADMITTED, by=by)
    tell_admitted(application)


def demand_can_enter(membership: Membership) -> None:
    """Go on only if an applicant may be let in from the desk now.

    Raises:
        RuleNotMet: where the assembly admits, or sponsors are missing.
        WrongState: where the branch was dissolved in the meantime.
    """
    demand_exists(body_joined(membership))
    demand_desk_admits(membership)
    application = open_application(membership)
    if application is not None:
        demand_sponsored(application)


def tell_applicant(application: Application, subject: str, template: str, **more: object) -> None:
    """Write to the applicant, where there is an address; it goes out with the transaction and not without it."""
    membership = application.membership
    if membership is None or not membership.person.email:
        return
    context = {
        "application": application,
        "membership": membership,
        "body": body_joined(membership),
        "person": membership.person,
        "site": settings.SITE_ADDRESS,
        **more,
    }
    queue_letter(subject, render_to_string(f"members/mail/{template}.txt", context), [membership.person.email])


def tell_admitted(application: Application) -> None:
    """Tell somebody that she or he was admitted."""
    tell_applicant(application, f"You were admitted to {application.organisation.name}", "application_admitted")
