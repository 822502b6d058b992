"""Printed papers: handed out against the roll, counted in heaps or by code, and never anybody's (invariants 1, 2)."""

import pytest
from django.db import Error, transaction

from assemblies.actions.ballot_papers import code_digest, hand_out_paper, print_papers
from assemblies.actions.batches import enter_batch
from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.actions.kiosks import open_kiosk
from assemblies.actions.paper_entries import cast_at_kiosk, enter_paper, set_aside_papers
from assemblies.counting.recounting import recounted
from assemblies.models import Ballot, PaperCode, PaperEntry, Slip, Vote
from assemblies.queries.ballots import tally
from assemblies.queries.papers import board_of, papers_of
from assemblies.queries.sheets import sheet_of
from assemblies.queries.turnout import ByWay, turnout_by_way, votes_cast
from organiser.base import clock
from organiser.base.actor import CLOCK
from organiser.base.errors import Conflict, Invalid, NotFound, NotPermitted, RuleNotMet, WrongState
from organiser.base.models import LedgerContent
from tests.choices import adopt, ballot_on, second_teller
from tests.helpers import OUTSIDERS, clock_days, north_motion, online_ballot, outsider, refuses, writes


@pytest.fixture
def open_vote(harbour, mill):
    """A ballot by name over days, and two who count."""
    harbour.second = second_teller(harbour)
    harbour.ballot = online_ballot(harbour, north_motion(harbour))
    return harbour


@pytest.fixture
def secret(harbour, mill):
    """A secret ballot over days, two who count, and five printed papers."""
    adopt(harbour, secrecy="secret")
    harbour.second = second_teller(harbour)
    harbour.ballot = ballot_on(harbour, north_motion(harbour))
    harbour.sheets = print_papers(harbour.secretary, ballot=harbour.ballot, number=5)
    return harbour


def hand_out(place, *names):
    for name in names:
        member = place.members[f"{name} North"].public_id
        hand_out_paper(place.secretary, ballot=place.ballot, member=member)


def both_read(place, code, choice):
    enter_paper(place.secretary, ballot=place.ballot, code=code, choice=choice)
    return enter_paper(place.second, ballot=place.ballot, code=code, choice=choice)


def heap(place, actor, number=1, **papers):
    return enter_batch(actor, ballot=place.ballot, way="paper", number=number, papers=papers)


def closed(place):
    with clock.at(place.ballot.opened_at + clock_days(5)):
        return Ballot.objects.get(pk=close_ballot(place.secretary, ballot=place.ballot).pk)


def test_whoever_was_given_a_paper_votes_no_other_way(open_vote):
    with writes("hand_out_paper"):
        hand_out(open_vote, "Bea")
    mark = Vote.objects.get()
    assert (mark.entry.person.name, mark.via, mark.choice, mark.cast_at) == ("Bea North", "paper", "", None)
    sentence = "You were given a paper for this ballot. Fill it in and hand it back; each member votes once."
    with refuses(Conflict, "voted_already", sentence):
        cast_vote(open_vote.person("Bea North"), ballot=open_vote.ballot, choice="for", key="by-phone-1")
    with refuses(Conflict, "voted_already", "Bea North was given a paper already. Each member votes once."):
        hand_out(open_vote, "Bea")
    cast_vote(open_vote.person("Cyd North"), ballot=open_vote.ballot, choice="for", key="by-phone-2")
    with refuses(Conflict, "voted_already", "Cyd North has voted already. Each member votes once."):
        hand_out(open_vote, "Cyd")
    for stranger in (open_vote.members["Gil South"].public_id, "nobody"):
        with refuses(RuleNotMet, "not_on_roll"):
            hand_out_paper(open_vote.secretary, ballot=open_vote.ballot, member=stranger)


