"""Secret ballots: the roll says who voted, the urn what, and nothing brings the two together (invariant 2)."""

import pytest
from django.db import Error, transaction

from assemblies.actions import urn
from assemblies.actions.ballots import open_ballot
from assemblies.actions.card_votes import take_card_votes
from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.counting.recounting import recounted
from assemblies.models import Ballot, SealedVote, Slip, Ticket, Vote
from assemblies.queries.papers import board_of, papers_of
from assemblies.queries.secrecy import secrecy_of
from assemblies.queries.sheets import sheet_of
from organiser.base import clock
from organiser.base.errors import Conflict, RuleNotMet, WrongState
from tests.choices import adopt, ballot_on, choice_motion, paper, put
from tests.helpers import north_motion, online_ballot, opened_assembly, people_of, refuses

STV = {"choosing": "scottish-stv", "lot_order": False}


def closed(place, ballot):
    with clock.at(ballot.closes_at):
        close_ballot(place.secretary, ballot=ballot)
    return Ballot.objects.get(pk=ballot.pk)


def secret_ballot(place, **draft):
    adopt(place, secrecy="secret", **STV)
    return ballot_on(place, choice_motion(place, **draft))


def test_a_ballot_is_secret_as_the_rules_say(harbour, mill):
    motion = north_motion(harbour)
    with refuses(RuleNotMet, "votes_by_name"):
        ballot_on(harbour, motion, secret=True)
    adopt(harbour, secrecy="chosen")
    assert ballot_on(harbour, north_motion(harbour)).secret is False
    assert ballot_on(harbour, north_motion(harbour), secret=True).secret is True
    adopt(harbour, kind="election", secrecy="secret")
    adopt(harbour, secrecy="secret", changeable=True)
    ballot = online_ballot(harbour, north_motion(harbour))
    assert (ballot.secret, ballot.changeable, ballot.running) == (True, False, False)


def test_the_roll_says_who_voted_and_the_urn_what(harbour, mill):
    ballot = secret_ballot(harbour)
    bea = people_of(harbour, "North")[1]
    receipt = cast_vote(bea, ballot=ballot, choice=paper(ballot, "B>A"), key="key-00000001")
    mark = Vote.objects.get(ballot=ballot)
    assert (mark.entry.person, mark.choice, mark.key, mark.cast_at) == (bea, "", "", None)
    assert list(Slip.objects.values_list("tracker", "choice")) == [(receipt.tracker, paper(ballot, "B>A"))]
    assert (Ticket.objects.count(), SealedVote.objects.count(), receipt.cast_at) == (0, 0, None)


def test_the_same_paper_sent_again_is_one_vote_and_any_other_is_refused(harbour, mill):
    ballot = secret_ballot(harbour)
    bea, cal = people_of(harbour, "North")[1:3]
    first = cast_vote(bea, ballot=ballot, choice="2>1", key="key-00000001")
    again = cast_vote(bea, ballot=ballot, choice="2>1", key="key-00000001")
    assert (again.tracker, again.repeated, first.repeated) == (first.tracker, True, False)
    for choice, key in (("1", "key-00000001"), ("2>1", "key-00000002"), ("1", "key-00000003")):
        with refuses(Conflict, "voted_already"):
            cast_vote(bea, ballot=ballot, choice=choice, key=key)
    cast_vote(cal, ballot=ballot, choice="1", key="key-00000009")
    ballot = closed(harbour, ballot)
    assert papers_of(ballot) == {"2>1": 1, "1": 1}
    # After closing the same paper still gives the same receipt, and no other counts.
    assert cast_vote(bea, ballot=ballot, choice="2>1", key="key-00000001").tracker == first.tracker
    with refuses(WrongState, "closed"):
        cast_vote(bea, ballot=ballot, choice="1", key="key-00000002")


