"""What nobody can do to affiliations and alliances, whatever door they come through (mission A20 to A23, B3, E8).

Between a mass and a political organisation there is no affiliation, and nothing binds, joins, ends or names an
organisation but its own carried decision with the effect for it.
"""

from organiser.base.guards import Guard, append_only, register

# What an organisation takes on or leaves rests on its own carried decision, which carries the effect for it.
OWN_DECISION = """EXISTS (
        SELECT 1 FROM organisations_decision d WHERE d.id = {column} AND d.outcome = 'carried'
          AND d.body_id = {organisation} AND d.effect IN ({effects}))"""


OWN_STANDING = """EXISTS (
        SELECT 1 FROM organisations_alliancemember m WHERE m.id = NEW.standing_id AND m.status = 'member'
          AND m.organisation_id = NEW.organisation_id AND m.alliance_id = ({alliance}))"""


def _without_own_decision(*effects: str, column: str = "NEW.decision_id", organisation: str = "") -> str:
    listed = ", ".join(f"'{effect}'" for effect in effects)
    where = organisation or "NEW.organisation_id"
    return "NOT " + OWN_DECISION.format(column=column, organisation=where, effects=listed)


def _own_standing(alliance: str) -> str:
    return OWN_STANDING.format(alliance=alliance)


ANOTHER_KIND = """NEW.status <> 'asked' OR NOT EXISTS (
        SELECT 1 FROM organisations_organisation a JOIN organisations_organisation f ON f.kind = a.kind
        WHERE a.body_id = NEW.affiliate_id AND f.body_id = NEW.federation_id)"""
# The affiliate asks and leaves, the federation takes in or ends; each by its own decision for exactly that.
STEP_OF_THE_OTHER_SIDE = """NOT EXISTS (
        SELECT 1 FROM organisations_affiliation f WHERE f.id = NEW.affiliation_id AND (
            (NEW.status IN ('asked', 'withdrawn') AND f.affiliate_id = NEW.organisation_id)
            OR (NEW.status IN ('ended', f.wanted) AND f.federation_id = NEW.organisation_id)))"""
STEP_WITHOUT_DECISION = (
    f"{STEP_OF_THE_OTHER_SIDE} OR (NEW.status = 'asked' AND {_without_own_decision('affiliate')})"
    f" OR (NEW.status = 'ended' AND {_without_own_decision('end_affiliation')})"
    f" OR (NEW.status = 'withdrawn' AND {_without_own_decision('leave_federation')})"
    f" OR (NEW.status IN ('provisional', 'full') AND {_without_own_decision('accept_affiliation')})"
)
JOINED_BY_NOBODY = (
    f"(NEW.status = 'member' AND {_without_own_decision('found_alliance', 'join_alliance')})"
    f" OR (NEW.status = 'left' AND {_without_own_decision('leave_alliance', column='NEW.left_by_id')})"
)
# Back from a deciding assembly is a new attempt; the members of now have decided for the stage before it already.
STAGE_WITHOUT_ALL = """NEW.attempt < OLD.attempt OR (NEW.stage <> OLD.stage AND (NEW.stage = 'contact' OR EXISTS (
        SELECT 1 FROM organisations_alliancemember m
        WHERE m.alliance_id = NEW.body_id AND m.status = 'member' AND NOT EXISTS (
            SELECT 1 FROM organisations_stageconsent c WHERE c.standing_id = m.id AND c.stage = NEW.stage
              AND (c.attempt = NEW.attempt OR NEW.stage = 'alliance')))))"""
OF_VERSION = """SELECT g.alliance_id FROM organisations_agreementversion v
            JOIN organisations_agreement g ON g.id = v.agreement_id WHERE v.id = NEW.version_id"""
OF_STATEMENT = """SELECT g.alliance_id FROM organisations_statement s
            JOIN organisations_commonground g ON g.id = s.common_ground_id WHERE s.id = NEW.statement_id"""
OF_STANDING = "SELECT o.alliance_id FROM organisations_alliancemember o WHERE o.id = NEW.standing_id"

