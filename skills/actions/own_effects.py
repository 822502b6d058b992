"""The effects that this floor owns: make, pay and fill a role, recall; found a branch, which comes with its roles."""

from typing import Any

from members.models import Membership, Person
from members.queries.belonging import members_of
from organisations.actions.body_events import clean_name
from organisations.actions.effects import Effect, Payload, register
from organisations.actions.founding import clean_branch_form, found_branch
from organisations.enums import BodyForm, BodyType, DecisionKind, Power
from organisations.models import Body, Decision, Organisation
from organisations.queries.spelled import Spelled, spell_branch
from organisations.validators.payloads import word, yes_or_no
from organiser.base.actor import Actor
from organiser.base.errors import Invalid, RuleNotMet
from organiser.base.text import one_line
from skills.actions.founding import give_interim_roles
from skills.actions.paying import pay_role
from skills.actions.recall import recall_from_role
from skills.actions.roles import begin_term, create_role, demand_can_stand
from skills.enums import TermKind
from skills.models import Role, Term
from skills.rules import demand_powers

MOST_SEATS = 50


def _role(body: Body, payload: Payload) -> Role:
    role = Role.objects.filter(body=body, public_id=word(payload, "role")).select_related("body").first()
    if role is None:
        raise Invalid(f"{body.name} has no such role. Choose one of its roles.", code="no_role", field="role")
    return role


def _person(body: Body, payload: Payload) -> Person:
    membership: Membership | None = (
        members_of(body).filter(public_id=word(payload, "member")).select_related("person").first()
    )
    if membership is None:
        raise Invalid(f"{body.name} has no such member. Choose a member.", code="no_member", field="member")
    return membership.person


def _clean_fill(body: Body, payload: Payload) -> Payload:
    role, person = _role(body, payload), _person(body, payload)
    demand_can_stand(person, role)
    return {"role": role.public_id, "member": payload["member"]}


def _apply_fill(actor: Actor, decision: Decision, payload: Payload) -> None:
    role, person = _role(decision.body, payload), _person(decision.body, payload)
    begin_term(actor, role=role, person=person, decision=decision, kind=TermKind.ELECTED)


def _describe_fill(body: Body, payload: Payload) -> str:
    return f"If this carries, {_person(body, payload).name} holds the role {_role(body, payload).name}."


def _describe_create(body: Body, payload: Payload) -> str:
    paid = "a paid role" if payload.get("paid") else "a role"
    return f"If this carries, {body.name} has {paid} called {payload['name']}."


def _clean_pay(body: Body, payload: Payload) -> Payload:
    role, paid = _role(body, payload), yes_or_no(payload, "paid")
    if role.paid == paid:
        sentence = f"The role {role.name} is {'paid' if paid else 'unpaid'} already."
        raise Invalid(sentence, code="paid_already", field="role")
    return {"role": role.public_id, "paid": paid}


def _describe_pay(body: Body, payload: Payload) -> str:
    paid = "is paid" if payload["paid"] else "is no longer paid"
    return f"If this carries, whoever holds the role {_role(body, payload).name} of {body.name} {paid}."


def _apply_pay(actor: Actor, decision: Decision, payload: Payload) -> None:
    pay_role(actor, role=_role(decision.body, payload), paid=payload["paid"], decision=decision)


def _clean_create(body: Body, payload: Payload) -> Payload:
    name = one_line(word(payload, "name"))
    if not name or len(name) > 80:
        raise Invalid("Give the role a name of at most 80 letters.", code="name", field="name")
    if Role.objects.filter(body=body, name=name).exists():
        raise RuleNotMet(f"{body.name} has a role called {name} already.", code="role_exists", field="name")
    powers: Any = payload.get("powers", [])
    if not isinstance(powers, list):
        raise Invalid("Send the powers of the role as a list of words.", code="powers", field="powers")
    seats: Any = payload.get("seats", 1)
    if type(seats) is not int or not 1 <= seats <= MOST_SEATS:
        raise Invalid(f"A role has from 1 to {MOST_SEATS} seats.", code="seats", field="seats")
    return {
        "name": name,
        "seats": seats,
        "powers": demand_powers([str(power) for power in powers]),
        "description": word(payload, "description")[:2000],
        "paid": yes_or_no(payload, "paid"),
    }


def _spell_create(_body: Body, payload: Payload) -> list[Spelled]:
    powers = ", ".join(str(Power(power).label) for power in payload["powers"])
    about = [Spelled("What it is for", payload["description"])] if payload["description"] else []
    return [
        *about,
        Spelled("Powers", powers or "No power"),
        Spelled("Seats", str(payload["seats"])),
        Spelled("Paid", "Yes" if payload["paid"] else "No"),
    ]


def _apply_create(actor: Actor, decision: Decision, payload: Payload) -> None:
    create_role(actor, body=decision.body, decision=decision, **payload)


def _term(body: Body, payload: Payload) -> Term:
    term = Term.objects.filter(role__body=body, public_id=word(payload, "term")).select_related("role").first()
    if term is None:
        raise Invalid("Choose the term that is to end.", code="no_term", field="term")
    return term


def _apply_recall(actor: Actor, decision: Decision, payload: Payload) -> None:
    recall_from_role(actor, term=_term(decision.body, payload), decision=decision)


def _clean_branch(body: Body, payload: Payload) -> Payload:
    if body.type != BodyType.ORGANISATION:
        raise RuleNotMet("Only the organisation itself founds a branch.", code="not_organisation")
    return {
        "name": clean_name(word(payload, "name")),
        "form": clean_branch_form(word(payload, "form", BodyForm.LOCAL)),
        "place": word(payload, "place")[:120],
    }


def _apply_branch(actor: Actor, decision: Decision, payload: Payload) -> None:
    organisation = Organisation.objects.get(pk=decision.body_id)
    branch = found_branch(actor, organisation=organisation, decision=decision, **payload)
    give_interim_roles(actor, Body.objects.get(pk=branch.pk), decision, {})


register(
    Effect(
        name="fill_role",
        title="Fill a role",
        kinds=frozenset({DecisionKind.ELECTION}),
        clean=_clean_fill,
        describe=_describe_fill,
        apply=_apply_fill,
    )
)
register(
    Effect(
        name="create_role",
        title="Make a role",
        kinds=frozenset({DecisionKind.ORDINARY}),
        clean=_clean_create,
        describe=_describe_create,
        apply=_apply_create,
        spell_out=_spell_create,
    )
)
register(
    Effect(
        name="pay_role",
        title="Begin or stop paying for a role",
        kinds=frozenset({DecisionKind.ORDINARY}),
        clean=_clean_pay,
        describe=_describe_pay,
        apply=_apply_pay,
    )
)
register(
    Effect(
        name="recall",
        title="Recall from a role",
        kinds=frozenset({DecisionKind.RECALL}),
        clean=lambda body, payload: {"term": _term(body, payload).public_id},
        describe=lambda body, payload: f"If this carries, the term “{_term(body, payload)}” ends today.",
        apply=_apply_recall,
    )
)
register(
    Effect(
        name="found_branch",
        title="Found a branch",
        kinds=frozenset({DecisionKind.ORDINARY, DecisionKind.RULES}),
        clean=_clean_branch,
        describe=lambda _body, payload: f"If this carries, the branch {payload['name']} is founded.",
        apply=_apply_branch,
        spell_out=spell_branch,
    )
)
