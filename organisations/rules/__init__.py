"""Who may do what with bodies, rules and decisions: predicates that give a reason instead of a bare no."""

from organisations.rules.bodies import (
    NEVER_BY_COMMITTEE,
    demand_end_of,
    demand_exists,
    demand_follows,
    demand_for_assembly,
    parent_key,
)
from organisations.rules.decisions import (
    can_reverse,
    demand_decision_of,
    demand_record_decision,
    demand_step,
    may_record_decision,
    taking_effect,
)
from organisations.rules.federation import (
    OWN_KINDS,
    demand_affiliation_step,
    demand_own_decision,
    demand_same_kind,
    demand_speaks_for,
    demand_stage_step,
    may_speak_for,
)
from organisations.rules.founding import (
    FOUNDING_KINDS,
    demand_founder,
    demand_programme_allowed,
)
from organisations.rules.operators import (
    demand_operator,
    is_operator,
)
from organisations.rules.rulesets import (
    demand_usable,
    has_delegates,
)

__all__ = [
    "FOUNDING_KINDS",
    "NEVER_BY_COMMITTEE",
    "OWN_KINDS",
    "can_reverse",
    "demand_affiliation_step",
    "demand_decision_of",
    "demand_end_of",
    "demand_exists",
    "demand_follows",
    "demand_for_assembly",
    "demand_founder",
    "demand_operator",
    "demand_own_decision",
    "demand_programme_allowed",
    "demand_record_decision",
    "demand_same_kind",
    "demand_speaks_for",
    "demand_stage_step",
    "demand_step",
    "demand_usable",
    "has_delegates",
    "is_operator",
    "may_record_decision",
    "may_speak_for",
    "parent_key",
    "taking_effect",
]
