"""Everything about oneself by API: one's own alone, by a token made for it, not too often, and logged."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest

from members.models import AccessLogEntry, ApiToken
from organiser.accounts.exports import as_zip
from organiser.base import clock
from organiser.base.api.throttles import COUNTS
from tests.accounts.ways import show_again, sign_in
from tests.api.test_authentication import every_operation

OWN = "me/own-data/"


@pytest.fixture
def data_of_bea(harbour, mill, as_program):
    """A program of Bea that takes out her own data."""
    COUNTS.clear()
    return as_program(harbour.person("Bea North"), harbour.body("North"), "own_data")


def test_a_program_reads_the_same_as_stands_in_the_file(harbour, data_of_bea):
    with clock.at(clock.now()):
        data_of_bea.ask(OWN)
        ApiToken.objects.update(last_used_on=clock.today())
        asked = data_of_bea.ask(OWN)
        with ZipFile(BytesIO(as_zip(harbour.person("Bea North")))) as archive:
            assert json.loads(archive.read("data.json")) == asked
    assert asked["contact"][0]["name"] == "Bea North"


def test_nobody_else_stands_in_it(harbour, data_of_bea):
    said = json.dumps(data_of_bea.ask(OWN))
    for name in ("Cyd North", "Gil South", "Lea Mill"):
        assert name not in said


def test_each_time_it_is_in_the_log_of_the_member_at_both_doors(client, harbour, data_of_bea):
    bea = harbour.person("Bea North")
    data_of_bea.ask(OWN)
    sign_in(client, bea.sign_in_name)
    show_again(client)
    assert client.get("/me/data.zip").status_code == 200
    assert list(AccessLogEntry.objects.order_by("pk").values_list("person", "reader", "what")) == [
        (bea.pk, bea.pk, "Your data taken out by a program"),
        (bea.pk, bea.pk, "Your data taken out as a file"),
    ]


@pytest.mark.parametrize("scope", ["read", "write"])
def test_a_token_of_another_kind_does_not_take_it_out(harbour, mill, as_program, scope):
    caller = as_program(harbour.person("Bea North"), harbour.body("North"), scope)
    assert caller.ask(OWN, 403)["code"] == "own_data_token"
    assert AccessLogEntry.objects.count() == 0


def test_nor_does_a_session_that_has_not_shown_anew_who_it_is(harbour, mill, as_person):
    assert as_person(harbour.person("Bea North")).ask(OWN, 403)["code"] == "own_data_token"


def test_a_token_for_it_does_nothing_else(data_of_bea):
    for method, address in every_operation():
        COUNTS.clear()
        if address.startswith("/api/v1/me/own-data") or not address.startswith("/api/v1/m"):
            continue
        answer = getattr(data_of_bea, method)(address, {} if method != "get" else None, format="json")
        assert (answer.status_code, answer.json()["code"]) == (403, "token_own_data"), (method, address)


def test_six_times_an_hour_are_enough(harbour, data_of_bea):
    for _ in range(6):
        data_of_bea.ask(OWN)
    assert data_of_bea.ask(OWN, 429)["code"] == "throttled"
    assert AccessLogEntry.objects.count() == 6
