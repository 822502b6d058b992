"""What nobody can do to a roll, a closed ballot, a vote or a result, whatever door they come through (invariant 6)."""

from assemblies.enums import TASK_STEPS
from organiser.base.guards import Guard, append_only, no_step, register

TASK_TEXT = (
    "organisation_id",
    "body_id",
    "decision_id",
    "what",
    "person_id",
    "role_id",
    "power",
    "due_on",
    "made_at",
)
NO_STEP = no_step(TASK_STEPS)

register(
    *append_only("assemblies_roll", "A roll is frozen."),
    *append_only("assemblies_rollentry", "A roll is frozen."),
    *append_only("assemblies_rollrefusal", "A roll is frozen."),
    *(
        Guard(
            f"{table}_frozen",
            table,
            "INSERT",
            "A roll is frozen.",
            when="EXISTS (SELECT 1 FROM assemblies_ballot b WHERE b.roll_id = NEW.roll_id)",
            bulk=True,
        )
        for table in ("assemblies_rollentry", "assemblies_rollrefusal")
    ),
    *append_only("assemblies_vote", "A vote cannot be changed or taken out."),
    *append_only("assemblies_result", "A result stays as it was counted."),
    *append_only(
        "assemblies_decisiontask", "What a decision gave somebody to do stays as it was given.", columns=TASK_TEXT
    ),
    Guard(
        "assemblies_decisiontask_step",
        "assemblies_decisiontask",
        "UPDATE",
        "What is done stays done, and a report is not taken back.",
        columns=("status", "report", "reported_on", "reported_by_id"),
        when=f"OLD.status = NEW.status AND OLD.status <> 'open' OR {NO_STEP}",
    ),
    *append_only(
        "assemblies_exclusion",
        "What somebody was told of a motion to exclude stays as it was told.",
        columns=("organisation_id", "body_id", "motion_id", "membership_id", "grounds", "notice_at", "notice_by_id"),
    ),
    Guard(
        "assemblies_exclusion_appealed",
        "assemblies_exclusion",
        "UPDATE",
        "An appeal is brought once.",
        columns=("appeal_id", "appealed_at"),
        when="OLD.appeal_id IS NOT NULL",
    ),
    *append_only("assemblies_motionversion", "A version of a motion cannot be rewritten."),
    *append_only("assemblies_seconding", "A seconding stays on record."),
    Guard(
        "assemblies_ballot_closed",
        "assemblies_ballot",
        "UPDATE",
        "A closed ballot stays closed.",
        when="OLD.status <> 'open'",
    ),
    Guard(
        "assemblies_ballot_question",
        "assemblies_ballot",
        "UPDATE",
        "What is put to the vote, to whom and by which rule is fixed when the ballot opens.",
        columns=(
            "organisation_id",
            "body_id",
            "motion_id",
            "assembly_id",
            "rule_id",
            "roll_id",
            "question",
            "opened_at",
        ),
    ),
    Guard("assemblies_ballot_kept", "assemblies_ballot", "DELETE", "A ballot cannot be taken away."),
    Guard(
        "assemblies_vote_in_time",
        "assemblies_vote",
        "INSERT",
        "This ballot is not open.",
        when="NOT EXISTS (SELECT 1 FROM assemblies_ballot b WHERE b.id = NEW.ballot_id AND b.status = 'open')",
    ),
    Guard(
        "assemblies_minutes_agreed",
        "assemblies_minutes",
        "UPDATE",
        "Agreed minutes cannot be rewritten.",
        when="OLD.status = 'agreed'",
    ),
)
