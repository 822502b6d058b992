"""Adopting rules. There is no action that edits them."""

from typing import Any

from django.db.models import Max

from organisations.enums import DecisionKind, RuleSetStatus
from organisations.models import Body, Decision, DecisionRule, RuleSet
from organisations.rules import demand_decision_of, demand_usable
from organisations.validators import validate_rule_spec
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import Actor
from organiser.base.errors import RuleNotMet


def write_rule_set(body: Body, spec: dict[str, Any], decision: Decision) -> RuleSet:
    """Insert a cleaned rule set as the next version of a locked body and retire the one before it."""
    day = clock.today()
    earlier = RuleSet.objects.filter(body=body)
    earlier.filter(status=RuleSetStatus.IN_FORCE).update(status=RuleSetStatus.REPLACED, in_force_until=day)
    version = (earlier.aggregate(last=Max("version"))["last"] or 0) + 1
    rules = RuleSet.objects.create(
        organisation_id=body.organisation_key,
        body=body,
        version=version,
        name=spec["name"],
        decision=decision,
        in_force_from=day,
        **spec["body"],
    )
    DecisionRule.objects.bulk_create(
        DecisionRule(organisation_id=body.organisation_key, rule_set=rules, kind=kind, **values)
        for kind, values in spec["kinds"].items()
    )
    return rules


@action
def adopt_rules(actor: Actor, *, body: Body, spec: dict[str, Any], decision: Decision) -> RuleSet:
    """Put the next version of a body's rules into force, resting on its own decision (mission B2).

    Raises:
        RuleNotMet: without a carried decision of this body of the kind founding or rules, or where only a council
            could live by them.
        Invalid: where the rule set says something that cannot be.
    """
    sentence = f"The rules of {body.name} change only by a decision of its own assembly. Table a motion."
    demand_decision_of(
        decision,
        bodies={body.pk, body.organisation_id or body.pk} if decision.kind == DecisionKind.FOUNDING else {body.pk},
        kinds={DecisionKind.RULES, DecisionKind.FOUNDING},
        effect="adopt_rules",
        sentence=sentence,
    )
    body = locked(body)
    if decision.kind == DecisionKind.FOUNDING and RuleSet.objects.filter(body=body).exists():
        raise RuleNotMet(sentence, code="decision_missing", rule="design, invariant 3")
    clean = validate_rule_spec(spec)
    demand_usable(body.type, clean)
    rules = write_rule_set(body, clean, decision)
    record(
        actor,
        "adopt_rules",
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=rules.public_id,
        content={"version": rules.version, "decision": decision.public_id, "rules": clean},
    )
    return rules
