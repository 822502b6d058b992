"""Tables of the floor of organisations, one file per aggregate."""

from organisations.models.bodies import Body, Branch, Committee, Organisation
from organisations.models.councils import Council, CouncilBody, RepresentationScheme
from organisations.models.decisions import Decision
from organisations.models.events import BodyEvent
from organisations.models.programmes import ProgrammeVersion
from organisations.models.rulesets import DecisionRule, RuleSet

__all__ = [
    "Body",
    "BodyEvent",
    "Branch",
    "Committee",
    "Council",
    "CouncilBody",
    "Decision",
    "DecisionRule",
    "Organisation",
    "ProgrammeVersion",
    "RepresentationScheme",
    "RuleSet",
]
