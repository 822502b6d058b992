"""What is answered where Django itself refuses: a page in the frame of the site that says what to do."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from organiser.accounts.views import account
from tests.pages import headline, lead, signed_in


@pytest.fixture
def bea(harbour, mill):
    return signed_in(harbour.person("Bea North"))


NOTHING = (
    "The address may be mistyped, or what stood here was moved, or it is not open to you. "
    "Check the address, or look for it from the first page."
)


@pytest.mark.parametrize(
    "address",
    [
        "/nothing/",
        "/b/%zz/",
        "/b/%ff/",
        "/b/%c0%80/",
        "/b/%ed%a0%80/",
        f"/b/{'a/' * 2000}",
        f"/{'a' * 8000}",
        "/b/%0a/",
    ],
    ids=["none", "no percent", "no letter", "overlong", "half a letter", "many steps", "one long step", "line end"],
)
def test_address_that_leads_nowhere_is_a_page_in_the_frame_of_whoever_asks(bea, address):
    answer = bea.get(address)
    assert (answer.status_code, headline(answer), lead(answer)) == (404, "Nothing found here", NOTHING)
    assert "Bea North" in answer.content.decode()


def test_address_that_leads_nowhere_is_a_page_for_strangers_too(client, db):
    answer = client.get("/nothing/")
    assert (answer.status_code, headline(answer), lead(answer)) == (404, "Nothing found here", NOTHING)


def test_form_with_more_fields_than_any_page_has_is_refused_in_the_frame(bea):
    answer = bea.post("/found/", {f"field-{number}": "x" for number in range(1100)})
    sentence = "This form holds more than a page of ours ever asks for. Nothing was saved. Send less at once."
    assert (answer.status_code, headline(answer), lead(answer)) == (400, "Something needs to be put right", sentence)
    assert "Bea North" in answer.content.decode()


@pytest.mark.parametrize(
    ("kind", "body"),
    [("multipart/form-data", b"x"), ("application/x-www-form-urlencoded; charset=utf-16", b"a=b")],
)
def test_form_that_cannot_be_taken_apart_is_refused_in_the_frame(bea, kind, body):
    answer = bea.generic("POST", "/found/", body, content_type=kind)
    sentence = (
        "What your browser sent is not complete or not in a form we know. Nothing was saved. "
        "Go back, load the page again, and try once more."
    )
    assert (answer.status_code, lead(answer)) == (400, sentence)
    assert "Bea North" in answer.content.decode()


def test_address_of_a_button_says_where_the_button_is(bea, harbour):
    answer = bea.put(reverse("assembly_agenda", args=["x" * 16]))
    sentence = "What stands at this address is done with a button. Go back to the page and press it there."
    assert (answer.status_code, headline(answer), lead(answer)) == (405, "Not a way to ask here", sentence)
    assert answer["Allow"] == "POST"


def test_page_that_is_only_read_takes_nothing(bea):
    answer = bea.post("/me/")
    sentence = "This page is read, and takes nothing that is sent to it. Go back and open it anew."
    assert (answer.status_code, lead(answer), answer["Allow"]) == (405, sentence, "GET, HEAD")


def test_what_django_forbids_is_said_in_our_words(bea, monkeypatch):
    def forbid(_request):
        raise PermissionDenied("You do not have permission.")

    monkeypatch.setattr(account, "memberships_of", forbid)
    answer = bea.get("/me/account/")
    sentence = (
        "You belong here, but this needs a role that you do not hold now. "
        "Ask the person who holds it, or the secretary of your branch."
    )
    assert (answer.status_code, headline(answer), lead(answer)) == (403, "This is not yours to do", sentence)


def test_host_that_is_not_ours_is_refused_before_anybody_is_known(bea):
    answer = bea.get("/", headers={"host": "elsewhere.example"})
    assert (answer.status_code, headline(answer)) == (400, "Something needs to be put right")
    assert "Sign in" not in answer.content.decode()


def test_fault_of_ours_asks_for_nothing_that_may_be_broken(db, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("organiser.accounts.views.account.connection", None)
    with django_assert_num_queries(0):
        answer = Client(raise_request_exception=False).get("/health/")
    assert (answer.status_code, headline(answer)) == (500, "Something broke on our side")