def test_papers_of_an_open_vote_count_without_a_name(open_vote):
    hand_out(open_vote, "Bea", "Cyd", "Dan")
    cast_vote(open_vote.person("Eve North"), ballot=open_vote.ballot, choice="against", key="by-phone-1")
    heap(open_vote, open_vote.secretary, **{"for": 1, "abstain": 1})
    assert votes_cast(open_vote.ballot) == 1
    heap(open_vote, open_vote.second, **{"for": 1, "abstain": 1})
    with refuses(Invalid, "too_many_papers"):
        heap(open_vote, open_vote.second, number=2, against=2)
    assert turnout_by_way(open_vote.ballot) == [
        ByWay("online", "By phone or screen", 1),
        ByWay("paper", "On paper", 2, 3),
    ]
    assert (tally(open_vote.ballot), votes_cast(open_vote.ballot)) == ({"for": 1, "against": 1, "abstain": 1}, 3)
    ballot = closed(open_vote)
    result = ballot.result
    assert (result.votes_for, result.votes_against, result.abstentions, result.without_paper) == (1, 1, 1, 1)
    assert recounted(sheet_of(ballot)) == ()


def test_the_clock_waits_a_day_for_papers_that_are_out(open_vote):
    hand_out(open_vote, "Bea")
    with clock.at(open_vote.ballot.closes_at):
        with refuses(WrongState, "not_yet_counted"):
            close_ballot(CLOCK, ballot=open_vote.ballot)
        heap(open_vote, open_vote.secretary, **{"for": 1})
        with refuses(WrongState, "batch_not_agreed"):
            close_ballot(CLOCK, ballot=open_vote.ballot)
    with clock.at(open_vote.ballot.closes_at + clock_days(1)):
        result = close_ballot(CLOCK, ballot=open_vote.ballot).result
    assert (result.cast, result.without_paper) == (0, 1)


def test_papers_of_a_secret_ballot_are_in_no_heap_which_would_tell_how_those_who_had_one_voted(secret):
    hand_out(secret, "Bea", "Cyd")
    with refuses(WrongState, "read_by_code"):
        heap(secret, secret.secretary, **{"for": 1, "against": 1})
    both_read(secret, secret.sheets[0].code, "for")
    both_read(secret, secret.sheets[1].code, "against")
    ballot = closed(secret)
    assert sorted(board_of(ballot)) == sorted(
        zip([sheet.tracker for sheet in secret.sheets[:2]], ["for", "against"], strict=True)
    )
    assert (papers_of(ballot), recounted(sheet_of(ballot))) == ({"for": 1, "against": 1}, ())


def test_codes_are_stored_as_digests_alone_and_belong_to_nobody(secret):
    codes = [sheet.code for sheet in secret.sheets]
    assert set(PaperCode.objects.values_list("digest", flat=True)) == {code_digest(code) for code in codes}
    assert len(set(codes)) == 5
    told = str(list(LedgerContent.objects.values_list("content", flat=True)))
    assert [code for code in codes if code in told] == []
    assert [field.name for field in PaperCode._meta.get_fields() if field.related_model is type(secret.secretary)] == []


def test_a_paper_read_alike_by_two_lies_in_the_urn_under_the_tracker_of_its_code(secret):
    hand_out(secret, "Bea", "Cyd")
    code, tracker = secret.sheets[0].code, secret.sheets[0].tracker
    with writes("enter_paper") as entries:
        assert enter_paper(secret.secretary, ballot=secret.ballot, code=code, choice="for") is False
    assert entries[0].content.content == {"agreed": False}
    assert enter_paper(secret.second, ballot=secret.ballot, code=code.lower(), choice="against") is False
    with refuses(WrongState, "paper_not_agreed"):
        closed(secret)
    with refuses(WrongState, "read_by_code"):
        heap(secret, secret.secretary, **{"for": 1})
    assert enter_paper(secret.secretary, ballot=secret.ballot, code=code, choice="against") is True
    assert list(Slip.objects.values_list("tracker", "choice")) == [(tracker, "against")]
    assert (PaperEntry.objects.count(), votes_cast(secret.ballot)) == (0, 1)
    with refuses(Conflict, "code_used"):
        enter_paper(secret.second, ballot=secret.ballot, code=code, choice="for")
    ballot = closed(secret)
    assert list(board_of(ballot)) == [(tracker, "against")]
    assert (ballot.result.without_paper, recounted(sheet_of(ballot))) == (1, ())


