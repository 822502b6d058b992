"""One door to every method: papers and settings that are refused, ties and decisions, the winners of the method."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assemblies.counting import count
from assemblies.counting.approval import ApprovalRule, OrderBy, count_approval
from assemblies.counting.choosing import RANKED, Choosing, Decided, Question, Waiting
from assemblies.counting.marks import read_marks, read_points, write_ranking
from assemblies.counting.points import PointsRule, Reckoning, count_points
from assemblies.counting.seats import Resolution, TieBreak
from assemblies.counting.verdict import Comparison
from tests.assemblies.counting.elections import NAMES, profiles, refusal, settings_of

THREE = ("Ana", "Bea", "Cai")
SETTINGS = {Choosing.POINTS: {"most_each": 9}, Choosing.DEBIAN_SCHULZE: {"default": "Cai"}}
ONE_ORDER = (Choosing.SCOTTISH_STV, Choosing.MEEK_STV, Choosing.IRV)
PAIRS = (Choosing.SCHULZE, Choosing.DEBIAN_SCHULZE, Choosing.RANKED_PAIRS)
# For each method papers that leave two equal: the decision it waits for, and who is elected by it.
TIES = {
    Choosing.APPROVAL: ([("+1", 2), ("+2", 2)], Waiting(stage="seat 1", purpose="win", options=("Ana", "Bea"), take=1)),
    Choosing.POINTS: (
        [("1:9", 2), ("2:6,3:3", 3)],
        Waiting(stage="seat 1", purpose="win", options=("Ana", "Bea"), take=1),
    ),
    **{
        one: (
            [("1", 3), ("2>3", 2), ("3>2", 2)],
            Waiting(stage="1", purpose="exclude", options=("Bea", "Cai"), take=1),
        )
        for one in ONE_ORDER
    },
    Choosing.SCHULZE: (
        [("1>2>3", 2), ("2>1>3", 2)],
        Waiting(stage="1", purpose="win", options=("Ana", "Bea"), take=1),
    ),
    Choosing.DEBIAN_SCHULZE: (
        [("1>2>3", 2), ("2>1>3", 2)],
        Waiting(stage="2", purpose="win", options=("Ana", "Bea"), take=1),
    ),
    Choosing.RANKED_PAIRS: (
        [("1>2>3", 2), ("2>3>1", 2), ("3>1>2", 2)],
        Waiting(stage="1", purpose="lock", options=THREE, take=3),
    ),
}
every = pytest.mark.parametrize("method", Choosing, ids=str)
FALLING = "in the first round, and less once papers run out"
CHAIR, ORDER = "It was resolved by the casting vote of the chair", "Ana, then Bea, then Cai"
few = settings(deadline=None, max_examples=25)


def question(method: Choosing, **named: object) -> Question:
    return Question(**{"method": method, "options": THREE, "settings": SETTINGS.get(method, {})} | named)


def decided(waiting: Waiting, chosen: tuple[str, ...], **named: str) -> Decided:
    return Decided(
        **{"stage": waiting.stage, "purpose": waiting.purpose, "options": waiting.options, "by": "lot"}
        | {"chosen": chosen}
        | named
    )


@pytest.mark.parametrize("method", ONE_ORDER + PAIRS, ids=str)
@pytest.mark.parametrize(
    ("paper", "reason"),
    [
        ("1>>2", "it is not written as papers of this ballot are."),
        ("2=1", "it is not written as papers of this ballot are."),
        ("01", "it is not written as papers of this ballot are."),
        ("", "it is not written as papers of this ballot are."),
        ("+1", "it is not written as papers of this ballot are."),
        ("1>4", "it names an option that is not there; there are 3."),
        ("99999", "it names an option that is not there; there are 3."),
        ("1>2>1", "“Ana” stands on it twice."),
        ("2=2", "“Bea” stands on it twice."),
    ],
)
def test_an_order_that_says_what_nobody_can_mean_is_refused_whole(method, paper, reason):
    assert refusal(question(method).demand, paper) == f"This paper is refused: {reason}"
    assert refusal(question(method).count, [("1>2", 1), (paper, 1)]) == f"Paper 2 is refused: {reason}"


@pytest.mark.parametrize("method", ONE_ORDER, ids=str)
def test_shared_numbers_are_refused_where_one_option_stands_after_the_other(method):
    reason = "is refused: two options share a number. Give each number once."
    assert refusal(question(method).demand, "1>2=3") == f"This paper {reason}"
    assert refusal(question(method).count, [("1>2=3", 5)]) == f"Paper 1 {reason}"


@pytest.mark.parametrize("method", PAIRS, ids=str)
def test_shared_numbers_are_read_where_pairs_are_counted(method):
    assert question(method).demand("1>2=3") is True


@pytest.mark.parametrize(
    ("method", "told", "paper", "reason"),
    [
        (Choosing.APPROVAL, {"most": 1}, "+1+2", "it has 2 marks, and no more than 1 may be made."),
        (Choosing.APPROVAL, {"least": 2}, "+1", "it has 1 mark, and 2 or more must be made."),
        (Choosing.APPROVAL, {}, "-1", "it has 1 strike, and none may be made."),
        (Choosing.APPROVAL, {"strikes": None}, "+1-1", "“Ana” is both marked and struck out."),
        (Choosing.POINTS, {"most_each": 3}, "1:4",
         "it gives 4 points to “Ana”, and no more than 3 may be given to one."),
        (Choosing.POINTS, {"budget": 3}, "1:2,2:2", "it gives 4 points, and there are 3 to give."),
        (Choosing.POINTS, {"budget": 3, "spend_all": True}, "1:2", "it gives 2 points, and all 3 must be given."),
    ],
)  # fmt: skip
def test_too_many_marks_or_points_are_refused_or_spoil_the_paper_as_the_rule_says(method, told, paper, reason):
    strict, patient = (question(method, settings=told | {"spoilt": spoilt}) for spoilt in (False, True))
    assert refusal(strict.demand, paper) == f"This paper is refused: {reason}"
    assert refusal(strict.count, [("blank", 4), (paper, 1)]) == f"Paper 2 is refused: {reason}"
    assert patient.demand(paper) is False
    found = patient.count([("blank", 4), (paper, 2)])
    assert (found.papers, found.blank, found.spoilt, found.winners) == (6, 4, 2, ())


@pytest.mark.parametrize(
    ("method", "paper", "reason"),
    [
        (Choosing.APPROVAL, "+3+1", "it is not written as papers of this ballot are."),
        (Choosing.APPROVAL, "+1+1", "“Ana” stands on it twice."),
        (Choosing.APPROVAL, "+4", "it names an option that is not there; there are 3."),
        (Choosing.POINTS, "1:3,1:4", "“Ana” stands on it twice."),
        (Choosing.POINTS, "2:1,1:1", "it is not written as papers of this ballot are."),
        (Choosing.POINTS, "4:1", "it names an option that is not there; there are 3."),
    ],
)
def test_what_no_voter_can_mean_is_refused_even_where_papers_may_be_spoilt(method, paper, reason):
    one = question(method, settings=SETTINGS.get(method, {}) | {"spoilt": True})
    assert refusal(one.demand, paper) == f"This paper is refused: {reason}"
    assert refusal(one.count, [("blank", 1), (paper, 1)]) == f"Paper 2 is refused: {reason}"


@every
@pytest.mark.parametrize("times", [0, -1, True, 1.0, "1"])
def test_a_number_of_equal_papers_that_is_none_is_refused_also_beside_a_good_one(method, times):
    papers = [("blank", 5), ("blank", times)]
    assert refusal(question(method).count, papers) == "Paper 2: there must be 1 or more of each paper."


@every
def test_a_blank_paper_is_taken_and_counted_as_blank(method):
    assert question(method).demand("blank") is True
    found = question(method).count([("blank", 2), ("blank", 1)])
    assert (found.papers, found.blank, found.spoilt) == (3, 3, 0)


@pytest.mark.parametrize(
    ("method", "told", "sentence"),
    [
        (Choosing.APPROVAL, {"budget": 3, "default": "Ana"},
         "These do not belong to the method approval: budget, default."),
        (Choosing.POINTS, {"most_each": 3, "most": 3}, "These do not belong to the method points: most."),
        *[(one, {"most": 1}, f"These do not belong to the method {one.value}: most.") for one in sorted(RANKED)],
        (Choosing.SCHULZE, {"quorum": "1/2"}, "These do not belong to the method schulze: quorum."),
        (Choosing.APPROVAL, {"seats": 2}, "These do not belong to the method approval: seats."),
        (Choosing.APPROVAL, {"most": -1}, "most: this must be a whole number, from 0 to 99,999."),
        (Choosing.APPROVAL, {"most": True}, "most: this must be a whole number, from 0 to 99,999."),
        (Choosing.APPROVAL, {"most": "2"}, "most: this must be a whole number, from 0 to 99,999."),
        (Choosing.POINTS, {"budget": 100_000}, "budget: this must be a whole number, from 0 to 99,999."),
        (Choosing.POINTS, {}, "Points without any limit decide nothing. Limit them for each option or for the paper."),
        (Choosing.APPROVAL, {"spoilt": "no"}, "spoilt: this must be yes or no."),
        (Choosing.APPROVAL, {"blank_counts": None}, "blank_counts: this must be yes or no."),
        (Choosing.APPROVAL, {"order_by": "alphabet"},
         "The rule needs to say by what it orders, and whether reaching the threshold is enough."),
        (Choosing.POINTS, {"most_each": 3, "reckoning": "median"},
         "Points come to one of: sum, average_of_all, average_of_marked."),
        *[(Choosing.APPROVAL, {"threshold": part}, "A part of the papers must be a fraction above 0 and not above 1.")
          for part in ("3/2", "0", "1/0", "-1/2", "half", "", "1e999999999", 0.5, True, 2, [1], "1/3 ")],
        (Choosing.DEBIAN_SCHULZE, {"default": "Dov"}, "The option that holds by default is not on the paper."),
        (Choosing.DEBIAN_SCHULZE, {},
         "Name the option that holds by default: none is called “None Of The Above” or such."),
        (Choosing.DEBIAN_SCHULZE, {"default": "Cai", "quorum": "-1"},
         "The quorum must be a number, 0 or more: “-1”."),
        (Choosing.DEBIAN_SCHULZE, {"default": "Cai", "quorum": None},
         "The quorum must be a number, 0 or more: “-1”."),
    ],
)  # fmt: skip
def test_settings_that_do_not_belong_to_a_method_or_decide_nothing_are_refused(method, told, sentence):
    assert refusal(question, method, settings=told) == sentence


@pytest.mark.parametrize(
    ("method", "named", "sentence"),
    [
        (Choosing.IRV, {"options": ()}, "A ballot needs at least one option."),
        (Choosing.IRV, {"options": ("Ana", " ")}, "Each option needs a name."),
        (Choosing.POINTS, {"options": ("Ana", "Ana")}, "Two options are called “Ana”. Give each a name of its own."),
        (Choosing.IRV, {"seats": 0}, "The number to be chosen must be whole, 1 or more."),
        (Choosing.APPROVAL, {"seats": True}, "The number to be chosen must be whole, 1 or more."),
        (Choosing.DEBIAN_SCHULZE, {"seats": 2}, "This method chooses one. Choose another method for several."),
        (Choosing.SCHULZE, {"options": tuple(map(str, range(301)))},
         "There are 301 options; schulze counts 300 at most."),
        (Choosing.APPROVAL, {"options": tuple(map(str, range(10_001)))},
         "There are 10,001 options; approval counts 10,000 at most."),
        ("approval", {}, f"Options are chosen by one of: {', '.join(Choosing)}."),
    ],
)  # fmt: skip
def test_a_question_under_which_nothing_could_be_counted_is_refused(method, named, sentence):
    assert refusal(question, method, **named) == sentence


def test_no_limit_is_said_by_nothing_and_parts_are_read_as_fractions():
    told = {"most": None, "strikes": None, "out_above": None, "threshold": "0.5", "comparison": "more_than"}
    found = question(Choosing.APPROVAL, settings=told | {"order_by": "net"}).count([("+1-2", 2), ("blank", 2)])
    assert (found.winners, found.vacant) == ((), 1)
    assert question(Choosing.DEBIAN_SCHULZE, options=("Ana", "NOTA"), settings={"default": None}).demand("1") is True


@every
def test_a_tie_stops_the_count_and_what_was_decided_ends_it(method):
    papers, waiting = TIES[method]
    stopped = question(method).count(papers)
    assert replace(stopped.waits_for, changes_winners=None) == waiting
    assert (stopped.winners, stopped.vacant) == ((), 0)
    assert stopped.sentences[-1] in {"Nobody is elected yet.", "The count stops here, until the tie is resolved."}
    for first in waiting.options[:2]:
        chosen = (first, *(one for one in waiting.options if one != first))[: waiting.take]
        found = question(method).count(papers, [decided(waiting, chosen)])
        assert found.waits_for is None
        assert len(found.winners) == 1
        assert json.loads(json.dumps(found.to_json())) == found.to_json()


@every
def test_another_decision_elects_another(method):
    papers, waiting = TIES[method]
    orders = [waiting.options[: waiting.take], waiting.options[::-1][: waiting.take]]
    found = {question(method).count(papers, [decided(waiting, order)]).winners for order in orders}
    # Under a transferable vote the one who stays gets the papers of the other.
    assert len(found) == 2


@every
@pytest.mark.parametrize(
    "wrong",
    [
        {"stage": "7"},
        {"stage": "seat 2"},
        {"stage": "²"},
        {"purpose": "transfer"},
        {"purpose": "guess"},
        {"options": THREE[:1]},
        {"options": ("Dov", "Eva")},
        {"chosen": ()},
        {"chosen": ("Dov",)},
    ],
    ids=str,
)
def test_a_decision_that_fits_no_tie_is_refused(method, wrong):
    papers, waiting = TIES[method]
    right = decided(waiting, waiting.options[: waiting.take])
    assert refusal(question(method).count, papers, [replace(right, **wrong)])
    assert refusal(question(method).count, papers, [right, right])


@every
def test_a_decision_where_nothing_is_tied_is_refused(method):
    paper = {Choosing.APPROVAL: "+1", Choosing.POINTS: "1:5"}.get(method, "1>2>3")
    _, waiting = TIES[method]
    right = decided(waiting, waiting.options[: waiting.take])
    assert question(method).count([(paper, 5)]).winners == ("Ana",)
    assert refusal(question(method).count, [(paper, 5)], [right])


@pytest.mark.parametrize("method", [Choosing.APPROVAL, Choosing.POINTS], ids=str)
def test_a_means_that_is_not_known_is_refused_and_not_called_a_lot(method):
    papers, waiting = TIES[method]
    unknown = decided(waiting, ("Ana",), by="whim")
    assert refusal(question(method).count, papers, [unknown]) == (
        "A tie is resolved by one of: lot, casting_vote, run_off."
    )


def test_what_was_decided_is_told_with_its_means_under_every_method():
    told = {}
    for method in (Choosing.APPROVAL, Choosing.IRV, Choosing.RANKED_PAIRS):
        papers, waiting = TIES[method]
        choice = decided(waiting, waiting.options[: waiting.take], by="casting_vote", note="minute 4")
        told[method] = question(method).count(papers, [choice]).sentences
    assert told == {
        Choosing.APPROVAL: (
            "4 papers.",
            "Elected: Ana with 2 approvals.",
            "A tie for seat 1: Ana and Bea have 2 approvals each.",
            "The tie was resolved by the casting vote of the chair: minute 4.",
        ),
        Choosing.IRV: (
            "7 papers.",
            "The count took 2 rounds.",
            f"A tie in round 1 on who is excluded: Bea and Cai are equal. {CHAIR}: Bea.",
            "Elected: Cai.",
        ),
        Choosing.RANKED_PAIRS: (
            "6 papers.",
            f"A tie in round 1 on which of equal victories counts first: Ana, Bea and Cai are equal. {CHAIR}: {ORDER}.",
            "Elected: Ana.",
        ),
    }


def test_a_ranked_count_is_told_with_its_quota_in_plain_numbers():
    papers = [("1>2", 9), ("2>3", 4), ("3>2", 5), ("blank", 1)]
    told = {one: question(one, seats=2).count(papers).sentences for one in (Choosing.SCOTTISH_STV, Choosing.MEEK_STV)}
    assert told == {
        Choosing.SCOTTISH_STV: (
            "19 papers, of which 1 blank.",
            "With 2 seats to fill, the quota is 7: whoever has it is elected.",
            "The count took 3 rounds.",
            "Elected: Ana and Bea.",
        ),
        Choosing.MEEK_STV: (
            "19 papers, of which 1 blank.",
            f"With 2 seats to fill, the quota is 6.000000001 {FALLING}: whoever has it is elected.",
            "The count took 2 rounds.",
            "Elected: Ana and Bea.",
        ),
    }


def test_an_option_of_which_three_to_one_is_asked_needs_more_than_that():
    """Nine to three is three times as many, and not more; ten to three is."""
    asked = question(Choosing.DEBIAN_SCHULZE, settings={"default": "Cai", "majorities": {"Ana": "3"}})
    missed, reached = (asked.count([("1>3", number), ("3>1", 3)]) for number in (9, 10))
    assert (missed.winners, reached.winners) == (("Cai",), ("Ana",))
    assert missed.record["settings"] == {"default": "Cai", "quorum": "0", "majority of Ana": "3"}
    assert question(Choosing.DEBIAN_SCHULZE).count([("1>3", 9), ("3>1", 3)]).winners == ("Ana",)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"Dov": "3"}, "Majorities are asked of options that stand on the paper, beside the one by default."),
        ({"Cai": "3"}, "Majorities are asked of options that stand on the paper, beside the one by default."),
        (["Ana"], "Majorities are asked of options that stand on the paper, beside the one by default."),
        ({"Ana": "1/2"}, "A majority is how many times as many papers are needed: 1 or more, such as 3 or 3/2."),
        ({"Ana": "many"}, "A majority is how many times as many papers are needed: 1 or more, such as 3 or 3/2."),
    ],
)
def test_a_majority_that_cannot_be_is_refused(asked, sentence):
    with pytest.raises(ValueError) as refused:  # noqa: PT011  # the sentence is compared
        question(Choosing.DEBIAN_SCHULZE, settings={"default": "Cai", "majorities": asked})
    assert str(refused.value) == sentence


def test_what_debian_drops_and_a_tie_that_changes_nothing_are_told():
    dropped = question(Choosing.DEBIAN_SCHULZE).count([("1>3", 3), ("3>2", 2)])
    assert dropped.sentences == ("5 papers.", "Too few papers prefer these to Cai: Bea.", "Elected: Ana.")
    same = question(Choosing.SCOTTISH_STV).count([("1", 2), ("2", 1), ("3", 1)])
    assert same.sentences[-3:] == (
        "A tie in round 1 on who is excluded: Bea and Cai are equal. The count stops here, until the tie is resolved.",
        "Whichever way it is resolved, the same are elected.",
        "Elected in any case: Ana.",
    )
    nobody = question(Choosing.IRV, options=("Ana",), seats=2).count([])
    assert nobody.sentences[-2:] == ("Elected: Ana.", "1 seat stays empty.")


@pytest.mark.parametrize("method", sorted(RANKED), ids=str)
@few
@given(data=st.data())
def test_a_ranked_question_elects_whom_its_method_elects(method, data):
    one = data.draw(profiles(shared=method in PAIRS, most_seats=1 if method is Choosing.DEBIAN_SCHULZE else 3))
    papers = [(write_ranking(ranking), number) for ranking, number in one.ballots.items()]
    told = settings_of(method.value, one.options)
    asked = question(method, options=one.options, seats=one.seats, settings=told)
    assert all(asked.demand(paper) for paper, _ in papers)
    ties: list[Decided] = []
    found = asked.count(papers)
    while found.waits_for is not None:
        waiting = found.waits_for
        ties.append(decided(waiting, tuple(data.draw(st.permutations(waiting.options)))[: waiting.take]))
        found = asked.count(papers, ties)
    direct = count(
        one,
        method=method.value,
        ties=[
            {"stage": int(tie.stage), "purpose": tie.purpose, "options": [*tie.options], "chosen": [*tie.chosen]}
            | {"by": tie.by}
            for tie in ties
        ]
        or None,
        **told,
    )
    assert (found.winners, found.record) == (direct.winners, direct.to_json())
    assert found.vacant == one.seats - len(direct.winners)
    assert asked.count(papers).winners == count(one, method=method.value, **told).winners


@few
@given(data=st.data())
def test_marks_and_points_elect_whom_their_methods_elect(data):
    kinds = st.lists(st.sampled_from(("+", "-", "")), min_size=4, max_size=4)
    points = st.lists(st.none() | st.integers(0, 5), min_size=4, max_size=4)
    four, seats = NAMES[:4], data.draw(st.integers(1, 4))
    marks, given_to = [], []
    for _ in range(data.draw(st.integers(0, 6))):
        signs, many = data.draw(kinds), data.draw(points)
        line = "".join(f"{sign}{place}" for wanted in "+-" for place, sign in enumerate(signs, 1) if sign == wanted)
        marks.append((line or "blank", 2))
        line = ",".join(f"{place}:{one}" for place, one in enumerate(many, 1) if one is not None)
        given_to.append((line or "blank", 3))
    net = question(
        Choosing.APPROVAL,
        options=four,
        seats=seats,
        settings={"strikes": None, "order_by": "net", "threshold": "1/3", "comparison": "more_than"},
    )
    rule = ApprovalRule(
        seats=seats,
        strikes=None,
        order_by=OrderBy.NET,
        threshold=Fraction(1, 3),
        comparison=Comparison.MORE_THAN,
    )
    average = question(
        Choosing.POINTS, options=four, seats=seats, settings={"most_each": 5, "reckoning": "average_of_marked"}
    )
    score = PointsRule(seats=seats, most_each=5, reckoning=Reckoning.AVERAGE_OF_MARKED)
    for asked, papers, direct in (
        (net, marks, lambda given: count_approval(rule, four, [(read_marks(p, four), n) for p, n in marks], given)),
        (
            average,
            given_to,
            lambda given: count_points(score, four, [(read_points(p, four), n) for p, n in given_to], given),
        ),
    ):
        found, ties, resolution = asked.count(papers), [], None
        if found.waits_for:
            order = tuple(data.draw(st.permutations(found.waits_for.options)))
            ties, resolution = [decided(found.waits_for, order)], Resolution(by=TieBreak.LOT, order=order)
        found = asked.count(papers, ties)
        assert (found.winners, found.record) == (direct(resolution).winners, direct(resolution).to_json())
