"""The effect by which an assembly sets the dues."""

from members.actions.dues_schemes import scheme_from, set_dues
from members.dues_rules import demand_collects
from members.dues_spec import clean_dues_spec
from members.queries.dues_schemes import scheme_on
from members.queries.dues_sentences import spell_scheme
from organisations.actions.effects import Effect, Payload, register
from organisations.enums import DecisionKind
from organisations.models import Body, Decision
from organisations.queries.spelled import Spelled
from organiser.base import clock
from organiser.base.actor import Actor
from organiser.base.money import written
from organiser.base.words import day


def _clean(body: Body, payload: Payload) -> Payload:
    demand_collects(body)
    return clean_dues_spec(payload)


def _describe(body: Body, payload: Payload) -> str:
    scheme = scheme_from(body, payload)
    usual = written(scheme.usual_cents, scheme.currency)
    return f"If this carries, the dues of {body.name} are set anew from {day(scheme.from_on)}, usually {usual}."


def _spell(body: Body, payload: Payload) -> list[Spelled]:
    return spell_scheme(scheme_from(body, payload), scheme_on(body, clock.today()))


def _apply(actor: Actor, decision: Decision, payload: Payload) -> None:
    set_dues(actor, body=decision.body, spec=payload, decision=decision)


register(
    Effect(
        name="set_dues",
        title="Set the dues",
        kinds=frozenset({DecisionKind.ORDINARY}),
        clean=_clean,
        describe=_describe,
        apply=_apply,
        spell_out=_spell,
    )
)
