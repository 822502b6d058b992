"""What rules say of how far a paper with options may go: refused, kept, said and compared."""

from copy import deepcopy

import pytest
from django.db import IntegrityError, transaction

from organisations.models import DecisionRule
from organisations.presets import PRESETS, SIMPLE_MAJORITY
from organisations.queries.ballot_phrases import ballot_sentence, choosing
from organisations.queries.differences import differences
from organisations.queries.rulesets import rule_for, rules_in_force
from organisations.queries.specs import as_rows
from organisations.validators import validate_rule_spec
from organisations.validators.limits import LIMIT_DEFAULTS
from organiser.base.errors import Invalid
from tests.helpers import decide_online, north_motion

POINTS, DEBIAN = {"choosing": "points"}, {"choosing": "debian-schulze"}
HALF = {"approval_numerator": 1, "approval_denominator": 2}


def spec(kind: str = "ordinary", **values: object) -> dict:
    made = deepcopy(SIMPLE_MAJORITY)
    made["kinds"][kind].update(values)
    return made


def rule(**values: object) -> DecisionRule:
    return DecisionRule(**{"kind": "ordinary", **SIMPLE_MAJORITY["kinds"]["ordinary"], **values})


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"marks": "few"}, "rule_word", "marks"),
        ({"marks": "number"}, "marks", "most_marks"),
        ({"most_marks": 3}, "marks", "most_marks"),
        ({"marks": "seats", "most_marks": 3}, "marks", "most_marks"),
        ({"marks": "number", "most_marks": 301}, "rule_number", "most_marks"),
        ({"strikes": -1}, "rule_number", "strikes"),
        ({"strikes_do": "nothing"}, "rule_word", "strikes_do"),
        ({"approval_numerator": 2}, "above_all", "approval_numerator"),
        ({"approval_denominator": 0}, "rule_number", "approval_denominator"),
        ({"approval_numerator": 1, "approval_comparison": "more_than"}, "approval_out_of_reach", "approval_numerator"),
        ({**POINTS, "points_in_all": 0}, "points", "points_in_all"),
        ({**POINTS, "points_in_all": 1001}, "rule_number", "points_in_all"),
        ({**POINTS, "points_each": 11}, "points", "points_each"),
        ({**POINTS, "points_each": None}, "rule_number", "points_each"),
        ({**POINTS, "marks": "seats"}, "other_choosing", "marks"),
        ({**POINTS, "strikes": 1}, "other_choosing", "strikes"),
        ({**POINTS, **HALF}, "other_choosing", "approval_numerator"),
        ({"points_in_all": 5}, "other_choosing", "points_in_all"),
        ({**DEBIAN, "points_each": 5}, "other_choosing", "points_each"),
        ({"default_quorum": 5}, "other_choosing", "default_quorum"),
        ({"choosing": "schulze", "default_quorum": 5}, "other_choosing", "default_quorum"),
    ],
)
def test_a_limit_that_contradicts_itself_or_belongs_to_another_way_of_choosing_is_refused(values, code, field):
    with pytest.raises(Invalid) as caught:
        validate_rule_spec(spec(**values))
    assert (caught.value.code, caught.value.field) == (code, field)


def test_the_refusal_of_a_limit_of_another_way_says_what_to_do():
    with pytest.raises(Invalid) as caught:
        validate_rule_spec(spec("election", strikes=1))
    assert caught.value.sentence == (
        "Limits of marks and strikes belong to a choice by approval, and the one for election is made otherwise. "
        "Choose that way, or leave them as they were."
    )


@pytest.mark.parametrize(
    "values",
    [
        {"marks": "number", "most_marks": 3, "strikes": 2, "strikes_do": "out", **HALF},
        {"marks": "seats", **HALF, "approval_comparison": "more_than"},
        {**POINTS},
        {**POINTS, "points_in_all": 0, "points_each": 5},
        {**POINTS, "points_in_all": 12, "points_each": 12},
        {**DEBIAN, "default_quorum": 7},
    ],
)
def test_limits_that_hold_together_are_kept_as_they_were_given(values):
    assert validate_rule_spec(spec(**values)) == spec(**values)


