"""Founding by people: the organisation, its founders, and the interim roles they hold until the first assembly."""

from dataclasses import dataclass

from members.actions.enrolling import enrol_founder
from members.actions.people import joining_person
from members.models import Membership, Person
from organisations.actions.founding import Charter, found_branch, found_organisation
from organisations.actions.programmes import adopt_programme
from organisations.actions.rulesets import adopt_rules
from organisations.enums import BodyForm, OrganisationKind, Power
from organisations.models import Body, Branch, Decision, Organisation
from organisations.presets import for_form
from organisations.rules import demand_founder
from organiser.base.actions import action, record
from organiser.base.actor import Actor
from organiser.base.errors import Invalid
from skills.actions.roles import begin_term, create_role
from skills.enums import TermKind

INTERIM_ROLES: list[tuple[str, list[str], str]] = [
    (
        "Secretary",
        [Power.KEEP_REGISTER, Power.CALL_ASSEMBLIES, Power.TAKE_MINUTES],
        "Keeps the register, calls assemblies and takes the minutes.",
    ),
    ("Facilitator", [Power.FACILITATE, Power.COUNT], "Leads through the agenda, opens and closes ballots."),
    ("Treasurer", [Power.KEEP_DUES], "Keeps the money and reports on it."),
]


@dataclass(frozen=True)
class BranchPlan:
    """A first branch that is founded together with the organisation."""

    name: str
    form: str = BodyForm.LOCAL
    place: str = ""
    jurisdiction: str = ""


@dataclass(frozen=True)
class Founded:
    """What a founding made."""

    organisation: Organisation
    branches: tuple[Branch, ...]
    membership: Membership


def give_interim_roles(actor: Actor, body: Body, decision: Decision, holders: dict[str, Person]) -> None:
    """Make the first roles of a body; whoever is named holds one in the interim, visibly so (design.md section 5)."""
    for name, powers, description in INTERIM_ROLES:
        role = create_role(actor, body=body, name=name, powers=powers, decision=decision, description=description)
        if name in holders:
            begin_term(actor, role=role, person=holders[name], decision=decision, kind=TermKind.INTERIM)


@action
def found(
    actor: Person,
    *,
    charter: Charter,
    branches: tuple[BranchPlan, ...] = (),
    programme: tuple[str, str] | None = None,
) -> Founded:
    """Found an organisation with its first branches; the founder becomes member number one and holds the interim roles.

    Args:
        branches: founded by the same founding decision, with the same rules to begin with; an affinity group among
            them without a quorum that it could not meet (mission A9).
        programme: title and text, for a political organisation, which cannot have full members without one.

    Raises:
        NotPermitted: through a token.
        Invalid: naming the field.
    """
    if charter.kind == OrganisationKind.POLITICAL and programme is None:
        raise Invalid(
            "A political organisation begins with a programme. Write it down.", code="programme", field="programme"
        )
    demand_founder(actor)  # before somebody else stands in the actor's place
    actor = joining_person(actor)
    organisation = found_organisation(actor, charter=charter)
    decision = organisation.founding_decision
    if decision is None:
        message = "an organisation was founded without its decision"
        raise AssertionError(message)
    if programme is not None:
        adopt_programme(actor, organisation=organisation, title=programme[0], text=programme[1], decision=decision)
    made = tuple(
        found_branch(
            actor,
            organisation=organisation,
            name=plan.name,
            form=plan.form,
            place=plan.place,
            jurisdiction=plan.jurisdiction,
            decision=decision,
        )
        for plan in branches
    )
    membership = enrol_founder(
        actor, organisation=organisation, person=actor, branch=made[0] if made else None, decision=decision
    )
    founder = dict.fromkeys([name for name, _powers, _text in INTERIM_ROLES], actor)
    give_interim_roles(actor, Body.objects.get(pk=organisation.pk), decision, founder)
    for number, branch in enumerate(made):
        body = Body.objects.get(pk=branch.pk)
        adopt_rules(actor, body=body, spec=for_form(charter.rules, body.form), decision=decision)
        give_interim_roles(actor, body, decision, founder if number == 0 else {})
    record(
        actor,
        "found",
        chain=organisation.public_id,
        body=organisation.public_id,
        subject=membership.public_id,
        content={"branches": [branch.public_id for branch in made]},
    )
    return Founded(organisation, made, membership)
