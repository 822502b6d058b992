"""Bad input of every kind is a problem+json with a sentence, and leaves nothing behind."""

import json

import pytest
from django.db import OperationalError

from assemblies.models import Motion
from organisations.models import Organisation
from organiser.api.problems import answer
from tests.api.conftest import Caller

NOBODY = "0123456789abcdef"


@pytest.fixture
def bea(harbour, mill, as_person):
    return as_person(harbour.person("Bea North"))


def sent(caller, raw, path="motions/", content_type="application/json"):
    response = caller.generic("POST", f"/api/v1/{path}", raw, content_type=content_type)
    assert response.headers["Content-Type"] == "application/problem+json"
    return response.status_code, response.json()


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"{", "The body is not valid JSON"),
        (b'{"a": 1,}', "The body is not valid JSON"),
        (b"\xff\xfe", "The body is not written in UTF-8."),
        (b'{"title": NaN}', "NaN is no number in JSON. Send a number or null."),
        (b'{"title": Infinity}', "Infinity is no number in JSON. Send a number or null."),
        (b'{"title": "a", "title": "b"}', "“title” stands twice in one object. Send it once."),
        (b'{"title": "a\\u0000b"}', "The body holds a null byte. Take it out."),
        (b'{"ti\\u0000tle": "a"}', "The body holds a null byte. Take it out."),
        (b'{"payload": {"a": ["\\u0000"]}}', "The body holds a null byte. Take it out."),
        (b'{"title": "\\ud800"}', "The body holds half of a letter (a lone surrogate). Send whole letters."),
        (b"[" * 21 + b"]" * 21, "The body is nested more than 20 deep. Send it flatter."),
        (b"[" * 200_000, "The body is nested more than 20 deep. Send it flatter."),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "The body is nested more than 20 deep. Send it flatter."),
    ],
)
def test_body_that_cannot_be_read_is_refused_with_the_reason(bea, raw, said):
    status, problem = sent(bea, raw)
    assert (status, problem["code"]) == (400, "parse_error")
    assert problem["detail"].startswith(said)
    assert Motion.objects.count() == 0


def test_body_of_more_than_a_megabyte_is_refused(bea):
    raw = json.dumps({"title": "a" * 1024 * 1024}).encode()
    status, problem = sent(bea, raw)
    assert (status, problem["code"]) == (413, "too_large")
    assert problem["detail"] == "The body is larger than 1024 kB. Send less at once."


@pytest.mark.parametrize("value", ["[]", '"text"', "5", "null", "true"])
def test_body_that_is_no_object_is_refused(bea, value):
    status, problem = sent(bea, value.encode())
    assert (status, problem["status"], problem["code"]) == (400, 400, "invalid")


@pytest.mark.parametrize("content_type", ["text/plain", "application/xml", "application/x-www-form-urlencoded"])
def test_other_content_types_are_refused_with_the_one_that_is_understood(bea, content_type):
    status, problem = sent(bea, b"title=a", content_type=content_type)
    assert (status, problem["code"]) == (415, "unsupported_media_type")
    assert problem["detail"] == "Send the payload as application/json, and say so in Content-Type."


def test_answer_in_another_form_is_refused(bea):
    response = bea.get("/api/v1/motions/", HTTP_ACCEPT="text/csv")
    assert (response.status_code, response.headers["Content-Type"]) == (406, "application/problem+json")


def test_unknown_fields_are_refused_by_name_however_deep(bea):
    payload = {"name": "New union", "kind": "mass", "preset": "simple_majority", "colour": "red"}
    problem = bea.tell("organisations/", payload, 400)
    assert [error["field"] for error in problem["errors"]] == ["colour"]
    nested = {**payload, "branches": [{"name": "A"}, {"name": "B", "leader": "C"}]}
    nested.pop("colour")
    problem = bea.tell("organisations/", nested, 400)
    assert [(error["field"], error["code"]) for error in problem["errors"]] == [("branches.1.leader", "unknown_field")]
    assert Organisation.objects.count() == 2


def test_every_action_without_payload_refuses_one(harbour, bea):
    for path in ("motions/{}/second/", "assemblies/{}/open/", "imports/{}/commit/", "tokens/{}/revoke/"):
        assert bea.tell(path.format(NOBODY), {"force": True}, 404)["status"] == 404
    mine = harbour.members["Bea North"].public_id
    assert bea.tell(f"memberships/{mine}/letter/", {"force": True}, 400)["field"] == "force"


def test_misspelt_filter_is_refused_instead_of_giving_everything(bea):
    problem = bea.ask("decisions/", 400, sate="in_force")
    assert (problem["field"], problem["errors"][0]["code"]) == ("sate", "unknown_filter")
    assert "Filters: body, cursor, kind, page_size, q, status, year." in problem["detail"]


