"""Two majorities at once: both must be met, and which comes first makes no difference."""

import json
import re
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assemblies.counting.consensus import ConsensusRule
from assemblies.counting.verdict import (
    Base,
    CastingVote,
    Comparison,
    Figures,
    Outcome,
    QuorumKind,
    Rule,
    TieRule,
    Verdict,
    decide,
)
from tests.assemblies.counting.test_verdict import refusal, votes
from tests.assemblies.counting.test_verdict_properties import (
    FRACTIONS_BY_NAME,
    THRESHOLD,
    casting_votes,
    figures,
    meets,
    parts,
    rules,
    untimed,
    written,
)

# As many statutes say: two thirds of the votes, and more than half of all members.
BOTH = Rule(
    numerator=2,
    denominator=3,
    comparison=Comparison.AT_LEAST,
    base=Base.YES_NO,
    second_numerator=1,
    second_denominator=2,
    second_comparison=Comparison.MORE_THAN,
    second_base=Base.ENTITLED,
)
MAJORITY = replace(BOTH, numerator=1, denominator=2, comparison=Comparison.MORE_THAN)
CASTING = replace(MAJORITY, second_numerator=1, second_denominator=4, tie_rule=TieRule.CASTING_VOTE)


@pytest.mark.parametrize(
    ("for_", "against", "outcome", "said"),
    [
        (71, 35, Outcome.CARRIED, "Both majorities are reached."),
        (70, 35, Outcome.FELL, "The first majority is reached, the second is not."),
        (71, 36, Outcome.FELL, "The second majority is reached, the first is not."),
        (70, 36, Outcome.FELL, "Neither majority is reached."),
    ],
)
def test_two_thirds_of_the_votes_and_more_than_half_of_all_members(for_, against, outcome, said):
    verdict = decide(BOTH, votes(for_, against))
    assert (verdict.outcome, verdict.sentences[-2]) == (outcome, said)
    assert (verdict.second_base_value, verdict.second_needed) == (141, 71)


def test_both_majorities_are_explained_in_sentences_and_in_the_working():
    verdict = decide(BOTH, votes(71, 36, 3))
    assert verdict.sentences == (
        "71 for, 36 against, 3 abstentions.",
        "Two thirds of 107 is 72 (71.33, rounded up).",
        "More than half of the 141 members on the roll is 71 (70.5, rounded up), and that is needed as well.",
        "The second majority is reached, the first is not.",
        "Fell.",
    )
    assert verdict.steps == (
        ("Members on the roll", "141"),
        ("Votes for, against and abstentions", "71 + 36 + 3 = 110"),
        ("Quorum", "none asked"),
        ("Measured against votes for and against; abstentions left out", "71 + 36 = 107"),
        ("Needed: at least two thirds of 107 (71.33, rounded up)", "72"),
        ("Measured as well against the members on the roll", "141"),
        ("Needed as well: more than half of 141 (70.5, rounded up)", "71"),
        ("For", "71"),
        ("First and second majority", "missed, reached"),
        ("Outcome", "Fell"),
    )
    nobody = decide(BOTH, votes(0, 0, 3, entitled=3))
    assert nobody.sentences[1:] == (
        "Nobody voted for or against.",
        "More than half of the 3 members on the roll is 2 (1.5, rounded up), and that is needed as well.",
        "Neither majority is reached.",
        "Fell.",
    )
    empty = decide(replace(BOTH, second_base=Base.PRESENT), votes(3, 0, present=0))
    assert empty.sentences[2] == "Nobody was counted as present."
    assert empty.steps[6:] == (
        ("Needed as well: more than half of 0", "cannot be met"),
        ("For", "3"),
        ("First and second majority", "reached, missed"),
        ("Outcome", "Fell"),
    )


