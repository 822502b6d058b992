"""What nobody can do to members and their organisations, whatever door they come through (mission A1, A2, B11)."""

from organisations.guards import OF_MASS
from organiser.base.guards import Guard, append_only, register

# A carried decision of the branch or the organisation that excludes (invariant 3).
EXCLUDED_WITHOUT_DECISION = """NEW.state = 'excluded' AND NOT EXISTS (
        SELECT 1 FROM organisations_decision d WHERE d.id = NEW.decision_id AND d.outcome = 'carried'
          AND d.kind = 'exclusion' AND d.effect = 'exclude' AND d.organisation_id = NEW.organisation_id)"""

register(
    Guard(
        "members_span_excluded_by_decision",
        "members_membershipspan",
        "INSERT",
        "Nobody is excluded but by a decision.",
        when=EXCLUDED_WITHOUT_DECISION,
    ),
    *append_only(
        "members_dissent",
        "A dissent stays as it was written down.",
        columns=("organisation_id", "membership_id", "version_id", "part", "recorded_at"),
        words=("reason",),
    ),
    Guard(
        "members_dissent_withdrawn",
        "members_dissent",
        "UPDATE",
        "A dissent that was withdrawn stays withdrawn.",
        columns=("withdrawn_at",),
        when="OLD.withdrawn_at IS NOT NULL",
    ),
    Guard(
        "members_dissent_of_political",
        "members_dissent",
        "INSERT",
        "A mass organisation has aims and no programme.",
        when=OF_MASS,
    ),
    Guard(
        "members_agreement_of_political",
        "members_programmeagreement",
        "INSERT",
        "A mass organisation has aims and no programme.",
        when=OF_MASS,
    ),
    Guard(
        "organisations_kind_kept",
        "organisations_organisation",
        "UPDATE",
        "An organisation with members keeps its kind.",
        columns=("kind",),
        when="NEW.kind <> OLD.kind "
        "AND EXISTS (SELECT 1 FROM members_membership m WHERE m.organisation_id = NEW.body_id)",
    ),
)
