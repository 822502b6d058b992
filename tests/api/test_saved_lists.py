"""Saved lists, exports that wait and letters to members through the API."""

import pytest

from members.actions.export_requests import ExportPlan, ask_export
from members.actions.mailings import MailingData, write_mailing
from members.actions.saved_lists import ListData, save_list
from members.models import AccessLogEntry, ExportTaken, Membership
from organisations.models import RuleSet
from tests.guarded import past_guards


@pytest.fixture
def ana(harbour, mill):
    return harbour.secretary


@pytest.fixture
def fay(harbour, mill):
    return harbour.person("Fay South")


def test_the_api_gives_no_list_export_or_letter_of_another_branch(ana, fay, harbour, as_person):
    saved = save_list(ana, body=harbour.body("North"), data=ListData("North", shared=True))
    asked = ask_export(ana, body=harbour.body("North"), plan=ExportPlan(), purpose="Post")
    mailing = write_mailing(ana, body=harbour.body("North"), data=MailingData("Hello", "Text"))
    caller = as_person(fay)
    for kind, thing in (("lists", saved), ("exports", asked), ("mailings", mailing)):
        assert caller.ask(f"{kind}/")["results"] == []
        assert caller.ask(f"{kind}/{thing.public_id}/", 404)["status"] == 404
    assert caller.ask(f"lists/{saved.public_id}/members/", 404)["code"] == "no_list"
    assert caller.ask("memberships/", list=saved.public_id)["results"] == []


def test_a_list_is_kept_read_run_changed_and_deleted(fay, harbour, as_person):
    caller, south = as_person(fay), harbour.body("South").public_id
    payload = {"body": south, "name": "G", "criteria": {"q": "gil", "has_email": True}, "columns": ["town"]}
    row = caller.tell("lists/", payload, 201)
    assert (row["criteria"], row["columns"], row["sort"], row["shared"]) == (
        {"q": "gil", "has_email": True},
        ["town"],
        "name",
        False,
    )
    assert [one["name"] for one in caller.ask(f"lists/{row['id']}/members/")["results"]] == ["Gil South"]
    assert [one["name"] for one in caller.ask("memberships/", list=row["id"])["results"]] == ["Gil South"]
    changed = caller.tell(f"lists/{row['id']}/change/", {"name": "All", "shared": True})
    assert (changed["criteria"], changed["shared"]) == ({}, True)
    assert len(caller.ask(f"lists/{row['id']}/members/")["results"]) == 5
    caller.tell(f"lists/{row['id']}/delete/")
    assert caller.ask("lists/")["results"] == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"has_email": "false"}, []),
        ({"has_email": "true", "q": "gil"}, ["Gil South"]),
        ({"joined_from": "2999-01-01"}, []),
        ({"in_arrears": "true"}, []),
        ({"notices_by": "post"}, []),
    ],
)
def test_the_register_is_narrowed_as_on_the_page(fay, harbour, as_person, query, found):
    rows = as_person(fay).ask("memberships/", body=harbour.body("South").public_id, **query)["results"]
    assert [row["name"] for row in rows] == found


def test_a_branch_is_named_only_in_the_register_of_the_whole(ana, fay, harbour, as_person):
    north, south, whole = (harbour.body(name).public_id for name in ("North", "South", ""))
    assert as_person(fay).ask("memberships/", 400, body=south, branch=north)["code"] == "branch"
    assert as_person(ana).ask("memberships/", 400, branch=north)["code"] == "branch"
    assert len(as_person(ana).ask("memberships/", body=whole, branch=north)["results"]) == 5


