"""What would come of a vote: one rule, supposed figures, the same verdict as for a real one. Nothing is stored."""

from dataclasses import dataclass
from typing import Any

from assemblies.counting.consensus import Block, ConsensusRule, Voices
from assemblies.counting.consensus_verdict import ConsensusVerdict, settle
from assemblies.counting.verdict import Figures, Verdict, decide
from assemblies.enums import BallotOutcome
from assemblies.queries.ballots import attended_before, rule_of
from assemblies.queries.consensus import consensus_rule
from assemblies.queries.counting import outcome_of
from organisations.enums import Comparison, DecisionKind, Method, QuorumKind
from organisations.models import Body, DecisionRule, RuleSet
from organisations.presets import PRESET_CHOICES, PRESETS, for_form
from organisations.queries.decisions import shows_figures
from organisations.queries.rulesets import kinds_of
from organisations.queries.sentences import kind_sentence
from organisations.queries.specs import as_rows
from organisations.rules import has_delegates
from organiser.base import clock
from organiser.base.actor import Actor
from organiser.base.errors import Invalid
from skills.queries.standing import with_a_vote

MOST = 10_000_000
MOST_BLOCKS = 100


@dataclass(frozen=True)
class Supposed:
    """The figures of a vote that nobody has held.

    Args:
        attended: how many came to earlier assemblies, the latest first, for a quorum of their average.
        short_notice: whether the motion came later than its kind of decision wants.
        round: which round it is, where consensus is sought; then those for agree, those against block, and whoever
            abstains stands aside.
        principled: how many of the others find each block principled, where the rules ask for that.
    """

    votes_for: int
    votes_against: int
    abstentions: int
    present: int
    entitled: int
    attended: tuple[int, ...] = ()
    short_notice: bool = False
    round: int = 1
    principled: int = 0


@dataclass(frozen=True)
class Answer:
    """What would come of it, with the rule in words; `measured` is how many are needed, of whom, and the quorum."""

    outcome: BallotOutcome
    rule: str
    verdict: Verdict | ConsensusVerdict
    measured: Verdict

    @property
    def word(self) -> str:
        """The outcome in a word or two."""
        return str(self.outcome.label)


def under_choices(versions: list[RuleSet]) -> list[tuple[str, str]]:
    """The rules that can be tried: every version the body has or inherits, the latest first, and every preset."""
    own = [(f"version-{rules.version}", f"{rules.name}, version {rules.version}") for rules in versions]
    return own + [(name, words.partition(":")[0]) for name, words in PRESET_CHOICES]


def kinds_under(body: Body, versions: list[RuleSet], under: str) -> list[DecisionRule]:
    """How each kind of decision is taken under a version or a preset.

    Raises:
        Invalid: where there are no rules of that name.
    """
    if under in PRESETS:
        return as_rows(for_form(PRESETS[under], body.form))[1]
    for rules in versions:
        if under == f"version-{rules.version}":
            return kinds_of(body, rules)
    raise Invalid("Choose one of the versions of these rules, or a preset.", code="no_rules", field="under")


def rule_under(body: Body, versions: list[RuleSet], under: str, kind: str) -> DecisionRule:
    """How one kind of decision is taken under a version or a preset.

    Raises:
        Invalid: where those rules do not speak of it.
    """
    rule = next((one for one in kinds_under(body, versions, under) if one.kind == kind), None)
    if rule is None:
        name = DecisionKind(kind).label.lower() if kind in DecisionKind.values else "this"
        raise Invalid(
            f"These rules do not say how to take this kind of decision: {name}. Choose another.",
            code="kind_without_rule",
            field="kind",
        )
    return rule


def figures_to_begin_with(viewer: Actor, body: Body, rule: DecisionRule | None) -> dict[str, Any]:
    """What a member's form begins with: how many have a vote, who came lately; nothing for others (invariant 7)."""
    if not shows_figures(viewer, body):
        return {}
    attended = attended_before(body, rule, clock.now()) if rule is not None else ()
    return {
        "entitled": with_a_vote(body, rule.rule_set if rule is not None else None).count(),
        "attended": ", ".join(str(came) for came in attended),
    }


def _demand_possible(supposed: Supposed) -> None:
    cast = supposed.votes_for + supposed.votes_against + supposed.abstentions
    if cast > supposed.entitled:
        raise Invalid(
            f"Votes counted: {cast}. Members with a vote: {supposed.entitled}. Nobody votes twice.",
            code="too_many_votes",
            field="entitled",
        )
    if supposed.present > supposed.entitled:
        raise Invalid(
            f"Members present: {supposed.present}. Members with a vote: {supposed.entitled}. "
            "Count only those present who have a vote.",
            code="too_many_present",
            field="present",
        )
    if cast > supposed.present:
        raise Invalid(
            f"Votes counted: {cast}. Members present: {supposed.present}. In a ballot over days count as present "
            "all who voted.",
            code="too_few_present",
            field="present",
        )


def what_if(body: Body, rule: DecisionRule, supposed: Supposed) -> Answer:
    """The verdict on supposed figures, by the same function as for votes that were cast.

    Raises:
        Invalid: where the figures cannot have been counted.
    """
    _demand_possible(supposed)
    said = kind_sentence(rule)
    if supposed.short_notice:
        if not rule.without_notice_numerator:
            raise Invalid(
                "Under these rules such a motion is not put to the vote without its notice, or needs none.",
                code="without_notice",
                field="short_notice",
            )
        rule.comparison = Comparison.AT_LEAST
        rule.threshold_numerator, rule.threshold_denominator = (
            rule.without_notice_numerator,
            rule.without_notice_denominator,
        )
    figures = Figures(
        for_=supposed.votes_for,
        against=supposed.votes_against,
        abstain=supposed.abstentions,
        present=supposed.present,
        entitled=supposed.entitled,
        attended=supposed.attended if rule.quorum_kind == QuorumKind.FRACTION_AVERAGE else (),
        delegates=supposed.entitled if has_delegates(body.type) else 0,
    )
    measured = decide(rule_of(rule), figures)
    verdict: Verdict | ConsensusVerdict = measured
    if rule.method == Method.CONSENSUS:
        verdict = _round(consensus_rule(rule, rule_of(rule)), supposed, figures)
    return Answer(outcome=outcome_of(verdict), rule=said, verdict=verdict, measured=measured)


def _round(rule: ConsensusRule, supposed: Supposed, figures: Figures) -> ConsensusVerdict:
    if supposed.votes_against > MOST_BLOCKS:
        sentence = f"Try at most {MOST_BLOCKS} blocks."
        raise Invalid(sentence, code="too_many_blocks", field="votes_against")
    asked = supposed.principled if rule.block_validity is not None else None
    try:
        voices = Voices(
            agree=supposed.votes_for,
            stand_aside=supposed.abstentions,
            blocks=(Block(principled=asked),) * supposed.votes_against,
            present=figures.present,
            entitled=figures.entitled,
            attended=figures.attended,
            delegates=figures.delegates,
        )
    except ValueError as refused:
        raise Invalid(str(refused), code="principled", field="principled") from refused
    try:
        return settle(rule, voices, supposed.round)
    except ValueError as refused:
        raise Invalid(str(refused), code="round", field="round") from refused
