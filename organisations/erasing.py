"""What must be cleaned on this floor when a person is erased; see organiser/base/erasing.py.

Decisions and interventions are on record and stay. Their words may hold a name, which is replaced in them; the floor of
members knows where, since this floor has no people (members/erasing.py).
"""

from organiser.base.erasing import holds_none

holds_none(
    "what bodies wrote to each other and about themselves; no member is named there by us",
    "organisations.Agreement.title",
    "organisations.AgreementVersion.text",
    "organisations.Concern.title",
    "organisations.Concern.text",
    "organisations.ConcernReply.text",
    "organisations.Weighing.reason",
    "organisations.AimsVersion.text",
    "organisations.CommonGround.title",
    "organisations.Statement.text",
    "organisations.ProgrammeVersion.title",
    "organisations.ProgrammeVersion.text",
)
holds_none(
    "it describes a body or its rules",
    "organisations.Body.name",
    "organisations.Body.place",
    "organisations.Body.founded_on",
    "organisations.Body.dissolved_on",
    "organisations.Organisation.aims",
    "organisations.Organisation.constituency",
    "organisations.Organisation.incompatible",
    "organisations.Branch.jurisdiction",
    "organisations.Committee.scope",
    "organisations.Alliance.purpose",
    "organisations.RepresentationScheme.bands",
    "organisations.RepresentationScheme.tie_order",
    "organisations.BodyEvent.on",
    "organisations.BodyEvent.before",
    "organisations.BodyEvent.after",
    "organisations.RuleSet.name",
)
holds_none(
    "it holds public ids and words of ours",
    "organisations.Decision.source_ref",
    "organisations.Decision.effect",
    "organisations.Decision.effect_payload",
    "organisations.Intervention.subject",
    "organisations.Intervention.operator",
)
