"""What nobody can do to a roll, a closed ballot, a vote or a result, whatever door they come through (invariant 6)."""

from assemblies.enums import BALLOT_STEPS, CHALLENGE_STEPS, NOMINATION_STEPS, TASK_STEPS
from organiser.base.guards import NOT_ERASING, Guard, append_only, no_step, register

TASK_TEXT = (
    "organisation_id",
    "body_id",
    "decision_id",
    "person_id",
    "role_id",
    "power",
    "due_on",
    "made_at",
)
NO_STEP = no_step(TASK_STEPS)
# Of what is reported or closed, an erasure replaces a name in the words and nothing else.
TASK_REPORTED = """OLD.reported_on IS DISTINCT FROM NEW.reported_on
        OR OLD.reported_by_id IS DISTINCT FROM NEW.reported_by_id"""
BALLOT_CLOSED = """OLD.closed_at IS DISTINCT FROM NEW.closed_at
        OR OLD.closes_at IS DISTINCT FROM NEW.closes_at OR OLD.present IS DISTINCT FROM NEW.present
        OR OLD.judged_until IS DISTINCT FROM NEW.judged_until"""
BALLOT_OF = "SELECT 1 FROM assemblies_ballot b WHERE b.id = {row}.ballot_id AND b.status = 'open'"
OPEN_OLD, OPEN_NEW = BALLOT_OF.format(row="OLD"), BALLOT_OF.format(row="NEW")
# One question is answered with one of three words, or of four where consensus is sought, and nobody blocks without a
# reason. What a paper with options says is read before it is taken.
IN_THE_BOX = f"""{OPEN_NEW} AND (
            NEW.choice = '' AND NEW.reason = '' AND b.method <> 'consensus'
            OR NOT b.secret AND CASE b.method
                WHEN 'yes-no' THEN NEW.choice IN ('for', 'against', 'abstain')
                WHEN 'consensus' THEN NEW.choice IN ('agree', 'reservations', 'aside', 'block')
                ELSE NEW.choice <> '' END)
            AND CASE NEW.choice WHEN 'block' THEN NEW.reason <> '' WHEN 'agree' THEN NEW.reason = ''
                ELSE NEW.reason = '' OR b.method = 'consensus' END"""
# Once a show of hands was called off, those who were marked for it vote otherwise, once: the vote fills in the mark.
FILLS_MARK = f"""OLD.choice = '' AND OLD.via = 'hands' AND NEW.via IN ('online', 'card')
            AND NEW.choice IN ('for', 'against', 'abstain') AND OLD.entry_id = NEW.entry_id
            AND OLD.ballot_id = NEW.ballot_id AND OLD.organisation_id = NEW.organisation_id
            AND EXISTS ({OPEN_OLD} AND NOT b.secret) AND NOT EXISTS (
                SELECT 1 FROM assemblies_countedbatch c
                WHERE c.ballot_id = OLD.ballot_id AND c.way = 'hands' AND c.set_aside_at IS NULL)"""  # noqa: S608  # conditions of our own
MINUTES_AGREED = """OLD.status <> NEW.status OR OLD.digest <> NEW.digest
        OR OLD.agreed_at IS DISTINCT FROM NEW.agreed_at OR OLD.agreed_in_id IS DISTINCT FROM NEW.agreed_in_id
        OR OLD.assembly_id <> NEW.assembly_id OR OLD.organisation_id <> NEW.organisation_id"""

