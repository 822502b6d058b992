"""Founding: organisations, branches and committees come into being by a decision, never by a form alone."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from organisations.actions.aims_effects import write_aims
from organisations.actions.body_events import clean_name, demand_free_name, write_event
from organisations.actions.decisions import Decided, write_decision
from organisations.actions.rulesets import write_rule_set
from organisations.enums import (
    COMMITTEE_FORMS,
    BodyEventKind,
    BodyForm,
    BodyType,
    DecisionKind,
    DecisionSource,
    Ink,
    MembershipBasis,
    OrganisationKind,
    Outcome,
    Site,
)
from organisations.models import Body, Branch, Committee, Decision, Organisation
from organisations.rules import FOUNDING_KINDS, demand_decision_of, demand_founder, demand_usable
from organisations.validators import validate_rule_spec
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import Actor
from organiser.base.errors import Conflict, Invalid
from organiser.base.fields import validate_partial_date
from organiser.base.text import one_line, visible


@dataclass(frozen=True)
class Charter:
    """What founders agree on before there are rules: name, kind, aims, and the rules to begin with."""

    name: str
    kind: str
    rules: dict[str, Any]
    aims: str = ""
    constituency: str = ""
    site: str = Site.COMMUNITY
    form: str = BodyForm.UNION
    place: str = ""
    ink: str = Ink.RED
    founded_on: str = ""
    membership_basis: str = MembershipBasis.INDIVIDUAL


def founding_decided(title: str, working: str) -> Decided:
    """The first decision of a body: its founding, by those who founded it."""
    return Decided(
        kind=DecisionKind.FOUNDING,
        title=title,
        text=title,
        outcome=Outcome.CARRIED,
        working=[working],
        source=DecisionSource.FOUNDING,
    )


@action
def found_organisation(actor: Actor, *, charter: Charter) -> Organisation:
    """Found an organisation: its body, its founding decision and its first rules, in one transaction.

    Raises:
        NotPermitted: through a token.
        Invalid: an empty name, an unknown kind, rules that cannot be.
    """
    demand_founder(actor)
    if charter.kind not in OrganisationKind.values:
        raise Invalid("Choose whether this is a mass or a political organisation.", code="kind", field="kind")
    if charter.membership_basis not in MembershipBasis.values:
        raise Invalid("Choose whether people belong or collectives.", code="basis", field="membership_basis")
    clean = validate_rule_spec(charter.rules)
    demand_usable(BodyType.ORGANISATION, clean)
    organisation = Organisation(
        type=BodyType.ORGANISATION,
        name=clean_name(charter.name),
        form=clean_branch_form(charter.form),
        place=one_line(charter.place),
        founded_on=clean_founded_on(charter.founded_on),
        kind=charter.kind,
        aims=visible(charter.aims).strip(),
        constituency=one_line(charter.constituency),
        site=charter.site,
        ink=charter.ink,
        membership_basis=charter.membership_basis,
    )
    organisation.save()
    # The body of an organisation belongs to that organisation, whose key is only known now.
    Body.objects.filter(pk=organisation.pk).update(organisation=organisation)
    body = locked(Body.objects.get(pk=organisation.pk))
    decision = write_decision(
        body,
        founding_decided(f"{organisation.name} is founded", "The founders agreed on name, kind, aims and first rules."),
        clock.now(),
    )
    Body.objects.filter(pk=body.pk).update(founding_decision=decision)
    write_event(body, BodyEventKind.FOUNDED, decision, on=organisation.founded_on)
    if organisation.aims:
        write_aims(organisation, 1, organisation.aims, decision)
    rules = write_rule_set(body, clean, decision)
    record(
        actor,
        "found_organisation",
        chain=organisation.public_id,
        body=organisation.public_id,
        subject=decision.public_id,
        content={
            "name": organisation.name,
            "kind": organisation.kind,
            "aims": organisation.aims,
            "rules": clean,
            "version": rules.version,
        },
    )
    return Organisation.objects.get(pk=organisation.pk)


@action
def found_branch(
    actor: Actor,
    *,
    organisation: Organisation,
    name: str,
    decision: Decision,
    form: str = BodyForm.LOCAL,
    place: str = "",
    jurisdiction: str = "",
) -> Branch:
    """Found a branch, resting on a decision of the organisation, or of a branch that splits (mission A6, A10).

    Raises:
        RuleNotMet: without a carried decision of the organisation, or of the branch that splits.
        Conflict: where the organisation has a branch of that name.
    """
    split = decision.effect == "split_branch" and decision.organisation_id == organisation.pk
    demand_decision_of(
        decision,
        bodies={decision.body_id if split else organisation.pk},
        kinds={DecisionKind.RULES.value} if split else FOUNDING_KINDS,
        effect="split_branch" if split else "found_branch",
        sentence=f"A branch is founded by a decision of {organisation.name}. Table a motion there.",
    )
    form = clean_branch_form(form)
    locked(Body.objects.get(pk=organisation.pk))
    name = clean_name(name)
    if Branch.objects.filter(organisation=organisation, name=name, dissolved_on="").exists():
        raise Conflict(f"{organisation.name} already has a branch called {name}.", code="branch_exists", field="name")
    branch = Branch.objects.create(
        type=BodyType.BRANCH,
        organisation=organisation,
        name=name,
        form=form,
        place=place,
        jurisdiction=jurisdiction,
        founded_on=clock.today().isoformat(),
        founding_decision=decision,
    )
    write_event(branch, BodyEventKind.FOUNDED, decision)
    if split:
        write_event(decision.body, BodyEventKind.SPLIT, decision, other=branch)
    record(
        actor,
        "found_branch",
        chain=organisation.public_id,
        body=branch.public_id,
        subject=branch.public_id,
        content={"name": name, "form": form, "place": place, "decision": decision.public_id},
    )
    return branch


def clean_scope(scope: str) -> str:
    """What a committee may do, trimmed.

    Raises:
        Invalid: where nothing is said.
    """
    scope = visible(scope).strip()
    if not scope:
        raise Invalid("Say what the committee may do.", code="scope", field="scope")
    return scope


def clean_branch_form(form: str) -> str:
    """A form in which an organisation or a branch can meet.

    Raises:
        Invalid: for an unknown form, and for those of committees, which come from an assembly (mission A17).
    """
    if form not in BodyForm.values or form in COMMITTEE_FORMS:
        raise Invalid("Choose a form for the branch.", code="form", field="form")
    return form


def clean_founded_on(founded_on: str) -> str:
    """The day, month or year of a founding as it was given; today where nothing is given (mission A27).

    Raises:
        Invalid: for a day that does not exist, or has not come yet.
    """
    today = clock.today().isoformat()
    if not founded_on:
        return today
    try:
        validate_partial_date(founded_on)
    except ValidationError as error:
        raise Invalid(str(error.messages[0]), code="founded_on", field="founded_on") from error
    if founded_on > today:
        raise Invalid("That day has not come yet. Choose an earlier one.", code="founded_on", field="founded_on")
    return founded_on


def clean_committee_form(form: str) -> str:
    """Committee, working group or caucus.

    Raises:
        Invalid: for any other form.
    """
    if form not in COMMITTEE_FORMS:
        raise Invalid("Choose committee, working group or caucus.", code="form", field="form")
    return form


@action
def found_committee(
    actor: Actor,
    *,
    parent: Body,
    name: str,
    scope: str,
    decision: Decision | None,
    form: str = BodyForm.COMMITTEE,
) -> Committee:
    """Found a committee of an assembly, with a written scope (mission A17): the assembly first, the committee from it.

    A working group and a caucus are committees in another form (mission E12).

    Raises:
        RuleNotMet: without a carried decision of the parent body.
        Conflict: where the parent has a committee of that name.
    """
    refusal = f"A committee comes from an assembly. Let {parent.name} decide it first."
    if decision is None:
        raise Invalid(refusal, code="decision_missing", rule="mission A17", field="decision")
    demand_decision_of(decision, bodies={parent.pk}, kinds=FOUNDING_KINDS, effect="found_committee", sentence=refusal)
    parent = locked(parent)
    scope, form = clean_scope(scope), clean_committee_form(form)
    name = clean_name(name)
    demand_free_name(BodyType.COMMITTEE, name, organisation_id=parent.organisation_key, parent=parent)
    committee = Committee.objects.create(
        type=BodyType.COMMITTEE,
        form=form,
        organisation_id=parent.organisation_id,
        parent=parent,
        name=name,
        scope=scope,
        founded_on=clock.today().isoformat(),
        founding_decision=decision,
    )
    write_event(committee, BodyEventKind.FOUNDED, decision)
    record(
        actor,
        "found_committee",
        chain=parent.organisation.public_id,
        body=parent.public_id,
        subject=committee.public_id,
        content={"name": committee.name, "scope": committee.scope, "form": form, "decision": decision.public_id},
    )
    return committee
