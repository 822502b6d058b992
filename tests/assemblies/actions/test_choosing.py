"""Ballots with options: alternatives, the printed paper, broken papers refused, counts stored with their working."""

import hashlib

import pytest
from django.db import Error, transaction

from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.actions.options import bring_alternative, withdraw_alternative
from assemblies.counting.recounting import recounted
from assemblies.enums import MotionStatus
from assemblies.models import Alternative, Ballot, Option, Result, Vote
from assemblies.queries.counting import counted
from assemblies.queries.papers import labels_of, papers_of
from assemblies.queries.sheets import sheet_of
from organiser.base import clock
from organiser.base.errors import Conflict, Invalid, NotPermitted, RuleNotMet, WrongState
from tests.choices import SHIPS, adopt, ballot_on, choice_ballot, choice_motion, paper, put
from tests.helpers import clock_days, people_of, refuses, writes

STV = {"choosing": "scottish-stv", "lot_order": False}


def closed(place, ballot):
    with clock.at(ballot.closes_at):
        close_ballot(place.secretary, ballot=ballot)
    ballot = Ballot.objects.get(pk=ballot.pk)
    ballot.motion.refresh_from_db()
    return ballot


def test_members_bring_alternatives_until_the_ballot_opens(harbour, mill):
    adopt(harbour, **STV)
    motion = choice_motion(harbour, alternatives=SHIPS[:1])
    bea = people_of(harbour, "North")[2]
    with writes("bring_alternative"):
        brought = bring_alternative(bea, motion=motion, label="  Buoy ", text="The yellow one")
    assert (brought.label, brought.text, brought.brought_by) == ("Buoy", "The yellow one", bea)
    with refuses(Conflict, "alternative_exists"):
        bring_alternative(bea, motion=motion, label="anchor")
    for stranger in (people_of(harbour, "South")[0], mill.secretary):
        with refuses(NotPermitted, "not_constituency"):
            bring_alternative(stranger, motion=motion, label="Cable")
    with refuses(NotPermitted, "not_yours"):
        withdraw_alternative(harbour.secretary, alternative=brought)
    cable = bring_alternative(bea, motion=motion, label="Cable")
    with writes("withdraw_alternative"):
        withdraw_alternative(bea, alternative=cable)
    with refuses(WrongState, "withdrawn"):
        withdraw_alternative(bea, alternative=Alternative.objects.get(pk=cable.pk))
    ballot = ballot_on(harbour, motion)
    assert labels_of(ballot) == ("Anchor", "Buoy")
    motion.refresh_from_db()
    with refuses(WrongState, "alternatives_fixed"):
        bring_alternative(bea, motion=motion, label="Dinghy")
    with refuses(WrongState, "alternatives_fixed"):
        withdraw_alternative(bea, alternative=Alternative.objects.get(pk=brought.pk))


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        ({"choose": 0}, "choose"),
        ({"choose": True}, "choose"),
        ({"choose": 301}, "choose"),
        ({"alternatives": [("", "")]}, "label"),
        ({"alternatives": [("x" * 121, "")]}, "label"),
        ({"alternatives": [("A", "x" * 1001)]}, "text"),
        ({"alternatives": [("Anchor", ""), ("anchor", "")]}, "alternative_exists"),
        ({"alternatives": [(f"Ship {n}", "") for n in range(301)]}, "too_many_alternatives"),
        ({"choose": None}, "choose"),
    ],
)
def test_a_choice_that_is_none_is_refused(harbour, mill, draft, code):
    with refuses(Invalid, code):
        choice_motion(harbour, **draft)


def test_a_choice_with_an_effect_or_with_settings_of_another_method_is_refused(harbour, mill):
    with refuses(RuleNotMet, "effect_and_choice"):
        choice_motion(harbour, kind="ordinary", effect="create_role", payload={"name": "Purser"})
    with refuses(RuleNotMet, "cannot_be_counted"):
        choice_motion(harbour, choose_settings={"budget": 3})
    assert Alternative.objects.count() == 0


def test_too_few_alternatives_make_no_ballot(harbour, mill):
    adopt(harbour, **STV)
    for motion in (
        choice_motion(harbour, alternatives=SHIPS[:1]),
        choice_motion(harbour, choose=3, alternatives=SHIPS[:2]),
    ):
        with refuses(RuleNotMet, "too_few_alternatives"):
            ballot_on(harbour, motion)
    assert Ballot.objects.filter(motion__choose__isnull=False).count() == 0


def test_options_are_printed_in_an_order_drawn_by_lot_that_can_be_drawn_again(harbour, mill):
    adopt(harbour, choosing="scottish-stv", lot_order=True)
    ballot = choice_ballot(harbour, alternatives=[(f"Ship {letter}", "") for letter in "ABCDEFGH"])
    again = sorted(
        (f"Ship {letter}" for letter in "ABCDEFGH"),
        key=lambda label: hashlib.sha256(f"{ballot.roll.digest} {label}".encode()).digest(),
    )
    assert list(labels_of(ballot)) == again


