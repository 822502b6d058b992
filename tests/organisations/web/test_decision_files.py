"""The register of decisions taken away, and found again without accents."""

import csv
import io
import json

import pytest
from django.test import Client
from django.urls import reverse

from organisations.enums import DecisionKind
from organisations.exports.decisions import HEADINGS
from organisations.models import Decision
from tests.organisations.web.deciding import WORKING, decide, rescind
from tests.pages import signed_in

FILES = ("decisions_csv", "decisions_json", "decisions_print")


@pytest.fixture
def decided(harbour, mill):
    decide(mill, "", "Mill secret")
    decide(harbour, "South", "Elect Ida South", kind=DecisionKind.ELECTION)
    return decide(harbour, "South", "=SUM(A1) Réparer l’Œuvre à Łódź")


def address(place, name, query=""):
    return reverse(name, args=[place.body("South").public_id]) + query


def rows(answer):
    return list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


def test_files_are_for_those_who_belong(harbour, mill, decided):
    for name in FILES:
        people = [harbour.person("Gil South"), harbour.person("Bea North"), mill.secretary]
        found = [signed_in(who).get(address(harbour, name)).status_code for who in people]
        assert (name, found) == (name, [200, 200, 404])
        assert Client().get(address(harbour, name)).url.startswith(reverse("account_login"))
        assert signed_in(people[0]).post(address(harbour, name)).status_code == 405


def test_csv_holds_every_decision_and_no_formula(harbour, decided):
    answer = signed_in(harbour.person("Gil South")).get(address(harbour, "decisions_csv"))
    heads, latest, election = rows(answer)
    assert tuple(heads) == HEADINGS
    assert (latest[2], latest[11]) == ("'=SUM(A1) Réparer l’Œuvre à Łódź", WORKING)
    assert election[2] == "Elect Ida South"
    assert "no-store" in answer["Cache-Control"]


def test_other_branches_take_neither_figures_nor_names_away(harbour, decided):
    bea = signed_in(harbour.person("Bea North"))
    _heads, only = rows(bea.get(address(harbour, "decisions_csv")))
    assert (only[0], only[11]) == (decided.reference, "")
    data = json.loads(bea.get(address(harbour, "decisions_json")).content)["decisions"]
    assert [(one["id"], one["working"], one["effect_failed"]) for one in data] == [(decided.public_id, None, None)]
    for name in FILES:
        answer = bea.get(address(harbour, name))
        text = b"".join(answer) if answer.streaming else answer.content
        assert (b"Ida South" in text, b"14 for" in text, b"Mill" in text) == (False, False, False)


def test_json_says_what_ended_a_decision(harbour, decided):
    later = rescind(harbour, decided)
    data = json.loads(signed_in(harbour.person("Gil South")).get(address(harbour, "decisions_json")).content)
    ended = {one["id"]: (one["status"], one["ended_by"]) for one in data["decisions"]}
    assert ended[decided.public_id] == ("rescinded", later.public_id)


def test_files_keep_the_filters_of_the_page(harbour, decided):
    gil = signed_in(harbour.person("Gil South"))
    assert len(rows(gil.get(address(harbour, "decisions_csv", "?kind=election")))) == 2
    page = gil.get(address(harbour, "decisions", "?kind=election")).content.decode()
    assert address(harbour, "decisions_csv", "?kind=election") in page
    assert "a part of the register" in gil.get(address(harbour, "decisions_print", "?q=elect")).content.decode()


@pytest.mark.parametrize("words", ["reparer", "RÉPARER", "oeuvre lodz", "œuvre", "l’oeuvre", "decides: =sum"])
def test_words_are_found_whatever_their_accents_and_case(harbour, decided, words):
    gil = signed_in(harbour.person("Gil South"))
    data = json.loads(gil.get(reverse("decisions_json", args=[harbour.body("South").public_id]), {"q": words}).content)
    assert [one["id"] for one in data["decisions"]] == [decided.public_id]


def test_signs_of_a_search_pattern_are_only_letters(harbour, decided):
    gil = signed_in(harbour.person("Gil South"))
    for words in ("%", "_", "r_parer"):
        data = json.loads(
            gil.get(reverse("decisions_json", args=[harbour.body("South").public_id]), {"q": words}).content
        )
        assert data["decisions"] == []


def test_failed_effect_is_said_in_the_register_and_why_only_inside(harbour, decided):
    failed = decide(harbour, "South", "Not after all", effect="rescind", payload={"decision": ""})
    Decision.objects.filter(pk=failed.pk).update(effect_failed="The role of Ida is gone.")
    gil, bea = signed_in(harbour.person("Gil South")), signed_in(harbour.person("Bea North"))
    for client, inside in ((gil, True), (bea, False)):
        assert "Could not take effect" in client.get(address(harbour, "decisions")).content.decode()
        page = client.get(reverse("decision", args=[failed.public_id])).content.decode()
        assert ("Carried, could not take effect" in page, "role of Ida" in page) == (True, inside)
