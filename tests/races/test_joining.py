"""Two who answer, confirm, ask or speak at once: one answer, one membership, one number."""

import pytest

from members.actions.answering import admit_applicant, decline_application, withdraw_application
from members.actions.applications import Wish
from members.actions.asking import ask_to_join, confirm_application
from members.actions.people import PersonData
from members.actions.sponsoring import sponsor_applicant
from members.models import Application, Membership, Sponsorship
from organiser.base.actor import VISITOR
from tests.joining import asked
from tests.threads import all_at_once, codes

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_of_two_secretaries_who_answer_one_does(harbour):
    application = asked(harbour)
    acts = [
        lambda: admit_applicant(harbour.secretary, application=application),
        lambda: decline_application(harbour.secretary, application=application, reason="No."),
        lambda: withdraw_application(application.membership.person, application=application),
    ]
    assert codes(all_at_once(acts)) == {"done": 1, "application_step": 2}
    application.refresh_from_db()
    state = Membership.objects.get(pk=application.membership_id).state
    assert (application.state, state) in {("admitted", "full"), ("declined", "resigned"), ("withdrawn", "resigned")}


def test_of_ten_who_confirm_one_address_one_is_in_the_register(harbour):
    data = PersonData("Ann Asking", email="ann@example.org")
    made = ask_to_join(VISITOR, organisation=harbour.organisation, data=data, wish=Wish()).application
    outcomes = all_at_once(lambda: confirm_application(VISITOR, application=made) for _ in range(10))
    assert codes(outcomes) == {"done": 10}
    assert Membership.objects.filter(person__name="Ann Asking").count() == 1


def test_of_ten_letters_to_one_address_three_go_out(harbour):
    data = PersonData("Ann Asking", email="ann@example.org")
    outcomes = all_at_once(
        lambda: ask_to_join(VISITOR, organisation=harbour.organisation, data=data, wish=Wish()) for _ in range(10)
    )
    assert codes(outcomes) == {"done": 10}
    assert Application.objects.count() == 3


def test_one_who_speaks_ten_times_at_once_is_one_voice(harbour):
    application = asked(harbour)
    bea = harbour.person("Bea North")
    outcomes = all_at_once(lambda: sponsor_applicant(bea, application=application) for _ in range(10))
    assert codes(outcomes) == {"done": 10}
    assert Sponsorship.objects.count() == 1