def test_the_paper_of_a_ballot_cannot_be_changed_in_the_database(harbour, mill):
    adopt(harbour, **STV)
    ballot = choice_ballot(harbour)
    for change in (
        lambda: Option.objects.filter(ballot=ballot).update(label="Dinghy"),
        lambda: Option.objects.filter(ballot=ballot).delete(),
        lambda: Ballot.objects.filter(pk=ballot.pk).update(seats=2),
        lambda: Ballot.objects.filter(pk=ballot.pk).update(method="irv"),
        lambda: Ballot.objects.filter(pk=ballot.pk).update(secret=True),
        lambda: Alternative.objects.filter(motion=ballot.motion).update(label="Dinghy"),
    ):
        with pytest.raises(Error), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("rule", "asked", "papers", "chosen", "choose"),
    [
        (STV, {}, ["A>B", "A>B", "B", "C>B", "B>C"], ["Buoy"], 1),
        (STV, {}, ["A>B", "A>B", "A>B", "C", "C"], ["Anchor", "Cable"], 2),
        ({"choosing": "irv", "lot_order": False}, {}, ["A", "A", "B>C", "C>B", "C"], ["Cable"], 1),
        ({"choosing": "meek-stv", "lot_order": False}, {}, ["A>B", "A>B", "A", "C", "B"], ["Anchor"], 1),
        ({"choosing": "schulze", "lot_order": False}, {}, ["A>B=C", "B=C>A", "B>C", "B", "A"], ["Buoy"], 1),
        ({"choosing": "ranked-pairs", "lot_order": False}, {}, ["A>B", "A>C", "B>C"], ["Anchor"], 1),
        ({"choosing": "debian-schulze", "lot_order": False}, {}, ["A>B>N", "B>N", "N", "B>A"], ["Buoy"], 1),
        ({"choosing": "debian-schulze", "lot_order": False}, {}, ["B>A>N", "B>A>N", "B>A>N", "N>B>A"], ["Buoy"], 1),
        (
            {"choosing": "debian-schulze", "lot_order": False},
            {"majorities": {"Buoy": "3"}},
            ["B>A>N", "B>A>N", "B>A>N", "N>B>A"],
            ["Anchor"],
            1,
        ),
        ({"choosing": "approval", "lot_order": False}, {"most": 2}, ["+A+B", "+B", "+C"], ["Buoy"], 1),
        (
            {"choosing": "approval", "lot_order": False, "strikes": 3},
            {"strikes": 2, "order_by": "net"},
            ["+A-B", "+B", "+A"],
            ["Anchor"],
            1,
        ),
        ({"choosing": "points", "lot_order": False}, {"budget": 5}, ["A:5", "B:2,C:3", "C:4"], ["Cable"], 1),
    ],
)
def test_every_method_counts_what_lies_in_the_box(harbour, mill, rule, asked, papers, chosen, choose):
    adopt(harbour, **rule)
    ballot = choice_ballot(harbour, choose=choose, choose_settings=asked)
    put(harbour, ballot, *papers)
    with writes("record_decision", "close_ballot"):
        ballot = closed(harbour, ballot)
    assert (ballot.result.chosen["winners"], ballot.result.outcome) == (chosen, "carried")
    assert ballot.motion.status == MotionStatus.CARRIED
    assert ballot.motion.decision.text.endswith(f"Chosen: {' and '.join(chosen)}.")
    assert recounted(sheet_of(ballot)) == ()
    again = counted(ballot)
    assert (again.chosen.to_json(), again.verdict.to_json()) == (ballot.result.chosen, ballot.result.verdict)
    assert sum(papers_of(ballot).values()) == len(papers) == ballot.result.cast


@pytest.mark.parametrize(
    ("rule", "asked", "broken"),
    [
        (STV, {}, ["A>A", "A=B", "1>9", "2>2", "for", "", "A>", "01", "+A"]),
        ({"choosing": "approval", "lot_order": False}, {"most": 1}, ["+A+B", "-A", "+9", "A", "+A-A"]),
        ({"choosing": "points", "lot_order": False}, {"budget": 3}, ["A:4", "A:2,B:2", "A:-1", "9:1", "A:1,A:1"]),
        ({"choosing": "schulze", "lot_order": False}, {}, ["A=A", "A>=B", "9"]),
    ],
)
def test_a_broken_paper_is_refused_whole_before_it_counts(harbour, mill, rule, asked, broken):
    adopt(harbour, **rule)
    ballot = choice_ballot(harbour, choose_settings=asked)
    bea = people_of(harbour, "North")[1]
    for text in broken:
        place = {option.label[0]: str(option.place) for option in ballot.options.all()}
        line = "".join(place.get(letter, letter) for letter in text)
        with refuses(Invalid, "paper"):
            cast_vote(bea, ballot=ballot, choice=line, key="key-00000001")
    assert Vote.objects.filter(ballot=ballot).count() == 0
    assert closed(harbour, ballot).result.outcome == "quorum_missed"


