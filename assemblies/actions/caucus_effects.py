"""The effect by which a caucus brings a motion to the assembly above it."""

from assemblies.actions.caucuses import bring_to_parent, demand_caucus
from assemblies.actions.motions import clean_text, clean_title
from organisations.actions.effects import Effect, Payload, register
from organisations.enums import DecisionKind
from organisations.models import Body, Decision
from organisations.queries.spelled import Spelled
from organisations.validators.payloads import word
from organiser.base.actor import Actor


def _clean_bring(body: Body, payload: Payload) -> Payload:
    demand_caucus(body)
    title = clean_title(word(payload, "title"))
    return {"title": title, "text": clean_text(word(payload, "text"))}


def _apply_bring(actor: Actor, decision: Decision, payload: Payload) -> None:
    bring_to_parent(actor, caucus=decision.body, decision=decision, **payload)


register(
    Effect(
        name="bring_to_parent",
        title="Bring a motion to the assembly above",
        kinds=frozenset({DecisionKind.ORDINARY}),
        clean=_clean_bring,
        describe=lambda body, payload: (
            f"If this carries, the motion “{payload['title']}” of {body.name} stands on the next agenda of "
            f"{demand_caucus(body).name}, without seconders."
        ),
        apply=_apply_bring,
        spell_out=lambda _body, payload: [Spelled("Text of the motion", payload["text"])],
    )
)
