"""Tables of the floor of organisations, one file per aggregate."""

from organisations.models.affiliations import Affiliation, AffiliationStep
from organisations.models.agreements import Agreement, AgreementVersion, Concern, ConcernReply, Ratification, Weighing
from organisations.models.aims import AimsVersion
from organisations.models.alliances import Alliance, AllianceMember, StageConsent
from organisations.models.bodies import Body, Branch, Committee, Organisation
from organisations.models.common_ground import CommonGround, Position, Statement
from organisations.models.councils import Council, CouncilBody, RepresentationScheme
from organisations.models.decisions import Decision
from organisations.models.disclosures import DisclosureConsent
from organisations.models.events import BodyEvent
from organisations.models.interventions import Intervention
from organisations.models.programmes import ProgrammeVersion
from organisations.models.rulesets import DecisionRule, RuleSet

__all__ = [
    "Affiliation",
    "AffiliationStep",
    "Agreement",
    "AgreementVersion",
    "AimsVersion",
    "Alliance",
    "AllianceMember",
    "Body",
    "BodyEvent",
    "Branch",
    "Committee",
    "CommonGround",
    "Concern",
    "ConcernReply",
    "Council",
    "CouncilBody",
    "Decision",
    "DecisionRule",
    "DisclosureConsent",
    "Intervention",
    "Organisation",
    "Position",
    "ProgrammeVersion",
    "Ratification",
    "RepresentationScheme",
    "RuleSet",
    "StageConsent",
    "Statement",
    "Weighing",
]
