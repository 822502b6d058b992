"""Tasks of decisions, and dates of motions, for programs."""

from datetime import timedelta

import pytest

from organiser.base import clock
from tests.helpers import decide_online, north_motion


@pytest.fixture
def decision(harbour, mill):
    return decide_online(harbour, north_motion(harbour)).decision


def day(number):
    return (clock.today() + timedelta(days=number)).isoformat()


def send(caller, path, values, status):
    answer = caller.post(f"/api/v1/{path}", values, format="json")
    assert answer.status_code == status, answer.content
    return answer.json()


def test_task_is_given_listed_and_reported_on(harbour, mill, decision, as_person):
    ana, bea = as_person(harbour.secretary), as_person(harbour.person("Bea North"))
    member = harbour.members["Bea North"].public_id
    values = {"decision": decision.public_id, "what": "Write", "due_on": day(9), "member": member}
    made = send(ana, "tasks/", values, 201)
    assert (made["holder"], made["role"], made["status"]) == ({"member": member, "name": "Bea North"}, None, "open")
    assert [row["id"] for row in bea.ask("tasks/", decision=decision.public_id, status="open")["results"]] == [
        made["id"]
    ]
    assert send(bea, f"tasks/{made['id']}/report/", {"status": "not_done"}, 400)["code"] == "report"
    told = send(bea, f"tasks/{made['id']}/report/", {"status": "done", "report": "Sent."}, 200)
    assert (told["status"], told["report"], told["reported_on"]) == ("done", "Sent.", day(0))
    gil = as_person(harbour.person("Gil South"))
    assert (gil.ask("tasks/")["results"], gil.ask(f"tasks/{made['id']}/", 404)["code"]) == ([], "no_task")
    assert send(as_person(harbour.person("Cyd North")), "tasks/", values, 403)["code"] == "power_missing"


def test_motion_takes_dates_and_tasks(harbour, mill, as_person):
    bea, north = as_person(harbour.person("Bea North")), harbour.body("North").public_id
    role = harbour.branches["North"].roles.get(name="Treasurer").public_id
    values = {
        "body": north, "title": "Yard", "text": "We clean.", "review_on": day(30), "effective_on": day(3),
        "tasks": [{"what": "Pay", "due_on": day(9), "role": role}],
    }  # fmt: skip
    made = send(bea, "motions/", values, 201)
    assert (made["effective_on"], made["review_on"], made["expires_on"]) == (day(3), day(30), None)
    assert made["tasks"] == [{"what": "Pay", "due_on": day(9), "member": None, "role": role}]
    assert as_person(harbour.person("Gil South")).ask(f"motions/{made['id']}/")["tasks"] is None
    assert send(bea, "motions/", {**values, "expires_on": day(2)}, 400)["field"] == "expires_on"
    assert send(bea, "motions/", {**values, "tasks": [{"what": "x", "due_on": day(1)}]}, 400)["code"] == "task_holder"
