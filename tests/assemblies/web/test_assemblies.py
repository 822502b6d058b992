"""Assemblies on the pages: called, opened, closed, and what each may see."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assemblies.actions.agenda import table_motion
from assemblies.enums import AssemblyStatus
from assemblies.models import Assembly
from members.models import MailingRecipient
from organiser.base import clock
from tests.helpers import called_assembly, north_motion, opened_assembly
from tests.pages import buttons, headline, lead, said, signed_in, to_put_right, words
from tests.world import make_assembly, make_motion

LIST_QUERIES, PAGE_QUERIES = 8, 13


def at(name, *things):
    return reverse(name, args=[getattr(thing, "public_id", thing) for thing in things])


def plan(days, **changed):
    day = timezone.localdate(clock.now() + timedelta(days=days))
    given = {
        "title": "Autumn assembly",
        "kind": "ordinary",
        "day": day.isoformat(),
        "starts_at": "19:00",
        "ends_at": "21:00",
        "place": "Workshop hall",
        "provisions": "Childcare from 18:45.",
    }
    return {**given, **changed}


def test_an_assembly_is_prepared_called_opened_and_closed_on_the_pages(harbour, mill):
    client, north = signed_in(harbour.secretary), harbour.body("North")
    page = client.post(at("assembly_new", north), plan(10), follow=True)
    assert said(page) == ["The assembly is prepared. Fill its agenda, then send the notice."]
    assembly = Assembly.objects.get(title="Autumn assembly")
    local = timezone.localtime(assembly.starts_at)
    assert (f"{local:%H:%M}", assembly.provisions) == ("19:00", "Childcare from 18:45.")
    added = client.post(at("assembly_agenda", assembly), {"item-title": "The lift", "item-kind": "topic"}, follow=True)
    assert said(added) == ["“The lift” is item 1 of the agenda."]
    motion = north_motion(harbour)
    tabled = client.post(at("assembly_agenda", assembly), {"table-motion": motion.public_id}, follow=True)
    assert said(tabled) == [f"Motion {motion.reference} is item 2 of the agenda."]
    called = client.post(at("assembly_step", assembly, "notice"), {"sure": "yes"}, follow=True)
    assert said(called) == ["The notice has gone out. The assembly is called."]
    with clock.at(assembly.starts_at):
        assert said(client.post(at("assembly_step", assembly, "open"), follow=True)) == [
            "The assembly is open. Check people in, then open its ballots."
        ]
        assert f"Open the ballot on {motion.reference}" in words(client.get(at("assembly", assembly)))
        closed = client.post(at("assembly_step", assembly, "close"), {"sure": "yes"}, follow=True)
    assert said(closed) == ["The assembly is closed. Its minutes are there as a draft."]
    assembly.refresh_from_db()
    assert assembly.status == AssemblyStatus.CLOSED


@pytest.mark.parametrize(
    ("step", "question"),
    [("notice", "Send the notice?"), ("cancel", "Call this assembly off?"), ("close", "Close the assembly?")],
)
def test_what_cannot_be_taken_back_asks_first(harbour, mill, step, question):
    client = signed_in(harbour.secretary)
    motion = north_motion(harbour)
    assembly = opened_assembly(harbour, motion) if step == "close" else make_assembly(harbour, "North")
    if step == "notice":
        table_motion(harbour.secretary, motion=motion, assembly=assembly)
    with clock.at(assembly.starts_at if step == "close" else clock.now()):
        before = assembly.status
        page = client.post(at("assembly_step", assembly, step))
        assert (page.status_code, headline(page)) == (200, question)
        assembly.refresh_from_db()
        assert assembly.status == before
        assert client.post(at("assembly_step", assembly, step), {"sure": "yes"}).status_code == 302
        assembly.refresh_from_db()
        assert assembly.status != before


def test_a_step_that_cannot_be_taken_is_refused_without_a_question(scene):
    page = signed_in(scene.secretary).post(at("assembly_step", scene.assembly, "notice"))
    assert (page.status_code, lead(page)) == (409, "This assembly is “meeting now” and cannot become “called”.")


def test_the_notice_goes_to_the_members_of_the_body_alone(harbour, mill):
    assembly = make_assembly(harbour, "North")
    table_motion(harbour.secretary, motion=north_motion(harbour), assembly=assembly)
    signed_in(harbour.secretary).post(at("assembly_step", assembly, "notice"), {"sure": "yes"})
    north = [m.person.email for m in harbour.members.values() if m.branch_id == harbour.branches["North"].pk]
    told = MailingRecipient.objects.filter(status="waiting").values_list("membership__person__email", flat=True)
    assert sorted(told) == sorted(north)


def test_an_assembly_inside_the_notice_period_is_refused_at_its_field(harbour, mill):
    client, north = signed_in(harbour.secretary), harbour.body("North")
    page = client.post(at("assembly_new", north), plan(3))
    earliest = clock.now() + timedelta(days=7)
    sentence = (
        "From – The rules want the notice to go out 7 days before the assembly. "
        f"The earliest start is {earliest:%-d %B %Y at %H:%M}."
    )
    assert (page.status_code, to_put_right(page)) == (422, [sentence])
    assert Assembly.objects.count() == 0


def test_a_form_that_cannot_be_says_what_is_wrong_at_the_field(harbour, mill):
    client, north = signed_in(harbour.secretary), harbour.body("North")
    page = client.post(at("assembly_new", north), plan(10, ends_at="18:00"))
    assert to_put_right(page) == ["Until – The assembly ends before it begins. Choose a later end."]
    page = client.post(at("assembly_new", north), plan(10, day="soon", place=""))
    assert (page.status_code, to_put_right(page)) == (
        422,
        ["Write the date in “Day” as 2026-11-30.", "Fill in “Place”."],
    )


def test_a_motion_without_seconders_stays_off_the_agenda(harbour, mill):
    motion = make_motion(harbour, harbour.person("Bea North"), "North")
    assembly = make_assembly(harbour, "North")
    page = signed_in(harbour.secretary).post(at("assembly_agenda", assembly), {"table-motion": motion.public_id})
    sentence = f"Motion {motion.reference} needs one more member to second it before it can be voted on."
    assert (page.status_code, to_put_right(page)) == (422, [sentence])
    assert assembly.items.count() == 0


def test_a_motion_of_another_branch_stays_off_the_agenda(harbour, mill):
    people = [harbour.person(name) for name in ("Gil South", "Hal South")]
    motion = make_motion(harbour, people[0], "South", people[1])
    assembly = make_assembly(harbour, "North")
    page = signed_in(harbour.secretary).post(at("assembly_agenda", assembly), {"table-motion": motion.public_id})
    sentence = f"Motion {motion.reference} was moved in South. It cannot be decided by North."
    assert (page.status_code, to_put_right(page)) == (422, [sentence])


def test_a_motion_of_a_stranger_is_not_found(harbour, mill):
    hers = make_motion(mill, mill.person("Lea Mill"), "", mill.person("Max Mill"))
    assembly = make_assembly(harbour, "North")
    page = signed_in(harbour.secretary).post(at("assembly_agenda", assembly), {"table-motion": hers.public_id})
    assert page.status_code == 404


def test_an_empty_agenda_calls_nobody(harbour, mill):
    assembly = make_assembly(harbour, "North")
    page = signed_in(harbour.secretary).post(at("assembly_step", assembly, "notice"), {"sure": "yes"})
    assert (page.status_code, lead(page)) == (422, "The agenda is empty. Add what is to be decided first.")


def test_an_assembly_is_not_opened_days_before(harbour, mill):
    assembly = called_assembly(harbour)
    page = signed_in(harbour.secretary).post(at("assembly_step", assembly, "open"))
    sentence = f"This assembly begins on {assembly.starts_at:%-d %B at %H:%M}. It can be opened two hours before."
    assert (page.status_code, lead(page)) == (409, sentence)


def test_a_draft_is_known_only_to_those_who_call(harbour, mill):
    assembly = make_assembly(harbour, "North")
    found = {
        name: signed_in(harbour.person(name)).get(at("assembly", assembly)).status_code for name in harbour.members
    }
    assert found == {name: 200 if name == "Ana Founder" else 404 for name in found}
    assert headline(signed_in(harbour.person("Bea North")).get(at("assemblies", harbour.body("North")))) == (
        "No assembly is called"
    )


def test_the_quorum_stands_there_in_words(scene):
    page = words(signed_in(scene.cyd).get(at("assembly", scene.assembly)))
    assert "Quorum 1 reached with 4. 4 of 5 with a vote are here now." in page


def test_A6_members_of_another_branch_see_the_agenda_without_names_and_numbers(scene):
    page = words(signed_in(scene.hal).get(at("assembly", scene.assembly)))
    assert (scene.assembly.title in page, scene.tabled.title in page) == (True, True)
    names = [name for name in scene.harbour.members if name.endswith("North")]
    assert [name for name in (*names, "Ana Founder", "Quorum", "are here") if name in page] == []
    assert buttons(signed_in(scene.hal).get(at("assembly", scene.assembly))) == []


def test_A6_each_branch_calls_its_own_assemblies(harbour, mill):
    fay, north, south = harbour.person("Fay South"), harbour.body("North"), harbour.body("South")
    refused = signed_in(fay).post(at("assembly_new", north), plan(10))
    assert (refused.status_code, lead(refused)) == (403, "Only those who call assemblies of North can do this.")
    assert signed_in(fay).post(at("assembly_new", south), plan(10)).status_code == 302
    assert [assembly.body for assembly in Assembly.objects.all()] == [south]


def test_open_votes_stand_first_and_the_own_vote_is_shown(scene):
    client = signed_in(scene.cyd)
    page = client.get(at("assembly", scene.assembly))
    assert buttons(page) == ["For", "Against", "Abstain", "I am leaving now"]
    client.post(at("ballot_cast", scene.here), {"choice": "for", "key": "key-of-cyd"})
    page = client.get(at("assembly", scene.assembly))
    assert (buttons(page), "Your vote: for." in words(page)) == (["I am leaving now"], True)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_for_one_row_and_for_three(harbour, mill, rows, django_assert_num_queries):
    for number in range(rows):
        called_assembly(harbour, north_motion(harbour, title=f"Motion {number}"), days=10 + number)
    client, url = signed_in(harbour.secretary), at("assemblies", harbour.body("North"))
    client.get(url)
    with django_assert_num_queries(LIST_QUERIES):
        page = client.get(url)
    assert headline(page) == {1: "One assembly ahead", 3: "Three assemblies ahead"}[rows]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_agenda_takes_the_same_queries_for_one_item_and_for_three(harbour, mill, rows, django_assert_num_queries):
    motions = [north_motion(harbour, title=f"Motion {number}") for number in range(rows)]
    assembly = called_assembly(harbour, *motions)
    client = signed_in(harbour.secretary)
    client.get(at("assembly", assembly))
    with django_assert_num_queries(PAGE_QUERIES):
        page = client.get(at("assembly", assembly))
    assert words(page).count("by Bea North") == rows
