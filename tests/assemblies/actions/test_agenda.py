"""The agenda and the minutes under each item."""

from datetime import timedelta

import pytest

from assemblies.actions.agenda import add_agenda_item, table_motion, write_minutes
from assemblies.actions.assemblies import close_assembly, open_assembly
from assemblies.actions.ballots import open_ballot
from assemblies.actions.minutes import agree_minutes
from assemblies.models import Minutes, Notice
from assemblies.queries.minutes import minutes_text
from organiser.base import clock
from organiser.base.errors import Conflict, Invalid, NotPermitted, RuleNotMet, WrongState
from tests.helpers import OUTSIDERS, called_assembly, north_motion, opened_assembly, outsider, refuses, writes
from tests.world import make_assembly, make_motion


def closed_assembly(place, *motions):
    assembly = opened_assembly(place, *motions)
    with clock.at(assembly.ends_at):
        return close_assembly(place.secretary, assembly=assembly)


def test_items_are_numbered_in_the_order_they_come(harbour, mill):
    assembly, motion = make_assembly(harbour, "North"), north_motion(harbour)
    with writes("add_agenda_item", "table_motion"):
        topic = add_agenda_item(harbour.secretary, assembly=assembly, title=" Roof  ", kind="report", note=" See. ")
        item = table_motion(harbour.secretary, motion=motion, assembly=assembly)
    assert [(i.position, i.title, i.kind, i.note) for i in (topic, item)] == [
        (1, "Roof", "report", "See."), (2, "Repair the roof", "motion", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "code", "sentence"),
    [
        ({"title": ""}, "title", "Give the item a title of at most 200 letters."),
        ({"title": "x" * 201}, "title", "Give the item a title of at most 200 letters."),
        ({"kind": "motion"}, "kind", "Choose topic, report or election."),
        ({"kind": "party"}, "kind", "Choose topic, report or election."),
    ],
)
def test_item_that_cannot_be_is_refused(harbour, change, code, sentence):
    assembly = make_assembly(harbour, "North")
    with refuses(Invalid, code, sentence):
        add_agenda_item(harbour.secretary, **{"assembly": assembly, "title": "Roof", **change})


@pytest.mark.parametrize("who", OUTSIDERS)
def test_agenda_is_set_by_those_who_call_or_facilitate(harbour, mill, who):
    actor, motion, assembly = outsider(who, harbour, mill), north_motion(harbour), make_assembly(harbour, "North")
    with refuses(NotPermitted, "power_missing", "Only those who call assemblies of North set the agenda."):
        table_motion(actor, motion=motion, assembly=assembly)


def test_motion_without_enough_seconders_is_not_tabled(harbour):
    motion = make_motion(harbour, harbour.person("Bea North"), "North")
    assembly = make_assembly(harbour, "North")
    sentence = f"Motion {motion.reference} needs one more member to second it before it can be voted on."
    with refuses(RuleNotMet, "seconders_missing", sentence):
        table_motion(harbour.secretary, motion=motion, assembly=assembly)
    rules = make_motion(harbour, harbour.person("Bea North"), "North", kind="rules")
    sentence = f"Motion {rules.reference} needs 3 more members to second it before it can be voted on."
    with refuses(RuleNotMet, "seconders_missing", sentence):
        table_motion(harbour.secretary, motion=rules, assembly=assembly)


def test_B9_motion_of_another_body_is_not_tabled(harbour):
    people = [harbour.person(name) for name in ("Gil South", "Hal South")]
    motion = make_motion(harbour, people[0], "South", people[1])
    assembly = make_assembly(harbour, "North")
    sentence = f"Motion {motion.reference} was moved in South. It cannot be decided by North."
    with refuses(RuleNotMet, "other_body", sentence):
        table_motion(harbour.secretary, motion=motion, assembly=assembly)


def test_a_change_of_rules_that_comes_after_the_notice_is_announced_to_every_member(harbour, mill):
    assembly = called_assembly(harbour)
    ordinary, rules = north_motion(harbour, title="Paint"), north_motion(harbour, title="Other rules", kind="rules")
    item = table_motion(harbour.secretary, motion=ordinary, assembly=assembly)
    assert (item.announced_at, Notice.objects.count()) == (None, 1)
    item = table_motion(harbour.secretary, motion=rules, assembly=assembly)
    letter = Notice.objects.get(item=item).mailing
    first = f"This came onto the agenda after the notice: Other rules (motion {rules.reference})."
    assert (letter.text.splitlines()[0], letter.recipients.count()) == (first, 5)
    assert item.announced_at is not None


