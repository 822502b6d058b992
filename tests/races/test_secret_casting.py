"""The urn under stress: many at once, closing in between, and a server that dies at every step (invariants 1 and 2)."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as live
from django.db import connection

from assemblies.actions import urn
from assemblies.actions.casting import Receipt, cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.counting.recounting import recounted
from assemblies.models import Ballot, SealedVote, Slip, Ticket, Vote
from assemblies.queries.papers import papers_of
from assemblies.queries.sheets import sheet_of
from organiser.base import clock
from organiser.base.actions.ledger import flaws
from organiser.base.errors import Refusal
from tests.choices import adopt, ballot_on, choice_motion
from tests.helpers import people_of
from tests.races.test_casting import closer, crowd, due
from tests.threads import all_at_once, codes

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parents[2]
STV = {"choosing": "scottish-stv", "lot_order": False, "secrecy": "secret"}
PAPERS = ("1>2", "1", "2>1", "blank")


@pytest.fixture
def ballot(harbour):
    adopt(harbour, **STV)
    return ballot_on(harbour, choice_motion(harbour))


def voter(ballot, person, number, key=None):
    def act() -> Receipt:
        with clock.at(due(ballot)):
            return cast_vote(person, ballot=ballot, choice=PAPERS[number % 4], key=key or f"key-{number:08d}")

    return act


def closed(place, ballot):
    with clock.at(due(ballot)):
        close_ballot(place.secretary, ballot=ballot)
    return Ballot.objects.get(pk=ballot.pk)


def test_every_acknowledged_paper_lies_on_the_board_once_and_none_comes_after(harbour, ballot):
    adopted = Ballot.objects.exclude(pk=ballot.pk).count()
    people = people_of(harbour, "North")
    acts = [voter(ballot, person, number) for number, person in enumerate(people)] * 3
    acts.insert(7, closer(ballot, harbour.secretary))
    outcomes = all_at_once(acts)
    assert not isinstance(outcomes.pop(7), Refusal)
    assert set(codes(outcomes)) <= {"done", "closed"}
    board = dict(SealedVote.objects.filter(ballot=ballot).values_list("tracker", "choice"))
    assert {(said.tracker, said.choice) for said in outcomes if isinstance(said, Receipt)} == set(board.items())
    assert (Slip.objects.count(), Ticket.objects.count(), adopted >= 1) == (0, 0, True)
    closed_ballot = Ballot.objects.get(pk=ballot.pk)
    assert (closed_ballot.result.cast, recounted(sheet_of(closed_ballot))) == (len(board), ())


def test_one_paper_sent_twenty_times_at_once_is_one_slip_with_twenty_equal_receipts(harbour, ballot):
    bea = harbour.person("Bea North")
    outcomes = all_at_once(voter(ballot, bea, 0, key="one-and-the-same") for _ in range(20))
    assert codes(outcomes) == {"done": 20}
    assert {said.tracker for said in outcomes} == {urn.tracker_of(ballot, "one-and-the-same")}
    assert (Slip.objects.count(), Vote.objects.filter(ballot=ballot).count(), Ticket.objects.count()) == (1, 1, 0)


def test_twenty_papers_of_one_voter_at_once_are_one_slip(harbour, ballot):
    bea = harbour.person("Bea North")
    outcomes = all_at_once(voter(ballot, bea, number) for number in range(20))
    counted = codes(outcomes)
    assert (counted["done"], set(counted) <= {"done", "voted_already", "try_again"}) == (1, True)
    receipt = next(said for said in outcomes if isinstance(said, Receipt))
    assert list(Slip.objects.values_list("tracker", "choice")) == [(receipt.tracker, receipt.choice)]
    assert Vote.objects.filter(ballot=ballot).count() == 1


def die(step: str, ballot: Ballot, person, *paper: str) -> None:
    """Vote or close in a process that is killed right after a step."""
    name = str(connection.settings_dict["NAME"])
    url = f"sqlite:///{name}"
    if connection.vendor == "postgresql":
        given = connection.settings_dict
        url = f"postgres://{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT']}/{name}"
    environment = os.environ | {"DATABASE_URL": url, "ORGANISER_DATA": str(live.DATA_DIR), "ORGANISER_MODE": "local"}
    program = Path(__file__).with_name("killed.py")
    moment = due(ballot).isoformat()
    command = [sys.executable, str(program), step, str(ballot.pk), str(person.pk), moment, *paper]
    ended = subprocess.run(command, cwd=ROOT, env=environment, check=False, timeout=120)  # noqa: S603  # of our own
    assert ended.returncode == -signal.SIGKILL


@pytest.mark.parametrize("step", ["issue", "put_in"])
def test_a_server_that_dies_while_a_secret_vote_is_cast_loses_and_doubles_nothing(harbour, ballot, step):
    bea, cyd = harbour.person("Bea North"), harbour.person("Cyd North")
    with clock.at(due(ballot)):
        first = cast_vote(cyd, ballot=ballot, choice="1", key="key-of-cyd")
    die(step, ballot, bea, "1>2", "key-of-bea")
    # Nothing was acknowledged; the same paper is sent again.
    with clock.at(due(ballot)):
        again = cast_vote(bea, ballot=ballot, choice="1>2", key="key-of-bea")
    assert again.repeated is (step == "put_in")
    ballot = closed(harbour, ballot)
    board = dict(SealedVote.objects.filter(ballot=ballot).values_list("tracker", "choice"))
    assert board == {first.tracker: "1", again.tracker: "1>2"}
    assert (ballot.result.without_paper, papers_of(ballot)) == (0, {"1": 1, "1>2": 1})


def test_a_server_that_dies_right_after_an_open_vote_has_it(harbour):
    adopt(harbour, choosing="scottish-stv", lot_order=False)
    ballot, bea = ballot_on(harbour, choice_motion(harbour)), harbour.person("Bea North")
    die("insert_vote", ballot, bea, "1>2", "key-of-bea")
    with clock.at(due(ballot)):
        assert cast_vote(bea, ballot=ballot, choice="1>2", key="key-of-bea").repeated is True
    assert papers_of(closed(harbour, ballot)) == {"1>2": 1}


@pytest.mark.parametrize("step", ["seal", "counted", "empty", "settle", "sweep"])
def test_a_server_that_dies_while_closing_leaves_all_papers_and_closing_can_be_repeated(harbour, ballot, step):
    people = people_of(harbour, "North")
    with clock.at(due(ballot)):
        said = [
            cast_vote(person, ballot=ballot, choice=PAPERS[number % 4], key=f"key-{number:08d}")
            for number, person in enumerate(people)
        ]
    die(step, ballot, harbour.secretary)
    found = Ballot.objects.get(pk=ballot.pk)
    if step == "sweep":  # it had been closed and told; only the sweeping out was left
        assert (found.status, SealedVote.objects.count(), Slip.objects.count()) == ("closed", len(people), 0)
    else:
        assert (found.status, SealedVote.objects.count(), Slip.objects.count()) == ("open", 0, len(people))
        found = closed(harbour, ballot)
    board = dict(SealedVote.objects.filter(ballot=found).values_list("tracker", "choice"))
    assert board == {one.tracker: one.choice for one in said}
    assert (recounted(sheet_of(found)), list(flaws())) == ((), [])
    urn.sweep()
    assert Ballot.objects.get(pk=ballot.pk).swept_at is not None


def test_crowds_are_counted_to_the_last_paper(harbour, ballot):
    size = 60 if connection.vendor == "postgresql" else 20
    people = crowd(harbour, size)
    motion = choice_motion(harbour, title="Another")
    other = ballot_on(harbour, motion)
    outcomes = all_at_once(voter(other, person, number) for number, person in enumerate(people))
    assert codes(outcomes) == {"done": size}
    found = closed(harbour, other)
    assert (found.result.cast, sum(papers_of(found).values()), recounted(sheet_of(found))) == (size, size, ())
