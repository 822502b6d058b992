"""The effects that this floor owns: adopt rules or a programme, rescind, found a committee."""

from organisations.actions.body_events import clean_name
from organisations.actions.decisions import end_decision
from organisations.actions.effects import Effect, Payload, register
from organisations.actions.founding import clean_committee_form, clean_scope, found_committee
from organisations.actions.programmes import adopt_programme
from organisations.actions.rulesets import adopt_rules
from organisations.enums import BodyForm, BodyType, DecisionKind, DecisionStatus
from organisations.models import Body, Decision, Organisation
from organisations.queries.spelled import spell_committee, spell_programme
from organisations.rules import can_reverse, demand_programme_allowed, demand_step, demand_usable
from organisations.validators import validate_rule_spec
from organisations.validators.payloads import word
from organiser.base.actor import Actor
from organiser.base.errors import Invalid, RuleNotMet


def _clean_rules(body: Body, payload: Payload) -> Payload:
    clean = validate_rule_spec(payload.get("rules"))
    demand_usable(body.type, clean)
    return {"rules": clean}


def _apply_rules(actor: Actor, decision: Decision, payload: Payload) -> None:
    adopt_rules(actor, body=decision.body, spec=payload["rules"], decision=decision)


def _earlier(body: Body, payload: Payload) -> Decision:
    earlier = Decision.objects.filter(
        organisation_id=body.organisation_key, public_id=word(payload, "decision")
    ).first()
    if earlier is None:
        raise Invalid("Name the earlier decision.", code="no_decision", field="decision")
    return earlier


def _clean_rescind(body: Body, payload: Payload) -> Payload:
    earlier = _earlier(body, payload)
    if not can_reverse(body, earlier):
        raise RuleNotMet(
            f"{body.name} can rescind its own decisions and those of its committees, not those of {earlier.body.name}.",
            code="not_own_decision",
            rule="mission B1",
            field="decision",
        )
    demand_step(earlier, DecisionStatus.RESCINDED)
    return {"decision": earlier.public_id}


def _clean_supersede(body: Body, payload: Payload) -> Payload:
    earlier = _earlier(body, payload)
    if not can_reverse(body, earlier):
        raise RuleNotMet(
            f"{body.name} can replace its own decisions and those of its committees, not those of {earlier.body.name}.",
            code="not_own_decision",
            rule="mission B1",
            field="decision",
        )
    demand_step(earlier, DecisionStatus.SUPERSEDED)
    return {"decision": earlier.public_id}


def _apply_supersede(actor: Actor, decision: Decision, payload: Payload) -> None:
    end_decision(actor, decision=_earlier(decision.body, payload), to=DecisionStatus.SUPERSEDED, by=decision)


def _apply_rescind(actor: Actor, decision: Decision, payload: Payload) -> None:
    end_decision(actor, decision=_earlier(decision.body, payload), to=DecisionStatus.RESCINDED, by=decision)


def _clean_committee(_body: Body, payload: Payload) -> Payload:
    return {
        "name": clean_name(word(payload, "name")),
        "scope": clean_scope(word(payload, "scope")),
        "form": clean_committee_form(word(payload, "form", BodyForm.COMMITTEE)),
    }


def _form(payload: Payload) -> str:
    return str(BodyForm(payload.get("form", BodyForm.COMMITTEE)).label).lower()


def _apply_committee(actor: Actor, decision: Decision, payload: Payload) -> None:
    found_committee(actor, parent=decision.body, decision=decision, **payload)


def _clean_programme(body: Body, payload: Payload) -> Payload:
    if body.type != BodyType.ORGANISATION:
        raise RuleNotMet("Only the organisation itself adopts a programme.", code="not_organisation")
    demand_programme_allowed(Organisation.objects.get(pk=body.pk))
    title, text = word(payload, "title").strip(), word(payload, "text").strip()
    if not title or not text or len(title) > 200:
        raise Invalid("A programme needs a title and a text.", code="programme_text", field="text")
    return {"title": title, "text": text}


def _apply_programme(actor: Actor, decision: Decision, payload: Payload) -> None:
    organisation = Organisation.objects.get(pk=decision.body_id)
    adopt_programme(actor, organisation=organisation, decision=decision, **payload)


register(
    Effect(
        name="adopt_programme",
        title="Adopt a new version of the programme",
        kinds=frozenset({DecisionKind.RULES}),
        clean=_clean_programme,
        describe=lambda body, payload: f"If this carries, the programme of {body.name} is “{payload['title']}”.",
        apply=_apply_programme,
        spell_out=spell_programme,
    )
)
register(
    Effect(
        name="adopt_rules",
        title="Adopt new rules",
        kinds=frozenset({DecisionKind.RULES}),
        clean=_clean_rules,
        describe=lambda body, payload: (
            f"If this carries, {body.name} decides by the rules “{payload['rules']['name']}”."
        ),
        apply=_apply_rules,
        more=True,
    )
)
register(
    Effect(
        name="rescind",
        title="Rescind an earlier decision",
        kinds=frozenset({DecisionKind.RESCIND}),
        clean=_clean_rescind,
        describe=lambda body, payload: f"If this carries, {_earlier(body, payload)} is no longer in force.",
        apply=_apply_rescind,
    )
)
register(
    Effect(
        name="supersede",
        title="Replace an earlier decision by a new one",
        kinds=frozenset({DecisionKind.RESCIND}),
        clean=_clean_supersede,
        describe=lambda body, payload: f"If this carries, it takes the place of {_earlier(body, payload)}.",
        apply=_apply_supersede,
        more=True,
    )
)
register(
    Effect(
        name="found_committee",
        title="Found a committee",
        kinds=frozenset({DecisionKind.ORDINARY, DecisionKind.RULES}),
        clean=_clean_committee,
        describe=lambda _body, payload: f"If this carries, the {_form(payload)} {payload['name']} is founded.",
        apply=_apply_committee,
        spell_out=spell_committee,
    )
)
