"""Writing people into a register: founders with the founding decision, everybody else by the secretary."""

from datetime import date

from members.actions.admissions import demand_admitting, open_at_desk
from members.actions.agreements import write_agreement
from members.actions.memberships import lock_register, record_membership, write_membership
from members.actions.people import PersonData, demand_free_address, write_person
from members.enums import MembershipState
from members.models import Membership, Person
from members.queries.agreements import current_programme
from members.queries.entering import needs_admission
from members.queries.numbers import spent_among
from members.reading.dates import EARLIEST
from members.rules import demand_numbering, demand_register
from organisations.enums import OrganisationKind
from organisations.models import Body, Branch, Decision, Organisation
from organiser.base import clock
from organiser.base.actions import action
from organiser.base.errors import Invalid, NotPermitted
from organiser.base.text import one_line


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
    lock_register(organisation)
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
    record_membership(actor, "enrol_founder", membership)
    return membership


def _demand_possible(joined_on: date) -> None:
    """Refuse a day on which nobody can have joined, in the words of the import.

    Raises:
        Invalid: before 1900, or after today.
    """
    said = f"“{joined_on.isoformat()}”"
    if joined_on > clock.today():
        raise Invalid(f"{said} lies in the future. Correct it or leave it empty.", code="joined_on", field="joined_on")
    if joined_on < EARLIEST:
        raise Invalid(f"{said} lies before 1900. Correct it or leave it empty.", code="joined_on", field="joined_on")


@action
def enrol_member(
    actor: Person,
    *,
    body: Body,
    data: PersonData,
    joined_on: date | None = None,
    number: str = "",
    state: MembershipState | None = None,
    decision: Decision | None = None,
) -> Membership:
    """Write one person into the register of a body.

    In a political organisation the person starts on trial and becomes a full member after agreeing to the programme.
    Where the assembly admits and the founding is over, whoever is new comes in by a decision that is cited, or waits
    for one as an applicant. Supporters have no vote and come in from the desk.

    Args:
        number: one given earlier, on a card or in a list; for those alone who keep the register of the whole
            organisation. Without it one is drawn.

    Raises:
        NotPermitted: for those who do not keep this register.
        RuleNotMet: for a decision that can have admitted nobody here.
        Invalid, Conflict: naming the field.
    """
    demand_register(actor, body)
    organisation = Organisation.objects.get(pk=body.organisation_key)
    first = MembershipState.TRIAL if organisation.kind == OrganisationKind.POLITICAL else MembershipState.FULL
    state = state or first
    if state not in {first, MembershipState.TRIAL, MembershipState.SUPPORTER}:
        raise Invalid("Write people in as members or supporters.", code="state", field="state")
    if decision is not None:
        demand_admitting(body, decision)
    waits = decision is None and state != MembershipState.SUPPORTER and needs_admission(body)
    if waits:
        state, joined_on = MembershipState.APPLICANT, clock.today()
    joined_on = joined_on or clock.today()
    _demand_possible(joined_on)
    if one_line(number):
        demand_numbering(actor, body)
    lock_register(organisation)
    demand_free_address(actor, body, data.email)
    branch = Branch.objects.filter(pk=body.pk).first()
    if number and spent_among(organisation.pk, [one_line(number)]):
        number = ""  # that it was once somebody's who was erased is not told: another one is drawn
    membership = write_membership(
        organisation=organisation,
        person=write_person(data),
        branch=branch,
        state=state,
        joined_on=joined_on,
        number=number,
        decision=decision,
    )
    if waits:
        open_at_desk([membership])
    record_membership(actor, "enrol_member", membership)
    return membership
