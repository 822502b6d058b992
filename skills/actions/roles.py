"""Making roles, filling them, leaving them."""

from datetime import date, timedelta

from django.utils import timezone

from members.models import Membership, Person
from members.queries.belonging import voters_of
from organisations.models import Body, Decision
from organisations.queries.rulesets import rules_in_force
from organiser.base import authority, clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import Actor
from organiser.base.errors import Conflict, Invalid, NotPermitted, RuleNotMet, WrongState
from organiser.base.months import months_after
from organiser.base.text import one_line, visible
from skills.enums import TermEnd, TermKind
from skills.models import Role, RolePower, Term
from skills.queries.in_a_row import terms_in_a_row
from skills.queries.powers import in_office
from skills.rules import demand_not_held, demand_powers, demand_role_decision, demand_seat


@action
def create_role(
    actor: Actor,
    *,
    body: Body,
    name: str,
    powers: list[str],
    decision: Decision,
    description: str = "",
    seats: int = 1,
    paid: bool = False,
) -> Role:
    """Make a role of a body with its powers, resting on a decision of that body.

    Raises:
        RuleNotMet: without such a decision.
        Invalid, Conflict: an unknown power, an empty name, a name that is taken.
    """
    demand_role_decision(body, decision, "create_role")
    powers = demand_powers(powers)
    name = one_line(name)
    if not name or len(name) > 80:
        raise Invalid("Give the role a name of at most 80 letters.", code="name", field="name")
    body = locked(body)
    if Role.objects.filter(body=body, name=name).exists():
        raise Conflict(f"{body.name} has a role called {name} already.", code="role_exists", field="name")
    role = Role.objects.create(
        organisation_id=body.organisation_key,
        body=body,
        name=name,
        description=visible(description).strip(),
        seats=seats,
        paid=paid,
        founded_by=decision,
    )
    RolePower.objects.bulk_create(
        RolePower(organisation_id=body.organisation_key, role=role, power=power) for power in powers
    )
    record(
        actor,
        "create_role",
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=role.public_id,
        content={"name": name, "powers": powers, "seats": seats, "paid": paid, "decision": decision.public_id},
    )
    return role


def last_day_of_term(day: date, months: int) -> date:
    """The last day of a term of so many months that begins on `day`: the day before the same day of the month."""
    return months_after(day, months) - timedelta(days=1)


def founded_on(body: Body) -> date:
    """The day of the founding decision of a body; for one that has none, the earliest day there is."""
    decision = body.founding_decision
    return timezone.localdate(decision.decided_at) if decision is not None else date.min


def demand_can_stand(person: Person, role: Role) -> None:
    """Go on only if a person may hold a role of this body: a member for long enough, not too many terms in a row.

    Raises:
        RuleNotMet: with the rule that stands against it.
    """
    body, today = role.body, clock.today()
    if not voters_of(body).filter(person=person).exists():
        raise RuleNotMet(f"{person.name} is not a full member of {body.name}.", code="not_member", field="person")
    rules = rules_in_force(body)
    membership = Membership.objects.get(person=person, organisation_id=body.organisation_key)
    first_day = membership.joined_on + timedelta(days=rules.days_to_stand)
    # In a young body nobody is a member for long enough yet, and its interim terms would end with nobody elected.
    body_is_old = founded_on(body) + timedelta(days=rules.days_to_stand) <= today
    if body_is_old and today < first_day:
        raise RuleNotMet(
            f"{person.name} can stand for a role from {first_day:%-d %B %Y}: the rules ask for {rules.days_to_stand} "
            "days of membership.",
            code="too_new_to_stand",
            rule=f"{rules}",
            field="person",
        )
    in_a_row = terms_in_a_row(person.pk, role, rules)
    if rules.terms_in_a_row and in_a_row >= rules.terms_in_a_row:
        raise RuleNotMet(
            f"{person.name} has held this role for {in_a_row} terms in a row, which is the most that the rules allow.",
            code="terms_in_a_row",
            rule=f"{rules}",
            field="person",
        )


def demand_first_holder(actor: Actor, role: Role, decision: Decision) -> None:
    """An interim term only begins a role that nobody has held yet, by those who founded it (design.md section 5).

    Raises:
        RuleNotMet: otherwise.
    """
    belongs = authority.organisations_of(actor).filter(pk=role.organisation_id).exists()
    if not belongs or role.founded_by_id != decision.pk or Term.objects.filter(role=role).exists():
        raise RuleNotMet(
            f"The role {role.name} is filled by an election. Only its first holder serves in the interim.",
            code="interim_over",
            rule="design, section 5",
        )


@action
def begin_term(
    actor: Actor, *, role: Role, person: Person, decision: Decision, kind: TermKind, ends_on: date | None = None
) -> Term:
    """Begin a term today: interim terms rest on the founding, all others on an election (mission B14).

    Somebody who holds the role in the interim is followed by whoever is elected.

    Raises:
        RuleNotMet: without a decision, without a free seat, or against a rule of the body.
        Conflict: where the person holds the role already.
    """
    demand_role_decision(role.body, decision, "fill_role", interim=kind == TermKind.INTERIM)
    body = locked(role.body)
    rules, today = rules_in_force(body), clock.today()
    if kind == TermKind.INTERIM:
        demand_first_holder(actor, role, decision)
    if kind == TermKind.ELECTED:
        demand_can_stand(person, role)
        interim = in_office(today).filter(role=role, kind=TermKind.INTERIM)
        for term in list(interim):
            cut_short(term, TermEnd.REPLACED)
    holding = in_office(today).filter(role=role)
    demand_not_held(person.name, holds=holding.filter(person=person).exists())
    demand_seat(holding.count(), role.seats, role.name)
    # Terms that ran out by date are closed, so that the open ones are those in office.
    for lapsed in Term.objects.filter(role=role, person=person, ended_on__isnull=True, ends_on__lt=today):
        lapsed.ended_on = lapsed.ends_on
        lapsed.save(update_fields=["ended_on"])
    longest = today + timedelta(days=rules.interim_days) if kind == TermKind.INTERIM else None
    term = Term.objects.create(
        organisation_id=body.organisation_key,
        role=role,
        person=person,
        kind=kind,
        starts_on=today,
        ends_on=ends_on or longest or last_day_of_term(today, rules.term_months),
        decision=decision,
    )
    record(
        actor,
        "begin_term",
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=term.public_id,
        content={"role": role.name, "person": person.public_id, "kind": kind, "ends_on": term.ends_on},
    )
    return term


def cut_short(term: Term, reason: TermEnd) -> Term:
    """End a term today; for actions that hold the lock on the body and record it themselves."""
    term.ended_on, term.end_reason = max(clock.today(), term.starts_on), reason
    term.save(update_fields=["ended_on", "end_reason"])
    return term


@action
def resign_from_role(actor: Person, *, term: Term) -> Term:
    """Lay down a role; only its holder can.

    Raises:
        NotPermitted: for anybody else.
        WrongState: where the term has ended.
    """
    if actor.pk != term.person_id:
        raise NotPermitted("Only the holder lays a role down. The assembly recalls.", code="not_holder")
    authority.demand_reach(actor, term.role.body_id)
    term = locked(term)
    if term.ended_on is not None or term.ends_on < clock.today():
        raise WrongState("This term has ended already.", code="term_ended")
    cut_short(term, TermEnd.RESIGNED)
    body = term.role.body
    record(
        actor,
        "resign_from_role",
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=term.public_id,
        content={"role": term.role.name, "person": term.person.public_id},
    )
    return term
