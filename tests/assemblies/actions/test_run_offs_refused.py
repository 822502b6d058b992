"""Run-offs that cannot be opened or decide nothing: every path is refused in a sentence or ends with a lot."""

import pytest
from django.db import Error, transaction

from assemblies.actions.closing import close_ballot
from assemblies.actions.outcomes import decide_by_run_off
from assemblies.actions.run_offs import open_run_off
from assemblies.actions.ties import announce_lot, decide_tie
from assemblies.counting.recounting import recounted
from assemblies.enums import TieMeans
from assemblies.models import Ballot, Tie
from assemblies.queries.sheets import sheet_of
from organiser.base import clock
from organiser.base.errors import Conflict, Invalid, NotPermitted, RuleNotMet, WrongState
from tests.helpers import OUTSIDERS, opened_assembly, outsider, refuses, writes
from tests.run_offs import again, closed, later, run_off_on, tie_of, tied
from tests.world import make_assembly

FOUR = [(name, "") for name in ("Anchor", "Buoy", "Cable", "Dinghy")]


def test_nothing_else_decides_before_the_run_off_is_over(harbour, mill):
    first = tied(harbour, "+A", "+B")
    for _ in range(2):
        with refuses(RuleNotMet, "run_off_first"):
            announce_lot(harbour.secretary, tie=tie_of(first), source="Lottery")
        for by in (TieMeans.LOT, TieMeans.CASTING_VOTE):
            with refuses(RuleNotMet, "run_off_first"):
                decide_tie(harbour.secretary, tie=tie_of(first), by=by, chosen=["Buoy"])
        if not hasattr(tie_of(first), "run_off"):
            run_off = run_off_on(harbour, first, "+A")
    with refuses(RuleNotMet, "run_off_open"), clock.at(run_off.opened_at):
        decide_by_run_off(harbour.secretary, run_off=first)
    closed(harbour, run_off)
    with refuses(Conflict, "tie_decided"):
        decide_by_run_off(harbour.secretary, run_off=again(run_off))
    with refuses(Conflict, "tie_decided"):
        open_run_off(harbour.secretary, tie=first.ties.get(), closes_at=later())


@pytest.mark.parametrize("who", OUTSIDERS)
def test_only_those_who_count_open_a_run_off_and_let_it_decide(harbour, mill, who):
    first = tied(harbour, "+A", "+B")
    other = outsider(who, harbour, mill)
    with refuses(NotPermitted, "power_missing"):
        open_run_off(other, tie=tie_of(first), closes_at=later())
    run_off = run_off_on(harbour, first, "+A")
    with refuses(NotPermitted, "power_missing"):
        decide_by_run_off(other, run_off=run_off)


def test_rules_adopted_before_and_other_rules_know_no_run_off(harbour, mill):
    for rule in ("fails", "casting_vote"):
        first = tied(harbour, "+A", "+B", tie_rule=rule)
        assert tie_of(first).run_off_seats is None
        with refuses(RuleNotMet, "no_run_off"):
            open_run_off(harbour.secretary, tie=tie_of(first), closes_at=later())
        with writes("announce_lot"):
            announce_lot(harbour.secretary, tie=tie_of(first), source="Lottery")


def test_a_tie_whose_decision_elects_nobody_else_is_for_the_lot(harbour, mill):
    first = tied(harbour, "A", "A", "A", "B", "C", choosing="scottish-stv", choose=1)
    assert Tie.objects.filter(ballot=first).count() == 0
    other = tied(harbour, "A>B", "A>B", "B>A", "C>A", choosing="scottish-stv", choose=1)
    tie = tie_of(other)
    assert (tie.options, tie.count["waits_for"]["changes_winners"], tie.run_off_seats) == (
        ["Buoy", "Cable"],
        False,
        None,
    )


def test_a_run_off_is_opened_once_in_the_channel_and_for_the_hours_of_the_rules(harbour, mill):
    first = tied(harbour, "+A", "+B", channel="online", least_hours=48)
    tie, assembly = tie_of(first), opened_assembly(harbour)
    with refuses(RuleNotMet, "channel"):
        open_run_off(harbour.secretary, tie=tie, assembly=assembly)
    with refuses(RuleNotMet, "least_hours"):
        open_run_off(harbour.secretary, tie=tie, closes_at=later(1))
    for wrong, code in ((None, "closes_at"), (later(400), "too_far_ahead")):
        with refuses(Invalid, code):
            open_run_off(harbour.secretary, tie=tie, closes_at=wrong)
    run_off = open_run_off(harbour.secretary, tie=tie, closes_at=later())
    with refuses(Conflict, "run_off_opened"):
        open_run_off(harbour.secretary, tie=tie, closes_at=later())
    closed(harbour, run_off)
    with refuses(Conflict, "ballot_closed"):
        close_ballot(harbour.secretary, ballot=run_off)


