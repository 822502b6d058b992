"""The frozen roll on a page and as the file of which its digest was taken, for those who may read it."""

import hashlib

import pytest
from django.urls import reverse

from assemblies.actions.rolls import roll_digest
from members.models import Membership
from tests.helpers import north_motion, online_ballot
from tests.pages import headline, signed_in, words


@pytest.fixture
def ballot(harbour, mill):
    """An open ballot of North, where Eve is on leave."""
    Membership.objects.filter(pk=harbour.members["Eve North"].pk).update(state="on_leave")
    return online_ballot(harbour, north_motion(harbour))


def at(name, ballot):
    return reverse(name, args=[ballot.public_id])


def test_names_and_reasons_stand_on_the_page_and_a_search_finds_one(harbour, ballot):
    ana = signed_in(harbour.secretary)
    page = ana.get(at("ballot_roll", ballot))
    assert headline(page) == "4 members on the roll"
    assert [row.person.name for row in page.context["page"]] == ["Ana Founder", "Bea North", "Cyd North", "Dan North"]
    assert ballot.roll.digest in words(page)
    found = ana.get(at("ballot_roll", ballot), {"q": "béa"})
    assert [row.person.name for row in found.context["page"]] == ["Bea North"]
    off = ana.get(at("ballot_roll", ballot), {"show": "off"})
    assert [(row.person.name, row.reason) for row in off.context["page"]] == [("Eve North", "on_leave")]


def test_the_file_has_the_digest_that_was_told_and_no_names(harbour, ballot):
    answer = signed_in(harbour.secretary).get(at("ballot_roll_file", ballot))
    text = b"".join(answer.streaming_content)
    assert hashlib.sha256(text).hexdigest() == ballot.roll.digest == roll_digest(ballot.roll)
    lines = text.decode().splitlines()
    assert (len(lines), lines[1].split()[:3]) == (4, [harbour.members["Bea North"].public_id, "1", "full_member"])
    assert "Bea" not in text.decode()


@pytest.mark.parametrize(("who", "status"), [("Bea North", 403), ("Fay South", 403), ("Kim Mill", 404)])
def test_nobody_else_reads_it(harbour, ballot, who, status):
    browser = signed_in(Membership.objects.get(person__name=who).person)
    assert [browser.get(at(name, ballot)).status_code for name in ("ballot_roll", "ballot_roll_file")] == [status] * 2


def test_members_read_the_digest_while_the_ballot_is_open(harbour, ballot):
    bea = words(signed_in(harbour.person("Bea North")).get(at("ballot", ballot)))
    assert (ballot.roll.digest in bea, "Who is on the roll" in bea) == (True, False)
    assert "Who is on the roll" in words(signed_in(harbour.secretary).get(at("ballot", ballot)))


@pytest.mark.parametrize("number", [1, 3])
def test_one_and_three_entries_take_the_same_number_of_queries(harbour, mill, number, django_assert_num_queries):
    names, motion = ["Ana Founder", "Bea North", "Cyd North"][:number], north_motion(harbour)
    Membership.objects.filter(branch=harbour.body("North").pk).exclude(person__name__in=names).update(state="lapsed")
    browser, address = signed_in(harbour.secretary), at("ballot_roll", online_ballot(harbour, motion))
    browser.get(address)
    with django_assert_num_queries(8):
        assert browser.get(address).context["page"].paginator.count == number
