"""Tables of the floor of organisations, one file per aggregate."""

from organisations.models.bodies import Body, Branch, Committee, Organisation
from organisations.models.decisions import Decision
from organisations.models.programmes import ProgrammeVersion
from organisations.models.rulesets import DecisionRule, RuleSet

__all__ = ["Body", "Branch", "Committee", "Decision", "DecisionRule", "Organisation", "ProgrammeVersion", "RuleSet"]
