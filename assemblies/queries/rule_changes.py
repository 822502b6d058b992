"""What a motion to adopt rules would change, or did change, as sentences."""

from assemblies.models import Motion
from organisations.models import RuleSet
from organisations.queries.differences import between, differences
from organisations.queries.rulesets import rules_in_force
from organisations.queries.specs import as_rows


def rule_changes(motion: Motion) -> list[str] | None:
    """How the rules of a motion differ from those in force, once adopted from those before; None for other motions."""
    if motion.effect != "adopt_rules":
        return None
    if motion.decision_id is not None:
        adopted = RuleSet.objects.filter(decision=motion.decision_id, body=motion.body_id).first()
        before = RuleSet.objects.filter(body=motion.body_id, version=adopted.version - 1).first() if adopted else None
        if adopted is not None:
            return between(before, adopted) if before is not None else None
    now = rules_in_force(motion.body)
    return differences((now, now.rules.all()), as_rows(motion.effect_payload["rules"]))
