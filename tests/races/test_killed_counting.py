"""A server that dies while tellers count, a shared screen takes a paper, or a tie is decided: nothing half or twice.

Killed before the end, nothing has happened and the same is done again; killed right after it, nobody was told, and
doing it again says that it is done or changes nothing (invariant 1).
"""

import pytest

from assemblies.actions.attendance import check_in
from assemblies.actions.ballot_papers import hand_out_paper, print_papers
from assemblies.actions.ballots import open_ballot
from assemblies.actions.batches import enter_batch
from assemblies.actions.casting import cast_vote
from assemblies.actions.hand_counts import begin_hand_count
from assemblies.actions.paper_entries import cast_at_kiosk, enter_paper
from assemblies.actions.ties import announce_lot, decide_tie
from assemblies.counting.recounting import recounted
from assemblies.enums import TieMeans
from assemblies.models import Ballot, PaperCode, PaperEntry, SealedVote, Slip, Tie
from assemblies.queries.ballots import tally
from assemblies.queries.sheets import sheet_of
from organiser.base import clock
from organiser.base.actions.ledger import flaws
from organiser.base.errors import Conflict
from tests.choices import adopt, ballot_on, choice_ballot, paper, second_teller
from tests.helpers import north_motion, opened_assembly
from tests.races.test_casting import due
from tests.races.test_secret_casting import closed, die
from tests.run_offs import again, run_off_on, tied

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
NORTH = ("Ana Founder", "Bea North", "Cyd North", "Dan North")


@pytest.mark.parametrize("step", ["record", "end"])
def test_a_count_of_hands_is_agreed_once_or_not_at_all(harbour, step):
    motion = north_motion(harbour)
    assembly = opened_assembly(harbour, motion)
    second = second_teller(harbour)
    with clock.at(assembly.starts_at):
        check_in(harbour.secretary, assembly=assembly, members=[harbour.members[name].public_id for name in NORTH])
        ballot = open_ballot(harbour.secretary, motion=motion, assembly=assembly)
    with clock.at(due(ballot)):
        begin_hand_count(harbour.secretary, ballot=ballot)
        enter_batch(harbour.secretary, ballot=ballot, way="hands", number=1, papers={"for": 3})
    die(step, ballot, second, "hands", "3")
    assert tally(ballot)["for"] == (0 if step == "record" else 3)
    with clock.at(due(ballot)):
        if step == "record":
            enter_batch(second, ballot=ballot, way="hands", number=1, papers={"for": 3})
        else:
            with pytest.raises(Conflict):
                enter_batch(second, ballot=ballot, way="hands", number=1, papers={"for": 2})
    assert tally(ballot) == {"for": 3, "against": 0, "abstain": 0}
    assert list(flaws()) == []


@pytest.fixture
def sealed(harbour):
    """A secret ballot over days with a paper that was handed out, its code, and two who count."""
    adopt(harbour, secrecy="secret")
    harbour.second = second_teller(harbour)
    harbour.ballot = ballot_on(harbour, north_motion(harbour))
    with clock.at(due(harbour.ballot)):
        sheet = print_papers(harbour.secretary, ballot=harbour.ballot, number=2)[0]
        hand_out_paper(harbour.secretary, ballot=harbour.ballot, member=harbour.members["Dan North"].public_id)
    harbour.code = sheet.code
    return harbour


@pytest.mark.parametrize("step", ["record", "end"])
def test_a_paper_read_by_two_lies_in_the_urn_once(sealed, step):
    ballot, code = sealed.ballot, sealed.code
    with clock.at(due(ballot)):
        enter_paper(sealed.secretary, ballot=ballot, code=code, choice="for")
    die(step, ballot, sealed.second, "paper", code, "for")
    done = step == "end"
    assert (Slip.objects.count(), PaperEntry.objects.count()) == ((1, 0) if done else (0, 1))
    with clock.at(due(ballot)):
        if done:
            with pytest.raises(Conflict):
                enter_paper(sealed.second, ballot=ballot, code=code, choice="for")
        else:
            assert enter_paper(sealed.second, ballot=ballot, code=code, choice="for") is True
    closed(sealed, ballot)
    assert list(SealedVote.objects.values_list("choice", flat=True)) == ["for"]
    assert (tally(Ballot.objects.get(pk=ballot.pk)), list(flaws())) == ({"for": 1, "against": 0, "abstain": 0}, [])


@pytest.mark.parametrize("step", ["_into_the_urn", "end"])
def test_a_vote_at_a_shared_screen_is_in_the_urn_once(sealed, step):
    ballot, code = sealed.ballot, sealed.code
    die(step, ballot, sealed.secretary, "kiosk", code, "against")
    done = step == "end"
    assert (Slip.objects.count(), PaperCode.objects.filter(state="used").count()) == ((1, 1) if done else (0, 0))
    with clock.at(due(ballot)):
        if done:
            with pytest.raises(Conflict):
                cast_at_kiosk(sealed.secretary, ballot=ballot, code=code, choice="against")
        else:
            cast_at_kiosk(sealed.secretary, ballot=ballot, code=code, choice="against")
    closed(sealed, ballot)
    assert list(SealedVote.objects.values_list("choice", flat=True)) == ["against"]


@pytest.mark.parametrize("step", ["settle", "end"])
def test_a_tie_is_decided_once_and_the_lot_comes_to_the_same(harbour, step):
    adopt(harbour, choosing="scottish-stv", lot_order=False)
    ballot = choice_ballot(harbour)
    with clock.at(due(ballot)):
        for name, text in (("Bea North", "A"), ("Cyd North", "B")):
            cast_vote(harbour.person(name), ballot=ballot, choice=paper(ballot, text), key=f"key-of-{name[:3]}-1")
    closed(harbour, ballot)
    with clock.at(due(ballot)):
        announce_lot(harbour.secretary, tie=Tie.objects.get(), source="Numbers of the lottery of Saturday")
    die(step, ballot, harbour.secretary, "lot", "9 18 26 34 41 45")
    done = step == "end"
    assert Ballot.objects.get(pk=ballot.pk).status == ("closed" if done else "tied")
    with clock.at(due(ballot)):
        if done:
            with pytest.raises(Conflict):
                decide_tie(harbour.secretary, tie=Tie.objects.get(), by=TieMeans.LOT, values=["1 2 3"])
        else:
            decide_tie(harbour.secretary, tie=Tie.objects.get(), by=TieMeans.LOT, values=["9 18 26 34 41 45"])
    ballot = Ballot.objects.get(pk=ballot.pk)
    assert (ballot.status, recounted(sheet_of(ballot)), list(flaws())) == ("closed", (), [])
    assert ballot.motion.status == "carried"


@pytest.mark.parametrize("step", ["decide_by_run_off", "settle", "end"])
def test_a_run_off_and_the_first_ballot_are_settled_together_or_not_at_all(harbour, step):
    first = tied(harbour, "+A", "+B")
    run_off = run_off_on(harbour, first, "+B")
    die(step, run_off, harbour.secretary, "run-off")
    states = ("closed", "closed") if step == "end" else ("tied", "open")
    assert (again(first).status, again(run_off).status) == states
    if step != "end":
        closed(harbour, run_off)
    assert (again(first).result.chosen["winners"], recounted(sheet_of(again(first))), list(flaws())) == (
        ["Buoy"],
        (),
        [],
    )