VOTE = ("organisation_id", "ballot_id", "entry_id", "choice", "key", "spent", "via", "cast_at", "taken_by_id")
WORDS = ("label", "text")
OPTION = ("organisation_id", "ballot_id", "place", "alternative_id", "nomination_id", "note")
NOMINATED = ("organisation_id", "motion_id", "person_id", "nominated_by_id", "nominated_at")
PRINTED = "EXISTS (SELECT 1 FROM assemblies_option o WHERE o.nomination_id = OLD.id)"
CHALLENGED = (
    *("organisation_id", "body_id", "assembly_id", "motion_id", "person_id", "has_vote", "made_by_id", "made_at"),
)
DECIDING = "m.status IN ('voting', 'carried', 'fell')"
BEING_DECIDED = f"EXISTS (SELECT 1 FROM assemblies_motion m WHERE m.id = OLD.motion_id AND {DECIDING})"  # noqa: S608  # our own words
BROUGHT = ("organisation_id", "motion_id", "brought_by_id", "brought_at")
FOUND = ("organisation_id", "ballot_id", "number", "stage", "purpose", "take", "run_off_seats", "found_at")
DECIDED_TIE = ("announced_at", "by", "decided_at")
DECIDED_WORDS = ("announced", "chosen", "note", "evidence")
COUNTED = (
    *("organisation_id", "ballot_id", "votes_for", "votes_against", "abstentions", "present", "entitled"),
    *("without_paper", "outcome", "rule", "votes_digest", "papers_digest", "counted_by_id", "counted_at"),
)

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
    *append_only("assemblies_notice", "That an assembly was announced stays on record."),
    *append_only("assemblies_vote", "A vote cannot be changed or taken out.", but=("UPDATE",)),
    Guard(
        "assemblies_vote_no_update",
        "assemblies_vote",
        "UPDATE",
        "A vote cannot be changed or taken out.",
        columns=VOTE,
        when=f"""NOT ({FILLS_MARK}) AND (NOT EXISTS ({OPEN_OLD} AND b.changeable) OR OLD.entry_id <> NEW.entry_id
            OR OLD.ballot_id <> NEW.ballot_id OR OLD.organisation_id <> NEW.organisation_id
            OR OLD.choice = '' OR NEW.choice = '' OR OLD.via <> NEW.via)""",
    ),
    Guard(
        "assemblies_vote_words",
        "assemblies_vote",
        "UPDATE",
        "The reason of a vote stays as it was given.",
        columns=("reason",),
        when=f"""{NOT_ERASING} AND (NEW.choice = 'block' AND NEW.reason = ''
            OR OLD.reason <> NEW.reason AND NOT EXISTS ({OPEN_OLD} AND b.changeable AND b.method = 'consensus'))""",
    ),
    *append_only("assemblies_block", "A block stays on record."),
    Guard(
        "assemblies_block_in_time",
        "assemblies_block",
        "INSERT",
        "Only blocks of a round that has closed are judged.",
        when="""NOT EXISTS (
            SELECT 1 FROM assemblies_ballot b JOIN assemblies_vote v ON v.ballot_id = b.id
            WHERE b.id = NEW.ballot_id AND v.id = NEW.vote_id AND v.choice = 'block' AND b.status = 'judging')""",
    ),
    *append_only("assemblies_judgement", "What somebody said of a block stays on record.", but=("UPDATE",)),
    Guard(
        "assemblies_judgement_no_update",
        "assemblies_judgement",
        "UPDATE",
        "What somebody said of a block stays on record.",
        # What was written down for somebody gives way to what she or he says, until the round is settled.
        when="""OLD.taken_by_id IS NULL OR NEW.taken_by_id IS NOT NULL OR OLD.block_id <> NEW.block_id
            OR OLD.entry_id <> NEW.entry_id OR OLD.organisation_id <> NEW.organisation_id OR NOT EXISTS (
                SELECT 1 FROM assemblies_block k JOIN assemblies_ballot b ON b.id = k.ballot_id
                WHERE k.id = NEW.block_id AND b.status = 'judging')""",
    ),
    Guard(
        "assemblies_judgement_in_time",
        "assemblies_judgement",
        "INSERT",
        "Blocks are judged by the others who spoke, until the round is settled.",
        when="""NOT EXISTS (
            SELECT 1 FROM assemblies_block k
            JOIN assemblies_ballot b ON b.id = k.ballot_id
            JOIN assemblies_vote v ON v.id = k.vote_id
            JOIN assemblies_vote own ON own.ballot_id = b.id AND own.entry_id = NEW.entry_id
            WHERE k.id = NEW.block_id AND b.status = 'judging' AND v.entry_id <> NEW.entry_id)""",
    ),
    *append_only(
        "assemblies_result", "A result stays as it was counted.", columns=COUNTED, words=("verdict", "chosen")
    ),
    *append_only(
        "assemblies_decisiontask",
        "What a decision gave somebody to do stays as it was given.",
        columns=TASK_TEXT,
        words=("what",),
    ),
    Guard(
        "assemblies_decisiontask_step",
        "assemblies_decisiontask",
        "UPDATE",
        "What is done stays done, and a report is not taken back.",
        columns=("status", "report", "reported_on", "reported_by_id"),
        when=f"OLD.status = NEW.status AND OLD.status <> 'open' AND ({NOT_ERASING} OR {TASK_REPORTED}) OR {NO_STEP}",
    ),
    *append_only(
        "assemblies_exclusion",
        "What somebody was told of a motion to exclude stays as it was told.",
        columns=("organisation_id", "body_id", "motion_id", "membership_id", "notice_at", "notice_by_id"),
        words=("grounds",),
    ),
    Guard(
        "assemblies_exclusion_appealed",
        "assemblies_exclusion",
        "UPDATE",
        "An appeal is brought once.",
        columns=("appeal_id", "appealed_at"),
        when="OLD.appeal_id IS NOT NULL",
    ),
    *append_only(
        "assemblies_motionversion",
        "A version of a motion cannot be rewritten.",
        columns=("organisation_id", "motion_id", "number", "written_by_id", "written_at"),
        words=("text",),
    ),
    *append_only("assemblies_seconding", "A seconding stays on record."),
    Guard(
        "assemblies_ballot_closed",
        "assemblies_ballot",
        "UPDATE",
        "A closed ballot stays closed.",
        columns=("status", "closed_at", "closes_at", "present", "judged_until"),
        when=f"OLD.status <> 'open' AND ({BALLOT_CLOSED}) OR {no_step(BALLOT_STEPS)}",
    ),
    Guard(
        "assemblies_ballot_words",
        "assemblies_ballot",
        "UPDATE",
        "What is put to the vote, to whom and by which rule is fixed when the ballot opens.",
        columns=("question", "summary", "effect_sentence"),
        when=NOT_ERASING,
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
            "decides_id",
            "assembly_id",
            "rule_id",
            "roll_id",
            "opened_at",
            "method",
            "seats",
            "settings",
            "secret",
            "changeable",
            "running",
        ),
    ),
    Guard(
        "assemblies_ballot_summary",
        "assemblies_ballot",
        "INSERT",
        "No vote opens on what was not said in plain words.",
        when="""NEW.summary = '' AND NEW.effect_sentence = '' AND NOT EXISTS (
            SELECT 1 FROM assemblies_motion m WHERE m.id = NEW.motion_id AND m.summary_waived_at IS NOT NULL)""",
    ),
    *(
        Guard(
            f"assemblies_motion_waiver{name}",
            "assemblies_motion",
            "UPDATE",
            "Who waived the summary of a motion, when and why, stays on record.",
            columns=columns,
            when=f"OLD.summary_waived_at IS NOT NULL{condition}",
        )
        for name, columns, condition in (
            ("", ("summary_waived_at", "summary_waived_by_id"), ""),
            ("_words", ("summary_waived_why",), f" AND {NOT_ERASING}"),
        )
    ),
    Guard("assemblies_ballot_kept", "assemblies_ballot", "DELETE", "A ballot cannot be taken away."),
    Guard(
        "assemblies_vote_in_time",
        "assemblies_vote",
        "INSERT",
        "This ballot is not open.",
        when=f"NOT EXISTS ({IN_THE_BOX})",
    ),
    *append_only(
        "assemblies_option", "The paper of a ballot is fixed when it opens.", columns=OPTION, words=("label", "text")
    ),
    *append_only("assemblies_rollchallenge", "A challenge of a roll stays on record.", columns=CHALLENGED),
    Guard(
        "assemblies_rollchallenge_step",
        "assemblies_rollchallenge",
        "UPDATE",
        "A challenge is answered once.",
        columns=("state", "answered_by_id", "answered_at"),
        when=f"OLD.state <> 'open' OR {no_step(CHALLENGE_STEPS, 'state')}",
    ),
    Guard(
        "assemblies_rollchallenge_words",
        "assemblies_rollchallenge",
        "UPDATE",
        "A challenge and its answer stay as they were written.",
        columns=("grounds", "answer"),
        when=f"(OLD.state <> 'open' OR OLD.grounds <> NEW.grounds) AND {NOT_ERASING}",
    ),
    *append_only("assemblies_nomination", "Who nominated whom stays on record.", columns=NOMINATED),
    Guard(
        "assemblies_nomination_step",
        "assemblies_nomination",
        "UPDATE",
        "Whoever said no stays off the paper, and nobody steps back from one that is being voted on.",
        columns=("state", "answered_at"),
        when=f"""{no_step(NOMINATION_STEPS, "state")}
            OR (OLD.state <> NEW.state OR OLD.answered_at IS DISTINCT FROM NEW.answered_at) AND {BEING_DECIDED}""",
    ),
    Guard(
        "assemblies_nomination_statement",
        "assemblies_nomination",
        "UPDATE",
        "A statement that was voted on stays as it was.",
        columns=("statement",),
        when=f"OLD.statement <> NEW.statement AND ({PRINTED} OR {BEING_DECIDED}) AND {NOT_ERASING}",
    ),
    *append_only("assemblies_alternative", "What was brought stays as it was.", columns=BROUGHT, words=WORDS),
    Guard(
        "assemblies_alternative_withdrawn",
        "assemblies_alternative",
        "UPDATE",
        "What was taken back stays so.",
        columns=("withdrawn_at",),
        when="OLD.withdrawn_at IS NOT NULL",
    ),
    *append_only("assemblies_slip", "A paper stays in the urn.", unless=f"NOT EXISTS ({OPEN_OLD})"),
    Guard(
        "assemblies_slip_in_time",
        "assemblies_slip",
        "INSERT",
        "This ballot is not open.",
        when=f"NOT EXISTS ({OPEN_NEW} AND b.secret)",
    ),
    *append_only("assemblies_sealedvote", "A vote cannot be changed or taken out."),
    Guard(
        "assemblies_sealedvote_in_time",
        "assemblies_sealedvote",
        "INSERT",
        "This ballot is not open.",
        when=f"NOT EXISTS ({OPEN_NEW} AND b.secret)",
        bulk=True,
    ),
    *append_only("assemblies_tie", "A tie stays as it was found.", columns=FOUND, words=("options", "count")),
    *(
        Guard(
            f"assemblies_tie_decided{name}",
            "assemblies_tie",
            "UPDATE",
            "A tie is decided once.",
            columns=columns,
            when=f"OLD.decided_at IS NOT NULL{condition}",
        )
        for name, columns, condition in (
            ("", DECIDED_TIE, ""),
            ("_words", DECIDED_WORDS, f" AND {NOT_ERASING}"),
        )
    ),
    Guard(
        "assemblies_minutes_agreed",
        "assemblies_minutes",
        "UPDATE",
        "Agreed minutes cannot be rewritten.",
        when=f"OLD.status = 'agreed' AND ({NOT_ERASING} OR {MINUTES_AGREED})",
    ),
)
