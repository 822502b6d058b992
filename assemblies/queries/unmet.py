"""Rules that a body could not meet as it is now, with the figure: warned about, and never refused.

A body may adopt rules for what it wants to become. But a quorum above the members would stop it from deciding anything,
changing the rules included, so whoever votes on them is told (issue 3, “Bad input”).
"""

from fractions import Fraction
from math import ceil, floor
from typing import Any

from assemblies.models import Motion
from assemblies.queries.proposing import recall_callers
from organisations.enums import Choosing, DecisionKind, QuorumKind, Secrecy
from organisations.models import Body, DecisionRule, RuleSet
from organisations.queries.decisions import shows_figures
from organisations.queries.phrases import KINDS, counted, seconders
from organisations.queries.specs import as_rows
from organiser.base.actor import Actor
from organiser.base.words import join_names
from skills.models import Role
from skills.queries.standing import with_a_vote


def least_quorum(rule: DecisionRule, members: int) -> int:
    """The number that a quorum asks for with so many members; of an average only its least number is known."""
    if rule.quorum_kind == QuorumKind.FIXED:
        return rule.quorum_fixed
    if rule.quorum_kind == QuorumKind.MAJORITY_MEMBERS:
        return max(rule.quorum_floor, floor(Fraction(members, 2)) + 1)
    if rule.quorum_kind == QuorumKind.FRACTION_ENTITLED:
        return max(rule.quorum_floor, ceil(Fraction(rule.quorum_numerator, rule.quorum_denominator) * members))
    return rule.quorum_floor


def _have(members: int) -> str:
    return f"{members or 'nobody'} {'has' if members < 2 else 'have'} a vote now"


def _grouped(found: list[tuple[int, DecisionRule]]) -> list[tuple[int, str]]:
    """Numbers with the kinds of decision they hold for, so that one number is said once."""
    numbers = dict.fromkeys(number for number, _rule in found)
    return [
        (number, join_names([KINDS[DecisionKind(rule.kind)] for one, rule in found if one == number]))
        for number in numbers
    ]


def _quorums(rules: list[DecisionRule], members: int) -> list[str]:
    asked = [(least_quorum(rule, members), rule) for rule in rules]
    return [
        f"The quorum for {kinds} would be {number}, and {_have(members)}: nothing could be decided."
        for number, kinds in _grouped([one for one in asked if one[0] > members])
    ]


def _movers(rules: RuleSet, kinds: list[DecisionRule], members: int) -> list[str]:
    asked = []
    for rule in kinds:
        needed = seconders(rule) + 1
        if rule.kind == DecisionKind.RECALL:
            needed = max(needed, recall_callers(rules, members))
        asked.append((needed, rule))
    return [
        f"A mover and {counted(number - 1, 'seconder', 'seconders')} would be needed for {names}, and {_have(members)}."
        for number, names in _grouped([one for one in asked if one[0] > members])
    ]


def _terms(body: Body, rules: RuleSet, members: int) -> list[str]:
    if rules.terms_in_a_row is None:
        return []
    role = Role.objects.filter(body=body).order_by("-seats", "name").first()
    if role is None or members >= 2 * role.seats:
        return []
    terms, seats = counted(rules.terms_in_a_row, "term", "terms"), counted(role.seats, "seat", "seats")
    turns = f"{role.name} has {seats}, so taking turns needs {2 * role.seats} members, and {_have(members)}."
    return [f"Nobody would hold a role for more than {terms} in a row. {turns}"]


FEW = 5  # below this the figures of a secret ballot tell how each one voted; the same limit as in statistics


def _secrets(kinds: list[DecisionRule], members: int) -> list[str]:
    secret = [KINDS[DecisionKind(rule.kind)] for rule in kinds if rule.secrecy == Secrecy.SECRET]
    if not secret or members >= FEW:
        return []
    return [f"Ballots on {join_names(secret)} would be secret, and {_have(members)}: so few can work out each vote."]


def _seats(body: Body, kinds: list[DecisionRule]) -> list[str]:
    """What a method that fills one seat could not elect."""
    if not any(rule.kind == DecisionKind.ELECTION and rule.choosing == Choosing.DEBIAN_SCHULZE for rule in kinds):
        return []
    role = Role.objects.filter(body=body, seats__gt=1).order_by("-seats", "name").first()
    if role is None:
        return []
    return [f"Schulze’s method against doing nothing fills one seat, and {role.name} has {role.seats} seats."]


LOST = {
    DecisionKind.ELECTION: "Nobody could be elected to a role any more",
    DecisionKind.RECALL: "Nobody could be recalled from a role any more",
    DecisionKind.RESCIND: "No earlier decision could be taken back any more",
}


def _lost(kinds: list[DecisionRule]) -> list[str]:
    """What the assembly could no longer decide at all, because these rules do not speak of it (mission B1)."""
    spoken = {rule.kind for rule in kinds}
    return [f"{what}: these rules do not say how." for kind, what in LOST.items() if kind.value not in spoken]


def unmet(body: Body, spec: dict[str, Any]) -> list[str]:
    """What of a cleaned rule set this body could not meet as it is now; figures, so it is for members alone."""
    rules, kinds = as_rows(spec)
    members = with_a_vote(body, rules).count()
    said = [*_lost(kinds), *_quorums(kinds, members)]
    said += [*_movers(rules, kinds, members), *_terms(body, rules, members)]
    return [*said, *_secrets(kinds, members), *_seats(body, kinds)]


def warnings_for(viewer: Actor, motion: Motion) -> list[str]:
    """The same for a motion that would adopt rules and is not decided yet, told to members of its body alone."""
    if motion.effect != "adopt_rules" or motion.ended_at is not None or not shows_figures(viewer, motion.body):
        return []
    return unmet(motion.body, motion.effect_payload["rules"])
