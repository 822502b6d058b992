"""What must hold whatever stands on the papers; and the same results as the rules applied slowly and plainly."""

from decimal import Decimal
from itertools import groupby, permutations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from assemblies.counting import count
from assemblies.counting.ranked.pairwise import preferences, strongest_paths
from assemblies.counting.ranked.profile import Profile
from tests.assemblies.counting import naive
from tests.assemblies.counting.papers import BY_PAIRS, METHODS, ONE_BY_ONE, profiles

untimed = settings(deadline=None)


@st.composite
def with_a_drawn_order(draw, **how):
    papers = draw(profiles(**how))
    return papers, draw(st.permutations(range(len(papers.options))))


def counted(papers, method, drawn=None):
    default = papers.options[-1] if method == "debian-schulze" else None
    ties = None if drawn is None else [papers.options[option] for option in drawn]
    return count(papers, method=method, ties=ties, default=default)


@untimed
@given(with_a_drawn_order())
def test_scottish_stv_agrees_with_every_paper_moved_by_hand(case):
    papers, drawn = case
    elected, history = naive.scottish(papers, drawn)
    found = counted(papers, "scottish-stv", drawn)
    assert {papers.options[one] for one in elected} == set(found.winners)
    exact = [[Decimal(total.numerator) / total.denominator for total in stage] for stage in history]
    assert exact == [list(one.totals.values()) for one in found.rounds]


@untimed
@given(with_a_drawn_order(most=5))
def test_meek_agrees_with_every_paper_weighed_by_hand(case):
    papers, drawn = case
    elected, history = naive.meek(papers, drawn)
    found = counted(papers, "meek-stv", drawn)
    assert {papers.options[one] for one in elected} == set(found.winners)
    exact = [[Decimal(votes.numerator) / votes.denominator for votes in stage] for stage in history]
    assert exact == [list(one.totals.values()) for one in found.rounds[: len(exact)]]


@untimed
@given(with_a_drawn_order(seats=1))
def test_the_run_off_agrees_with_papers_handed_on_one_by_one(case):
    papers, drawn = case
    assert counted(papers, "irv", drawn).winners == (papers.options[naive.run_off(papers, drawn)],)


@settings(deadline=None, max_examples=300)
@given(profiles(shared=True, seats=1))
def test_schulze_agrees_with_every_path_looked_at(papers):
    options = range(len(papers.options))
    slow = naive.strongest_paths(papers)
    quick = strongest_paths(preferences(papers), options, lambda for_, _: (for_,))
    matrix = naive.preferred(papers)
    strengths = sorted({matrix[a][b] for a in options for b in options if matrix[a][b] > matrix[b][a]})
    assert {pair: quick[pair[0]][pair[1]] for pair in slow} == {
        pair: strengths.index(votes) + 1 if votes else 0 for pair, votes in slow.items()
    }
    best = {papers.options[one] for one in options if all(slow[one, x] >= slow[x, one] for x in options if x != one)}
    found = counted(papers, "schulze")
    assert best == (set(found.waits_for.options) if found.waits_for else set(found.winners))


@untimed
@given(profiles(most=4, shared=True, seats=1))
def test_ranked_pairs_know_what_the_order_of_equal_pairs_can_change(papers):
    matrix, size = naive.preferred(papers), len(papers.options)

    def strength(pair):
        return -matrix[pair[0]][pair[1]], matrix[pair[1]][pair[0]]

    won = sorted((p for p in product(range(size), repeat=2) if matrix[p[0]][p[1]] > matrix[p[1]][p[0]]), key=strength)
    groups = [list(permutations(group)) for _, group in groupby(won, strength)]
    results = [
        {papers.options[one] for one in naive.locked_winners(papers, [pair for part in parts for pair in part])}
        for parts in product(*groups)
    ]
    found = counted(papers, "ranked-pairs")
    alone = set.intersection(*results) if all(len(best) == 1 for best in results) else set()
    assert set(found.winners) == alone
    if not found.waits_for:
        assert results == [{*found.winners}] * len(results)
    elif found.waits_for.purpose == "win":
        assert results == [{*found.waits_for.options}] * len(results)
    else:
        assert found.waits_for.changes_winners is (len({frozenset(best) for best in results}) > 1 or not alone)


