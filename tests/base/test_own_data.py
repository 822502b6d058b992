"""One's own data as a file: no table that points to people is forgotten, and nothing in it opens anything."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.apps import apps

from members.actions.letters import make_letter
from members.actions.tokens import make_token
from members.actions.transfers import ask_to_move
from organiser.accounts.exports import as_zip
from organiser.base import own_data
from organiser.base.own_data import as_json
from tests.base.test_erasing import OURS
from tests.dues import charged, with_dues
from tests.helpers import cast, north_motion, online_ballot, people_of
from tests.pages import signed_in

PEOPLE = {"members.Person", "members.Membership"}


def keys_to_people() -> list[str]:
    found = []
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in OURS:
            found += [
                f"{model._meta.label}.{field.name}"
                for field in model._meta.local_fields
                if field.is_relation and field.related_model and field.related_model._meta.label in PEOPLE
            ]
    return found


@pytest.mark.parametrize("key", keys_to_people())
def test_a_table_that_points_to_people_is_in_the_file_or_left_out_with_a_reason(key: str) -> None:
    assert (key in own_data.covered()) + (key in own_data.reasons_left_out()) == 1


def test_keys_that_are_named_exist() -> None:
    assert set(own_data.covered()) | set(own_data.reasons_left_out()) == set(keys_to_people())


def test_the_file_holds_ones_own_and_no_secret_and_nobody_elses(harbour):
    bea = harbour.person("Bea North")
    token = make_token(bea, body=harbour.body("North"), name="my script", scope="read", days=3)
    letter = make_letter(harbour.secretary, membership=harbour.members["Bea North"])
    ballot = online_ballot(harbour, north_motion(harbour))
    cast(ballot, people_of(harbour, "North")[:3], "+-0")
    text = as_json(bea).decode()
    data = json.loads(text)
    mine = people_of(harbour, "North").index(bea)
    assert [vote["choice"] for vote in data["votes"]] == [["for", "against", "abstain"][mine]]
    assert data["tokens"][0]["name"] == "my script"
    for secret in (token.secret, token.token.digest, letter.code, letter.letter.code_digest, bea.password):
        assert secret not in text
    for other in ("Cyd North", "Gil South", "Dan North"):
        assert other not in text


def test_the_file_holds_ones_own_dues_and_moves_and_nobody_elses(harbour):
    with_dues(harbour)
    charged(harbour, 0)
    bea = harbour.person("Bea North")
    ask_to_move(bea, membership=harbour.members["Bea North"], to=harbour.branches["South"])
    ask_to_move(harbour.person("Cyd North"), membership=harbour.members["Cyd North"], to=harbour.branches["South"])
    data = json.loads(as_json(bea))
    assert [(line["kind"], line["cents"]) for line in data["dues"]] == [("charge", 1000)]
    assert [(move["from"], move["to"], move["state"]) for move in data["moves"]] == [("North", "South", "requested")]


def test_the_archive_holds_json_and_a_page_that_any_browser_opens(harbour):
    with ZipFile(BytesIO(as_zip(harbour.person("Bea North")))) as archive:
        assert archive.namelist() == ["data.json", "data.html"]
        page = archive.read("data.html").decode()
    assert "<h2>Who read your record</h2>" in page
    assert "http" not in page


def test_whoever_is_signed_in_for_long_shows_anew_that_it_is_oneself(harbour):
    answer = signed_in(harbour.person("Bea North")).get("/me/data.zip")
    assert (answer.status_code, answer.url.startswith("/account/reauthenticate/")) == (302, True)
