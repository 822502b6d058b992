"""Coming back to a register: who left, who lapsed, whose record is locked, and whose was merged into another."""

from datetime import timedelta

import pytest

from members.actions.answering import admit_applicant
from members.actions.applications import Wish
from members.actions.asking import ask_to_join, confirm_application
from members.actions.duplicates import look_for_duplicates
from members.actions.erasures import ask_erasure, erase_person
from members.actions.joining import apply_to_join
from members.actions.joining_pages import PageDraft, change_joining_page
from members.actions.memberships import change_state
from members.actions.merging import merge_people
from members.actions.people import PersonData
from members.enums import BELONGING, ErasureState, MembershipState
from members.models import Application, Erasure, Membership, MembershipSpan, Person
from members.queries.register import searched
from organiser.base import clock
from organiser.base.actor import CLOCK, VISITOR
from organiser.base.errors import Conflict, RuleNotMet
from organiser.base.models import WaitingLetter
from tests.helpers import refuses
from tests.joining import answered_by, asked

S = MembershipState


def asks(place, name, email, branch="North", **contact):
    """Somebody without an account asks, and the letter is waiting for her."""
    wish = Wish(place.branches[branch], contact=contact)
    return ask_to_join(VISITOR, organisation=place.organisation, data=PersonData(name, email=email), wish=wish)


def bea_with_address(place):
    membership = place.members["Bea North"]
    Person.objects.filter(pk=membership.person_id).update(email="bea@example.org")
    return Membership.objects.select_related("person", "organisation", "branch").get(pk=membership.pk)


@pytest.mark.parametrize("rules", ["open", "secretary", "assembly"])
def test_whoever_is_locked_for_erasure_does_not_come_in_again_before(harbour, mill, rules):
    answered_by(harbour, rules)
    bea = bea_with_address(harbour)
    ask_erasure(bea.person, membership=bea)
    application = asks(harbour, "Bea North", "bea@example.org").application
    with refuses(RuleNotMet, "locked_for_erasure"):
        confirm_application(VISITOR, application=application)
    assert Membership.objects.get(pk=bea.pk).state == S.RESIGNED


def test_an_erased_record_belongs_to_nobody_whatever_came_in_between(harbour, mill):
    bea = bea_with_address(harbour)
    erasure = ask_erasure(bea.person, membership=bea).erasure
    Membership.objects.filter(pk=bea.pk).update(state=S.FULL)  # as an older version let it come
    with clock.at(clock.now() + timedelta(days=32)):
        erase_person(CLOCK, erasure=erasure)
    erased = Erasure.objects.exclude(state=ErasureState.WITHDRAWN).values("membership")
    assert Membership.objects.filter(pk__in=erased, state__in=[*BELONGING, S.APPLICANT]).count() == 0


def test_whoever_lapsed_asks_to_come_back_under_the_number_of_before(harbour, mill):
    bea = harbour.members["Bea North"]
    change_state(harbour.secretary, membership=bea, to=S.LAPSED)
    again = apply_to_join(bea.person, organisation=harbour.organisation)
    assert (again.pk, again.number, again.state) == (bea.pk, bea.number, S.APPLICANT)
    admit_applicant(harbour.secretary, application=Application.objects.get(membership=again))
    again.refresh_from_db()
    states = list(MembershipSpan.objects.filter(membership=again).order_by("pk").values_list("state", flat=True))
    assert (again.joined_on, states) == (clock.today(), ["full", "lapsed", "applicant", "full"])


def test_a_record_that_was_merged_keeps_nobody_out(harbour, mill):
    cyd = harbour.members["Cyd North"]
    bea = bea_with_address(harbour)
    Person.objects.filter(pk=cyd.person_id).update(name="Bea North", sort_name="bea north", email=None)
    look_for_duplicates(harbour.secretary, body=harbour.body("North"))
    merge_people(harbour.secretary, keep=bea, drop=Membership.objects.get(pk=cyd.pk), choices={})
    Person.objects.filter(pk=cyd.person_id).update(name="Bea North", email="Bea@example.org")
    change_state(harbour.person("Bea North"), membership=Membership.objects.get(pk=bea.pk), to=S.RESIGNED)
    application = asks(harbour, "Bea North", "bea@example.org").application
    confirm_application(VISITOR, application=application)
    assert Membership.objects.get(pk=bea.pk).state == S.APPLICANT


def test_a_phone_number_given_when_joining_is_found_by_its_digits(harbour, mill):
    draft = PageDraft("public", phone="asked")
    change_joining_page(harbour.secretary, organisation=harbour.organisation, draft=draft)
    application = asks(harbour, "Ann Asking", "ann@example.org", phone="030 555 0142").application
    confirm_application(VISITOR, application=application)
    found = searched(Membership.objects.filter(organisation=harbour.organisation), "5550142")
    assert [one.person.name for one in found] == ["Ann Asking"]


@pytest.mark.parametrize("rules", ["open", "secretary", "assembly"])
def test_the_desk_declines_nobody_without_a_reason(harbour, mill, rules):
    application = asked(harbour)  # as it stood before the rules were changed
    answered_by(harbour, rules)
    with refuses(RuleNotMet, "application_waits"):
        change_state(harbour.secretary, membership=application.membership, to=S.RESIGNED)


def test_whoever_is_admitted_by_a_step_of_the_desk_is_told(harbour, mill):
    application = asked(harbour)
    change_state(harbour.secretary, membership=application.membership, to=S.FULL)
    letter = WaitingLetter.objects.latest("pk")
    assert letter.subject == "You were admitted to Harbour Tenants"


def test_whoever_belongs_is_in_the_register_already(harbour, mill):
    bea = bea_with_address(harbour)
    application = asks(harbour, "Bea North", "bea@example.org").application
    with refuses(Conflict, "in_register"):
        confirm_application(VISITOR, application=application)
    assert Membership.objects.get(pk=bea.pk).state == S.FULL
