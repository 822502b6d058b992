"""What nobody can do to rules and decisions, whatever door they come through (invariants 3 and 6)."""

from organiser.base.guards import append_only, register

RULE_SET_TEXT = (
    "body_id",
    "organisation_id",
    "version",
    "name",
    "decision_id",
    "in_force_from",
    "term_months",
    "terms_in_a_row",
    "recall_petition",
    "days_to_vote",
    "days_to_stand",
    "notice_days",
    "special_notice_days",
    "interim_days",
    "roll_moment",
    "speaking_minutes",
)
DECISION_TEXT = (
    "organisation_id",
    "body_id",
    "year",
    "number",
    "kind",
    "title",
    "text",
    "outcome",
    "working",
    "source",
    "source_ref",
    "decided_at",
    "effect",
    "effect_payload",
)

register(
    *append_only("organisations_decisionrule", "Rules change only by a decision that adopts a new version."),
    *append_only("organisations_ruleset", "Rules change only by a decision.", columns=RULE_SET_TEXT),
    *append_only("organisations_decision", "A decision cannot be rewritten or struck out.", columns=DECISION_TEXT),
    *append_only("organisations_programmeversion", "A version of a programme cannot be rewritten."),
)
