"""Moves, pairs and merges through the API: the same steps, and nothing beyond what each may see (invariant 7)."""

import pytest

from members.actions.duplicates import look_for_duplicates
from members.actions.import_undoing import undo_import
from members.actions.import_writing import commit_import
from members.actions.people import PersonData, change_contact
from members.actions.transfers import accept_transfer, ask_to_move, release_member
from members.models import DuplicatePair, Membership, Person, Transfer
from organiser.base import clock
from organiser.base.errors import Conflict
from tests.api.test_leaks import addresses, all_that_can_be_read
from tests.helpers import clock_days, stage
from tests.world import Place, add_member


@pytest.fixture
def gone(harbour: Place, mill: Place) -> Transfer:
    """Gil, who moved from South to North today; her contact data changed there since."""
    gil = harbour.members["Gil South"]
    transfer = ask_to_move(gil.person, membership=gil, to=harbour.branches["North"])
    transfer = release_member(harbour.person("Fay South"), transfer=transfer)
    transfer = accept_transfer(harbour.secretary, transfer=transfer)
    gil.refresh_from_db()
    data = PersonData(name="Gil South", email="new.gil@example.org", phone="030 777 1234", town="Neustadt")
    change_contact(harbour.secretary, membership=gil, data=data)
    return transfer


def test_A5_a_move_goes_its_steps_through_the_api(harbour, mill, as_person):
    gil = harbour.members["Gil South"]
    member, fay, ana = as_person(gil.person), as_person(harbour.person("Fay South")), as_person(harbour.secretary)
    north = harbour.branches["North"].public_id
    made = member.tell("transfers/", {"membership": gil.public_id, "to": north}, 201)
    assert (made["state"], made["from_branch"]["name"], made["to_branch"]["name"]) == ("requested", "South", "North")
    assert member.tell(f"transfers/{made['id']}/release/", {}, 403)["code"] == "power_missing"
    released = fay.tell(f"transfers/{made['id']}/release/", {"note": "Has a key."})
    assert (released["state"], released["release_note"]) == ("released", "Has a key.")
    assert fay.tell(f"transfers/{made['id']}/accept/", {}, 403)["code"] == "power_missing"
    assert ana.tell(f"transfers/{made['id']}/accept/", {})["state"] == "accepted"
    assert [row["id"] for row in fay.ask("transfers/", state="accepted")["results"]] == [made["id"]]
    history = fay.ask(f"transfers/{made['id']}/")["history"]
    assert [(span["state"], span["branch"]["name"]) for span in history] == [("full", "South")]
    assert member.tell("transfers/", {"membership": gil.public_id, "to": "0" * 16}, 400)["code"] == "branch"


def test_a_move_is_refused_and_taken_back_through_the_api(harbour, mill, as_person):
    bea = harbour.members["Bea North"]
    member, fay = as_person(bea.person), as_person(harbour.person("Fay South"))
    south = harbour.branches["South"].public_id
    made = member.tell("transfers/", {"membership": bea.public_id, "to": south}, 201)
    release_member(harbour.secretary, transfer=Transfer.objects.get())
    assert fay.ask(f"transfers/{made['id']}/")["history"] is None
    assert fay.tell(f"transfers/{made['id']}/refuse/", {"reason": "Full."})["reason"] == "Full."
    assert fay.ask(f"transfers/{made['id']}/", 404)["code"] == "no_transfer"
    again = member.tell("transfers/", {"membership": bea.public_id, "to": south}, 201)
    assert member.tell(f"transfers/{again['id']}/withdraw/", {})["state"] == "withdrawn"


def test_7_the_old_secretary_reads_the_move_and_no_new_contact_data_at_any_address(harbour, gone, as_person):
    fay = as_person(harbour.person("Fay South"))
    text = all_that_can_be_read(fay)
    assert "Gil South" in text
    for hidden in ("new.gil@example.org", "030 777 1234", "Neustadt", "Bea North"):
        assert hidden not in text
    gil = harbour.members["Gil South"]
    assert fay.ask(f"memberships/{gil.public_id}/", 404)["code"] == "no_member"
    assert fay.ask("memberships/", q="gil")["results"] == []


def test_7_when_the_days_are_over_no_address_tells_of_her_any_more(harbour, gone, as_person):
    fay = as_person(harbour.person("Fay South"))
    with clock.at(clock.now() + clock_days(31)):
        assert "Gil" not in all_that_can_be_read(fay)
        assert fay.ask(f"transfers/{gone.public_id}/", 404)["code"] == "no_transfer"
        south = harbour.body("South").public_id
        for asked in ({"body": south}, {"body": south, "active_on": "2026-01-01"}, {"q": "gil"}):
            assert "Gil" not in str(fay.ask("memberships/", **asked))


def test_7_stranger_member_and_token_for_another_body_find_no_move(harbour, mill, gone, as_person, as_program):
    for caller in (
        as_person(mill.secretary),
        as_person(harbour.person("Hal South")),
        as_program(harbour.person("Fay South"), harbour.body()),
    ):
        assert caller.ask("transfers/")["results"] == []
        assert caller.ask(f"transfers/{gone.public_id}/", 404)["code"] == "no_transfer"
        assert caller.tell(f"transfers/{gone.public_id}/accept/", {}, 404)["code"] == "no_transfer"


