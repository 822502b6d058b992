"""Rules can let a membership run on for some days after its member has said that she or he leaves."""

from datetime import timedelta

import pytest
from django.urls import reverse

from members.actions.joining import apply_to_join
from members.actions.leaving import let_member_leave, take_back_leaving
from members.actions.memberships import change_state
from members.actions.noting import Noted
from members.enums import MembershipState
from members.models import Membership, MembershipSpan, NotedLeaving
from members.queries.filtering import Criteria, narrowed
from organisations.presets import SIMPLE_MAJORITY
from organiser.base import clock
from organiser.base.actor import CLOCK
from organiser.base.errors import Conflict, Invalid, NotFound, NotPermitted, WrongState
from organiser.base.models import WaitingLetter
from organiser.management.ticks import Ticks
from tests.exclusions import with_rules
from tests.helpers import bound, clock_days, north_motion, online_ballot, refuses, writes
from tests.pages import said, signed_in, words

RESIGNED = MembershipState.RESIGNED


@pytest.fixture
def eve(harbour, mill):
    """A member of North, whose rules let a membership run on for thirty days."""
    with_rules(harbour, {**SIMPLE_MAJORITY, "body": {**SIMPLE_MAJORITY["body"], "leaving_days": 30}})
    return harbour.members["Eve North"]


def announced(eve):
    return change_state(eve.person, membership=eve, to=RESIGNED)


def test_a_member_who_leaves_stays_until_the_day_and_votes(harbour, eve):
    with writes("change_state") as entries:
        left = announced(eve)
    last = clock.today() + timedelta(days=30)
    assert (left.state, left.announced_on, left.leaves_on, left.left_on) == ("full", clock.today(), last, None)
    assert entries[0].content.content["leaves_on"] == last.isoformat()
    assert online_ballot(harbour, north_motion(harbour)).roll.entitled == 5
    with refuses(Conflict, "leaving_announced"):
        announced(eve)


def test_the_clock_ends_it_on_that_day_and_not_before(harbour, eve):
    announced(eve)
    with clock.at(clock.now() + clock_days(29)):
        assert Ticks().let_members_leave() == 0
    with clock.at(clock.now() + clock_days(30)), writes("let_member_leave"):
        assert (Ticks().let_members_leave(), Ticks().let_members_leave()) == (1, 0)
    gone = Membership.objects.get(pk=eve.pk)
    last = clock.today() + timedelta(days=30)
    assert (gone.state, gone.left_on, gone.leaves_on, gone.announced_on) == ("resigned", last, None, None)


def test_it_can_be_taken_back_until_then_by_the_member_alone(harbour, eve):
    with refuses(WrongState, "not_leaving"):
        take_back_leaving(eve.person, membership=eve)
    left = announced(eve)
    with refuses(NotPermitted, "not_own"):
        take_back_leaving(harbour.secretary, membership=left)
    with refuses(NotPermitted, "token_body"):
        take_back_leaving(bound(eve.person, harbour.body("South")), membership=left)
    with writes("take_back_leaving"):
        stays = take_back_leaving(eve.person, membership=left)
    assert (stays.state, stays.leaves_on, stays.announced_on) == ("full", None, None)


def test_nobody_ends_it_by_hand_or_before_its_day(harbour, eve):
    left = announced(eve)
    with refuses(NotPermitted, "clock_only"):
        let_member_leave(harbour.secretary, membership=left)
    with refuses(WrongState, "not_due"):
        let_member_leave(CLOCK, membership=left)


def test_without_that_rule_a_member_leaves_at_once(harbour, mill):
    gil = harbour.members["Gil South"]
    assert change_state(gil.person, membership=gil, to=RESIGNED).state == "resigned"


def test_an_application_is_taken_back_at_once(harbour, eve):
    eve.state = "applicant"
    eve.save(update_fields=["state"])
    assert announced(eve).state == "resigned"


def test_who_comes_back_has_the_same_number_and_a_gap_in_the_history(harbour, eve):
    announced(eve)
    with clock.at(clock.now() + clock_days(30)):
        Ticks().let_members_leave()
    with clock.at(clock.now() + clock_days(90)):
        asked = apply_to_join(eve.person, organisation=harbour.organisation, branch=harbour.branches["North"])
        change_state(harbour.secretary, membership=asked, to=MembershipState.FULL)
    spans = MembershipSpan.objects.filter(membership=eve).values_list("state", flat=True)
    assert (asked.pk, asked.number, list(spans)) == (eve.pk, eve.number, ["full", "resigned", "applicant", "full"])


