"""What the database itself refuses about seats that are filled by a recount, and about reminders of ballots."""

from assemblies.enums import RECOUNT_STEPS
from organiser.base.guards import Guard, append_only, no_step, register

RECOUNTED = (
    *("organisation_id", "ballot_id", "term_id", "number", "nomination_id"),
    *("papers_digest", "counted_by_id", "counted_at"),
)
register(
    *append_only(
        "assemblies_recount",
        "A recount stays as it was counted.",
        columns=RECOUNTED,
        words=("left_out", "serving", "ties", "lots", "chosen"),
    ),
    Guard(
        "assemblies_recount_step",
        "assemblies_recount",
        "UPDATE",
        "Whether somebody takes a seat is said once.",
        columns=("state", "answered_at", "decision_id"),
        when=f"OLD.state <> 'asked' OR {no_step(RECOUNT_STEPS, 'state')}",
    ),
    Guard(
        "assemblies_ballot_reminded",
        "assemblies_ballot",
        "UPDATE",
        "Members are reminded of a ballot once.",
        columns=("reminded_at",),
        when="OLD.reminded_at IS NOT NULL",
    ),
    Guard(
        "assemblies_ballot_reminding",
        "assemblies_ballot",
        "UPDATE",
        "Letters that remind members of a ballot go on from where they were.",
        columns=("reminding_from",),
        when="OLD.reminded_at IS NOT NULL AND (OLD.reminding_from IS NULL OR NEW.reminding_from <= OLD.reminding_from)",
    ),
)
