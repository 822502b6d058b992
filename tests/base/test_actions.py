"""The shape of an action: one transaction, exactly one ledger entry of its own."""

import pytest
from django.db import transaction

from members.models import Person
from organiser.base.actions import UnrecordedAction, action, locked, nothing_to_do, record
from organiser.base.actor import CLOCK
from organiser.base.errors import Conflict
from tests.helpers import state_of_things, writes
from tests.world import make_person


def say(what: str) -> None:
    record(CLOCK, what, chain="test", content={})


@action
def one_entry(_actor, *, word="one"):
    say(word)
    return word


@action
def no_entry(_actor):
    make_person("Half Written")


@action
def two_entries(_actor):
    say("first")
    say("second")


@action
def with_inner(actor, *, inner):
    inner(actor)
    say("outer")


@action
def only_inner(actor):
    one_entry(actor)


@action
def done_before(_actor):
    nothing_to_do()


@action
def refused(_actor):
    make_person("Half Written")
    say("refused")
    raise Conflict("Done already.", code="done")


def test_action_writes_its_entry_and_gives_its_result(db):
    with writes("one"):
        assert one_entry(CLOCK) == "one"


def test_action_without_entry_is_a_fault_and_leaves_nothing(db):
    before = state_of_things()
    with pytest.raises(UnrecordedAction, match=r"^no_entry wrote 0 ledger entries instead of one\.$"):
        no_entry(CLOCK)
    assert state_of_things() == before
    assert Person.objects.filter(name="Half Written").count() == 0


def test_action_with_two_entries_is_a_fault_and_leaves_nothing(db):
    before = state_of_things()
    with pytest.raises(UnrecordedAction, match=r"^two_entries wrote 2 ledger entries instead of one\.$"):
        two_entries(CLOCK)
    assert state_of_things() == before


def test_nested_actions_write_one_entry_each(db):
    with writes("one", "outer"):
        with_inner(CLOCK, inner=one_entry)


def test_entry_of_an_inner_action_does_not_count_for_the_outer(db):
    with pytest.raises(UnrecordedAction, match=r"^only_inner wrote 0 ledger entries instead of one\.$"):
        only_inner(CLOCK)


def test_repetition_that_finds_nothing_to_do_owes_no_entry(db):
    with writes():
        assert done_before(CLOCK) is None
    with writes("outer"):
        with_inner(CLOCK, inner=done_before)


def test_refused_action_leaves_neither_rows_nor_entry(db):
    before = state_of_things()
    with pytest.raises(Conflict):
        refused(CLOCK)
    assert state_of_things() == before


def test_refused_inner_action_takes_the_outer_with_it(db):
    before = state_of_things()
    with pytest.raises(Conflict):
        with_inner(CLOCK, inner=refused)
    assert state_of_things() == before
    with writes("one"):
        one_entry(CLOCK)


def test_everything_but_the_actor_goes_by_name(db):
    with pytest.raises(TypeError):
        one_entry(CLOCK, "two")


def test_locked_reads_the_row_anew(db):
    person = make_person("Old Name")
    Person.objects.filter(pk=person.pk).update(name="New Name")
    with transaction.atomic():
        assert locked(person).name == "New Name"


def test_locked_refuses_a_row_that_no_longer_meets_the_conditions(db):
    person = make_person("Somebody")
    with pytest.raises(Person.DoesNotExist), transaction.atomic():
        locked(person, is_active=False)
