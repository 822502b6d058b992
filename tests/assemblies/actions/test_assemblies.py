"""Calling, opening, closing and calling off an assembly."""

from datetime import timedelta

import pytest
from django.core import mail

from assemblies.actions.agenda import add_agenda_item, table_motion
from assemblies.actions.assemblies import (
    AssemblyPlan,
    cancel_assembly,
    close_assembly,
    open_assembly,
    prepare_assembly,
    send_notice,
)
from assemblies.actions.attendance import check_in
from assemblies.actions.ballots import open_ballot
from assemblies.enums import ASSEMBLY_STEPS, AssemblyStatus
from assemblies.models import Assembly, Attendance
from assemblies.rules import demand_step
from members.actions.mailing_sending import send_mailings
from members.models import Person
from organisations.presets import SIMPLE_MAJORITY
from organiser.base import clock
from organiser.base.errors import Invalid, NotPermitted, RuleNotMet, WrongState
from organiser.base.models import WaitingLetter
from tests.helpers import (
    OUTSIDERS,
    called_assembly,
    decide_online,
    north_motion,
    opened_assembly,
    outsider,
    refuses,
    writes,
)
from tests.world import make_assembly, make_place

S = AssemblyStatus
ALLOWED = {(S.DRAFT, S.CALLED), (S.DRAFT, S.CANCELLED), (S.CALLED, S.OPEN), (S.CALLED, S.CANCELLED), (S.OPEN, S.CLOSED)}


def plan(**more: object) -> AssemblyPlan:
    start = more.pop("starts_at", clock.now() + timedelta(days=10))
    values = {"title": "Monthly", "starts_at": start, "ends_at": start + timedelta(hours=2), "place": "Hall"}
    return AssemblyPlan(**{**values, "provisions": "none", **more})


@pytest.mark.parametrize("came", S)
@pytest.mark.parametrize("to", S)
def test_steps_of_an_assembly(came, to):
    if (came, to) in ALLOWED:
        assert demand_step(came, to, ASSEMBLY_STEPS, "This assembly") is None
        return
    with pytest.raises(WrongState) as refused:
        demand_step(came, to, ASSEMBLY_STEPS, "This assembly")
    assert refused.value.sentence == (
        f"This assembly is “{came.label.lower()}” and cannot become “{to.label.lower()}”."
    )


def test_table_names_every_status():
    assert set(ASSEMBLY_STEPS) == set(S)


def test_secretary_prepares_an_assembly(harbour, mill):
    with writes("prepare_assembly") as entries:
        assembly = prepare_assembly(harbour.secretary, body=harbour.body("North"), plan=plan(title="  May   meeting "))
    assert (assembly.title, assembly.status, assembly.called_by) == ("May meeting", S.DRAFT, harbour.secretary)
    assert (entries[0].subject, entries[0].body) == (assembly.public_id, harbour.branches["North"].public_id)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_assemblies_are_called_by_those_who_hold_the_power(harbour, mill, who):
    actor, draft = outsider(who, harbour, mill), make_assembly(harbour, "North")
    sentence = "Only those who call assemblies of North can do this."
    for act in (
        lambda: prepare_assembly(actor, body=harbour.body("North"), plan=plan()),
        lambda: send_notice(actor, assembly=draft),
        lambda: cancel_assembly(actor, assembly=draft),
        lambda: add_agenda_item(actor, assembly=draft, title="Roof"),
    ):
        with refuses(NotPermitted, "power_missing", sentence):
            act()


@pytest.mark.parametrize("who", OUTSIDERS)
def test_assemblies_are_opened_and_closed_by_those_who_facilitate(harbour, mill, who):
    actor, called = outsider(who, harbour, mill), called_assembly(harbour)
    for act in (open_assembly, close_assembly):
        with refuses(NotPermitted, "power_missing", "Only those who facilitate for North can do this."):
            act(actor, assembly=called)


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"title": " "}, "title", "Give the assembly a name of at most 200 letters."),
        ({"place": ""}, "place", "Say where you meet, in at most 200 letters."),
        ({"kind": "secret"}, "kind", "Choose an ordinary or a special assembly."),
    ],
)
def test_plan_that_cannot_be_is_refused(harbour, change, field, sentence):
    with refuses(Invalid, field, sentence):
        prepare_assembly(harbour.secretary, body=harbour.body("North"), plan=plan(**change))


