"""Joining, being admitted, and moving from one state to the next."""

from datetime import date

from django.db.models import Max
from django.db.models.functions import Length

from members.actions.people import PersonData, joining_person, write_person
from members.enums import MembershipState
from members.models import Membership, MembershipSpan, Person, ProgrammeAgreement
from members.rules import (
    demand_agreement,
    demand_membership_step,
    demand_no_programme,
    demand_register,
    demand_register_of,
)
from organisations.enums import OrganisationKind
from organisations.models import Body, Branch, Decision, Organisation, ProgrammeVersion
from organiser.base import authority, clock
from organiser.base.actions import action, locked, nothing_to_do, record
from organiser.base.actor import Actor
from organiser.base.errors import Conflict, Invalid, NotPermitted

__all__ = ["admit", "agree_to_programme", "apply_to_join", "change_state", "enrol_founder", "enrol_member"]


def next_member_number(organisation: Organisation) -> str:
    """The next number of the register, four digits or more; the organisation must be locked."""
    numbers = Membership.objects.filter(organisation=organisation, number__regex=r"^[0-9]{1,12}$")
    longest = numbers.aggregate(longest=Max(Length("number")))["longest"]
    if longest is None:
        return "0001"
    last = numbers.annotate(size=Length("number")).filter(size=longest).aggregate(last=Max("number"))["last"]
    return f"{int(last) + 1:04d}"


def write_membership(
    *,
    organisation: Organisation,
    person: Person,
    branch: Branch | None,
    state: MembershipState,
    joined_on: date,
    number: str = "",
    decision: Decision | None = None,
) -> Membership:
    """Insert a membership with its first span; for actions that hold the lock and record it themselves.

    Raises:
        Conflict: where the number is taken or the person is in the register already.
        Invalid: where the branch belongs to another organisation.
    """
    if branch is not None and branch.organisation_id != organisation.pk:
        raise Invalid("That branch belongs to another organisation.", code="branch", field="branch")
    if Membership.objects.filter(organisation=organisation, person=person).exists():
        raise Conflict(f"{person.name} is in the register already.", code="in_register", field="name")
    number = number.strip() or next_member_number(organisation)
    if Membership.objects.filter(organisation=organisation, number=number).exists():
        raise Conflict(f"Number {number} is taken. Choose another or leave it empty.", code="number", field="number")
    membership = Membership.objects.create(
        organisation=organisation,
        person=person,
        branch=branch,
        number=number,
        state=state,
        joined_on=joined_on,
        sort_name=person.sort_name,
    )
    MembershipSpan.objects.create(
        organisation=organisation,
        membership=membership,
        state=state,
        branch=branch,
        from_on=joined_on,
        decision=decision,
    )
    return membership


def _lock(organisation: Organisation) -> None:
    locked(Body.objects.get(pk=organisation.pk))


def _recorded(actor: Actor, verb: str, membership: Membership) -> None:
    body = membership.branch or membership.organisation
    record(
        actor,
        verb,
        chain=membership.organisation.public_id,
        body=body.public_id,
        subject=membership.public_id,
        content={"number": membership.number, "state": membership.state, "joined_on": membership.joined_on},
    )


@action
def enrol_founder(
    actor: Person, *, organisation: Organisation, person: Person, branch: Branch | None, decision: Decision
) -> Membership:
    """Write a founder into the register of what she or he founded, resting on the founding decision.

    Whoever founds a political organisation wrote its programme and thereby agrees to it (mission A4).

    Raises:
        NotPermitted: where the decision does not found this organisation, or somebody belongs to it already.
    """
    if decision.pk != organisation.founding_decision_id:
        raise NotPermitted("Founders come with the founding decision.", code="founder")
    _lock(organisation)
    if Membership.objects.filter(organisation=organisation).exists():
        raise NotPermitted("Founders come with the founding decision.", code="founder")
    membership = write_membership(
        organisation=organisation,
        person=person,
        branch=branch,
        state=MembershipState.FULL,
        joined_on=clock.today(),
        decision=decision,
    )
    programme = current_programme(organisation)
    if programme is not None:
        write_agreement(membership, programme)
    _recorded(actor, "enrol_founder", membership)
    return membership


@action
def enrol_member(
    actor: Person,
    *,
    body: Body,
    data: PersonData,
    joined_on: date | None = None,
    number: str = "",
    state: MembershipState | None = None,
) -> Membership:
    """Write one person into the register of a body.

    In a political organisation the person starts on trial and becomes a full member after agreeing to the programme.

    Raises:
        NotPermitted: for those who do not keep this register.
        Invalid, Conflict: naming the field.
    """
    demand_register(actor, body)
    organisation = Organisation.objects.get(pk=body.organisation_key)
    first = MembershipState.TRIAL if organisation.kind == OrganisationKind.POLITICAL else MembershipState.FULL
    state = state or first
    if state not in {first, MembershipState.TRIAL, MembershipState.SUPPORTER}:
        raise Invalid("Write people in as members or supporters.", code="state", field="state")
    joined_on = joined_on or clock.today()
    if joined_on > clock.today():
        raise Invalid("The day of joining lies in the future.", code="joined_on", field="joined_on")
    _lock(organisation)
    branch = Branch.objects.filter(pk=body.pk).first()
    membership = write_membership(
        organisation=organisation,
        person=write_person(data),
        branch=branch,
        state=state,
        joined_on=joined_on,
        number=number,
    )
    _recorded(actor, "enrol_member", membership)
    return membership


