"""What nobody can do to counted batches and to the codes of papers, whatever door they come through (invariant 6)."""

from assemblies.enums import PAPER_STEPS
from assemblies.guards import OPEN_NEW, OPEN_OLD
from organiser.base.guards import NOT_ERASING, Guard, append_only, no_step, register

BATCH = (
    "organisation_id",
    "ballot_id",
    "way",
    "number",
    "most",
    "papers",
    "entered_by_id",
    "entered_at",
    "second",
    "second_by_id",
    "second_at",
    "agreed_at",
    "counted",
    "set_aside_by_id",
    "set_aside_at",
)

register(
    Guard(
        "assemblies_countedbatch_in_time",
        "assemblies_countedbatch",
        "INSERT",
        "This ballot is not open.",
        when=f"NOT EXISTS ({OPEN_NEW})",
    ),
    Guard(
        "assemblies_countedbatch_no_delete", "assemblies_countedbatch", "DELETE", "What was counted stays on record."
    ),
    Guard(
        "assemblies_countedbatch_settled",
        "assemblies_countedbatch",
        "UPDATE",
        "A batch that is agreed or set aside stays as it is.",
        columns=BATCH,
        when=f"OLD.agreed_at IS NOT NULL OR OLD.set_aside_at IS NOT NULL OR NOT EXISTS ({OPEN_OLD})",
    ),
    Guard(
        "assemblies_countedbatch_words",
        "assemblies_countedbatch",
        "UPDATE",
        "A batch that is agreed or set aside stays as it is.",
        columns=("set_aside_why",),
        when=f"(OLD.agreed_at IS NOT NULL OR OLD.set_aside_at IS NOT NULL) AND {NOT_ERASING}",
    ),
    *append_only(
        "assemblies_papercode", "A printed paper stays on record.", columns=("organisation_id", "ballot_id", "digest")
    ),
    Guard(
        "assemblies_papercode_once",
        "assemblies_papercode",
        "UPDATE",
        "The code of a paper counts once.",
        columns=("state",),
        when=f"NOT EXISTS ({OPEN_OLD}) OR {no_step(PAPER_STEPS, 'state')}",
    ),
)