@pytest.mark.parametrize(
    ("path", "query", "field"),
    [
        ("decisions/", {"year": "soon"}, "year"),
        ("decisions/", {"year": "99999999999999999999"}, "year"),
        ("decisions/", {"kind": "whim"}, "kind"),
        ("decisions/", {"kind": ""}, "kind"),
        ("memberships/", {"body": ""}, "body"),
        ("decisions/", {"q": "a" * 101}, "q"),
        ("memberships/", {"active_on": "yesterday"}, "active_on"),
        ("memberships/", {"active_on": "2026-02-30"}, "active_on"),
        ("memberships/", {"body": "1"}, "body"),
        ("terms/", {"on": "13.10.2026"}, "on"),
        ("motions/", {"page_size": "0"}, "page_size"),
        ("motions/", {"page_size": "201"}, "page_size"),
        ("motions/", {"page_size": "٣"}, "page_size"),
        ("motions/", {"cursor": "nonsense"}, "cursor"),
        ("motions/", {"cursor": "W10"}, "cursor"),
        ("motions/", {"cursor": "WyJ4IiwieSJd"}, "cursor"),
        ("motions/", {"cursor": "WzEsMl0"}, "cursor"),
        ("motions/", {"cursor": "W" * 3000}, "cursor"),
    ],
)
def test_filter_that_is_not_understood_is_refused_by_name(bea, path, query, field):
    assert bea.ask(path, 400, **query)["field"] == field


@pytest.mark.parametrize(
    "path",
    ["motions/x%00y/", "motions/?q=a%00b", "%00/", "decisions/?cursor=%00"],
)
def test_null_byte_in_the_address_is_a_problem_too(bea, path):
    response = bea.get(f"/api/v1/{path}")
    assert (response.status_code, response.headers["Content-Type"]) == (400, "application/problem+json")
    assert response.json()["code"] == "null_byte"


@pytest.mark.parametrize(
    "forged", ["1", "0", "-1", "NOTANIDNOTANID00", NOBODY, "a" * 17, "%F0%9F%92%A9", "..%2F..%2F", "%0A"]
)
@pytest.mark.parametrize(
    "kind", ["bodies", "rules", "decisions", "memberships", "imports", "terms", "assemblies", "motions", "ballots"]
)
def test_forged_id_finds_nothing(bea, kind, forged):
    response = bea.get(f"/api/v1/{kind}/{forged}/")
    assert (response.status_code, response.headers["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("path", ["nothing/", "motions", "motions/0123456789abcdef", "v2/motions/", "motions/x.json"])
def test_address_that_is_none_is_a_401_for_strangers_and_a_404_with_a_hint_for_others(bea, path):
    assert Caller().ask(path, 401)["code"] == "not_authenticated"
    problem = bea.ask(path, 404)
    assert problem["detail"].startswith("There is nothing at this address.")
    assert problem["detail"].endswith("with a slash.") is not path.endswith("/")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("delete", "motions/"),
        ("put", f"motions/{NOBODY}/"),
        ("patch", "ballots/"),
        ("delete", f"memberships/{NOBODY}/"),
        ("get", f"motions/{NOBODY}/second/"),
        ("get", "applications/paper/"),
        ("options", "motions/"),
        ("post", "decisions/"),
        ("post", "me/"),
    ],
)
def test_wrong_method_is_a_405_that_names_the_right_ones(bea, method, path):
    response = getattr(bea, method)(f"/api/v1/{path}")
    assert (response.status_code, response.headers["Content-Type"]) == (405, "application/problem+json")
    assert response.json()["detail"].startswith(f"Nothing here answers {method.upper()}. Ask with ")
    assert response.headers["Allow"]


@pytest.mark.parametrize("value", [5, True, None, [], {}, 1.5])
def test_number_or_yes_is_not_turned_into_a_text(bea, harbour, value):
    draft = {"body": harbour.body("North").public_id, "title": value, "text": "A text."}
    assert bea.tell("motions/", draft, 400)["field"] == "title"


@pytest.mark.parametrize("value", ["5", 5.0, True, None, "٥"])
def test_whole_number_is_sent_as_a_number(bea, harbour, value):
    wanted = {"body": harbour.body("North").public_id, "name": "n", "scope": "read", "days": value}
    assert bea.tell("tokens/", wanted, 400)["field"] == "days"


def test_refusal_of_an_action_keeps_its_sentence_code_rule_and_field(bea, harbour):
    draft = {"body": harbour.body("North").public_id, "title": "", "text": "A text."}
    problem = bea.tell("motions/", draft, 400)
    assert problem == {
        "type": "about:blank",
        "title": "Something needs to be put right",
        "status": 400,
        "detail": "Give the motion a title of at most 200 letters.",
        "code": "title",
        "field": "title",
    }
    other = {"body": harbour.body("South").public_id, "title": "A title", "text": "A text."}
    problem = bea.tell("motions/", other, 403)
    assert (problem["code"], problem["rule"]) == ("not_constituency", "mission B9")


@pytest.mark.parametrize("message", ["database is locked", "canceling statement due to lock timeout"])
def test_database_without_room_is_a_503_that_says_to_send_it_again(message):
    response = answer(OperationalError(message), {})
    assert (response.status_code, response.data["code"], response.headers["Retry-After"]) == (503, "busy", "1")
    assert response.data["detail"].endswith("Nothing was written. Send it again.")


def test_fault_of_ours_is_not_dressed_up_as_a_refusal():
    assert answer(RuntimeError("a fault"), {}) is None
