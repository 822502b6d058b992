"""Rule sets as data again: what a motion to change them begins with, and what it would change."""

from typing import Any

from organisations.enums import DecisionKind
from organisations.models import DecisionRule, RuleSet
from organisations.queries.sentences import numbered_sentences
from organisations.validators.fields import BODY_FIELDS, KIND_FIELDS

Spec = dict[str, Any]


def spec_of(rules: RuleSet) -> Spec:
    """A rule set in the form that `validate_rule_spec` accepts and `adopt_rules` writes."""
    return {
        "name": rules.name,
        "body": {name: getattr(rules, name) for name in BODY_FIELDS},
        "kinds": {rule.kind: {name: getattr(rule, name) for name in KIND_FIELDS} for rule in rules.rules.all()},
    }


def as_rows(spec: Spec) -> tuple[RuleSet, list[DecisionRule]]:
    """A rule set that nobody has adopted yet as rows that are never written."""
    rules = RuleSet(pk=0, name=spec["name"], **spec["body"])  # a key that no row has: without one Django asks nothing
    kinds = sorted(spec["kinds"], key=DecisionKind.values.index)  # PostgreSQL stores them in its own order
    return rules, [DecisionRule(kind=DecisionKind(kind), **spec["kinds"][kind]) for kind in kinds]


def sentences_of(spec: Spec) -> list[str]:
    """The sentences of a rule set that nobody has adopted yet; nothing is written."""
    return [sentence.text for sentence in numbered_sentences(*as_rows(spec))]
