"""What nobody can do to members and their organisations, whatever door they come through (mission A1, A2, B11)."""

from members.enums import APPLICATION_STEPS, TRANSFER_STEPS
from organisations.guards import OF_MASS
from organiser.base.guards import Guard, append_only, no_step, register

# A carried decision of the branch or the organisation that excludes (invariant 3).
EXCLUDED_WITHOUT_DECISION = """NEW.state = 'excluded' AND NOT EXISTS (
        SELECT 1 FROM organisations_decision d WHERE d.id = NEW.decision_id AND d.outcome = 'carried'
          AND d.kind = 'exclusion' AND d.effect = 'exclude' AND d.organisation_id = NEW.organisation_id)"""

# The same for a suspension. Who is given back after an exclusion is suspended for the rest of the time, and who moves
# to another branch meanwhile stays so.
SUSPENDED_WITHOUT_DECISION = """NEW.state = 'suspended' AND NOT EXISTS (
        SELECT 1 FROM members_membershipspan s WHERE s.membership_id = NEW.membership_id AND s.state = 'suspended'
          AND s.until_on = NEW.from_on)
      AND NOT EXISTS (
        SELECT 1 FROM organisations_decision d WHERE d.id = NEW.decision_id AND d.outcome = 'carried'
          AND ((d.kind = 'exclusion' AND d.effect = 'suspend') OR (d.effect = 'reinstate' AND EXISTS (
            SELECT 1 FROM members_membershipspan e WHERE e.membership_id = NEW.membership_id
              AND e.state = 'suspended')))
          AND d.organisation_id = NEW.organisation_id)"""

# A carried decision of the body itself, or the founding of its organisation (invariant 3).
DUES_WITHOUT_DECISION = """NOT EXISTS (
        SELECT 1 FROM organisations_decision d WHERE d.id = NEW.decision_id AND d.outcome = 'carried'
          AND d.organisation_id = NEW.organisation_id AND d.body_id = NEW.body_id
          AND (d.effect = 'set_dues' OR (d.effect = 'drop_dues' AND NEW.follows) OR d.kind = 'founding'))"""

# A charge of somebody who was never a member, since the file that said so is taken back, is a mistake of that file.
WITH_ITS_IMPORT = """OLD.kind = 'charge' AND EXISTS (
        SELECT 1 FROM members_importrow r JOIN members_importbatch b ON b.id = r.batch_id
         WHERE r.membership_id = OLD.membership_id AND r.outcome = 'create' AND b.status = 'undoing')"""

register(
    Guard(
        "members_span_excluded_by_decision",
        "members_membershipspan",
        "INSERT",
        "Nobody is excluded but by a decision.",
        when=EXCLUDED_WITHOUT_DECISION,
    ),
    Guard(
        "members_span_suspended_by_decision",
        "members_membershipspan",
        "INSERT",
        "Nobody is suspended but by a decision.",
        when=SUSPENDED_WITHOUT_DECISION,
    ),
    Guard(
        "members_span_merged_by_merge",
        "members_membershipspan",
        "INSERT",
        "A record is merged only into another one.",
        when="NEW.state = 'merged' AND NOT EXISTS (SELECT 1 FROM members_mergerecord r "
        "WHERE r.dropped_id = NEW.membership_id AND r.undone_at IS NULL)",
    ),
    *append_only("members_questionnaire", "What was asked of members stays on record. Decide anew."),
    Guard(
        "members_questionnaire_by_decision",
        "members_questionnaire",
        "INSERT",
        "What members are asked, the assembly of the organisation decides.",
        when="""NOT EXISTS (SELECT 1 FROM organisations_decision d WHERE d.id = NEW.decision_id
            AND d.outcome = 'carried' AND d.effect = 'ask_members' AND d.body_id = NEW.organisation_id)""",
    ),
    *append_only("members_describedcount", "What was counted at the end of a month stays as it was counted."),
    *append_only("members_headcount", "What was counted at the end of a month stays as it was counted."),
    *append_only(
        "members_constituencyestimate",
        "What a body reckoned stays on record. Give a new number.",
        columns=("organisation_id", "body_id", "number", "as_of", "given_by_id", "given_at"),
        words=("source",),
    ),
    *append_only(
        "members_mergerecord",
        "What was merged into what stays on record.",
        columns=("organisation_id", "kept_id", "dropped_id", "merged_at", "merged_by_id"),
        words=("number",),
    ),
    Guard(
        "members_mergerecord_undone",
        "members_mergerecord",
        "UPDATE",
        "What was taken apart stays apart.",
        columns=("undone_at", "undone_by_id"),
        when="OLD.undone_at IS NOT NULL",
    ),
    *append_only("members_spentnumber", "A number that somebody had who was erased is given to nobody again."),
    *append_only(
        "members_transfer",
        "Who asked to move where stays on record.",
        columns=("organisation_id", "membership_id", "from_branch_id", "to_branch_id", "asked_at", "asked_by_id"),
    ),
    Guard(
        "members_transfer_step",
        "members_transfer",
        "UPDATE",
        "A transfer goes its steps and not back.",
        columns=("state",),
        when=no_step(TRANSFER_STEPS, "state"),
    ),
    Guard(
        "members_transfer_within",
        "members_transfer",
        "INSERT",
        "A member moves between branches of one organisation.",
        when="NOT EXISTS (SELECT 1 FROM members_membership m WHERE m.id = NEW.membership_id "
        "AND m.organisation_id = NEW.organisation_id) OR EXISTS (SELECT 1 FROM organisations_body b "
        "WHERE b.id IN (NEW.from_branch_id, NEW.to_branch_id) AND b.organisation_id <> NEW.organisation_id)",
    ),
    Guard(
        "members_application_answered",
        "members_application",
        "UPDATE",
        "An application that was answered stays answered.",
        columns=("state",),
        when=no_step(APPLICATION_STEPS, "state"),
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
    *append_only("members_duesscheme", "A scheme of dues stays as it was decided."),
    *append_only(
        "members_duesentry",
        "The ledger of dues is only added to.",
        unless=WITH_ITS_IMPORT,
        columns=(
            *("organisation_id", "body_id", "membership_id", "kind", "cents", "extra_cents", "currency", "day"),
            *("period_from", "period_until", "part", "from_pot", "opening", "scheme_id", "reverses_id", "statement_id"),
            *("made_by_id", "made_at", "public_id"),
        ),
    ),
    Guard(
        "members_dues_note_kept",
        "members_duesentry",
        "UPDATE",
        "A note in the ledger of dues can be emptied, when a person is erased, and not rewritten.",
        columns=("note",),
        when="NEW.note <> '' AND NEW.note <> OLD.note",
    ),
    Guard(
        "members_dues_by_decision",
        "members_duesscheme",
        "INSERT",
        "Dues are set by a decision of the body.",
        when=DUES_WITHOUT_DECISION,
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
