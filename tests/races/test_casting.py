"""Casting while the ballot is being closed: no acknowledged vote is lost, none counts afterwards, none twice."""

from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import connection, connections, transaction

from assemblies.actions import marking
from assemblies.actions.casting import Receipt, cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.actions.marking import insert_vote
from assemblies.models import Ballot, Result, Vote
from assemblies.queries.ballots import tally, votes_digest
from members.models import Membership, MembershipSpan, Person
from organiser.base import clock
from organiser.base.errors import Refusal
from tests.helpers import north_motion, online_ballot
from tests.threads import all_at_once, codes

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
CHOICES = ("for", "against", "abstain")


def crowd(place, size: int) -> list[Person]:
    """So many full members more in the branch North."""
    branch, organisation = place.branches["North"], place.organisation
    people = Person.objects.bulk_create(Person(name=f"Voter {n}", sign_in_name=f"voter-{n}") for n in range(size))
    day = clock.today() - timedelta(days=400)
    members = Membership.objects.bulk_create(
        Membership(organisation=organisation, person=p, branch=branch, number=f"V{n}", state="full", joined_on=day)
        for n, p in enumerate(people)
    )
    MembershipSpan.objects.bulk_create(
        MembershipSpan(organisation=organisation, membership=member, state="full", branch=branch, from_on=day)
        for member in members
    )
    return people


def due(ballot: Ballot):
    """A moment at which the ballot may be closed by those who count, and votes are still taken."""
    return ballot.opened_at + timedelta(hours=50)


def voter(ballot: Ballot, person: Person, number: int, key: str | None = None):
    def act() -> Receipt:
        with clock.at(due(ballot)):
            return cast_vote(person, ballot=ballot, choice=CHOICES[number % 3], key=key or f"key-{number:08d}")

    return act


def closer(ballot: Ballot, person: Person):
    def act() -> Ballot:
        with clock.at(due(ballot)):
            return close_ballot(person, ballot=ballot)

    return act


def settled(ballot: Ballot) -> Result:
    """The result, after seeing that it says what is stored."""
    result = Result.objects.get(ballot=ballot)
    stored = tally(ballot)
    assert (result.votes_for, result.votes_against, result.abstentions) == tuple(stored[choice] for choice in CHOICES)
    assert result.votes_digest == votes_digest(ballot)
    return result


@pytest.mark.parametrize("part", [1, 5])
def test_every_acknowledged_vote_is_in_the_result_and_none_comes_after(harbour, part):
    size = 200 if connection.vendor == "postgresql" else 50
    people = crowd(harbour, size)
    ballot = online_ballot(harbour, north_motion(harbour))
    acts = [voter(ballot, person, number) for number, person in enumerate(people)]
    place = size * part // 10
    acts.insert(place, closer(ballot, harbour.secretary))
    outcomes = all_at_once(acts)
    closing = outcomes.pop(place)
    assert not isinstance(closing, Refusal)
    counted = codes(outcomes)
    result = settled(ballot)
    assert sum(counted.values()) == size
    assert set(counted) <= {"done", "closed"}
    assert result.cast == counted.get("done", 0) == Vote.objects.filter(ballot=ballot).count()
    acknowledged = {person.pk for person, said in zip(people, outcomes, strict=True) if isinstance(said, Receipt)}
    assert set(Vote.objects.values_list("entry__person", flat=True)) == acknowledged


def test_fifty_at_once_are_all_taken(harbour):
    people = crowd(harbour, 50)
    ballot = online_ballot(harbour, north_motion(harbour))
    outcomes = all_at_once(voter(ballot, person, number) for number, person in enumerate(people))
    assert codes(outcomes) == {"done": 50}
    assert tally(ballot) == {"for": 17, "against": 17, "abstain": 16}


def test_one_paper_sent_twenty_times_at_once_is_one_vote_with_twenty_equal_receipts(harbour):
    ballot, bea = online_ballot(harbour, north_motion(harbour)), harbour.person("Bea North")
    outcomes = all_at_once(voter(ballot, bea, 0, key="one-and-the-same") for _ in range(20))
    assert codes(outcomes) == {"done": 20}
    assert len({(said.choice, said.cast_at) for said in outcomes}) == 1
    assert sorted(said.repeated for said in outcomes) == [False] + [True] * 19
    assert Vote.objects.count() == 1


def test_twenty_papers_of_one_voter_at_once_are_one_vote_and_nineteen_refusals(harbour):
    ballot, bea = online_ballot(harbour, north_motion(harbour)), harbour.person("Bea North")
    outcomes = all_at_once(voter(ballot, bea, number) for number in range(20))
    assert codes(outcomes) == {"done": 1, "voted_already": 19}
    assert Vote.objects.count() == 1


def test_of_two_who_close_one_does(harbour):
    ballot = online_ballot(harbour, north_motion(harbour))
    outcomes = all_at_once(closer(ballot, harbour.secretary) for _ in range(2))
    assert codes(outcomes) == {"done": 1, "ballot_closed": 1}
    assert Result.objects.count() == 1


def vote_that_is_under_way_while_the_ballot_closes(harbour, lock: str) -> tuple[bool, Result, int]:
    """A vote is inserted and not yet committed; then somebody closes; then the vote is committed.

    Gives whether closing waited for the vote, the result, and how many votes are stored. No luck is needed: the two
    connections are led step by step.
    """
    bea = harbour.person("Bea North")
    ballot = online_ballot(harbour, north_motion(harbour))
    inserted, go_on, closed = Event(), Event(), Event()

    def vote() -> None:
        try:
            with transaction.atomic():
                assert insert_vote(ballot.pk, bea.pk, "for", "key-of-bea", due(ballot), lock=lock) is True
                inserted.set()
                assert go_on.wait(30)
        finally:
            inserted.set()
            connections.close_all()

    def close() -> None:
        try:
            closer(ballot, harbour.secretary)()
            closed.set()
        finally:
            connections.close_all()

    voting, closing = Thread(target=vote), Thread(target=close)
    voting.start()
    assert inserted.wait(30)
    closing.start()
    waited = not closed.wait(1.5)
    go_on.set()
    voting.join(30)
    closing.join(30)
    assert closed.is_set()
    return waited, Result.objects.get(ballot=ballot), Vote.objects.filter(ballot=ballot).count()


def test_closing_waits_for_a_vote_that_is_under_way(harbour):
    waited, result, stored = vote_that_is_under_way_while_the_ballot_closes(harbour, marking.SHARE_LOCK)
    assert (waited, result.votes_for, stored) == (True, 1, 1)


def test_control_without_the_lock_an_acknowledged_vote_is_missing_in_the_result(harbour):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time; its lock cannot be left out")
    waited, result, stored = vote_that_is_under_way_while_the_ballot_closes(harbour, "")
    assert (waited, result.votes_for, stored) == (False, 0, 1)


def test_vote_that_comes_while_the_ballot_is_being_closed_is_refused(harbour):
    bea, ballot = harbour.person("Bea North"), online_ballot(harbour, north_motion(harbour))
    said: list[object] = []

    def vote() -> None:
        try:
            voter(ballot, bea, 0)()
        except Refusal as refusal:
            said.append(refusal.code)
        finally:
            connections.close_all()

    voting = Thread(target=vote)
    with transaction.atomic():
        closer(ballot, harbour.secretary)()
        voting.start()
        voting.join(1.5)
        assert voting.is_alive() is True
    voting.join(30)
    assert (said, settled(ballot).cast) == (["closed"], 0)
