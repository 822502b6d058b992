"""Changing what a body is: its name, whom it is for, and its page for everybody.

Each of them is done by a decision of the body itself that is taking effect.
"""

from typing import Any

from organisations.actions.body_events import clean_name, demand_free_name, write_event
from organisations.enums import BodyEventKind, BodyForm, BodyType, DecisionKind
from organisations.models import Body, Branch, Decision, Organisation
from organisations.rules import demand_decision_of, demand_exists
from organiser.base.actions import action, locked, record
from organiser.base.actor import Actor

RULES = {DecisionKind.RULES.value}


def _own_decision(body: Body, decision: Decision, effect: str, kinds: set[str] = RULES) -> Body:
    """The body, locked, once it is sure that it decided this itself."""
    sentence = f"{body.name} changes only by its own decision. Table a motion."
    demand_decision_of(decision, bodies={body.pk}, kinds=kinds, effect=effect, sentence=sentence)
    body = locked(body)
    demand_exists(body)
    return body


def record_change(actor: Actor, verb: str, body: Body, decision: Decision, **content: Any) -> None:
    """The entry of the ledger about what a body became by a decision; for the actions that change one."""
    record(
        actor,
        verb,
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=body.public_id,
        content={**content, "decision": decision.public_id},
    )


def demand_can_be_called(body: Body, name: str) -> None:
    """Go on only if no body beside it bears that name; organisations may share one.

    Raises:
        Conflict: otherwise.
    """
    if name == body.name or body.type == BodyType.ORGANISATION:
        return
    committee = getattr(body, "as_committee", None)
    parent = committee.parent if committee is not None else None
    demand_free_name(body.type, name, organisation_id=body.organisation_key, parent=parent)


@action
def rename_body(actor: Actor, *, body: Body, name: str, form: str, decision: Decision) -> Body:
    """Give a body another name or form; earlier decisions stay those of the same body (mission A10).

    Raises:
        RuleNotMet: without its own decision.
        WrongState: once it is dissolved.
        Invalid, Conflict: a name that cannot be, or that is taken.
    """
    body = _own_decision(body, decision, "rename_body")
    name, before = clean_name(name), (body.name, body.form)
    demand_can_be_called(body, name)
    body.name, body.form = name, form or body.form
    body.save(update_fields=["name", "form"])
    if name != before[0]:
        write_event(body, BodyEventKind.RENAMED, decision, before=before[0], after=name)
    if body.form != before[1]:
        words = [str(BodyForm(form).label) for form in (before[1], body.form)]
        write_event(body, BodyEventKind.FORM_CHANGED, decision, before=words[0], after=words[1])
    record_change(actor, "rename_body", body, decision, before=before, after=[body.name, body.form])
    return body


@action
def change_constituency(
    actor: Actor, *, organisation: Organisation, constituency: str, incompatible: list[str], decision: Decision
) -> Organisation:
    """Change whom an organisation organises, and which positions cannot join (mission E22).

    Raises:
        RuleNotMet: without its own decision.
        WrongState: once it is dissolved.
    """
    _own_decision(Body.objects.get(pk=organisation.pk), decision, "change_constituency")
    organisation = locked(organisation)
    organisation.constituency, organisation.incompatible = constituency, incompatible
    organisation.save(update_fields=["constituency", "incompatible"])
    content = {"constituency": constituency, "incompatible": incompatible}
    record_change(actor, "change_constituency", organisation, decision, **content)
    return organisation


@action
def change_jurisdiction(actor: Actor, *, branch: Branch, jurisdiction: str, place: str, decision: Decision) -> Branch:
    """Change which streets, houses or workplaces a branch is for.

    Raises:
        RuleNotMet: without its own decision.
        WrongState: once it is dissolved.
    """
    _own_decision(Body.objects.get(pk=branch.pk), decision, "change_jurisdiction")
    branch = locked(branch)
    branch.jurisdiction, branch.place = jurisdiction, place
    branch.save(update_fields=["jurisdiction", "place"])
    record_change(actor, "change_jurisdiction", branch, decision, jurisdiction=jurisdiction, place=place)
    return branch


@action
def show_page(actor: Actor, *, organisation: Organisation, page: bool, decision: Decision) -> Organisation:
    """Open or close the page for everybody (mission E15).

    Raises:
        RuleNotMet: without its own decision.
        WrongState: once it is dissolved.
    """
    kinds = {DecisionKind.ORDINARY.value, *RULES}
    _own_decision(Body.objects.get(pk=organisation.pk), decision, "show_page", kinds)
    organisation = locked(organisation)
    organisation.public_page = page
    organisation.save(update_fields=["public_page"])
    record_change(actor, "show_page", organisation, decision, page=page)
    return organisation
