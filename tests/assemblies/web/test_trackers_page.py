"""The board of a secret ballot: one's own paper is found, and papers that are all alike are said to be so."""

import pytest
from django.urls import reverse

from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.models import Ballot
from organiser.base import clock
from tests.choices import adopt, ballot_on, choice_motion, put
from tests.helpers import north_motion, people_of
from tests.pages import signed_in, words

KNOWN = "So it is known how everybody voted"


@pytest.fixture
def closed(harbour, mill):
    """A secret ballot of North with these votes, and the trackers in their order."""

    def close(choices):
        adopt(harbour, secrecy="chosen")
        ballot = ballot_on(harbour, north_motion(harbour), secret=True)
        receipts = [
            cast_vote(person, ballot=ballot, choice=choice, key=f"key-of-{person.pk:04}")
            for person, choice in zip(people_of(harbour, "North"), choices, strict=False)
        ]
        with clock.at(ballot.closes_at):
            close_ballot(harbour.secretary, ballot=ballot)
        return Ballot.objects.get(pk=ballot.pk), [one.tracker for one in receipts]

    return close


def sent(person, ballot, tracker):
    return signed_in(person).post(reverse("tracker_find", args=[ballot.public_id]), {"tracker": tracker})


def test_a_tracker_finds_its_paper_however_it_is_typed_and_stands_in_no_address(harbour, closed):
    ballot, trackers = closed(["for", "for", "against"])
    typed = " - ".join(trackers[2][at : at + 4] for at in range(0, 16, 4)).lower()
    answer = sent(harbour.person("Bea North"), ballot, typed)
    assert f"{trackers[2]} : Against." in words(answer) or f"{trackers[2]}: Against." in words(answer)
    assert trackers[2] not in answer.request["PATH_INFO"] + answer.request["QUERY_STRING"]


def test_one_beyond_the_list_of_a_page_is_found_too(harbour, closed, monkeypatch):
    monkeypatch.setattr("assemblies.web.results.MOST_ON_BOARD", 1)
    ballot, trackers = closed(["for", "for", "against"])
    for tracker, said in zip(trackers, ("For", "For", "Against"), strict=True):
        assert f"{tracker}: {said}." in words(sent(harbour.person("Bea North"), ballot, tracker)).replace(" :", ":")


@pytest.mark.parametrize("wrong", ["", "AAAA", "<b>", "x" * 500])
def test_another_finds_nothing_and_says_so(harbour, closed, wrong):
    ballot, _trackers = closed(["for", "against"])
    answer = sent(harbour.person("Bea North"), ballot, wrong)
    assert (answer.status_code, "No paper lies under the tracker" in words(answer)) == (200, True)


def test_whoever_reads_no_figures_finds_no_paper(harbour, mill, closed):
    ballot, trackers = closed(["for", "against"])
    fay, kim = harbour.person("Fay South"), mill.secretary
    assert [sent(one, ballot, trackers[0]).status_code for one in (fay, kim)] == [403, 404]


def test_papers_that_are_all_alike_are_announced_as_such(harbour, closed):
    ballot, _trackers = closed(["for", "for", "for"])
    page = signed_in(harbour.person("Bea North")).get(reverse("ballot", args=[ballot.public_id]))
    assert ("All 3 papers are alike." in words(page), KNOWN in words(page)) == (True, True)


def test_papers_that_differ_are_not(harbour, closed):
    ballot, _trackers = closed(["for", "for", "against"])
    assert KNOWN not in words(signed_in(harbour.person("Bea North")).get(reverse("ballot", args=[ballot.public_id])))


def test_each_pair_of_a_condorcet_count_stands_on_the_result(harbour, mill):
    adopt(harbour, choosing="schulze")
    ballot = ballot_on(harbour, choice_motion(harbour))
    put(harbour, ballot, "A>B>C", "A>C>B", "B>A>C", "C>A>B", "A>B>C")
    with clock.at(ballot.closes_at):
        close_ballot(harbour.secretary, ballot=ballot)
    page = words(signed_in(harbour.person("Bea North")).get(reverse("ballot", args=[ballot.public_id])))
    assert ("Each against each" in page, "Anchor Buoy 4 1" in page, "Anchor Cable 4 1" in page) == (True, True, True)