def test_a_letter_is_written_tried_and_handed_in(fay, harbour, as_person, mailoutbox):
    caller = as_person(fay)
    payload = {"body": harbour.body("South").public_id, "subject": "Rent", "text": "Hello {name}"}
    row = caller.tell("mailings/", payload, 201)
    assert (row["state"], row["criteria"]) == ("draft", {"state": ["members"]})
    assert caller.tell(f"mailings/{row['id']}/change/", {"subject": "Rents", "text": "Hi"})["subject"] == "Rents"
    assert caller.tell(f"mailings/{row['id']}/hand-in/")["state"] == "released"
    assert caller.tell(f"mailings/{row['id']}/stop/")["state"] == "stopped"
    assert caller.tell(f"mailings/{row['id']}/bounces/", {"report": "nothing"})["taken"] == 0
    assert caller.ask("me/letters/")["results"] == []


def test_an_export_is_asked_for_and_released_by_another(ana, fay, harbour, as_person):
    payload = {"body": harbour.body("South").public_id, "format": "csv", "purpose": "Post"}
    row = as_person(fay).tell("exports/", payload, 201)
    assert (row["state"], row["people"]) == ("held", 5)
    assert as_person(fay).tell(f"exports/{row['id']}/release/", expected=403)["code"] == "own_request"
    assert as_person(ana).tell(f"exports/{row['id']}/release/")["state"] == "released"
    assert as_person(ana).tell(f"exports/{row['id']}/refuse/", expected=409)["code"] == "export_step"


def test_what_was_released_is_taken_out_by_who_asked_and_stands_in_the_log(ana, fay, harbour, as_person):
    body = harbour.body("South")
    asked = ask_export(fay, body=body, plan=ExportPlan(columns=("name", "number")), purpose="Post")
    assert as_person(fay).tell(f"exports/{asked.public_id}/take/", expected=404)["code"] == "not_released"
    as_person(ana).tell(f"exports/{asked.public_id}/release/")
    assert as_person(ana).tell(f"exports/{asked.public_id}/take/", expected=404)["code"] == "not_released"
    taken = as_person(fay).tell(f"exports/{asked.public_id}/take/")
    people = Membership.objects.filter(branch=body.pk).order_by("sort_name")
    assert taken == {"headings": ["Name", "Member number"], "rows": [[one.person.name, one.number] for one in people]}
    log = AccessLogEntry.objects.filter(what="Export of the register", reader=fay)
    assert set(log.values_list("person", flat=True)) == set(people.values_list("person", flat=True)) - {fay.pk}
    assert ExportTaken.objects.get().alone is False


def test_labels_are_printed_on_the_page(ana, fay, harbour, as_person):
    asked = ask_export(fay, body=harbour.body("South"), plan=ExportPlan("labels"), purpose="Post")
    as_person(ana).tell(f"exports/{asked.public_id}/release/")
    assert as_person(fay).tell(f"exports/{asked.public_id}/take/", expected=400)["code"] == "paper"
    assert AccessLogEntry.objects.filter(reader=fay).count() == 0


def test_people_are_taken_out_under_the_same_rules_as_on_the_page(ana, fay, harbour, as_person, as_program):
    body = harbour.body("South")
    payload = {"body": body.public_id, "columns": ["name"], "criteria": {"q": "Gil"}}
    assert as_person(fay).tell("exports/take-out/", payload) == {"headings": ["Name"], "rows": [["Gil South"]]}
    north = {**payload, "body": harbour.body("North").public_id}
    assert as_person(fay).tell("exports/take-out/", north, expected=403)["code"]
    assert as_program(ana, harbour.body("North")).tell("exports/take-out/", payload, expected=404)["code"]
    with past_guards():
        RuleSet.objects.filter(body__organisation=harbour.organisation.pk).update(export_second=1)
    everybody = {"body": body.public_id}
    assert as_person(fay).tell("exports/take-out/", everybody, expected=422)["code"] == "export_second"
    assert AccessLogEntry.objects.filter(what="Export of the register").count() == 1


def test_a_program_releases_nothing(ana, harbour, as_program):
    asked = ask_export(ana, body=harbour.body("North"), plan=ExportPlan(), purpose="Post")
    problem = as_program(ana, harbour.body("North")).tell(f"exports/{asked.public_id}/release/", expected=403)
    assert problem["code"] == "token_releases"
