"""Assemblies, their door and their minutes through the API: what works, and who may not."""

from datetime import timedelta

import pytest

from assemblies.models import Assembly, Attendance
from organiser.base import clock
from tests.api.scenery import hold, move, prepare
from tests.helpers import people_of


@pytest.fixture
def ana(harbour, mill, as_person):
    return as_person(harbour.secretary)


@pytest.fixture
def bea(harbour, mill, as_person):
    return as_person(harbour.person("Bea North"))


@pytest.fixture
def draft(harbour, mill):
    return prepare(harbour.secretary, harbour.body("North"), "Monthly assembly")


def plan(body, days=10, **more):
    start = clock.now() + timedelta(days=days)
    return {
        "body": body.public_id,
        "title": "Monthly assembly",
        "starts_at": start.isoformat(),
        "ends_at": (start + timedelta(hours=2)).isoformat(),
        "place": "Hall",
        "provisions": "none",
        **more,
    }


@pytest.mark.parametrize(
    ("more", "status", "code", "field"),
    [
        ({"days": 3}, 422, "notice_period", "starts_at"),
        ({"title": " "}, 400, "title", "title"),
        ({"place": ""}, 400, "place", "place"),
        ({"ends_at": "2026-01-01T00:00:00Z"}, 400, "ends_at", "ends_at"),
        ({"starts_at": "soon"}, 400, "invalid", "starts_at"),
        ({"kind": "secret"}, 400, "invalid", "kind"),
    ],
)
def test_assembly_that_cannot_be_is_refused_with_the_field(ana, harbour, more, status, code, field):
    problem = ana.tell("assemblies/", plan(harbour.body("North"), **more), status)
    assert (problem["code"], problem["field"]) == (code, field)
    assert Assembly.objects.count() == 0


def test_member_calls_no_assembly_and_sees_no_draft(bea, harbour, mill, draft):
    assert bea.tell("assemblies/", plan(harbour.body("North")), 403)["code"] == "power_missing"
    assert bea.tell("assemblies/", plan(mill.body()), 404)["code"] == "no_body"
    assert bea.ask(f"assemblies/{draft.public_id}/", 404)["code"] == "no_assembly"
    assert bea.ask("assemblies/")["results"] == []
    for step in ("notice", "open", "close", "cancel", "here", "leave"):
        assert bea.tell(f"assemblies/{draft.public_id}/{step}/", {}, 404)["code"] == "no_assembly"


def test_steps_are_taken_in_their_order_alone(ana, harbour, draft):
    here = f"assemblies/{draft.public_id}/"
    assert ana.tell(f"{here}open/", {}, 409)["code"] == "state_step"
    assert ana.tell(f"{here}notice/")["status"] == "called"
    assert ana.tell(f"{here}notice/", {}, 409)["code"] == "state_step"
    assert ana.tell(f"{here}open/", {}, 409)["code"] == "too_early"
    assert ana.tell(f"{here}cancel/")["status"] == "cancelled"
    assert ana.tell(f"{here}agenda/", {"title": "Late"}, 409)["code"] == "assembly_state"


def test_agenda_takes_a_title_or_a_motion_and_not_both(ana, harbour, draft):
    here = f"assemblies/{draft.public_id}/agenda/"
    motion = move(harbour.body("North"), people_of(harbour, "North"), "Repair the roof")
    assert ana.tell(here, {}, 400)["field"] == "title"
    assert ana.tell(here, {"motion": motion.public_id, "title": "Both"}, 400)["field"] == "motion"
    assert ana.tell(here, {"title": "A motion", "kind": "motion"}, 400)["field"] == "kind"
    assert ana.tell(here, {"motion": motion.public_id}, 201)["motion"] == motion.public_id
    assert ana.tell(here, {"motion": motion.public_id}, 409)["code"] == "on_agenda"
    other = move(harbour.body("South"), people_of(harbour, "South"), "Elsewhere")
    assert ana.tell(here, {"motion": other.public_id}, 422)["code"] == "other_body"
    agenda = ana.ask(f"assemblies/{draft.public_id}/")["agenda"]
    assert [(item["position"], item["title"]) for item in agenda] == [
        (1, "Reports of Monthly assembly"),
        (2, "Repair the roof"),
    ]


