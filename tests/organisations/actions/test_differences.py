"""Two versions of rules are compared in sentences that each member can read (mission B10)."""

from copy import deepcopy

from hypothesis import given, settings
from hypothesis import strategies as st

from organisations.presets import IWW_LIKE_BRANCH, PRESETS, SIMPLE_MAJORITY
from organisations.queries.differences import differences
from organisations.queries.specs import as_rows, sentences_of
from organisations.validators import validate_rule_spec
from organisations.validators.fields import KIND_FLAGS, KIND_NUMBERS, KIND_WORDS
from organiser.base.errors import Invalid

HALF_MORE = "more votes for than against; abstentions are not counted"


def between(before: dict, after: dict) -> list[str]:
    return differences(as_rows(before), as_rows(after))


def changed(kind: str = "ordinary", **values: object) -> dict:
    made = deepcopy(SIMPLE_MAJORITY)
    (made["body"] if kind == "body" else made["kinds"][kind]).update(values)
    return made


def test_B10_a_change_says_what_was_and_what_becomes():
    assert between(SIMPLE_MAJORITY, changed(quorum_denominator=4)) == [
        (
            "Quorum of ordinary decisions: was a fifth of all members with a vote present, "
            "becomes a quarter of all members with a vote present."
        )
    ]
    two_thirds = {"threshold_numerator": 2, "threshold_denominator": 3, "comparison": "at_least"}
    assert between(SIMPLE_MAJORITY, changed("election", **two_thirds, seconders=0, proposers="committee")) == [
        (
            f"Threshold of elections: was {HALF_MORE}, "
            "becomes at least two thirds of the votes for and against; abstentions are not counted."
        ),
        "Proposers of elections: was any full member, becomes those who hold a role here or in a committee of ours.",
        "Seconders of elections: was 1, becomes none.",
    ]
    more = {"arrears_months": 3, "terms_in_a_row": None, "progressive_stack": True, "recall_numerator": 1}
    assert between(SIMPLE_MAJORITY, changed("body", **more, recall_denominator=5, applications="open")) == [
        "Dues in arrears: was not looked at, becomes 3 months at most.",
        "Terms in a row: was 2 at most, becomes any number.",
        "Call for a recall: was 5 members, becomes a fifth of all members with a vote, and no fewer than 5 members.",
        "Applications to join: was those who keep the register answer, becomes whoever applies is a member.",
        "Order of speakers: was as they asked, becomes who has spoken less is first.",
    ]


def test_B10_a_kind_of_decision_that_comes_or_goes_is_said():
    with_it = deepcopy(SIMPLE_MAJORITY)
    with_it["kinds"]["emergency"] = IWW_LIKE_BRANCH["kinds"]["emergency"]
    assert between(with_it, SIMPLE_MAJORITY) == ["The rules no longer say how to take emergency decisions."]
    assert between(SIMPLE_MAJORITY, with_it) == [
        (
            f"New are rules for emergency decisions. An emergency motion carries with {HALF_MORE}. The quorum is 5 "
            "members voting for it. It needs a mover and 1 seconder and is voted on in a ballot open for at least 24 "
            "hours. Votes are by name."
        )
    ]


def test_B10_no_preset_is_the_same_as_another():
    for one, rules in PRESETS.items():
        for other, more in PRESETS.items():
            assert (between(rules, more) == []) == (one == other)


@st.composite
def rules(draw: st.DrawFn) -> dict:
    """A sound rule set with a few fields of ordinary decisions drawn anew."""
    made = deepcopy(SIMPLE_MAJORITY)
    for name in draw(st.lists(st.sampled_from(sorted(KIND_NUMBERS)), max_size=3, unique=True)):
        made["kinds"]["ordinary"][name] = draw(st.integers(0, 4))
    for name in draw(st.lists(st.sampled_from(sorted(KIND_WORDS)), max_size=2, unique=True)):
        made["kinds"]["ordinary"][name] = draw(st.sampled_from(KIND_WORDS[name]))
    for name in draw(st.lists(st.sampled_from(KIND_FLAGS), max_size=2, unique=True)):
        made["kinds"]["ordinary"][name] = draw(st.booleans())
    try:
        return validate_rule_spec(made)
    except Invalid:
        return validate_rule_spec(SIMPLE_MAJORITY)


@settings(max_examples=200, deadline=None)
@given(rules(), rules())
def test_B10_versions_differ_in_sentences_exactly_where_they_read_differently(before, after):
    assert (between(before, after) == []) == (sentences_of(before) == sentences_of(after))
    assert len(between(before, after)) == len(between(after, before))
