"""Who sees what: the sentences say what pages, API and files really show to each kind of viewer."""

import csv
from io import StringIO

import pytest

from members.actions.people import PersonData, change_contact
from members.queries.visibility import FIELDS, SIGHTS, sees
from tests.pages import signed_in, words
from tests.world import make_person

VALUES = {
    "name": "Bea of the Quay",
    "email": "bea.quay@example.org",
    "phone": "600 765 432",
    "address": "Quay 17",
    "postcode": "48099",
    "town": "Portugalete",
    "language": "eu-quay",
}
VIEWERS = {
    "the member": (True, False),
    "the secretary of the whole": (False, True),
    "a member of the branch": (False, False),
    "the secretary of the other branch": (False, False),
    "the secretary of another organisation": (False, False),
    "a stranger": (False, False),
}


@pytest.fixture
def bea(harbour):
    membership = harbour.members["Bea North"]
    change_contact(harbour.secretary, membership=membership, data=PersonData(notices_by="post", **VALUES))
    membership.refresh_from_db()
    return membership


def viewer_called(who, harbour, mill):
    return {
        "the member": lambda: harbour.person("Bea North"),
        "the secretary of the whole": lambda: harbour.secretary,
        "a member of the branch": lambda: harbour.person("Cyd North"),
        "the secretary of the other branch": lambda: harbour.person("Fay South"),
        "the secretary of another organisation": lambda: mill.secretary,
        "a stranger": lambda: make_person("Sam Stranger"),
    }[who]()


def everything_shown(client, membership):
    """What the doors show of one member: record, change page, register, search, file, API."""
    body, key = membership.branch.public_id, membership.public_id
    addresses = [
        f"/p/{key}/",
        f"/p/{key}/change/",
        f"/b/{body}/register/?q=quay",
        f"/api/v1/memberships/{key}/",
        "/api/v1/memberships/?page_size=100",
        "/api/v1/me/",
        "/me/",
    ]
    found = [client.get(address).content.decode() for address in addresses]
    return "".join(text for text in found if text)


@pytest.mark.parametrize("who", VIEWERS)
def test_the_sentences_cannot_lie(who, harbour, mill, bea):
    oneself, keeps = VIEWERS[who]
    shown = everything_shown(signed_in(viewer_called(who, harbour, mill)), bea)
    for field, value in VALUES.items():
        assert (value in shown) == sees(field, oneself=oneself, keeps=keeps), (who, field)


def test_the_log_of_readings_is_seen_by_the_member_alone(harbour, bea):
    keeper = signed_in(harbour.secretary)
    keeper.get(f"/p/{bea.public_id}/")
    assert "Record opened" in words(signed_in(bea.person).get("/me/"))
    assert "Record opened" not in words(keeper.get(f"/p/{bea.public_id}/"))
    assert FIELDS["readings"].seen_by == "own"


def test_the_page_names_the_roles_and_the_people_who_hold_them_today(harbour, bea):
    said = words(signed_in(bea.person).get("/me/who-sees/"))
    assert "whoever keeps the register of Harbour Tenants: today Ana Founder (Secretary)" in said
    for sight in SIGHTS:
        assert sight.label in said


def test_who_sees_this_stands_beside_each_field(harbour, bea):
    for client in (signed_in(bea.person), signed_in(harbour.secretary)):
        page = client.get(f"/p/{bea.public_id}/change/").content.decode()
        assert page.count("Who sees this?") == 8


def test_every_column_of_the_file_has_a_sentence_or_is_the_branch(harbour, bea):
    from members.exports.register import HEADINGS  # noqa: PLC0415

    assert list(csv.reader(StringIO(",".join(HEADINGS)))) == [list(HEADINGS)]
    named = {"Member number": "number", "Name": "name", "E-mail": "email", "Phone": "phone", "Joined on": "joined_on"}
    named |= {"Address": "address", "Postcode": "postcode", "Town": "town", "Language": "language"}
    named |= {"Notices by": "notices_by", "State": "state", "Left on": "state", "Dues settled to": "dues"}
    assert set(HEADINGS) - set(named) == {"Branch"}
    assert set(named.values()) <= set(FIELDS)
