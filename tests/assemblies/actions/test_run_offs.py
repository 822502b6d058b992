"""Run-offs: those who are tied stand once more, what comes of it decides the tie, and the first ballot is counted on."""

from assemblies.counting.recounting import recounted
from assemblies.enums import BallotStatus, MotionStatus, TieMeans
from assemblies.models import Ballot
from assemblies.queries.sheets import sheet_of
from organisations.models import Decision
from tests.helpers import writes
from tests.run_offs import closed, run_off_on, tie_of, tied
from assemblies.actions.closing import close_ballot
from organiser.base import clock


def test_a_run_off_decides_the_tie_and_the_first_ballot_is_settled_with_one_decision(harbour, mill):
    first = tied(harbour, "+A", "+B")
    decisions = Decision.objects.count()
    with writes("open_run_off"):
        run_off = run_off_on(harbour, first)
    assert (run_off.motion_id, run_off.seats, run_off.method, run_off.settings) == (
        first.motion_id,
        1,
        "approval",
        {"most": 1},
    )
    assert list(run_off.options.values_list("label", flat=True)) == ["Anchor", "Buoy"]


def test_whoever_has_most_marks_in_the_run_off_is_chosen(harbour, mill):
    first = tied(harbour, "+A", "+B")
    run_off = run_off_on(harbour, first, "+B", "+B", "+A")
    decisions = Decision.objects.count()
    with writes("close_ballot", "record_decision", "decide_by_run_off"), clock.at(run_off.closes_at):
        close_ballot(harbour.secretary, ballot=run_off)
    first, run_off = Ballot.objects.get(pk=first.pk), Ballot.objects.get(pk=run_off.pk)
    tie = first.ties.get()
    assert (tie.by, tie.chosen, tie.run_off.pk, tie.decided_by) == (
        TieMeans.RUN_OFF,
        ["Buoy"],
        run_off.pk,
        harbour.secretary,
    )
    assert (first.status, first.result.chosen["winners"], first.motion.status) == (
        BallotStatus.CLOSED,
        ["Buoy"],
        MotionStatus.CARRIED,
    )
    assert Decision.objects.count() == decisions + 1
    assert first.motion.decision.source_ref == first.public_id
    assert (run_off.result.outcome, run_off.result.chosen["winners"]) == ("carried", ["Buoy"])
    assert recounted(sheet_of(first)) == ()
    assert recounted(sheet_of(run_off)) == ()
