"""Schulze as the constitution of Debian has it: the option by default, quorum, majorities, and a real vote."""

import pytest
from hypothesis import given, settings

from assemblies.counting import count
from tests.assemblies.counting.elections import election, preferring, profile, profiles, refusal


def debian(papers, options="ABD", **told):
    return count(profile(papers, options), method="debian-schulze", **({"default": "D"} | told))


def test_the_vote_of_2007_elects_whom_it_elected():
    entry = election("debian-dpl-2007")
    for told in ({"default": entry["default_option"]}, {}, {"quorum": "47.5"}):
        result = count(entry["path"], method="debian-schulze", **told)
        assert (list(result.winners), result.ties) == (entry["expected_winners"], ())
        assert result.settings["default"] == "None Of The Above"
    assert result.rounds[0].excluded == ("Aigars Mahinovs", "Simon Richter")
    assert (result.rounds[1].pairs[4].winner, result.order[:2]) == ("Sam Hocevar", ("Sam Hocevar", "Steve McIntyre"))


def test_an_option_that_misses_the_quorum_is_dropped_though_it_would_win():
    papers = {"A D B": 4, "B A D": 1, "D": 1}
    assert debian(papers, quorum=5).winners == ("A",)
    missed = debian(papers, quorum="5.5")
    assert (missed.rounds[0].excluded, missed.winners) == (("A", "B"), ("D",))


def test_exactly_the_quorum_is_enough():
    assert debian({"A D B": 5}, quorum=5).winners == ("A",)


def test_as_many_for_the_default_as_for_an_option_drop_it():
    result = debian({"A D B": 3, "D A B": 3, "B D A": 7})
    assert (result.rounds[0].excluded, result.winners) == (("A",), ("B",))


def test_a_majority_of_three_to_one_must_be_exceeded():
    papers = {"A B D": 6, "D A B": 2}
    assert debian(papers, majorities={"A": 3}).rounds[0].excluded == ("A",)
    papers = {"A B D": 7, "D A B": 2}
    assert debian(papers, majorities={"A": 3}).winners == ("A",)


def test_options_that_were_dropped_stand_behind_all_others_and_count_no_more_in_paths():
    result = debian({"A D B": 4, "D B A": 3}, "ABD")
    assert (result.rounds[0].excluded, result.order) == (("B",), ("A", "D", "B"))
    assert {name for pair in result.rounds[1].pairs for name in (pair.winner, pair.loser)} == {"A", "D"}


def test_the_default_wins_where_nobody_defeats_it():
    result = debian({"D A B": 3, "D": 1})
    assert (result.winners, result.rounds[0].excluded) == (("D",), ("A", "B"))


def test_of_two_victories_with_as_many_in_favour_the_one_with_fewer_against_is_stronger():
    # A before B 5 to 4, B before C 5 to 3, C before A 5 to 4: so B has the stronger path against C.
    papers = {"A B C D": 1, "B C A D": 2, "C A B D": 3, "B A C D": 2, "A B=C D": 1}
    assert debian(papers, "ABCD").waits_for.options == ("A", "B")
    assert count(profile(papers, "ABCD"), method="schulze").waits_for.options == ("A", "B", "C")


@pytest.mark.parametrize("papers", [{}, {"": 3}, {"A=B=D": 4}])
def test_without_a_preference_the_default_holds(papers):
    result = debian(papers)
    assert (result.winners, result.ties, result.order[0]) == (("D",), (), "D")


def test_equal_options_wait_for_the_casting_vote_and_the_order_still_names_all():
    result = debian({"A=B C D": 2, "D C": 1}, "ABCD")
    assert (result.waits_for.options, result.winners) == (("A", "B"), ())
    assert sorted(result.order) == ["A", "B", "C", "D"]
    decision = {"stage": 2, "purpose": "win", "options": ["A", "B"], "chosen": ["B"], "by": "casting vote"}
    assert debian({"A=B C D": 2, "D C": 1}, "ABCD", ties=[decision]).winners == ("B",)


@pytest.mark.parametrize(
    "name",
    [
        "None Of The Above",
        "none of the above",
        "NOTA",
        "Further Discussion",
        "Choice 3: Further discussion",
        "None of the above.",
    ],
)
def test_the_default_is_found_by_its_usual_names(name):
    text = f'2 1\n3 1 2 0\n0\n"Ana"\n"{name}"\n""\n'
    assert count(text, method="debian-schulze").settings["default"] == name


@pytest.mark.parametrize(
    ("names", "told", "sentence"),
    [
        (("Ana", "Bea"), {}, "Name the option that holds by default: none is called “None Of The Above” or such."),
        (("NOTA", "Further Discussion"), {},
         "Name the option that holds by default: it could be NOTA or Further Discussion."),
        (("Ana", "NOTA"), {"default": "Bea"}, "There is no option “Bea” that could be the default."),
        (("Ana", "NOTA"), {"quorum": -1}, "The quorum must be a number, 0 or more: “-1”."),
        (("Ana", "NOTA"), {"quorum": "half"}, "The quorum must be a number, 0 or more: “half”."),
        (("Ana", "NOTA"), {"quorum": 2.5}, "The quorum must be a number, 0 or more: “2.5”."),
        (("Ana", "NOTA"), {"quorum": float("inf")}, "The quorum must be a number, 0 or more: “inf”."),
        (("Ana", "NOTA"), {"majorities": {"Ana": "1/0"}}, "The majority must be a number, 0 or more: “1/0”."),
        (("Ana", "NOTA"), {"majorities": {"Bea": 3}}, "There is no option “Bea” that a majority could be asked of."),
        (("Ana", "NOTA"), {"seats": 2}, "The rule of debian-schulze elects one. For several seats there is schulze."),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_for_is_refused(names, told, sentence):
    text = f'2 1\n3 1 2 0\n0\n"{names[0]}"\n"{names[1]}"\n""\n'
    assert refusal(count, text, method="debian-schulze", **told) == sentence


def test_other_methods_know_no_default():
    sentence = "A default option, a quorum and majorities belong to debian-schulze."
    for told in ({"default": "A"}, {"quorum": 3}, {"majorities": {"A": 2}}):
        assert refusal(count, profile({"A": 1}, "AB"), method="schulze", **told) == sentence


def by_schwartz_sets(one, default, quorum):
    """The rule as its text has it: drop, take the Schwartz set, forget the weakest defeats in it, and again."""
    prefers = preferring(one)
    left = {
        a
        for a in range(len(one.options))
        if a == default or (prefers[a, default] >= quorum and prefers[a, default] > prefers[default, a])
    }
    defeats = {(a, b) for a in left for b in left if a != b and prefers[a, b] > prefers[b, a]}
    while True:
        beats = set(defeats)
        for middle in left:
            beats |= {(a, b) for a in left for b in left if (a, middle) in beats and (middle, b) in beats}
        left = {a for a in left if all((b, a) not in beats or (a, b) in beats for b in left)}
        defeats = {(a, b) for a, b in defeats if a in left and b in left}
        if not defeats:
            return {one.options[a] for a in left}
        weakest = min((prefers[a, b], -prefers[b, a]) for a, b in defeats)
        defeats = {(a, b) for a, b in defeats if (prefers[a, b], -prefers[b, a]) != weakest}


@settings(deadline=None, max_examples=300)
@given(profiles(shared=True, most_seats=1))
def test_any_papers_elect_whom_dropping_the_weakest_defeats_leaves(one):
    default = len(one.options) - 1
    result = count(one, method="debian-schulze", default=one.options[default], quorum=3)
    assert ({*result.winners} or {*result.waits_for.options}) == by_schwartz_sets(one, default, 3)
