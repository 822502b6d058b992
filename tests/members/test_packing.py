"""Sudden joins are told to the members of a body, as a number and never as a suspicion (mission B7)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from assemblies.queries.standing import standings_for
from members.actions.enrolling import enrol_member
from members.actions.memberships import change_state
from members.actions.people import PersonData
from members.enums import MembershipState
from members.models import Membership
from members.queries.packing import SMALL, is_sudden, joins_for, joins_of, sudden_joins_in
from organisations.models import Committee
from organisations.presets import SIMPLE_MAJORITY
from organisations.queries.rulesets import rules_in_force
from organiser.base import clock
from organiser.base.errors import NotFound, NotPermitted
from skills.queries.standing import with_a_vote
from tests.helpers import decide_online, north_motion, refuses
from tests.pages import signed_in, words
from tests.world import Place

YEAR = timedelta(days=400)


def join(place: Place, number: int, branch: str = "North", days_ago: int = 3) -> None:
    """So many people more, written in as having joined so many days ago."""
    for index in range(number):
        enrol_member(
            place.secretary,
            body=place.body(branch),
            data=PersonData(f"Newcomer {branch} {days_ago} {index}"),
            joined_on=clock.today() - timedelta(days=days_ago),
        )


def grown_old(*places: Place) -> None:
    """Everybody who is there has been a member for years."""
    long_ago = clock.today() - timedelta(days=2000)
    keys = [member.pk for place in places for member in Membership.objects.filter(organisation=place.organisation)]
    Membership.objects.filter(pk__in=keys).update(joined_on=long_ago)


def test_B7_synthetic_packing_raises_the_alert(harbour, mill):
    grown_old(harbour, mill)
    north, bea = harbour.body("North"), harbour.person("Bea North")
    assert (joins_of(north).sudden, sudden_joins_in(bea, north)) == (False, [])
    join(harbour, 6)
    found = joins_of(north)
    assert (found.voting, found.recent, found.before, found.on_roll, found.sudden) == (11, 6, 0, 6, True)
    assert sudden_joins_in(bea, north) == [
        "6 of 11 members with a vote joined within the last 30 days. In the year before fewer than 5 joined.",
        "The rules give a vote from the day of joining. A motion can ask for days of membership first.",
    ]
    page = words(signed_in(bea).get(reverse("body", args=[north.public_id])))
    assert "New votes 6 of 11 members with a vote joined within the last 30 days." in page


def test_B7_supporters_of_long_standing_made_members_at_once_raise_the_alert_and_wait_like_all(harbour, mill):
    """Eight are written in as supporters since 300 days and made members today: none is taken for an old member."""
    grown_old(harbour, mill)
    north = harbour.body("North")
    rules = {**SIMPLE_MAJORITY, "body": {**SIMPLE_MAJORITY["body"], "days_to_vote": 90}}
    decide_online(harbour, north_motion(harbour, kind="rules", effect="adopt_rules", payload={"rules": rules}))
    for index in range(8):
        enrolled = enrol_member(
            harbour.secretary,
            body=north,
            data=PersonData(f"Supporter {index}"),
            state=MembershipState.SUPPORTER,
            joined_on=clock.today() - timedelta(days=300),
        )
        made = change_state(harbour.secretary, membership=enrolled, to=MembershipState.FULL)
    found = joins_of(north)
    assert (found.voting, found.recent, found.on_roll, found.sudden) == (13, 8, 0, True)
    told = standings_for(made.person, made.public_id)[0]
    today, first = f"{clock.today():%-d %B %Y}", f"{clock.today() + timedelta(days=90):%-d %B %Y}"
    sentence = f"No vote yet: joined on {today}, and the rules give a vote 90 days after that, from {first}."
    assert (told.has_a_vote, told.sentence) == (False, sentence)
    assert with_a_vote(north, rules_in_force(north)).count() == 5


def test_B7_it_is_for_members_of_the_body_and_names_nobody(harbour, mill):
    grown_old(harbour, mill)
    join(harbour, 6)
    north = harbour.body("North")
    assert sudden_joins_in(harbour.person("Hal South"), north) == []
    assert "New votes" not in words(signed_in(harbour.person("Hal South")).get(reverse("body", args=[north.public_id])))
    with refuses(NotPermitted, "for_members", "Who joined North is for its members to know."):
        joins_for(harbour.person("Hal South"), north.public_id)
    with refuses(NotFound, "no_body"):
        joins_for(mill.secretary, north.public_id)
    told = " ".join(joins_of(north).sentences)
    assert ("Newcomer" in told, "political" in told, "Red Thread" in told) == (False, False, False)


def test_B7_days_of_membership_are_the_answer_and_the_sentence_says_whether_they_hold(harbour, mill):
    grown_old(harbour, mill)
    rules = {**SIMPLE_MAJORITY, "body": {**SIMPLE_MAJORITY["body"], "days_to_vote": 10}}
    decide_online(harbour, north_motion(harbour, kind="rules", effect="adopt_rules", payload={"rules": rules}))
    join(harbour, 6)
    none = "The rules ask for 10 days of membership, so none of them has a vote yet."
    assert joins_of(harbour.body("North")).sentences[1] == none
    with clock.at(clock.now() + timedelta(days=8)):
        some = "The rules ask for 10 days of membership: 6 of them would vote today."
        assert joins_of(harbour.body("North")).sentences[1] == some


def test_a_body_in_which_everybody_is_new_is_no_alert_and_neither_are_four(harbour, mill):
    assert joins_of(harbour.body("North")).sudden is False
    grown_old(harbour, mill)
    join(harbour, 4)
    assert joins_of(harbour.body("North")).sudden is False


def test_those_who_put_a_motion_to_the_vote_read_it_there(harbour, mill):
    grown_old(harbour, mill)
    join(harbour, 6)
    motion = north_motion(harbour)
    page = words(signed_in(harbour.secretary).get(reverse("ballot_open", args=[motion.public_id])))
    assert "New votes 6 of 11 members with a vote joined within the last 30 days." in page


def test_a_committee_has_the_votes_of_its_assembly_and_numbers_below_five_are_not_said(harbour, mill):
    decide_online(harbour, north_motion(harbour, effect="found_committee", payload={"name": "Roof", "scope": "Roof."}))
    grown_old(harbour, mill)
    join(harbour, 5, days_ago=300)
    join(harbour, 6)
    found = joins_of(Committee.objects.get())
    assert (found.recent, found.before, found.sudden) == (6, 5, True)
    assert found.sentences[0].endswith("In the year before 5 joined.")


@pytest.mark.parametrize("more", [0, 6])
def test_it_takes_one_query_where_few_are_new_and_three_where_many_are(harbour, mill, more, django_assert_num_queries):
    grown_old(harbour, mill)
    join(harbour, more)
    north = harbour.body("North")
    with django_assert_num_queries(3 if more else 1):
        assert joins_of(north).sudden is bool(more)


@given(st.integers(0, 400), st.integers(0, 400), st.integers(0, 400))
def test_more_new_votes_never_end_an_alert_and_small_numbers_raise_none(old, recent, before):
    if is_sudden(old + recent, recent, before):
        assert recent >= SMALL
        assert old >= SMALL
        assert is_sudden(old + recent + 1, recent + 1, before)
        assert is_sudden(old + recent, recent, max(before - 1, 0))
