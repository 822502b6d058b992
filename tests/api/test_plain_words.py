"""A program is told which field is wrong and what to send, in the words of the pages and nobody else's."""

import pytest
from django.test import Client

from assemblies.models import Motion
from members.models import ApiToken, Membership
from organiser.api import views
from organiser.base.api.throttles import ByAddress
from tests.api.conftest import Caller


@pytest.fixture
def bea(harbour, mill, as_person):
    return as_person(harbour.person("Bea North"))


def said(problem):
    return problem["title"], problem["detail"], problem["code"], problem.get("field")


@pytest.mark.parametrize(
    ("more", "field", "sentence"),
    [
        ({"title": None}, "title", "“title” is null. Send a value."),
        ({"title": "x" * 231}, "title", "“title” has 231 letters; at most 200 fit. Shorten it."),
        ({"title": 5}, "title", "“title” is a text. Send it in quotation marks."),
        ({"text": None}, "text", "“text” is null. Send a value."),
        ({"body": "1"}, "body", "“body” is not an id: an id has 16 small letters and digits."),
        ({"payload": []}, "payload", "“payload” is an object. Send names and values in braces."),
        (
            {"kind": "whim"},
            "kind",
            "“kind” is none of the words known here: ordinary, rules, election, recall, rescind, emergency, exclusion.",
        ),
    ],
)
def test_sentence_names_the_field_and_says_what_to_send(bea, harbour, more, field, sentence):
    draft = {"body": harbour.body("North").public_id, "title": "A title", "text": "A text.", **more}
    assert said(bea.tell("motions/", draft, 400)) == ("Something needs to be put right", sentence, "invalid", field)
    assert Motion.objects.count() == 0


def test_several_wrong_fields_are_named_each(bea):
    problem = bea.tell("motions/", {}, 400)
    sentences = [f"“{name}” is missing. Send it." for name in ("body", "title", "text")]
    assert problem["detail"] == " ".join(sentences)
    assert [error["sentence"] for error in problem["errors"]] == sentences
    assert [error["code"] for error in problem["errors"]] == ["required"] * 3


def test_field_deep_inside_is_named_with_the_way_to_it(bea):
    payload = {"name": "New union", "kind": "mass", "preset": "simple_majority", "branches": [{"name": "A"}, {}]}
    problem = bea.tell("organisations/", payload, 400)
    assert (problem["detail"], problem["field"]) == ("branches.1.name: “name” is missing. Send it.", "branches.1.name")


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (10**30, "“days” is at most 366. Take a smaller number."),
        (-(2**63) - 1, "“days” is at least 1. Take a larger number."),
    ],
)
def test_number_beyond_what_a_database_keeps_is_refused_at_its_field(bea, harbour, days, sentence):
    wanted = {"body": harbour.body("North").public_id, "name": "n", "scope": "read", "days": days}
    assert said(bea.tell("tokens/", wanted, 400))[1:] == (sentence, "invalid", "days")
    assert ApiToken.objects.count() == 0


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b'{"a": 1', "The body is not valid JSON from line 1, column 8. Put it right there."),
        (b'{"a": 1e999}', "The body holds a number that is too large to be kept. Send a smaller one."),
        (b'{"a": [-1e999]}', "The body holds a number that is too large to be kept. Send a smaller one."),
        (b'{"a": ' + b"9" * 5000 + b"}", "The body holds a number of more than 40 digits. Send a smaller one."),
    ],
)
def test_body_that_no_database_could_keep_is_refused(bea, raw, sentence):
    response = bea.generic("POST", "/api/v1/motions/", raw, content_type="application/json")
    assert said(response.json()) == ("Something needs to be put right", sentence, "parse_error", None)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-02-30", "“joined_on” is a day. Send it as 2026-11-30."),
        ("2026-11-30T10:00:00Z", "“joined_on” is a day. Send it as 2026-11-30."),
        (20261130, "“joined_on” is a day. Send it as 2026-11-30."),
        ("0001-01-01", "“joined_on” lies outside the years 1900 to 2999. Write a day within them."),
        ("9999-12-31", "“joined_on” lies outside the years 1900 to 2999. Write a day within them."),
    ],
)
def test_day_that_cannot_be_is_refused(harbour, as_person, day, sentence):
    before = Membership.objects.count()
    new = {"body": harbour.body("North").public_id, "name": "Zoë Quay", "joined_on": day}
    assert said(as_person(harbour.secretary).tell("memberships/", new, 400))[1:] == (sentence, "invalid", "joined_on")
    assert Membership.objects.count() == before


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "soon", 5])
def test_moment_that_cannot_be_is_refused(harbour, as_person, moment):
    plan = {"body": harbour.body("North").public_id, "title": "A", "place": "Hall", "ends_at": "2026-11-30T21:00:00Z"}
    problem = as_person(harbour.secretary).tell("assemblies/", {**plan, "starts_at": moment}, 400)
    assert (problem["detail"], problem["field"]) == (
        "“starts_at” is a moment. Send it as 2026-11-30T18:30:00+01:00.",
        "starts_at",
    )


