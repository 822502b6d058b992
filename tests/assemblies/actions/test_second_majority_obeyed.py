"""A second majority that rules ask for is obeyed by ballots, shown in the result, and can be tried beforehand."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from assemblies.counting.verdict import Rule, Verdict, decide
from assemblies.models import Result
from assemblies.queries.ballots import figures_of, how_decided, rule_of
from assemblies.queries.papers import papers_of
from assemblies.web.verdicts import shown_verdict
from organisations.queries.rulesets import rule_for
from tests.assemblies.actions.test_rules_obeyed import adopted
from tests.helpers import decide_online, north_motion, online_ballot
from tests.pages import signed_in, words

HALF_OF_ALL = {"second_numerator": 1, "second_denominator": 2, "second_comparison": "more_than"}
MORE = "A motion carries with more votes for than against; abstentions are not counted."


@pytest.fixture
def north(harbour, mill):
    adopted(harbour, **HALF_OF_ALL)
    return harbour.body("North")


def test_a_motion_falls_that_has_most_votes_and_too_few_members_behind_it(harbour, north):
    motion = decide_online(harbour, north_motion(harbour), "++")
    result = Result.objects.get(ballot__motion=motion)
    assert (motion.status, result.outcome) == ("fell", "fell")
    assert result.verdict["sentences"] == [
        "2 for, 0 against, 0 abstentions.",
        "More than half of 2 is 2.",
        "More than half of the 5 members on the roll is 3 (2.5, rounded up), and that is needed as well.",
        "Quorum of 1 reached with 2.",
        "The first majority is reached, the second is not.",
        "Fell.",
    ]
    assert decide_online(harbour, north_motion(harbour), "+++").status == "carried"
    assert decide_online(harbour, north_motion(harbour), "+++--").status == "carried"


def test_what_was_stored_is_what_comes_of_the_same_votes_again(harbour, north):
    result = Result.objects.get(ballot__motion=decide_online(harbour, north_motion(harbour), "++-"))
    again = decide(Rule.from_json(result.rule), figures_of(result.ballot, papers_of(result.ballot)))
    assert Verdict.from_json(result.verdict) == again
    assert Rule.from_json(result.rule) == rule_of(rule_for(north, "ordinary"))
    assert (again.needed, again.second_needed, again.second_base_value) == (2, 3, 5)


def test_rules_of_others_ask_for_one_majority_as_before(harbour, mill, north):
    for place in (harbour, mill):
        asked = rule_of(rule_for(place.body(), "ordinary"))
        assert (asked.second_numerator, asked.second_threshold) == (0, 0)


def test_the_ballot_paper_and_the_motion_say_both(harbour, north):
    motion = north_motion(harbour)
    ballot = online_ballot(harbour, motion)
    assert how_decided(ballot)[0] == f"{MORE} It also needs more than half of all members with a vote."
    page = words(signed_in(harbour.person("Bea North")).get(reverse("motion", args=[motion.public_id])))
    assert f"{MORE} It also needs more than half of all members with a vote." in page
    assert "Votes are by name. A choice among several options is made by approval" in page


def test_the_line_of_the_figure_marks_the_majority_that_needs_more(harbour, north):
    fell = Result.objects.get(ballot__motion=decide_online(harbour, north_motion(harbour), "++")).ballot
    assert shown_verdict(fell, figures=True).figure.needed == 3
    fell.result.verdict = {name: value for name, value in fell.result.verdict.items() if name != "second_needed"}
    assert shown_verdict(fell, figures=True).figure.needed == 2  # as stored before there were second majorities


def test_a_second_majority_can_be_tried_on_the_page_of_rules(harbour, north):
    figures = {"votes_for": 21, "votes_against": 9, "abstentions": 10, "present": 40, "entitled": 42}
    query = {f"if-{name}": value for name, value in {"under": "version-2", "kind": "ordinary", **figures}.items()}
    client = signed_in(harbour.person("Bea North"))
    page = words(client.get(f"{reverse('rules', args=[north.public_id])}?{urlencode(query)}"))
    assert "Fell 21 for, 9 against, 10 abstentions." in page
    assert "Needed as well: more than half of 42 22" in page
