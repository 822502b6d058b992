"""Run-offs: those who are tied stand once more, which decides the tie, and the first ballot is counted on."""

from assemblies.actions.closing import close_ballot
from assemblies.actions.ties import announce_lot, decide_tie
from assemblies.counting.recounting import recounted
from assemblies.enums import BallotStatus, MotionStatus, TieMeans
from assemblies.models import Ballot, Result, Tie
from assemblies.queries.sheets import sheet_of
from organisations.models import Decision
from organiser.base import clock
from organiser.base.actor import CLOCK
from skills.models import Term
from tests.assemblies.exports.verifying import said_of
from tests.choices import ballot_on, put
from tests.elections import election, nominate, office
from tests.helpers import writes
from tests.run_offs import again, closed, run_off_on, tie_of, tied

FOUR = [(name, "") for name in ("Anchor", "Buoy", "Cable", "Dinghy")]


def by_lot(place, ballot, value="7"):
    tie = tie_of(ballot)
    announce_lot(place.secretary, tie=tie, source="Lottery")
    decide_tie(place.secretary, tie=tie, by=TieMeans.LOT, values=[value])
    return Tie.objects.get(pk=tie.pk)


def counts_by_itself(ballot, capsys):
    """Whether our count and that of the stand-alone program come to what was stored."""
    sheet = sheet_of(again(ballot))
    return (recounted(sheet), said_of(sheet, capsys)[0]) == ((), True)


def test_the_paper_of_a_run_off_has_only_the_tied_and_all_else_is_as_in_the_first_ballot(harbour, mill):
    first = tied(harbour, "+A", "+B", changeable=True, running_results=True)
    with writes("open_run_off") as entries:
        run_off = run_off_on(harbour, first)
    assert list(run_off.options.values_list("label", "alternative__label")) == [("Anchor", "Anchor"), ("Buoy", "Buoy")]
    assert (run_off.decides, run_off.motion, run_off.rule, run_off.question) == (
        first.ties.get(),
        first.motion,
        first.rule,
        "Run-off: Repair the roof",
    )
    assert (run_off.method, run_off.seats, run_off.settings) == ("approval", 1, {"most": 1})
    assert (run_off.secret, run_off.changeable, run_off.running, run_off.roll.size) == (False, True, True, 5)
    assert run_off.effect_sentence.endswith("One of them is chosen; then the first vote is counted on.")
    assert (entries[0].content.content["ballot"], entries[0].content.content["options"]) == (
        first.public_id,
        ["Anchor", "Buoy"],
    )
    assert (again(first).status, first.motion.status) == (BallotStatus.TIED, MotionStatus.VOTING)


def test_whoever_has_most_marks_decides_the_tie_and_one_decision_is_written(harbour, mill, capsys):
    first = tied(harbour, "+A", "+B")
    run_off = run_off_on(harbour, first, "+B", "+B", "+A")
    decisions = Decision.objects.count()
    with writes("close_ballot", "record_decision", "decide_by_run_off"), clock.at(run_off.closes_at):
        close_ballot(harbour.secretary, ballot=run_off)
    first, run_off, tie = again(first), again(run_off), first.ties.get()
    assert (tie.by, tie.chosen, tie.run_off, tie.decided_by) == ("run_off", ["Buoy"], run_off, harbour.secretary)
    assert (first.status, first.result.chosen["winners"], first.motion.status) == ("closed", ["Buoy"], "carried")
    assert (Decision.objects.count(), first.motion.decision.source_ref) == (decisions + 1, first.public_id)
    assert (run_off.result.outcome, run_off.result.chosen["winners"]) == ("carried", ["Buoy"])
    assert (counts_by_itself(first, capsys), counts_by_itself(run_off, capsys)) == (True, True)


def test_a_run_off_for_several_seats_lets_everybody_mark_as_many(harbour, mill, capsys):
    first = tied(harbour, "+A+B+C+D", "+A", "+A", choose=3, alternatives=FOUR)
    assert (tie_of(first).options, tie_of(first).take) == (["Buoy", "Cable", "Dinghy"], 2)
    run_off = run_off_on(harbour, first, "+C+D", "+D", "+B+D", "+C")
    assert (run_off.seats, run_off.settings) == (2, {"most": 2})
    closed(harbour, run_off)
    assert sorted(again(first).result.chosen["winners"]) == ["Anchor", "Cable", "Dinghy"]
    assert (counts_by_itself(first, capsys), counts_by_itself(run_off, capsys)) == (True, True)


