"""Contact data, the first person of an installation, and the log of who read a record."""

import pytest

from members.actions.people import PersonData, change_contact, log_reading, write_first_person
from members.models import AccessLogEntry, Person
from organiser.base.actor import CLOCK
from organiser.base.errors import Invalid, NotFound, NotPermitted
from tests.helpers import OUTSIDERS, bound, outsider, refuses, writes


def test_member_changes_her_own_contact_data(harbour, mill):
    membership = harbour.members["Bea North"]
    with writes("change_contact") as entries:
        change_contact(
            membership.person,
            membership=membership,
            data=PersonData("Bea Ångström", email="bea@example.org", town="Oslo"),
        )
    membership.refresh_from_db()
    person = Person.objects.get(pk=membership.person_id)
    assert (person.name, person.sort_name, person.town) == ("Bea Ångström", "angstrom bea", "Oslo")
    assert membership.sort_name == "angstrom bea"
    assert entries[0].content.content == {"changed": ["email", "name", "town"]}


def test_ledger_keeps_which_fields_changed_and_not_what_they_say(harbour):
    membership = harbour.members["Bea North"]
    data = PersonData("Bea North", phone="+47 123456")
    with writes("change_contact") as entries:
        change_contact(harbour.secretary, membership=membership, data=data)
    assert entries[0].content.content == {"changed": ["email", "notices_by", "phone"]}


@pytest.mark.parametrize("who", OUTSIDERS)
def test_contact_data_is_changed_by_the_person_or_the_secretary(harbour, mill, who):
    cyd, actor = harbour.members["Cyd North"], outsider(who, harbour, mill)
    kind, code = (NotPermitted, "power_missing") if who == "member" else (NotFound, "no_member")
    with refuses(kind, code):
        change_contact(actor, membership=cyd, data=PersonData("Other Name"))


def test_token_for_another_body_changes_no_contact_data(harbour, mill):
    membership = harbour.members["Bea North"]
    with refuses(NotPermitted, "token_body", "This token does not reach that body."):
        change_contact(bound(membership.person, mill.body()), membership=membership, data=PersonData("Other"))
    through_own = bound(membership.person, harbour.body("North"))
    assert change_contact(through_own, membership=membership, data=PersonData("Other")).name == "Other"


def test_wrong_data_changes_nothing(harbour):
    membership = harbour.members["Bea North"]
    with refuses(Invalid, "email"):
        change_contact(membership.person, membership=membership, data=PersonData("Bea", email="nobody"))
    assert Person.objects.get(pk=membership.person_id).name == "Bea North"


def test_first_visitor_of_an_empty_installation_gets_an_account(db):
    with writes("write_first_person") as entries:
        person = write_first_person(CLOCK, data=PersonData("Ada First"), password="a-long-password")
    assert (person.name, person.check_password("a-long-password"), person.is_staff) == ("Ada First", True, False)
    assert entries[0].chain == "site"


def test_second_visitor_does_not(harbour):
    with refuses(NotPermitted, "founded_already", "This installation has been founded already. Sign in."):
        write_first_person(CLOCK, data=PersonData("Ada Second"), password="a-long-password")


def test_operator_of_the_machine_is_not_the_first_visitor(db):
    Person.objects.create_superuser("Root")
    assert write_first_person(CLOCK, data=PersonData("Ada First"), password="a-long-password").pk is not None


def test_reading_a_record_is_logged_for_the_member(harbour):
    membership = harbour.members["Bea North"]
    log_reading(harbour.secretary, membership, "record")
    log_reading(membership.person, membership, "record")
    log = AccessLogEntry.objects.values_list("person__name", "reader__name", "what")
    assert list(log) == [("Bea North", "Ana Founder", "record")]


def test_same_address_may_stand_in_two_registers(harbour, mill):
    email = harbour.person("Bea North").email
    membership = mill.members["Lea Mill"]
    change_contact(membership.person, membership=membership, data=PersonData("Lea Mill", email=email))
    assert Person.objects.filter(email=email).count() == 2
