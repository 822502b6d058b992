"""What holds for every ranked method and any papers."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assemblies.counting import count
from assemblies.counting.ranked.profile import Profile
from tests.assemblies.counting.elections import (
    BY_PAIRS,
    IN_ONE_ORDER,
    METHODS,
    NAMES,
    preferring,
    profile,
    profiles,
    refusal,
    settings_of,
)

untimed = settings(deadline=None)


def counted(one, method):
    one = replace(one, seats=1) if method == "debian-schulze" else one
    return count(one, method=method, **settings_of(method, one.options))


@pytest.mark.parametrize("method", METHODS)
@untimed
@given(data=st.data())
def test_the_order_of_the_papers_changes_nothing(method, data):
    one = data.draw(profiles(shared=method in BY_PAIRS))
    shuffled = replace(one, ballots=dict(data.draw(st.permutations([*one.ballots.items()]))))
    assert counted(shuffled, method).to_json() == counted(one, method).to_json()


@pytest.mark.parametrize("method", METHODS)
@untimed
@given(data=st.data())
def test_renaming_the_options_and_their_place_on_the_paper_renames_who_is_elected(method, data):
    one = data.draw(profiles(shared=method in BY_PAIRS))
    places = data.draw(st.permutations(range(len(one.options))))
    # The option at each place moves to another one and gets the name of that place.
    moved = Counter()
    for ranking, number in one.ballots.items():
        moved[tuple(tuple(places[option] for option in rank) for rank in ranking)] += number
    other = replace(one, ballots=moved)
    told = settings_of(method, one.options)
    if told:
        told = {"default": one.options[places[-1]]}
        other = replace(other, seats=1)
    first, second = counted(one, method), count(other, method=method, **told)
    new = {name: one.options[places[place]] for place, name in enumerate(one.options)}
    assert {new[name] for name in first.winners} == {*second.winners}
    assert [{new[name]: total for name, total in each.totals.items()} for each in first.rounds] == [
        dict(each.totals) for each in second.rounds
    ]
    assert [({new[name] for name in tie.options}, tie.changes_winners) for tie in first.ties] == [
        ({*tie.options}, tie.changes_winners) for tie in second.ties
    ]


@pytest.mark.parametrize("method", METHODS)
@untimed
@given(data=st.data())
def test_options_that_nothing_tells_apart_are_never_told_apart(method, data):
    one = data.draw(profiles(shared=method in BY_PAIRS))
    swap = {0: 1, 1: 0}
    both = Counter(one.ballots)
    for ranking, number in one.ballots.items():
        both[tuple(tuple(sorted(swap.get(option, option) for option in rank)) for rank in ranking)] += number
    same = Counter()
    for ranking, number in both.items():
        same[tuple(tuple(sorted(rank)) for rank in ranking)] += number
    if method == "debian-schulze" and len(one.options) == 2:
        return
    result = counted(replace(one, ballots=same), method)
    twins = {"Ana", "Bea"}
    if len(twins & {*result.winners}) == 1:
        # Both may have reached the quota with the last seat, but then a tie says so.
        assert any(twins <= {*tie.options} for tie in result.ties)


@pytest.mark.parametrize("method", ["schulze", "ranked-pairs"])
@untimed
@given(one=profiles(shared=True, most_seats=1))
def test_whoever_is_preferred_to_each_other_option_wins(method, one):
    prefers, number = preferring(one), len(one.options)
    for a in range(number):
        if all(prefers[a, b] > prefers[b, a] for b in range(number) if a != b):
            assert count(one, method=method).winners == (one.options[a],)


@pytest.mark.parametrize("method", METHODS)
@untimed
@given(data=st.data())
def test_every_option_stands_once_in_the_order_and_those_elected_fill_no_more_than_the_seats(method, data):
    one = data.draw(profiles(shared=method in BY_PAIRS))
    result = counted(one, method)
    assert sorted(result.order) == sorted(one.options)
    assert len({*result.winners}) == len(result.winners) <= result.seats
    if result.waits_for is None:
        assert len(result.winners) == min(result.seats, len(one.options))
        assert {*result.order[: len(result.winners)]} == {*result.winners}


@pytest.mark.parametrize("method", METHODS)
@untimed
@given(data=st.data())
def test_blank_papers_change_no_total_and_nobody_elected(method, data):
    one = data.draw(profiles(shared=method in BY_PAIRS))
    blank = replace(one, ballots=Counter(one.ballots) + Counter({(): 5}))
    first, second = counted(one, method), counted(blank, method)
    assert (second.winners, second.rounds, second.valid) == (first.winners, first.rounds, first.valid)
    assert second.papers == first.papers + 5


@pytest.mark.parametrize("method", IN_ONE_ORDER)
def test_with_all_options_equal_on_every_paper_counts_of_one_order_read_blank_papers(method):
    told, blank = (count(profile({paper: 4}, "ABC"), method=method) for paper in ("A=B=C", ""))
    assert told.to_json() == blank.to_json()
    assert (told.valid, told.winners, told.waits_for.changes_winners) == (0, (), True)


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        ({"options": ()}, "There are no options."),
        ({"options": ("Ana", "Ana")}, "Two options are called “Ana”. Give each a name of its own."),
        ({"options": ("Ana", " ")}, "An option has no name."),
        ({"seats": 0}, "The number of seats must be whole, 1 or more."),
        ({"seats": -1}, "The number of seats must be whole, 1 or more."),
        ({"seats": True}, "The number of seats must be whole, 1 or more."),
        ({"ballots": {((2,),): 1}}, "A paper names an option that is not there; there are 2."),
        ({"ballots": {((-1,),): 1}}, "A paper names an option that is not there; there are 2."),
        ({"ballots": {((0,), (0,)): 1}}, "A paper names “Ana” twice."),
        ({"ballots": {((0, 0),): 1}}, "A paper names “Ana” twice."),
        ({"ballots": {((0,), (), (1,)): 1}}, "A paper leaves a rank out."),
        ({"ballots": {((0,),): 0}}, "The number of equal papers must be whole, 1 or more."),
        ({"ballots": {((0,),): 1.0}}, "The number of equal papers must be whole, 1 or more."),
        ({"withdrawn": frozenset({2})}, "An option that is not there cannot have withdrawn."),
    ],
)
def test_papers_that_cannot_be_counted_are_refused_before_they_are(made, sentence):
    assert refusal(Profile, **({"options": NAMES[:2], "ballots": {}} | made)) == sentence


@pytest.mark.parametrize("seats", [0, -3, True, 1.5])
def test_seats_that_cannot_be_filled_are_refused(seats):
    sentence = "The number of seats must be whole, 1 or more."
    assert refusal(count, profile({"A": 1}, "AB"), method="irv", seats=seats) == sentence


def test_an_unknown_method_is_refused():
    assert refusal(count, profile({"A": 1}, "AB"), method="borda") == (
        "There is no method “borda”. Choose one of: scottish-stv, meek-stv, irv, schulze, debian-schulze, ranked-pairs."
    )
