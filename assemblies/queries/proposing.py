"""Who may bring a motion under the rules of a body, and how many must stand behind it."""

from fractions import Fraction
from math import ceil

from django.db.models import Q

from members.models import Person
from organisations.enums import DecisionKind, Proposers
from organisations.models import Body, DecisionRule, RuleSet
from organisations.queries.phrases import seconders
from organiser.base import clock
from organiser.base.errors import NotPermitted
from skills.queries.powers import in_office
from skills.queries.standing import with_a_vote


def recall_callers(rules: RuleSet, members: int) -> int:
    """How many members call for a recall: the number of the rules, or their part of all members where that is more."""
    part = Fraction(rules.recall_numerator, rules.recall_denominator)
    return max(rules.recall_petition, ceil(part * members))


def seconders_for(body: Body, rule: DecisionRule) -> int:
    """How many besides the mover a motion of this kind needs; with a recall, all who call for it (statutes: III §5)."""
    needed = seconders(rule)
    if rule.kind != DecisionKind.RECALL:
        return needed
    members = with_a_vote(body, rule.rule_set).count() if rule.rule_set.recall_numerator else 0
    return max(needed, recall_callers(rule.rule_set, members) - 1)


def demand_proposer(person: Person, body: Body, rule: DecisionRule) -> None:
    """Go on only for somebody who may bring this kind of motion, where the rules keep it for those who hold roles.

    Raises:
        NotPermitted: otherwise.
    """
    if rule.proposers != Proposers.COMMITTEE:
        return
    here = Q(role__body=body) | Q(role__body__as_committee__parent=body)
    if not in_office(clock.today()).filter(here, person=person).exists():
        raise NotPermitted(
            f"The rules of {body.name} leave this kind of motion to those who hold a role here or in a committee of "
            "ours. Ask one of them to bring it.",
            code="not_proposer",
            rule=str(rule),
        )
