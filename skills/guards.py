"""What nobody can do to terms: who held what is a visible fact (mission B14)."""

from organiser.base.guards import Guard, append_only, register

# A carried decision of the body whose role it is, that changed no pay before (mission B12, invariant 3).
PAID_WITHOUT_DECISION = """NOT EXISTS (
        SELECT 1 FROM organisations_decision d
        WHERE d.id = NEW.paid_decision_id AND d.body_id = NEW.body_id
          AND d.outcome = 'carried' AND d.effect = 'pay_role')
    OR NEW.paid_decision_id = OLD.paid_decision_id"""

register(
    *append_only(
        "skills_term",
        "Who held a role is a matter of record.",
        columns=("organisation_id", "role_id", "person_id", "starts_on", "ends_on", "kind", "decision_id"),
    ),
    Guard(
        "skills_term_ended",
        "skills_term",
        "UPDATE",
        "A term that has ended stays ended.",
        columns=("ended_on", "end_reason"),
        when="OLD.ended_on IS NOT NULL",
    ),
    *append_only("skills_rolepower", "What a role may do changes only by a decision."),
    Guard(
        "skills_rolepower_before_terms",
        "skills_rolepower",
        "INSERT",
        "What a role may do changes only by a decision.",
        when="EXISTS (SELECT 1 FROM skills_term t WHERE t.role_id = NEW.role_id)",
    ),
    Guard(
        "skills_role_paid",
        "skills_role",
        "UPDATE",
        "Whether a role is paid changes only by a decision.",
        columns=("paid", "paid_decision_id"),
        when=PAID_WITHOUT_DECISION,
    ),
    *append_only(
        "skills_role",
        "Roles change only by a decision.",
        columns=("organisation_id", "body_id", "name", "seats", "founded_by_id"),
    ),
)
