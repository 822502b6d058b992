"""An organisation to which collectives belonged goes over to one to which people belong (mission A8)."""

from members.actions.exclusions import given_back
from members.actions.memberships import lock_register, move_to, record_membership
from members.enums import MembershipState
from members.models import BasisConsent, Membership, Person
from members.queries.basis import (
    has_consented,
    lapsed_by_conversion,
    may_consent,
    one_for_each,
    state_before_conversion,
)
from organisations.enums import DecisionKind, MembershipBasis
from organisations.models import Decision, Organisation
from organisations.rules import demand_decision_of
from organiser.base import authority, clock
from organiser.base.actions import action, locked, nothing_to_do, record
from organiser.base.actor import Actor
from organiser.base.errors import NotFound, NotPermitted, RuleNotMet


def _own(actor: Person, membership: Membership) -> Membership:
    """One's own membership, locked, for an answer that nobody gives for another."""
    if actor.pk != membership.person_id:
        raise NotPermitted("Everybody says alone whether she or he belongs.", code="own_consent", rule="mission A8")
    authority.demand_reach(actor, membership.organisation_id, membership.branch_id)
    lock_register(membership.organisation)
    return locked(membership)


@action
def consent_to_belong(actor: Person, *, membership: Membership) -> Membership:
    """Say that one wants to belong oneself, and not by way of a collective alone.

    Whoever says so after the change, having been left out by it, is again what she or he was: a supporter stays one.

    Raises:
        NotPermitted: for somebody else's membership.
        RuleNotMet: where the question is not open.
    """
    membership = _own(actor, membership)
    if has_consented(membership) and not lapsed_by_conversion(membership):
        nothing_to_do()
        return membership
    if not may_consent(membership):
        raise RuleNotMet(
            f"People belong to {membership.organisation.name} directly already, so there is nothing to say.",
            code="basis_individual",
            rule="mission A8",
        )
    BasisConsent.objects.get_or_create(
        organisation_id=membership.organisation_id,
        membership=membership,
        withdrawn_at=None,
        defaults={"given_at": clock.now()},
    )
    if lapsed_by_conversion(membership):
        joined = membership.joined_on  # the break was none of her or his own
        state, decision = given_back(membership, state_before_conversion(membership))
        move_to(membership, state, clock.today(), decision=decision)
        membership.joined_on = joined
        membership.save(update_fields=["joined_on"])
    record_membership(actor, "consent_to_belong", membership)
    return membership


@action
def withdraw_consent(actor: Person, *, membership: Membership) -> Membership:
    """Take that back, as long as the organisation has not gone over.

    Raises:
        NotPermitted: for somebody else's membership.
        NotFound: where nothing was said.
        RuleNotMet: after the change; then one leaves.
    """
    membership = _own(actor, membership)
    if membership.organisation.membership_basis != MembershipBasis.COLLECTIVE:
        raise RuleNotMet(
            f"People belong to {membership.organisation.name} directly already, so there is nothing to say.",
            code="basis_individual",
            rule="mission A8",
        )
    given = BasisConsent.objects.filter(membership=membership, withdrawn_at__isnull=True)
    if not given.update(withdrawn_at=clock.now()):
        raise NotFound("You have not said that you want to belong.", code="no_consent")
    record_membership(actor, "withdraw_consent", membership)
    return membership


@action
def convert_basis(actor: Actor, *, organisation: Organisation, decision: Decision) -> Organisation:
    """Let people belong to an organisation directly: one membership for each who consented, and for nobody twice.

    Everybody else lapses with that decision, and comes back by consenting.

    Raises:
        RuleNotMet: without such a decision that is taking effect.
    """
    demand_decision_of(
        decision,
        bodies={organisation.pk},
        kinds={DecisionKind.RULES.value},
        effect="convert_basis",
        sentence="How people belong changes only by a decision of the organisation. Table a motion.",
    )
    lock_register(organisation)
    go_on, end = one_for_each(organisation)
    for membership in go_on:
        move_to(membership, MembershipState(membership.state), clock.today(), decision=decision)
    for membership in end:
        move_to(membership, MembershipState.LAPSED, clock.today(), decision=decision)
    organisation = Organisation.objects.get(pk=organisation.pk)
    organisation.membership_basis = MembershipBasis.INDIVIDUAL
    organisation.save(update_fields=["membership_basis"])
    public_id = organisation.public_id
    content = {"basis": organisation.membership_basis, "belong": len(go_on), "lapsed": len(end)}
    record(actor, "convert_basis", chain=public_id, body=public_id, subject=decision.public_id, content=content)
    return organisation
