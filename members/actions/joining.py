"""Asking to join an organisation, for the first time or again."""

from members.actions.agreements import write_agreement
from members.actions.memberships import lock_register, move_to, record_membership, write_membership
from members.actions.people import joining_person
from members.enums import MembershipState
from members.models import Membership, Person
from members.rules import demand_declared, demand_no_programme
from organisations.models import Branch, Organisation, ProgrammeVersion
from organiser.base import clock
from organiser.base.actions import action, locked, nothing_to_do
from organiser.base.errors import Conflict, NotPermitted


@action
def apply_to_join(
    actor: Person,
    *,
    organisation: Organisation,
    branch: Branch | None = None,
    programme_version: ProgrammeVersion | None = None,
    declared: bool = False,
) -> Membership:
    """Ask to join an organisation; a secretary admits, in a political one only with agreement to its programme.

    Somebody who belongs to another organisation asks as a person of its own (see `joining_person`); the same request
    sent again changes nothing.

    Args:
        declared: that no position which cannot join applies, said by the person alone; it is not kept (mission E22).

    Raises:
        NotPermitted: through a token.
        Invalid: where a mass organisation is sent an agreement (mission A2), or a version that is not current.
        RuleNotMet: without that declaration, where the organisation asks for it.
        Conflict: where the person is in the register already.
    """
    if actor.bound_body_id is not None:
        raise NotPermitted("Joining is done in person, not through a token.", code="token_joins")
    demand_no_programme(organisation, asked=programme_version is not None)
    demand_declared(organisation, declared=declared)
    lock_register(organisation)
    waiting = _asked_already(actor, organisation)
    if waiting is not None:
        nothing_to_do()
        return waiting
    earlier = Membership.objects.filter(organisation=organisation, person=actor).first()
    if earlier is not None:
        return _ask_again(earlier, programme_version)
    person = joining_person(actor)
    membership = write_membership(
        organisation=organisation,
        person=person,
        branch=branch,
        state=MembershipState.APPLICANT,
        joined_on=clock.today(),
    )
    if programme_version is not None:
        write_agreement(membership, programme_version)
    # The ledger of this organisation knows the person it has, and not the one who belongs elsewhere.
    record_membership(person, "apply_to_join", membership)
    return membership


def _ask_again(membership: Membership, programme_version: ProgrammeVersion | None) -> Membership:
    """Somebody who resigned asks to come back, under the number of before; anybody else is in the register."""
    if membership.state != MembershipState.RESIGNED:
        raise Conflict(f"{membership.person.name} is in the register already.", code="in_register", field="name")
    membership = move_to(locked(membership), MembershipState.APPLICANT, clock.today())
    if programme_version is not None:
        write_agreement(membership, programme_version)
    record_membership(membership.person, "apply_to_join", membership)
    return membership


def _asked_already(actor: Person, organisation: Organisation) -> Membership | None:
    """The application that somebody of another organisation has sent here before, found by name and address."""
    if not actor.email or not Membership.objects.filter(person=actor).exclude(organisation=organisation).exists():
        return None
    waiting = Membership.objects.filter(organisation=organisation, state=MembershipState.APPLICANT)
    return waiting.filter(person__name=actor.name, person__email__iexact=actor.email).first()
