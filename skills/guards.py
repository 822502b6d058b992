"""What nobody can do to terms: who held what is a visible fact (mission B14)."""

from organiser.base.guards import append_only, register

register(
    *append_only(
        "skills_term",
        "Who held a role is a matter of record.",
        columns=("organisation_id", "role_id", "person_id", "starts_on", "kind", "decision_id"),
    )
)