@untimed
@given(with_a_drawn_order(seats=1, shared=True), st.sampled_from(BY_PAIRS))
def test_who_beats_everybody_wins_by_pairs(case, method):
    papers, drawn = case
    matrix, size = naive.preferred(papers), len(papers.options)
    best = [one for one in range(size) if all(matrix[one][x] > matrix[x][one] for x in range(size) if x != one)]
    expected = {papers.options[one] for one in best}
    assert expected <= set(counted(papers, method).winners)
    assert expected <= set(counted(papers, method, drawn).winners)


@untimed
@given(with_a_drawn_order(), st.sampled_from(METHODS), st.randoms(use_true_random=False))
def test_the_order_of_papers_does_not_matter(case, method, chance):
    papers, drawn = case
    items = list(papers.ballots.items())
    chance.shuffle(items)
    mixed = Profile(options=papers.options, ballots=dict(items), seats=papers.seats)
    assert counted(mixed, method, drawn).to_json() == counted(papers, method, drawn).to_json()
    assert counted(mixed, method).to_json() == counted(papers, method).to_json()


@untimed
@given(with_a_drawn_order(), st.sampled_from(METHODS[:4] + METHODS[5:]), st.randoms(use_true_random=False))
def test_options_by_other_names_and_places_are_elected_under_these(case, method, chance):
    papers, drawn = case
    places = list(range(len(papers.options)))
    chance.shuffle(places)
    names = [""] * len(places)
    for option, place in enumerate(places):
        names[place] = f"New {papers.options[option]}"
    ballots = {tuple((places[rank[0]],) for rank in ranking): number for ranking, number in papers.ballots.items()}
    moved = Profile(options=tuple(names), ballots=ballots, seats=papers.seats)
    before, after = counted(papers, method, drawn), counted(moved, method, [places[option] for option in drawn])
    assert {f"New {one}" for one in before.winners} == set(after.winners)
    open_before, open_after = counted(papers, method), counted(moved, method)
    assert {f"New {one}" for one in open_before.winners} == set(open_after.winners)
    assert (open_before.waits_for is None) == (open_after.waits_for is None)
    if open_before.waits_for:
        assert {f"New {one}" for one in open_before.waits_for.options} == set(open_after.waits_for.options)


@untimed
@given(with_a_drawn_order(), st.sampled_from(ONE_BY_ONE))
def test_no_vote_is_lost_or_made_at_any_stage(case, method):
    papers, drawn = case
    found = counted(papers, method, drawn)
    assert [sum(one.totals.values()) + one.lost for one in found.rounds] == [found.valid] * len(found.rounds)
    assert min(min(one.totals.values()) for one in found.rounds) >= 0
    assert min(one.lost for one in found.rounds) >= 0


@untimed
@given(with_a_drawn_order(), st.sampled_from(METHODS))
def test_with_a_drawn_order_nothing_stays_open_and_every_seat_is_filled(case, method):
    papers, drawn = case
    found = counted(papers, method, drawn)
    assert found.waits_for is None
    assert sorted(found.order) == sorted(papers.options)
    if method != "debian-schulze":
        assert len(found.winners) == min(papers.seats, len(papers.options))
        assert set(found.order[: len(found.winners)]) == set(found.winners)


@untimed
@given(with_a_drawn_order(most=4), st.sampled_from(METHODS))
def test_whoever_is_named_while_a_tie_stands_is_elected_however_it_is_decided(case, method):
    papers, drawn = case
    found = counted(papers, method)
    decided = counted(papers, method, drawn)
    assert set(found.winners) <= set(decided.winners)
    if found.waits_for is None or found.waits_for.changes_winners is False:
        assert set(found.winners) == set(decided.winners)


@untimed
@given(with_a_drawn_order(), st.sampled_from(METHODS))
def test_decisions_one_by_one_give_the_same_record_as_when_they_were_drawn(case, method):
    papers, drawn = case
    default = papers.options[-1] if method == "debian-schulze" else None
    before = counted(papers, method, drawn)
    single = [
        {"stage": tie.stage, "purpose": tie.purpose, "tied": [*tie.options], "chosen": [*tie.chosen], "by": "lot"}
        for tie in before.ties
        if tie.purpose != "order"
    ]
    again = count(papers, method=method, ties=single, default=default)
    assert set(again.winners) == set(before.winners)
    assert [one.totals for one in again.rounds] == [one.totals for one in before.rounds]
    assert count(papers, method=method, ties=single, default=default) == again
