"""Tasks, the calendar and the figure on the pages; who comes in, and what each of them reads."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from assemblies.actions.calendars import calendar_digest, make_calendar_address, revoke_calendar_address
from assemblies.actions.tasks import TaskDraft, add_decision_task
from assemblies.models import CalendarKey, DecisionTask, Motion
from members.actions.memberships import change_state
from organisations.validators import DecisionDates
from organiser.base import clock
from organiser.base.errors import NotFound, NotPermitted
from tests.helpers import bound, decide_in_assembly, decide_online, north_motion, refuses, writes
from tests.pages import signed_in


@pytest.fixture
def decision(harbour, mill):
    dates = DecisionDates(review_on=day(40), expires_on=day(90))
    return decide_online(harbour, north_motion(harbour, dates=dates)).decision


def day(number):
    return clock.today() + timedelta(days=number)


def give(place, decision, number=10, what="Write the letter"):
    draft = TaskDraft(what, day(number), member=place.members["Bea North"].public_id)
    return add_decision_task(place.secretary, decision=decision, draft=draft)


def text(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def test_doors_of_tasks_and_calendars(harbour, mill, decision):
    task, north = give(harbour, decision), harbour.body("North").public_id
    pages = {
        reverse("task", args=[task.public_id]): [200, 200, 404, 404],
        reverse("task_new", args=[decision.public_id]): [200, 403, 403, 404],
        reverse("calendar", args=[north]): [200, 200, 403, 404],
    }
    people = [harbour.secretary, harbour.person("Cyd North"), harbour.person("Gil South"), mill.secretary]
    for address, expected in pages.items():
        assert [signed_in(who).get(address).status_code for who in people] == expected, address
        assert Client().get(address).url == f"{reverse('account_login')}?next={address}"
        assert signed_in(harbour.secretary).delete(address).status_code == 405
    end = reverse("calendar_revoke", args=[north])
    assert [signed_in(who).post(end).status_code for who in people] == [404, 404, 403, 404]
    assert signed_in(people[0]).get(end).status_code == 302


def test_a_task_is_given_on_the_page_by_name_or_role(harbour, decision):
    client, address = signed_in(harbour.secretary), reverse("task_new", args=[decision.public_id])
    for who in ("bea north", "Treasurer"):
        sent = {"what": "Collect", "member": who, "due_on": day(5).isoformat()}
        assert client.post(address, sent).url == reverse("decision", args=[decision.public_id])
    assert [str(task.person or task.role) for task in DecisionTask.objects.order_by("pk")] == ["Bea North", "Treasurer"]
    answer = client.post(address, {"what": "x", "member": "Nobody", "due_on": day(5).isoformat()})
    assert answer.status_code == 422
    assert "North has no member of that name or number" in answer.content.decode()


def test_whoever_holds_a_task_sees_it_first_and_reports_back(harbour, decision):
    task, client = give(harbour, decision, 1), signed_in(harbour.person("Bea North"))
    with clock.at(clock.now() + timedelta(days=2)):
        page = text(client, "today")
        assert "What you took on" in page
        assert "Overdue: it was due on" in page
        assert "What you took on" not in text(signed_in(harbour.person("Cyd North")), "today")
        desk = text(signed_in(harbour.secretary), "desk", harbour.body("North").public_id)
        assert "One task of a decision is overdue" in desk
        assert "Write the letter (Bea North)." in desk
        sent = client.post(reverse("task", args=[task.public_id]), {"done": "no", "report": ""})
        assert sent.status_code == 422
        sent = client.post(reverse("task", args=[task.public_id]), {"done": "yes", "report": "Sent."})
        assert sent.url == reverse("decision", args=[decision.public_id])
    assert "Sent." in text(client, "decision", decision.public_id)


def test_tasks_of_a_decision_are_for_members_of_the_body(harbour, decision):
    give(harbour, decision)
    assert "Who carries it out" in text(signed_in(harbour.person("Cyd North")), "decision", decision.public_id)
    other = text(signed_in(harbour.person("Gil South")), "decision", decision.public_id)
    assert ("Who carries it out" in other, "Bea North" in other) == (False, False)


def test_figure_of_the_register_is_for_members_and_has_a_table(harbour, decision):
    north, cyd = harbour.body("North").public_id, signed_in(harbour.person("Cyd North"))
    assert "Unknown: no decision with tasks has come to its day yet." in text(cyd, "decisions", north)
    give(harbour, decision, 1)
    with clock.at(clock.now() + timedelta(days=2)):
        page = text(cyd, "decisions", north)
        assert "0 of 1 decisions with tasks were carried out by their day, 0 %." in page
        assert '<tr><th scope="row">Not done so far</th><td class="n">1</td></tr>' in page
        assert "carried out" not in text(signed_in(harbour.person("Gil South")), "decisions", north)


@pytest.mark.parametrize("rows", [1, 3])
def test_one_and_three_tasks_take_the_same_queries(harbour, decision, rows, django_assert_num_queries):
    for number in range(rows):
        give(harbour, decision, 5 + number)
    client = signed_in(harbour.person("Bea North"))
    client.get("/")
    with django_assert_num_queries(PAGE_QUERIES):
        text(client, "decision", decision.public_id)


PAGE_QUERIES = 18


def test_motion_takes_dates_and_tasks_on_the_form(harbour, mill):
    client, north = signed_in(harbour.person("Bea North")), harbour.body("North").public_id
    address = reverse("motion_new", args=[north]) + "?effect="
    sent = {
        "kind": "ordinary", "title": "Clean the yard", "text": "The assembly cleans.", "review_on": day(30).isoformat(),
        "task-1-what": "Bring brooms", "task-1-who": "Cyd North", "task-1-until": day(9).isoformat(),
    }  # fmt: skip
    wrong = client.post(address, {**sent, "task-1-who": "", "expires_on": day(2).isoformat()})
    assert wrong.status_code == 422
    assert "A task says what, who and until when." in wrong.content.decode()
    motion = Motion.objects.get(public_id=client.post(address, sent).url.split("/")[-2])
    member = harbour.members["Cyd North"].public_id
    assert motion.tasks == [{"what": "Bring brooms", "until": day(9).isoformat(), "member": member}]
    assert motion.review_on == day(30)
    assert "Bring brooms" in text(client, "motion", motion.public_id)
    assert "Bring brooms" not in text(signed_in(harbour.person("Gil South")), "motion", motion.public_id)
    late = client.post(address, {**sent, "expires_on": day(2).isoformat()})
    assert "Look at a decision again before it expires." in late.content.decode()


def test_calendar_is_made_once_read_without_signing_in_and_ended(harbour, decision):
    give(harbour, decision, 12)
    north, client = harbour.body("North").public_id, signed_in(harbour.person("Cyd North"))
    page = client.post(reverse("calendar", args=[north])).content.decode()
    address = page.split("http://testserver")[1].split("</textarea>")[0]
    assert ("cyd" in address.lower(), "north" in address.lower(), "@" in address) == (False, False, False)
    answer = Client().get(address)
    feed = answer.content.decode().replace("\r\n ", "")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert "no-store" in answer["Cache-Control"]
    dates = [line[-8:] for line in feed.split("\r\n") if line.startswith("DTSTART")]
    assert dates == [f"{day(number):%Y%m%d}" for number in (12, 40, 90)]
    assert "Bea North" not in feed
    assert address not in text(client, "calendar", north)
    client.post(reverse("calendar_revoke", args=[north]))
    assert Client().get(address).status_code == 404
    assert Client().post(address).status_code in {403, 404, 405}


def test_calendar_shows_what_the_reader_may_see_at_that_moment(harbour, mill, decision):
    give(harbour, decision, 12)
    cyd = harbour.person("Cyd North")
    made = make_calendar_address(cyd, body=harbour.body("North"))
    address = reverse("calendar_feed", args=[made.secret])
    assert Client().get(address).content.count(b"BEGIN:VEVENT") == 3
    change_state(harbour.secretary, membership=harbour.members["Cyd North"], to="resigned")
    assert Client().get(address).status_code == 404


def test_second_address_ends_the_first_and_nobody_makes_one_elsewhere(harbour, mill):
    cyd, north = harbour.person("Cyd North"), harbour.body("North")
    first = make_calendar_address(cyd, body=north)
    with writes("make_calendar_address"):
        second = make_calendar_address(cyd, body=north)
    alive = CalendarKey.objects.filter(revoked_at__isnull=True).values_list("digest", flat=True)
    assert list(alive) == [calendar_digest(second.secret)]
    assert first.secret != second.secret
    south = harbour.body("South")
    with refuses(NotFound, "no_body"):
        make_calendar_address(cyd, body=south)
    with refuses(NotPermitted, "token_makes_token"):
        make_calendar_address(bound(cyd, north), body=north)
    with refuses(NotFound, "no_calendar"):
        revoke_calendar_address(harbour.secretary, key=second.key)
    with writes("revoke_calendar_address"):
        revoke_calendar_address(cyd, key=second.key)
    with writes():
        revoke_calendar_address(cyd, key=second.key)


def test_rescinding_an_election_is_not_for_other_branches_to_read(harbour, mill):
    role = harbour.branches["North"].roles.get(name="Treasurer")
    payload = {"role": role.public_id, "member": harbour.members["Bea North"].public_id}
    election = north_motion(harbour, kind="election", effect="fill_role", payload=payload, title="Elect Bea North")
    elected = decide_in_assembly(harbour, election).decision
    ends = {"kind": "rescind", "effect": "rescind", "payload": {"decision": elected.public_id}}
    motion = decide_in_assembly(harbour, north_motion(harbour, title="End the term of Bea North", **ends))
    gil, cyd = signed_in(harbour.person("Gil South")), signed_in(harbour.person("Cyd North"))
    for client, expected in ((gil, 404), (cyd, 200)):
        found = [
            client.get(reverse(name, args=[key])).status_code
            for name, key in (("motion", motion.public_id), ("decision", motion.decision.public_id))
        ]
        assert found == [expected, expected]
    assert "Bea North" not in text(gil, "decisions", harbour.body("North").public_id)
    assert "Bea North" in text(cyd, "decision", elected.public_id)
