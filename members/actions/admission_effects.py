"""The effect by which an assembly admits those who applied."""

from members.actions.admissions import demand_sponsored
from members.actions.answering import admit_by_decision
from members.enums import ApplicationState
from members.models import Application
from members.queries.applications import body_joined
from organisations.actions.effects import Effect, Payload, register
from organisations.enums import BodyType, DecisionKind
from organisations.models import Body, Decision
from organisations.rules import demand_exists
from organiser.base.actor import Actor
from organiser.base.errors import Invalid, RuleNotMet
from organiser.base.words import join_names

MOST = 50


def _named(body: Body, payload: Payload) -> list[Application]:
    """The applications to this body that a payload names, in its order.

    Raises:
        Invalid: where it is no list of them. Whoever has no number of an application finds none by trying.
    """
    asked = payload.get("applications")
    texts = isinstance(asked, list) and all(isinstance(one, str) for one in asked)
    if not texts or not asked or len(asked) > MOST or len(set(asked)) < len(asked):
        sentence = f"Send the numbers of the applications as a list, each once, at most {MOST}."
        raise Invalid(sentence, code="applications", field="applications")
    found = Application.objects.filter(
        organisation=body.organisation_key,
        public_id__in=asked,
        membership__isnull=False,
        branch=body.pk if body.type == BodyType.BRANCH else None,
    ).select_related("membership__person", "membership__branch", "membership__organisation")
    by_id = {one.public_id: one for one in found}
    if len(by_id) < len(asked):
        sentence = f"Nobody applied to {body.name} under one of these numbers. Take them from the list of applications."
        raise Invalid(sentence, code="no_application", field="applications")
    return [by_id[one] for one in asked]


def _clean_admit(body: Body, payload: Payload) -> Payload:
    if body.type not in {BodyType.ORGANISATION, BodyType.BRANCH}:
        raise RuleNotMet("Only a branch or the organisation admits.", code="no_register", rule="mission A5")
    demand_exists(body)
    waiting = [one for one in _named(body, payload) if one.state == ApplicationState.OPEN]
    waiting = [one for one in waiting if one.membership is not None and body_joined(one.membership).pk == body.pk]
    if not waiting:
        sentence = "These applications were answered or taken back. Take some that wait."
        raise RuleNotMet(sentence, code="application_answered", field="applications")
    for application in waiting:
        demand_sponsored(application)
    # Whoever takes an application back before the vote does not keep the others waiting.
    return {"applications": [application.public_id for application in waiting]}


def _describe_admit(body: Body, payload: Payload) -> str:
    gone = {ApplicationState.WITHDRAWN, ApplicationState.DECLINED}
    still = [one.membership for one in _named(body, payload) if one.state not in gone]
    people = [membership.person.name for membership in still if membership is not None]
    if not people:
        return "If this carries, nobody is admitted: the applications were taken back or answered."
    return f"If this carries, {join_names(people)} {'is' if len(people) == 1 else 'are'} admitted to {body.name}."


def _apply_admit(actor: Actor, decision: Decision, payload: Payload) -> None:
    for application in _named(decision.body, payload):
        admit_by_decision(actor, application=application, decision=decision)


register(
    Effect(
        name="admit",
        title="Admit applicants",
        kinds=frozenset({DecisionKind.ORDINARY}),
        clean=_clean_admit,
        describe=_describe_admit,
        apply=_apply_admit,
    )
)
