"""Break-glass for what is stuck: a ballot or an assembly that everybody left open for a day after its time."""

import pytest

from assemblies.actions.ballots import open_ballot
from assemblies.actions.closing import close_ballot
from assemblies.actions.interventions import close_stuck_assembly, close_stuck_ballot
from assemblies.queries.desk import stuck_assemblies, stuck_ballots
from members.models import Person
from organiser.base import clock
from organiser.base.actor import CLOCK
from organiser.base.errors import Invalid, NotPermitted, RuleNotMet, WrongState
from tests.helpers import cast, clock_days, north_motion, online_ballot, opened_assembly, people_of, refuses, writes

REASON = "Everybody who counts has left the branch and nobody closed it."


@pytest.fixture
def root(db):
    return Person.objects.create_superuser("Root")


def test_stuck_ballot_is_closed_and_counted_by_its_rule(harbour, mill, root):
    ballot = online_ballot(harbour, north_motion(harbour))
    cast(ballot, people_of(harbour, "North")[:3], "++-")
    with clock.at(ballot.closes_at + clock_days(1)), writes("record_decision", "close_ballot", "close_stuck_ballot"):
        assert list(stuck_ballots()) == [ballot]
        made = close_stuck_ballot(root, ballot=ballot, reason=REASON)
        assert list(stuck_ballots()) == []
    ballot.refresh_from_db()
    assert (ballot.status, ballot.result.outcome, ballot.result.counted_by) == ("closed", "carried", None)
    assert (made.kind, made.changed) == ("ballot", "The ballot “Repair the roof” was closed and counted.")


def test_ballot_whose_time_is_not_long_over_is_left_alone(harbour, root):
    ballot = online_ballot(harbour, north_motion(harbour))
    sentence = "This ballot is not stuck: the operator closes only what stayed open for a day after its time."
    for moment in (clock.now(), ballot.closes_at, ballot.closes_at + clock_days(1) * 0.9):
        with clock.at(moment):
            assert list(stuck_ballots()) == []
            with refuses(RuleNotMet, "not_stuck", sentence):
                close_stuck_ballot(root, ballot=ballot, reason=REASON)


def test_ballot_of_an_assembly_that_was_left_open_is_stuck_a_day_later(harbour, root):
    motion = north_motion(harbour)
    assembly = opened_assembly(harbour, motion)
    with clock.at(assembly.starts_at):
        ballot = open_ballot(harbour.secretary, motion=motion, assembly=assembly)
    with clock.at(assembly.ends_at), refuses(WrongState, "not_yet"):
        close_ballot(CLOCK, ballot=ballot)
    with clock.at(assembly.ends_at + clock_days(1)):
        assert list(stuck_assemblies()) == [assembly]
        with refuses(WrongState, "ballot_open"):
            close_stuck_assembly(root, assembly=assembly, reason=REASON)
        close_stuck_ballot(root, ballot=ballot, reason=REASON)
        with writes("close_stuck_assembly"):
            made = close_stuck_assembly(root, assembly=assembly, reason=REASON)
    assembly.refresh_from_db()
    assert (assembly.status, made.changed) == ("closed", "The assembly “Monthly assembly” was closed.")
    assert assembly.record.status == "draft"


def test_assembly_that_meets_or_is_over_is_left_alone(harbour, root):
    assembly = opened_assembly(harbour)
    with clock.at(assembly.ends_at), refuses(RuleNotMet, "not_stuck"):
        close_stuck_assembly(root, assembly=assembly, reason=REASON)


def test_nobody_but_the_operator_and_never_without_a_reason(harbour, thread, root):
    ballot = online_ballot(harbour, north_motion(harbour))
    with clock.at(ballot.closes_at + clock_days(2)):
        for actor in (harbour.secretary, thread.secretary):
            with refuses(NotPermitted, "not_operator"):
                close_stuck_ballot(actor, ballot=ballot, reason=REASON)
        with refuses(Invalid, "reason"):
            close_stuck_ballot(root, ballot=ballot, reason="Stuck.")