def test_closing_writes_all_papers_anew_and_empties_the_urn(harbour, mill):
    ballot = secret_ballot(harbour)
    receipts = put(harbour, ballot, "A>B", "B", "A>B", "C>A", "A")
    ballot = closed(harbour, ballot)
    assert (Slip.objects.count(), Ticket.objects.count(), SealedVote.objects.count()) == (0, 0, 5)
    board = list(board_of(ballot))
    assert board == sorted((one.tracker, one.choice) for one in receipts)
    assert list(SealedVote.objects.order_by("pk").values_list("tracker", "choice")) == board
    assert (ballot.result.cast, ballot.result.without_paper, recounted(sheet_of(ballot))) == (5, 0, ())


def test_a_sending_that_broke_off_before_the_urn_can_be_sent_again(harbour, mill):
    ballot = secret_ballot(harbour)
    bea = people_of(harbour, "North")[1]
    tracker = urn.tracker_of(ballot, "key-00000001")
    assert urn.issue(ballot, bea.pk, tracker) is True  # and here the server died
    assert (Vote.objects.filter(ballot=ballot).count(), Slip.objects.count()) == (1, 0)
    receipt = cast_vote(bea, ballot=ballot, choice="1", key="key-00000001")
    assert (receipt.tracker, receipt.repeated, Slip.objects.count()) == (tracker, False, 1)


def test_a_new_paper_takes_the_place_of_one_that_never_came(harbour, mill):
    ballot = secret_ballot(harbour)
    bea = people_of(harbour, "North")[1]
    lost = urn.tracker_of(ballot, "key-00000001")
    urn.issue(ballot, bea.pk, lost)
    receipt = cast_vote(bea, ballot=ballot, choice="1", key="key-00000002")
    assert list(Slip.objects.values_list("tracker", flat=True)) == [receipt.tracker] != [lost]
    # The first paper comes late: its ticket is void.
    assert urn.put_in(lost, "2", clock.now()) is False
    with refuses(Conflict, "voted_already"):
        cast_vote(bea, ballot=ballot, choice="2", key="key-00000001")
    assert papers_of(closed(harbour, ballot)) == {"1": 1}


def test_a_paper_that_never_came_is_told_in_the_result_and_counts_for_nobody(harbour, mill):
    ballot = secret_ballot(harbour)
    bea, cal = people_of(harbour, "North")[1:3]
    urn.issue(ballot, bea.pk, urn.tracker_of(ballot, "key-00000001"))
    cast_vote(cal, ballot=ballot, choice="1", key="key-00000002")
    ballot = closed(harbour, ballot)
    assert (ballot.result.cast, ballot.result.without_paper) == (1, 1)
    with refuses(WrongState, "closed"):
        cast_vote(bea, ballot=ballot, choice="2", key="key-00000001")
    assert papers_of(ballot) == {"1": 1}


def test_for_and_against_can_be_secret_too(harbour, mill):
    adopt(harbour, secrecy="secret")
    ballot = online_ballot(harbour, north_motion(harbour))
    people = people_of(harbour, "North")
    for number, (person, choice) in enumerate(zip(people, ("for", "for", "against", "abstain"), strict=False)):
        cast_vote(person, ballot=ballot, choice=choice, key=f"key-{number:08}")
    ballot = closed(harbour, ballot)
    result = ballot.result
    assert (result.votes_for, result.votes_against, result.abstentions, result.outcome) == (2, 1, 1, "carried")
    assert recounted(sheet_of(ballot)) == ()


def test_nothing_is_counted_or_written_by_name_in_a_secret_ballot(harbour, mill):
    ballot = secret_ballot(harbour)
    bea = people_of(harbour, "North")[1]
    cast_vote(bea, ballot=ballot, choice="1", key="key-00000001")
    entry = ballot.roll.entries.exclude(person=bea).first()
    with pytest.raises(Error), transaction.atomic():
        Vote.objects.create(
            organisation_id=ballot.organisation_id, ballot=ballot, entry=entry, choice="1", key="k", cast_at=clock.now()
        )
    member = next(m for m in harbour.members.values() if m.person_id == entry.person_id)
    with refuses(WrongState, "no_cards"):
        take_card_votes(harbour.secretary, ballot=ballot, votes={member.public_id: "for"})