def test_the_tables_hold_no_points_without_a_limit_and_no_part_above_the_whole(harbour, mill):
    rules = rules_in_force(harbour.body("North"))
    common = {**SIMPLE_MAJORITY["kinds"]["ordinary"], "kind": "emergency"}
    for values, name in (
        ({**POINTS, "points_in_all": 0}, "points_have_a_limit"),
        ({"approval_numerator": 2}, "approval_is_a_fraction"),
        ({"approval_denominator": 0}, "approval_is_a_fraction"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            DecisionRule.objects.create(organisation=harbour.organisation, rule_set=rules, **common, **values)
    kept = DecisionRule.objects.create(
        organisation=harbour.organisation, rule_set=rules, **common, choosing="approval", points_in_all=0
    )
    assert kept.points_in_all == 0


def test_a_decision_puts_every_limit_into_force_in_its_body_alone(harbour, mill):
    said = {"marks": "number", "most_marks": 3, "strikes": 1, "strikes_do": "shown", "approval_comparison": "more_than"}
    said |= HALF
    decide_online(harbour, north_motion(harbour, kind="rules", effect="adopt_rules", payload={"rules": spec(**said)}))
    held = rule_for(harbour.body("North"), "ordinary")
    assert {name: getattr(held, name) for name in LIMIT_DEFAULTS} == {**LIMIT_DEFAULTS, **said}
    for place in (harbour, mill):
        elsewhere = rule_for(place.body(), "ordinary")
        assert {name: getattr(elsewhere, name) for name in LIMIT_DEFAULTS} == LIMIT_DEFAULTS


@pytest.mark.parametrize("name", PRESETS)
def test_presets_and_rules_of_before_set_no_limit_to_marks_and_make_points_usable_at_once(name):
    for one in as_rows(validate_rule_spec(PRESETS[name]))[1]:
        assert {limit: getattr(one, limit) for limit in LIMIT_DEFAULTS} == LIMIT_DEFAULTS
    assert validate_rule_spec(spec(**POINTS)) == spec(**POINTS)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "by approval, with every option marked that one agrees with"),
        ({"marks": "number", "most_marks": 3}, "by approval, with at most 3 options marked"),
        ({"marks": "number", "most_marks": 1}, "by approval, with at most 1 option marked"),
        ({"marks": "seats"}, "by approval, with at most as many options marked as are to be chosen"),
        (
            {"marks": "seats", "strikes": 2},
            (
                "by approval, with at most as many options marked as are to be chosen, and at most 2 struck out; each "
                "strike takes one mark away"
            ),
        ),
        (
            {"strikes": 1, "strikes_do": "out"},
            (
                "by approval, with every option marked that one agrees with, and at most 1 struck out; whoever is "
                "struck out more often than marked is out"
            ),
        ),
        (
            {"marks": "number", "most_marks": 3, "strikes": 1, "strikes_do": "shown", **HALF},
            (
                "by approval, with at most 3 options marked, and at most 1 struck out; strikes are shown and change "
                "nothing; an option is chosen only where at least half of the papers mark it"
            ),
        ),
        (
            {**HALF, "approval_comparison": "more_than"},
            (
                "by approval, with every option marked that one agrees with; an option is chosen only where more than "
                "half of the papers mark it"
            ),
        ),
        (POINTS, "by points given to them, 10 in all"),
        ({**POINTS, "points_in_all": 6, "points_each": 3}, "by points given to them, 6 in all, at most 3 to each"),
        ({**POINTS, "points_in_all": 0, "points_each": 5}, "by points given to them, at most 5 to each"),
        (
            {**DEBIAN, "default_quorum": 7},
            (
                "by ranking them, counted by Schulze’s method against doing nothing, as in Debian; an option is chosen "
                "only where at least 7 papers prefer it to doing nothing"
            ),
        ),
    ],
)
def test_B10_every_limit_reads_as_part_of_the_sentence(values, words):
    validate_rule_spec(spec(**values))
    assert choosing(rule(**values)) == words
    assert ballot_sentence(rule(**values)).endswith(f"A choice among several options is made {words}.")


def test_B10_limits_are_said_of_kinds_whose_choice_by_approval_goes_without_saying():
    assert ballot_sentence(rule(kind="rescind")) == "Votes are by name."
    assert ballot_sentence(rule(kind="rescind", marks="seats")) == (
        "Votes are by name. A choice among several options is made by approval, with at most as many options marked as "
        "are to be chosen."
    )


def test_B10_what_changes_about_limits_is_said():
    before, after = spec(**POINTS), spec(**POINTS, points_in_all=6, points_each=3)
    assert differences(as_rows(before), as_rows(after)) == [
        (
            "Choice among options of ordinary decisions: was by points given to them, 10 in all, becomes by points "
            "given to them, 6 in all, at most 3 to each."
        )
    ]
    assert differences(as_rows(before), as_rows(before)) == []