@pytest.mark.parametrize(
    ("length", "sentence"),
    [
        (timedelta(0), "The assembly ends before it begins. Choose a later end."),
        (timedelta(days=7, seconds=1), "An assembly lasts at most a week. Choose an earlier end."),
    ],
)
def test_assembly_ends_after_it_begins_and_within_a_week(harbour, length, sentence):
    start = clock.now() + timedelta(days=10)
    with refuses(Invalid, "ends_at", sentence):
        prepare_assembly(
            harbour.secretary, body=harbour.body("North"), plan=plan(starts_at=start, ends_at=start + length)
        )


@pytest.mark.parametrize(("kind", "days"), [("ordinary", 7), ("special", 2)])
def test_notice_period_is_that_of_the_rules_to_the_second(harbour, kind, days):
    now = clock.now()
    with clock.at(now):
        edge = now + timedelta(days=days)
        sentence = (
            f"The rules want the notice to go out {days} days before the assembly. "
            f"The earliest start is {edge:%-d %B %Y at %H:%M}."
        )
        early = plan(starts_at=edge - timedelta(seconds=1), kind=kind)
        with refuses(RuleNotMet, "notice_period", sentence):
            prepare_assembly(harbour.secretary, body=harbour.body("North"), plan=early)
        on_time = plan(starts_at=edge, kind=kind)
        assert prepare_assembly(harbour.secretary, body=harbour.body("North"), plan=on_time).starts_at == edge


def test_notice_goes_to_each_member_alone(harbour, mill):
    Person.objects.filter(name="Dan North").update(notices_by="post", email=None)
    assembly = make_assembly(harbour, "North")
    add_agenda_item(harbour.secretary, assembly=assembly, title="Roof")
    with writes("send_notice"):
        called = send_notice(harbour.secretary, assembly=assembly)
    assert (called.status, len(mail.outbox), send_mailings()) == (S.CALLED, 0, 4)
    assert f"http://127.0.0.1:8000/a/{assembly.public_id}/" in mail.outbox[0].body.splitlines()
    names = ["Ana Founder", "Bea North", "Cyd North", "Eve North"]
    addresses = Person.objects.filter(name__in=names).values_list("email", flat=True)
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(addresses)
    assert {(len(letter.to), len(letter.cc), len(letter.bcc)) for letter in mail.outbox} == {(1, 0, 0)}
    assert (WaitingLetter.objects.count(), send_mailings()) == (0, 0)


def test_C13_notice_waits_for_agenda_and_provisions(harbour):
    assembly = prepare_assembly(harbour.secretary, body=harbour.body("North"), plan=plan(provisions="  "))
    with refuses(RuleNotMet, "agenda_empty", "The agenda is empty. Add what is to be decided first."):
        send_notice(harbour.secretary, assembly=assembly)
    add_agenda_item(harbour.secretary, assembly=assembly, title="Roof")
    sentence = "Say what is provided: childcare, interpretation, access. Write “none” if there is nothing."
    with refuses(RuleNotMet, "provisions_missing", sentence):
        send_notice(harbour.secretary, assembly=assembly)


def test_notice_that_lay_too_long_is_refused(harbour):
    assembly = make_assembly(harbour, "North")
    add_agenda_item(harbour.secretary, assembly=assembly, title="Roof")
    with clock.at(assembly.starts_at - timedelta(days=6)), refuses(RuleNotMet, "notice_period"):
        send_notice(harbour.secretary, assembly=assembly)


def test_an_assembly_is_prepared_within_two_years_and_never_in_the_past(harbour):
    quay = make_place("Quay Workers", preset="iww_like_branch", founder="Quin Quay")  # whose rules ask for no notice
    sentence = "An assembly is prepared at most two years ahead. Choose an earlier day."
    for place in (harbour, quay):
        with refuses(Invalid, "too_far_ahead", sentence):
            make_assembly(place, days=732)
        with refuses(Invalid, "too_far_ahead", sentence):
            make_assembly(place, days=2_900_000)
    for place in (harbour, quay):
        with refuses(RuleNotMet, "notice_period", "That moment lies in the past. Choose a later one."):
            make_assembly(place, days=-1)
    assert make_assembly(quay, days=1).status == "draft"


