"""Shows of hands and heaps of papers: entered by two, compared line by line, and one vote for each (invariant 1)."""

import pytest
from django.db import Error, transaction

from assemblies.actions.attendance import check_in, check_out
from assemblies.actions.ballots import open_ballot
from assemblies.actions.batches import enter_batch, set_aside_batch
from assemblies.actions.card_votes import take_card_votes
from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.actions.hand_counts import begin_hand_count
from assemblies.counting.recounting import recounted
from assemblies.enums import Via
from assemblies.models import CountedBatch, Vote
from assemblies.queries.ballots import owed_by, tally, vote_of
from assemblies.queries.batches import differences
from assemblies.queries.sheets import sheet_of
from assemblies.queries.turnout import votes_cast
from organiser.base import clock
from organiser.base.errors import Conflict, Invalid, NotPermitted, RuleNotMet, WrongState
from tests.choices import adopt, second_teller
from tests.helpers import OUTSIDERS, north_motion, online_ballot, opened_assembly, outsider, refuses, writes

HERE = ("Ana Founder", "Bea North", "Cyd North", "Dan North")


@pytest.fixture
def hall(harbour, mill):
    """A ballot in an open assembly of North; Eve takes part by phone, all others are in the hall, and two can count."""
    motion = north_motion(harbour)
    assembly = opened_assembly(harbour, motion)
    with clock.at(assembly.starts_at):
        check_in(harbour.secretary, assembly=assembly, members=[harbour.members[name].public_id for name in HERE])
        eve = harbour.members["Eve North"].public_id
        check_in(harbour.secretary, assembly=assembly, members=[eve], mode="online")
        harbour.assembly = assembly
        harbour.ballot = open_ballot(harbour.secretary, motion=motion, assembly=assembly)
        harbour.second = second_teller(harbour)
        yield harbour


def hands(place, actor, rest_abstains=False, **papers):
    return enter_batch(
        actor, ballot=place.ballot, way="hands", number=1, papers=papers | {}, rest_abstains=rest_abstains
    )


def hands_of(for_=0, against=0, abstain=0):
    return {"for": for_, "against": against, "abstain": abstain}


def test_a_show_of_hands_marks_those_in_the_hall_who_have_not_voted(hall):
    cast_vote(hall.person("Dan North"), ballot=hall.ballot, choice="against", key="by-phone-1")
    with writes("begin_hand_count") as entries:
        batch = begin_hand_count(hall.secretary, ballot=hall.ballot)
    assert (batch.most, entries[0].content.content["in_the_hall"]) == (3, 3)
    ways = dict(Vote.objects.values_list("entry__person__name", "via"))
    assert ways == {"Dan North": "online", "Ana Founder": "hands", "Bea North": "hands", "Cyd North": "hands"}
    sentence = "You are counted in the show of hands of this ballot. Each member votes once."
    with refuses(Conflict, "voted_already", sentence):
        cast_vote(hall.person("Cyd North"), ballot=hall.ballot, choice="for", key="by-phone-2")
    cast_vote(hall.person("Eve North"), ballot=hall.ballot, choice="for", key="by-phone-3")
    with refuses(Conflict, "voted_already"):
        take_card_votes(hall.secretary, ballot=hall.ballot, votes={hall.members["Cyd North"].public_id: "for"})


