"""What a dissolved body left open is carried on by its heir: tasks, days of review, and decisions to take back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from assemblies.actions.assemblies import AssemblyPlan, prepare_assembly
from assemblies.actions.reviews import bring_back_decision
from assemblies.actions.tasks import TaskDraft, report_on_task
from assemblies.models import DecisionTask
from assemblies.queries.choices import decisions_to_rescind
from assemblies.queries.reviews import reviews_to_place
from assemblies.queries.tasks import held_by, overdue_in, tasks_visible_to
from organisations.actions.effects import clean_effect
from organisations.models import Body, Committee
from organisations.validators import DecisionDates
from organiser.base import clock
from organiser.base.actor import CLOCK
from organiser.base.errors import NotPermitted, RuleNotMet
from skills.models import Role
from tests.helpers import decide_in_assembly, decide_online, north_motion, refuses
from tests.organisations.changing import decided, moved
from tests.world import make_assembly

LATER = timedelta(days=7)


def in_days(number: int):
    return clock.today() + timedelta(days=number)


@pytest.fixture
def left_open(harbour, mill) -> DecisionTask:
    """North decided something with a day of review and a task for its treasurer, and was then merged into South."""
    role = Role.objects.get(body=harbour.body("North"), name="Treasurer").public_id
    dates = DecisionDates(review_on=in_days(40))
    tasks = (TaskDraft("Write the letter", in_days(20), role=role),)
    decide_online(harbour, north_motion(harbour, dates=dates, tasks=tasks))
    with clock.at(clock.now() + LATER):
        branch, into = harbour.body("North").public_id, harbour.body("South").public_id
        assert decided(harbour, "", "merge_branch", branch=branch, into=into).effect_failed == ""
    return DecisionTask.objects.get()


def fay(place):
    return place.branches["South"].memberships.get(person__name="Fay South").person


def test_heirs_callers_hold_the_tasks_of_its_roles_and_others_do_not(harbour, mill, left_open):
    with clock.at(clock.now() + 3 * LATER):
        assert list(held_by(fay(harbour))) == [left_open]
        for other in (harbour.person("Gil South"), mill.secretary):
            assert list(held_by(other)) == []
        assert list(tasks_visible_to(harbour.person("Gil South"))) == []
        assert [list(overdue_in(harbour.body(name))) for name in ("South", "")] == [[left_open], []]
        assert list(overdue_in(mill.body())) == []
        with refuses(NotPermitted, "not_your_task"):
            report_on_task(harbour.person("Gil South"), task=left_open, done=True)
        assert report_on_task(fay(harbour), task=left_open, done=True).status == "done"


def test_E17_its_decisions_come_back_onto_an_agenda_of_the_heir(harbour, mill, left_open):
    decision = left_open.decision
    with clock.at(clock.now() + 2 * LATER):
        assert list(reviews_to_place()) == []
        stranger = make_assembly(mill, days=30)
        with refuses(RuleNotMet, "other_body", "A decision comes back to the body that took it."):
            bring_back_decision(CLOCK, assembly=stranger, decision=decision)
        starts_at = clock.now() + timedelta(days=30)
        plan = AssemblyPlan("Assembly of both", starts_at, starts_at + timedelta(hours=2), "Hall", "none")
        assembly = prepare_assembly(fay(harbour), body=harbour.body("South"), plan=plan)
        assert [item.decision for item in assembly.items.all()] == [decision]


def test_B1_the_heir_takes_back_what_the_dissolved_body_left_in_force(harbour, mill, left_open):
    decision = left_open.decision
    decision.refresh_from_db()
    assert decision in decisions_to_rescind(harbour.body("South"))
    payload = {"decision": decision.public_id}
    assert clean_effect(harbour.body("South"), "rescind", "rescind", payload) == payload
    with clock.at(clock.now() + 2 * LATER):
        motion = moved(harbour, "South", "rescind", "rescind", **payload)
        assert decide_in_assembly(harbour, motion, "+++++", "South").decision.effect_failed == ""
    decision.refresh_from_db()
    assert decision.status == "rescinded"
    for other in (harbour.body(), mill.body()):
        assert decision not in decisions_to_rescind(other)


def test_a_committee_leaves_what_is_open_to_its_assembly_and_a_branch_to_the_organisation(harbour, mill):
    decide_online(harbour, north_motion(harbour, effect="found_committee", payload={"name": "Roof", "scope": "Roof."}))
    roof = Committee.objects.get()
    with clock.at(clock.now() + LATER):
        decided(harbour, "North", "dissolve_committee", "ordinary", body=roof.public_id)
    assert Body.objects.get(pk=roof.pk).heir == harbour.body("North")
    with clock.at(clock.now() + 2 * LATER):
        decided(harbour, "", "dissolve_body", body=harbour.body("North").public_id)
    heirs = {body.name: body.heir.name for body in Body.objects.exclude(heir=None).select_related("heir")}
    assert heirs == {"Roof": "Harbour Tenants", "North": "Harbour Tenants"}


def test_a_successor_named_later_is_the_heir_from_then_on(harbour, mill):
    north, south = harbour.body("North"), harbour.body("South")
    decided(harbour, "", "dissolve_body", body=north.public_id)
    assert harbour.body("North").heir == harbour.body()
    with clock.at(clock.now() + LATER):
        payload = {"body": north.public_id, "successor": south.public_id}
        assert decided(harbour, "", "name_successor", **payload).effect_failed == ""
    assert harbour.body("North").heir == south


def test_an_heir_that_ends_passes_on_what_it_had_inherited(harbour, mill, left_open):
    with clock.at(clock.now() + 2 * LATER):
        assert decided(harbour, "", "dissolve_body", body=harbour.body("South").public_id).effect_failed == ""
    assert [harbour.body(name).heir for name in ("North", "South")] == [harbour.body(), harbour.body()]


def test_the_database_knows_no_heir_of_a_body_that_exists_nor_of_itself(harbour, mill, left_open):
    north, south = harbour.body("North"), harbour.body("South")
    for body, heir in ((south, north), (north, north)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Body.objects.filter(pk=body.pk).update(heir=heir)
