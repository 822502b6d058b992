"""Agreeing to the programme of a political organisation."""

from members.actions.memberships import lock_register, move_to, record_membership
from members.enums import ApplicationState, MembershipState
from members.models import Membership, Person, ProgrammeAgreement
from members.queries.agreements import current_programme
from members.queries.applications import body_joined, who_answers
from members.rules import demand_no_programme
from organisations.enums import Applications
from organisations.models import ProgrammeVersion
from organiser.base import authority, clock
from organiser.base.actions import action, locked
from organiser.base.errors import Invalid, NotPermitted


def write_agreement(membership: Membership, version: ProgrammeVersion) -> ProgrammeAgreement:
    """Insert an agreement to the current version.

    Raises:
        Invalid: for a version that is not the current one of this organisation.
    """
    current = current_programme(membership.organisation)
    if current is None or version.pk != current.pk:
        raise Invalid(
            "That is not the current version of the programme. Read the current one and agree to it.",
            code="programme_version",
            field="programme_version",
        )
    agreement, _ = ProgrammeAgreement.objects.get_or_create(
        organisation_id=membership.organisation_id,
        membership=membership,
        version=version,
        defaults={"agreed_at": clock.now()},
    )
    return agreement


def _let_in(membership: Membership) -> None:
    """Whoever was admitted for good, and was on trial for want of agreement alone, is a full member by agreeing."""
    if membership.state != MembershipState.TRIAL:
        return
    admitted = membership.applications.order_by("-asked_at", "-pk").first()
    if admitted is None or admitted.state != ApplicationState.ADMITTED:
        return
    if admitted.decision is not None or who_answers(body_joined(membership)) == Applications.OPEN:
        move_to(membership, MembershipState.FULL, clock.today(), decision=admitted.decision)


@action
def agree_to_programme(actor: Person, *, membership: Membership, version: ProgrammeVersion) -> ProgrammeAgreement:
    """Agree to the current programme; nobody can do it for somebody else (mission A4).

    Whoever the assembly or open rules admitted is a full member from then on.

    Raises:
        NotPermitted: for another person's membership.
        Invalid: for a mass organisation, or a version that is not current.
    """
    if actor.pk != membership.person_id:
        raise NotPermitted("Everybody agrees to a programme in person.", code="own_agreement", rule="mission A4")
    authority.demand_reach(actor, membership.organisation_id, membership.branch_id)
    demand_no_programme(membership.organisation, asked=True)
    lock_register(membership.organisation)
    membership = locked(membership)
    agreement = write_agreement(membership, version)
    _let_in(membership)
    record_membership(actor, "agree_to_programme", membership)
    return agreement
