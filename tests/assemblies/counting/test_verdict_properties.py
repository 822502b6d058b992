"""The verdict on any rule and any figures: what must hold whatever was voted."""

import json
import re
from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from assemblies.counting.verdict import (
    Base,
    CastingVote,
    Comparison,
    Figures,
    Outcome,
    QuorumCount,
    QuorumKind,
    Rule,
    TieRule,
    Verdict,
    decide,
    needed_for,
)
from assemblies.counting.wording import FRACTION_NAMES, decimal

BASES_FROM_EASY_TO_HARD = (Base.YES_NO, Base.CAST, Base.ENTITLED)
FRACTIONS_BY_NAME = {name: part for part, name in FRACTION_NAMES.items()}
THRESHOLD = re.compile(
    r"(?P<more>more than )?(?P<part>\d+/\d+|[a-z ]+) of (?:the )?(?P<base>[\d,]+)[a-z ]* is (?P<needed>[\d,]+)"
    r"(?: \((?P<near>just over |just under )?(?P<exact>[\d,.]+), rounded up\))?\."
)

untimed = settings(deadline=None)  # a slow machine is no wrong verdict
casting_votes: st.SearchStrategy[CastingVote | None] = st.sampled_from(["for", "against", None])


@st.composite
def parts(draw: st.DrawFn, *, below_one: bool = False) -> tuple[int, int]:
    """Draw a fraction above 0 and not above 1, with named ones often and others of any size up to thousandths."""
    if draw(st.booleans()):
        named = [part for part in FRACTION_NAMES if part < 1 or not below_one]
        part = draw(st.sampled_from(named))
        return part.numerator, part.denominator
    denominator = draw(st.integers(2, 1000))
    return draw(st.integers(1, denominator - below_one)), denominator


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Draw any rule that is no nonsense, simple majority as often as all others."""
    comparison = draw(st.sampled_from(Comparison))
    numerator, denominator = draw(st.just((1, 2)) | parts(below_one=comparison is Comparison.MORE_THAN))
    quorum_numerator, quorum_denominator = draw(parts())
    return Rule(
        numerator=numerator,
        denominator=denominator,
        comparison=comparison,
        base=draw(st.sampled_from(Base)),
        quorum_kind=draw(st.sampled_from(QuorumKind)),
        quorum_fixed=draw(st.integers(1, 30)),
        quorum_numerator=quorum_numerator,
        quorum_denominator=quorum_denominator,
        quorum_count=draw(st.sampled_from(QuorumCount)),
        quorum_last=draw(st.integers(1, 5)),
        quorum_floor=draw(st.integers(1, 12)),
        tie_rule=draw(st.sampled_from(TieRule)),
    )


@st.composite
def figures(draw: st.DrawFn) -> Figures:
    """Draw the figures of a room or of a ballot of millions, with ties and absences common."""
    votes = st.integers(0, 12) | st.integers(0, 1_500_000)
    for_ = draw(votes)
    against = draw(st.just(for_) | votes)
    abstain = draw(st.just(0) | votes)
    entitled = for_ + against + abstain + draw(st.just(0) | votes)
    return Figures(
        for_=for_,
        against=against,
        abstain=abstain,
        present=draw(votes),
        entitled=entitled,
        attended=tuple(draw(st.lists(votes, max_size=6))),
        delegates=draw(votes),
    )


def enough(rule: Rule, counted: Figures, value: int) -> bool:
    """Compare with the quorum by its definition, without the arithmetic under test."""
    part = Fraction(rule.quorum_numerator, rule.quorum_denominator)
    looked_at = counted.attended[: rule.quorum_last]
    if rule.quorum_kind is QuorumKind.NONE:
        return True
    if rule.quorum_kind is QuorumKind.FIXED:
        return value >= rule.quorum_fixed
    reached = {
        QuorumKind.FRACTION_ENTITLED: value >= part * counted.entitled,
        QuorumKind.MAJORITY_MEMBERS: 2 * value > counted.entitled,
        QuorumKind.FRACTION_AVERAGE: value * len(looked_at) >= part * sum(looked_at),
        QuorumKind.FRACTION_DELEGATES: value >= part * counted.delegates,
    }[rule.quorum_kind]
    return reached and value >= rule.quorum_floor


def meets(rule: Rule, votes: int, base_value: int) -> bool:
    """Compare with the threshold by its definition, without the arithmetic under test."""
    if votes == 0:
        return False
    limit = Fraction(rule.numerator, rule.denominator) * base_value
    return votes > limit if rule.comparison is Comparison.MORE_THAN else votes >= limit


def written(text: str) -> int:
    """Read a number written with commas."""
    return int(text.replace(",", ""))


@untimed
@given(rules(), st.integers(0, 300))
def test_needed_is_the_least_number_that_meets_the_threshold(rule: Rule, base_value: int) -> None:
    least = next(votes for votes in range(base_value + 2) if meets(rule, votes, base_value))
    assert needed_for(rule, base_value) == least


@untimed
@given(rules(), st.integers(301, 10**12))
def test_needed_meets_the_threshold_and_one_less_does_not_on_any_scale(rule: Rule, base_value: int) -> None:
    needed = needed_for(rule, base_value)
    assert (meets(rule, needed, base_value), meets(rule, needed - 1, base_value)) == (True, False)


@untimed
@given(rules(), st.integers(1, 10**6))
def test_needed_can_be_reached(rule: Rule, base_value: int) -> None:
    assert 1 <= needed_for(rule, base_value) <= base_value


@untimed
@given(rules(), figures(), casting_votes)
def test_the_outcome_follows_from_quorum_threshold_and_tie_alone(
    rule: Rule, counted: Figures, casting_vote: CastingVote | None
) -> None:
    base_value = {
        Base.YES_NO: counted.for_ + counted.against,
        Base.CAST: counted.for_ + counted.against + counted.abstain,
        Base.PRESENT: counted.present,
        Base.ENTITLED: counted.entitled,
    }[rule.base]
    quorum_limit = enough(rule, counted, decide(rule, counted).quorum_value)
    simple = rule.comparison is Comparison.MORE_THAN and rule.threshold == Fraction(1, 2)
    tie_to_break = (
        simple
        and rule.base is Base.YES_NO
        and rule.tie_rule is TieRule.CASTING_VOTE
        and counted.for_ == counted.against
        and counted.for_ > 0
    )
    if not quorum_limit:
        expected = Outcome.QUORUM_MISSED
    elif tie_to_break:
        expected = {"for": Outcome.CARRIED, "against": Outcome.FELL, None: Outcome.TIE}[casting_vote]
    elif base_value > 0 and meets(rule, counted.for_, base_value):
        expected = Outcome.CARRIED
    else:
        expected = Outcome.FELL
    assert decide(rule, counted, casting_vote).outcome == expected


@untimed
@given(rules(), figures(), casting_votes)
def test_carried_means_votes_for_and_a_quorum(rule: Rule, counted: Figures, casting_vote: CastingVote | None) -> None:
    verdict = decide(rule, counted, casting_vote)
    if verdict.outcome is Outcome.CARRIED:
        enough = counted.for_ >= verdict.needed or verdict.casting_vote == "for"
        assert (counted.for_ > 0, verdict.base_value > 0, verdict.quorum_reached, enough) == (True, True, True, True)


@untimed
@given(rules(), figures())
def test_a_missed_quorum_and_only_that_gives_its_own_outcome(rule: Rule, counted: Figures) -> None:
    verdict = decide(rule, counted)
    reached = verdict.quorum_value >= verdict.quorum_needed
    assert (verdict.quorum_reached, verdict.outcome is Outcome.QUORUM_MISSED) == (reached, not reached)


@untimed
@given(rules(), figures())
def test_the_quorum_is_the_least_number_that_is_enough(rule: Rule, counted: Figures) -> None:
    needed = decide(rule, counted).quorum_needed
    assert enough(rule, counted, needed)
    assert needed == 0 or not enough(rule, counted, needed - 1)


@untimed
@given(rules(), figures(), st.integers(1, 12))
def test_a_lower_floor_never_asks_for_more(rule: Rule, counted: Figures, floor: int) -> None:
    lower, higher = sorted((floor, rule.quorum_floor))
    asked = [decide(replace(rule, quorum_floor=one), counted).quorum_needed for one in (lower, higher)]
    assert asked == sorted(asked)
    if rule.quorum_kind not in {QuorumKind.NONE, QuorumKind.FIXED}:
        assert asked[1] in {higher, decide(replace(rule, quorum_floor=1), counted).quorum_needed}


@untimed
@given(rules(), figures(), st.randoms())
def test_an_average_looks_at_the_last_assemblies_alone_and_in_any_order(rule, counted, shuffled) -> None:
    rule = replace(rule, quorum_kind=QuorumKind.FRACTION_AVERAGE)
    looked_at = list(counted.attended[: rule.quorum_last])
    shuffled.shuffle(looked_at)
    other = replace(counted, attended=tuple(looked_at))
    assert decide(rule, other).quorum_needed == decide(rule, counted).quorum_needed


@untimed
@given(rules(), figures(), st.data())
def test_a_vote_moved_to_for_never_undoes_a_carried_motion(rule: Rule, counted: Figures, data: st.DataObject) -> None:
    # Votes moved from against to for change no base; moved from abstentions they change only that of yes and no.
    rule = replace(rule, base=data.draw(st.sampled_from(Base)))
    moved = data.draw(st.integers(0, counted.against))
    from_abstain = 0 if rule.base is Base.YES_NO else data.draw(st.integers(0, counted.abstain))
    more = replace(
        counted,
        for_=counted.for_ + moved + from_abstain,
        against=counted.against - moved,
        abstain=counted.abstain - from_abstain,
    )
    before, after = decide(rule, counted), decide(rule, more)
    assert (after.base_value, after.needed) == (before.base_value, before.needed)
    if before.outcome is Outcome.CARRIED:
        assert after.outcome is Outcome.CARRIED


@untimed
@given(rules(), figures(), st.integers(0, 1000))
def test_abstentions_never_change_what_yes_and_no_need(rule: Rule, counted: Figures, added: int) -> None:
    rule = replace(rule, base=Base.YES_NO, quorum_kind=QuorumKind.NONE)
    more = replace(counted, abstain=counted.abstain + added, entitled=counted.entitled + added)
    before, after = decide(rule, counted), decide(rule, more)
    assert (after.base_value, after.needed, after.outcome) == (before.base_value, before.needed, before.outcome)


@untimed
@given(rules(), figures())
def test_a_wider_base_is_never_easier(rule: Rule, counted: Figures) -> None:
    rule = replace(rule, tie_rule=TieRule.FAILS)
    verdicts = [decide(replace(rule, base=base), counted) for base in BASES_FROM_EASY_TO_HARD]
    needed = [verdict.needed for verdict in verdicts]
    carried = [verdict.outcome is Outcome.CARRIED for verdict in verdicts]
    assert needed == sorted(needed)
    assert carried == sorted(carried, reverse=True)


@untimed
@given(rules(), figures(), casting_votes)
def test_the_same_votes_under_the_same_rule_give_the_same_verdict(
    rule: Rule, counted: Figures, casting_vote: CastingVote | None
) -> None:
    again = decide(Rule.from_json(rule.to_json()), replace(counted), casting_vote)
    assert decide(rule, counted, casting_vote) == again


@untimed
@given(rules(), figures(), casting_votes)
def test_rule_and_verdict_survive_storage_as_json(
    rule: Rule, counted: Figures, casting_vote: CastingVote | None
) -> None:
    verdict = decide(rule, counted, casting_vote)
    assert Rule.from_json(json.loads(json.dumps(rule.to_json()))) == rule
    assert Verdict.from_json(json.loads(json.dumps(verdict.to_json()))) == verdict


@untimed
@given(rules(), figures())
def test_the_threshold_sentence_is_right_as_arithmetic(rule: Rule, counted: Figures) -> None:
    rule = replace(rule, quorum_kind=QuorumKind.NONE)
    verdict = decide(rule, counted)
    sentence = verdict.sentences[1]
    if verdict.base_value == 0:
        assert sentence.startswith("Nobody ")
        return
    read = THRESHOLD.fullmatch(sentence[0].lower() + sentence[1:])
    assert read is not None, sentence
    part = FRACTIONS_BY_NAME.get(read["part"]) or Fraction(read["part"])
    base, needed, exact = written(read["base"]), written(read["needed"]), part * written(read["base"])
    more = read["more"] is not None
    assert (base, needed, more) == (verdict.base_value, verdict.needed, rule.comparison is Comparison.MORE_THAN)
    assert (needed > exact, needed - 1 > exact) == (True, False) if more else needed - 1 < exact <= needed
    assert (read["exact"] is None) == (exact.denominator == 1)
    if read["exact"]:
        shown = Fraction(read["exact"].replace(",", ""))
        assert abs(shown - exact) <= Fraction(1, 200)
        assert (read["near"] is not None) == (shown.denominator == 1)
        assert read["near"] in {None, "just over " if exact > shown else "just under "}


@untimed
@given(rules(), figures(), casting_votes)
def test_no_noun_is_plural_for_one_and_no_text_shows_an_enum(
    rule: Rule, counted: Figures, casting_vote: CastingVote | None
) -> None:
    verdict = decide(rule, counted, casting_vote)
    texts = [*verdict.sentences, *(text for step in verdict.steps for text in step)]
    whole = " ".join(texts)
    assert re.findall(r"(?<![\d,.])1 (?:votes|members|abstentions)\b", whole) == []
    assert re.findall(r"(?<![\d,.])(?!1 )[\d,]+ (?:vote|member|abstention)\b", whole) == []
    assert "_" not in whole
    assert "at least all" not in whole
    assert [text for text in verdict.sentences if text[:1].islower() or not text.endswith(".")] == []


@untimed
@given(st.fractions(0, 10**6, max_denominator=2000))
def test_two_decimals_are_the_nearest_ones(value: Fraction) -> None:
    shown = decimal(value)
    digits = Fraction(re.sub(r"[^\d.]", "", shown))
    difference = value - digits
    assert (-Fraction(1, 200) <= difference < Fraction(1, 200)) is True
    assert shown.startswith("just ") == (digits.denominator == 1 and difference != 0)
