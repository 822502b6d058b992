"""Ties between options: the count stops, and goes on with what somebody decided, by lot or by the casting vote."""

import pytest
from django.db import Error, transaction

from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.actions.ties import announce_lot, decide_tie
from assemblies.counting.lots import order_by_lot
from assemblies.counting.recounting import recounted
from assemblies.enums import BallotStatus, MotionStatus, TieMeans
from assemblies.models import Ballot, Result, Tie
from assemblies.queries.sheets import sheet_of
from organiser.base import clock
from organiser.base.errors import Conflict, Invalid, NotPermitted, RuleNotMet, WrongState
from tests.choices import adopt, choice_ballot, put
from tests.helpers import people_of, refuses, writes

STV = {"choosing": "scottish-stv", "lot_order": False}


def tied(place, *papers, choose=1, alternatives=None, **rule):
    """A ballot over days that has closed with a tie."""
    adopt(place, **{**STV, **rule})
    more = {"alternatives": alternatives} if alternatives else {}
    ballot = choice_ballot(place, choose=choose, **more)
    put(place, ballot, *papers)
    with clock.at(ballot.closes_at):
        close_ballot(place.secretary, ballot=ballot)
    return Ballot.objects.get(pk=ballot.pk)


def test_a_tie_stops_the_count_and_takes_no_more_votes(harbour, mill):
    ballot = tied(harbour, "A", "B")
    tie = Tie.objects.get(ballot=ballot)
    assert (ballot.status, ballot.motion.status, Result.objects.filter(ballot=ballot).count()) == (
        BallotStatus.TIED,
        MotionStatus.VOTING,
        0,
    )
    assert (tie.options, tie.take, tie.purpose, tie.count["winners"]) == (["Anchor", "Buoy"], 1, "exclude", [])
    with refuses(WrongState, "closed"):
        cast_vote(people_of(harbour, "North")[3], ballot=ballot, choice="1", key="key-00000009")
    with refuses(Conflict, "ballot_closed"):
        close_ballot(harbour.secretary, ballot=ballot)


def test_a_lot_by_a_source_told_beforehand_can_be_drawn_again_by_anybody(harbour, mill):
    tie = Tie.objects.get(ballot=tied(harbour, "A", "B"))
    with refuses(RuleNotMet, "lot_not_announced"):
        decide_tie(harbour.secretary, tie=tie, by=TieMeans.LOT, values=["9319"])
    with writes("announce_lot"):
        announce_lot(harbour.secretary, tie=tie, source="Numbers of the lottery of Saturday")
    with refuses(Conflict, "lot_announced"):
        announce_lot(harbour.secretary, tie=Tie.objects.get(pk=tie.pk), source="Another one")
    with writes("record_decision", "decide_tie"):
        ballot = decide_tie(harbour.secretary, tie=tie, by=TieMeans.LOT, values=["9 18 26 34 41 45"])
    tie.refresh_from_db()
    order = order_by_lot(["Anchor", "Buoy"], ["9 18 26 34 41 45"], stage=tie.stage).order
    # It is about who is excluded, and whoever is drawn first fares better.
    assert (tie.chosen, tie.by, tie.evidence["order"]) == ([order[1]], "lot", list(order))
    ballot = Ballot.objects.get(pk=ballot.pk)
    assert (ballot.status, ballot.result.chosen["winners"]) == (BallotStatus.CLOSED, [order[0]])
    assert ballot.motion.decision.text.endswith(f"Chosen: {order[0]}.")
    assert recounted(sheet_of(ballot)) == ()
    with refuses(Conflict, "tie_decided"):
        decide_tie(harbour.secretary, tie=tie, by=TieMeans.LOT, values=["1"])


def test_the_chair_decides_only_where_the_rules_give_a_casting_vote(harbour, mill):
    tie = Tie.objects.get(ballot=tied(harbour, "A", "B"))
    with refuses(RuleNotMet, "no_casting_vote"):
        decide_tie(harbour.secretary, tie=tie, by=TieMeans.CASTING_VOTE, chosen=["Buoy"])
    other = Tie.objects.get(ballot=tied(harbour, "+A", "+B", choosing="approval", tie_rule="casting_vote"))
    for wrong in ([], ["Cable"], ["Anchor", "Buoy"]):
        with refuses(Invalid, "chosen"):
            decide_tie(harbour.secretary, tie=other, by=TieMeans.CASTING_VOTE, chosen=wrong)
    ballot = decide_tie(harbour.secretary, tie=other, by=TieMeans.CASTING_VOTE, chosen=["Buoy"])
    assert Ballot.objects.get(pk=ballot.pk).result.chosen["winners"] == ["Buoy"]


