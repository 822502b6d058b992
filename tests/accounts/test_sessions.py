"""Sessions: listed in words, ended by their owner, renewed at each sign-in."""

import re

import pytest
from django.test import Client

from members.models import Person
from tests.accounts.ways import is_signed_in, sign_in, who
from tests.world import PASSWORD

PHONE = "Mozilla/5.0 (Linux; Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0"
LAPTOP = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0 Safari/537.36"


@pytest.fixture
def places(bea) -> list[Client]:
    """Bea at her laptop, at her phone and in a library."""
    agents = (LAPTOP, PHONE, "")
    return [sign_in(Client(HTTP_USER_AGENT=agent), bea.sign_in_name) for agent in agents]


def ends(client: Client) -> list[str]:
    """Where the buttons of the page lead that end one session."""
    return re.findall(r'action="(/me/sessions/\w{16}/end/)"', client.get("/account/sessions/").content.decode())


def test_each_is_listed_with_its_browser_in_words(places):
    page = places[0].get("/account/sessions/").content.decode()
    assert re.findall(r"<h3>(.+)</h3>", page) == ["Chrome on Linux", "A browser", "Firefox on Android"]
    assert page.count("This place") == 1
    assert "You are signed in at three places" in page


def test_no_key_of_a_session_is_on_the_page(places):
    page = places[0].get("/account/sessions/").content.decode()
    assert [page.count(place.session.session_key) for place in places] == [0, 0, 0]


def test_an_ended_session_is_led_to_the_sign_in_page(places):
    laptop, phone, library = places
    answer = laptop.post(ends(laptop)[1])
    assert (answer.status_code, answer["Location"]) == (302, "/account/sessions/")
    gone = phone.get("/me/account/")
    assert (gone.status_code, gone["Location"]) == (302, "/account/login/?next=/me/account/")
    assert [is_signed_in(laptop), is_signed_in(library)] == [True, True]


def test_all_others_end_at_once(places):
    places[1].post("/me/sessions/end/")
    assert [is_signed_in(place) for place in places] == [False, True, False]
    assert "You are signed in here only" in places[1].get("/account/sessions/").content.decode()


def test_the_session_of_somebody_else_cannot_be_ended(places, mill):
    lea = sign_in(Client(), mill.person("Lea Mill").sign_in_name)
    assert lea.post(ends(places[0])[0]).status_code == 404
    assert lea.post("/me/sessions/end/").status_code == 302
    assert [is_signed_in(place) for place in places] == [True, True, True]


def test_a_session_that_is_not_there_is_not_found(as_bea):
    assert as_bea.post("/me/sessions/0000000000000000/end/").status_code == 404


def test_the_key_is_renewed_at_sign_in(client, bea):
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    sign_in(client, bea.sign_in_name)
    assert client.session["_auth_user_id"] == str(bea.pk)
    assert client.session.session_key != session.session_key
    assert not client.session.exists(session.session_key)


def test_signing_out_ends_it(as_bea):
    key = as_bea.session.session_key
    assert as_bea.post("/account/logout/")["Location"] == "/account/login/"
    assert not is_signed_in(as_bea)
    assert not as_bea.session.exists(key)


def test_a_new_password_ends_all_other_sessions(places):
    new = {"oldpassword": PASSWORD, "password1": "a-fresh-password", "password2": "a-fresh-password"}
    assert places[0].post("/account/password/change/", new)["Location"] == "/me/account/"
    assert [is_signed_in(place) for place in places] == [True, False, False]


def test_a_closed_account_is_shut_out_at_once(as_bea, bea):
    Person.objects.filter(pk=bea.pk).update(is_active=False)
    assert not is_signed_in(as_bea)
    assert who(sign_in(Client(), bea.sign_in_name)) == ""


def test_methods_and_strangers(as_bea, client):
    assert as_bea.get("/me/sessions/end/").url == "/me/"
    assert as_bea.get("/me/sessions/0000000000000000/end/").url == "/me/"
    assert as_bea.post("/account/sessions/").status_code == 405
    for address in ("/account/sessions/",):
        assert client.get(address)["Location"] == f"/account/login/?next={address}"
    for address in ("/me/sessions/end/", "/me/sessions/0000000000000000/end/"):
        assert client.post(address)["Location"] == f"/account/login/?next={address}"
