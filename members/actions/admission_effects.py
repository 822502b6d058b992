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
    applications = _named(body, payload)
    for application in applications:
        moved = application.membership is not None and body_joined(application.membership).pk != body.pk
        if moved or application.state != ApplicationState.OPEN:
            sentence = "One of these applications was answered or withdrawn. Take those that wait."
            raise RuleNotMet(sentence, code="application_answered", field="applications")
        demand_sponsored(application)
    return {"applications": [application.public_id for application in applications]}


def _describe_admit(body: Body, payload: Payload) -> str:
    people = [one.membership.person.name for one in _named(body, payload) if one.membership is not None]
    verb = "is" if len(people) == 1 else "are"
    return f"If this carries, {join_names(people)} {verb} admitted to {body.name}."


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