@pytest.mark.parametrize(
    ("path", "query", "sentence"),
    [
        ("decisions/", {"year": "soon"}, "Write a whole number in “year”, in digits."),
        ("decisions/", {"year": "9" * 30}, "“year” is at most 9999. Take a smaller number."),
        ("decisions/", {"q": "x" * 101}, "“q” has 101 letters; at most 100 fit. Shorten it."),
        ("terms/", {"on": "9999-12-31"}, "“on” lies outside the years 1900 to 2999. Write a day within them."),
        ("terms/", {"on": "soon"}, "Write the date in “on” as 2026-11-30."),
        ("decisions/", {"body": "1"}, "“body” is not an id: an id has 16 small letters and digits."),
        ("decisions/", {"status": "x"}, None),
        ("motions/", {"format": "xml"}, None),
    ],
)
def test_filter_is_named_too(bea, path, query, sentence):
    problem = bea.ask(path, 400, **query)
    assert problem["field"] == next(iter(query))
    if sentence is not None:
        assert problem["detail"] == sentence


def test_form_whose_parts_cannot_be_told_apart_is_refused(harbour, as_person):
    keeper = as_person(harbour.secretary)
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x"):
        response = keeper.generic("POST", "/api/v1/imports/", b"--y\r\n", content_type=kind)
        assert response.headers["Content-Type"] == "application/problem+json"
        assert response.status_code == 400
        assert response.json()["code"] in {"unreadable", "invalid"}


def test_more_fields_than_any_payload_has_are_a_problem_too(harbour, as_person):
    response = as_person(harbour.secretary).post(
        "/api/v1/imports/", {f"f{n}": "x" for n in range(1100)}, format="multipart"
    )
    assert (response.status_code, response.headers["Content-Type"]) == (400, "application/problem+json")
    assert response.json()["code"] == "too_much"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("path", ["", "schema/", "docs/", "me/"])
def test_wrong_method_is_a_problem_at_every_address(bea, path, method):
    response = getattr(bea, method)(f"/api/v1/{path}")
    assert (response.status_code, response.headers["Content-Type"]) == (405, "application/problem+json")
    assert response.json()["detail"].startswith(f"Nothing here answers {method.upper()}. Ask with GET")
    assert response.headers["Allow"].startswith("GET")


def test_answer_in_another_form_names_the_form_there_is(bea):
    wanted = {"": "application/json", "schema/": "application/yaml"}
    for path, kind in wanted.items():
        response = bea.get(f"/api/v1/{path}", HTTP_ACCEPT="text/csv")
        assert response.status_code == 406
        assert response.json()["detail"] == f"The answer comes as {kind}. Ask for that in Accept."


def test_who_asks_too_often_is_told_how_long_to_wait(harbour, monkeypatch):
    monkeypatch.setattr(ByAddress, "get_rate", lambda _self: "1/min")
    caller = Caller()
    assert caller.get("/api/v1/").status_code == 200
    response = caller.get("/api/v1/")
    wait = response.headers["Retry-After"]
    assert said(response.json()) == (
        "Too many requests",
        f"Too many requests. Wait {wait} seconds, then send it again.",
        "throttled",
        None,
    )


@pytest.mark.parametrize("path", ["/api/", "/api/v2/motions/", "/api/v1%ff/"])
def test_address_beside_the_api_is_a_problem_and_no_page(client, db, path):
    response = client.get(path)
    assert (response.status_code, response.headers["Content-Type"]) == (404, "application/problem+json")
    assert response.json()["code"] == "not_found"


def test_fault_of_ours_is_a_problem_that_says_so(harbour, monkeypatch):
    def broken(*_args, **_more):
        raise RuntimeError("a fault")

    monkeypatch.setattr(views.Root, "get", broken)
    response = Client(raise_request_exception=False).get("/api/v1/")
    assert (response.status_code, response.headers["Content-Type"]) == (500, "application/problem+json")
    assert said(response.json()) == (
        "Something broke on our side",
        "It is not your doing, and nothing was written. Tell those who run this site what you sent, and when.",
        "fault",
        None,
    )
