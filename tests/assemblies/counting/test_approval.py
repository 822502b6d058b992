"""Approval, N of M and strikes: named counts with their sentences, refusals, and what holds for any papers."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assemblies.counting.approval import ApprovalRule, Marks, OrderBy, count_approval
from assemblies.counting.lots import order_by_lot
from assemblies.counting.papers import read
from assemblies.counting.seats import Resolution, Tie, TieBreak
from assemblies.counting.verdict import Comparison

FOUR = ("Ana", "Bea", "Cai", "Dov")
PLAIN = ApprovalRule()
TWO_OF_FOUR = ApprovalRule(seats=2, most=2)
STRIKES = ApprovalRule(seats=2, most=2, strikes=1)
TWO_OF_FOUR_FREE = ApprovalRule(seats=2)

untimed = settings(deadline=None)
subsets = st.lists(st.sampled_from(FOUR), unique=True, max_size=4).map(tuple)
papers_of_marks = st.lists(st.tuples(subsets.map(Marks), st.integers(1, 5)), max_size=12)


def refusal(call: Callable[..., object], *arguments: object, **named: object) -> str:
    """Give the sentence with which a call refuses its arguments."""
    with pytest.raises(ValueError, match=r"\.$") as refused:
        call(*arguments, **named)
    return str(refused.value)


@st.composite
def struck_papers(draw: st.DrawFn) -> list[tuple[Marks, int]]:
    """Draw papers on which every option is marked, struck out or left alone."""
    kinds = st.tuples(*[st.sampled_from(("mark", "strike", "")) for _ in FOUR])
    found = []
    for _ in range(draw(st.integers(0, 10))):
        chosen = draw(kinds)
        sides = [tuple(o for o, kind in zip(FOUR, chosen, strict=True) if kind == side) for side in ("mark", "strike")]
        found.append((Marks(*sides), draw(st.integers(1, 4))))
    return found


@st.composite
def rules(draw: st.DrawFn) -> ApprovalRule:
    """Draw any rule under which all of these papers count."""
    part = st.none() | st.fractions(Fraction(1, 12), 1, max_denominator=12)
    return ApprovalRule(
        seats=draw(st.integers(1, 5)),
        strikes=None,
        order_by=draw(st.sampled_from(OrderBy)),
        out_above=draw(part),
        out_outweighed=draw(st.booleans()),
        threshold=draw(part),
        comparison=draw(st.sampled_from(Comparison)),
        blank_counts=draw(st.booleans()),
    )


def elected_by_hand(rule: ApprovalRule, papers: list[tuple[Marks, int]]) -> tuple[set[str], set[str]]:
    """Find who is certain of a seat, and who ties for the last ones, by asking each how many stand above."""
    every = [paper for paper, times in papers for _ in range(times)]
    counted = [paper for paper in every if rule.blank_counts or paper != Marks()]
    ahead: dict[str, int] = {}
    for option in FOUR:
        yes = sum(option in paper.marked for paper in every)
        no = sum(option in paper.struck for paper in every)
        enough = yes > 0 or (rule.order_by is OrderBy.FEWEST_STRIKES and rule.threshold is None)
        if rule.threshold is not None:
            limit = rule.threshold * len(counted)
            reached = yes > limit if rule.comparison is Comparison.MORE_THAN else yes >= limit
            enough = yes > 0 and reached
        struck_out = rule.out_above is not None and Fraction(no) > rule.out_above * len(every)
        if every and enough and not struck_out and not (rule.out_outweighed and no > yes):
            ahead[option] = {"approvals": yes, "net": yes - no, "fewest_strikes": -no}[rule.order_by]
    above = {one: sum(value > ahead[one] for value in ahead.values()) for one in ahead}
    level = {one: sum(value == ahead[one] for value in ahead.values()) for one in ahead}
    sure = {one for one in ahead if above[one] + level[one] <= rule.seats}
    return sure, {one for one in ahead if above[one] < rule.seats < above[one] + level[one]}


def test_the_most_approvals_take_the_seats():
    papers = [(Marks(("Ana", "Bea")), 4), (Marks(("Cai", "Ana")), 3), (Marks(), 1)]
    count = count_approval(TWO_OF_FOUR, FOUR, papers)
    assert (count.winners, count.order, count.vacant) == (("Ana", "Bea"), (("Ana",), ("Bea",), ("Cai",)), 0)
    assert count.sentences == ("8 papers, of which 1 blank.", "Elected: Ana with 7 approvals and Bea with 4 approvals.")
    assert count.steps == (
        ("Papers", "8"),
        ("Blank papers", "1"),
        ("Spoilt papers", "0"),
        ("Valid papers", "8 − 0 = 8"),
        ("Ana", "approvals 7: 7 approvals"),
        ("Bea", "approvals 4: 4 approvals"),
        ("Cai", "approvals 3: 3 approvals"),
        ("Dov", "approvals 0: 0 approvals, out: too few approvals"),
        ("Elected", "Ana and Bea"),
    )


def test_a_tie_across_the_last_seat_stops_the_count_and_is_resolved_by_what_is_given():
    papers = [(Marks(("Ana", "Bea")), 4), (Marks(("Cai", "Ana")), 4)]
    count = count_approval(TWO_OF_FOUR, FOUR, papers)
    tie = Tie(stage="seat 2", seats=1, options=("Bea", "Cai"))
    assert (count.winners, count.tie, count.resolution, count.is_open, count.vacant) == (("Ana",), tie, None, True, 0)
    assert count.sentences[1:] == (
        "Elected: Ana with 8 approvals.",
        "A tie for seat 2: Bea and Cai have 4 approvals each.",
        "The count stops here, until the tie is resolved.",
    )
    lot = order_by_lot(tie.options, ["9319"], stage=tie.stage)
    resolution = Resolution(by=TieBreak.LOT, order=lot.order, note=lot.key)
    resolved = count_approval(TWO_OF_FOUR, FOUR, papers, resolution)
    assert (resolved.winners, resolved.tie, resolved.is_open) == (("Ana", lot.order[0]), tie, False)
    assert resolved.sentences[-1] == "The tie was resolved by lot: 9319./seat 2./."
    assert resolved == count_approval(TWO_OF_FOUR, FOUR, reversed(papers), resolution)


@pytest.mark.parametrize(
    ("by", "words"),
    [(TieBreak.CASTING_VOTE, "resolved by the casting vote of the chair"), (TieBreak.RUN_OFF, "resolved by a run-off")],
)
def test_a_casting_vote_names_as_many_as_there_are_seats(by, words):
    papers = [(Marks(FOUR), 3)]
    count = count_approval(TWO_OF_FOUR_FREE, FOUR, papers, Resolution(by=by, order=("Dov", "Bea")))
    assert (count.winners, count.tie) == (("Dov", "Bea"), Tie(stage="seats 1 to 2", seats=2, options=FOUR))
    assert count.sentences[-1] == f"The tie was {words}."
    assert count.steps[-2:] == ((words.capitalize(), "Dov and Bea"), ("Elected", "Dov and Bea"))


def test_a_resolution_without_a_tie_changes_nothing_and_is_not_recorded():
    papers = [(Marks(("Ana",)), 2), (Marks(("Bea",)), 1)]
    resolution = Resolution(by=TieBreak.LOT, order=("Bea", "Ana"))
    assert count_approval(PLAIN, FOUR, papers, resolution) == count_approval(PLAIN, FOUR, papers)


@pytest.mark.parametrize(
    ("order", "by", "sentence"),
    [
        (("Dov",), TieBreak.LOT, "“Dov” is not among the tied. Name only those who are."),
        (("Ana", "Ana"), TieBreak.LOT, "“Ana” stands twice in the order of the tied."),
        ((), TieBreak.LOT, "The tie is about seat 1. Name as many of the tied, in order."),
        (("Ana",), "lot", "A tie is resolved by one of: lot, casting_vote, run_off."),
    ],
)
def test_a_resolution_that_does_not_fit_the_tie_is_refused(order, by, sentence):
    papers = [(Marks(("Ana",)), 2), (Marks(("Bea",)), 2)]
    assert refusal(count_approval, PLAIN, FOUR, papers, Resolution(by=by, order=order)) == sentence


@pytest.mark.parametrize(
    ("rule", "winners", "out"),
    [
        (STRIKES, ("Ana",), {"Dov": "too few approvals"}),
        (replace(STRIKES, order_by=OrderBy.NET), ("Ana", "Cai"), {"Dov": "too few approvals"}),
        (
            replace(STRIKES, out_above=Fraction(1, 2)),
            ("Ana", "Cai"),
            {"Bea": "struck out by more than half of the papers", "Dov": "too few approvals"},
        ),
        (
            replace(STRIKES, out_outweighed=True),
            ("Ana", "Cai"),
            {"Bea": "more strikes than approvals", "Dov": "too few approvals"},
        ),
    ],
)
def test_strikes_do_what_the_rule_says(rule, winners, out):
    """Bea and Cai have 4 approvals each of 9 papers; 5 papers strike Bea out."""
    papers = [(Marks(("Ana", "Bea")), 4), (Marks(("Ana", "Cai"), ("Bea",)), 4), (Marks((), ("Bea",)), 1)]
    count = count_approval(rule, FOUR, papers)
    assert (count.winners, {row.option: row.out for row in count.rows if row.out}) == (winners, out)


def test_half_of_the_papers_is_not_more_than_half():
    rule = replace(STRIKES, out_above=Fraction(1, 2))
    papers = [(Marks(("Ana",), ("Bea",)), 2), (Marks(("Bea",)), 2)]
    assert count_approval(rule, FOUR, papers).winners == ("Ana", "Bea")


def test_where_papers_only_strike_the_fewest_strikes_win():
    rule = ApprovalRule(most=0, strikes=None, order_by=OrderBy.FEWEST_STRIKES)
    count = count_approval(rule, FOUR, [(Marks((), ("Ana", "Bea")), 4), (Marks((), ("Cai",)), 1)])
    assert (count.winners, count.order) == (("Dov",), (("Dov",), ("Cai",), ("Ana", "Bea")))
    assert count.sentences[-1] == "Elected: Dov with 0 strikes."
    assert count.steps[5] == ("Cai", "approvals 0, strikes 1: 1 strike")


def test_more_strikes_than_approvals_is_told_as_a_number_below_0():
    rule = replace(STRIKES, order_by=OrderBy.NET)
    count = count_approval(rule, FOUR, [(Marks(("Ana",)), 1), (Marks((), ("Ana",)), 3)])
    assert count.sentences[1:] == ("Elected: Ana with −2 approvals less strikes.", "1 seat stays empty.")


@pytest.mark.parametrize(
    ("changes", "needed", "winners"),
    [
        ({"comparison": Comparison.AT_LEAST}, "Half of 10 valid papers must approve: 5.", ("Ana", "Bea")),
        ({"comparison": Comparison.MORE_THAN}, "More than half of 10 valid papers must approve: 6.", ("Ana",)),
        ({"blank_counts": False}, "Half of 8 valid papers must approve: 4.", ("Ana", "Bea")),
    ],
)
def test_a_threshold_is_a_part_of_the_valid_papers(changes, needed, winners):
    rule = replace(TWO_OF_FOUR, threshold=Fraction(1, 2), **changes)
    papers = [(Marks(("Ana", "Bea")), 5), (Marks(("Ana",)), 3), (Marks(), 2)]
    count = count_approval(rule, FOUR, papers)
    assert (count.sentences[1], count.winners, count.vacant) == (needed, winners, 2 - len(winners))


def test_no_papers_and_blank_papers_elect_nobody():
    for papers in ([], [(Marks(), 3)]):
        count = count_approval(TWO_OF_FOUR, FOUR, papers)
        assert (count.winners, count.order, count.tie, count.vacant) == ((), (), None, 2)
        assert count.sentences[1:] == ("Nobody is elected.", "2 seats stay empty.")
    fewest = ApprovalRule(most=0, strikes=None, order_by=OrderBy.FEWEST_STRIKES)
    assert count_approval(fewest, FOUR, []).rows[0].out == "no valid paper"


def test_where_all_are_equal_all_of_them_tie():
    count = count_approval(TWO_OF_FOUR_FREE, FOUR, [(Marks((option,)), 7) for option in FOUR])
    assert (count.winners, count.tie) == ((), Tie(stage="seats 1 to 2", seats=2, options=FOUR))
    assert count.sentences[1] == "Nobody is elected yet."


def test_ten_thousand_options_are_counted():
    options = tuple(f"option {number}" for number in range(10_000))
    papers = [(Marks(options[start:]), 1) for start in range(0, 10_000, 100)]
    count = count_approval(ApprovalRule(seats=100), options, papers)
    assert (count.winners, count.rows[-1].value) == (options[-100:], 100)


TOO_MANY = "it has 3 marks, and no more than 2 may be made."


@pytest.mark.parametrize(
    ("rule", "paper", "reason"),
    [
        (TWO_OF_FOUR, Marks(("Ana", "Ana")), "“Ana” stands on it twice."),
        (TWO_OF_FOUR, Marks(("Eva",)), "“Eva” is not an option of this ballot."),
        (STRIKES, Marks((), ("Ana", "Ana")), "“Ana” stands on it twice."),
        (STRIKES, Marks((), ("Eva",)), "“Eva” is not an option of this ballot."),
        (TWO_OF_FOUR, Marks(("Ana", "Bea", "Cai")), TOO_MANY),
        (replace(TWO_OF_FOUR, least=2), Marks(("Ana",)), "it has 1 mark, and 2 or more must be made."),
        (STRIKES, Marks((), ("Ana", "Bea")), "it has 2 strikes, and no more than 1 may be made."),
        (TWO_OF_FOUR, Marks((), ("Ana",)), "it has 1 strike, and none may be made."),
        (STRIKES, Marks(("Ana",), ("Ana",)), "“Ana” is both marked and struck out."),
    ],
)
def test_a_malformed_paper_is_refused_whole_and_nothing_is_counted(rule, paper, reason):
    assert refusal(read, rule, FOUR, paper) == f"This paper is refused: {reason}"
    papers = [(Marks(("Bea", "Cai")), 2), (paper, 1)]
    assert refusal(count_approval, rule, FOUR, papers) == f"Paper 2 is refused: {reason}"


def test_papers_filled_in_wrongly_are_spoilt_where_the_rule_says_so():
    rule = replace(TWO_OF_FOUR, spoilt=True, threshold=Fraction(1, 2), least=1)
    count = count_approval(rule, FOUR, [(Marks(("Ana", "Bea", "Cai")), 5), (Marks(("Dov",)), 2), (Marks(), 1)])
    assert (count.papers, count.spoilt, count.blank, count.winners) == (8, 5, 1, ("Dov",))
    assert count.sentences[:2] == (
        "8 papers, of which 1 blank and 5 spoilt.",
        "Half of 3 valid papers must approve: 2.",
    )
    assert refusal(count_approval, rule, FOUR, [(Marks(("Eva",)), 1)]) == (
        "Paper 1 is refused: “Eva” is not an option of this ballot."
    )


@pytest.mark.parametrize(
    ("options", "papers", "sentence"),
    [
        ((), [], "A ballot needs at least one option."),
        (("Ana", " "), [], "Each option needs a name."),
        (("Ana", "Ana"), [], "Two options are called “Ana”. Give each a name of its own."),
        (FOUR, [(Marks(), 0)], "Paper 1: there must be 1 or more of each paper."),
        (FOUR, [(Marks(), True)], "Paper 1: there must be 1 or more of each paper."),
    ],
)
def test_options_and_numbers_of_papers_that_make_no_ballot_are_refused(options, papers, sentence):
    assert refusal(count_approval, PLAIN, options, papers) == sentence


NO_PART = "A part of the papers must be a fraction above 0 and not above 1."
NO_STRIKES = "Strikes decide something in this rule, and none are allowed. Allow some."
NO_CHOICE = "The rule needs to say by what it orders, and whether reaching the threshold is enough."


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"seats": 0}, "The number of seats must be a whole number, 1 or more."),
        ({"seats": True}, "The number of seats must be a whole number, 1 or more."),
        ({"least": -1}, "The fewest marks must be a whole number, 0 or more."),
        ({"most": -1}, "The most marks must be a whole number, 0 or more."),
        ({"strikes": -1}, "The most strikes must be a whole number, 0 or more."),
        ({"most": 1, "least": 2}, "The fewest marks are more than the most. Choose a smaller number."),
        ({"order_by": "approvals"}, NO_CHOICE),
        ({"comparison": "at_least"}, NO_CHOICE),
        ({"out_outweighed": True}, NO_STRIKES),
        ({"out_above": Fraction(1, 2)}, NO_STRIKES),
        ({"order_by": OrderBy.NET}, NO_STRIKES),
        ({"most": 0}, "Without marks the order can only be that of fewest strikes."),
        ({"threshold": Fraction(3, 2)}, NO_PART),
        ({"threshold": 0.5}, NO_PART),
        ({"strikes": None, "out_above": Fraction(0)}, NO_PART),
    ],
)
def test_what_makes_no_rule_is_refused(fields, sentence):
    assert refusal(ApprovalRule, **fields) == sentence


def test_a_count_is_plain_json_with_exact_values():
    papers = [(Marks(("Ana", "Bea")), 4), (Marks(("Cai", "Ana")), 4)]
    count = count_approval(TWO_OF_FOUR, FOUR, papers, Resolution(by=TieBreak.LOT, order=("Cai", "Bea")))
    found = json.loads(json.dumps(count.to_json()))
    assert found == count.to_json()
    assert found["rows"][1] == {"option": "Bea", "value": "4", "counted": {"approvals": 4}, "out": ""}
    assert found["tie"] == {"stage": "seat 2", "seats": 1, "options": ["Bea", "Cai"]}
    assert found["resolution"] == {"by": "lot", "order": ["Cai", "Bea"], "note": ""}
    assert (found["winners"], found["order"]) == (["Ana", "Cai"], [["Ana"], ["Bea", "Cai"]])
    none = count_approval(PLAIN, FOUR, []).to_json()
    assert (none["tie"], none["resolution"]) == (None, None)


@untimed
@given(rules(), struck_papers())
def test_any_count_is_the_one_made_by_hand(rule, papers):
    count = count_approval(rule, FOUR, papers)
    sure, tied = elected_by_hand(rule, papers)
    assert (set(count.winners), set(count.tie.options if count.tie else ())) == (sure, tied)
    assert len(count.winners) + count.vacant + (count.tie.seats if count.tie else 0) == rule.seats


@untimed
@given(rules(), struck_papers(), st.randoms())
def test_the_order_and_the_grouping_of_papers_do_not_matter(rule, papers, random):
    single = [(paper, 1) for paper, times in papers for _ in range(times)]
    random.shuffle(single)
    grouped = Counter(paper for paper, _ in single).items()
    counts = [count_approval(rule, FOUR, some) for some in (papers, single, grouped)]
    assert counts[0] == counts[1] == counts[2]


@untimed
@given(rules(), struck_papers(), st.permutations(FOUR), st.permutations(("W", "X", "Y", "Z")))
def test_renaming_and_reordering_the_options_renames_the_winners_and_breaks_no_tie(rule, papers, order, names):
    renamed = dict(zip(FOUR, names, strict=True))

    def new(paper: Marks) -> Marks:
        return Marks(tuple(renamed[one] for one in paper.marked), tuple(renamed[one] for one in paper.struck))

    count = count_approval(rule, FOUR, papers)
    again = count_approval(rule, [renamed[one] for one in order], [(new(paper), times) for paper, times in papers])
    assert {renamed[one] for one in count.winners} == set(again.winners)
    assert {renamed[one] for one in (count.tie.options if count.tie else ())} == set(
        again.tie.options if again.tie else ()
    )


@untimed
@given(papers_of_marks)
def test_the_approvals_add_up_to_the_marks(papers):
    count = count_approval(PLAIN, FOUR, papers)
    assert sum(row.value for row in count.rows) == sum(len(paper.marked) * times for paper, times in papers)
    assert count.papers == sum(times for _, times in papers)


@untimed
@given(rules(), struck_papers(), st.data())
def test_a_resolved_tie_fills_every_seat_by_the_order_that_was_given(rule, papers, data):
    count = count_approval(rule, FOUR, papers)
    if count.tie is None:
        return
    order = tuple(data.draw(st.permutations(count.tie.options)))
    resolved = count_approval(rule, FOUR, papers, Resolution(by=TieBreak.LOT, order=order))
    assert resolved.winners == count.winners + order[: count.tie.seats]
    assert (len(resolved.winners), resolved.vacant, resolved.tie) == (rule.seats, 0, count.tie)
