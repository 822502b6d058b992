"""Decisions with a day of review come back onto an agenda by themselves, once (mission E17)."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from assemblies.actions.agenda import add_agenda_item
from assemblies.actions.assemblies import cancel_assembly
from assemblies.actions.reviews import bring_back_decision
from assemblies.models import AgendaItem
from assemblies.queries.assemblies import agenda_for
from assemblies.queries.reviews import reviews_coming, reviews_to_place
from organisations.enums import DecisionStatus
from organisations.models import Decision
from organisations.validators import DecisionDates
from organiser.base import clock
from organiser.base.actor import CLOCK
from organiser.base.errors import Conflict, Invalid, NotPermitted, RuleNotMet, WrongState
from tests.helpers import (
    OUTSIDERS,
    called_assembly,
    decide_in_assembly,
    decide_online,
    north_motion,
    opened_assembly,
    outsider,
    refuses,
    writes,
)
from tests.world import make_assembly


def reviewed(place, number: int = 30, **more) -> Decision:
    dates = DecisionDates(review_on=clock.today() + timedelta(days=number))
    return decide_online(place, north_motion(place, dates=dates, **more)).decision


def items(assembly) -> list[tuple[str, str]]:
    return [(item.kind, item.title) for item in assembly.items.order_by("position")]


def test_E17_decision_returns_to_the_agenda_of_an_assembly_that_is_prepared(harbour, mill):
    decision = reviewed(harbour)
    assert items(make_assembly(harbour, "North", days=29)) == []
    with writes("bring_back_decision", "prepare_assembly"):
        assembly = make_assembly(harbour, "North", days=30)
    item = assembly.items.get()
    assert (item.kind, item.decision, item.title) == (
        "review", decision, f"Look again at {decision.reference}, Repair the roof"
    )  # fmt: skip
    assert items(make_assembly(harbour, "North", days=40)) == []
    assert items(make_assembly(harbour, "", days=40)) == []


def test_E17_clock_puts_it_on_an_assembly_that_lay_ahead_already_once(harbour, mill):
    early, first, second = (make_assembly(harbour, "North", days=number) for number in (12, 35, 50))
    decision = reviewed(harbour)
    assert [decision.pk for decision in reviews_to_place()] == [decision.pk]
    for _ in range(2):
        call_command("clock", once=True)
    assert [assembly.items.count() for assembly in (early, first, second)] == [0, 1, 0]
    assert list(reviews_to_place()) == []


def test_E17_called_assembly_takes_it_too_and_one_called_off_does_not_count(harbour, mill):
    assembly = called_assembly(harbour, days=35)
    decision = reviewed(harbour)
    call_command("clock", once=True)
    assert AgendaItem.objects.get(decision=decision).assembly == assembly
    cancel_assembly(harbour.secretary, assembly=assembly)
    again = make_assembly(harbour, "North", days=40)
    assert [kind for kind, _title in items(again)] == ["review"]


def test_decision_that_ended_does_not_come_back(harbour, mill):
    Decision.objects.filter(pk=reviewed(harbour).pk).update(status=DecisionStatus.RESCINDED)
    assert items(make_assembly(harbour, "North", days=40)) == []


def test_it_is_at_the_desk_until_it_is_on_an_agenda(harbour, mill):
    decision, north = reviewed(harbour), harbour.body("North")
    assert (list(reviews_coming(north, 29)), list(reviews_coming(north, 30))) == ([], [decision])
    make_assembly(harbour, "North", days=40)
    assert list(reviews_coming(north, 60)) == []


@pytest.mark.parametrize("who", OUTSIDERS)
def test_it_is_brought_back_by_those_who_call_assemblies(harbour, mill, who):
    assembly = make_assembly(harbour, "North", days=20)
    decision = reviewed(harbour)
    actor = outsider(who, harbour, mill)
    with refuses(NotPermitted, "power_missing"):
        bring_back_decision(actor, assembly=assembly, decision=decision)


def test_it_comes_back_once_to_its_own_body_before_it_begins(harbour, mill):
    assembly, elsewhere = make_assembly(harbour, "North", days=20), make_assembly(harbour, "", days=20)
    decision, plain = reviewed(harbour), decide_online(harbour, north_motion(harbour)).decision
    with refuses(RuleNotMet, "other_body"):
        bring_back_decision(CLOCK, assembly=elsewhere, decision=decision)
    with refuses(Conflict, "reviewed"):
        bring_back_decision(CLOCK, assembly=assembly, decision=plain)
    bring_back_decision(harbour.secretary, assembly=assembly, decision=decision)
    with refuses(Conflict, "reviewed"):
        bring_back_decision(CLOCK, assembly=assembly, decision=decision)
    began, other = opened_assembly(harbour, north_motion(harbour)), reviewed(harbour)
    with refuses(WrongState, "assembly_state"):
        bring_back_decision(CLOCK, assembly=began, decision=other)


def test_no_review_is_put_on_an_agenda_by_hand(harbour):
    assembly = make_assembly(harbour, "North")
    with refuses(Invalid, "kind"):
        add_agenda_item(harbour.secretary, assembly=assembly, title="x", kind="review")


def test_review_of_an_election_names_nobody_and_other_branches_do_not_see_it(harbour, mill):
    role = harbour.branches["North"].roles.get(name="Treasurer")
    payload = {"role": role.public_id, "member": harbour.members["Bea North"].public_id}
    dates = DecisionDates(review_on=clock.today() + timedelta(days=40))
    title = "Elect Bea North treasurer"
    motion = north_motion(harbour, kind="election", effect="fill_role", payload=payload, dates=dates, title=title)
    decision = decide_in_assembly(harbour, motion).decision
    assembly = make_assembly(harbour, "North", days=60)
    assert items(assembly) == [("review", f"Look again at {decision.reference}")]
    seen = [agenda_for(harbour.person(name), assembly).count() for name in ("Cyd North", "Gil South")]
    assert seen == [1, 0]
