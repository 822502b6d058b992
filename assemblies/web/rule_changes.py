"""What a motion to adopt rules would change, as sentences beside those in force."""

from dataclasses import dataclass
from typing import Any

from organisations.models import Body
from organisations.queries.rulesets import rules_in_force
from organisations.queries.sentences import rule_sentences
from organisations.queries.specs import sentences_of


@dataclass(frozen=True)
class RuleChanges:
    """The sentences that would go and those that would come."""

    gone: list[str]
    new: list[str]


def rule_changes(body: Body, payload: dict[str, Any]) -> RuleChanges:
    """Compare the rules of a payload with those in force now, sentence by sentence."""
    now = [sentence.text for sentence in rule_sentences(rules_in_force(body))]
    then = sentences_of(payload["rules"])
    return RuleChanges([text for text in now if text not in then], [text for text in then if text not in now])
