"""Run-offs on the pages: opening one on the page of the tie, voting in it, and what both results say."""

import pytest
from django.urls import reverse

from assemblies.models import Ballot
from tests.pages import signed_in, words
from tests.run_offs import closed, run_off_on, tied


@pytest.fixture
def bea(harbour, mill):
    return signed_in(harbour.person("Bea North"))


@pytest.fixture
def ana(harbour, mill):
    return signed_in(harbour.secretary)


def address(name, ballot):
    return reverse(name, args=[ballot.public_id])


def test_those_who_count_open_the_run_off_on_the_page_of_the_tie(harbour, ana, bea):
    first = tied(harbour, "+A", "+B")
    seen = words(bea.get(address("ballot", first)))
    assert ("The rules want a run-off between those who are tied. Those who count open it." in seen) is True
    assert "Tell the members how the lot" not in words(ana.get(address("ballot", first)))
    given = {"where": "online", "day": "2030-01-01", "closes_at": "18:00"}
    assert bea.post(address("tie_run_off", first), given).status_code == 403
    assert ana.post(address("tie_run_off", first), {"where": "online"}).status_code == 422
    made = ana.post(address("tie_run_off", first), {**given, "day": closes_day(first)}, follow=True)
    run_off = Ballot.objects.get(decides__ballot=first)
    assert "The run-off is open. 5 can vote." in words(made)
    assert "See the tie it decides" in words(made)
    assert run_off.question == f"Run-off: {first.question}"
    assert "Nothing is to be done here until the run-off is over." in words(ana.get(address("ballot", first)))
    twice = ana.post(address("tie_run_off", first), {**given, "day": closes_day(first)}, follow=True)
    assert (
        "The run-off was opened already." in words(twice),
        Ballot.objects.filter(decides__isnull=False).count(),
    ) == (
        True,
        1,
    )
    assert "A run-off is open" in words(bea.get(reverse("motion", args=[first.motion.public_id])))
    desk = words(ana.get(reverse("desk", args=[first.body.public_id])))
    assert "A tie waits for its run-off" in desk


def closes_day(ballot):
    return f"{ballot.closes_at.replace(day=28):%Y-%m-%d}"


def test_both_results_tell_of_the_run_off_with_its_figures(harbour, ana, bea):
    first = tied(harbour, "+A", "+B")
    run_off = closed(harbour, run_off_on(harbour, first, "+B", "+B", "+A"))
    seen = words(bea.get(address("ballot", first)))
    assert "Anchor, Buoy were equal. By a run-off: Buoy." in seen
    assert "The run-off: Anchor 1 mark, Buoy 2 marks. The result of the run-off" in seen
    again = words(bea.get(address("ballot", run_off)))
    assert "It decided a tie in the first vote" in again
    path = words(bea.get(reverse("motion", args=[first.motion.public_id])))
    assert [path.count(step) for step in ("Run-off Tuesday", "Verdict of", "Put to the vote")] == [1, 1, 1]
    stranger = signed_in(harbour.person("Ida South"))
    assert "The votes are for members" in words(stranger.get(address("ballot", run_off)))
