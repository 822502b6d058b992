"""Every version of the rules a body lives under, with what each of them changed."""

from dataclasses import dataclass

from organisations.models import Body, RuleSet
from organisations.queries.differences import between
from organisations.queries.rulesets import kinds_of, rule_sets_visible_to
from organisations.queries.sentences import Sentence, body_sentences, numbered_sentences
from organiser.base.actor import Actor


@dataclass(frozen=True)
class ReadableRules:
    """One version of rules as people read it.

    Args:
        rules: the version.
        about_body: how the body meets, votes and shares out roles.
        about_decisions: how each kind of decision is taken.
        changes: how it differs from the version it is held against, as sentences; empty for the first.
    """

    rules: RuleSet
    about_body: list[Sentence]
    about_decisions: list[Sentence]
    changes: list[str]


def versions_of(viewer: Actor, body: Body) -> list[RuleSet]:
    """The versions of a body's own rules, or of its organisation's where it has none of its own; the latest first."""
    sets = rule_sets_visible_to(viewer).select_related("body", "decision__body")
    versions = list(sets.filter(body=body).order_by("-version"))
    if not versions and body.organisation_id != body.pk:
        versions = list(sets.filter(body=body.organisation_id).order_by("-version"))
    return versions


def readable(body: Body, rules: RuleSet, before: RuleSet | None = None) -> ReadableRules:
    """A version in sentences as it holds in a body, and how it differs from another."""
    sentences = numbered_sentences(rules, kinds_of(body, rules))
    first_kind = len(body_sentences(rules))
    return ReadableRules(
        rules=rules,
        about_body=sentences[:first_kind],
        about_decisions=sentences[first_kind:],
        changes=between(before, rules) if before is not None else [],
    )
