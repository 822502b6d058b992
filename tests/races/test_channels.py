"""Phone, hands and paper at the same moment: one vote always, and no acknowledged one is lost (invariant 1)."""

import pytest

from assemblies.actions.attendance import check_in
from assemblies.actions.ballot_papers import hand_out_paper
from assemblies.actions.ballots import open_ballot
from assemblies.actions.batches import enter_batch
from assemblies.actions.casting import Receipt, cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.actions.hand_counts import begin_hand_count
from assemblies.models import CountedBatch, Vote
from assemblies.queries.turnout import votes_cast
from organiser.base import clock
from tests.choices import second_teller
from tests.helpers import north_motion, online_ballot, opened_assembly
from tests.threads import all_at_once, codes

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
NORTH = ("Ana Founder", "Bea North", "Cyd North", "Dan North", "Eve North")


@pytest.fixture
def hall(harbour):
    """A ballot in an open assembly, with all of North in the hall and two who count."""
    motion = north_motion(harbour)
    assembly = opened_assembly(harbour, motion)
    harbour.start = assembly.starts_at
    harbour.second = second_teller(harbour)
    with clock.at(harbour.start):
        check_in(harbour.secretary, assembly=assembly, members=[harbour.members[name].public_id for name in NORTH])
        harbour.ballot = open_ballot(harbour.secretary, motion=motion, assembly=assembly)
    return harbour


def at_start(place, act):
    def run():
        with clock.at(place.start):
            return act()

    return run


def phone(place, name):
    return at_start(
        place, lambda: cast_vote(place.person(name), ballot=place.ballot, choice="for", key=f"key-{name[:3]}-0001")
    )


def test_a_vote_by_phone_and_a_show_of_hands_at_once_are_one_vote(hall):
    acts = [phone(hall, name) for name in NORTH]
    acts.insert(2, at_start(hall, lambda: begin_hand_count(hall.secretary, ballot=hall.ballot)))
    outcomes = all_at_once(acts)
    begun = outcomes.pop(2)
    taken = sum(isinstance(said, Receipt) for said in outcomes)
    assert set(codes(outcomes)) <= {"done", "voted_already"}
    assert Vote.objects.filter(via="online").count() == taken
    if isinstance(begun, CountedBatch):
        assert (begun.most, Vote.objects.count()) == (5 - taken, 5)
    else:
        assert (begun.code, taken) == ("nobody_there", 5)


def test_two_tellers_at_once_are_the_first_and_the_second(hall):
    with clock.at(hall.start):
        begin_hand_count(hall.secretary, ballot=hall.ballot)

    def teller(person):
        return at_start(
            hall,
            lambda: enter_batch(person, ballot=hall.ballot, way="hands", number=1, papers={"for": 3, "against": 2}),
        )

    outcomes = all_at_once([teller(hall.secretary), teller(hall.second)])
    batch = CountedBatch.objects.get()
    assert (codes(outcomes), batch.counted) == ({"done": 2}, 5)
    assert {batch.entered_by_id, batch.second_by_id} == {hall.secretary.pk, hall.second.pk}
    with clock.at(hall.start):
        assert close_ballot(hall.secretary, ballot=hall.ballot).result.cast == 5


def test_a_paper_handed_out_while_its_voter_votes_by_phone_is_one_vote(harbour):
    ballot = online_ballot(harbour, north_motion(harbour))
    acts = []
    for name in NORTH:
        member, person = harbour.members[name].public_id, harbour.person(name)
        acts.append(lambda member=member: hand_out_paper(harbour.secretary, ballot=ballot, member=member))
        acts.append(lambda person=person: cast_vote(person, ballot=ballot, choice="for", key=f"key-of-{person.pk:06}"))
    outcomes = all_at_once(acts)
    assert codes(outcomes) == {"done": 5, "voted_already": 5}
    by_phone = sum(isinstance(said, Receipt) for said in outcomes)
    assert (Vote.objects.count(), Vote.objects.filter(via="online").count()) == (5, by_phone)
    assert votes_cast(ballot) == by_phone