def test_a_run_off_is_held_in_an_open_assembly_of_the_same_body(harbour, mill):
    tie, other, draft = tie_of(tied(harbour, "+A", "+B")), make_assembly(mill), make_assembly(harbour, "North")
    with refuses(RuleNotMet, "other_body"):
        open_run_off(harbour.secretary, tie=tie, assembly=other)
    with refuses(WrongState, "assembly_state"):
        open_run_off(harbour.secretary, tie=tie, assembly=draft)
    meeting = opened_assembly(harbour)
    with refuses(Invalid, "closes_at"):
        open_run_off(harbour.secretary, tie=tie, assembly=meeting, closes_at=later(-1))


def test_a_run_off_in_which_nobody_votes_leaves_the_tie_to_the_lot(harbour, mill):
    first = tied(harbour, "+A", "+B", quorum_kind="none")
    with writes("open_run_off", "close_ballot"):
        run_off = closed(harbour, run_off_on(harbour, first))
    assert (run_off.result.outcome, tie_of(first).by) == ("fell", "")
    with refuses(Conflict, "run_off_opened"):
        open_run_off(harbour.secretary, tie=tie_of(first), closes_at=later())
    with refuses(RuleNotMet, "no_casting_vote"):
        decide_tie(harbour.secretary, tie=tie_of(first), by=TieMeans.CASTING_VOTE, chosen=["Buoy"])
    announce_lot(harbour.secretary, tie=tie_of(first), source="Lottery")
    decide_tie(harbour.secretary, tie=tie_of(first), by=TieMeans.LOT, values=["7"])
    assert (first.ties.get().by, again(first).result.chosen["winners"]) == ("lot", first.ties.get().chosen)


def test_a_run_off_without_its_quorum_leaves_the_tie_to_the_lot(harbour, mill):
    quorum = {"quorum_kind": "fixed", "quorum_fixed": 2, "quorum_count": "cast"}
    first = tied(harbour, "+A", "+B", **quorum)
    run_off = closed(harbour, run_off_on(harbour, first, "+A"))
    assert (run_off.result.outcome, again(first).status) == ("quorum_missed", "tied")
    announce_lot(harbour.secretary, tie=tie_of(first), source="Lottery")
    decide_tie(harbour.secretary, tie=tie_of(first), by=TieMeans.LOT, values=["7"])
    assert again(first).status == "closed"


def test_whoever_a_run_off_chose_is_kept_and_the_lot_is_about_the_others(harbour, mill):
    first = tied(harbour, "+A", "+A+B+C+D", choose=3, alternatives=FOUR)
    run_off = closed(harbour, run_off_on(harbour, first, "+C"))
    assert (run_off.result.outcome, run_off.result.chosen["winners"], again(first).status) == (
        "carried",
        ["Cable"],
        "tied",
    )
    assembly = opened_assembly(harbour)
    first_again = tie_of(first)
    announce_lot(harbour.secretary, tie=first_again, source="Lottery")
    with refuses(RuleNotMet, "lot_was_told"):
        decide_tie(harbour.secretary, tie=tie_of(first), by=TieMeans.LOT, chosen=["Buoy", "Dinghy"], note="Hat")
    decide_tie(harbour.secretary, tie=tie_of(first), by=TieMeans.LOT, values=["7"])
    tie = first.ties.get()
    assert (tie.by, tie.chosen[0], sorted(tie.evidence["order"])) == ("lot", "Cable", ["Buoy", "Dinghy"])
    assert tie.chosen[1] == tie.evidence["order"][0]
    assert (sorted(again(first).result.chosen["winners"]), recounted(sheet_of(again(first)))) == (
        sorted(["Anchor", *tie.chosen]),
        (),
    )
    assert assembly.status == "open"


def test_the_database_refuses_a_run_off_that_no_tie_waits_for_and_a_tie_decided_without_one(harbour, mill):
    first = tied(harbour, "+A", "+B")
    tie, run_off = tie_of(first), run_off_on(harbour, first, "+A")
    wrong = {"by": "run_off", "chosen": ["Buoy"], "decided_at": clock.now()}
    for change in (
        lambda: Tie.objects.filter(pk=tie.pk).update(**wrong),
        lambda: Tie.objects.filter(pk=tie.pk).update(**{**wrong, "by": "lot"}),
        lambda: Tie.objects.filter(pk=tie.pk).update(run_off_seats=2),
        lambda: Ballot.objects.filter(pk=run_off.pk).update(decides=None),
        lambda: Ballot.objects.filter(pk=first.pk).update(decides=tie),
    ):
        with pytest.raises(Error), transaction.atomic():
            change()
    closed(harbour, run_off)
    copy = again(run_off)
    copy.pk, copy.public_id, copy.status, copy.closed_at, copy.roll = None, "x" * 16, "open", None, first.roll
    with pytest.raises(Error), transaction.atomic():
        copy.save(force_insert=True)
