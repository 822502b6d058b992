"""Which rules hold for a body now."""

from copy import copy

from django.db.models import Prefetch, QuerySet

from organisations.enums import BodyForm, DecisionKind, RuleSetStatus
from organisations.models import Body, DecisionRule, RuleSet
from organisations.presets import meetable
from organisations.queries.bodies import bodies_visible_to, governing
from organiser.base.actor import Actor
from organiser.base.errors import NotFound, RuleNotMet


def rule_sets_visible_to(viewer: Actor) -> QuerySet[RuleSet]:
    """The rule sets of the bodies that the viewer may know of."""
    return RuleSet.objects.filter(body__in=bodies_visible_to(viewer)).prefetch_related(
        Prefetch("rules", queryset=DecisionRule.objects.order_by("pk"))
    )


def rules_in_force(body: Body) -> RuleSet:
    """The rule set a body lives under: its own, or else that of its organisation.

    Raises:
        NotFound: where neither has adopted rules.
    """
    found = _nearest(body)
    if found is None:
        raise NotFound(f"{body.name} has not adopted any rules.", code="no_rules")
    return found


def _nearest(body: Body) -> RuleSet | None:
    nearest = governing(body)
    sets = RuleSet.objects.filter(body__in=nearest, status=RuleSetStatus.IN_FORCE).select_related("decision")
    return min(sets, key=lambda rules: nearest.index(rules.body_id), default=None)


def rules_if_any(body: Body) -> RuleSet | None:
    """The rule set a body lives under; None where neither it nor its organisation has adopted one."""
    return _nearest(body)


def held_by(body: Body, rule: DecisionRule) -> DecisionRule:
    """A rule as it holds in this body: an affinity group inherits no number that it might not reach (mission A9).

    What it has adopted itself holds as it stands. The row is never changed; what comes back is read and not saved.
    """
    if body.form != BodyForm.AFFINITY_GROUP or rule.rule_set.body_id == body.pk:
        return rule
    held = copy(rule)
    names = ("quorum_kind", "quorum_fixed", "quorum_floor")
    for name, value in meetable({name: getattr(rule, name) for name in names}).items():
        setattr(held, name, value)
    return held


def kinds_of(body: Body, rules: RuleSet) -> list[DecisionRule]:
    """How each kind of decision is taken in this body under a rule set that is its own or that it inherits."""
    return [held_by(body, rule) for rule in rules.rules.all()]


def rule_if_any(body: Body, kind: str) -> DecisionRule | None:
    """How this body takes a decision of this kind; None where its rules do not speak of it, or it has none."""
    rules = _nearest(body)
    found = DecisionRule.objects.filter(rule_set=rules, kind=kind).select_related("rule_set").first() if rules else None
    return held_by(body, found) if found is not None else None


def rule_for(body: Body, kind: str) -> DecisionRule:
    """How this body takes a decision of this kind.

    Raises:
        RuleNotMet: where its rules do not speak of that kind.
    """
    rule = DecisionRule.objects.filter(rule_set=rules_in_force(body), kind=kind).select_related("rule_set").first()
    if rule is None:
        raise RuleNotMet(
            f"The rules of {body.name} do not say how to take this kind of decision: "
            f"{DecisionKind(kind).label.lower()}. Change the rules first.",
            code="kind_without_rule",
            field="kind",
        )
    return held_by(body, rule)
