"""The row of a membership: written, and moved from one state to the next."""

from datetime import date, timedelta

from members.actions.admissions import demand_can_enter, demand_desk_admits, settle_application
from members.actions.noting import Noted, clean_noted, note_leaving
from members.actions.numbering import draw_numbers
from members.enums import BELONGING, MEMBERS, MembershipState, NotedFrom
from members.models import Membership, MembershipSpan, Person
from members.models.people import digits
from members.queries.agreements import has_agreed
from members.queries.applications import body_joined
from members.queries.entering import needs_admission
from members.queries.numbers import spent_among
from members.rules import demand_agreement, demand_membership_step, demand_register_of
from organisations.models import Body, Branch, Decision, Organisation
from organisations.queries.rulesets import rules_in_force
from organisations.rules import demand_exists
from organiser.base import authority, clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import Actor
from organiser.base.errors import Conflict, Invalid
from organiser.base.text import one_line

# Where somebody stands who waits to be let in, or to be let in again.
OUTSIDE = (MembershipState.APPLICANT, MembershipState.RESIGNED)
LONGEST_AHEAD = timedelta(days=366)
# Of whom the register tells without their being members now: no day of it counts towards a vote.
BESIDE = (MembershipState.SUPPORTER, MembershipState.LAPSED)


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
        WrongState: where it has been dissolved.
    """
    if branch is not None and branch.organisation_id != organisation.pk:
        raise Invalid("That branch belongs to another organisation.", code="branch", field="branch")
    demand_exists(branch or organisation)
    if Membership.objects.filter(organisation=organisation, person=person).exists():
        raise Conflict(f"{person.name} is in the register already.", code="in_register", field="name")
    number = one_line(number)
    if number and (
        Membership.objects.filter(organisation=organisation, number=number).exists()
        or spent_among(organisation.pk, [number])
    ):
        raise Conflict(f"Number {number} is taken. Choose another or leave it empty.", code="number", field="number")
    number = number or draw_numbers(organisation.pk, 1)[0]
    membership = Membership.objects.create(
        organisation=organisation,
        person=person,
        branch=branch,
        number=number,
        state=state,
        joined_on=joined_on,
        sort_name=person.sort_name,
        phone_digits=digits(person.phone),
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


def lock_register(organisation: Organisation) -> None:
    """Hold the register, so that no number is given out twice and nobody comes or goes while a roll is frozen."""
    locked(Body.objects.get(pk=organisation.pk))


def record_membership(actor: Actor, verb: str, membership: Membership) -> None:
    """Write what happened to a membership into the ledger, without a name."""
    body = membership.branch or membership.organisation
    record(
        actor,
        verb,
        chain=membership.organisation.public_id,
        body=body.public_id,
        subject=membership.public_id,
        content={"number": membership.number, "state": membership.state, "joined_on": membership.joined_on},
    )


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
    beside = membership.state in BESIDE and state in MEMBERS
    if membership.state in OUTSIDE or beside:
        # Tenure counts from belonging without a break, not from asking, from standing by or from an earlier time: who
        # has a vote, who can stand and how many are new all read this day.
        membership.joined_on = on
    membership.state = state
    membership.left_on = on if state in {MembershipState.RESIGNED, MembershipState.EXCLUDED} else None
    if state not in BELONGING:
        membership.announced_on = membership.leaves_on = None
    membership.save(update_fields=["state", "joined_on", "left_on", "announced_on", "leaves_on"])
    return membership


def leaving_day(membership: Membership, noted: Noted | None = None) -> date | None:
    """The day on which somebody is gone who says that she or he leaves; None for at once.

    Args:
        noted: what a keeper notes it from: the days count from that document, and it may name a later day.

    Raises:
        Invalid: for a document that cannot be, or a last day of more than a year ahead.
    """
    document, said_on = clean_noted(noted)
    if membership.state not in BELONGING or (noted is not None and document == NotedFrom.DEATH):
        return None
    days = rules_in_force(membership.branch or membership.organisation).leaving_days
    last = said_on + timedelta(days=days)
    named = noted.leaves_on if noted is not None else None
    if named is not None and named > clock.today() + LONGEST_AHEAD:
        sentence = "The last day is more than a year ahead. Correct it, or note it later."
        raise Invalid(sentence, code="leaves_on", field="leaves_on")
    last = max(last, named) if named is not None else last
    return last if last > clock.today() else None


def _announce(actor: Person, membership: Membership, last: date, noted: Noted | None) -> Membership:
    own = actor.pk == membership.person_id
    if membership.leaves_on is not None:
        who = "You leave" if own else f"{membership.person.name} leaves"
        raise Conflict(f"{who} on {membership.leaves_on:%-d %B %Y} already.", code="leaving_announced")
    membership.announced_on, membership.leaves_on = clean_noted(noted)[1], last
    if not own:
        note_leaving(actor, membership, noted)
    membership.save(update_fields=["announced_on", "leaves_on"])
    record_leaving(actor, "change_state", membership)
    return membership


def record_leaving(actor: Actor, verb: str, membership: Membership) -> None:
    """Write into the ledger from when somebody leaves, or that she or he stays."""
    body = membership.branch or membership.organisation
    record(
        actor,
        verb,
        chain=membership.organisation.public_id,
        body=body.public_id,
        subject=membership.public_id,
        content={"number": membership.number, "state": membership.state, "leaves_on": membership.leaves_on},
    )


def _comes_in_from_beside(membership: Membership, to: MembershipState) -> bool:
    """Whether a supporter who never was a member is made one, where the assembly admits members."""
    if membership.state != MembershipState.SUPPORTER or to not in {MembershipState.FULL, MembershipState.TRIAL}:
        return False
    was = MembershipSpan.objects.filter(membership=membership).exclude(
        state__in=(MembershipState.SUPPORTER, MembershipState.APPLICANT, MembershipState.RESIGNED)
    )
    return not was.exists() and needs_admission(body_joined(membership))


@action
def change_state(
    actor: Person, *, membership: Membership, to: MembershipState, noted: Noted | None = None
) -> Membership:
    """Move a membership to another state: admit, leave, resign. A member may resign alone.

    Where the rules let a membership run on for some days, whoever leaves stays until then (see `leaving_day`).
    Where a keeper notes that a member left, the member is told and can say within thirty days that it is not so.

    Args:
        noted: from which document a keeper notes that somebody left; by word of mouth today without it.

    Raises:
        NotFound, NotPermitted: for those who do not keep this register.
        WrongState, RuleNotMet: where the step is not allowed, the assembly admits, or sponsors are missing.
        Conflict: for a member who has said so before.
        Invalid: for a document that cannot be.
    """
    if not (actor.pk == membership.person_id and to == MembershipState.RESIGNED):
        demand_register_of(actor, membership)
    authority.demand_reach(actor, membership.organisation_id, membership.branch_id)
    lock_register(membership.organisation)  # a roll being frozen holds it, so that nobody comes or goes in the middle
    membership = locked(membership)
    demand_membership_step(membership, to)
    noted = None if actor.pk == membership.person_id else noted
    last = leaving_day(membership, noted) if to == MembershipState.RESIGNED else None
    if last is not None:
        return _announce(actor, membership, last, noted)
    if to == MembershipState.FULL:
        demand_agreement(membership, agreed=has_agreed(membership))
    if membership.state in OUTSIDE and to in BELONGING:
        demand_can_enter(membership)
    if _comes_in_from_beside(membership, to):
        demand_desk_admits(membership)
    if membership.state == MembershipState.APPLICANT:
        settle_application(membership, to, actor)
    elif to == MembershipState.RESIGNED and actor.pk != membership.person_id:
        note_leaving(actor, membership, noted)
    move_to(membership, to, clock.today())
    record_membership(actor, "change_state", membership)
    return membership


def admit(actor: Person, *, membership: Membership) -> Membership:
    """Admit an applicant or a member on trial as a full member."""
    return change_state(actor, membership=membership, to=MembershipState.FULL)
