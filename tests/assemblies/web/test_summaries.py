"""The page that opens a vote asks for the summary that is missing, and shows what was waived (mission B13)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assemblies.models import Motion
from organiser.base import clock
from organiser.base.models import LedgerEntry
from tests.helpers import north_motion, online_ballot
from tests.pages import headline, said, signed_in, to_put_right, words
from tests.world import make_motion

NEEDED = "This motion has no summary in plain words yet, and no vote opens without one."


def at(name, thing):
    return reverse(name, args=[thing.public_id])


def until(days, **more):
    when = clock.now() + timedelta(days=days)
    return {"where": "online", "day": f"{when:%Y-%m-%d}", "closes_at": "20:00", **more}


@pytest.fixture
def unsaid(harbour, mill):
    return north_motion(harbour, summary="")


def test_B13_the_form_that_opens_the_vote_asks_for_the_missing_summary(harbour, unsaid):
    client = signed_in(harbour.secretary)
    assert f"{NEEDED} Write it here, or say why it is voted on without it." in words(
        client.get(at("ballot_open", unsaid))
    )
    page = client.post(at("ballot_open", unsaid), until(6))
    sentence = "Write the summary, or the reason why the vote opens without one."
    assert (page.status_code, to_put_right(page)) == (422, [f"In one sentence, in plain words – {sentence}"])
    page = client.post(at("ballot_open", unsaid), until(6, summary="It leaks.", reason="In a hurry."))
    sentence = "There is a summary and a reason to do without one. Leave one of them empty."
    assert to_put_right(page) == [f"In one sentence, in plain words – {sentence}"]
    assert unsaid.ballots.count() == 0


def test_B13_the_summary_written_there_opens_the_vote_and_stands_on_the_paper(harbour, unsaid):
    client = signed_in(harbour.secretary)
    page = client.post(at("ballot_open", unsaid), until(6, summary="It leaks."), follow=True)
    assert said(page) == [f"The ballot on motion {unsaid.reference} is open. 5 can vote."]
    assert "Repair the roof It leaks. Mark one box." in words(page)
    assert "Summary by Ana Founder" in words(client.get(at("motion", unsaid)))
    check = client.post(at("ballot_check", unsaid.ballots.get()), {"choice": "for"})
    assert "It leaks." in words(check)


def test_B13_a_waiver_stands_on_motion_and_paper_with_name_and_reason_for_members_alone(harbour, unsaid):
    page = signed_in(harbour.secretary).post(at("ballot_open", unsaid), until(6, reason="In a hurry."), follow=True)
    told = "It has no summary in plain words: “In a hurry.” Ana Founder waived it, "
    assert told in words(page)
    assert told in words(signed_in(unsaid.mover).get(at("motion", unsaid)))
    for name, thing in (("motion", unsaid), ("ballot", unsaid.ballots.get())):
        outside = words(signed_in(harbour.person("Gil South")).get(at(name, thing)))
        assert "It has no summary in plain words; that was waived, " in outside
        assert "In a hurry." not in outside
        assert "Ana Founder" not in outside


def test_B13_an_opening_that_is_refused_writes_neither_summary_nor_waiver(harbour, unsaid):
    before = LedgerEntry.objects.count()
    for more in ({"summary": "It leaks."}, {"reason": "In a hurry."}):
        page = signed_in(harbour.secretary).post(at("ballot_open", unsaid), until(1, **more))
        assert page.status_code == 422
    motion = Motion.objects.get(pk=unsaid.pk)
    assert (motion.summary, motion.summary_waived_at, LedgerEntry.objects.count()) == ("", None, before)


def test_B13_the_page_of_a_motion_says_what_is_missing_and_the_mover_writes_it(harbour, mill):
    motion = make_motion(harbour, harbour.person("Bea North"), "North", summary="")
    told = "It has no summary in plain words yet. No vote on it opens without one."
    assert f"{told} Write the summary" in words(signed_in(motion.mover).get(at("motion", motion)))
    page = words(signed_in(harbour.person("Cyd North")).get(at("motion", motion)))
    assert (told in page, "Write the summary" in page) == (True, False)
    client = signed_in(motion.mover)
    form = client.get(at("motion_summary", motion))
    assert (headline(form), "Or: why it is voted on without one" in words(form)) == ("Say it in plain words", False)
    assert to_put_right(client.post(at("motion_summary", motion), {"summary": " "})) == [
        "Fill in “In one sentence, in plain words”."
    ]
    page = client.post(at("motion_summary", motion), {"summary": "It leaks."}, follow=True)
    assert said(page) == [f"Motion {motion.reference} has its summary."]
    assert "Change the summary" in words(page)


def test_B13_whoever_facilitates_waives_it_before_the_vote_too(harbour, unsaid):
    client = signed_in(harbour.secretary)
    page = client.post(at("motion_summary", unsaid), {"reason": "In a hurry."}, follow=True)
    assert said(page) == [f"Motion {unsaid.reference} can be voted on without a summary."]
    assert "“In a hurry.” Ana Founder waived it" in words(client.get(at("ballot_open", unsaid)))
    assert NEEDED not in words(client.get(at("ballot_open", unsaid)))


def test_B13_once_it_is_voted_on_the_page_says_so(harbour, mill):
    motion = north_motion(harbour)
    online_ballot(harbour, motion)
    page = signed_in(motion.mover).get(at("motion_summary", motion))
    assert (page.status_code, "What was said of it stays as it is." in words(page)) == (409, True)


def test_B13_a_name_of_forty_letters_beside_a_waiver_stays_whole(harbour, unsaid):
    harbour.secretary.name = "Bartholomäus-Maximilian Wollschlägermeier"
    harbour.secretary.save(update_fields=["name"])
    page = signed_in(harbour.secretary).post(at("ballot_open", unsaid), until(6, reason="In a hurry."), follow=True)
    assert "Bartholomäus-Maximilian Wollschlägermeier waived it" in words(page)