@action
def apply_to_join(
    actor: Person,
    *,
    organisation: Organisation,
    branch: Branch | None = None,
    programme_version: ProgrammeVersion | None = None,
) -> Membership:
    """Ask to join an organisation; a secretary admits, in a political one only with agreement to its programme.

    Somebody who belongs to another organisation asks as a person of its own (see `joining_person`); the same request
    sent again changes nothing.

    Raises:
        NotPermitted: through a token.
        Invalid: where a mass organisation is sent an agreement (mission A2), or a version that is not current.
        Conflict: where the person is in the register already.
    """
    if actor.bound_body_id is not None:
        raise NotPermitted("Joining is done in person, not through a token.", code="token_joins")
    demand_no_programme(organisation, asked=programme_version is not None)
    _lock(organisation)
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
    _recorded(person, "apply_to_join", membership)
    return membership


def _ask_again(membership: Membership, programme_version: ProgrammeVersion | None) -> Membership:
    """Somebody who resigned asks to come back, under the number of before; anybody else is in the register."""
    if membership.state != MembershipState.RESIGNED:
        raise Conflict(f"{membership.person.name} is in the register already.", code="in_register", field="name")
    membership = move_to(locked(membership), MembershipState.APPLICANT, clock.today())
    if programme_version is not None:
        write_agreement(membership, programme_version)
    _recorded(membership.person, "apply_to_join", membership)
    return membership


def _asked_already(actor: Person, organisation: Organisation) -> Membership | None:
    """The application that somebody of another organisation has sent here before, found by name and address."""
    if not actor.email or not Membership.objects.filter(person=actor).exclude(organisation=organisation).exists():
        return None
    waiting = Membership.objects.filter(organisation=organisation, state=MembershipState.APPLICANT)
    return waiting.filter(person__name=actor.name, person__email__iexact=actor.email).first()


def current_programme(organisation: Organisation) -> ProgrammeVersion | None:
    """The latest version of the programme, where there is one."""
    return ProgrammeVersion.objects.filter(organisation=organisation).order_by("-number").first()


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


@action
def agree_to_programme(actor: Person, *, membership: Membership, version: ProgrammeVersion) -> ProgrammeAgreement:
    """Agree to the current programme; nobody can do it for somebody else (mission A4).

    Raises:
        NotPermitted: for another person's membership.
        Invalid: for a mass organisation, or a version that is not current.
    """
    if actor.pk != membership.person_id:
        raise NotPermitted("Everybody agrees to a programme in person.", code="own_agreement", rule="mission A4")
    authority.demand_reach(actor, membership.organisation_id, membership.branch_id)
    demand_no_programme(membership.organisation, asked=True)
    agreement = write_agreement(membership, version)
    _recorded(actor, "agree_to_programme", membership)
    return agreement


def move_to(
    membership: Membership, state: MembershipState, on: date, *, decision: Decision | None = None
) -> Membership:
    """Close the open span and begin the next one; the membership must be locked."""
    MembershipSpan.objects.filter(membership=membership, until_on__isnull=True).update(until_on=on)
    MembershipSpan.objects.create(
        organisation_id=membership.organisation_id,
        membership=membership,
        state=state,
        branch_id=membership.branch_id,
        from_on=on,
        decision=decision,
    )
    if membership.state in {MembershipState.APPLICANT, MembershipState.RESIGNED}:
        membership.joined_on = on  # tenure counts from belonging, not from asking or from an earlier time
    membership.state = state
    membership.left_on = on if state in {MembershipState.RESIGNED, MembershipState.EXCLUDED} else None
    membership.save(update_fields=["state", "joined_on", "left_on"])
    return membership


def has_agreed(membership: Membership) -> bool:
    """Whether the member agreed to the version of the programme that is current now."""
    version = current_programme(membership.organisation)
    return version is not None and membership.agreements.filter(version=version).exists()


@action
def change_state(actor: Person, *, membership: Membership, to: MembershipState) -> Membership:
    """Move a membership to another state: admit, leave, resign. A member may resign alone, at once.

    Raises:
        NotFound, NotPermitted: for those who do not keep this register.
        WrongState, RuleNotMet: where the step is not allowed.
    """
    if not (actor.pk == membership.person_id and to == MembershipState.RESIGNED):
        demand_register_of(actor, membership)
    authority.demand_reach(actor, membership.organisation_id, membership.branch_id)
    _lock(membership.organisation)  # a roll being frozen holds it, so that nobody comes or goes in the middle
    membership = locked(membership)
    demand_membership_step(membership, to)
    if to == MembershipState.FULL:
        demand_agreement(membership, agreed=has_agreed(membership))
    move_to(membership, to, clock.today())
    _recorded(actor, "change_state", membership)
    return membership


def admit(actor: Person, *, membership: Membership) -> Membership:
    """Admit an applicant or a member on trial as a full member."""
    return change_state(actor, membership=membership, to=MembershipState.FULL)
