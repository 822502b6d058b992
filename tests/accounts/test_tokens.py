"""Tokens for programs: made after proving who one is, shown once, listed, revoked."""

import re

import pytest
from django.test import Client

from members.actions.tokens import make_token, secret_digest
from members.models import ApiToken, Person
from tests.accounts.ways import show_again, sign_in


def wanted(body: str, **other: object) -> dict[str, object]:
    return {"name": "Our printer", "body": body, "scope": "read", "days": 30, **other}


@pytest.fixture
def north(harbour) -> str:
    return harbour.branches["North"].public_id


@pytest.fixture
def proven(as_bea) -> Client:
    """Bea, who has just shown again that it is her."""
    show_again(as_bea)
    return as_bea


def secret_in(page: str) -> str:
    found = re.search(r">(org_[\w-]+)</textarea>", page)
    return found[1] if found else ""


def test_the_secret_is_shown_once_and_kept_as_a_fingerprint(proven, bea, north):
    answer = proven.post("/me/tokens/", wanted(north))
    secret = secret_in(answer.content.decode())
    token = ApiToken.objects.get()
    assert (answer.status_code, token.digest) == (200, secret_digest(secret))
    assert (token.person_id, token.body.public_id, token.scope, token.name) == (bea.pk, north, "read", "Our printer")
    assert (token.expires_at - token.made_at).days == 30
    assert "no-store" in answer["Cache-Control"]
    page = proven.get("/me/tokens/").content.decode()
    assert [page.count(secret), page.count("Our printer"), page.count("Never used.")] == [0, 2, 1]


def test_who_it_is_is_asked_again_and_then_the_form_goes_on(as_bea, north):
    answer = as_bea.post("/me/tokens/", wanted(north))
    assert (answer.status_code, answer["Location"]) == (302, "/account/reauthenticate/?next=%2Fme%2Ftokens%2F")
    assert ApiToken.objects.count() == 0
    page = as_bea.post(answer["Location"], {"password": "not-this-one"})
    assert ApiToken.objects.count() == 0
    page = as_bea.post(answer["Location"], {"password": "a-long-enough-password"})
    assert secret_digest(secret_in(page.content.decode())) == ApiToken.objects.get().digest


@pytest.mark.parametrize("body", ["other organisation", "other branch", "none"])
def test_it_reaches_only_a_body_of_mine(proven, harbour, mill, body):
    bodies = {
        "other organisation": mill.organisation.public_id,
        "other branch": harbour.branches["South"].public_id,
        "none": "",
    }
    answer = proven.post("/me/tokens/", wanted(bodies[body]))
    assert (answer.status_code, ApiToken.objects.count()) == (200, 0)
    assert "One thing to put right" in answer.content.decode()


def test_the_form_offers_only_bodies_of_mine(proven):
    page = proven.get("/me/tokens/").content.decode()
    assert re.findall(r'<option value="\w{16}">(.+)</option>', page) == ["Harbour Tenants", "North"]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("days", 0, "“Days it lasts” is at least 1. Take a larger number."),
        ("days", 367, "“Days it lasts” is at most 366. Take a smaller number."),
        ("name", " ", "Fill in “What it is for”."),
        ("name", "x" * 81, "“What it is for” has 81 letters; at most 80 fit. Shorten it."),
        ("scope", "everything", "Choose one of the listed answers for “What the program may do”."),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(proven, north, field, value, sentence):
    page = proven.post("/me/tokens/", wanted(north, **{field: value})).content.decode()
    assert sentence in page
    assert ApiToken.objects.count() == 0


def test_a_revoked_token_ends_now(proven, bea, harbour):
    token = make_token(bea, body=harbour.body("North"), name="Our printer", scope="read", days=30).token
    answer = proven.post(f"/me/tokens/{token.public_id}/revoke/")
    token.refresh_from_db()
    assert (answer["Location"], token.revoked_at is not None) == ("/me/tokens/", True)
    page = proven.get("/me/tokens/").content.decode()
    assert [page.count("Revoked on"), page.count("/revoke/")] == [1, 0]


def test_the_token_of_somebody_else_is_not_found(proven, harbour, mill):
    lea = mill.person("Lea Mill")
    token = make_token(lea, body=mill.body(), name="Theirs", scope="read", days=30).token
    assert proven.post(f"/me/tokens/{token.public_id}/revoke/").status_code == 404
    assert proven.post("/me/tokens/0000000000000000/revoke/").status_code == 404
    token.refresh_from_db()
    assert token.revoked_at is None
    assert "Theirs" not in proven.get("/me/tokens/").content.decode()


def test_somebody_in_no_organisation_has_nothing_to_reach(client, nobody):
    sign_in(client, nobody.sign_in_name)
    page = client.get("/me/tokens/").content.decode()
    assert "there is nothing that a token could reach" in page


@pytest.mark.parametrize("tokens", [1, 3])
def test_the_list_asks_the_database_as_often_for_one_token_as_for_three(
    proven, bea: Person, harbour, django_assert_num_queries, tokens
):
    for number in range(tokens):
        make_token(bea, body=harbour.body("North"), name=f"Printer {number}", scope="read", days=30)
    proven.get("/me/tokens/")
    with django_assert_num_queries(7):
        page = proven.get("/me/tokens/").content.decode()
    assert page.count("Revoke it") == tokens


def test_methods_and_strangers(as_bea, client):
    assert as_bea.get("/me/tokens/0000000000000000/revoke/").url == "/me/tokens/"
    assert client.get("/me/tokens/")["Location"] == "/account/login/?next=/me/tokens/"
    assert client.post("/me/tokens/0000000000000000/revoke/")["Location"].startswith("/account/login/")
