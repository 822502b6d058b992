"""Opening and closing ballots, and the result, on the pages."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assemblies.actions.casting import cast_vote
from assemblies.enums import BallotStatus, MotionStatus
from assemblies.queries.ballots import votes_by_name
from organiser.base import clock
from tests.helpers import cast, decide_online, north_motion, people_of
from tests.pages import buttons, headline, lead, said, signed_in, to_put_right, words
from tests.world import SUMMARY

RESULT_QUERIES = 12


def at(name, thing):
    return reverse(name, args=[thing.public_id])


def until(days, hours=0):
    when = timezone.localtime(clock.now() + timedelta(days=days, hours=hours))
    return {"where": "online", "day": f"{when:%Y-%m-%d}", "closes_at": f"{when:%H:%M}"}


def test_the_result_shows_the_stored_working_word_for_word(scene):
    result = scene.closed.result
    page = signed_in(scene.cyd).get(at("ballot", scene.closed))
    assert headline(page) == "Paint the stairs"
    assert " ".join(result.verdict["sentences"]) in words(page)
    assert "For 2 50 % Against 1 25 % Abstentions 1 25 % All votes 4" in words(page)
    assert "5 members stood on the roll" in words(page)
    assert result.votes_digest in words(page)
    assert scene.closed.roll.digest in words(page)


def test_members_of_the_body_read_votes_by_name_once_it_has_closed(scene):
    page = signed_in(scene.cyd).get(at("ballot", scene.closed))
    named = [f"{vote.entry.person.name} {vote.get_choice_display()}" for vote in votes_by_name(scene.closed)]
    assert f"Votes by name Name Vote {' '.join(named)}" in words(page)
    cast_vote(scene.cyd, ballot=scene.online, choice="for", key="key-of-cyd")
    assert "Cyd North" not in words(signed_in(scene.bea).get(at("ballot", scene.online)))


def test_members_of_another_branch_read_the_word_and_no_name_and_no_number(scene):
    page = words(signed_in(scene.hal).get(at("ballot", scene.closed)))
    assert page == (
        f"North / Motion {scene.decided.reference} / Result Result of the vote on motion {scene.decided.reference}, "
        f"{scene.closed.closed_at.day} {scene.closed.closed_at:%B %Y} Paint the stairs {SUMMARY} "
        "The result in words Carried The votes are for members of North to read."
    )


def test_a_roll_that_leaves_somebody_out_says_why_in_the_result(scene):
    page = words(signed_in(scene.cyd).get(at("ballot", scene.closed)))
    voted = {vote.entry.person_id for vote in votes_by_name(scene.closed)}
    mine = "You voted" if scene.cyd.pk in voted else "You stood on the roll and did not vote."
    assert mine in page


@pytest.mark.parametrize("extra", [0, 2])
def test_the_result_takes_as_many_queries_for_one_vote_as_for_three(scene, extra, django_assert_num_queries):
    motion = decide_online(scene.harbour, north_motion(scene.harbour, title="Counted"), "+" * (1 + extra))
    client = signed_in(scene.secretary)
    client.get(at("ballot", motion.ballots.get()))
    with django_assert_num_queries(RESULT_QUERIES):
        client.get(at("ballot", motion.ballots.get()))


def test_a_ballot_over_days_is_opened_with_a_day_and_a_time(scene):
    motion = north_motion(scene.harbour, title="A ballot over days")
    page = signed_in(scene.secretary).post(at("ballot_open", motion), until(3), follow=True)
    assert said(page) == [f"The ballot on motion {motion.reference} is open. 5 can vote."]
    motion.refresh_from_db()
    assert (motion.status, motion.ballots.get().status) == (MotionStatus.VOTING, BallotStatus.OPEN)


def test_a_ballot_that_is_too_short_is_refused_at_its_field(scene):
    motion = north_motion(scene.harbour, title="Too short")
    page = signed_in(scene.secretary).post(at("ballot_open", motion), until(1))
    earliest = clock.now() + timedelta(hours=48)
    sentence = (
        "At – The rules keep such a ballot open for at least 48 hours, "
        f"so it can close on {earliest:%-d %B %Y at %H:%M} at the earliest."
    )
    assert (page.status_code, to_put_right(page)) == (422, [sentence])
    assert motion.ballots.count() == 0


def test_a_ballot_over_days_without_an_end_is_refused(scene):
    motion = north_motion(scene.harbour, title="No end")
    page = signed_in(scene.secretary).post(at("ballot_open", motion), {"where": "online"})
    sentence = "Say until when the ballot is open."
    assert (page.status_code, to_put_right(page)) == (422, [f"Closes on – {sentence}", f"At – {sentence}"])


def test_a_motion_without_seconders_cannot_be_voted_on(scene):
    page = signed_in(scene.secretary).post(at("ballot_open", scene.proposed), until(3))
    sentence = f"Motion {scene.proposed.reference} needs one more member to second it before it can be voted on."
    assert (page.status_code, to_put_right(page)) == (422, [sentence])


def test_a_ballot_cannot_be_held_in_an_assembly_that_has_not_the_motion_on_its_agenda(scene):
    motion = north_motion(scene.harbour, title="Not on the agenda")
    page = signed_in(scene.secretary).post(at("ballot_open", motion), {"where": "assembly"})
    sentence = "Where – It cannot be voted on there now. Choose one of the places shown."
    assert (page.status_code, to_put_right(page)) == (422, [sentence])


def test_closing_asks_first_and_then_counts(scene):
    client = signed_in(scene.secretary)
    cast(scene.here, people_of(scene.harbour, "North")[:3], "++-")
    asked = client.post(at("ballot_close", scene.here))
    assert (headline(asked), buttons(asked)) == ("Close this ballot?", ["Close and count"])
    assert lead(asked) == "3 of 5 have voted. Once it is closed nobody can vote any more, and the result stands."
    scene.here.refresh_from_db()
    assert scene.here.status == BallotStatus.OPEN
    done = client.post(at("ballot_close", scene.here), {"sure": "yes"}, follow=True)
    assert said(done) == ["The ballot is closed and counted."]
    scene.here.refresh_from_db()
    assert (scene.here.status, scene.here.result.outcome) == (BallotStatus.CLOSED, "carried")
    again = client.post(at("ballot_close", scene.here), {"sure": "yes"})
    assert (again.status_code, lead(again)) == (409, "This ballot has been closed already. Read its result.")


def test_a_ballot_over_days_is_not_closed_before_its_hours(scene):
    early = signed_in(scene.secretary).post(at("ballot_close", scene.online), {"sure": "yes"})
    earliest = scene.online.opened_at + timedelta(hours=48)
    sentence = f"The rules keep this ballot open for 48 hours. It can close on {earliest:%-d %B at %H:%M}."
    assert (early.status_code, lead(early)) == (422, sentence)


def test_a_casting_vote_that_the_rules_do_not_know_is_refused(scene):
    forged = signed_in(scene.secretary).post(at("ballot_close", scene.here), {"sure": "yes", "casting_vote": "for"})
    sentence = "The rules give the chair no such casting vote. Close the ballot without it."
    assert (forged.status_code, lead(forged)) == (422, sentence)
    scene.here.refresh_from_db()
    assert scene.here.status == BallotStatus.OPEN


def test_turnout_of_an_open_ballot_is_for_members_of_the_body(scene):
    cast_vote(scene.cyd, ballot=scene.online, choice="for", key="key-of-cyd")
    shown = {
        who.name: "1 of 5 have voted" in words(signed_in(who).get(at("ballot", scene.online)))
        for who in (scene.secretary, scene.bea, scene.hal)
    }
    assert shown == {"Ana Founder": True, "Bea North": True, "Hal South": False}
