"""What nobody can do to terms: who held what is a visible fact (mission B14)."""

from organiser.base.guards import Guard, append_only, register

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
    *append_only(
        "skills_role",
        "Roles change only by a decision.",
        columns=("organisation_id", "body_id", "name", "seats", "founded_by_id"),
    ),
)
