"""The effect by which an assembly says what members may say of themselves."""

from members.actions.describing import ask_members
from members.enums import Question
from organisations.actions.effects import Effect, Payload, register
from organisations.actions.structure_effects import demand_organisation
from organisations.enums import DecisionKind
from organisations.models import Body, Decision, Organisation
from organiser.base.actor import Actor
from organiser.base.errors import Invalid


def _clean(body: Body, payload: Payload) -> Payload:
    demand_organisation(body, "asks its members something")
    given = payload.get("questions")
    if not isinstance(given, list) or any(not isinstance(one, str) or one not in Question.values for one in given):
        raise Invalid("Choose among the questions that there are, or none.", code="questions", field="questions")
    return {"questions": [question.value for question in Question if question.value in given]}


def _describe(body: Body, payload: Payload) -> str:
    asked = " ".join(f"“{Question(one).label}”" for one in payload["questions"])
    if not asked:
        return f"If this carries, {body.name} asks its members nothing of themselves, and what they said is deleted."
    return (
        f"If this carries, members of {body.name} are asked: {asked} Nobody has to answer, nobody reads what one "
        "member said, and only numbers of five and more are told."
    )


def _apply(actor: Actor, decision: Decision, payload: Payload) -> None:
    organisation = Organisation.objects.get(pk=decision.body_id)
    ask_members(actor, organisation=organisation, decision=decision, **payload)


register(
    Effect(
        name="ask_members",
        title="Ask members to describe themselves, each if they want to",
        kinds=frozenset({DecisionKind.ORDINARY, DecisionKind.RULES}),
        clean=_clean,
        describe=_describe,
        apply=_apply,
    )
)