def test_pages_say_the_day_and_take_it_back(harbour, eve):
    browser = signed_in(eve.person)
    page = words(browser.get(reverse("leave", args=[eve.public_id])))
    assert "You stay a member until" in page
    answer = browser.post(reverse("leave", args=[eve.public_id]), follow=True)
    assert said(answer)[0].startswith("You are a member of Harbour Tenants until ")
    assert "I stay after all" in words(answer)
    assert "Leaves on" in words(signed_in(harbour.secretary).get(reverse("member", args=[eve.public_id])))
    stays = browser.post(reverse("stay", args=[eve.public_id]), follow=True)
    assert said(stays) == ["You stay a member of Harbour Tenants."]
    assert "I stay after all" not in words(stays)


def test_nobody_takes_back_what_another_said(harbour, eve, mill):
    announced(eve)
    for name in ("Fay South", "Bea North"):
        answer = signed_in(harbour.person(name)).post(reverse("stay", args=[eve.public_id]))
        assert (answer.status_code, Membership.objects.get(pk=eve.pk).leaves_on is None) == (404, False)


def noted(harbour, eve, document="letter", days=3, **more):
    on = clock.today() - timedelta(days=days)
    return change_state(harbour.secretary, membership=eve, to=RESIGNED, noted=Noted(document, on, **more))


def test_a_letter_to_the_secretary_counts_from_its_own_day(harbour, eve):
    left = noted(harbour, eve)
    said_on = clock.today() - timedelta(days=3)
    assert (left.state, left.announced_on, left.leaves_on) == ("full", said_on, said_on + timedelta(days=30))
    assert NotedLeaving.objects.get().document_on == said_on
    letter = WaitingLetter.objects.latest("pk")
    assert (letter.subject, "You are a member until" in letter.text) == (
        "Harbour Tenants: it was noted that you leave",
        True,
    )
    with refuses(Conflict, "leaving_announced"):
        noted(harbour, eve)


def test_days_that_are_over_end_it_today(harbour, eve):
    left = noted(harbour, eve, days=45)
    assert (left.state, left.left_on, left.leaves_on) == ("resigned", clock.today(), None)


def test_a_document_may_name_a_later_last_day_of_at_most_a_year(harbour, eve):
    later = clock.today() + timedelta(days=120)
    with refuses(Invalid, "leaves_on"):
        noted(harbour, eve, leaves_on=clock.today() + timedelta(days=400))
    assert noted(harbour, eve, leaves_on=later).leaves_on == later


def test_whoever_has_died_has_left_and_gets_no_letter(harbour, eve):
    before = WaitingLetter.objects.count()
    left = noted(harbour, eve, document="death")
    assert (left.state, left.left_on, WaitingLetter.objects.count()) == ("resigned", clock.today(), before)


def test_a_keeper_takes_a_note_back_and_nothing_that_the_member_said(harbour, mill, eve):
    left = noted(harbour, eve)
    for other, kind in ((mill.secretary, NotFound), (harbour.person("Bea North"), NotPermitted)):
        with pytest.raises(kind):
            take_back_leaving(other, membership=left)
    browser = signed_in(harbour.secretary)
    assert "Take the note back" in words(browser.get(reverse("member", args=[eve.public_id])))
    assert "One member leaves" in words(browser.get(reverse("desk", args=[harbour.body("North").public_id])))
    done = browser.post(reverse("member_stays", args=[eve.public_id]), follow=True)
    assert said(done) == ["Eve North stays a member."]
    again = announced(Membership.objects.get(pk=eve.pk))
    with refuses(NotPermitted, "not_own"):
        take_back_leaving(harbour.secretary, membership=again)


def test_the_register_is_narrowed_by_who_leaves(harbour, eve):
    noted(harbour, eve)
    listed = narrowed(harbour.secretary, harbour.body("North"), Criteria(leaves_until=clock.today() + clock_days(31)))
    assert [one.person.name for one in listed] == ["Eve North"]
    assert not narrowed(harbour.secretary, harbour.body("North"), Criteria(leaves_until=clock.today())).exists()
