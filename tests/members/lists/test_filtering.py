"""By what a register is narrowed: each filter alone, and what is refused."""

from datetime import date, timedelta

import pytest

from members.actions.memberships import change_state
from members.actions.people import PersonData, change_contact
from members.models import Membership, Person
from members.queries.filtering import SORTS, Criteria, criteria_from, in_register, narrowed
from members.queries.told_criteria import said, said_of
from members.web.filters import pairs_of
from organiser.base import clock
from organiser.base.errors import Invalid
from tests.helpers import refuses


@pytest.fixture
def south(harbour, fay):
    """Five people who differ in everything that can be asked for."""
    people = {name.split()[0].lower(): harbour.members[name] for name in harbour.members if name.endswith("South")}
    people["fay"] = Membership.objects.get(person=fay)
    Person.objects.filter(pk=people["gil"].person_id).update(
        town="Überlingen", postcode="88662", language="de", notices_by="post", email=None
    )
    data = PersonData(name="Hal South", phone="+49 (30) 555-12 34", notices_by="in_person")
    change_contact(fay, membership=people["hal"], data=data)
    today = clock.today()
    Membership.objects.filter(pk=people["ida"].pk).update(
        joined_on=today, settled_until=today - timedelta(days=9), owed_since=today - timedelta(days=8)
    )
    change_state(fay, membership=people["jon"], to="resigned")
    return people


def found(fay, harbour, **asked):
    criteria = criteria_from({"state": ["members"], **asked})
    return [one.person.name.split()[0] for one in narrowed(fay, harbour.body("South"), criteria)]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["Fay", "Gil", "Hal", "Ida"]),
        ({"state": []}, ["Fay", "Gil", "Hal", "Ida", "Jon"]),
        ({"state": ["resigned", "trial"]}, ["Jon"]),
        ({"state": ["members", "resigned"]}, ["Fay", "Gil", "Hal", "Ida", "Jon"]),
        ({"q": "5551234"}, ["Hal"]),
        ({"q": "555-12"}, ["Hal"]),
        ({"q": "30555"}, ["Hal"]),
        ({"q": "55"}, []),
        ({"q": "hal 1234"}, ["Hal"]),
        ({"q": "5559"}, []),
        ({"town": "Über"}, ["Gil"]),
        ({"postcode": "88"}, ["Gil"]),
        ({"language": "DE"}, ["Gil"]),
        ({"notices_by": "in_person"}, ["Hal"]),
        ({"has_email": False}, ["Gil", "Hal"]),
        ({"has_email": True}, ["Fay", "Ida"]),
        ({"has_phone": "yes"}, ["Hal"]),
        ({"in_arrears": True}, ["Ida"]),
        ({"in_arrears": "no"}, ["Fay", "Gil", "Hal"]),
        ({"settled_before": "2999-01-01"}, ["Ida"]),
        ({"joined_until": "2025-12-31", "postcode": "88662"}, ["Gil"]),
    ],
)
def test_each_filter_finds_those_it_says(south, fay, harbour, mill, asked, expected):
    assert found(fay, harbour, **asked) == expected


def test_joined_and_left_are_between_days(south, fay, harbour):
    today = clock.today().isoformat()
    assert found(fay, harbour, joined_from=today) == ["Ida"]
    assert found(fay, harbour, state=[], left_from=today, left_until=today) == ["Jon"]


def test_several_states_on_an_earlier_day(south, fay, harbour):
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    assert found(fay, harbour, state=["members", "resigned"], on=yesterday) == ["Fay", "Gil", "Hal", "Ida", "Jon"]


def test_the_whole_is_narrowed_by_branch(ana, harbour):
    north = harbour.body("North").public_id
    assert narrowed(ana, harbour.body(), Criteria(branch=north)).count() == 5
    assert narrowed(ana, harbour.body(), Criteria(branch="none")).count() == 0


@pytest.mark.parametrize("sort", SORTS)
def test_every_order_is_known_and_another_is_refused(fay, harbour, sort):
    assert narrowed(fay, harbour.body("South"), Criteria(), sort).count() == 5
    with refuses(Invalid, "not_listed"):
        narrowed(fay, harbour.body("South"), Criteria(), "person__email")


@pytest.mark.parametrize(
    ("asked", "code", "field"),
    [
        ({"colour": "red"}, "unknown_filter", "colour"),
        ({"state": ["nonsense"]}, "not_listed", "state"),
        ({"state": [7]}, "not_listed", "state"),
        ({"notices_by": "pigeon"}, "not_listed", "notices_by"),
        ({"joined_from": "yesterday"}, "day", "joined_from"),
        ({"on": "9999-12-31"}, "day", "on"),
        ({"has_email": "perhaps"}, "yes_or_no", "has_email"),
        ({"has_email": 1.5}, "yes_or_no", "has_email"),
        ({"q": ["a"]}, "not_a_text", "q"),
        ({"town": "x" * 121}, "too_long", "town"),
        ({"joined_from": "2024-01-02", "joined_until": "2024-01-01"}, "days_in_order", "joined_until"),
    ],
)
def test_what_is_not_understood_is_refused_by_name(db, asked, code, field):
    with pytest.raises(Invalid) as caught:
        criteria_from(asked)
    assert (caught.value.code, caught.value.field) == (code, field)


def test_what_is_stored_is_read_again_and_said_in_words(harbour, mill):
    criteria = Criteria(
        q="gil", state=("members", "lapsed"), joined_from=date(2024, 2, 29), has_email=True, in_arrears=False
    )
    assert criteria_from(criteria.stored()) == criteria
    assert said(criteria) == (
        "Everybody who belongs now or lapsed; found by “gil”; joined on or after 29 February 2024; "
        "with an e-mail address; not in arrears"
    )
    assert said_of({"colour": "red"}) == "A filter that this version does not know"
    assert pairs_of(criteria)[:3] == [("state", "members"), ("also", "lapsed"), ("q", "gil")]


def test_a_letter_goes_to_those_who_are_there_now(south, harbour):
    assert in_register(harbour.body("South"), Criteria()).count() == 4
    with refuses(Invalid, "on"):
        in_register(harbour.body("South"), Criteria(on=date(2024, 1, 1)))


def test_an_import_keeps_the_digits_too(harbour, fay, south):
    Membership.objects.filter(pk=south["hal"].pk).update(phone_digits="")
    data = PersonData(name="Hal South", phone="040 99887", notices_by="in_person")
    change_contact(fay, membership=south["hal"], data=data)
    assert Membership.objects.get(pk=south["hal"].pk).phone_digits == "04099887"