def test_a_lot_drawn_by_hand_needs_an_assembly_that_saw_it(harbour, mill):
    tie = Tie.objects.get(ballot=tied(harbour, "A", "B"))
    with refuses(RuleNotMet, "lot_unseen"):
        decide_tie(harbour.secretary, tie=tie, by=TieMeans.LOT, chosen=["Buoy"], note="From a hat, all watched")


def test_only_those_who_count_decide_a_tie(harbour, mill):
    tie = Tie.objects.get(ballot=tied(harbour, "A", "B"))
    for other in (people_of(harbour, "North")[2], mill.secretary):
        with refuses(NotPermitted, "power_missing"):
            announce_lot(other, tie=tie, source="The lottery")
        with refuses(NotPermitted, "power_missing"):
            decide_tie(other, tie=tie, by=TieMeans.LOT, values=["1"])
    for wrong in ("", "x" * 301):
        with refuses(Invalid, "source"):
            announce_lot(harbour.secretary, tie=tie, source=wrong)


def test_one_tie_after_another_is_decided_each_by_itself(harbour, mill):
    ballot = tied(
        harbour, "A", "B", "C", "D", alternatives=[(name, "") for name in ("Anchor", "Buoy", "Cable", "Dinghy")]
    )
    tie = Tie.objects.get(ballot=ballot)
    announce_lot(harbour.secretary, tie=tie, source="Lottery")
    seen = [tie.options]
    decide_tie(harbour.secretary, tie=tie, by=TieMeans.LOT, values=["7"])
    while (tie := Tie.objects.filter(ballot=ballot, decided_at__isnull=True).first()) is not None:
        seen.append(tie.options)
        announce_lot(harbour.secretary, tie=tie, source="Lottery again")
        decide_tie(harbour.secretary, tie=tie, by=TieMeans.LOT, values=["8"])
    assert [len(options) for options in seen] == [4, 3, 2]
    ballot = Ballot.objects.get(pk=ballot.pk)
    assert (len(ballot.result.chosen["winners"]), recounted(sheet_of(ballot))) == (1, ())


def test_a_tie_stays_as_found_and_is_decided_once_in_the_database(harbour, mill):
    tie = Tie.objects.get(ballot=tied(harbour, "+A", "+B", choosing="approval", tie_rule="casting_vote"))
    for change in (
        lambda: Tie.objects.filter(pk=tie.pk).update(options=["Cable"]),
        lambda: Tie.objects.filter(pk=tie.pk).delete(),
    ):
        with pytest.raises(Error), transaction.atomic():
            change()
    decide_tie(harbour.secretary, tie=tie, by=TieMeans.CASTING_VOTE, chosen=["Buoy"])
    with pytest.raises(Error), transaction.atomic():
        Tie.objects.filter(pk=tie.pk).update(chosen=["Anchor"])


def test_a_tie_with_the_quorum_missed_decides_nothing(harbour, mill):
    ballot = tied(harbour, "A", "B", quorum_kind="fixed", quorum_fixed=4, quorum_count="cast")
    assert (ballot.status, ballot.result.outcome, Tie.objects.filter(ballot=ballot).count()) == (
        BallotStatus.CLOSED,
        "quorum_missed",
        0,
    )


def test_once_members_were_told_of_a_source_nothing_else_decides(harbour, mill):
    tie = Tie.objects.get(ballot=tied(harbour, "+A", "+B", choosing="approval", tie_rule="casting_vote"))
    announce_lot(harbour.secretary, tie=tie, source="Lottery")
    with refuses(RuleNotMet, "lot_was_told"):
        decide_tie(harbour.secretary, tie=tie, by=TieMeans.CASTING_VOTE, chosen=["Buoy"])
    decide_tie(harbour.secretary, tie=tie, by=TieMeans.LOT, values=["7"])
