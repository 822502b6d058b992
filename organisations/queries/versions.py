"""Every version of the rules a body lives under, with what each of them changed."""

from dataclasses import dataclass

from organisations.models import Body, RuleSet
from organisations.queries.rulesets import rule_sets_visible_to
from organisations.queries.sentences import Sentence, body_sentences, rule_sentences
from organiser.base.actor import Actor


@dataclass(frozen=True)
class ReadableRules:
    """One version of rules as people read it.

    Args:
        rules: the version.
        about_body: how the body meets, votes and shares out roles.
        about_decisions: how each kind of decision is taken.
        added, dropped: the sentences by which it differs from the version before; empty for the first.
    """

    rules: RuleSet
    about_body: list[Sentence]
    about_decisions: list[Sentence]
    added: list[str]
    dropped: list[str]


def versions_of(viewer: Actor, body: Body) -> list[RuleSet]:
    """The versions of a body's own rules, or of its organisation's where it has none of its own; the latest first."""
    sets = rule_sets_visible_to(viewer).select_related("body", "decision__body")
    versions = list(sets.filter(body=body).order_by("-version"))
    if not versions and body.organisation_id != body.pk:
        versions = list(sets.filter(body=body.organisation_id).order_by("-version"))
    return versions


def readable(rules: RuleSet, before: RuleSet | None = None) -> ReadableRules:
    """A version in sentences, and how it differs from the one before."""
    sentences = rule_sentences(rules)
    first_kind = len(body_sentences(rules))
    earlier = [sentence.text for sentence in rule_sentences(before)] if before is not None else []
    now = [sentence.text for sentence in sentences]
    return ReadableRules(
        rules=rules,
        about_body=sentences[:first_kind],
        about_decisions=sentences[first_kind:],
        added=[text for text in now if text not in earlier] if before is not None else [],
        dropped=[text for text in earlier if text not in now],
    )
