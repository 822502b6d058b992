"""Tables of the floor of organisations, one file per aggregate."""

from organisations.models.aims import AimsVersion
from organisations.models.bodies import Body, Branch, Committee, Organisation
from organisations.models.decisions import Decision
from organisations.models.interventions import Intervention
from organisations.models.programmes import ProgrammeVersion
from organisations.models.rulesets import DecisionRule, RuleSet

__all__ = [
    "AimsVersion",
    "Body",
    "Branch",
    "Committee",
    "Decision",
    "DecisionRule",
    "Intervention",
    "Organisation",
    "ProgrammeVersion",
    "RuleSet",
]
