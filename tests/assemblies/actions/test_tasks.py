"""Tasks of decisions: given with the motion or later, reported on by whoever holds them (mission E24)."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assemblies.actions.closing import close_ballot
from assemblies.actions.tasks import TaskDraft, add_decision_task, report_on_task
from assemblies.enums import TASK_STEPS, TaskStatus
from assemblies.models import DecisionTask
from assemblies.queries.tasks import carried_out, held_by, my_tasks_in, overdue_in, tasks_visible_to, without_effect_in
from assemblies.web.decision_panels import share
from organisations.enums import DecisionStatus
from organisations.models import Decision
from organiser.base import clock
from organiser.base.errors import Invalid, NotPermitted, WrongState
from skills.actions.roles import resign_from_role
from skills.models import Role, Term
from tests.helpers import (
    OUTSIDERS,
    bound,
    cast,
    decide_online,
    north_motion,
    online_ballot,
    outsider,
    people_of,
    refuses,
    writes,
)

# A task: due in so many days; not reported on, reported not done, or done after so many days.
TASK = st.tuples(st.integers(1, 9), st.sampled_from(["", "no", 1, 5, 12]))


def days(number: int) -> date:
    return clock.today() + timedelta(days=number)


def later(number: int):
    return clock.at(clock.now() + timedelta(days=number))


@pytest.fixture
def decision(harbour, mill) -> Decision:
    return decide_online(harbour, north_motion(harbour)).decision


def for_bea(place, number: int = 10, what: str = "Write the letter") -> TaskDraft:
    return TaskDraft(what, days(number), member=place.members["Bea North"].public_id)


def give(place, decision: Decision, number: int = 10) -> DecisionTask:
    return add_decision_task(place.secretary, decision=decision, draft=for_bea(place, number))


def test_tasks_of_a_motion_are_given_when_it_carries(harbour, mill):
    role = Role.objects.get(body=harbour.body("North"), name="Treasurer")
    tasks = (for_bea(harbour, 40), TaskDraft("Pay the roofer", days(2), role=role.public_id))
    motion = north_motion(harbour, tasks=tasks)
    assert DecisionTask.objects.count() == 0
    done = decide_online(harbour, motion)
    given = list(done.decision.tasks.order_by("due_on"))
    assert [(task.what, task.person, task.role, task.power) for task in given] == [
        ("Pay the roofer", None, role, ""),
        ("Write the letter", harbour.person("Bea North"), None, ""),
    ]
    assert [task.due_on for task in given] == [days(6), days(40)]  # the vote overtook the first day


def test_tasks_of_a_motion_that_fell_are_given_to_nobody(harbour, mill):
    decide_online(harbour, north_motion(harbour, tasks=(for_bea(harbour),)), "---++")
    assert DecisionTask.objects.count() == 0


def test_a_motion_gives_at_most_ten_tasks(harbour, mill):
    with refuses(Invalid, "tasks"):
        north_motion(harbour, tasks=tuple(for_bea(harbour) for _ in range(11)))
    assert len(north_motion(harbour, tasks=tuple(for_bea(harbour) for _ in range(10))).tasks) == 10


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"what": " "}, "task"),
        ({"what": "x" * 501}, "task"),
        ({"due_on": -1}, "day_past"),
        ({"due_on": 3700}, "too_far_ahead"),
        ({"member": ""}, "task_holder"),
        ({"role": "0123456789abcdef"}, "task_holder"),
        ({"member": "0123456789abcdef"}, "no_member"),
        ({"member": "", "role": "0123456789abcdef"}, "no_role"),
    ],
)
def test_a_task_says_what_who_and_until_when(harbour, decision, change, code):
    values = {"what": "Write", "due_on": 5, "member": harbour.members["Bea North"].public_id, "role": "", **change}
    draft = TaskDraft(values["what"], days(values["due_on"]), values["member"], values["role"])
    with refuses(Invalid, code):
        add_decision_task(harbour.secretary, decision=decision, draft=draft)


def test_members_and_roles_of_other_bodies_are_given_nothing(harbour, mill, decision):
    south = harbour.members["Gil South"].public_id
    role = Role.objects.filter(body=harbour.body("South")).first().public_id
    stranger = mill.members["Lea Mill"].public_id
    for draft, code in (
        (TaskDraft("x", days(1), member=south), "no_member"),
        (TaskDraft("x", days(1), member=stranger), "no_member"),
        (TaskDraft("x", days(1), role=role), "no_role"),
    ):
        with refuses(Invalid, code):
            add_decision_task(harbour.secretary, decision=decision, draft=draft)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_tasks_are_given_by_those_who_call_facilitate_or_take_minutes(harbour, mill, decision, who):
    actor = outsider(who, harbour, mill)
    with refuses(NotPermitted, "power_missing"):
        add_decision_task(actor, decision=decision, draft=for_bea(harbour))


def test_a_decision_that_does_not_hold_gives_no_tasks(harbour, decision):
    Decision.objects.filter(pk=decision.pk).update(status=DecisionStatus.RESCINDED)
    with refuses(WrongState, "decision_over"):
        give(harbour, decision)


def test_whoever_holds_a_task_reports_once(harbour, decision):
    task, bea = give(harbour, decision), harbour.person("Bea North")
    with writes("report_on_task") as entries:
        told = report_on_task(bea, task=task, done=True, report=" Sent on Monday. ")
    assert (told.status, told.report, told.reported_on, told.reported_by) == ("done", "Sent on Monday.", days(0), bea)
    assert (entries[0].subject, entries[0].content.content["status"]) == (task.public_id, "done")
    with refuses(WrongState, "state_step"):
        report_on_task(bea, task=task, done=True)


def test_what_was_not_done_says_why_and_can_be_done_later(harbour, decision):
    task, bea = give(harbour, decision), harbour.person("Bea North")
    with refuses(Invalid, "report"):
        report_on_task(bea, task=task, done=False)
    report_on_task(bea, task=task, done=False, report="No stamps.")
    with later(3):
        told = report_on_task(bea, task=task, done=True, report="Sent.")
    assert (told.status, told.report) == ("done", "No stamps.\nSent.")


@pytest.mark.parametrize("who", ["member", "secretary of the other branch", "stranger", "token for another body"])
def test_nobody_reports_on_the_task_of_another(harbour, mill, decision, who):
    actor = outsider(who, harbour, mill)
    if who == "member":
        actor = harbour.person("Cyd North")
    task = give(harbour, decision)
    with refuses(NotPermitted, "token_body" if who == "token for another body" else "not_your_task"):
        report_on_task(actor, task=task, done=True)


def test_a_token_for_another_body_reports_nothing(harbour, decision):
    task = give(harbour, decision)
    with refuses(NotPermitted, "token_body"):
        report_on_task(bound(harbour.person("Bea North"), harbour.body()), task=task, done=True)


def test_a_task_of_a_role_passes_on_with_the_role(harbour, decision):
    role = Role.objects.get(body=harbour.body("North"), name="Treasurer")
    draft = TaskDraft("Pay", days(5), role=role.public_id)
    task = add_decision_task(harbour.secretary, decision=decision, draft=draft)
    assert list(held_by(harbour.secretary)) == [task]
    resign_from_role(harbour.secretary, term=Term.objects.get(role=role))
    assert list(held_by(harbour.secretary)) == []


def test_tasks_are_for_members_of_the_body_to_read(harbour, mill, decision):
    task = give(harbour, decision)
    readers = [harbour.person("Cyd North"), harbour.person("Gil South"), mill.secretary]
    assert [list(tasks_visible_to(reader)) for reader in readers] == [[task], [], []]


def test_overdue_from_the_day_after(harbour, decision):
    task, bea = give(harbour, decision, 10), harbour.person("Bea North")
    north = harbour.body("North")
    with later(10):
        assert list(overdue_in(north)) == []
    with later(11):
        assert list(overdue_in(north)) == [task]
        assert list(my_tasks_in(bea, north)) == [task]
        report_on_task(bea, task=task, done=True)
        assert (list(overdue_in(north)), list(my_tasks_in(bea, north))) == ([], [])


def test_effect_that_fails_leaves_the_decision_and_a_task_for_those_who_call(harbour, mill):
    payload = {"name": "Librarian", "powers": [], "seats": 1, "description": ""}
    ballots = [online_ballot(harbour, north_motion(harbour, effect="create_role", payload=payload)) for _ in range(2)]
    for ballot in ballots:
        cast(ballot, people_of(harbour, "North")[:3], "+++")
        with clock.at(ballot.closes_at):
            close_ballot(harbour.secretary, ballot=ballot)
    first, second = Decision.objects.filter(effect="create_role").order_by("number")
    assert (first.effect_failed, first.tasks.count(), second.status) == ("", 0, DecisionStatus.IN_FORCE)
    task = second.tasks.get()
    assert second.effect_failed != ""
    assert task.what == f"Carried, could not take effect: {second.effect_failed}"
    assert (task.person, task.role, task.power, task.due_on) == (None, None, "call_assemblies", days(34))
    assert list(without_effect_in(harbour.body("North"))) == [task]
    assert task in held_by(harbour.secretary)
    assert task not in held_by(harbour.person("Bea North"))


def test_a_member_who_left_hands_the_task_to_those_who_call(harbour, mill):
    motion = north_motion(harbour, tasks=(for_bea(harbour),))
    membership = harbour.members["Bea North"]
    type(membership).objects.filter(pk=membership.pk).update(state="resigned")
    assert decide_online(harbour, motion, "+").decision.tasks.get().power == "call_assemblies"


def test_E24_share_of_decisions_carried_out_by_their_day(harbour, mill):
    north, bea = harbour.body("North"), harbour.person("Bea North")
    made = [decide_online(harbour, north_motion(harbour, title=f"Number {n}")).decision for n in range(5)]
    in_time, late, missing, ahead, without = made
    assert share(carried_out(north)) == "Unknown: no decision with tasks has come to its day yet."
    both = [give(harbour, in_time, 5), give(harbour, in_time, 10)]
    slow, never = give(harbour, late, 5), give(harbour, missing, 5)
    give(harbour, ahead, 60)
    for task in both:
        report_on_task(bea, task=task, done=True)
    with later(20):
        report_on_task(bea, task=slow, done=True)
        report_on_task(bea, task=never, done=False, report="No money.")
        found = carried_out(north)
        assert (found.in_time, found.late, found.missing) == (1, 1, 1)
        assert share(found) == "1 of 3 decisions with tasks were carried out by their day, 33 %."
        assert carried_out(harbour.body("South")).known == 0
    assert without.tasks.count() == 0


def test_steps_of_a_task():
    steps = {(came, to) for came, ways in TASK_STEPS.items() for to in ways}
    assert steps == {
        (TaskStatus.OPEN, TaskStatus.DONE),
        (TaskStatus.OPEN, TaskStatus.NOT_DONE),
        (TaskStatus.NOT_DONE, TaskStatus.DONE),
    }


@pytest.mark.django_db
@settings(max_examples=15, deadline=None)
@given(
    plan=st.lists(st.lists(st.tuples(st.integers(1, 9), st.sampled_from(["", "no", 1, 5, 12])), max_size=3), max_size=4)
)
def test_E24_figure_counts_every_decision_once_whatever_came_of_its_tasks(plan):
    from django.db import transaction  # noqa: PLC0415  # rolled back for each example

    from tests.conftest import build_harbour  # noqa: PLC0415
    from tests.snapshots import once  # noqa: PLC0415

    with transaction.atomic():
        place = once("harbour", build_harbour)
        north, expected = place.body("North"), [0, 0, 0]
        for number, tasks in enumerate(plan):
            decision = decide_online(place, north_motion(place, title=f"N{number}")).decision
            states = []
            for due, what in tasks:
                task = give(place, decision, due)
                if what in ("", "no"):
                    states.append("missing")
                    if what:
                        report_on_task(place.person("Bea North"), task=task, done=False, report="Why.")
                    continue
                with later(int(what)):
                    report_on_task(place.person("Bea North"), task=task, done=True)
                states.append("in_time" if what <= due else "late")
            if states:
                expected[2 if "missing" in states else 1 if "late" in states else 0] += 1
        with later(13):
            found = carried_out(north)
        assert [found.in_time, found.late, found.missing] == expected
        transaction.set_rollback(True)
