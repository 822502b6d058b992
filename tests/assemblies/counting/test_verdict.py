"""The verdict on named cases: the vectors every version must give, the sentences, and what is refused."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

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

TWO_THIRDS = Rule(numerator=2, denominator=3, comparison=Comparison.AT_LEAST, base=Base.YES_NO)
QUORUM = replace(TWO_THIRDS, quorum_kind=QuorumKind.FIXED, quorum_fixed=20)
MAJORITY = Rule(numerator=1, denominator=2, comparison=Comparison.MORE_THAN, base=Base.YES_NO)
CASTING = replace(MAJORITY, tie_rule=TieRule.CASTING_VOTE)
# The bylaws of a real branch, article II section 6 d: "no fewer than five members voting in support".
EMERGENCY = replace(MAJORITY, quorum_kind=QuorumKind.FIXED, quorum_fixed=5, quorum_count=QuorumCount.YES)
OF_PRESENT = replace(TWO_THIRDS, base=Base.PRESENT)
OF_ALL = replace(MAJORITY, base=Base.ENTITLED)
NEARLY_ALL = replace(TWO_THIRDS, numerator=999, denominator=1000)
CAST_BY_ONE = replace(EMERGENCY, base=Base.CAST, quorum_fixed=1, quorum_count=QuorumCount.CAST)
NO_PART = "The threshold must be a fraction above 0 and not above 1."
NO_SECOND_PART = "The second majority must be a fraction from 0, which asks for none, to 1."
NO_QUORUM_PART = "The quorum must be a fraction above 0 and not above 1."
NOT_WHOLE = ": this must be a whole number, 0 or more."
NO_OUTCOME = "A verdict needs an outcome, and a yes or no to whether the quorum was reached."
NO_TEXTS = "The sentences of a verdict must be a list of texts."
NO_STEP = "Each step of a verdict must be a label and a value."


def votes(for_: int, against: int, abstain: int = 0, *, present: int = 25, entitled: int = 141) -> Figures:
    """Give the figures of a vote in a branch of 141 with 25 present, unless another number matters."""
    return Figures(for_=for_, against=against, abstain=abstain, present=present, entitled=entitled)


def refusal(call: Callable[..., object], *arguments: object) -> str:
    """Give the sentence with which a call refuses its arguments."""
    with pytest.raises(ValueError, match=r"\.$") as refused:
        call(*arguments)
    return str(refused.value)


@pytest.mark.parametrize(
    ("rule", "base_value", "needed"),
    [
        (TWO_THIRDS, 9, 6),
        (TWO_THIRDS, 10, 7),
        (MAJORITY, 8, 5),
        (MAJORITY, 9, 5),
        (replace(TWO_THIRDS, comparison=Comparison.MORE_THAN), 9, 7),
        (replace(MAJORITY, comparison=Comparison.AT_LEAST), 8, 4),
        (replace(TWO_THIRDS, numerator=3), 8, 8),
        (replace(TWO_THIRDS, numerator=3, denominator=4), 4_000_001, 3_000_001),
        (TWO_THIRDS, 0, 1),
        (MAJORITY, 0, 1),
    ],
)
def test_needed_and_one_vote_less_falls(rule: Rule, base_value: int, needed: int) -> None:
    assert needed_for(rule, base_value) == needed
    if base_value:
        split = [votes(for_, base_value - for_, entitled=base_value) for for_ in (needed, needed - 1)]
        assert [decide(rule, figures).outcome for figures in split] == [Outcome.CARRIED, Outcome.FELL]


@pytest.mark.parametrize(
    ("base", "value", "needed", "outcome"),
    [
        (Base.YES_NO, 22, 15, Outcome.CARRIED),
        (Base.CAST, 25, 17, Outcome.CARRIED),
        (Base.PRESENT, 27, 18, Outcome.FELL),
        (Base.ENTITLED, 141, 94, Outcome.FELL),
    ],
)
def test_each_base_measures_against_its_own_number(base: Base, value: int, needed: int, outcome: Outcome) -> None:
    verdict = decide(replace(TWO_THIRDS, base=base), votes(17, 5, 3, present=27))
    assert (verdict.base_value, verdict.needed, verdict.outcome) == (value, needed, outcome)


@pytest.mark.parametrize("base", Base)
@pytest.mark.parametrize("comparison", Comparison)
@pytest.mark.parametrize("tie_rule", TieRule)
def test_no_votes_for_and_none_against_never_carries(base: Base, comparison: Comparison, tie_rule: TieRule) -> None:
    rule = Rule(numerator=1, denominator=2, comparison=comparison, base=base, tie_rule=tie_rule)
    cases = (votes(0, 0), votes(0, 0, 4), votes(0, 0, present=0, entitled=0))
    assert {decide(rule, figures, "for").outcome for figures in cases} == {Outcome.FELL}


def test_votes_without_anybody_counted_as_present_never_carry_on_that_base() -> None:
    verdict = decide(OF_PRESENT, votes(3, 0, present=0))
    assert (verdict.outcome, verdict.base_value) == (Outcome.FELL, 0)
    assert verdict.sentences == ("3 for, 0 against, 0 abstentions.", "Nobody was counted as present.", "Fell.")
    assert dict(verdict.steps)["Needed: at least two thirds of 0"] == "cannot be met"


def test_quorum_missed_is_neither_a_defeat_nor_a_tie() -> None:
    rule = replace(CASTING, quorum_kind=QuorumKind.FIXED, quorum_fixed=26)
    verdicts = [decide(rule, votes(for_, 5), "for") for for_ in (0, 4, 5, 20)]
    shown = {(verdict.outcome, verdict.casting_vote, verdict.steps[-2][0]) for verdict in verdicts}
    assert shown == {(Outcome.QUORUM_MISSED, None, "For")}


@pytest.mark.parametrize(
    ("kind", "entitled", "needed"),
    [
        (QuorumKind.NONE, 141, 0),
        (QuorumKind.FIXED, 141, 20),
        (QuorumKind.FRACTION_ENTITLED, 141, 29),
        (QuorumKind.FRACTION_ENTITLED, 140, 28),
        (QuorumKind.FRACTION_ENTITLED, 0, 0),
        (QuorumKind.MAJORITY_MEMBERS, 141, 71),
        (QuorumKind.MAJORITY_MEMBERS, 140, 71),
        (QuorumKind.MAJORITY_MEMBERS, 0, 1),
    ],
)
def test_quorum_is_reached_with_its_number_and_not_with_less(kind: QuorumKind, entitled: int, needed: int) -> None:
    rule = replace(QUORUM, quorum_kind=kind, quorum_numerator=1, quorum_denominator=5)
    reached = decide(rule, votes(0, 0, present=needed, entitled=entitled))
    assert (reached.quorum_needed, reached.quorum_reached, reached.outcome) == (needed, True, Outcome.FELL)
    if needed:
        missed = decide(rule, votes(0, 0, present=needed - 1, entitled=entitled))
        assert (missed.quorum_reached, missed.outcome) == (False, Outcome.QUORUM_MISSED)


def test_quorum_is_compared_with_the_number_the_rule_names() -> None:
    rules = [replace(EMERGENCY, quorum_count=count) for count in QuorumCount]
    assert [decide(rule, votes(6, 3, 2)).quorum_value for rule in rules] == [25, 11, 6]


@pytest.mark.parametrize(
    ("rule", "casting_vote", "outcome", "sentence", "value"),
    [
        (MAJORITY, None, "Fell", "A tie does not carry.", "a tie does not carry"),
        (CASTING, None, "Tie", "A tie, until the chair gives the casting vote.", "waits for the casting vote"),
        (CASTING, "for", "Carried", "A tie, and the casting vote of the chair was for.", "casting vote for"),
        (CASTING, "against", "Fell", "A tie, and the casting vote of the chair was against.", "casting vote against"),
    ],
)
def test_a_tie_falls_or_waits_for_the_casting_vote_that_settles_it(
    rule: Rule, casting_vote: CastingVote | None, outcome: str, sentence: str, value: str
) -> None:
    verdict = decide(rule, votes(11, 11, 1), casting_vote)
    assert (verdict.outcome.value, verdict.casting_vote) == (outcome.lower(), casting_vote)
    assert verdict.sentences[2] == sentence
    assert verdict.steps[-2:] == (("As many for as against", value), ("Outcome", outcome))


@pytest.mark.parametrize("casting_vote", ["for", "against"])
@pytest.mark.parametrize(
    ("rule", "figures", "outcome"),
    [
        (MAJORITY, votes(11, 11), Outcome.FELL),
        (CASTING, votes(12, 11), Outcome.CARRIED),
        (CASTING, votes(11, 12), Outcome.FELL),
        (replace(CASTING, base=Base.CAST), votes(11, 11), Outcome.FELL),
        (replace(CASTING, comparison=Comparison.AT_LEAST), votes(11, 11), Outcome.CARRIED),
        (replace(CASTING, numerator=2, denominator=3), votes(11, 11), Outcome.FELL),
    ],
)
def test_a_casting_vote_changes_nothing_where_there_is_no_tie_to_break(
    rule: Rule, figures: Figures, outcome: Outcome, casting_vote: CastingVote
) -> None:
    verdict = decide(rule, figures, casting_vote)
    assert (verdict.outcome, verdict.casting_vote, verdict) == (outcome, None, decide(rule, figures))


@pytest.mark.parametrize(
    ("rule", "figures", "said"),
    [
        (QUORUM, votes(17, 5, 3), "Two thirds of 22 is 15 (14.67, rounded up). Quorum of 20 reached with 25. Carried."),
        (QUORUM, votes(12, 3, present=18), "Quorum of 20 missed with 18. Nothing is decided."),
        (TWO_THIRDS, votes(5, 4), "Two thirds of 9 is 6. Fell."),
        (MAJORITY, votes(5, 3), "More than half of 8 is 5. Carried."),
        (MAJORITY, votes(0, 0, 2), "Nobody voted for or against. Fell."),
        (EMERGENCY, votes(4, 0), "Quorum of 5 votes in support missed with 4. Nothing is decided."),
        (
            CAST_BY_ONE,
            votes(1, 0),
            "More than half of the 1 vote cast is 1 (0.5, rounded up). Quorum of 1 vote reached with 1. Carried.",
        ),
        (OF_PRESENT, votes(16, 0), "Two thirds of the 25 members present is 17 (16.67, rounded up). Fell."),
        (
            OF_ALL,
            votes(2, 1, entitled=4_000_000),
            "More than half of the 4,000,000 members on the roll is 2,000,001. Fell.",
        ),
        (NEARLY_ALL, votes(1, 0), "999/1000 of 1 is 1 (just under 1, rounded up). Carried."),
    ],
)
def test_sentences_read_as_a_person_would_say_them(rule: Rule, figures: Figures, said: str) -> None:
    assert " ".join(decide(rule, figures).sentences[1:]) == said


def test_the_first_sentence_counts_the_votes() -> None:
    first = [decide(MAJORITY, votes(17, 5, abstain, entitled=9999)).sentences[0] for abstain in (0, 1, 3, 1204)]
    abstentions = ["0 abstentions", "1 abstention", "3 abstentions", "1,204 abstentions"]
    assert first == [f"17 for, 5 against, {counted}." for counted in abstentions]


def test_common_fractions_have_names() -> None:
    fractions = [(1, 2), (50, 100), (2, 3), (3, 4), (4, 5), (3, 5), (9, 10), (1, 1), (5, 9), (10, 18)]
    rules = [replace(TWO_THIRDS, numerator=above, denominator=below) for above, below in fractions]
    named = [decide(rule, votes(90, 0)).sentences[1].partition(" of 90 is ")[0] for rule in rules]
    words = "Half, Half, Two thirds, Three quarters, Four fifths, Three fifths, Nine tenths, All, 5/9, 5/9"
    assert named == words.split(", ")


def test_steps_show_the_arithmetic_of_quorum_and_threshold() -> None:
    part = replace(QUORUM, quorum_kind=QuorumKind.FRACTION_ENTITLED, quorum_numerator=1, quorum_denominator=6)
    counts = [("Members on the roll", "141"), ("Votes for, against and abstentions", "17 + 5 + 3 = 25")]
    assert list(decide(part, votes(17, 5, 3)).steps) == [
        *counts,
        ("Quorum: 1/6 of 141 (23.5, rounded up)", "24"),
        ("Counted for the quorum: members present", "25, reached"),
        ("Measured against votes for and against; abstentions left out", "17 + 5 = 22"),
        ("Needed: at least two thirds of 22 (14.67, rounded up)", "15"),
        ("For", "17"),
        ("Outcome", "Carried"),
    ]
    most = replace(EMERGENCY, base=Base.CAST, quorum_kind=QuorumKind.MAJORITY_MEMBERS, quorum_count=QuorumCount.CAST)
    assert list(decide(most, votes(17, 5, 3)).steps) == [
        *counts,
        ("Quorum: more than half of 141 (70.5, rounded up)", "71"),
        ("Counted for the quorum: votes cast, abstentions included", "25, missed"),
        ("Measured against all votes cast, abstentions included", "25"),
        ("Needed: more than half of 25 (12.5, rounded up)", "13"),
        ("For", "17"),
        ("Outcome", "Quorum missed"),
    ]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"denominator": 0}, NO_PART),
        ({"numerator": 0}, NO_PART),
        ({"numerator": 3}, NO_PART),
        ({"numerator": -1}, f"Numerator{NOT_WHOLE}"),
        ({"numerator": 1.0}, f"Numerator{NOT_WHOLE}"),
        ({"numerator": True}, f"Numerator{NOT_WHOLE}"),
        ({"numerator": 2}, "More than all of the votes can never be reached. Choose at least, or a smaller fraction."),
        ({"quorum_fixed": 0}, "A fixed quorum must be 1 or more. Choose no quorum if none is meant."),
        ({"quorum_kind": "fraction_entitled"}, NO_QUORUM_PART),
        ({"quorum_kind": "fraction_entitled", "quorum_numerator": 2}, NO_QUORUM_PART),
        ({"quorum_kind": "fraction_entitled", "quorum_numerator": 1, "quorum_denominator": 0}, NO_QUORUM_PART),
        ({"base": []}, "The base must be one of: yes_no, cast, present, entitled."),
        ({"second_base": "all"}, "The second base must be one of: yes_no, cast, present, entitled."),
        ({"second_numerator": -1}, f"Second numerator{NOT_WHOLE}"),
        ({"second_numerator": 2}, NO_SECOND_PART),
        ({"second_denominator": 0}, NO_SECOND_PART),
        (
            {"second_numerator": 1},
            "More than all of the votes can never be reached. Choose at least, or a smaller fraction.",
        ),
        ({"weight": 1}, "The stored rule has missing or unknown entries: weight."),
    ],
)
def test_a_stored_rule_that_decides_nothing_is_refused(changes: dict[str, object], sentence: str) -> None:
    assert refusal(Rule.from_json, {**EMERGENCY.to_json(), **changes}) == sentence


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"outcome": "rejected"}, NO_OUTCOME),
        ({"quorum_reached": 1}, NO_OUTCOME),
        ({"needed": "12"}, f"Needed{NOT_WHOLE}"),
        ({"second_needed": -1}, f"Second needed{NOT_WHOLE}"),
        ({"casting_vote": []}, "The casting vote must be for or against."),
        ({"sentences": "Fell."}, NO_TEXTS),
        ({"sentences": [1]}, NO_TEXTS),
        ({"steps": "For"}, "The steps of a verdict must be a list."),
        ({"steps": [["For", 3]]}, NO_STEP),
        ({"steps": ["ab"]}, NO_STEP),
        ({"reason": ""}, "The stored verdict has missing or unknown entries: reason."),
    ],
)
def test_a_stored_verdict_that_is_none_is_refused(changes: dict[str, object], sentence: str) -> None:
    stored = decide(EMERGENCY, votes(17, 5, 3)).to_json()
    assert refusal(Verdict.from_json, {**stored, **changes}) == sentence


def test_what_cannot_have_been_counted_is_refused() -> None:
    assert refusal(votes, -1, 0) == f"Votes for{NOT_WHOLE}"
    assert refusal(votes, 1, 0.5) == f"Votes against{NOT_WHOLE}"
    assert refusal(votes, 1, 0, "3") == f"Abstentions{NOT_WHOLE}"
    assert refusal(votes, 140, 1, 1) == "Votes counted: 142. Members on the roll: 141. Count again."
    assert refusal(needed_for, MAJORITY, -1) == "The number to measure against must be 0 or more."
    assert refusal(decide, CASTING, votes(4, 4), "abstain") == "The casting vote must be for or against."


def test_rule_and_verdict_are_stored_under_stable_names() -> None:
    fixed = {"quorum_kind": "fixed", "quorum_fixed": 5, "quorum_numerator": 0, "quorum_denominator": 1}
    choices = {"comparison": "more_than", "base": "yes_no", "quorum_count": "yes", "tie_rule": "fails"}
    later = {"quorum_last": 3, "quorum_floor": 0, "second_numerator": 0, "second_denominator": 1}
    later |= {"second_comparison": "more_than", "second_base": "entitled"}
    assert EMERGENCY.to_json() == {"numerator": 1, "denominator": 2, **fixed, **choices, **later}
    stored = json.loads(json.dumps(decide(CASTING, votes(4, 4), "for").to_json()))
    assert (stored.pop("sentences")[-1], stored.pop("steps")[-1]) == ("Carried.", ["Outcome", "Carried"])
    numbers = {"base_value": 8, "needed": 5, "quorum_needed": 0, "quorum_value": 25}
    numbers |= {"second_base_value": 0, "second_needed": 0}
    assert stored == {"outcome": "carried", "quorum_reached": True, "casting_vote": "for", **numbers}