def test_the_urn_is_closed_to_everybody_in_the_database(harbour, mill):
    ballot = secret_ballot(harbour)
    put(harbour, ballot, "A", "B")
    for change in (
        lambda: Slip.objects.filter(ballot=ballot).update(choice="3"),
        lambda: Slip.objects.filter(ballot=ballot).delete(),
    ):
        with pytest.raises(Error), transaction.atomic():
            change()
    ballot = closed(harbour, ballot)
    for change in (
        lambda: SealedVote.objects.filter(ballot=ballot).update(choice="3"),
        lambda: SealedVote.objects.filter(ballot=ballot).delete(),
        lambda: SealedVote.objects.create(
            tracker="A" * 16, organisation_id=ballot.organisation_id, ballot=ballot, choice="1"
        ),
        lambda: Slip.objects.create(
            tracker="B" * 16, organisation_id=ballot.organisation_id, ballot=ballot, choice="1"
        ),
    ):
        with pytest.raises(Error), transaction.atomic():
            change()


def test_no_slip_gets_into_the_urn_of_an_open_vote(harbour, mill):
    ballot = online_ballot(harbour, north_motion(harbour))
    with pytest.raises(Error), transaction.atomic():
        Slip.objects.create(tracker="B" * 16, organisation_id=ballot.organisation_id, ballot=ballot, choice="for")


def test_small_groups_are_warned_before_they_vote(harbour, mill):
    ballot = secret_ballot(harbour)
    assert secrecy_of(ballot)[1] == "If all vote alike, the result tells how each of them voted."
    assert len(secrecy_of(ballot)) == 3
    small = Ballot.objects.get(pk=ballot.pk)
    small.roll.entries_count = 3
    warned = secrecy_of(small)[0]
    assert warned == "Only 3 members are on this roll. So few can often tell from the result how the others voted."
    adopt(harbour)
    assert secrecy_of(online_ballot(harbour, north_motion(harbour, title="By name"))) == []


def test_a_secret_ballot_in_an_assembly_is_for_those_who_are_there(harbour, mill):
    adopt(harbour, secrecy="secret", **STV)
    motion = choice_motion(harbour)
    assembly = opened_assembly(harbour, motion)
    with clock.at(assembly.starts_at):
        ballot = open_ballot(harbour.secretary, motion=motion, assembly=assembly)
        bea = people_of(harbour, "North")[1]
        with refuses(WrongState, "not_checked_in"):
            cast_vote(bea, ballot=ballot, choice="1", key="key-00000001")
    assert (Vote.objects.filter(ballot=ballot).count(), Ticket.objects.count()) == (0, 0)


def test_the_key_of_somebody_else_gives_no_receipt_and_loses_no_paper(harbour, mill):
    ballot = secret_ballot(harbour)
    bea, cyd = people_of(harbour, "North")[1:3]
    cast_vote(bea, ballot=ballot, choice="1", key="vote-0001")
    with pytest.raises(Conflict) as refused:
        cast_vote(cyd, ballot=ballot, choice="1", key="vote-0001")
    assert refused.value.code == "key_taken"
    cast_vote(cyd, ballot=ballot, choice="1", key="another-key")
    ballot = closed(harbour, ballot)
    assert (papers_of(ballot), ballot.result.without_paper) == ({"1": 2}, 0)


def test_a_key_that_another_is_using_at_this_moment_is_refused(harbour, mill):
    ballot = secret_ballot(harbour)
    bea, cyd = people_of(harbour, "North")[1:3]
    urn.issue(ballot, bea.pk, urn.tracker_of(ballot, "vote-0001"))
    with refuses(Conflict, "key_taken"):
        cast_vote(cyd, ballot=ballot, choice="1", key="vote-0001")


def test_no_key_leads_to_the_tracker_of_a_printed_paper(harbour, mill):
    ballot = secret_ballot(harbour)
    assert urn.tracker_of(ballot, "ABCDEFGH") != urn.tracker_of_code(ballot, "ABCDEFGH")