def test_in_a_count_of_rankings_the_last_two_stand_in_a_run_off_and_the_lot_decides_before(harbour, mill, capsys):
    first = tied(harbour, "A", "B", "C", choosing="irv")
    assert (tie_of(first).purpose, tie_of(first).run_off_seats) == ("exclude", None)
    out = by_lot(harbour, first).chosen
    tie = tie_of(first)
    left = [name for name in ("Anchor", "Buoy", "Cable") if name not in out]
    assert (tie.options, tie.purpose, tie.take, tie.run_off_seats) == (left, "exclude", 1, 1)
    run_off = closed(harbour, run_off_on(harbour, first, f"+{left[1][0]}"))
    tie.refresh_from_db()
    assert (run_off.result.chosen["winners"], tie.chosen) == ([left[1]], [left[0]])
    assert again(first).result.chosen["winners"] == [left[1]]
    assert (counts_by_itself(first, capsys), counts_by_itself(run_off, capsys)) == (True, True)


def test_those_who_are_tied_again_are_drawn_and_no_second_run_off_is_held(harbour, mill, capsys):
    first = tied(harbour, "+A", "+B")
    run_off = closed(harbour, run_off_on(harbour, first, "+A", "+B"))
    assert (run_off.status, Result.objects.filter(ballot__motion=first.motion).count()) == ("tied", 0)
    assert tie_of(run_off).run_off_seats is None
    announce_lot(harbour.secretary, tie=tie_of(run_off), source="Lottery")
    with writes("decide_tie", "record_decision", "decide_by_run_off"):
        decide_tie(harbour.secretary, tie=tie_of(run_off), by=TieMeans.LOT, values=["7"])
    drawn = run_off.ties.get().chosen
    assert (run_off.ties.get().by, first.ties.get().by, first.ties.get().chosen) == ("lot", "run_off", drawn)
    assert again(first).result.chosen["winners"] == drawn
    assert (counts_by_itself(first, capsys), counts_by_itself(run_off, capsys)) == (True, True)


def test_the_clock_closes_a_run_off_and_the_first_ballot_with_it(harbour, mill):
    first = tied(harbour, "+A", "+B")
    run_off = run_off_on(harbour, first, "+A")
    with clock.at(run_off.closes_at):
        close_ballot(CLOCK, ballot=run_off)
    tie = first.ties.get()
    assert (tie.by, tie.decided_by, again(first).status) == ("run_off", None, "closed")


def test_a_secret_ballot_has_a_secret_run_off_with_a_board_of_its_own(harbour, mill, capsys):
    first = tied(harbour, "+A", "+B", secret=True)
    run_off = closed(harbour, run_off_on(harbour, first, "+B", "+B"))
    assert (run_off.secret, len(sheet_of(run_off).board), len(sheet_of(again(first)).board)) == (True, 2, 2)
    assert (counts_by_itself(first, capsys), counts_by_itself(run_off, capsys)) == (True, True)


def test_an_election_fills_the_seat_with_whoever_the_run_off_chose(harbour, mill, capsys):
    role = office(harbour, seats=1)
    motion = election(harbour, role, tie_rule="run_off")
    nominate(harbour, motion, "Bea North", "Cyd North", "Dan North")
    first = ballot_on(harbour, motion)
    put(harbour, first, "B", "B", "C", "C")
    first = closed(harbour, first)
    run_off = run_off_on(harbour, first, "+C", "+C", "+B")
    assert list(run_off.options.values_list("label", "text", "nomination__person__name")) == [
        (name, f"{name} wants dry stairs.", name) for name in ("Bea North", "Cyd North")
    ]
    closed(harbour, run_off)
    assert list(Term.objects.filter(role=role).values_list("person__name", "decision__source_ref")) == [
        ("Cyd North", first.public_id)
    ]
    assert (counts_by_itself(first, capsys), counts_by_itself(run_off, capsys)) == (True, True)
    assert Ballot.objects.filter(motion=motion).exclude(status=BallotStatus.CLOSED).count() == 0
