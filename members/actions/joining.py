"""Asking to join an organisation with an account, for the first time or again."""

from members.actions.applications import Wish, clean_contact, demand_wish, open_for, write_contact
from members.actions.memberships import lock_register, move_to, record_membership, write_membership
from members.actions.people import joining_person
from members.decided_rules import demand_not_barred
from members.enums import CAME_BACK_FROM, MembershipState
from members.models import Membership, Person
from members.queries.applications import open_application
from members.queries.erasing import lock_ends
from members.queries.joining_pages import joining_page_of
from organisations.models import Branch, Organisation, ProgrammeVersion
from organiser.base import clock
from organiser.base.actions import action, locked, nothing_to_do
from organiser.base.errors import Conflict, NotPermitted, RuleNotMet
from organiser.base.words import day

CONTACT_OF = ("phone", "address", "postcode", "town", "language")


@action
def apply_to_join(
    actor: Person,
    *,
    organisation: Organisation,
    branch: Branch | None = None,
    programme_version: ProgrammeVersion | None = None,
    declared: bool = False,
    in_constituency: bool = False,
    contact: dict[str, str] | None = None,
    replies: tuple[str, ...] = (),
) -> Membership:
    """Ask to join an organisation; by its rules one is a member at once, or is admitted by the secretary or assembly.

    Somebody who belongs to another organisation asks as a person of its own (see `joining_person`); the same request
    sent again changes nothing.

    Args:
        declared, in_constituency: what somebody says alone, and what is not kept (mission E22).
        contact: contact data that the page asks for and the account does not hold yet.
        replies: the answers to the questions of the page, in their order.

    Raises:
        NotPermitted: through a token.
        Invalid: where a mass organisation is sent an agreement (mission A2), or a version that is not current.
        WrongState: where no applications are taken, or the branch was dissolved.
        RuleNotMet: without a declaration or contact data that are asked for, and for whoever was excluded.
        Conflict: where the person is in the register already.
    """
    if actor.bound_body_id is not None:
        raise NotPermitted("Joining is done in person, not through a token.", code="token_joins")
    page = joining_page_of(organisation)
    wish = Wish(branch, programme_version, declared, in_constituency, contact, replies)
    demand_wish(page, organisation, wish)
    lock_register(organisation)
    waiting = _asked_already(actor, organisation)
    if waiting is not None:
        nothing_to_do()
        return waiting
    given = clean_contact(page, {**{field: getattr(actor, field) for field in CONTACT_OF}, **(contact or {})})
    earlier = Membership.objects.filter(organisation=organisation, person=actor).first()
    if earlier is not None:
        membership = ask_again(earlier, branch)
    else:
        person = joining_person(actor)
        membership = write_membership(
            organisation=organisation,
            person=person,
            branch=branch,
            state=MembershipState.APPLICANT,
            joined_on=clock.today(),
        )
    write_contact(membership.person, given)
    open_for(membership, page, wish)
    # The ledger of this organisation knows the person it has, and not the one who belongs elsewhere.
    record_membership(membership.person, "apply_to_join", membership)
    return membership


def ask_again(membership: Membership, branch: Branch | None) -> Membership:
    """Somebody who left or lapsed asks to come back, under the number of before; anybody else is in the register.

    Raises:
        RuleNotMet: for whoever was excluded or is suspended, and for a record that waits to be erased.
        Conflict: for everybody who belongs or has asked.
    """
    if membership.state == MembershipState.EXCLUDED:
        raise RuleNotMet(
            f"{membership.person.name} was excluded by a decision, and only a decision takes her or him back.",
            code="exclusion_needs_decision",
            rule="design, invariant 3",
        )
    if membership.state in CAME_BACK_FROM:
        demand_not_barred(membership)
    locked_until = lock_ends(membership)
    if locked_until is not None:
        raise RuleNotMet(
            f"This record is locked and will be erased after {day(locked_until)}, as was asked for. Take that back "
            "first, with the code of the letter or through the secretary, or ask again once it is erased.",
            code="locked_for_erasure",
            rule="design, section 8",
        )
    if membership.state not in CAME_BACK_FROM or open_application(membership) is not None:
        raise Conflict(f"{membership.person.name} is in the register already.", code="in_register", field="name")
    membership = locked(membership)
    if branch is not None or (membership.branch is not None and membership.branch.dissolved_on):
        membership.branch = branch
        membership.save(update_fields=["branch"])
    return move_to(membership, MembershipState.APPLICANT, clock.today())


def _asked_already(actor: Person, organisation: Organisation) -> Membership | None:
    """The application that somebody of another organisation has sent here before, found by name and address."""
    if not actor.email or not Membership.objects.filter(person=actor).exclude(organisation=organisation).exists():
        return None
    waiting = Membership.objects.filter(organisation=organisation, state=MembershipState.APPLICANT)
    return waiting.filter(person__name=actor.name, person__email__iexact=actor.email).first()
