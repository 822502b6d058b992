"""Voting on the pages: once, safely, and not where one has no vote."""

import pytest
from django.urls import reverse

from assemblies.actions.closing import close_ballot
from assemblies.models import Vote
from members.actions.enrolling import enrol_member
from members.actions.people import PersonData
from members.enums import MembershipState
from organiser.base import clock
from organiser.base.words import moment
from tests.helpers import north_motion, online_ballot
from tests.pages import buttons, headline, hidden, lead, signed_in, to_put_right, words


def at(name, ballot):
    return reverse(name, args=[ballot.public_id])


def votes(ballot):
    return list(ballot.votes.values_list("entry__person__name", "choice"))


def test_a_vote_goes_from_the_paper_over_the_check_into_the_box(scene):
    client = signed_in(scene.cyd)
    paper = client.get(at("ballot", scene.online))
    assert (headline(paper), buttons(paper)) == ("Ballot paper", ["Check my answer"])
    check = client.post(at("ballot_check", scene.online), {"choice": "against"})
    assert (headline(check), lead(check)) == ("Check your answer", "Nothing has been sent yet.")
    assert votes(scene.online) == []
    sent = {"choice": hidden(check, "choice"), "key": hidden(check, "key")}
    receipt = client.post(at("ballot_cast", scene.online), sent, follow=True)
    assert headline(receipt) == "Your vote is in the box"
    assert lead(receipt) == f"You voted against on {moment(clock.now())}."
    assert "1 of 5 have voted" in words(receipt)
    assert votes(scene.online) == [("Cyd North", "against")]


def test_a_vote_sent_again_after_a_lost_connection_is_one_vote_with_the_same_receipt(scene):
    client = signed_in(scene.cyd)
    check = client.post(at("ballot_check", scene.online), {"choice": "for"})
    sent = {"choice": "for", "key": hidden(check, "key")}
    answers = [client.post(at("ballot_cast", scene.online), sent) for _attempt in range(3)]
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, at("ballot_receipt", scene.online))}
    assert votes(scene.online) == [("Cyd North", "for")]
    first, again = (words(client.get(at("ballot_receipt", scene.online))) for _load in range(2))
    assert first == again
    # Whoever lost the page and begins anew on another phone is led to that receipt and not to a second vote.
    anew = signed_in(scene.cyd).post(at("ballot_check", scene.online), {"choice": "against"}, follow=True)
    assert words(anew) == first
    assert Vote.objects.filter(ballot=scene.online).count() == 1


def test_each_check_page_has_a_key_of_its_own(scene):
    client = signed_in(scene.cyd)
    keys = {hidden(client.post(at("ballot_check", scene.online), {"choice": "for"}), "key") for _page in range(3)}
    assert len(keys) == 3


def test_voting_twice_is_refused_with_the_first_vote_named(scene):
    client = signed_in(scene.cyd)
    client.post(at("ballot_cast", scene.online), {"choice": "for", "key": "first-key-1"})
    again = client.post(at("ballot_cast", scene.online), {"choice": "against", "key": "other-key-2"})
    said = f"You voted “for” in this ballot on {clock.now():%-d %B at %H:%M}. Each member votes once."
    assert (again.status_code, lead(again)) == (409, said)
    assert votes(scene.online) == [("Cyd North", "for")]


@pytest.mark.parametrize("name", ["ballot_check", "ballot_cast"])
def test_B9_a_member_of_another_branch_has_no_vote_here(scene, name):
    refused = signed_in(scene.hal).post(at(name, scene.online), {"choice": "for", "key": "a-key-of-hal"})
    assert (refused.status_code, lead(refused)) == (
        422,
        "You are not on the roll of this ballot: it is for members of North.",
    )
    assert votes(scene.online) == []


@pytest.mark.parametrize("name", ["ballot_check", "ballot_cast"])
def test_a_stranger_cannot_tell_a_ballot_from_nothing(scene, name):
    sent = {"choice": "for", "key": "a-key-of-kim"}
    real = signed_in(scene.kim).post(at(name, scene.online), sent)
    none = signed_in(scene.kim).post(reverse(name, args=["x" * 16]), sent)
    assert (real.status_code, words(real)) == (404, words(none))