def test_no_vote_on_what_members_did_not_hear_of_in_time(harbour):
    rules = north_motion(harbour, kind="rules")
    assembly = called_assembly(harbour, north_motion(harbour, title="Paint"), rules)
    assembly.items.filter(motion=rules).update(announced_at=assembly.starts_at - timedelta(days=7, seconds=-1))
    sentence = (
        f"The rules want members to hear of motion {rules.reference} 7 days before the assembly, and they did not. "
        "Put it on the agenda of a later one."
    )
    with clock.at(assembly.starts_at):
        assembly = open_assembly(harbour.secretary, assembly=assembly)
        with refuses(RuleNotMet, "notice_period", sentence):
            open_ballot(harbour.secretary, motion=rules, assembly=assembly)
        assembly.items.filter(motion=rules).update(announced_at=None)
        with refuses(RuleNotMet, "notice_period", sentence):
            open_ballot(harbour.secretary, motion=rules, assembly=assembly)
        assembly.items.filter(motion=rules).update(announced_at=assembly.starts_at - timedelta(days=7))
        assert open_ballot(harbour.secretary, motion=rules, assembly=assembly).status == "open"


def test_motion_stands_on_an_agenda_once(harbour):
    motion, assembly = north_motion(harbour), make_assembly(harbour, "North")
    table_motion(harbour.secretary, motion=motion, assembly=assembly)
    with refuses(Conflict, "on_agenda", f"Motion {motion.reference} is on this agenda already."):
        table_motion(harbour.secretary, motion=motion, assembly=assembly)
    other = make_assembly(harbour, "North", days=20)
    with refuses(WrongState, "state_step"):
        table_motion(harbour.secretary, motion=motion, assembly=other)


def test_change_of_rules_goes_out_in_time(harbour):
    motion = north_motion(harbour, kind="rules")
    assembly = called_assembly(harbour)
    with clock.at(assembly.starts_at - timedelta(days=6)):
        earliest = clock.now() + timedelta(days=7)
        sentence = (
            "The rules want a change of rules to go out 7 days before the assembly. "
            f"The earliest start is {earliest:%-d %B %Y at %H:%M}."
        )
        with refuses(RuleNotMet, "notice_period", sentence):
            table_motion(harbour.secretary, motion=motion, assembly=assembly)


def test_agenda_of_an_assembly_that_is_over_stays(harbour):
    motion, assembly = north_motion(harbour), closed_assembly(harbour)
    with refuses(WrongState, "assembly_state", "This assembly is over. Put the item on the next agenda."):
        add_agenda_item(harbour.secretary, assembly=assembly, title="Late")
    with refuses(WrongState, "assembly_state", "This assembly is over. Put the motion on the next agenda."):
        table_motion(harbour.secretary, motion=motion, assembly=assembly)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_minutes_are_written_by_those_who_take_them(harbour, mill, who):
    actor, item = outsider(who, harbour, mill), opened_assembly(harbour).items.get()
    with refuses(NotPermitted, "power_missing", "Only those who take the minutes of North can write them."):
        write_minutes(actor, item=item, text="We said.")


def test_minutes_are_not_written_before_the_opening(harbour):
    item = called_assembly(harbour).items.get()
    with refuses(WrongState, "assembly_state", "Minutes are written once the assembly is open."):
        write_minutes(harbour.secretary, item=item, text="We will say.")


def test_later_assembly_agrees_to_the_minutes_and_freezes_them(harbour):
    earlier = closed_assembly(harbour)
    item = earlier.items.get()
    with writes("write_minutes"):
        write_minutes(harbour.secretary, item=item, text=" The roof leaks. ")
    later = _opened_later(harbour)
    with writes("agree_minutes"):
        minutes = agree_minutes(harbour.secretary, minutes=earlier.record, assembly=later)
    assert (minutes.status, minutes.agreed_in, "The roof leaks." in minutes.text) == ("agreed", later, True)
    assert minutes.text == minutes_text(Minutes.objects.get(pk=minutes.pk))
    with refuses(WrongState, "minutes_agreed", "These minutes are agreed. Bring a correction to the next assembly."):
        write_minutes(harbour.secretary, item=item, text="It does not.")
    with refuses(Conflict, "minutes_agreed", "These minutes are agreed already."):
        agree_minutes(harbour.secretary, minutes=earlier.record, assembly=later)


def _opened_later(place):
    motion = north_motion(place, title="Next")
    assembly = called_assembly(place, motion, days=20)
    with clock.at(assembly.starts_at):
        return open_assembly(place.secretary, assembly=assembly)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_minutes_are_agreed_by_those_who_facilitate(harbour, mill, who):
    actor, earlier = outsider(who, harbour, mill), closed_assembly(harbour)
    later = _opened_later(harbour)
    with refuses(NotPermitted, "power_missing", "Only those who facilitate for North can do this."):
        agree_minutes(actor, minutes=earlier.record, assembly=later)


def test_minutes_are_agreed_in_a_later_open_assembly_alone(harbour):
    earlier = closed_assembly(harbour)
    with refuses(RuleNotMet, "minutes_assembly", "A later assembly of the same body agrees to minutes."):
        agree_minutes(harbour.secretary, minutes=earlier.record, assembly=earlier)
    later = _opened_later(harbour)
    stale = type(later).objects.get(pk=later.pk)
    with clock.at(later.ends_at):
        close_assembly(harbour.secretary, assembly=later)
    for assembly in (later, stale):
        with refuses(WrongState, "assembly_state", "Minutes are agreed in an open assembly."):
            agree_minutes(harbour.secretary, minutes=earlier.record, assembly=assembly)
