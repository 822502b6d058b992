"""The effect by which an organisation of collectives becomes one of people."""

from members.actions.basis import convert_basis
from organisations.actions.effects import Effect, Payload, register
from organisations.actions.structure_effects import demand_organisation
from organisations.enums import DecisionKind, MembershipBasis
from organisations.models import Body, Decision, Organisation
from organiser.base.actor import Actor
from organiser.base.errors import RuleNotMet


def _clean_basis(body: Body, _payload: Payload) -> Payload:
    demand_organisation(body, "says how people belong to it")
    organisation = Organisation.objects.get(pk=body.pk)
    if organisation.membership_basis != MembershipBasis.COLLECTIVE:
        sentence = f"People belong to {body.name} directly already."
        raise RuleNotMet(sentence, code="basis_individual", rule="mission A8")
    return {}


def _describe_basis(body: Body, _payload: Payload) -> str:
    return (
        f"If this carries, people belong to {body.name} directly and not by way of collectives. Whoever has consented "
        "is a member, once; everybody else lapses until she or he consents."
    )


def _apply_basis(actor: Actor, decision: Decision, _payload: Payload) -> None:
    convert_basis(actor, organisation=Organisation.objects.get(pk=decision.body_id), decision=decision)


register(
    Effect(
        name="convert_basis",
        title="Let people belong directly, not collectives",
        kinds=frozenset({DecisionKind.RULES}),
        clean=_clean_basis,
        describe=_describe_basis,
        apply=_apply_basis,
    )
)
