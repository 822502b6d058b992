"""Who may speak: tokens and sessions, and how far each of them reaches."""

from datetime import timedelta

import pytest
from rest_framework.test import APIClient

from assemblies.models import Vote
from members.actions.tokens import make_token, revoke_token
from members.models import ApiToken
from organiser.api.schema import drawn
from organiser.base import clock
from organiser.base.api.throttles import COUNTS
from tests.api.conftest import Caller
from tests.api.scenery import move, vote_online
from tests.helpers import people_of, row_counts
from tests.world import make_person


def made(person, body, scope="write", days=30):
    return make_token(person, body=body, name="a program", scope=scope, days=days)


def speaking(secret):
    caller = Caller()
    caller.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return caller


@pytest.fixture
def ballot(harbour, mill):
    north = harbour.body("North")
    return vote_online(harbour.secretary, move(north, people_of(harbour, "North"), "Repair the roof"))


def test_token_of_a_member_reads_what_the_member_reads_in_that_body(harbour, mill, as_program):
    answer = as_program(harbour.secretary, harbour.body("North")).ask("bodies/")
    assert [row["name"] for row in answer["results"]] == ["North"]


def test_token_for_the_branch_sees_nothing_of_the_organisation_and_the_other_way_round(harbour, mill, as_program):
    bea, north, whole = harbour.person("Bea North"), harbour.body("North"), harbour.body()
    branch = as_program(bea, north)
    assert [row["name"] for row in branch.ask("bodies/")["results"]] == ["North"]
    assert branch.ask(f"bodies/{whole.public_id}/", 404)["code"] == "no_body"
    assert [row["branch"]["name"] for row in branch.ask("me/")["memberships"]] == ["North"]
    organisation = as_program(bea, whole)
    assert [row["name"] for row in organisation.ask("bodies/")["results"]] == ["Harbour Tenants"]
    assert organisation.ask(f"bodies/{north.public_id}/", 404)["code"] == "no_body"
    assert organisation.ask("memberships/")["results"] == []
    for caller in (branch, organisation):
        assert caller.ask(f"bodies/{mill.body().public_id}/", 404)["code"] == "no_body"


def test_secretary_of_two_registers_reads_through_a_token_only_the_one(harbour, mill, as_program, as_person):
    through = as_program(harbour.secretary, harbour.body("North"))
    assert {row["branch"]["name"] for row in through.ask("memberships/")["results"]} == {"North"}
    signed_in = as_person(harbour.secretary)
    assert {row["branch"]["name"] for row in signed_in.ask("memberships/")["results"]} == {"North", "South"}


def test_token_cannot_vote_in_another_body(harbour, mill, ballot, as_program):
    bea = harbour.person("Bea North")
    caller = as_program(bea, harbour.body())
    assert caller.tell(f"ballots/{ballot.public_id}/votes/", {"choice": "for", "key": "a-key-12"}, 404)["code"] == (
        "no_ballot"
    )
    assert Vote.objects.count() == 0


def test_expired_token_is_a_stranger(harbour, mill):
    secret = made(harbour.secretary, harbour.body("North"), days=1).secret
    with clock.at(clock.now() + timedelta(days=1, seconds=1)):
        refused = speaking(secret).ask("bodies/", 401)
    assert (refused["code"], refused["title"]) == ("token", "Sign in first")
    assert speaking(secret).ask("bodies/")["next"] is None


def test_revoked_token_is_a_stranger(harbour, mill):
    token = made(harbour.secretary, harbour.body("North"))
    revoke_token(harbour.secretary, token=token.token)
    assert speaking(token.secret).ask("bodies/", 401)["code"] == "token"


def test_token_of_a_closed_account_is_a_stranger(harbour, mill):
    token = made(harbour.person("Bea North"), harbour.body("North"))
    type(token.token.person).objects.filter(pk=token.token.person_id).update(is_active=False)
    assert speaking(token.secret).ask("bodies/", 401)["code"] == "token"


def test_reading_token_reads_and_never_writes(harbour, mill, ballot, as_program):
    caller = as_program(harbour.person("Bea North"), harbour.body("North"), "read")
    assert caller.ask(f"ballots/{ballot.public_id}/")["mine"]["can_vote"] is True
    refused = caller.tell(f"ballots/{ballot.public_id}/votes/", {"choice": "for", "key": "a-key-12"}, 403)
    assert refused["code"] == "token_reads"
    assert caller.patch("/api/v1/memberships/0000000000000000/", {}, format="json").status_code == 403
    assert Vote.objects.count() == 0


@pytest.mark.parametrize("name", ["token", "access_token", "Authorization", "key"])
def test_token_in_the_address_is_not_read(harbour, mill, name):
    secret = made(harbour.secretary, harbour.body("North")).secret
    for value in (secret, f"Bearer {secret}"):
        assert Caller().ask("bodies/", 401, **{name: value})["code"] == "not_authenticated"


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("Bearer", "token_form"),
        ("Bearer org_a org_b", "token_form"),
        ("Bearer org_nobody", "token"),
        ("bearer org_ñandú", "token"),
        ("Basic b3JnOm9yZw==", "not_authenticated"),
        ("Token org_nobody", "not_authenticated"),
        ("", "not_authenticated"),
    ],
)
def test_header_that_names_nobody_is_a_401_that_says_how_to_sign_in(harbour, mill, header, code):
    caller = Caller()
    caller.credentials(HTTP_AUTHORIZATION=header.encode().decode("latin-1"))
    response = caller.get("/api/v1/bodies/")
    assert (response.status_code, response.json()["code"]) == (401, code)
    assert response.headers["WWW-Authenticate"] == "Bearer"


