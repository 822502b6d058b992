"""Applications by API: under the same rules as on the page, and with the same silence."""

import pytest

from members.actions.joining_pages import PageDraft, change_joining_page
from tests.joining import asked


@pytest.fixture
def two(harbour, mill):
    """One applicant in each branch, and one in the union of the others."""
    return {
        "North": asked(harbour, "Ann North"),
        "South": asked(harbour, "Sid South", "South"),
        "Mill": asked(mill, "Mia Mill", ""),
    }


def test_7_the_api_lists_filters_and_counts_only_what_one_sees(as_person, harbour, mill, two):
    fay, ana = as_person(harbour.person("Fay South")), as_person(harbour.secretary)
    names = [row["name"] for row in fay.ask("applications/")["results"]]
    assert names == ["Sid South"]
    for body in (harbour.body("North"), harbour.body(), mill.body()):
        found = fay.ask("applications/", body=body.public_id)["results"]
        assert [row["name"] for row in found] == (["Sid South"] if body == harbour.body() else [])
    assert sorted(row["name"] for row in ana.ask("applications/", state="open")["results"]) == [
        "Ann North",
        "Sid South",
    ]
    assert fay.get(f"/api/v1/applications/{two['North'].public_id}/").status_code == 404
    asking = as_person(two["North"].membership.person)
    assert [row["name"] for row in asking.ask("applications/")["results"]] == ["Ann North"]


def test_by_api_from_asking_to_the_answer(as_person, client, harbour, mill):
    ana = as_person(harbour.secretary)
    address = f"joining/{harbour.organisation.public_id}/"
    assert client.get(f"/api/v1/{address}").status_code == 404
    row = ana.patch(f"/api/v1/{address}", {"access": "public", "phone": "asked"}, format="json").json()
    assert (row["access"], row["phone"], bool(row["word"])) == ("public", "asked", True)
    shown = client.get(f"/api/v1/{address}").json()
    assert (shown["organisation"]["name"], shown["word"]) == ("Harbour Tenants", None)
    payload = {"organisation": harbour.organisation.public_id, "name": "Ann Asking", "email": "ann@example.org"}
    told = [
        client.post("/api/v1/applications/", {**payload, "email": email}, content_type="application/json").json()
        for email in ("ann@example.org", harbour.person("Bea North").email)
    ]
    assert told[0] == told[1] == {
        "told": "A letter is on its way. Open the link in it within seven days; nothing is written down before.",
        "application": None,
        "key": None,
    }  # fmt: skip
    refused = client.post(
        "/api/v1/applications/", {**payload, "programme_version": "anything"}, content_type="application/json"
    )
    assert (refused.status_code, refused.json()["code"]) == (400, "programme_of_mass_organisation")
    paper = ana.tell("applications/paper/", {"body": harbour.body("North").public_id, "name": "Old Paper"}, 201)
    assert ana.tell(f"applications/{paper['id']}/decline/", {"reason": ""}, 400)["code"] == "reason"
    assert ana.tell(f"applications/{paper['id']}/admit/", {})["state"] == "admitted"
    assert ana.tell(f"applications/{paper['id']}/admit/", {}, 409)["code"] == "application_step"


def test_by_api_the_key_leads_to_where_it_stands(client, harbour):
    change_joining_page(
        harbour.secretary, organisation=harbour.organisation, draft=PageDraft("public", email="asked", phone="asked")
    )
    payload = {"organisation": harbour.organisation.public_id, "name": "Ann", "phone": "555"}
    made = client.post("/api/v1/applications/", payload, content_type="application/json").json()
    key = {"key": made["key"]}
    stand = client.post("/api/v1/applications/stand/", key, content_type="application/json").json()
    assert (stand["state"], stand["name"], stand["id"]) == ("open", "Ann", made["application"]["id"])
    gone = client.post("/api/v1/applications/take_back/", key, content_type="application/json").json()
    assert gone["state"] == "withdrawn"
    wrong = client.post("/api/v1/applications/stand/", {"key": "guess"}, content_type="application/json")
    assert wrong.status_code == 404