@pytest.mark.parametrize("name", ["ballot_check", "ballot_cast"])
def test_a_vote_after_closing_is_refused_and_not_counted(scene, name):
    with clock.at(scene.online.closes_at):
        closed = close_ballot(scene.secretary, ballot=scene.online)
        refused = signed_in(scene.cyd).post(at(name, scene.online), {"choice": "for", "key": "too-late-1"})
    said = f"This ballot closed on {closed.closed_at:%-d %B at %H:%M}. Your vote was not counted."
    assert (refused.status_code, lead(refused)) == (409, said)
    assert votes(scene.online) == []


def test_a_ballot_whose_time_is_up_takes_no_vote_even_before_it_is_counted(scene):
    with clock.at(scene.online.closes_at):
        refused = signed_in(scene.cyd).post(at("ballot_cast", scene.online), {"choice": "for", "key": "too-late-2"})
        paper = signed_in(scene.cyd).get(at("ballot", scene.online))
    said = f"This ballot closed on {scene.online.closes_at:%-d %B at %H:%M}. Your vote was not counted."
    assert (refused.status_code, lead(refused)) == (409, said)
    assert buttons(paper) == []
    assert f"You cannot vote here now. {said}" in words(paper)


def test_somebody_without_standing_reads_why(scene):
    data = PersonData(name="Sue Supporter", email="sue@example.org")
    state = MembershipState.SUPPORTER
    sue = enrol_member(scene.secretary, body=scene.harbour.body("North"), data=data, state=state).person
    ballot = online_ballot(scene.harbour, north_motion(scene.harbour, title="A later one"))
    client = signed_in(sue)
    refused = client.post(at("ballot_check", ballot), {"choice": "for"})
    assert (refused.status_code, lead(refused)) == (422, "Supporters take part without a vote.")
    paper = client.get(at("ballot", ballot))
    assert (buttons(paper), "Supporters take part without a vote." in words(paper)) == ([], True)


def test_a_vote_in_an_assembly_needs_checking_in_first(scene):
    client = signed_in(scene.harbour.person("Eve North"))
    refused = client.post(at("ballot_check", scene.here), {"choice": "for"})
    said = "You are not checked in to this assembly. Check in first, then vote."
    assert (refused.status_code, lead(refused)) == (409, said)
    client.post(reverse("check_in_myself", args=[scene.assembly.public_id]), {"mode": "online"})
    assert headline(client.post(at("ballot_check", scene.here), {"choice": "for"})) == "Check your answer"


@pytest.mark.parametrize("sent", [{}, {"choice": ""}, {"choice": "maybe"}])
def test_a_paper_without_an_answer_comes_back(scene, sent):
    response = signed_in(scene.cyd).post(at("ballot_check", scene.online), sent)
    assert (response.status_code, to_put_right(response)) == (422, ["Mark one box: for, against or abstain."])
    assert buttons(response) == ["Check my answer"]


def test_a_forged_key_or_choice_is_refused(scene):
    client = signed_in(scene.cyd)
    short = client.post(at("ballot_cast", scene.online), {"choice": "for", "key": "x"})
    said = "The key of a vote has 8 to 64 letters, digits, hyphens or underscores."
    assert (short.status_code, lead(short)) == (400, said)
    other = client.post(at("ballot_cast", scene.online), {"choice": "yes", "key": "long-enough"})
    assert (other.status_code, lead(other)) == (400, "Choose for, against or abstain.")
    assert votes(scene.online) == []


def test_the_paper_of_somebody_who_voted_says_so(scene):
    client = signed_in(scene.cyd)
    client.post(at("ballot_cast", scene.online), {"choice": "abstain", "key": "first-key-1"})
    paper = client.get(at("ballot", scene.online))
    assert (buttons(paper), "Your vote is in the box: abstain." in words(paper)) == ([], True)


def test_the_receipt_stays_after_the_ballot_has_closed(scene):
    client = signed_in(scene.cyd)
    client.post(at("ballot_cast", scene.online), {"choice": "for", "key": "first-key-1"})
    with clock.at(scene.online.closes_at):
        close_ballot(scene.secretary, ballot=scene.online)
        receipt = client.get(at("ballot_receipt", scene.online))
    assert (headline(receipt), "See the result" in words(receipt)) == ("Your vote is in the box", True)
