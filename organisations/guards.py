"""What nobody can do to rules and decisions, whatever door they come through (invariants 3 and 6)."""

from organisations.enums import DECISION_STEPS
from organiser.base.guards import NOT_ERASING, Guard, append_only, no_step, register

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
    "progressive_stack",
    "paid_vote",
    "part_term_numerator",
    "part_term_denominator",
    "recall_numerator",
    "recall_denominator",
    "recall_voters",
    "arrears_months",
    "applications",
    "referendum_numerator",
    "referendum_denominator",
    "referendum_days",
    "petition_numerator",
    "petition_denominator",
    "petition_days",
    "leaving_days",
    "exclusion_notice_days",
    "appeal_days",
    "exclusion_holds",
    "sponsors",
    "sight_days",
    "export_quota",
    "export_second",
    "mail_second",
    "retention_months",
)
DECISION_TEXT = (
    "organisation_id",
    "body_id",
    "year",
    "number",
    "kind",
    "outcome",
    "source",
    "source_ref",
    "decided_at",
    "effect",
    "effect_payload",
    "effective_on",
    "review_on",
    "expires_on",
    "about_person",
)
# A carried decision of the body itself, or the founding decision of its organisation, that adopted no rules here yet.
RULES_WITHOUT_DECISION = """NOT EXISTS (
        SELECT 1 FROM organisations_decision d JOIN organisations_body b ON b.id = NEW.body_id
        WHERE d.id = NEW.decision_id AND d.outcome = 'carried'
          AND ((d.kind = 'rules' AND d.body_id = b.id)
            OR (d.kind = 'founding' AND d.body_id IN (b.id, b.organisation_id))))
    OR EXISTS (
        SELECT 1 FROM organisations_ruleset r WHERE r.body_id = NEW.body_id AND r.decision_id = NEW.decision_id)"""

# For rows that only a political organisation may have (mission A2).
OF_MASS = """EXISTS (
        SELECT 1 FROM organisations_organisation o WHERE o.body_id = NEW.organisation_id AND o.kind = 'mass')"""

register(
    *append_only("organisations_decisionrule", "Rules change only by a decision that adopts a new version."),
    *append_only("organisations_ruleset", "Rules change only by a decision.", columns=RULE_SET_TEXT),
    *append_only(
        "organisations_decision",
        "A decision cannot be rewritten or struck out.",
        columns=DECISION_TEXT,
        words=("title", "text", "working"),
    ),
    *append_only(
        "organisations_intervention",
        "An intervention stays on record.",
        columns=("public_id", "organisation_id", "body_id", "kind", "subject", "operator", "at", "shown_until"),
        words=("reason", "changed"),
    ),
    *append_only("organisations_aimsversion", "A version of the aims cannot be rewritten."),
    Guard(
        "organisations_aims_by_decision",
        "organisations_organisation",
        "UPDATE",
        "Aims change only by a decision.",
        columns=("aims",),
        when="NEW.aims <> OLD.aims AND NOT EXISTS (SELECT 1 FROM organisations_aimsversion v"
        " WHERE v.organisation_id = NEW.body_id AND v.text = NEW.aims)",
    ),
    Guard(
        "organisations_programme_of_political",
        "organisations_programmeversion",
        "INSERT",
        "A mass organisation has aims and no programme.",
        when=OF_MASS,
    ),
    Guard(
        "organisations_decision_step",
        "organisations_decision",
        "UPDATE",
        "A decision moves along its steps: what has ended does not come back.",
        columns=("status",),
        when=no_step(DECISION_STEPS),
    ),
    Guard(
        "organisations_decision_failure",
        "organisations_decision",
        "UPDATE",
        "Why a decision could not take effect stays on record.",
        columns=("effect_failed",),
        when=f"OLD.effect_failed <> '' AND NEW.effect_failed <> OLD.effect_failed AND {NOT_ERASING}",
    ),
    *append_only("organisations_programmeversion", "A version of a programme cannot be rewritten."),
    *append_only("organisations_bodyevent", "What happened to a body stays on record."),
    *append_only("organisations_representationscheme", "How a council is made up changes only by a decision."),
    *append_only(
        "organisations_councilbody",
        "Which bodies send delegates to a council is a matter of record.",
        columns=("organisation_id", "council_id", "body_id", "from_on", "decision_id"),
    ),
    Guard(
        "organisations_ruleset_replaced",
        "organisations_ruleset",
        "UPDATE",
        "Rules that were replaced come back only by a decision.",
        columns=("status",),
        when="OLD.status = 'replaced'",
    ),
    Guard(
        "organisations_ruleset_by_decision",
        "organisations_ruleset",
        "INSERT",
        "Rules change only by a decision.",
        when=RULES_WITHOUT_DECISION,
    ),
)
