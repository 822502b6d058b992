"""What the operator of the site can do where a holder is lost, or where nobody can act (break-glass)."""

from datetime import timedelta

from members.models import Membership, Person
from members.queries.belonging import voters_of
from members.queries.quiet import QUIET_DAYS, is_quiet
from organisations.actions.interventions import intervene
from organisations.enums import InterventionKind, Power
from organisations.models import Body, Intervention
from organisations.queries.rulesets import rules_in_force
from organisations.rules import demand_operator
from organisations.validators import clean_reason
from organiser.base import clock
from organiser.base.actions import action, locked
from organiser.base.errors import Invalid, NotPermitted, RuleNotMet, WrongState
from skills.actions.roles import cut_short
from skills.enums import TermEnd, TermKind
from skills.models import Role, Term
from skills.queries.powers import powers_held


@action
def end_lost_term(actor: Person, *, term: Term, reason: str) -> Intervention:
    """End the term of somebody who died or vanished; whoever is merely unloved, the assembly recalls.

    Raises:
        NotPermitted: for anybody but the operator.
        Invalid: without a reason.
        WrongState: where the term has ended.
        RuleNotMet: where the term began, or the holder was here, within two weeks.
    """
    demand_operator(actor)
    reason = clean_reason(reason)
    term = locked(term)
    if term.ended_on is not None or term.ends_on < clock.today():
        raise WrongState("This term has ended already.", code="term_ended")
    young = term.starts_on > clock.today() - timedelta(days=QUIET_DAYS)
    if young or not is_quiet(term.person):
        raise RuleNotMet(
            f"The term began or the holder was here within the last {QUIET_DAYS} days. "
            "The assembly recalls; the operator does not.",
            code="not_lost",
            rule="design, section 5",
        )
    cut_short(term, TermEnd.LOST)
    return intervene(
        actor,
        "end_lost_term",
        body=Body.objects.get(pk=term.role.body_id),
        kind=InterventionKind.TERM,
        subject=term.public_id,
        reason=reason,
        changed=f"The term in the role {term.role.name} was ended.",
        role=term.role.public_id,
    )


def _vacant_office(body: Body) -> Role:
    """The role by which a body comes to act again: the one that keeps its register, else one that calls assemblies."""
    for power in (Power.KEEP_REGISTER, Power.CALL_ASSEMBLIES):
        role = Role.objects.filter(body=body, power_rows__power=power).order_by("pk").first()
        if role is not None:
            return role
    raise RuleNotMet(
        f"{body.name} has no role that keeps a register or calls assemblies, so there is none to put somebody in.",
        code="no_role",
    )


@action
def give_interim(actor: Person, *, body: Body, member: Membership, reason: str) -> Intervention:
    """Give an interim secretary to a body in which nobody holds any power, until it elects one.

    The term rests on the decision that made the role, and ends after the days that the rules give founders.

    Raises:
        NotPermitted: for anybody but the operator, and for the operator as the one who is put in.
        Invalid: without a reason, or for somebody who is no full member of the body.
        RuleNotMet: while somebody can act, or where there is no such role.
    """
    demand_operator(actor)
    reason = clean_reason(reason)
    body = locked(body)
    today = clock.today()
    if any(power is not None for power, _holder in powers_held(body, today)):
        raise RuleNotMet(
            f"Somebody in {body.name} can act. Its assembly elects; the operator does not.",
            code="can_act",
            rule="design, section 5",
        )
    if member.person_id == actor.pk:
        raise NotPermitted(
            "The operator has no voice and holds no role this way.", code="operator_holds", rule="design, section 5"
        )
    if not voters_of(body).filter(pk=member.pk).exists():
        raise Invalid(f"That is no full member of {body.name}.", code="not_member", field="member")
    role = _vacant_office(body)
    # A term of the same person that ran out by date is closed: each has one open term in a role.
    for lapsed in Term.objects.filter(role=role, person=member.person_id, ended_on__isnull=True):
        lapsed.ended_on = lapsed.ends_on
        lapsed.save(update_fields=["ended_on"])
    term = Term.objects.create(
        organisation_id=body.organisation_key,
        role=role,
        person_id=member.person_id,
        kind=TermKind.INTERIM,
        starts_on=today,
        ends_on=today + timedelta(days=rules_in_force(body).interim_days),
        decision=role.founded_by,
    )
    return intervene(
        actor,
        "give_interim",
        body=body,
        kind=InterventionKind.INTERIM,
        subject=term.public_id,
        reason=reason,
        changed=f"Somebody holds the role {role.name} in the interim, until {term.ends_on:%-d %B %Y} at most.",
        role=role.public_id,
        member=member.public_id,
    )
