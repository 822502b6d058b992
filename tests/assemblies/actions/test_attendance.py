"""Checking in and out: the quorum counts those who are there."""

from datetime import timedelta

import pytest

from assemblies.actions.assemblies import close_assembly
from assemblies.actions.attendance import check_in, check_in_myself, check_out
from assemblies.models import Attendance
from assemblies.queries.assemblies import present_in
from organiser.base import clock
from organiser.base.errors import Invalid, NotFound, NotPermitted, WrongState
from tests.helpers import OUTSIDERS, bound, called_assembly, opened_assembly, outsider, refuses, writes

CLOSED = "People are checked in once the assembly is open, and until it is closed."


def ids(place, *names: str) -> list[str]:
    return [place.members[name].public_id for name in names]


def test_several_are_checked_in_at_once(harbour, mill):
    assembly = opened_assembly(harbour)
    with writes("check_in") as entries:
        names = ids(harbour, "Bea North", "Cyd North", "Bea North")
        rows = check_in(harbour.secretary, assembly=assembly, members=names)
    assert sorted(row.person.name for row in rows) == ["Bea North", "Cyd North"]
    assert entries[0].content.content == {"came": 2, "came_back": 0, "mode": "hall"}


def test_ledger_names_nobody_who_came(harbour):
    assembly = opened_assembly(harbour)
    with writes("check_in") as entries:
        check_in(harbour.secretary, assembly=assembly, members=ids(harbour, "Bea North"))
    said = str(entries[0].content.content)
    assert [word in said for word in ("Bea", harbour.members["Bea North"].public_id)] == [False, False]


def test_checking_in_again_changes_nothing(harbour):
    assembly = opened_assembly(harbour)
    for verbs in (("check_in",), ()):
        with writes(*verbs):
            check_in(harbour.secretary, assembly=assembly, members=ids(harbour, "Bea North"))
    assert Attendance.objects.count() == 1


def test_who_left_may_come_back(harbour):
    assembly = opened_assembly(harbour)
    bea = harbour.person("Bea North")
    check_in(harbour.secretary, assembly=assembly, members=ids(harbour, "Bea North"))
    with writes("check_out", "check_in"):
        assert check_out(bea, assembly=assembly, person=bea).left_at is not None
        assert present_in(assembly).count() == 0
        check_in_myself(bea, assembly=assembly)
    assert [(row.mode, row.left_at) for row in present_in(assembly)] == [("online", None)]


@pytest.mark.parametrize("who", OUTSIDERS)
def test_door_is_kept_by_those_who_hold_the_power(harbour, mill, who):
    assembly, actor = opened_assembly(harbour), outsider(who, harbour, mill)
    cyd = harbour.person("Cyd North")
    check_in(harbour.secretary, assembly=assembly, members=ids(harbour, "Cyd North"))
    sentence = "Only those who facilitate or keep the register of North do this."
    with refuses(NotPermitted, "power_missing", sentence):
        check_in(actor, assembly=assembly, members=ids(harbour, "Eve North"))
    with refuses(NotPermitted, "power_missing", sentence):
        check_out(actor, assembly=assembly, person=cyd)


def test_nobody_from_elsewhere_is_checked_in(harbour, mill):
    assembly = opened_assembly(harbour)
    for other in (harbour.members["Gil South"], mill.members["Lea Mill"]):
        with refuses(NotFound, "no_member", "Not all of them are members of North."):
            check_in(harbour.secretary, assembly=assembly, members=[*ids(harbour, "Bea North"), other.public_id])
        with refuses(NotFound, "no_member", "Only members of North take part in its assembly."):
            check_in_myself(other.person, assembly=assembly)


def test_token_checks_in_only_where_it_reaches(harbour):
    assembly, bea = opened_assembly(harbour), harbour.person("Bea North")
    with refuses(NotPermitted, "token_body", "This token does not reach that body."):
        check_in_myself(bound(bea, harbour.body()), assembly=assembly)
    through_own = bound(bea, harbour.body("North"))
    assert [row.person.name for row in check_in_myself(through_own, assembly=assembly)] == ["Bea North"]
    with refuses(NotPermitted, "token_body", "This token does not reach that body."):
        check_out(bound(bea, harbour.body()), assembly=assembly, person=bea)


def test_nobody_comes_before_the_opening_or_after_the_end(harbour):
    bea, called = harbour.person("Bea North"), called_assembly(harbour)
    closed = opened_assembly(harbour)
    with clock.at(closed.ends_at):
        close_assembly(harbour.secretary, assembly=closed)
    for assembly in (called, closed):
        for act in (
            lambda: check_in(harbour.secretary, assembly=assembly, members=ids(harbour, "Bea North")),  # noqa: B023
            lambda: check_in_myself(bea, assembly=assembly),  # noqa: B023  # called at once
            lambda: check_out(bea, assembly=assembly, person=bea),  # noqa: B023
        ):
            with refuses(WrongState, "assembly_state", CLOSED):
                act()


def test_who_is_not_there_cannot_leave(harbour):
    assembly, bea = opened_assembly(harbour), harbour.person("Bea North")
    with refuses(WrongState, "not_present", "They are not checked in, so there is nobody to check out."):
        check_out(bea, assembly=assembly, person=bea)


def test_mode_is_hall_or_online(harbour):
    assembly, bea = opened_assembly(harbour), harbour.person("Bea North")
    with refuses(Invalid, "mode", "Choose hall or online."):
        check_in_myself(bea, assembly=assembly, mode="letter")
    with refuses(Invalid, "mode", "Choose hall or online."):
        check_in(harbour.secretary, assembly=assembly, members=ids(harbour, "Bea North"), mode="")


def test_presence_is_dated(harbour):
    assembly, bea = opened_assembly(harbour), harbour.person("Bea North")
    with clock.at(assembly.starts_at):
        check_in_myself(bea, assembly=assembly)
    with clock.at(assembly.starts_at + timedelta(minutes=50)):
        row = check_out(bea, assembly=assembly, person=bea)
    assert row.left_at - row.came_at == timedelta(minutes=50)