def test_door_is_kept_by_its_keepers_and_members_check_in_alone(ana, bea, as_person, harbour, mill, draft):
    ana.tell(f"assemblies/{draft.public_id}/notice/")
    here = f"assemblies/{draft.public_id}/"
    assert ana.tell(f"{here}attendance/", {"members": [harbour.members["Cyd North"].public_id]}, 409)
    with clock.at(draft.starts_at):
        ana.tell(f"{here}open/")
        for part in ("attendance", "awaited"):
            assert bea.ask(f"{here}{part}/", 403)["code"] == "power_missing"
        cyd = harbour.members["Cyd North"].public_id
        assert bea.tell(f"{here}attendance/", {"members": [cyd]}, 403)["code"] == "power_missing"
        assert bea.tell(f"{here}here/", {"mode": "hall"}) == {"here": True}
        assert bea.ask(here)["here"] is True
        assert bea.tell(f"{here}leave/") == {"here": False}
        assert bea.tell(f"{here}leave/", {}, 409)["code"] == "not_present"
        stranger = harbour.members["Gil South"].public_id
        assert ana.tell(f"{here}attendance/", {"members": [cyd, stranger]}, 404)["field"] == "members"
        assert ana.tell(f"{here}attendance/", {"members": []}, 400)["field"] == "members"
        ana.tell(f"{here}attendance/", {"members": [cyd], "mode": "online"})
        gone = ana.tell(f"{here}check-out/", {"member": cyd})
        assert (gone["name"], gone["mode"], gone["left_at"] is None) == ("Cyd North", "online", False)
        assert [row["name"] for row in ana.ask(f"{here}attendance/", there="no")["results"]] == [
            "Bea North",
            "Cyd North",
        ]
        assert as_person(harbour.person("Gil South")).tell(f"{here}here/", {}, 404)["code"] == "no_member"
        assert as_person(mill.secretary).tell(f"{here}here/", {}, 404)["code"] == "no_assembly"
    assert Attendance.objects.count() == 2


def test_minutes_are_for_members_and_agreed_by_a_later_assembly(ana, bea, as_person, harbour, mill):
    north, ana_person = harbour.body("North"), harbour.secretary
    members = [harbour.members[name] for name in ("Ana Founder", "Bea North", "Cyd North", "Dan North", "Eve North")]
    held = hold(ana_person, north, members, "First")
    minutes = bea.ask("minutes/", assembly=held.public_id, status="draft")["results"][0]
    record = bea.ask(f"minutes/{minutes['id']}/")
    assert (record["present"], record["items"][0]["said"]) == (5, "Ana Founder reported.")
    for caller in (as_person(harbour.person("Gil South")), as_person(mill.secretary)):
        assert caller.ask(f"minutes/{minutes['id']}/", 404)["code"] == "no_minutes"
    later = prepare(ana_person, north, "Second", 20)
    ana.tell(f"assemblies/{later.public_id}/notice/")
    agree = f"minutes/{minutes['id']}/agree/"
    with clock.at(later.starts_at):
        assert ana.tell(agree, {"assembly": later.public_id}, 409)["code"] == "assembly_state"
        ana.tell(f"assemblies/{later.public_id}/open/")
        gil = as_person(harbour.person("Gil South"))
        assert gil.tell(agree, {"assembly": later.public_id}, 404)["code"] == "no_minutes"
        assert ana.tell(agree, {"assembly": held.public_id}, 422)["code"] == "minutes_assembly"
        agreed = ana.tell(agree, {"assembly": later.public_id})
        assert (agreed["status"], agreed["agreed_in"]["title"], len(agreed["digest"])) == ("agreed", "Second", 64)
        item = held.items.first().public_id
        said = {"item": item, "text": "Something else."}
        assert ana.tell(f"assemblies/{held.public_id}/minutes/", said, 409)["code"] == "minutes_agreed"
    assert bea.ask(f"minutes/{minutes['id']}/")["text"] == record["text"]


def test_minutes_are_written_by_those_who_take_them_under_an_item_of_that_agenda(ana, bea, harbour, draft):
    ana.tell(f"assemblies/{draft.public_id}/notice/")
    other = prepare(harbour.secretary, harbour.body("North"), "Another")
    said = {"item": draft.items.get().public_id, "text": "Said."}
    here = f"assemblies/{draft.public_id}/minutes/"
    assert ana.tell(here, said, 409)["code"] == "assembly_state"
    with clock.at(draft.starts_at):
        ana.tell(f"assemblies/{draft.public_id}/open/")
        assert bea.tell(here, said, 403)["code"] == "power_missing"
        wrong = {**said, "item": other.items.get().public_id}
        assert ana.tell(here, wrong, 404)["code"] == "no_item"
        assert ana.tell(here, said)["minutes"] == "Said."
