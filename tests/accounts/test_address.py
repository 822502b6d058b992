"""The e-mail address of an account: changed with a code sent to the new one, and shared by whom it may concern."""

import pytest
from django.test import Client

from members.models import Person
from organiser.base.models import LedgerEntry
from tests.accounts.ways import code_in_mail, show_again, sign_in

NEW = "Bea.New@example.org"


@pytest.fixture
def asked(as_bea, mailoutbox) -> Client:
    """Bea, who has asked for a new address."""
    show_again(as_bea)
    assert as_bea.post("/account/email/", {"email": NEW})["Location"] == "/account/email/code/"
    return as_bea


def stored(person: Person) -> str:
    return Person.objects.values_list("email", flat=True).get(pk=person.pk)


def test_the_code_makes_it_mine_and_the_old_one_is_told(asked, bea, mailoutbox):
    code = code_in_mail()
    answer = asked.post("/account/email/code/", {"code": code.lower().replace("-", " ")})
    assert (answer["Location"], stored(bea)) == ("/me/account/", NEW)
    assert [letter.to for letter in mailoutbox] == [[NEW], [bea.email]]
    assert mailoutbox[1].subject == "Your e-mail address was changed"
    entry = LedgerEntry.objects.filter(action="change_contact").get()
    assert entry.content.content == {"changed": ["email"]}


def test_nothing_changes_before_the_code(asked, bea):
    assert stored(bea) == bea.email
    assert NEW in asked.get("/account/email/code/").content.decode()


def test_three_wrong_codes_end_it(asked, bea):
    code = code_in_mail()
    for _ in range(3):
        page = asked.post("/account/email/code/", {"code": "BBBB-BBBB"}).content.decode()
    assert "This code is not right." in page
    assert asked.post("/account/email/code/", {"code": code})["Location"] == "/account/email/"
    assert stored(bea) == bea.email


def test_a_code_is_too_old_after_a_quarter_of_an_hour(asked, bea):
    session = asked.session
    session["new_address"]["at"] -= 15 * 60 + 1
    session.save()
    assert asked.post("/account/email/code/", {"code": code_in_mail()})["Location"] == "/account/email/"
    assert stored(bea) == bea.email


def test_who_it_is_is_asked_again(as_bea, bea, mailoutbox):
    answer = as_bea.post("/account/email/", {"email": NEW})
    assert answer["Location"] == "/account/reauthenticate/?next=%2Faccount%2Femail%2F"
    assert mailoutbox == []


def test_an_address_that_others_have_is_taken_without_a_word(as_bea, bea, mill):
    show_again(as_bea)
    theirs = mill.person("Lea Mill").email
    as_bea.post("/account/email/", {"email": theirs})
    page = as_bea.post("/account/email/code/", {"code": code_in_mail()}, follow=True).content.decode()
    assert stored(bea) == theirs
    assert [page.count(word) for word in ("Lea", "Mill Workers")] == [0, 0]


def test_the_sixth_code_in_an_hour_is_refused(as_bea, mailoutbox):
    show_again(as_bea)
    statuses = [as_bea.post("/account/email/", {"email": f"n{n}@example.org"}).status_code for n in range(6)]
    assert (statuses, len(mailoutbox)) == ([302] * 5 + [429], 5)


def test_what_is_no_address_is_refused(as_bea, mailoutbox):
    show_again(as_bea)
    page = as_bea.post("/account/email/", {"email": "bea at home"}).content.decode()
    assert "One thing to put right" in page
    assert mailoutbox == []


def test_somebody_in_no_organisation_has_no_place_for_one(client, nobody, mailoutbox):
    sign_in(client, nobody.sign_in_name)
    show_again(client)
    page = client.post("/account/email/", {"email": NEW}).content.decode()
    assert "you belong to no organisation now" in page
    assert mailoutbox == []


def test_methods_and_strangers(as_bea, client):
    assert as_bea.delete("/account/email/code/").status_code == 405
    assert as_bea.get("/account/email/code/")["Location"] == "/account/email/"
    for address in ("/account/email/", "/account/email/code/"):
        assert client.get(address)["Location"] == f"/account/login/?next={address}"
