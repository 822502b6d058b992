"""What a mover asks for within the limits of the rules, and what goes beyond them."""

import pytest

from assemblies.counting.limits import narrowed, too_wide

HALF = {"threshold": "1/2", "comparison": "at_least"}
MORE = {"threshold": "1/2", "comparison": "more_than"}
NET = {"strikes": 2, "order_by": "net"}
OUT = {"strikes": 2, "out_outweighed": True}


@pytest.mark.parametrize(
    ("limits", "asked", "made"),
    [
        ({}, {}, {}),
        ({"most": 3}, {}, {"most": 3}),
        ({}, {"most": 3}, {"most": 3}),
        ({"most": 3}, {"most": 2}, {"most": 2}),
        ({"most": 3}, {"least": 1, "spoilt": True}, {"most": 3, "least": 1, "spoilt": True}),
        ({"budget": 10}, {"budget": 5, "most_each": 2}, {"budget": 5, "most_each": 2}),
        ({"budget": 10}, {"spend_all": True}, {"budget": 10, "spend_all": True}),
        (HALF, {"threshold": "2/3"}, {"threshold": "2/3", "comparison": "at_least"}),
        (HALF, {"comparison": "more_than"}, MORE),
        (HALF, {"blank_counts": True}, {**HALF, "blank_counts": True}),
        ({}, {"threshold": "1/3", "blank_counts": False}, {"threshold": "1/3", "blank_counts": False}),
        ({"quorum": 3}, {"quorum": 5}, {"quorum": 5}),
        ({}, {"quorum": "3/2"}, {"quorum": "3/2"}),
        (NET, {"strikes": 1}, {"strikes": 1, "order_by": "net", "out_outweighed": False}),
        (NET, {"strikes": 0}, {"strikes": 0}),
        (NET, {"out_above": "1/2"}, {**NET, "out_outweighed": False, "out_above": "1/2"}),
        (OUT, {"order_by": "approvals"}, {**OUT, "order_by": "approvals"}),
    ],
)
def test_what_is_narrower_holds(limits, asked, made):
    assert (narrowed(limits, asked), too_wide(limits, asked)) == (made, "")


@pytest.mark.parametrize(
    ("limits", "asked", "made", "sentence"),
    [
        ({"most": 3}, {"most": 4}, {"most": 3}, "The rules let a paper have 3 marks at most. Ask for no more."),
        ({"most": 1}, {"most": None}, {"most": 1}, "The rules let a paper have 1 mark at most. Ask for no more."),
        ({}, {"strikes": 1}, {"strikes": 0}, "The rules let nothing be struck out. Leave strikes out."),
        ({}, {"strikes": None}, {"strikes": 0}, "The rules let nothing be struck out. Leave strikes out."),
        (
            {},
            {"strikes": 1, "order_by": "net"},
            {"strikes": 0},
            "The rules let nothing be struck out. Leave strikes out.",
        ),
        (
            NET,
            {"strikes": 3},
            {**NET, "out_outweighed": False},
            "The rules let a paper have 2 strikes at most. Ask for no more.",
        ),
        (
            NET,
            {"order_by": "fewest_strikes"},
            {**NET, "out_outweighed": False},
            "What strikes do is said by the rules. Leave it to them.",
        ),
        (
            OUT,
            {"out_outweighed": False},
            {**OUT, "order_by": "approvals"},
            "What strikes do is said by the rules. Leave it to them.",
        ),
        (
            NET,
            {"strikes": 0, "out_above": "1/2"},
            {"strikes": 0},
            "What strikes do is said by the rules. Leave it to them.",
        ),
        (
            {"budget": 10},
            {"budget": 11},
            {"budget": 10},
            "The rules let a paper have 10 points at most. Ask for no more.",
        ),
        (
            {"most_each": 5},
            {"most_each": None},
            {"most_each": 5},
            "The rules let an option be given 5 points at most. Ask for no more.",
        ),
        (
            HALF,
            {"threshold": "1/3"},
            HALF,
            "By the rules half of all papers must mark an option to choose it. Ask for no less.",
        ),
        (
            MORE,
            {"comparison": "at_least"},
            MORE,
            "By the rules more than half of all papers must mark an option to choose it. Ask for no less.",
        ),
        (
            HALF,
            {"threshold": None},
            HALF,
            "By the rules half of all papers must mark an option to choose it. Ask for no less.",
        ),
        (
            HALF,
            {"blank_counts": False},
            HALF,
            "By the rules half of all papers must mark an option to choose it. Ask for no less.",
        ),
        (
            {"quorum": 3},
            {"quorum": "5/2"},
            {"quorum": 3},
            "By the rules 3 papers must prefer an option to doing nothing. Ask for no fewer.",
        ),
    ],
)
def test_what_is_wider_gives_way_to_the_rules_and_is_said(limits, asked, made, sentence):
    assert (narrowed(limits, asked), too_wide(limits, asked)) == (made, sentence)


@pytest.mark.parametrize("value", ["x", True, 1.5, [1]])
@pytest.mark.parametrize("name", ["most", "strikes", "budget", "most_each"])
def test_what_is_no_number_is_left_for_the_question_to_refuse(name, value):
    assert narrowed({name: 3}, {name: value})[name] == value
