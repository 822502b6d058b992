"""Consent of each constituent: all or a part of them, with or without a part of the members they have together."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assemblies.counting.consent import ConsentRule, ConsentVerdict, Constituent, Own, Settled, consent
from assemblies.counting.rule import Comparison
from tests.assemblies.counting.test_verdict import NOT_WHOLE, refusal
from tests.assemblies.counting.test_verdict_properties import FRACTIONS_BY_NAME, parts, written

ALL = ConsentRule()
TWO_THIRDS = ConsentRule(numerator=2, denominator=3)
# Two thirds of the constituents, which have together more than half of all members.
WITH_MEMBERS = replace(TWO_THIRDS, members_numerator=1, members_denominator=2)
OWN = {"+": Own.CARRIED, "-": Own.FELL, "q": Own.QUORUM_MISSED, "?": Own.NOT_YET}

untimed = settings(deadline=None)


def bodies(own: str, *members: int) -> list[Constituent]:
    """One constituent for each sign, with ten members or as many as are given."""
    numbers = members or (10,) * len(own)
    return [Constituent(own=OWN[sign], members=number) for sign, number in zip(own, numbers, strict=True)]


@pytest.mark.parametrize(
    ("rule", "own", "outcome"),
    [
        (ALL, "+++", Settled.CARRIED),
        (ALL, "++?", Settled.NOT_YET),
        (ALL, "++q", Settled.NOT_YET),
        (ALL, "++-", Settled.FELL),
        (ALL, "??-", Settled.FELL),
        (TWO_THIRDS, "++-", Settled.CARRIED),
        (TWO_THIRDS, "++?", Settled.CARRIED),
        (TWO_THIRDS, "+q?", Settled.NOT_YET),
        (TWO_THIRDS, "+--", Settled.FELL),
        (replace(TWO_THIRDS, comparison=Comparison.MORE_THAN), "++-", Settled.FELL),
        (replace(TWO_THIRDS, comparison=Comparison.MORE_THAN), "++?", Settled.NOT_YET),
    ],
)
def test_it_is_settled_as_soon_as_the_rest_can_no_longer_turn_it(rule, own, outcome):
    assert consent(rule, bodies(own)).outcome == outcome


@pytest.mark.parametrize(
    ("own", "members", "outcome"),
    [
        ("++-", (30, 30, 40), Settled.CARRIED),
        ("++-", (25, 25, 50), Settled.FELL),
        ("++?", (25, 25, 50), Settled.NOT_YET),
        ("+--", (90, 5, 5), Settled.FELL),
        ("+++", (0, 0, 0), Settled.FELL),
    ],
)
def test_those_who_consent_must_have_their_part_of_all_members_as_well(own, members, outcome):
    assert consent(WITH_MEMBERS, bodies(own, *members)).outcome == outcome


def test_a_missed_quorum_is_no_refusal_until_nobody_is_waited_for():
    assert consent(ALL, bodies("++q")).outcome == Settled.NOT_YET
    ended = consent(ALL, bodies("++q"), closed=True)
    assert (ended.outcome, ended.sentences) == (
        Settled.FELL,
        (
            "2 consent, 0 do not, 1 missed the quorum.",
            "All 3 constituents must consent.",
            "Nobody is waited for any more, and whoever has not consented does not.",
            "Fell.",
        ),
    )


def test_consent_is_explained_in_sentences_and_in_the_working():
    waiting = consent(WITH_MEMBERS, bodies("+-q?", 300, 100, 350, 1250))
    assert waiting.sentences == (
        "1 consents, 1 does not, 1 missed the quorum, 1 has not decided yet.",
        "Two thirds of the 4 constituents is 3 (2.67, rounded up).",
        (
            "More than half of the 2,000 members they have together is 1,001, and that is needed as well; those who "
            "consent have 300."
        ),
        "2 more are needed.",
        "Those who consent need 701 more members behind them.",
        "Not decided yet.",
    )
    assert waiting.steps == (
        ("Consent, do not, missed the quorum, have not decided", "1 + 1 + 1 + 1 = 4"),
        ("Needed: at least two thirds of 4 (2.67, rounded up)", "3"),
        ("Consent", "1"),
        ("Members they have together", "2,000"),
        ("Needed as well: more than half of 2,000", "1,001"),
        ("Members of those who consent", "300"),
        ("Can consent at most", "3"),
        ("Members behind it at most", "1,900"),
        ("Outcome", "Not decided yet"),
    )
    fell = consent(WITH_MEMBERS, bodies("--q?", 300, 1100, 350, 250))
    assert fell.sentences[3:] == (
        "At most 2 can still consent.",
        "At most 600 members can still stand behind it.",
        "Fell.",
    )
    none = consent(replace(ALL, members_numerator=1, members_denominator=2), bodies("+", 0))
    assert none.sentences == (
        "1 consents, 0 do not.", "The one constituent must consent.", "They have no members together.", "Fell.",
    )  # fmt: skip
    assert ("Needed as well: more than half of 0", "cannot be met") in none.steps


def test_only_bodies_that_may_be_named_are_named_in_the_working():
    named = [Constituent(own=Own.CARRIED, members=3, name="Docks"), Constituent(own=Own.FELL, members=4)]
    verdict = consent(ALL, named)
    assert verdict.steps[:2] == (
        ("Docks", "consents"),
        ("Consent, do not, missed the quorum, have not decided", "1 + 1 + 0 + 0 = 2"),
    )
    assert "Docks" not in " ".join(verdict.sentences)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"numerator": 0}, "The part of the constituents must be a fraction above 0 and not above 1."),
        ({"numerator": 3}, "The part of the constituents must be a fraction above 0 and not above 1."),
        ({"numerator": 1.0}, f"Numerator{NOT_WHOLE}"),
        ({"members_numerator": 2}, "The part of the members must be a fraction from 0, which asks for none, to 1."),
        ({"members_denominator": 0}, "The part of the members must be a fraction from 0, which asks for none, to 1."),
        ({"comparison": "more_than"}, "More than all can never consent. Choose at least, or a smaller fraction."),
        ({"members_numerator": 1}, "More than all can never consent. Choose at least, or a smaller fraction."),
        ({"comparison": "about"}, "Each comparison must be one of: more_than, at_least."),
        ({"weight": 1}, "The stored consentrule has missing or unknown entries: weight."),
    ],
)
def test_a_stored_rule_under_which_nothing_could_be_settled_is_refused(changes, sentence):
    assert refusal(ConsentRule.from_json, {**ALL.to_json(), **changes}) == sentence


def test_what_no_bodies_can_have_come_to_is_refused():
    once = "Name at least one constituent, and each of them once."
    assert refusal(consent, ALL, []) == once
    assert refusal(consent, ALL, [Constituent(own=Own.CARRIED, name="Docks")] * 2) == once
    assert refusal(lambda: Constituent(own=Own.CARRIED, members=-1)) == f"Members{NOT_WHOLE}"
    assert refusal(lambda: Constituent(own="carried")) == (
        "The own outcome of a constituent must be one of: carried, fell, quorum_missed, not_yet."
    )
    stored = consent(ALL, bodies("+")).to_json()
    for changes, sentence in (
        ({"outcome": "tie"}, "What bodies came to together needs an outcome."),
        ({"needed": -1}, f"Needed{NOT_WHOLE}"),
        ({"sentences": "Fell."}, "The sentences of a verdict must be a list of texts."),
        ({"steps": [["For"]]}, "Each step of a verdict must be a label and a value."),
    ):
        assert refusal(ConsentVerdict.from_json, {**stored, **changes}) == sentence


@st.composite
def consent_rules(draw: st.DrawFn) -> ConsentRule:
    """Draw any rule, all of them as often as a part, with and without members."""
    comparison, more = draw(st.sampled_from(Comparison)), draw(st.sampled_from(Comparison))
    part = parts(below_one=comparison is Comparison.MORE_THAN)
    numerator, denominator = draw(st.just((1, 1)) | part if comparison is Comparison.AT_LEAST else part)
    members = draw(st.just((0, 1)) | parts(below_one=more is Comparison.MORE_THAN))
    return ConsentRule(
        numerator=numerator,
        denominator=denominator,
        comparison=comparison,
        members_numerator=members[0],
        members_denominator=members[1],
        members_comparison=more,
    )


constituents = st.lists(
    st.builds(Constituent, own=st.sampled_from(Own), members=st.integers(0, 9) | st.integers(0, 1_500_000)),
    min_size=1,
    max_size=12,
)


def met(part: Fraction, comparison: Comparison, has: int, whole: int) -> bool:
    """Compare with a part by its definition, without the arithmetic under test."""
    return has > 0 and (has > part * whole if comparison is Comparison.MORE_THAN else has >= part * whole)


def enough(rule: ConsentRule, all_: Sequence[Constituent], agreed: Sequence[Constituent]) -> bool:
    """Whether these are enough of all, by definition."""
    if not met(rule.part, rule.comparison, len(agreed), len(all_)):
        return False
    have, whole = (sum(one.members for one in group) for group in (agreed, all_))
    return not rule.members_numerator or met(rule.members_part, rule.members_comparison, have, whole)


@untimed
@given(consent_rules(), constituents, st.booleans())
def test_the_outcome_is_what_the_decided_ones_and_the_best_of_the_others_say(rule, all_, closed) -> None:
    agreed = [one for one in all_ if one.own is Own.CARRIED]
    hoped = [one for one in all_ if one.own is not Own.FELL]
    if enough(rule, all_, agreed):
        expected = Settled.CARRIED
    elif enough(rule, all_, hoped) and not closed:
        expected = Settled.NOT_YET
    else:
        expected = Settled.FELL
    assert consent(rule, all_, closed=closed).outcome == expected


@untimed
@given(consent_rules(), constituents, st.data())
def test_what_is_settled_stays_settled_whatever_the_others_decide(rule, all_, data) -> None:
    before = consent(rule, all_).outcome
    later = [
        replace(one, own=data.draw(st.sampled_from(Own))) if one.own in {Own.NOT_YET, Own.QUORUM_MISSED} else one
        for one in all_
    ]
    after = consent(rule, later).outcome
    assert before in {Settled.NOT_YET, after}
    assert consent(rule, later, closed=True).outcome in {Settled.CARRIED, Settled.FELL}


@untimed
@given(consent_rules(), constituents, st.data())
def test_one_more_that_consents_never_undoes_it(rule, all_, data) -> None:
    place = data.draw(st.integers(0, len(all_) - 1))
    more = [replace(one, own=Own.CARRIED) if at == place else one for at, one in enumerate(all_)]
    order = [Settled.FELL, Settled.NOT_YET, Settled.CARRIED]
    assert order.index(consent(rule, more).outcome) >= order.index(consent(rule, all_).outcome)


@untimed
@given(constituents)
def test_under_the_rule_of_all_each_one_can_stop_it(all_) -> None:
    own = {one.own for one in all_}
    expected = Settled.FELL if Own.FELL in own else Settled.CARRIED if own == {Own.CARRIED} else Settled.NOT_YET
    assert consent(ALL, all_).outcome == expected


@untimed
@given(consent_rules(), constituents, st.randoms())
def test_the_order_of_the_constituents_makes_no_difference(rule, all_, shuffled) -> None:
    other = list(all_)
    shuffled.shuffle(other)
    assert consent(rule, other) == consent(rule, all_)


@untimed
@given(consent_rules(), constituents)
def test_needed_is_the_least_number_of_constituents_and_of_members(rule, all_) -> None:
    verdict = consent(rule, all_)
    asked = [(rule.part, rule.comparison, verdict.needed, len(all_))]
    if rule.members_numerator:
        asked.append((rule.members_part, rule.members_comparison, verdict.members_needed, verdict.members))
    for part, comparison, needed, whole in asked:
        assert (met(part, comparison, needed, whole), met(part, comparison, needed - 1, whole)) == (True, False)
    assert rule.members_numerator or verdict.members_needed == 0


@untimed
@given(consent_rules(), constituents, st.booleans())
def test_rule_and_what_was_settled_survive_storage_as_json(rule, all_, closed) -> None:
    verdict = consent(rule, all_, closed=closed)
    assert ConsentRule.from_json(json.loads(json.dumps(rule.to_json()))) == rule
    assert ConsentVerdict.from_json(json.loads(json.dumps(verdict.to_json()))) == verdict


PART = re.compile(
    r"(?P<more>more than )?(?P<part>\d+/\d+|[a-z ]+?) of the (?P<whole>[\d,]+) [a-z ]+ is (?P<needed>[\d,]+)"
)


@untimed
@given(consent_rules(), constituents, st.booleans())
def test_every_sentence_is_right_as_arithmetic_and_reads_plainly(rule, all_, closed) -> None:
    verdict = consent(rule, all_, closed=closed)
    asked = [(rule.part, rule.comparison, verdict.needed, len(all_))]
    if rule.members_numerator and verdict.members:
        asked.append((rule.members_part, rule.members_comparison, verdict.members_needed, verdict.members))
    for sentence, (part, comparison, needed, whole) in zip(verdict.sentences[1:], asked, strict=False):
        read = PART.match(sentence[0].lower() + sentence[1:])
        if read is None:
            assert (part, sentence.endswith("must consent.")) == (1, True)
            continue
        said = FRACTIONS_BY_NAME.get(read["part"]) or Fraction(read["part"])
        assert (said, written(read["needed"]), written(read["whole"])) == (part, needed, whole)
        assert (read["more"] is not None) == (comparison is Comparison.MORE_THAN)
    texts = " ".join([*verdict.sentences, *(text for step in verdict.steps for text in step)])
    assert re.findall(r"(?<![\d,.])1 (?:members|constituents|consent\b|do not|have not|more are)", texts) == []
    assert (
        re.findall(r"(?<![\d,.])(?!1 )[\d,]+ (?:member|constituent|consents|does not|has not|more is)\b", texts) == []
    )
    assert ("_" in texts, "at least all" in texts) == (False, False)
    assert [text for text in verdict.sentences if text[:1].islower() or not text.endswith(".")] == []
