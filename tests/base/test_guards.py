"""What the database itself refuses, on both engines, whatever door it is reached through."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction

from assemblies.actions.appeals import appeal_exclusion
from assemblies.actions.assemblies import close_assembly, open_assembly
from assemblies.actions.ballot_papers import hand_out_paper
from assemblies.actions.batches import enter_batch
from assemblies.actions.blocks import judge_blocks
from assemblies.actions.closing import close_ballot
from assemblies.actions.minutes import agree_minutes
from assemblies.actions.nominations import nominate_member
from assemblies.actions.options import withdraw_alternative
from assemblies.actions.reminding import remind_of_ballot
from assemblies.actions.rolls import freeze_roll
from assemblies.actions.summaries import waive_summary
from assemblies.actions.tasks import TaskDraft, add_decision_task, report_on_task
from assemblies.actions.ties import decide_tie
from assemblies.actions.vacancies import recount_vacancy
from assemblies.enums import TieMeans
from assemblies.models import (
    Alternative,
    Ballot,
    Block,
    CountedBatch,
    DecisionTask,
    Exclusion,
    Judgement,
    Minutes,
    Motion,
    MotionVersion,
    Nomination,
    Notice,
    Option,
    PaperCode,
    Recount,
    Result,
    Roll,
    RollChallenge,
    RollEntry,
    RollRefusal,
    SealedVote,
    Seconding,
    Slip,
    Tie,
    Vote,
)
from members.actions.dissents import record_dissent, withdraw_dissent
from members.actions.enrolling import enrol_member
from members.actions.estimates import estimate_constituency
from members.actions.headcounts import take_headcount
from members.actions.interventions import end_access
from members.actions.merge_undoing import undo_merge
from members.actions.merging import merge_people
from members.actions.people import PersonData
from members.actions.transfers import ask_to_move, withdraw_transfer
from members.enums import MembershipState
from members.models import (
    Application,
    ConstituencyEstimate,
    DescribedCount,
    Dissent,
    DuesEntry,
    DuesScheme,
    Headcount,
    MembershipSpan,
    MergeRecord,
    Person,
    ProgrammeAgreement,
    Questionnaire,
    SpentNumber,
    Transfer,
)
from organisations.actions.decisions import Decided, record_decision
from organisations.actions.founding import Charter, found_organisation
from organisations.enums import DecisionStatus
from organisations.models import (
    Affiliation,
    AffiliationStep,
    AgreementVersion,
    AimsVersion,
    Alliance,
    AllianceMember,
    Body,
    BodyEvent,
    Concern,
    ConcernReply,
    CouncilBody,
    Decision,
    DecisionRule,
    DisclosureConsent,
    Intervention,
    Organisation,
    Position,
    ProgrammeVersion,
    Ratification,
    RepresentationScheme,
    RuleSet,
    StageConsent,
    Statement,
    Weighing,
)
from organisations.presets import SIMPLE_MAJORITY
from organisations.queries.rulesets import rules_in_force
from organiser.base import clock, guards
from organiser.base.actor import CLOCK
from organiser.base.checks import check_guards
from organiser.base.models import ErasingNow, LedgerContent, LedgerEntry
from skills.actions.roles import resign_from_role
from skills.models import Role, RolePower, Term
from tests.challenges import about, uphold
from tests.choices import adopt, ballot_on, choice_motion, put, second_teller
from tests.consensus import FOUR_FIFTHS, held, seek
from tests.dues import charged, with_dues
from tests.exclusions import excluded
from tests.federation import busy_alliance, done, found, invite
from tests.helpers import called_assembly, cast, clock_days, decide_online, north_motion, online_ballot, people_of
from tests.organisations.changing import decided
from tests.run_offs import run_off_on, tied
from tests.vacancies import offered
from tests.world import hold_assembly, make_person

DELETE = "DELETE FROM {table} WHERE {key} = {pk}"
# A paper without a name into a ballot whose votes are by name.
BY_NAME = (
    "INSERT INTO {table} (tracker, organisation_id, ballot_id, choice) SELECT 'FORGEDFORGEDFORG', b.organisation_id,"
    " b.id, 'for' FROM assemblies_ballot b WHERE b.status = 'open' AND NOT b.secret LIMIT 1"
)
# Guard by guard: the table whose first row is touched, and what somebody with the database in hand tries with it.
CASES: dict[str, tuple[type[models.Model], str]] = {
    "base_ledgerentry_no_update": (LedgerEntry, "UPDATE {table} SET actor = 'x' WHERE {key} = {pk}"),
    "base_ledgerentry_no_delete": (LedgerEntry, DELETE),
    "base_ledgercontent_no_update": (LedgerContent, "UPDATE {table} SET salt = 'x' WHERE {key} = {pk}"),
    "organisations_decisionrule_no_update": (DecisionRule, "UPDATE {table} SET quorum_fixed = 1 WHERE {key} = {pk}"),
    "organisations_decisionrule_no_delete": (DecisionRule, DELETE),
    "organisations_ruleset_no_update": (RuleSet, "UPDATE {table} SET notice_days = 0 WHERE {key} = {pk}"),
    "organisations_ruleset_no_delete": (RuleSet, DELETE),
    "organisations_ruleset_replaced": (RuleSet, "UPDATE {table} SET status = 'x' WHERE status = 'replaced'"),
    "organisations_ruleset_by_decision": (
        RuleSet,
        (
            "INSERT INTO {table} (public_id, organisation_id, body_id, version, name, status, decision_id,"
            " in_force_from, notice_days, special_notice_days, roll_moment, days_to_vote, days_to_stand, term_months,"
            " recall_petition, interim_days, progressive_stack, paid_vote, part_term_numerator,"
            " part_term_denominator,"
            " recall_numerator, recall_denominator, recall_voters, applications, referendum_numerator,"
            " referendum_denominator, referendum_days, petition_numerator, petition_denominator, petition_days,"
            " leaving_days, exclusion_notice_days, appeal_days, exclusion_holds,"
            " sponsors, sight_days, mail_second, retention_months,"
            " created_at) SELECT 'forged', organisation_id, body_id, 99, name, 'replaced', decision_id,"
            " in_force_from, 0, 0, roll_moment, 0, 0, 1, 1, 1, progressive_stack, paid_vote, 0, 1, 0, 1, recall_voters,"
            " applications, 0, 1, 1, 0, 1, 1, 0, 14, 30, 'at_once', 0, 30, paid_vote, 0,"
            " created_at FROM {table} WHERE {key} = {pk}"
        ),
    ),
    "organisations_decision_words": (Decision, "UPDATE {table} SET text = 'x' WHERE {key} = {pk}"),
    "organisations_decision_no_update": (Decision, "UPDATE {table} SET source_ref = 'x' WHERE {key} = {pk}"),
    "organisations_decision_no_delete": (Decision, DELETE),
    "organisations_decision_step": (Decision, "UPDATE {table} SET status = 'in_force' WHERE status = 'rescinded'"),
    "organisations_decision_failure": (Decision, "UPDATE {table} SET effect_failed = '' WHERE effect_failed <> ''"),
    "organisations_programmeversion_no_update": (ProgrammeVersion, "UPDATE {table} SET text = 'x' WHERE {key} = {pk}"),
    "organisations_programmeversion_no_delete": (ProgrammeVersion, DELETE),
    "organisations_bodyevent_no_update": (BodyEvent, "UPDATE {table} SET kind = 'renamed' WHERE {key} = {pk}"),
    "organisations_bodyevent_no_delete": (BodyEvent, DELETE),
    "organisations_representationscheme_no_update": (
        RepresentationScheme,
        "UPDATE {table} SET per = 2 WHERE {key} = {pk}",
    ),
    "organisations_representationscheme_no_delete": (RepresentationScheme, DELETE),
    "organisations_councilbody_no_update": (
        CouncilBody,
        "UPDATE {table} SET from_on = '2001-01-01' WHERE {key} = {pk}",
    ),
    "organisations_councilbody_no_delete": (CouncilBody, DELETE),
    "organisations_kind_kept": (
        RuleSet,
        (
            "UPDATE organisations_organisation SET kind = CASE kind WHEN 'mass' THEN 'political' ELSE 'mass' END"
            " WHERE body_id NOT IN (SELECT affiliate_id FROM organisations_affiliation)"
            " AND body_id NOT IN (SELECT federation_id FROM organisations_affiliation)"
        ),
    ),
    "organisations_decision_own_body": (
        Decision,
        (
            "INSERT INTO {table} (public_id, organisation_id, body_id, year, number, kind, title, text, outcome,"
            " working, status, source, source_ref, decided_at, effective_on, effect, effect_payload, effect_failed,"
            " about_person, folded)"
            " SELECT 'forged', organisation_id, (SELECT MIN(body_id) FROM organisations_alliance), year, 999, kind,"
            " title, text, outcome, working, status, source, '', decided_at, effective_on, '', '{{}}', '',"
            " about_person, folded FROM {table} WHERE {key} = {pk}"
        ),
    ),
    "organisations_affiliated_kind": (
        Affiliation,
        (
            "UPDATE organisations_organisation SET kind = 'political' WHERE body_id IN (SELECT affiliate_id FROM"
            " {table} WHERE status <> 'withdrawn') AND NOT EXISTS (SELECT 1 FROM members_membership m"
            " WHERE m.organisation_id = body_id)"
        ),
    ),
    "organisations_affiliation_one_kind": (
        Affiliation,
        (
            "INSERT INTO {table} (public_id, affiliate_id, federation_id, status, wanted) SELECT 'forged', a.body_id,"
            " f.body_id, 'asked', 'full' FROM organisations_organisation a, organisations_organisation f"
            " WHERE a.kind = 'political' AND f.kind = 'mass' LIMIT 1"
        ),
    ),
    "organisations_affiliation_no_update": (
        Affiliation,
        "UPDATE {table} SET affiliate_id = federation_id, federation_id = affiliate_id WHERE {key} = {pk}",
    ),
    "organisations_affiliation_no_delete": (Affiliation, DELETE),
    "organisations_affiliation_by_step": (Affiliation, "UPDATE {table} SET status = 'full' WHERE status = 'withdrawn'"),
    "organisations_affiliationstep_no_update": (
        AffiliationStep,
        "UPDATE {table} SET status = 'full' WHERE {key} = {pk}",
    ),
    "organisations_affiliationstep_no_delete": (AffiliationStep, DELETE),
    "organisations_affiliationstep_by_decision": (
        AffiliationStep,
        (
            'INSERT INTO {table} (public_id, organisation_id, affiliation_id, status, decision_id, "on")'
            " SELECT 'forged', organisation_id, affiliation_id, 'full', decision_id, \"on\" FROM {table}"
            " WHERE {key} = {pk}"
        ),
    ),
    "organisations_alliance_begins_in_contact": (
        Alliance,
        (
            "INSERT INTO {table} (body_id, kind, purpose, stage, attempt) SELECT MIN(id), 'alliance', '', 'alliance', 1"
            " FROM organisations_body WHERE type = 'organisation'"
        ),
    ),
    "organisations_alliance_stage_by_all": (Alliance, "UPDATE {table} SET stage = 'contact' WHERE stage = 'alliance'"),
    "organisations_alliancemember_no_update": (
        AllianceMember,
        "UPDATE {table} SET alliance_id = (SELECT MIN(body_id) FROM organisations_alliance) WHERE status = 'left'",
    ),
    "organisations_alliancemember_no_delete": (AllianceMember, DELETE),
    "organisations_alliancemember_left": (
        AllianceMember,
        "UPDATE {table} SET status = 'invited' WHERE status = 'left'",
    ),
    "organisations_alliancemember_insert_by_decision": (
        AllianceMember,
        (
            "INSERT INTO {table} (public_id, organisation_id, alliance_id, status, scope)"
            " SELECT 'forged', o.body_id, a.body_id, 'member', 'local' FROM organisations_alliance a,"
            " organisations_organisation o WHERE NOT EXISTS (SELECT 1 FROM {table} m"
            " WHERE m.organisation_id = o.body_id AND m.alliance_id = a.body_id AND m.status <> 'left') LIMIT 1"
        ),
    ),
    "organisations_alliancemember_update_by_decision": (
        AllianceMember,
        "UPDATE {table} SET status = 'member' WHERE status = 'invited'",
    ),
    "organisations_stageconsent_no_update": (StageConsent, "UPDATE {table} SET attempt = 9 WHERE {key} = {pk}"),
    "organisations_stageconsent_no_delete": (StageConsent, DELETE),
    "organisations_stageconsent_by_decision": (
        StageConsent,
        (
            'INSERT INTO {table} (public_id, organisation_id, standing_id, stage, attempt, decision_id, "on")'
            " SELECT 'forged', m.organisation_id, m.id, 'deciding_assembly', 1, o.decision_id, m.joined_on"
            " FROM organisations_alliancemember m, organisations_alliancemember o WHERE m.status = 'member'"
            " AND o.decision_id IS NOT NULL AND o.organisation_id <> m.organisation_id LIMIT 1"
        ),
    ),
    "organisations_agreementversion_no_update": (AgreementVersion, "UPDATE {table} SET text = 'x' WHERE {key} = {pk}"),
    "organisations_agreementversion_no_delete": (AgreementVersion, DELETE),
    "organisations_concern_no_update": (Concern, "UPDATE {table} SET text = 'x' WHERE {key} = {pk}"),
    "organisations_concern_no_delete": (Concern, DELETE),
    "organisations_concernreply_no_update": (ConcernReply, "UPDATE {table} SET text = 'x' WHERE {key} = {pk}"),
    "organisations_concernreply_no_delete": (ConcernReply, DELETE),
    "organisations_ratification_no_update": (
        Ratification,
        "UPDATE {table} SET version_id = (SELECT MAX(id) FROM organisations_agreementversion) WHERE {key} = {pk}",
    ),
    "organisations_ratification_no_delete": (Ratification, DELETE),
    "organisations_ratification_by_decision": (
        Ratification,
        (
            'INSERT INTO {table} (public_id, organisation_id, standing_id, version_id, decision_id, "on")'
            " SELECT 'forged', m.organisation_id, m.id, r.version_id, r.decision_id, r.\"on\" FROM {table} r,"
            " organisations_alliancemember m WHERE m.status = 'member' AND m.organisation_id <> r.organisation_id"
            " LIMIT 1"
        ),
    ),
    "organisations_weighing_no_update": (Weighing, "UPDATE {table} SET reason = 'x' WHERE {key} = {pk}"),
    "organisations_weighing_no_delete": (Weighing, DELETE),
    "organisations_statement_no_update": (Statement, "UPDATE {table} SET text = 'x' WHERE {key} = {pk}"),
    "organisations_statement_no_delete": (Statement, DELETE),
    "organisations_position_no_update": (Position, "UPDATE {table} SET stance = 'differ' WHERE {key} = {pk}"),
    "organisations_position_no_delete": (Position, DELETE),
    "organisations_position_by_decision": (
        Position,
        (
            'INSERT INTO {table} (organisation_id, standing_id, statement_id, stance, decision_id, "on")'
            " SELECT m.organisation_id, m.id, p.statement_id, 'agree', m.decision_id, p.\"on\" FROM {table} p,"
            " organisations_alliancemember m WHERE m.status = 'member' AND m.organisation_id <> p.organisation_id"
            " LIMIT 1"
        ),
    ),
    "organisations_disclosureconsent_no_update": (
        DisclosureConsent,
        "UPDATE {table} SET \"to\" = 'public' WHERE {key} = {pk}",
    ),
    "organisations_disclosureconsent_no_delete": (DisclosureConsent, DELETE),
    "organisations_disclosureconsent_by_decision": (
        DisclosureConsent,
        (
            'INSERT INTO {table} (public_id, organisation_id, "to", decision_id, since) SELECT'
            " 'forged', o.body_id, 'public', c.decision_id, c.since FROM {table} c, organisations_organisation o"
            " WHERE o.body_id <> c.organisation_id LIMIT 1"
        ),
    ),
    "organisations_disclosureconsent_ended": (
        DisclosureConsent,
        "UPDATE {table} SET ended_on = NULL, ended_by_id = NULL WHERE ended_on IS NOT NULL",
    ),
    "organisations_intervention_words": (Intervention, "UPDATE {table} SET reason = 'x' WHERE {key} = {pk}"),
    "organisations_intervention_no_update": (Intervention, "UPDATE {table} SET operator = 'x' WHERE {key} = {pk}"),
    "organisations_intervention_no_delete": (Intervention, DELETE),
    "organisations_aimsversion_no_update": (AimsVersion, "UPDATE {table} SET text = 'x' WHERE {key} = {pk}"),
    "organisations_aimsversion_no_delete": (AimsVersion, DELETE),
    "organisations_aims_by_decision": (Organisation, "UPDATE {table} SET aims = 'Growth.' WHERE {key} = {pk}"),
    "organisations_programme_of_political": (
        ProgrammeVersion,
        (
            "INSERT INTO {table} (public_id, organisation_id, number, title, text, decision_id, adopted_on)"
            " SELECT 'forged', o.body_id, 1, 'Line', 'Ours.', v.decision_id, v.adopted_on FROM {table} v"
            " JOIN organisations_organisation o ON o.kind = 'mass' WHERE v.{key} = {pk}"
            " AND o.body_id = (SELECT MIN(body_id) FROM organisations_organisation WHERE kind = 'mass')"
        ),
    ),
    "members_span_excluded_by_decision": (
        MembershipSpan,
        (
            "INSERT INTO {table} (organisation_id, membership_id, state, from_on, until_on)"
            " SELECT organisation_id, membership_id, 'excluded', from_on, from_on FROM {table} WHERE {key} = {pk}"
        ),
    ),
    "members_span_suspended_by_decision": (
        MembershipSpan,
        (
            "INSERT INTO {table} (organisation_id, membership_id, state, from_on, until_on)"
            " SELECT organisation_id, membership_id, 'suspended', from_on, from_on FROM {table} WHERE {key} = {pk}"
        ),
    ),
    "members_span_merged_by_merge": (
        MembershipSpan,
        (
            "INSERT INTO {table} (organisation_id, membership_id, state, from_on, until_on)"
            " SELECT organisation_id, membership_id, 'merged', from_on, from_on FROM {table} WHERE {key} = {pk}"
        ),
    ),
    "members_constituencyestimate_words": (ConstituencyEstimate, "UPDATE {table} SET source = 'x' WHERE {key} = {pk}"),
    "members_constituencyestimate_no_update": (
        ConstituencyEstimate,
        "UPDATE {table} SET number = 1 WHERE {key} = {pk}",
    ),
    "members_constituencyestimate_no_delete": (ConstituencyEstimate, DELETE),
    "members_questionnaire_no_update": (Questionnaire, "UPDATE {table} SET questions = '[]' WHERE {key} = {pk}"),
    "members_questionnaire_no_delete": (Questionnaire, DELETE),
    "members_questionnaire_by_decision": (
        Questionnaire,
        (
            "INSERT INTO {table} (organisation_id, questions, decision_id, made_at) SELECT organisation_id, '[]',"
            " (SELECT MIN(d.id) FROM organisations_decision d), made_at FROM {table} WHERE {key} = {pk}"
        ),
    ),
    "members_describedcount_no_update": (DescribedCount, "UPDATE {table} SET number = 99 WHERE {key} = {pk}"),
    "members_describedcount_no_delete": (DescribedCount, DELETE),
    "members_headcount_no_update": (Headcount, 'UPDATE {table} SET "full" = 99 WHERE {key} = {pk}'),
    "members_headcount_no_delete": (Headcount, DELETE),
    "members_mergerecord_no_update": (
        MergeRecord,
        "UPDATE {table} SET kept_id = dropped_id, dropped_id = kept_id WHERE {key} = {pk}",
    ),
    "members_mergerecord_no_delete": (MergeRecord, DELETE),
    "members_mergerecord_words": (MergeRecord, "UPDATE {table} SET number = 'x' WHERE {key} = {pk}"),
    "members_mergerecord_undone": (
        MergeRecord,
        "UPDATE {table} SET undone_at = merged_at WHERE undone_at IS NOT NULL",
    ),
    "members_spentnumber_no_update": (SpentNumber, "UPDATE {table} SET digest = 'x' WHERE {key} = {pk}"),
    "members_spentnumber_no_delete": (SpentNumber, DELETE),
    "members_transfer_no_update": (
        Transfer,
        "UPDATE {table} SET from_branch_id = to_branch_id, to_branch_id = from_branch_id WHERE {key} = {pk}",
    ),
    "members_transfer_no_delete": (Transfer, DELETE),
    "members_application_answered": (
        Application,
        "UPDATE {table} SET state = 'open', answered_at = NULL WHERE state = 'withdrawn'",
    ),
    "members_transfer_step": (Transfer, "UPDATE {table} SET state = 'requested' WHERE state = 'withdrawn'"),
    "members_transfer_within": (
        Transfer,
        (
            "INSERT INTO {table} (public_id, organisation_id, membership_id, to_branch_id, state, asked_at,"
            " asked_by_id, release_note, reason)"
            " SELECT 'forged', o.body_id, t.membership_id, t.to_branch_id, 'withdrawn',"
            " t.asked_at, t.asked_by_id, '', '' FROM {table} t, organisations_organisation o"
            " WHERE o.body_id <> t.organisation_id LIMIT 1"
        ),
    ),
    "members_dissent_words": (Dissent, "UPDATE {table} SET reason = 'x' WHERE {key} = {pk}"),
    "members_dissent_no_update": (Dissent, "UPDATE {table} SET part = 9 WHERE {key} = {pk}"),
    "members_dissent_no_delete": (Dissent, DELETE),
    "members_dissent_withdrawn": (Dissent, "UPDATE {table} SET withdrawn_at = NULL WHERE withdrawn_at IS NOT NULL"),
    "members_dissent_of_political": (
        Dissent,
        (
            "INSERT INTO {table} (public_id, organisation_id, membership_id, version_id, part, reason, recorded_at)"
            " SELECT 'forged', m.organisation_id, m.id, d.version_id, 1, 'No.', d.recorded_at FROM {table} d"
            " JOIN members_membership m ON m.id = (SELECT MIN(w.id) FROM members_membership w"
            " WHERE w.organisation_id <> d.organisation_id) WHERE d.{key} = {pk}"
        ),
    ),
    "members_duesscheme_no_update": (DuesScheme, "UPDATE {table} SET usual_cents = 1 WHERE {key} = {pk}"),
    "members_duesscheme_no_delete": (DuesScheme, DELETE),
    "members_dues_by_decision": (
        DuesScheme,
        (
            "INSERT INTO {table} (public_id, organisation_id, body_id, decision_id, version, from_on, currency, period,"
            " bands, least_cents, usual_cents, branch_numerator, branch_denominator, solidarity, follows)"
            " SELECT 'forged', organisation_id, body_id, (SELECT MIN(d.id) FROM organisations_decision d"
            " WHERE d.body_id <> {table}.body_id), 99, from_on, currency, period, bands, least_cents, usual_cents,"
            " branch_numerator, branch_denominator, solidarity, follows FROM {table} WHERE {key} = {pk}"
        ),
    ),
    "members_duesentry_no_update": (DuesEntry, "UPDATE {table} SET cents = 1 WHERE {key} = {pk}"),
    "members_duesentry_no_delete": (DuesEntry, DELETE),
    "members_dues_note_kept": (DuesEntry, "UPDATE {table} SET note = 'x' WHERE {key} = {pk}"),
    "members_agreement_of_political": (
        ProgrammeAgreement,
        (
            "INSERT INTO {table} (organisation_id, membership_id, version_id, agreed_at)"
            " SELECT m.organisation_id, m.id, a.version_id, a.agreed_at FROM {table} a"
            " JOIN members_membership m ON m.id = (SELECT MIN(w.id) FROM members_membership w"
            " WHERE w.organisation_id <> a.organisation_id) WHERE a.{key} = {pk}"
        ),
    ),
    "skills_term_no_update": (Term, "UPDATE {table} SET ends_on = '2099-01-01' WHERE {key} = {pk}"),
    "skills_term_no_delete": (Term, DELETE),
    "skills_term_ended": (Term, "UPDATE {table} SET ended_on = NULL WHERE ended_on IS NOT NULL"),
    "skills_rolepower_no_update": (RolePower, "UPDATE {table} SET power = 'count' WHERE {key} = {pk}"),
    "skills_rolepower_no_delete": (RolePower, DELETE),
    "skills_rolepower_before_terms": (
        RolePower,
        (
            "INSERT INTO {table} (organisation_id, role_id, power)"
            " SELECT organisation_id, role_id, 'teach' FROM {table} WHERE {key} = {pk}"
        ),
    ),
    "skills_role_paid": (Role, "UPDATE {table} SET paid = TRUE WHERE {key} = {pk}"),
    "skills_role_no_update": (Role, "UPDATE {table} SET seats = 99 WHERE {key} = {pk}"),
    "skills_role_no_delete": (Role, DELETE),
    "assemblies_notice_no_update": (Notice, "UPDATE {table} SET item_id = NULL, public_id = 'x' WHERE {key} = {pk}"),
    "assemblies_notice_no_delete": (Notice, DELETE),
    "assemblies_roll_no_update": (Roll, "UPDATE {table} SET entitled = 99 WHERE {key} = {pk}"),
    "assemblies_roll_no_delete": (Roll, DELETE),
    "assemblies_rollentry_no_update": (RollEntry, "UPDATE {table} SET weight = 99 WHERE {key} = {pk}"),
    "assemblies_rollentry_no_delete": (RollEntry, DELETE),
    "assemblies_rollentry_frozen": (
        RollEntry,
        (
            "INSERT INTO {table} (organisation_id, roll_id, person_id, weight, reason, since)"
            " SELECT r.organisation_id, r.id, p.id, 1, 'full_member', r.as_of FROM assemblies_roll r, members_person p"
            " WHERE NOT EXISTS (SELECT 1 FROM {table} e WHERE e.roll_id = r.id AND e.person_id = p.id)"
        ),
    ),
    "assemblies_rollrefusal_frozen": (
        RollRefusal,
        (
            "INSERT INTO {table} (organisation_id, roll_id, person_id, reason, since)"
            " SELECT r.organisation_id, r.id, p.id, 'too_new', r.as_of FROM assemblies_roll r, members_person p"
            " WHERE NOT EXISTS (SELECT 1 FROM {table} e WHERE e.roll_id = r.id AND e.person_id = p.id)"
        ),
    ),
    "assemblies_rollrefusal_no_update": (RollRefusal, "UPDATE {table} SET reason = 'supporter' WHERE {key} = {pk}"),
    "assemblies_rollrefusal_no_delete": (RollRefusal, DELETE),
    "assemblies_vote_no_update": (Vote, "UPDATE {table} SET choice = 'against' WHERE {key} = {pk}"),
    "assemblies_vote_no_delete": (Vote, DELETE),
    "assemblies_vote_words": (Vote, "UPDATE {table} SET reason = 'x' WHERE {key} = {pk}"),
    "assemblies_block_no_update": (Block, "UPDATE {table} SET number = 9 WHERE {key} = {pk}"),
    "assemblies_block_no_delete": (Block, DELETE),
    "assemblies_block_in_time": (
        Block,
        (
            "INSERT INTO {table} (public_id, organisation_id, ballot_id, vote_id, number)"
            " SELECT 'late', v.organisation_id, v.ballot_id, v.id, 9 FROM assemblies_vote v WHERE v.choice = 'agree'"
        ),
    ),
    "assemblies_judgement_no_update": (Judgement, "UPDATE {table} SET judged_at = '2020-01-01' WHERE {key} = {pk}"),
    "assemblies_judgement_no_delete": (Judgement, DELETE),
    "assemblies_judgement_in_time": (
        Judgement,
        (
            "INSERT INTO {table} (organisation_id, block_id, entry_id, principled, judged_at)"
            " SELECT v.organisation_id, k.id, v.entry_id, k.id = k.id, v.cast_at FROM assemblies_block k"
            " JOIN assemblies_vote v ON v.id = k.vote_id"
        ),
    ),
    "assemblies_vote_in_time": (
        Vote,
        (
            "INSERT INTO {table} (organisation_id, ballot_id, entry_id, choice, reason, key, spent, via, cast_at)"
            " SELECT b.organisation_id, b.id, e.id, 'for', '', 'too-late', '', 'online', b.closed_at"
            " FROM assemblies_ballot b"
            " JOIN assemblies_rollentry e ON e.roll_id = b.roll_id WHERE b.status = 'closed'"
            " AND NOT EXISTS (SELECT 1 FROM {table} v WHERE v.entry_id = e.id)"
        ),
    ),
    "assemblies_result_no_update": (Result, "UPDATE {table} SET votes_for = 99 WHERE {key} = {pk}"),
    "assemblies_result_no_delete": (Result, DELETE),
    "assemblies_motionversion_words": (MotionVersion, "UPDATE {table} SET text = 'x' WHERE {key} = {pk}"),
    "assemblies_motionversion_no_update": (MotionVersion, "UPDATE {table} SET number = 99 WHERE {key} = {pk}"),
    "assemblies_motionversion_no_delete": (MotionVersion, DELETE),
    "assemblies_seconding_no_update": (Seconding, "UPDATE {table} SET at = '2020-01-01' WHERE {key} = {pk}"),
    "assemblies_seconding_no_delete": (Seconding, DELETE),
    "assemblies_decisiontask_words": (DecisionTask, "UPDATE {table} SET what = 'x' WHERE {key} = {pk}"),
    "assemblies_decisiontask_no_update": (DecisionTask, "UPDATE {table} SET due_on = '2099-01-01' WHERE {key} = {pk}"),
    "assemblies_decisiontask_no_delete": (DecisionTask, DELETE),
    "assemblies_decisiontask_step": (DecisionTask, "UPDATE {table} SET report = 'x' WHERE status = 'done'"),
    "assemblies_nomination_no_update": (
        Nomination,
        "UPDATE {table} SET nominated_at = '2020-01-01' WHERE {key} = {pk}",
    ),
    "assemblies_nomination_no_delete": (Nomination, DELETE),
    "assemblies_nomination_statement": (Nomination, "UPDATE {table} SET statement = 'x' WHERE {key} = {pk}"),
    "assemblies_nomination_step": (Nomination, "UPDATE {table} SET state = 'declined' WHERE {key} = {pk}"),
    "assemblies_rollchallenge_no_update": (
        RollChallenge,
        "UPDATE {table} SET has_vote = NOT has_vote WHERE {key} = {pk}",
    ),
    "assemblies_rollchallenge_no_delete": (RollChallenge, DELETE),
    "assemblies_rollchallenge_step": (RollChallenge, "UPDATE {table} SET state = 'dismissed' WHERE {key} = {pk}"),
    "assemblies_rollchallenge_words": (RollChallenge, "UPDATE {table} SET grounds = 'x' WHERE {key} = {pk}"),
    "assemblies_result_words": (Result, "UPDATE {table} SET verdict = '[]' WHERE {key} = {pk}"),
    "assemblies_exclusion_words": (Exclusion, "UPDATE {table} SET grounds = 'x' WHERE {key} = {pk}"),
    "assemblies_exclusion_no_update": (Exclusion, "UPDATE {table} SET notice_at = '2020-01-01' WHERE {key} = {pk}"),
    "assemblies_exclusion_no_delete": (Exclusion, DELETE),
    "assemblies_exclusion_appealed": (Exclusion, "UPDATE {table} SET appeal_id = NULL WHERE {key} = {pk}"),
    "assemblies_ballot_closed": (
        Ballot,
        "UPDATE {table} SET status = 'open', closed_at = NULL WHERE status = 'closed'",
    ),
    "assemblies_ballot_words": (Ballot, "UPDATE {table} SET question = 'x' WHERE status = 'open'"),
    "assemblies_ballot_question": (Ballot, "UPDATE {table} SET opened_at = '2020-01-01' WHERE status = 'open'"),
    "assemblies_ballot_kept": (Ballot, DELETE),
    "assemblies_ballot_summary": (
        Ballot,
        (
            "INSERT INTO {table} (public_id, organisation_id, body_id, motion_id, rule_id, roll_id, question, summary,"
            " effect_sentence, method, seats, settings, secret, changeable, running, status, opened_at, closes_at,"
            " closed_at) SELECT 'forged', organisation_id, body_id, motion_id, rule_id,"
            " (SELECT MAX(r.id) FROM assemblies_roll r), question, '', '', 'yes-no', 1, settings, secret, changeable,"
            " running, 'closed', opened_at, opened_at, opened_at FROM {table} WHERE {key} = {pk}"
        ),
    ),
    "assemblies_ballot_run_off": (
        Ballot,
        (
            "INSERT INTO {table} (public_id, organisation_id, body_id, motion_id, rule_id, roll_id, question, summary,"
            " effect_sentence, method, seats, settings, secret, changeable, running, status, opened_at, closes_at,"
            " closed_at, decides_id) SELECT 'forged', organisation_id, body_id, motion_id, rule_id,"
            " (SELECT MAX(r.id) FROM assemblies_roll r), question, 'x', '', 'approval', 1, settings, secret,"
            " changeable, running, 'closed', opened_at, opened_at, opened_at,"
            " (SELECT MIN(t.id) FROM assemblies_tie t WHERE t.decided_at IS NOT NULL) FROM {table} WHERE {key} = {pk}"
        ),
    ),
    "assemblies_tie_run_off": (
        Tie,
        "UPDATE {table} SET \"by\" = 'lot', chosen = '[]', decided_at = found_at WHERE decided_at IS NULL",
    ),
    "assemblies_motion_waiver": (
        Motion,
        "UPDATE {table} SET summary_waived_at = '2020-01-01' WHERE summary_waived_at IS NOT NULL",
    ),
    "assemblies_motion_waiver_words": (
        Motion,
        "UPDATE {table} SET summary_waived_why = 'x' WHERE summary_waived_at IS NOT NULL",
    ),
    "assemblies_minutes_agreed": (Minutes, "UPDATE {table} SET text = 'x' WHERE status = 'agreed'"),
    "assemblies_countedbatch_in_time": (
        CountedBatch,
        (
            "INSERT INTO {table} (public_id, organisation_id, ballot_id, way, number, set_aside_why)"
            " SELECT 'zzzzzzzzzzzzzzzz', b.organisation_id, b.id, 'paper', 99, '' FROM assemblies_ballot b"
            " WHERE b.status = 'closed' LIMIT 1"
        ),
    ),
    "assemblies_countedbatch_no_delete": (CountedBatch, DELETE),
    "assemblies_countedbatch_settled": (CountedBatch, "UPDATE {table} SET counted = 9 WHERE agreed_at IS NOT NULL"),
    "assemblies_countedbatch_words": (
        CountedBatch,
        "UPDATE {table} SET set_aside_why = 'x' WHERE {key} = {pk}",
    ),
    "assemblies_alternative_no_update": (
        Alternative,
        "UPDATE {table} SET brought_at = '2020-01-01' WHERE {key} = {pk}",
    ),
    "assemblies_alternative_no_delete": (Alternative, DELETE),
    "assemblies_alternative_words": (Alternative, "UPDATE {table} SET text = 'x' WHERE {key} = {pk}"),
    "assemblies_alternative_withdrawn": (
        Alternative,
        "UPDATE {table} SET withdrawn_at = NULL WHERE withdrawn_at IS NOT NULL",
    ),
    "assemblies_option_no_update": (Option, "UPDATE {table} SET place = 99 WHERE {key} = {pk}"),
    "assemblies_option_no_delete": (Option, DELETE),
    "assemblies_option_words": (Option, "UPDATE {table} SET text = 'x' WHERE {key} = {pk}"),
    "assemblies_slip_no_update": (Slip, "UPDATE {table} SET choice = '3' WHERE {key} = '{pk}'"),
    "assemblies_slip_no_delete": (Slip, "DELETE FROM {table} WHERE {key} = '{pk}'"),
    "assemblies_slip_in_time": (Slip, BY_NAME),
    "assemblies_sealedvote_no_update": (SealedVote, "UPDATE {table} SET choice = '3' WHERE {key} = '{pk}'"),
    "assemblies_sealedvote_no_delete": (SealedVote, "DELETE FROM {table} WHERE {key} = '{pk}'"),
    "assemblies_sealedvote_in_time": (SealedVote, BY_NAME),
    "assemblies_tie_no_update": (Tie, "UPDATE {table} SET stage = '9' WHERE {key} = {pk}"),
    "assemblies_tie_no_delete": (Tie, DELETE),
    "assemblies_tie_words": (Tie, "UPDATE {table} SET options = '[]' WHERE {key} = {pk}"),
    "assemblies_tie_decided": (Tie, "UPDATE {table} SET announced_at = found_at WHERE decided_at IS NOT NULL"),
    "assemblies_tie_decided_words": (Tie, "UPDATE {table} SET note = 'x' WHERE decided_at IS NOT NULL"),
    "assemblies_ballot_reminded": (Ballot, "UPDATE {table} SET reminded_at = NULL WHERE reminded_at IS NOT NULL"),
    "assemblies_ballot_reminding": (Ballot, "UPDATE {table} SET reminding_from = 0 WHERE reminded_at IS NOT NULL"),
    "assemblies_recount_no_update": (Recount, "UPDATE {table} SET number = 99 WHERE {key} = {pk}"),
    "assemblies_recount_no_delete": (Recount, DELETE),
    "assemblies_recount_words": (Recount, "UPDATE {table} SET lots = '[1]' WHERE {key} = {pk}"),
    "assemblies_recount_step": (
        Recount,
        "UPDATE {table} SET state = 'declined', answered_at = counted_at WHERE state = 'lapsed'",
    ),
    "assemblies_papercode_no_update": (PaperCode, "UPDATE {table} SET digest = 'x' WHERE {key} = {pk}"),
    "assemblies_papercode_no_delete": (PaperCode, DELETE),
    "assemblies_papercode_once": (PaperCode, "UPDATE {table} SET state = 'printed' WHERE state = 'used'"),
}


def _treasurer(place) -> Term:
    return Term.objects.filter(role__name="Treasurer", person=place.secretary).earliest("pk")


def lie_beside_one_another(harbour, mill, thread) -> None:
    """An alliance with all that can lie on its table, one more in contact, two affiliations, one of them over."""
    empty = found_organisation(make_person("Olu"), charter=Charter(name="Empty", kind="mass", rules=SIMPLE_MAJORITY))
    busy_alliance(harbour, mill, thread)
    second = found(harbour, mill, name="Second")
    done(mill, "leave_alliance", alliance=second.public_id)
    invite(harbour, second, thread)
    done(mill, "affiliate", organisation=harbour.organisation.public_id)
    done(mill, "leave_federation", affiliation=Affiliation.objects.get().public_id)
    # An organisation without members asks too: its kind is kept by its affiliation alone.
    decided = Decided(
        "ordinary", "Ask", "", "carried", [], "ballot", "", "affiliate",
        {"organisation": harbour.organisation.public_id, "wanted": "full"},
    )  # fmt: skip
    assert record_decision(CLOCK, body=Body.objects.get(pk=empty.pk), decided=decided).effect_failed == ""


def counted_by_two(place, ballot) -> None:
    """A heap of papers on which two agree, and the code of one that was used."""
    hand_out_paper(place.secretary, ballot=ballot, member=place.members["Bea North"].public_id)
    for teller in (place.secretary, second_teller(place)):
        enter_batch(teller, ballot=ballot, way="paper", number=1, papers={"for": 1})
    PaperCode.objects.create(organisation=place.organisation, ballot=ballot, digest="0" * 64, state="used")


@pytest.fixture
def full_world(harbour, mill, thread) -> None:
    """A world in which every guarded table has a row, in the state in which its guard bites."""
    ola, version = thread.members["Ola Thread"], thread.organisation.programme_versions.get()
    dissent = record_dissent(ola.person, membership=ola, version=version, part=1, reason="Not this.")
    withdraw_dissent(ola.person, dissent=dissent)
    end_access(Person.objects.create_superuser("Root"), body=mill.body(), reason="A list of tokens was published.")
    with_dues(mill)
    estimate_constituency(mill.secretary, body=mill.body(), number=900, source="Doors.", as_of=clock.today())
    with clock.at(clock.now() + clock_days(40)):
        take_headcount(CLOCK, organisation=mill.organisation)
    charged(mill, 0)
    founding = mill.organisation.founding_decision
    AimsVersion.objects.create(
        organisation=mill.organisation, number=2, text="Bread.", decision=founding, adopted_on=founding.effective_on
    )
    enrol_member(harbour.secretary, body=harbour.body("North"), data=PersonData("Lou"), state=MembershipState.SUPPORTER)
    two = [
        enrol_member(harbour.secretary, body=harbour.body("South"), data=PersonData(name)) for name in ("Pat", "Patt")
    ]
    withdraw_transfer(
        two[0].person, transfer=ask_to_move(two[0].person, membership=two[0], to=harbour.branches["North"])
    )
    Application.objects.create(
        organisation=harbour.organisation,
        membership=two[0],
        state="withdrawn",
        asked_at=clock.now(),
        answered_at=clock.now(),
    )
    undo_merge(harbour.secretary, merge=merge_people(harbour.secretary, keep=two[0], drop=two[1]))
    SpentNumber.objects.create(organisation=mill.organisation, digest="0" * 64)
    decided(harbour, "", "ask_members", "ordinary", questions=["gender"])
    DescribedCount.objects.create(
        organisation=mill.organisation, body=mill.body(), month="2020-01-01", question="gender", said="woman", number=5
    )
    lie_beside_one_another(harbour, mill, thread)
    spec = {"rules": {**SIMPLE_MAJORITY, "name": "The same again"}}
    decide_online(harbour, north_motion(harbour, kind="rules", effect="adopt_rules", payload=spec))
    decided(
        harbour,
        "",
        "found_council",
        name="Council",
        scheme={"method": "one_per_body"},
        bodies=[branch.public_id for branch in harbour.branches.values()],
    )
    counted_by_two(harbour, online_ballot(harbour, north_motion(harbour, title="Still open")))
    closed = online_ballot(harbour, north_motion(harbour, title="Closed"))
    cast(closed, people_of(harbour, "North")[:2], "+-")
    with clock.at(closed.closes_at):
        close_ballot(harbour.secretary, ballot=closed)
    resign_from_role(harbour.secretary, term=_treasurer(harbour))
    ended = decide_online(harbour, north_motion(harbour, title="Ended later")).decision
    Decision.objects.filter(pk=ended.pk).update(effect_failed="The room was full.")
    draft = TaskDraft("Find a room", clock.today(), member=harbour.members["Bea North"].public_id)
    report_on_task(harbour.secretary, task=add_decision_task(harbour.secretary, decision=ended, draft=draft), done=True)
    Decision.objects.filter(pk=ended.pk).update(status=DecisionStatus.RESCINDED)
    earlier = hold_assembly(harbour, [north_motion(harbour)], "North")
    with clock.at(earlier.starts_at):
        close_assembly(harbour.secretary, assembly=earlier)
        later = called_assembly(harbour, north_motion(harbour), days=20)
    with clock.at(later.starts_at):
        later = open_assembly(harbour.secretary, assembly=later)
        agree_minutes(harbour.secretary, minutes=earlier.record, assembly=later)
    waive_summary(harbour.secretary, motion=north_motion(harbour, summary=""), reason="It rains in.")
    passed_over(harbour)
    judged(harbour)
    chosen_in_secret(harbour)
    appeal_exclusion(harbour.person("Eve North"), exclusion=excluded(harbour), text="It was not me.")
    elected(harbour)
    with transaction.atomic():
        freeze_roll(harbour.body("North"), rules_in_force(harbour.body("North")), None)


def elected(harbour) -> None:
    """An election that was voted on, so that what its candidates said is fixed."""
    role = Role.objects.get(body=harbour.branches["North"].pk, name="Treasurer")
    payload = {"role": role.public_id}
    motion = north_motion(harbour, kind="election", effect="elect", payload=payload, choose=1)
    for name in ("Bea North", "Cyd North"):
        nominate_member(harbour.person(name), motion=motion, member=harbour.members[name])
    ballot = online_ballot(harbour, motion)
    with clock.at(ballot.closes_at):
        close_ballot(harbour.secretary, ballot=ballot)


def judged(harbour) -> None:
    """A roll that was challenged, and a round of consensus whose block somebody has judged, and the others can."""
    uphold(harbour, about(harbour, north_motion(harbour, title="Whose roll is challenged")))
    ballot = held(harbour, seek(harbour, **FOUR_FIFTHS), "block", "agree")
    with clock.at(ballot.closed_at):
        judge_blocks(people_of(harbour, "North")[1], ballot=ballot, answers={ballot.blocks.get().public_id: True})


def passed_over(harbour) -> None:
    """A seat that fell free, offered to somebody who did not answer in time."""
    recount = offered(harbour)
    with clock.at(recount.counted_at + timedelta(days=15)):
        recount_vacancy(harbour.secretary, term=recount.term)


def chosen_in_secret(harbour) -> None:
    """A tie that was decided in secret, one with its run-off, an open choice, an alternative that was taken back."""
    adopt(harbour, secrecy="secret", choosing="scottish-stv", lot_order=False, tie_rule="casting_vote")
    closed = ballot_on(harbour, choice_motion(harbour, title="Chosen in secret"))
    put(harbour, closed, "A", "B")
    with clock.at(closed.closes_at):
        close_ballot(harbour.secretary, ballot=closed)
    tie = Tie.objects.get(ballot=closed)
    decide_tie(harbour.secretary, tie=tie, by=TieMeans.CASTING_VOTE, chosen=tie.options[:1])
    motion = choice_motion(harbour, title="Still to be chosen")
    withdraw_alternative(motion.mover, alternative=Alternative.objects.filter(motion=motion).earliest("pk"))
    ballot = ballot_on(harbour, motion)
    put(harbour, ballot, "B")
    with clock.at(ballot.closes_at - timedelta(hours=24)):
        remind_of_ballot(CLOCK, ballot=ballot)
    run_off_on(harbour, tied(harbour, "+A", "+B"), "+A")


def attempt(model: type[models.Model], sql: str) -> Callable[[], int]:
    """Run the statement on the first row of the table, past every action and every model; give the rows it touched."""

    def run() -> int:
        key = model._meta.pk.column
        row = model._base_manager.order_by("pk").values_list("pk", flat=True).first()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql.format(table=model._meta.db_table, key=key, pk=row))
            return cursor.rowcount

    return run


def test_every_guard_has_a_case():
    assert sorted(CASES) == [guard.name for guard in guards.registered()]


def test_database_refuses_what_each_guard_names(full_world):
    sentences = {guard.name: guard.sentence for guard in guards.registered()}
    for name, (model, sql) in CASES.items():
        with pytest.raises(DatabaseError) as refused:
            attempt(model, sql)()
        assert str(refused.value).split("\n")[0] == sentences[name], name


def test_without_its_guard_each_statement_would_touch_a_row(full_world):
    """The control: what refuses above is the guard, and not a row that is missing or a statement that is wrong."""
    everything = guards.registered()
    for name, (model, sql) in CASES.items():
        guards.take_down(connection, everything)
        with transaction.atomic():
            touched = attempt(model, sql)() if "DELETE" not in sql else 1
            transaction.set_rollback(True)
        assert touched >= 1, name
    guards.put_up(connection, everything)


def test_what_may_not_be_deleted_may_not_be_emptied_either(full_world):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite knows no TRUNCATE; a DELETE of everything meets the guard of each row")
    kept = [guard for guard in guards.registered() if guard.event == "DELETE" and not guard.when]
    assert len(kept) >= 14
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for guard in kept:
        with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {guard.table} CASCADE")
        assert str(refused.value).split("\n")[0] in {one.sentence for one in kept}, guard.name


# What an erasure still may not touch while it replaces words: states, dates, digests, who did it.
KEPT_IN_ERASURE = {
    "assemblies_ballot_closed": (Ballot, "UPDATE {table} SET status = 'open' WHERE {key} = {pk}"),
    "assemblies_minutes_agreed": (Minutes, "UPDATE {table} SET digest = 'x' WHERE status = 'agreed'"),
    "assemblies_decisiontask_step": (DecisionTask, "UPDATE {table} SET reported_on = NULL WHERE status <> 'open'"),
}


def test_invariant_6_an_erasure_replaces_words_on_record_and_nothing_else(full_world):
    words = {name: case for name, case in CASES.items() if name.endswith("_words")}
    assert len(words) == 19
    with transaction.atomic():
        row = ErasingNow.objects.create()
        assert [attempt(*case)() >= 1 for case in words.values()] == [True] * 19
        others = {**CASES, **KEPT_IN_ERASURE}
        for name in sorted(
            others.keys() - words.keys() - {"organisations_decision_failure", "assemblies_nomination_statement"}
        ):
            with pytest.raises(DatabaseError):
                assert attempt(*others[name])() == name
        row.delete()
    with pytest.raises(DatabaseError):
        attempt(*words["assemblies_exclusion_words"])()


def test_status_of_a_decision_may_still_move(harbour):
    decision = harbour.organisation.founding_decision
    assert Decision.objects.filter(pk=decision.pk).update(status=DecisionStatus.IN_FORCE) == 1


def test_content_of_the_ledger_may_be_removed(harbour):
    entry = LedgerEntry.objects.earliest("pk")
    assert LedgerContent.objects.filter(entry=entry).delete() == (1, {"base.LedgerContent": 1})


def test_guards_refuse_through_the_orm_too(harbour):
    version = RuleSet.objects.filter(body=harbour.organisation).get()
    version.notice_days = 0
    for attempt_ in (version.save, version.rules.first().delete, lambda: version.rules.update(seconders=0)):
        with pytest.raises(DatabaseError, match="Rules change only by a decision"), transaction.atomic():
            attempt_()
    assert RuleSet.objects.get(pk=version.pk).notice_days == 7


def test_guards_stand_again_after_migrate(db):
    everything = guards.registered()
    guards.take_down(connection, everything[:3])
    names = {guard.name for guard in everything}
    assert names - guards.standing(connection) == {guard.name for guard in everything[:3]}
    assert [error.id for error in check_guards(databases=["default"])] == ["organiser.E004"]
    call_command("migrate", verbosity=0)
    assert names - guards.standing(connection) == set()
    assert check_guards(databases=["default"]) == []


@pytest.mark.django_db(transaction=True)
def test_guards_stand_again_after_flush():
    call_command("flush", interactive=False, verbosity=0)
    assert {guard.name for guard in guards.registered()} - guards.standing(connection) == set()


@pytest.mark.django_db(transaction=True)
def test_tables_that_triggers_speak_of_can_still_be_rebuilt():
    """SQLite refuses to rebuild a table that another's trigger names, PostgreSQL to retype a guarded column."""
    field = Ballot._meta.get_field("question")
    wider = models.CharField(max_length=310)
    wider.set_attributes_from_name("question")
    guards.take_down_before_migrate(using="default", plan=[("a migration", False)])
    try:
        with connection.schema_editor() as editor:
            editor.alter_field(Ballot, field, wider)
            editor.alter_field(Ballot, wider, field)
    finally:
        guards.install_after_migrate(using="default")
    assert {guard.name for guard in guards.registered()} - guards.standing(connection) == set()


def test_refusal_has_a_code_of_its_own_on_postgresql(harbour):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite knows no codes of our own")
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        Decision.objects.update(text="x")
    assert refused.value.__cause__.sqlstate == "OR001"


def test_clock_cannot_move_a_term_past_its_end(harbour):
    term = Term.objects.filter(person=harbour.secretary).earliest("pk")
    term.ends_on += timedelta(days=1)
    with pytest.raises(DatabaseError, match=r"^Who held a role is a matter of record\."), transaction.atomic():
        term.save()