def test_notice_of_a_kind_of_decision_cannot_be_evaded_by_sending_the_notice_late(harbour):
    motion, assembly = north_motion(harbour, kind="rules"), make_assembly(harbour, "North", days=10)
    monthly = {**SIMPLE_MAJORITY, "body": {**SIMPLE_MAJORITY["body"], "notice_days": 0}}
    changed = north_motion(harbour, title="No notice", kind="rules", effect="adopt_rules", payload={"rules": monthly})
    table_motion(harbour.secretary, motion=motion, assembly=assembly)
    decide_online(harbour, changed)
    with clock.at(assembly.starts_at - timedelta(days=6)):
        earliest = clock.now() + timedelta(days=7)
        sentence = (
            "The rules want a change of rules to go out 7 days before the assembly. "
            f"The earliest start is {earliest:%-d %B %Y at %H:%M}."
        )
        with refuses(RuleNotMet, "notice_period", sentence):
            send_notice(harbour.secretary, assembly=assembly)


@pytest.mark.parametrize(("before", "opens"), [(timedelta(hours=2), True), (timedelta(hours=2, seconds=1), False)])
def test_assembly_opens_two_hours_before_at_the_earliest(harbour, before, opens):
    assembly = called_assembly(harbour)
    with clock.at(assembly.starts_at - before):
        if opens:
            with writes("open_assembly"):
                assert open_assembly(harbour.secretary, assembly=assembly).opened_at == clock.now()
        else:
            sentence = (
                f"This assembly begins on {assembly.starts_at:%-d %B at %H:%M}. It can be opened two hours before."
            )
            with refuses(WrongState, "too_early", sentence):
                open_assembly(harbour.secretary, assembly=assembly)


def test_closing_sends_everybody_home_and_begins_the_minutes(harbour):
    later = north_motion(harbour, title="Not reached")
    assembly = opened_assembly(harbour, later)
    with clock.at(assembly.starts_at):
        check_in(harbour.secretary, assembly=assembly, members=[harbour.members["Bea North"].public_id])
    with clock.at(assembly.ends_at), writes("close_assembly", "end_interim_terms") as entries:
        closed = close_assembly(harbour.secretary, assembly=assembly)
    later.refresh_from_db()
    assert (closed.status, closed.record.status, later.status) == (S.CLOSED, "draft", "seconded")
    assert Attendance.objects.get().left_at == assembly.ends_at
    assert entries[0].content.content["present"] == 1


def test_assembly_with_an_open_ballot_is_not_closed(harbour):
    motion = north_motion(harbour, title="Still voting")
    assembly = opened_assembly(harbour, motion)
    with clock.at(assembly.starts_at):
        open_ballot(harbour.secretary, motion=motion, assembly=assembly)
        with refuses(WrongState, "ballot_open", "The ballot “Still voting” is still open. Close it first."):
            close_assembly(harbour.secretary, assembly=assembly)


def test_motions_of_a_cancelled_assembly_wait_for_another(harbour):
    motion = north_motion(harbour)
    assembly = called_assembly(harbour, motion)
    with writes("cancel_assembly"):
        cancel_assembly(harbour.secretary, assembly=assembly)
    motion.refresh_from_db()
    assert motion.status == "seconded"
    with refuses(WrongState, "state_step", "This assembly is “cancelled” and cannot become “cancelled”."):
        cancel_assembly(harbour.secretary, assembly=assembly)


def test_A6_two_branches_hold_assemblies_of_their_own(harbour):
    fay = harbour.person("Fay South")
    with refuses(NotPermitted, "power_missing", "Only those who call assemblies of South can do this."):
        prepare_assembly(harbour.secretary, body=harbour.body("South"), plan=plan())
    own = prepare_assembly(fay, body=harbour.body("South"), plan=plan())
    north = make_assembly(harbour, "North")
    for actor, other in ((fay, north), (harbour.secretary, own)):
        with refuses(NotPermitted, "power_missing"):
            cancel_assembly(actor, assembly=other)
    assert Assembly.objects.filter(status=S.DRAFT).count() == 2
