"""What every request passes on its way in, and what a refusal becomes on its way out."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import RequestFactory

from organiser.base.errors import Conflict, Invalid, NotFound, NotPermitted, RuleNotMet, WrongState
from organiser.base.middleware import answer_refusals, refuse_null_bytes
from tests.pages import headline, lead
from tests.world import make_person

SENTENCE = "The address or the form holds a null byte. Type it again by hand."
make = RequestFactory()
passed = refuse_null_bytes(lambda _request: HttpResponse("passed"))


@pytest.mark.parametrize(
    "request_",
    [
        make.get("/b/%00/"),
        make.get("/?q=a%00b"),
        make.post("/", {"name": "a\x00b"}),
        make.post("/", {"name": ["fine", "a\x00"]}),
        make.post("/", {"na\x00me": "fine"}),
        make.post("/", "name=a%00b", content_type="application/x-www-form-urlencoded"),
        make.post("/", {"name": "a\x00b", "file": SimpleUploadedFile("r.csv", b"x")}),
        make.post("/", json.dumps({"name": "a\x00b"}), content_type="application/json"),
        make.patch("/", json.dumps({"a": [{"b": "\x00"}]}), content_type="application/json"),
    ],
    ids=["path", "query", "form", "second value", "name of a field", "encoded", "multipart", "json", "nested json"],
)
def test_null_byte_is_refused_wherever_it_stands(request_):
    answer = passed(request_)
    assert (answer.status_code, headline(answer), lead(answer)) == (400, "Something needs to be put right", SENTENCE)
    assert answer["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    "request_",
    [
        make.get("/?q=100%25"),
        make.get("/"),
        make.post("/", {"name": "Zoë", "none": []}),
        make.post("/", {"file": SimpleUploadedFile("r.csv", b"a\x00b")}),
        make.post("/", json.dumps({"name": "Zoë"}), content_type="application/json"),
        make.post("/", b"\x00", content_type="application/octet-stream"),
    ],
    ids=["percent", "nothing", "form", "file with null bytes", "json", "bytes"],
)
def test_everything_else_passes(request_):
    assert passed(request_).content == b"passed"


def test_null_byte_is_refused_in_the_frame_of_whoever_sent_it(client, harbour):
    client.force_login(harbour.person("Bea North"))
    answer = client.get("/b/a%00b/")
    assert (answer.status_code, lead(answer)) == (400, SENTENCE)
    assert "Bea North" in answer.content.decode()
    assert client.post("/account/login/", {"login": "a\x00"}).status_code == 400


def test_null_byte_is_refused_to_a_program_in_its_own_terms(client, db):
    answer = client.get("/api/v1/motions/a%00b/")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json() == {
        "type": "about:blank",
        "title": "Something needs to be put right",
        "status": 400,
        "detail": SENTENCE,
        "code": "null_byte",
    }


def test_cookie_with_a_null_byte_counts_as_not_sent(client, harbour):
    client.force_login(harbour.person("Bea North"))
    assert client.get("/me/").status_code == 200
    client.cookies["sessionid"] = "abcdefgh\x00ijk"
    answer = client.get("/me/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/login/?next=/me/")


@pytest.mark.parametrize(
    ("refusal", "status"),
    [
        (NotPermitted("Only the secretary does this.", code="power_missing"), 403),
        (NotFound("There is no such body here.", code="no_body"), 404),
        (WrongState("It is over.", code="over"), 409),
        (Conflict("Done already.", code="done"), 409),
        (RuleNotMet("The rules want seven days.", code="notice_period", rule="notice of 7 days"), 422),
        (Invalid("Write the name.", code="name_missing", field="name"), 400),
    ],
    ids=lambda value: value.code if isinstance(value, Exception) else value,
)
def test_refusal_becomes_a_page_with_its_sentence_and_status(rf, db, refusal, status):
    request = rf.get("/")
    request.user, request.session = make_person("Somebody"), {}
    middleware = answer_refusals(lambda _request: HttpResponse("page"))
    answer = middleware.process_exception(request, refusal)
    assert answer.status_code == status
    assert refusal.sentence in answer.content.decode()
    assert answer["Content-Type"] == "text/html; charset=utf-8"


def test_other_faults_are_left_to_django(rf):
    middleware = answer_refusals(lambda _request: HttpResponse("page"))
    assert middleware.process_exception(rf.get("/"), ValueError("a fault")) is None
    assert middleware(rf.get("/")).content == b"page"