def test_hands_count_once_two_people_say_the_same(hall):
    begin_hand_count(hall.secretary, ballot=hall.ballot)
    cast_vote(hall.person("Eve North"), ballot=hall.ballot, choice="for", key="by-phone-3")
    with writes("enter_batch"):
        batch = hands(hall, hall.secretary, **hands_of(2, 1))
    assert (batch.agreed_at, tally(hall.ballot), votes_cast(hall.ballot)) == (None, hands_of(1), 1)
    with writes():
        hands(hall, hall.secretary, **hands_of(2, 1))
    assert hands(hall, hall.secretary, **hands_of(3, 1)).second is None
    batch = hands(hall, hall.second, **hands_of(2, 1))
    assert [(d.words, d.first, d.second) for d in differences(batch)] == [("For", 3, 2)]
    assert (batch.agreed_at, tally(hall.ballot)) == (None, hands_of(1))
    with refuses(WrongState, "batch_not_agreed"):
        close_ballot(hall.secretary, ballot=hall.ballot)
    with writes("enter_batch") as entries:
        batch = hands(hall, hall.secretary, **hands_of(2, 1))
    assert (entries[0].content.content["agreed"], entries[0].content.content["papers"]) == (
        True,
        {"for": 2, "against": 1},
    )
    assert (batch.counted, tally(hall.ballot), votes_cast(hall.ballot)) == (3, hands_of(3, 1), 4)
    with refuses(Conflict, "batch_agreed"):
        hands(hall, hall.second, **hands_of(1, 2))
    with refuses(Conflict, "batch_agreed"):
        set_aside_batch(hall.secretary, batch=batch, why="We want to")
    ballot = close_ballot(hall.secretary, ballot=hall.ballot)
    result = ballot.result
    assert (result.votes_for, result.votes_against, result.abstentions, result.without_paper) == (3, 1, 0, 1)
    assert recounted(sheet_of(ballot)) == ()


def test_those_who_raised_no_hand_abstain_only_where_the_teller_says_so(hall):
    begin_hand_count(hall.secretary, ballot=hall.ballot)
    hands(hall, hall.secretary, **hands_of(2), rest_abstains=True)
    batch = hands(hall, hall.second, **hands_of(2, 0, 2))
    assert (batch.counted, tally(hall.ballot)) == (4, hands_of(2, 0, 2))


def test_more_hands_than_people_are_refused(hall):
    begin_hand_count(hall.secretary, ballot=hall.ballot)
    sentence = "5 hands are more than the 4 who stood in the hall without a vote. Count again."
    with refuses(Invalid, "too_many_hands", sentence):
        hands(hall, hall.secretary, **hands_of(4, 1))
    with refuses(Invalid, "rest_abstains"):
        hands(hall, hall.secretary, **hands_of(1, 0, 1), rest_abstains=True)
    with refuses(Invalid, "number"):
        hands(hall, hall.secretary, **hands_of(-1))
    with refuses(Invalid, "choice"):
        hands(hall, hall.secretary, perhaps=1)


def test_whoever_was_marked_votes_otherwise_once_the_hands_are_called_off(hall):
    batch = begin_hand_count(hall.secretary, ballot=hall.ballot)
    with refuses(Invalid, "why"):
        set_aside_batch(hall.secretary, batch=batch, why=" ")
    with writes("set_aside_batch"):
        set_aside_batch(hall.secretary, batch=batch, why="The light went out")
    cyd, dan = hall.person("Cyd North"), hall.person("Dan North")
    assert (vote_of(cyd, hall.ballot), list(owed_by(cyd)), votes_cast(hall.ballot)) == (None, [hall.ballot], 0)
    first = cast_vote(cyd, ballot=hall.ballot, choice="for", key="by-phone-2")
    assert cast_vote(cyd, ballot=hall.ballot, choice="for", key="by-phone-2").cast_at == first.cast_at
    with refuses(Conflict, "voted_already"):
        cast_vote(cyd, ballot=hall.ballot, choice="against", key="by-phone-4")
    take_card_votes(hall.secretary, ballot=hall.ballot, votes={hall.members["Dan North"].public_id: "against"})
    with refuses(Conflict, "voted_already"):
        cast_vote(dan, ballot=hall.ballot, choice="for", key="by-phone-5")
    assert dict(Vote.objects.exclude(choice="").values_list("entry__person__name", "via")) == {
        "Cyd North": "online",
        "Dan North": "card",
    }
    check_out(hall.secretary, assembly=hall.assembly, person=hall.person("Ana Founder"))
    with refuses(WrongState, "not_checked_in"):
        cast_vote(hall.person("Ana Founder"), ballot=hall.ballot, choice="for", key="by-phone-6")
    again = begin_hand_count(hall.secretary, ballot=hall.ballot)
    assert (again.number, again.most) == (2, 1)
    hands(hall, hall.secretary, **hands_of(1))
    hands(hall, hall.second, **hands_of(1))
    assert (tally(hall.ballot), votes_cast(hall.ballot)) == (hands_of(2, 1), 3)


