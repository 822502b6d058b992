"""The effects by which an assembly sets the dues, or a branch gives up its own."""

from datetime import date

from members.actions.dues_schemes import drop_dues, following, scheme_from, set_dues
from members.dues_rules import demand_collects
from members.dues_spec import clean_dues_spec
from members.queries.dues_schemes import scheme_on
from members.queries.dues_sentences import scheme_sentences, spell_scheme
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


def _clean_drop(body: Body, payload: Payload) -> Payload:
    return {"from_on": following(body, payload).from_on.isoformat()}


def _describe_drop(body: Body, payload: Payload) -> str:
    begin = day(date.fromisoformat(payload["from_on"]))  # also when it has happened, and there is nothing to give up
    return (
        f"If this carries, {body.name} has no dues of its own any more from {begin}, and its members pay "
        f"those of {body.organisation.name}."
    )


def _spell_drop(body: Body, _payload: Payload) -> list[Spelled]:
    """What the organisation asks, beside what the branch asks now."""
    whole = scheme_on(Body.objects.get(pk=body.organisation_key), clock.today())
    own = scheme_on(body, clock.today())
    now = " ".join(scheme_sentences(whole)) if whole is not None else "Nothing is asked of anybody."
    return [Spelled("Dues", now, " ".join(scheme_sentences(own)) if own is not None else "")]


def _apply_drop(actor: Actor, decision: Decision, payload: Payload) -> None:
    drop_dues(actor, body=decision.body, spec=payload, decision=decision)


register(
    Effect(
        name="drop_dues",
        title="Give up the dues of the branch, and follow the organisation",
        kinds=frozenset({DecisionKind.ORDINARY}),
        clean=_clean_drop,
        describe=_describe_drop,
        apply=_apply_drop,
        spell_out=_spell_drop,
    )
)
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
