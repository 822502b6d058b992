"""Which rules hold for a body now."""

from django.db.models import Prefetch, QuerySet

from organisations.enums import DecisionKind, RuleSetStatus
from organisations.models import Body, DecisionRule, RuleSet
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


def rule_if_any(body: Body, kind: str) -> DecisionRule | None:
    """How this body takes a decision of this kind; None where its rules do not speak of it, or it has none."""
    rules = _nearest(body)
    return DecisionRule.objects.filter(rule_set=rules, kind=kind).select_related("rule_set").first() if rules else None


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
    return rule