def test_secret_is_kept_nowhere(harbour, mill):
    token = made(harbour.secretary, harbour.body("North"))
    row = ApiToken.objects.filter(pk=token.token.pk).values().get()
    assert [name for name, value in row.items() if token.secret in str(value)] == []


def test_use_of_a_token_is_noted_once_a_day(harbour, mill, django_assert_num_queries):
    token = made(harbour.secretary, harbour.body("North"))
    speaking(token.secret).ask("bodies/")
    with django_assert_num_queries(2):  # the token, the bodies
        speaking(token.secret).ask("bodies/")
    assert ApiToken.objects.get(pk=token.token.pk).last_used_on == clock.today()


def test_browser_needs_its_csrf_token_to_write(harbour, mill, ballot):
    browser = APIClient(enforce_csrf_checks=True)
    browser.force_login(harbour.person("Bea North"))
    address, paper = f"/api/v1/ballots/{ballot.public_id}/votes/", {"choice": "for", "key": "a-key-12"}
    refused = browser.post(address, paper, format="json")
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf")
    assert Vote.objects.count() == 0
    browser.get("/account/password/change/")
    token = browser.cookies["csrftoken"].value
    assert browser.post(address, paper, format="json", HTTP_X_CSRFTOKEN=token).status_code == 201


def test_program_needs_no_csrf_token(harbour, mill, ballot):
    secret = made(harbour.person("Bea North"), harbour.body("North")).secret
    caller = Caller(enforce_csrf_checks=True)
    caller.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    caller.tell(f"ballots/{ballot.public_id}/votes/", {"choice": "for", "key": "a-key-12"}, 201)


def test_strangers_are_counted_by_address_and_told_when_to_come_back(harbour, mill):
    caller = Caller()
    codes = {caller.get("/api/v1/bodies/").status_code for _ in range(60)}
    assert codes == {401}
    response = caller.get("/api/v1/bodies/")
    assert (response.status_code, response.json()["code"]) == (429, "throttled")
    assert 0 < int(response.headers["Retry-After"]) <= 60


def test_wrong_tokens_are_counted_too(harbour, mill):
    codes = [speaking(f"org_{number}").get("/api/v1/bodies/").status_code for number in range(61)]
    assert codes == [401] * 60 + [429]


def test_answers_are_not_kept_by_browsers(harbour, mill, as_person):
    response = as_person(harbour.secretary).get("/api/v1/memberships/")
    assert response.headers["Cache-Control"] == "no-store"


def test_person_in_person_makes_tokens_and_a_token_makes_none(harbour, mill, as_person, as_program):
    bea, north = harbour.person("Bea North"), harbour.body("North")
    wanted = {"body": north.public_id, "name": "door list", "scope": "read", "days": 7}
    first = as_person(bea).tell("tokens/", wanted, 201)
    assert speaking(first["secret"]).ask("me/")["token_body"]["name"] == "North"
    listed = as_person(bea).ask("tokens/")["results"]
    assert [(row["name"], row["scope"]) for row in listed] == [("door list", "read")]
    assert "secret" not in listed[0]
    assert as_program(bea, north).tell("tokens/", wanted, 403)["code"] == "token_makes_token"
    assert as_person(bea).tell("tokens/", {**wanted, "body": mill.body().public_id}, 404)["code"] == "no_body"


def test_token_is_revoked_by_its_person_alone(harbour, mill, as_person):
    bea, north = harbour.person("Bea North"), harbour.body("North")
    token = made(bea, north)
    address = f"tokens/{token.token.public_id}/revoke/"
    assert as_person(harbour.secretary).tell(address, {}, 404)["code"] == "no_token"
    assert as_person(bea).tell(address)["revoked_at"] is not None
    assert as_person(bea).tell(address)["revoked_at"] is not None
    assert speaking(token.secret).get("/api/v1/me/").status_code == 401


def test_person_without_any_organisation_may_ask_who_she_is(db, as_person):
    answer = as_person(make_person("Sam Stranger")).ask("me/")
    assert (answer["name"], answer["token_body"], answer["memberships"]) == ("Sam Stranger", None, [])


def every_operation():
    for path, operations in drawn()["paths"].items():
        for method in operations:
            yield method, path.format(id="0123456789abcdef")


# Asking to join, and what is done by a private link, needs no account.
FOR_EVERYBODY = {
    *(("post", f"/api/v1/applications/{name}") for name in ("", "confirm/", "stand/", "take_back/")),
    ("get", "/api/v1/joining/0123456789abcdef/"),
}


def test_every_operation_is_a_401_for_strangers(harbour, mill):
    tried = 0
    for method, address in every_operation():
        COUNTS.clear()
        response = getattr(Caller(), method)(address, {}, format="json")
        tried += 1
        if (method, address) in FOR_EVERYBODY:
            assert response.status_code in {400, 404}, (method, address)
            continue
        assert (response.status_code, response.json()["code"]) == (401, "not_authenticated"), (method, address)
    assert tried == 258


def test_every_change_is_refused_to_a_token_that_reads(harbour, mill, as_program):
    caller = as_program(harbour.secretary, harbour.body("North"), "read")
    before = row_counts()
    changes = [(method, address) for method, address in every_operation() if method != "get"]
    for method, address in changes:
        COUNTS.clear()  # there are more changes than one address may try in a minute
        response = getattr(caller, method)(address, {}, format="json")
        assert (response.status_code, response.json()["code"]) == (403, "token_reads"), (method, address)
    assert (len(changes), row_counts()) == (133, before)