def test_no_more_papers_come_in_than_were_handed_out(secret):
    hand_out(secret, "Bea")
    assert both_read(secret, secret.sheets[0].code, "for") is True
    with refuses(RuleNotMet, "not_handed_out"):
        enter_paper(secret.secretary, ballot=secret.ballot, code=secret.sheets[1].code, choice="for")
    with refuses(NotFound, "no_code"):
        enter_paper(secret.secretary, ballot=secret.ballot, code="ABCD", choice="for")


def test_papers_that_nobody_can_read_are_set_aside(secret):
    hand_out(secret, "Bea")
    code = secret.sheets[0].code
    enter_paper(secret.secretary, ballot=secret.ballot, code=code, choice="for")
    with writes("set_aside_papers"):
        assert set_aside_papers(secret.secretary, ballot=secret.ballot, why="Both boxes are marked") == 1
    with refuses(Conflict, "code_void"):
        enter_paper(secret.second, ballot=secret.ballot, code=code, choice="for")
    with refuses(Conflict, "none_waiting"):
        set_aside_papers(secret.secretary, ballot=secret.ballot, why="Both boxes are marked")
    assert closed(secret).result.cast == 0


def test_at_a_shared_screen_the_code_is_the_vote_and_counts_once(secret):
    hand_out(secret, "Bea")
    sheet = secret.sheets[0]
    with writes():
        first = cast_at_kiosk(secret.secretary, ballot=secret.ballot, code=sheet.code, choice="for")
    assert first == sheet.tracker
    for act in (
        lambda: cast_at_kiosk(secret.secretary, ballot=secret.ballot, code=sheet.code, choice="for"),
        lambda: cast_at_kiosk(secret.secretary, ballot=secret.ballot, code=sheet.code, choice="against"),
        lambda: enter_paper(secret.secretary, ballot=secret.ballot, code=sheet.code, choice="for"),
    ):
        with refuses(Conflict, "code_used"):
            act()
    assert (Vote.objects.get(ballot=secret.ballot).via, votes_cast(secret.ballot)) == ("paper", 1)
    assert list(board_of(closed(secret))) == [(sheet.tracker, "for")]
    with refuses(WrongState, "closed"):
        cast_at_kiosk(secret.secretary, ballot=secret.ballot, code=secret.sheets[1].code, choice="for")


def test_papers_are_printed_for_the_roll_and_an_open_vote_has_no_codes(open_vote):
    sheets = print_papers(open_vote.secretary, ballot=open_vote.ballot, number=5)
    assert ([sheet.code for sheet in sheets], PaperCode.objects.count()) == ([""] * 5, 0)
    for number in (0, 6):
        with refuses(Invalid, "sheets", "Print 1 to 5 papers at once."):
            print_papers(open_vote.secretary, ballot=open_vote.ballot, number=number)
    with refuses(WrongState, "no_codes"):
        enter_paper(open_vote.secretary, ballot=open_vote.ballot, code="ABCD", choice="for")


def test_the_database_keeps_codes(secret):
    code = PaperCode.objects.first()
    with pytest.raises(Error), transaction.atomic():
        code.delete()
    hand_out(secret, "Bea")
    both_read(secret, secret.sheets[0].code, "for")
    used = PaperCode.objects.filter(state="used")
    with pytest.raises(Error), transaction.atomic():
        used.update(state="printed")


@pytest.mark.parametrize("who", OUTSIDERS)
def test_only_those_who_count_handle_papers(secret, mill, who):
    actor, ballot = secret.person("Cyd North") if who == "member" else outsider(who, secret, mill), secret.ballot
    code = secret.sheets[0].code
    for act in (
        lambda: print_papers(actor, ballot=ballot, number=1),
        lambda: hand_out_paper(actor, ballot=ballot, member=secret.members["Bea North"].public_id),
        lambda: enter_paper(actor, ballot=ballot, code=code, choice="for"),
        lambda: set_aside_papers(actor, ballot=ballot, why="We want to"),
        lambda: cast_at_kiosk(actor, ballot=ballot, code=code, choice="for"),
        lambda: open_kiosk(actor, ballot=ballot),
    ):
        with refuses(NotPermitted, "power_missing"):
            act()