def test_hands_are_raised_where_they_can_be(hall, mill):
    begin_hand_count(hall.secretary, ballot=hall.ballot)
    with refuses(Conflict, "hands_begun"):
        begin_hand_count(hall.secretary, ballot=hall.ballot)
    over_days = online_ballot(hall, north_motion(hall, title="Another"))
    with refuses(WrongState, "no_hall"):
        begin_hand_count(hall.secretary, ballot=over_days)


def test_nobody_raises_a_hand_in_an_empty_hall_or_a_secret_ballot(harbour, mill):
    adopt(harbour, secrecy="chosen")
    motions = [north_motion(harbour, title=title) for title in ("One", "Two")]
    assembly = opened_assembly(harbour, *motions)
    with clock.at(assembly.starts_at):
        open_vote, secret = (
            open_ballot(harbour.secretary, motion=motion, assembly=assembly, secret=secret)
            for motion, secret in zip(motions, (False, True), strict=True)
        )
        with refuses(RuleNotMet, "nobody_there"):
            begin_hand_count(harbour.secretary, ballot=open_vote)
        with refuses(WrongState, "no_hands"):
            begin_hand_count(harbour.secretary, ballot=secret)
        with refuses(WrongState, "no_hand_count"):
            enter_batch(harbour.secretary, ballot=open_vote, way="hands", number=1, papers={"for": 1})
        with refuses(Invalid, "too_many_papers"):
            enter_batch(harbour.secretary, ballot=open_vote, way="paper", number=1, papers={"for": 1})


@pytest.mark.parametrize("who", OUTSIDERS)
def test_only_those_who_count_do_any_of_this(hall, mill, who):
    batch = begin_hand_count(hall.secretary, ballot=hall.ballot)
    actor = hall.person("Cyd North") if who == "member" else outsider(who, hall, mill)
    for act in (
        lambda: begin_hand_count(actor, ballot=hall.ballot),
        lambda: hands(hall, actor, **hands_of(1)),
        lambda: set_aside_batch(actor, batch=batch, why="We want to"),
    ):
        with refuses(NotPermitted, "power_missing"):
            act()


def test_the_database_keeps_what_was_agreed(hall):
    batch = begin_hand_count(hall.secretary, ballot=hall.ballot)
    mark = Vote.objects.filter(via=Via.HANDS)
    with pytest.raises(Error), transaction.atomic():  # the hands are not called off
        mark.update(choice="for", key="k", cast_at=clock.now(), via=Via.CARD)
    hands(hall, hall.secretary, **hands_of(1))
    hands(hall, hall.second, **hands_of(1))
    rows = CountedBatch.objects.filter(pk=batch.pk)
    for change in (
        lambda: rows.update(papers={"for": 4}),
        lambda: rows.update(counted=4),
        lambda: rows.update(set_aside_why="x"),
        rows.delete,
        lambda: CountedBatch.objects.filter(pk=batch.pk).update(agreed_at=None, counted=None),
    ):
        with pytest.raises(Error), transaction.atomic():
            change()
    close_ballot(hall.secretary, ballot=hall.ballot)
    with pytest.raises(Error), transaction.atomic():
        CountedBatch.objects.create(organisation_id=batch.organisation_id, ballot=hall.ballot, way="paper", number=7)
    with refuses(WrongState, "closed"):
        enter_batch(hall.secretary, ballot=hall.ballot, way="paper", number=1, papers={"for": 1})