def test_the_number_of_an_option_of_another_ballot_is_none_here(harbour, mill):
    adopt(harbour, **STV)
    big = choice_ballot(harbour, alternatives=[(f"{letter} ship", "") for letter in "ABCDE"])
    small = choice_ballot(harbour)
    bea = people_of(harbour, "North")[1]
    assert cast_vote(bea, ballot=big, choice="5>1", key="key-00000001").choice == "5>1"
    with refuses(Invalid, "paper"):
        cast_vote(bea, ballot=small, choice="5>1", key="key-00000002")


def test_a_blank_paper_counts_for_the_quorum_and_chooses_nobody(harbour, mill):
    adopt(harbour, quorum_kind="fixed", quorum_fixed=3, quorum_count="cast", **STV)
    ballot = choice_ballot(harbour)
    put(harbour, ballot, "A", "blank", "blank")
    ballot = closed(harbour, ballot)
    assert (ballot.result.abstentions, ballot.result.chosen["winners"], ballot.result.outcome) == (
        2,
        ["Anchor"],
        "carried",
    )
    other = choice_ballot(harbour)
    put(harbour, other, "A", "A")
    other = closed(harbour, other)
    assert (other.result.outcome, other.motion.status) == ("quorum_missed", MotionStatus.QUORUM_MISSED)
    assert other.result.verdict["sentences"] == ["2 papers.", "Quorum of 3 votes missed with 2.", "Nothing is decided."]
    assert (other.motion.decision, recounted(sheet_of(other))) == (None, ())


def test_a_vote_can_be_changed_until_closing_where_the_rules_say_so(harbour, mill):
    adopt(harbour, changeable=True, **STV)
    ballot = choice_ballot(harbour)
    bea = people_of(harbour, "North")[1]
    cast_vote(bea, ballot=ballot, choice=paper(ballot, "A"), key="key-00000001")
    again = cast_vote(bea, ballot=ballot, choice=paper(ballot, "B>A"), key="key-00000002")
    assert (again.choice, again.repeated) == (paper(ballot, "B>A"), False)
    assert cast_vote(bea, ballot=ballot, choice=paper(ballot, "B>A"), key="key-00000002").repeated is True
    assert list(Vote.objects.filter(ballot=ballot).values_list("choice", flat=True)) == [paper(ballot, "B>A")]
    ballot = closed(harbour, ballot)
    assert ballot.result.chosen["winners"] == ["Buoy"]
    with refuses(Conflict, "voted_already"):
        cast_vote(bea, ballot=ballot, choice=paper(ballot, "C"), key="key-00000003")
    with pytest.raises(Error), transaction.atomic():
        Vote.objects.filter(ballot=ballot).update(choice="3")


def test_a_vote_stays_where_the_rules_do_not_let_it_be_changed(harbour, mill):
    adopt(harbour, **STV)
    ballot = choice_ballot(harbour)
    bea = people_of(harbour, "North")[1]
    cast_vote(bea, ballot=ballot, choice="1", key="key-00000001")
    with refuses(Conflict, "voted_already"):
        cast_vote(bea, ballot=ballot, choice="2", key="key-00000002")
    with pytest.raises(Error), transaction.atomic():
        Vote.objects.filter(ballot=ballot).update(choice="2")
    assert list(Vote.objects.filter(ballot=ballot).values_list("choice", flat=True)) == ["1"]


def test_the_result_of_a_choice_cannot_be_changed_in_the_database(harbour, mill):
    adopt(harbour, **STV)
    ballot = choice_ballot(harbour)
    put(harbour, ballot, "A", "A")
    ballot = closed(harbour, ballot)
    with pytest.raises(Error), transaction.atomic():
        Result.objects.filter(ballot=ballot).update(chosen={})
    with pytest.raises(Error), transaction.atomic():
        Ballot.objects.filter(pk=ballot.pk).update(status="open", closed_at=None)


def test_a_ballot_counted_with_closing_far_ahead_is_closed_by_the_counters_after_the_least_hours(harbour, mill):
    adopt(harbour, least_hours=1, **STV)
    ballot = choice_ballot(harbour)
    put(harbour, ballot, "A", "B>A", "A")
    with clock.at(ballot.opened_at + clock_days(1)):
        close_ballot(harbour.secretary, ballot=ballot)
    assert Ballot.objects.get(pk=ballot.pk).result.chosen["winners"] == ["Anchor"]


def test_a_late_retry_brings_no_replaced_paper_back(harbour, mill):
    adopt(harbour, changeable=True, **STV)
    ballot = choice_ballot(harbour)
    bea = people_of(harbour, "North")[1]
    cast_vote(bea, ballot=ballot, choice="1", key="key-00000001")  # the answer was lost
    cast_vote(bea, ballot=ballot, choice="2", key="key-00000002")
    with refuses(Conflict, "voted_already"):
        cast_vote(bea, ballot=ballot, choice="1", key="key-00000001")
    assert list(Vote.objects.filter(ballot=ballot).values_list("choice", flat=True)) == ["2"]


def test_a_name_that_the_method_prints_itself_is_refused_when_it_is_brought(harbour, mill):
    adopt(harbour, choosing="debian-schulze", lot_order=False)
    motion = choice_motion(harbour)
    with refuses(RuleNotMet, "cannot_be_counted"):
        bring_alternative(people_of(harbour, "North")[2], motion=motion, label="None of these")