def test_7_undoing_an_import_of_the_old_branch_does_not_reach_who_moved(harbour, mill):
    fay, south, gil = harbour.person("Fay South"), harbour.body("South"), harbour.members["Gil South"]
    row = f"Number,Name,Phone\n{gil.number},Gil South,030 111 2222\n"
    changed = commit_import(fay, batch=stage(fay, south, row, update=("phone",)))
    made = commit_import(fay, batch=stage(fay, south, "Name\nNew South\n"))
    fresh = Membership.objects.get(person__name="New South")
    for membership in (Membership.objects.get(pk=gil.pk), fresh):
        transfer = ask_to_move(membership.person, membership=membership, to=harbour.branches["North"])
        accept_transfer(harbour.secretary, transfer=release_member(fay, transfer=transfer))
    undone = undo_import(fay, batch=changed)
    assert Person.objects.get(pk=gil.person_id).phone == "0301112222"
    assert "Gil" not in str(list(undone.rows.values_list("problems", flat=True)))
    with pytest.raises(Conflict) as refused:
        undo_import(fay, batch=made)
    assert (refused.value.code, "New" in refused.value.sentence) == ("import_in_use", False)


def test_7_a_file_changes_nobody_who_moved_between_looking_and_writing(harbour, mill):
    fay, south, gil = harbour.person("Fay South"), harbour.body("South"), harbour.members["Gil South"]
    batch = stage(fay, south, f"Number,Name,Phone\n{gil.number},Gil South,030 111 2222\n", update=("phone",))
    transfer = ask_to_move(gil.person, membership=gil, to=harbour.branches["North"])
    accept_transfer(harbour.secretary, transfer=release_member(fay, transfer=transfer))
    with pytest.raises(Conflict) as refused:
        commit_import(fay, batch=batch)
    assert refused.value.code == "changed_since"
    assert Person.objects.get(pk=gil.person_id).phone == ""


@pytest.fixture
def pair(harbour: Place, mill: Place) -> DuplicatePair:
    """Two records in South, and one in North that looks like them."""
    for name, branch in (("Gill South", "South"), ("Gil Sout", "North")):
        add_member(harbour, name, branch)
    people = Person.objects.filter(name__startswith="Gil")
    people.update(phone="030 555 0142")
    look_for_duplicates(harbour.secretary, body=harbour.body())
    return DuplicatePair.objects.get(first=harbour.members["Gil South"], second=harbour.members["Gill South"])


def test_pairs_are_looked_for_dismissed_merged_and_taken_apart_through_the_api(harbour, pair, as_person):
    fay = as_person(harbour.person("Fay South"))
    looked = fay.tell("duplicates/look/", {"body": harbour.body("South").public_id})
    assert (looked["people"], looked["found"]) == (6, 1)
    rows = fay.ask("duplicates/", state="proposed")["results"]
    assert [(row["first"]["name"], row["second"]["name"]) for row in rows] == [("Gil South", "Gill South")]
    keep, drop = rows[0]["first"]["id"], rows[0]["second"]["id"]
    assert fay.tell("merges/", {"keep": keep, "drop": drop, "take": ["password"]}, 400)["code"] == "choices"
    merge = fay.tell("merges/", {"keep": keep, "drop": drop, "take": ["name"]}, 201)
    assert (merge["kept"]["name"], merge["number"]) == ("Gill South", rows[0]["second"]["number"])
    assert fay.ask(f"memberships/{drop}/", 404)["code"] == "no_member"
    assert [row["id"] for row in fay.ask("memberships/", q=merge["number"])["results"]] == [keep]
    assert fay.tell(f"merges/{merge['id']}/undo/", {})["undone_at"] is not None
    assert fay.tell(f"duplicates/{pair.public_id}/dismiss/", {})["state"] == "dismissed"


def test_a_look_says_how_many_pairs_of_near_names_it_left_for_another_time(harbour, mill, as_person, monkeypatch):
    monkeypatch.setattr("members.actions.duplicates.MOST_WEAK", 1)
    for name in ("Robert Kahn", "Rodert Kahn", "Gudrun Hohenstein", "Gudrun Hohenstain", "Robert Kahm"):
        member = add_member(harbour, name, "South")
        Person.objects.filter(pk=member.person_id).update(email=None)
    looked = as_person(harbour.person("Fay South")).tell("duplicates/look/", {"body": harbour.body("South").public_id})
    assert (looked["found"], looked["left_out"]) == (1, 2)


def test_7_a_pair_with_one_half_elsewhere_is_at_no_address_of_a_branch(harbour, mill, pair, as_person, as_program):
    across = DuplicatePair.objects.exclude(pk=pair.pk).first()
    for caller in (
        as_person(harbour.person("Fay South")),
        as_person(harbour.person("Gil South")),
        as_person(mill.secretary),
        as_program(harbour.secretary, harbour.body("North")),
    ):
        assert caller.ask(f"duplicates/{across.public_id}/", 404)["code"] == "no_pair"
        assert caller.tell(f"duplicates/{across.public_id}/dismiss/", {}, 404)["code"] == "no_pair"
    fay = as_person(harbour.person("Fay South"))
    assert "Gil Sout'" not in all_that_can_be_read(fay)
    keep, drop = pair.first.public_id, across.second.public_id
    if across.first_id != pair.first_id:
        drop = across.second.public_id
    assert fay.tell("merges/", {"keep": keep, "drop": drop}, 404)["code"] == "no_member"


def test_every_address_of_these_lists_is_walked_by_the_leak_tests(harbour, pair, gone):
    walked = {address.split("/")[3] for address in addresses() if address.count("/") == 5}
    assert {"transfers", "duplicates"} <= walked
