"""Every field of a rule set: which numbers it takes, which words, which fractions.

One table for forms, serializers and actions, so that all of them know the same rules.
"""

from typing import Any

from organisations.enums import (
    Applications,
    Base,
    Channel,
    Choosing,
    Comparison,
    ExclusionHolds,
    Method,
    Proposers,
    QuorumCount,
    QuorumKind,
    RecallVoters,
    RollMoment,
    Secrecy,
    TieRule,
    Vacancies,
)
from organisations.validators.limits import LIMIT_DEFAULTS, LIMIT_NUMBERS, LIMIT_WORDS

ABOVE, BELOW = (0, 1000), (1, 1000)  # a fraction: 0 of 1 says that there is no such rule

BODY_NUMBERS = {
    "notice_days": (0, 365),
    "special_notice_days": (0, 365),
    "days_to_vote": (0, 3650),
    "days_to_stand": (0, 3650),
    "term_months": (1, 120),
    "terms_in_a_row": (1, 50),
    "part_term_numerator": ABOVE,
    "part_term_denominator": BELOW,
    "recall_petition": (1, 10000),
    "recall_numerator": ABOVE,
    "recall_denominator": BELOW,
    "interim_days": (1, 730),
    "arrears_months": (0, 120),
    "referendum_numerator": ABOVE,
    "referendum_denominator": BELOW,
    "referendum_days": (1, 365),
    "petition_numerator": ABOVE,
    "petition_denominator": BELOW,
    "petition_days": (1, 365),
    "leaving_days": (0, 365),
    "exclusion_notice_days": (1, 365),
    "appeal_days": (1, 365),
    "sponsors": (0, 5),
    "sight_days": (0, 365),
    "export_quota": (1, 10_000_000),
    "export_second": (0, 10_000_000),
    "retention_months": (0, 600),
    "speaking_minutes": (1, 120),
}
BODY_WORDS: dict[str, list[str]] = {
    "roll_moment": RollMoment.values,
    "recall_voters": RecallVoters.values,
    "applications": Applications.values,
    "exclusion_holds": ExclusionHolds.values,
}
BODY_FLAGS = ("progressive_stack", "paid_vote", "mail_second")
BODY_FIELDS = (*BODY_NUMBERS, *BODY_WORDS, *BODY_FLAGS)
MAY_BE_OPEN = {"terms_in_a_row", "speaking_minutes", "arrears_months", "export_quota", "export_second"}
BODY_FRACTIONS = {
    "part_term": "The part of a term that counts as a whole one",
    "recall": "The part of the members that can call for a recall",
    "referendum": "The part of the members that can call for a referendum",
    "petition": "The part of the members that must sign a petition",
}

KIND_NUMBERS = {
    "threshold_numerator": BELOW,
    "threshold_denominator": BELOW,
    "second_numerator": ABOVE,
    "second_denominator": BELOW,
    "quorum_fixed": (0, 10_000_000),
    "quorum_numerator": ABOVE,
    "quorum_denominator": BELOW,
    "quorum_last": (1, 50),
    "quorum_floor": (0, 10_000_000),
    "proposers_number": (1, 1000),
    "notice_days": (0, 365),
    "without_notice_numerator": ABOVE,
    "without_notice_denominator": BELOW,
    "seconders": (0, 1000),
    "least_hours": (1, 24 * 365),
    "max_blocks": (0, 1000),
    "stand_asides_numerator": ABOVE,
    "stand_asides_denominator": BELOW,
    "block_validity_numerator": ABOVE,
    "block_validity_denominator": BELOW,
    "rounds": (1, 20),
    "fallback_numerator": ABOVE,
    "fallback_denominator": BELOW,
    **LIMIT_NUMBERS,
}
KIND_WORDS: dict[str, list[str]] = {
    "method": Method.values,
    "comparison": Comparison.values,
    "base": Base.values,
    "second_comparison": Comparison.values,
    "second_base": Base.values,
    "quorum_kind": QuorumKind.values,
    "quorum_count": QuorumCount.values,
    "tie_rule": TieRule.values,
    "proposers": Proposers.values,
    "channel": Channel.values,
    "secrecy": Secrecy.values,
    "choosing": Choosing.values,
    "vacancies": Vacancies.values,
    **LIMIT_WORDS,
}
KIND_FLAGS = ("changeable", "running_results", "lot_order")
KIND_FIELDS = (*KIND_WORDS, *KIND_NUMBERS, *KIND_FLAGS)
KIND_FRACTIONS = {
    "second": "The part needed as a second majority",
    "approval": "The part of the papers that must mark an option",
    "without_notice": "The part needed without notice",
    "stand_asides": "The part that may stand aside",
    "block_validity": "The part that must find a block principled",
    "fallback": "The part needed where consensus fails",
}
NEEDED = ("comparison", "threshold_numerator", "threshold_denominator", "base")
# What holds for a kind of decision where a rule set says nothing; the same as in the table of the database.
KIND_DEFAULTS: dict[str, Any] = {
    "method": Method.YES_NO.value,
    "second_comparison": Comparison.MORE_THAN.value,
    "second_numerator": 0,
    "second_denominator": 1,
    "second_base": Base.ENTITLED.value,
    "quorum_kind": QuorumKind.NONE.value,
    "quorum_fixed": 0,
    "quorum_numerator": 0,
    "quorum_denominator": 1,
    "quorum_count": QuorumCount.PRESENT.value,
    "quorum_last": 3,
    "quorum_floor": 0,
    "tie_rule": TieRule.FAILS.value,
    "proposers": Proposers.ANY_MEMBER.value,
    "proposers_number": 1,
    "notice_days": 0,
    "without_notice_numerator": 0,
    "without_notice_denominator": 1,
    "seconders": 1,
    "channel": Channel.ASSEMBLY.value,
    "least_hours": 24,
    "secrecy": Secrecy.OPEN.value,
    "changeable": False,
    "running_results": False,
    "choosing": Choosing.APPROVAL.value,
    "lot_order": True,
    "vacancies": Vacancies.BY_ELECTION.value,
    **LIMIT_DEFAULTS,
    "max_blocks": 0,
    "stand_asides_numerator": 1,
    "stand_asides_denominator": 1,
    "block_validity_numerator": 0,
    "block_validity_denominator": 1,
    "rounds": 1,
    "fallback_numerator": 0,
    "fallback_denominator": 1,
}
CONSENSUS_FIELDS = (
    "max_blocks",
    "stand_asides_numerator",
    "stand_asides_denominator",
    "block_validity_numerator",
    "block_validity_denominator",
    "rounds",
    "fallback_numerator",
    "fallback_denominator",
)