def test_with_the_quorum_missed_no_majority_is_spoken_of():
    missed = decide(replace(BOTH, quorum_kind=QuorumKind.FIXED, quorum_fixed=30), votes(20, 0))
    assert missed.sentences == (
        "20 for, 0 against, 0 abstentions.", "Quorum of 30 missed with 25.", "Nothing is decided.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("each", "casting_vote", "outcome", "said"),
    [
        (36, None, Outcome.TIE, "A tie, until the chair gives the casting vote."),
        (36, "for", Outcome.CARRIED, "A tie, and the casting vote of the chair was for."),
        (36, "against", Outcome.FELL, "A tie, and the casting vote of the chair was against."),
        (35, None, Outcome.FELL, "Neither majority is reached."),
        (35, "for", Outcome.FELL, "Neither majority is reached."),
    ],
)
def test_the_casting_vote_decides_only_where_the_other_majority_is_met(each, casting_vote, outcome, said):
    verdict = decide(CASTING, votes(each, each), casting_vote)
    assert verdict.outcome == outcome
    assert said in verdict.sentences
    assert verdict.casting_vote == (casting_vote if each == 36 else None)


def test_rules_and_verdicts_stored_before_there_was_a_second_majority_are_still_read():
    plain = replace(BOTH, second_numerator=0, second_denominator=1)
    old = {name: value for name, value in plain.to_json().items() if not name.startswith("second_")}
    assert Rule.from_json(old) == plain
    verdict = decide(plain, votes(71, 36))
    stored = {name: value for name, value in verdict.to_json().items() if not name.startswith("second_")}
    assert Verdict.from_json(stored) == verdict


def test_consensus_knows_no_second_majority():
    said = refusal(lambda: ConsensusRule(agreement=BOTH))
    assert said == "Consensus knows no second majority. Name one part that must agree."


@st.composite
def double(draw: st.DrawFn) -> Rule:
    """Draw any rule that asks for two majorities, of whatever bases."""
    comparison = draw(st.sampled_from(Comparison))
    numerator, denominator = draw(st.just((1, 2)) | parts(below_one=comparison is Comparison.MORE_THAN))
    return replace(
        draw(rules()),
        second_numerator=numerator,
        second_denominator=denominator,
        second_comparison=comparison,
        second_base=draw(st.sampled_from(Base)),
    )


def first_alone(rule: Rule) -> Rule:
    return replace(rule, second_numerator=0)


def turned(rule: Rule) -> Rule:
    """The same rule with its two majorities the other way round."""
    return replace(
        rule,
        numerator=rule.second_numerator,
        denominator=rule.second_denominator,
        comparison=rule.second_comparison,
        base=rule.second_base,
        second_numerator=rule.numerator,
        second_denominator=rule.denominator,
        second_comparison=rule.comparison,
        second_base=rule.base,
    )


def base_of(base: Base, counted: Figures) -> int:
    return {
        Base.YES_NO: counted.for_ + counted.against,
        Base.CAST: counted.for_ + counted.against + counted.abstain,
        Base.PRESENT: counted.present,
        Base.ENTITLED: counted.entitled,
    }[base]


def alone(rule: Rule, counted: Figures) -> bool:
    """Whether the first majority of a rule is met, by its definition."""
    value = base_of(rule.base, counted)
    return value > 0 and meets(rule, counted.for_, value)


@untimed
@given(double(), figures())
def test_two_majorities_carry_exactly_where_each_would_carry_alone(rule: Rule, counted: Figures) -> None:
    rule = replace(rule, tie_rule=TieRule.FAILS)
    both = [decide(first_alone(one), counted).outcome is Outcome.CARRIED for one in (rule, turned(rule))]
    assert (decide(rule, counted).outcome is Outcome.CARRIED) == all(both)


@untimed
@given(double(), figures(), casting_votes)
def test_the_outcome_follows_from_quorum_both_majorities_and_tie_alone(
    rule: Rule, counted: Figures, casting_vote: CastingVote | None
) -> None:
    simple = [
        one.comparison is Comparison.MORE_THAN and one.threshold == Fraction(1, 2) and one.base is Base.YES_NO
        for one in (rule, turned(rule))
    ]
    met = [alone(rule, counted), alone(turned(rule), counted)]
    level = counted.for_ == counted.against and counted.for_ > 0 and any(simple)
    waits = level and all(one or other for one, other in zip(simple, met, strict=True))
    verdict = decide(rule, counted, casting_vote)
    if not verdict.quorum_reached:
        expected = Outcome.QUORUM_MISSED
    elif waits and rule.tie_rule is TieRule.CASTING_VOTE:
        expected = {"for": Outcome.CARRIED, "against": Outcome.FELL, None: Outcome.TIE}[casting_vote]
    else:
        expected = Outcome.CARRIED if all(met) else Outcome.FELL
    assert verdict.outcome == expected