register(
    Guard(
        "organisations_decision_own_body",
        "organisations_decision",
        "INSERT",
        "A decision is one of a body of its own organisation; an alliance decides for none.",
        when="""NOT EXISTS (SELECT 1 FROM organisations_body b
            WHERE b.id = NEW.body_id AND b.organisation_id = NEW.organisation_id)""",
    ),
    Guard(
        "organisations_affiliated_kind",
        "organisations_organisation",
        "UPDATE",
        "An affiliated organisation keeps its kind.",
        columns=("kind",),
        when="""NEW.kind <> OLD.kind AND EXISTS (SELECT 1 FROM organisations_affiliation f
            WHERE (f.affiliate_id = NEW.body_id OR f.federation_id = NEW.body_id)
              AND f.status NOT IN ('withdrawn', 'ended'))""",
    ),
    Guard(
        "organisations_affiliation_one_kind",
        "organisations_affiliation",
        "INSERT",
        "A mass organisation and a political one never affiliate, and nothing begins but by asking.",
        when=ANOTHER_KIND,
    ),
    *append_only(
        "organisations_affiliation",
        "Who belongs to whom changes only by a decision of its own.",
        columns=("affiliate_id", "federation_id"),
    ),
    Guard(
        "organisations_affiliation_by_step",
        "organisations_affiliation",
        "UPDATE",
        "An affiliation changes only by a decision.",
        columns=("status",),
        when="""NEW.status <> OLD.status AND (OLD.status IN ('withdrawn', 'ended') OR NOT EXISTS (
            SELECT 1 FROM organisations_affiliationstep s
            WHERE s.affiliation_id = NEW.id AND s.status = NEW.status))""",
    ),
    *append_only("organisations_affiliationstep", "A step of an affiliation is a matter of record."),
    Guard(
        "organisations_affiliationstep_by_decision",
        "organisations_affiliationstep",
        "INSERT",
        "The affiliate decides to ask and to leave, the federation to take in and to end it.",
        when=STEP_WITHOUT_DECISION,
    ),
    Guard(
        "organisations_alliance_begins_in_contact",
        "organisations_alliance",
        "INSERT",
        "An alliance begins in contact.",
        when="NEW.stage <> 'contact'",
    ),
    Guard(
        "organisations_alliance_stage_by_all",
        "organisations_alliance",
        "UPDATE",
        "An alliance goes to another stage only when every member has decided so.",
        columns=("stage", "attempt"),
        when=STAGE_WITHOUT_ALL,
    ),
    *append_only(
        "organisations_alliancemember",
        "Who stands in an alliance is a matter of record.",
        columns=("organisation_id", "alliance_id"),
    ),
    Guard(
        "organisations_alliancemember_left",
        "organisations_alliancemember",
        "UPDATE",
        "Who has left an alliance comes back only by joining anew.",
        columns=("status", "decision_id", "left_by_id"),
        when="OLD.status = 'left'",
    ),
    *(
        Guard(
            f"organisations_alliancemember_{event.lower()}_by_decision",
            "organisations_alliancemember",
            event,
            "An organisation joins and leaves an alliance only by its own decision.",
            columns=("status", "decision_id", "left_by_id") if event == "UPDATE" else (),
            when=JOINED_BY_NOBODY,
        )
        for event in ("INSERT", "UPDATE")
    ),
    *append_only("organisations_stageconsent", "What a member decided about a stage is a matter of record."),
    Guard(
        "organisations_stageconsent_by_decision",
        "organisations_stageconsent",
        "INSERT",
        "Each member decides about a stage by itself.",
        when=_without_own_decision("move_alliance_stage", "join_alliance") + f" OR NOT {_own_standing(OF_STANDING)}",
    ),
    *append_only("organisations_agreementversion", "A wording of an agreement cannot be rewritten."),
    *append_only("organisations_concern", "A concern cannot be rewritten or struck out."),
    *append_only("organisations_concernreply", "An answer to a concern cannot be rewritten or struck out."),
    *append_only("organisations_ratification", "What an organisation ratified is a matter of record."),
    Guard(
        "organisations_ratification_by_decision",
        "organisations_ratification",
        "INSERT",
        "An agreement binds only those that ratified it by their own decision.",
        when=_without_own_decision("ratify_agreement") + f" OR NOT {_own_standing(OF_VERSION)}",
    ),
    *append_only("organisations_weighing", "What was said to a concern cannot be rewritten."),
    *append_only("organisations_statement", "A statement cannot be rewritten."),
    *append_only("organisations_position", "A position changes only by another decision."),
    Guard(
        "organisations_position_by_decision",
        "organisations_position",
        "INSERT",
        "An organisation takes a position only by its own decision.",
        when=_without_own_decision("take_positions") + f" OR NOT {_own_standing(OF_STATEMENT)}",
    ),
    *append_only(
        "organisations_disclosureconsent",
        "Consent to be named is a matter of record.",
        columns=("organisation_id", '"to"', "alliance_id", "decision_id"),
    ),
    Guard(
        "organisations_disclosureconsent_by_decision",
        "organisations_disclosureconsent",
        "INSERT",
        "An organisation is named only by its own decision.",
        when=_without_own_decision("be_named"),
    ),
    Guard(
        "organisations_disclosureconsent_ended",
        "organisations_disclosureconsent",
        "UPDATE",
        "Consent that was taken back is given again only by a decision.",
        columns=("ended_by_id", "ended_on"),
        when="OLD.ended_on IS NOT NULL OR " + _without_own_decision("be_named", column="NEW.ended_by_id"),
    ),
)
