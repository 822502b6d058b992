"""The effects about councils: found one, and change how it is made up."""

from organisations.actions.body_events import clean_name
from organisations.actions.councils import change_council, found_council
from organisations.actions.effects import Effect, Payload, register
from organisations.enums import BodyType, DecisionKind, RepresentationMethod
from organisations.models import Body, Council, Decision, Organisation
from organisations.queries.councils import branches_by_id
from organisations.queries.spelled import spell_council
from organisations.validators import validate_scheme
from organisations.validators.payloads import word
from organiser.base.actor import Actor
from organiser.base.errors import Invalid, RuleNotMet


def _demand_organisation(body: Body) -> None:
    if body.type != BodyType.ORGANISATION:
        raise RuleNotMet("Only the organisation itself founds and changes councils.", code="not_organisation")


def _bodies(body: Body, payload: Payload) -> list[Body]:
    ids = payload.get("bodies", [])
    if not isinstance(ids, list):
        raise Invalid("Send the branches as a list of ids.", code="council_bodies", field="bodies")
    found = branches_by_id(body.organisation_key, ids)
    if len(found) != len({str(one) for one in ids}):
        sentence = f"One of these is not a branch of {body.organisation.name}. Choose from its branches."
        raise Invalid(sentence, code="no_branch", field="bodies")
    if len(found) < 2:
        raise Invalid("A council joins at least two branches.", code="council_bodies", field="bodies")
    return found


def _council(body: Body, payload: Payload) -> Council:
    councils = Council.objects.filter(organisation_id=body.organisation_key, dissolved_on="")
    council = councils.filter(public_id=word(payload, "council")).first()
    if council is None:
        raise Invalid(f"{body.name} has no such council.", code="no_council", field="council")
    return council


def _made_up(payload: Payload) -> str:
    method = RepresentationMethod(payload["scheme"]["method"]).label.lower()
    return f"{len(payload['bodies'])} branches, {method}"


def _clean_found(body: Body, payload: Payload) -> Payload:
    _demand_organisation(body)
    bodies = [one.public_id for one in _bodies(body, payload)]
    scheme = validate_scheme(payload.get("scheme"))
    return {"name": clean_name(word(payload, "name")), "scheme": scheme, "bodies": bodies}


def _apply_found(actor: Actor, decision: Decision, payload: Payload) -> None:
    found_council(
        actor,
        organisation=Organisation.objects.get(pk=decision.body_id),
        name=payload["name"],
        scheme=payload["scheme"],
        bodies=_bodies(decision.body, payload),
        decision=decision,
    )


def _clean_change(body: Body, payload: Payload) -> Payload:
    _demand_organisation(body)
    bodies = [one.public_id for one in _bodies(body, payload)]
    scheme = validate_scheme(payload.get("scheme"))
    return {"council": _council(body, payload).public_id, "scheme": scheme, "bodies": bodies}


def _apply_change(actor: Actor, decision: Decision, payload: Payload) -> None:
    council = _council(decision.body, payload)
    bodies = _bodies(decision.body, payload)
    change_council(actor, council=council, scheme=payload["scheme"], bodies=bodies, decision=decision)


register(
    Effect(
        name="found_council",
        title="Found a council of delegates",
        kinds=frozenset({DecisionKind.ORDINARY, DecisionKind.RULES}),
        clean=_clean_found,
        describe=lambda _body, payload: (
            f"If this carries, the council {payload['name']} is founded: {_made_up(payload)}."
        ),
        apply=_apply_found,
        spell_out=spell_council,
    )
)
register(
    Effect(
        name="change_council",
        title="Change how a council is made up",
        kinds=frozenset({DecisionKind.RULES}),
        clean=_clean_change,
        describe=lambda body, payload: (
            f"If this carries, {_council(body, payload).name} is made up anew: {_made_up(payload)}."
        ),
        apply=_apply_change,
        spell_out=lambda body, payload: spell_council(body, payload, _council(body, payload)),
    )
)
