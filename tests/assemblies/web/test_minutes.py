"""Minutes on the pages: built, written, agreed, taken away."""

import pytest
from django.urls import reverse

from assemblies.actions.assemblies import close_assembly
from assemblies.actions.closing import close_ballot
from assemblies.actions.minutes import agree_minutes
from assemblies.queries.minutes import minutes_text
from organiser.base import clock
from tests.helpers import cast, opened_assembly, people_of
from tests.pages import buttons, headline, lead, said, signed_in, words
from tests.world import add_member

QUERIES = 12


def at(name, thing):
    return reverse(name, args=[thing.public_id])


@pytest.fixture
def held(scene):
    """The assembly of the scene, with its ballot counted, closed."""
    cast(scene.here, people_of(scene.harbour, "North")[:3], "++-")
    close_ballot(scene.secretary, ballot=scene.here)
    return close_assembly(scene.secretary, assembly=scene.assembly)


def test_the_minutes_are_built_from_agenda_presence_and_result(scene, held):
    page = words(signed_in(scene.cyd).get(at("minutes", held)))
    sentences = " ".join(scene.here.result.verdict["sentences"])
    assert "Present 4 members." in page
    assert "Draft, to be agreed by a later assembly" in page
    assert (
        f"1. Stop paying for the lift Motion {scene.tabled.reference}, moved by Bea North, seconded by Ana Founder. "
        f"Decided. {sentences}" in page
    )


def test_minutes_are_for_members_of_the_body(scene, held):
    found = [signed_in(who).get(at("minutes", held)).status_code for who in (scene.cyd, scene.hal, scene.kim)]
    texts = [signed_in(who).get(at("minutes_text", held)).status_code for who in (scene.cyd, scene.hal, scene.kim)]
    assert (found, texts) == ([200, 404, 404], [200, 404, 404])


def test_there_are_no_minutes_before_the_assembly_is_over(scene):
    page = signed_in(scene.cyd).get(at("minutes", scene.assembly))
    assert (page.status_code, "There are no minutes of this assembly yet." in words(page)) == (404, True)


def test_minutes_are_written_under_each_item_on_one_page(scene, held):
    item = held.items.get()
    page = signed_in(scene.secretary).post(
        at("minutes_write", held), {f"item-{item.public_id}": "Four people spoke.\r\nNobody left."}, follow=True
    )
    assert (said(page), headline(page)) == (
        ["1 item is written down."],
        f"Minutes of the assembly of {held.starts_at.day} {held.starts_at:%B %Y}",
    )
    item.refresh_from_db()
    assert item.minutes == "Four people spoke.\nNobody left."
    again = signed_in(scene.secretary).post(
        at("minutes_write", held), {f"item-{item.public_id}": item.minutes}, follow=True
    )
    assert said(again) == ["0 items are written down."]


def test_minutes_can_be_written_while_the_assembly_meets(scene):
    item = scene.assembly.items.get()
    page = signed_in(scene.secretary).post(
        at("minutes_write", scene.assembly), {f"item-{item.public_id}": "It began."}, follow=True
    )
    assert (headline(page), "It began." in words(page)) == ("Write the minutes", True)


def test_a_later_assembly_agrees_and_the_text_stands(scene, held):
    early = signed_in(scene.secretary).post(at("minutes_agree", held))
    sentence = "Minutes are agreed in an open assembly. Open the next one first."
    assert (early.status_code, lead(early)) == (409, sentence)
    later = opened_assembly(scene.harbour)
    with clock.at(later.starts_at):
        client = signed_in(scene.secretary)
        assert buttons(client.get(at("minutes", held))) == ["The assembly agrees to these minutes"]
        assert signed_in(scene.hal).post(at("minutes_agree", held)).status_code == 404
        page = client.post(at("minutes_agree", held), follow=True)
        assert said(page) == [f"The minutes are agreed in “{later.title}”. Their text stands from now on."]
        item = held.items.get()
        late = client.post(at("minutes_write", held), {f"item-{item.public_id}": "Another story."})
    sentence = "These minutes are agreed. Bring a correction to the next assembly."
    assert (late.status_code, lead(late)) == (409, sentence)
    held.record.refresh_from_db()
    text = client.get(at("minutes_text", held))
    assert text.content.decode() == held.record.text == minutes_text(held.record)
    assert (text["Content-Type"], text["Content-Disposition"]) == (
        "text/plain; charset=utf-8",
        f'attachment; filename="minutes-{held.starts_at:%Y-%m-%d}.txt"',
    )


def test_agreed_minutes_stay_as_they_were_whatever_happens_to_register_and_rules(scene, held):
    client, harbour = signed_in(scene.cyd), scene.harbour
    later = opened_assembly(harbour)
    with clock.at(later.starts_at):
        draft = words(client.get(at("minutes", held)))
        agree_minutes(scene.secretary, minutes=held.record, assembly=later)
        agreed = words(client.get(at("minutes", held))).replace(f"Agreed {later.starts_at.day} ", "")
        for number in range(40):
            add_member(harbour, f"New {number}", "North")
        scene.bea.name = "Bea Married"
        scene.bea.save(update_fields=["name"])
        after = words(client.get(at("minutes", held))).replace(f"Agreed {later.starts_at.day} ", "")
    assert "Present 4 members. Quorum 1 reached with 4." in draft
    assert after == agreed
    assert "moved by Bea North, seconded by Ana Founder." in after


def test_a_closed_assembly_tells_its_quorum_as_it_was(scene, held):
    page = reverse("assembly", args=[held.public_id])
    before = words(signed_in(scene.cyd).get(page))
    for number in range(40):
        add_member(scene.harbour, f"New {number}", "North")
    assert "Quorum 1 reached with 4." in before
    assert words(signed_in(scene.cyd).get(page)) == before
    assert (held.voters_came, held.voters_entitled, held.quorum_needed) == (4, 5, 1)


@pytest.mark.parametrize("rows", [1, 3])
def test_minutes_take_the_same_queries_for_one_item_and_for_three(scene, rows, django_assert_num_queries):
    client = signed_in(scene.secretary)
    for number in range(rows - 1):
        client.post(at("assembly_agenda", scene.assembly), {"item-title": f"Topic {number}", "item-kind": "topic"})
    close_ballot(scene.secretary, ballot=scene.here)
    close_assembly(scene.secretary, assembly=scene.assembly)
    client.get(at("minutes", scene.assembly))
    with django_assert_num_queries(QUERIES):
        page = client.get(at("minutes", scene.assembly))
    assert page.content.decode().count('class="section minute"') == rows