@untimed
@given(double(), figures(), casting_votes)
def test_which_majority_comes_first_makes_no_difference(
    rule: Rule, counted: Figures, casting_vote: CastingVote | None
) -> None:
    one, other = decide(rule, counted, casting_vote), decide(turned(rule), counted, casting_vote)
    assert (one.outcome, one.casting_vote) == (other.outcome, other.casting_vote)
    assert (one.needed, one.base_value) == (other.second_needed, other.second_base_value)
    assert (one.second_needed, one.second_base_value) == (other.needed, other.base_value)


@untimed
@given(double(), figures(), casting_votes)
def test_without_a_second_majority_its_other_fields_say_nothing(
    rule: Rule, counted: Figures, casting_vote: CastingVote | None
) -> None:
    plain = replace(
        rule, second_numerator=0, second_denominator=1, second_comparison=Comparison.MORE_THAN, second_base=Base.CAST
    )
    verdict = decide(first_alone(rule), counted, casting_vote)
    assert verdict == decide(plain, counted, casting_vote)
    assert (verdict.second_needed, verdict.second_base_value) == (0, 0)


@untimed
@given(double(), figures(), st.data())
def test_a_vote_moved_from_against_to_for_never_undoes_a_carried_motion(
    rule: Rule, counted: Figures, data: st.DataObject
) -> None:
    moved = data.draw(st.integers(0, counted.against))
    more = replace(counted, for_=counted.for_ + moved, against=counted.against - moved)
    before, after = decide(rule, counted), decide(rule, more)
    assert (after.needed, after.second_needed) == (before.needed, before.second_needed)
    if before.outcome is Outcome.CARRIED:
        assert after.outcome is Outcome.CARRIED


@untimed
@given(double(), figures(), casting_votes)
def test_rule_and_verdict_with_two_majorities_survive_storage_as_json(
    rule: Rule, counted: Figures, casting_vote: CastingVote | None
) -> None:
    verdict = decide(rule, counted, casting_vote)
    assert Rule.from_json(json.loads(json.dumps(rule.to_json()))) == rule
    assert Verdict.from_json(json.loads(json.dumps(verdict.to_json()))) == verdict


@untimed
@given(double(), figures())
def test_the_sentence_of_the_second_majority_is_right_as_arithmetic(rule: Rule, counted: Figures) -> None:
    verdict = decide(replace(rule, quorum_kind=QuorumKind.NONE), counted)
    sentence = verdict.sentences[2]
    if verdict.second_base_value == 0:
        assert sentence.startswith("Nobody ")
        return
    assert sentence.endswith(", and that is needed as well.")
    sentence = sentence.replace(", and that is needed as well.", ".")
    read = THRESHOLD.fullmatch(sentence[0].lower() + sentence[1:])
    assert read is not None, sentence
    part = FRACTIONS_BY_NAME.get(read["part"]) or Fraction(read["part"])
    more = read["more"] is not None
    exact = part * written(read["base"])
    needed = written(read["needed"])
    assert (part, more) == (rule.second_threshold, rule.second_comparison is Comparison.MORE_THAN)
    assert (written(read["base"]), needed) == (base_of(rule.second_base, counted), verdict.second_needed)
    assert (needed > exact, needed - 1 > exact) == (True, False) if more else needed - 1 < exact <= needed


@untimed
@given(double(), figures(), casting_votes)
def test_what_is_said_of_two_majorities_agrees_with_the_figures_and_reads_plainly(
    rule: Rule, counted: Figures, casting_vote: CastingVote | None
) -> None:
    verdict = decide(rule, counted, casting_vote)
    met = [alone(rule, counted), alone(turned(rule), counted)]
    shown = dict(verdict.steps)["First and second majority"]
    assert shown == ", ".join("reached" if one else "missed" for one in met)
    whole = " ".join([*verdict.sentences, *(text for step in verdict.steps for text in step)])
    assert re.findall(r"(?<![\d,.])1 (?:votes|members|abstentions)\b", whole) == []
    assert ("_" in whole, "at least all" in whole) == (False, False)
    assert [text for text in verdict.sentences if text[:1].islower() or not text.endswith(".")] == []
    assert len({label for label, _value in verdict.steps}) == len(verdict.steps)
