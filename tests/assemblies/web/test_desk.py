"""The desk: what is due, in the order of its dates, for those who hold a role."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assemblies.actions.assemblies import cancel_assembly, close_assembly
from assemblies.actions.closing import close_ballot
from members.actions.joining import apply_to_join
from organiser.base import clock
from skills.actions.roles import cut_short, resign_from_role
from skills.enums import TermEnd, TermKind
from skills.models import Term
from tests.helpers import north_motion, online_ballot
from tests.pages import headline, lead, signed_in, words
from tests.world import add_member, make_assembly, make_person, make_place

QUERIES = 20
STEPS = ("Import a register", "Prepare an assembly")


@pytest.fixture
def desk(harbour, mill):
    """The desk of North, whose three roles are held by election for another ninety days, after a first assembly."""
    cancel_assembly(harbour.secretary, assembly=make_assembly(harbour, "North"))
    for term in Term.objects.filter(role__body=harbour.branches["North"].pk):
        cut_short(term, TermEnd.REPLACED)
        Term.objects.create(
            organisation=harbour.organisation, role=term.role, person=term.person, kind=TermKind.ELECTED,
            starts_on=term.starts_on, ends_on=term.ends_on, decision=term.decision,
        )  # fmt: skip
    client, url = signed_in(harbour.secretary), reverse("desk", args=[harbour.body("North").public_id])
    return lambda: client.get(url)


def titles(page):
    return [part.split("</h3>")[0] for part in page.content.decode().split("<h3>")[1:]]


def test_an_empty_desk_says_so(desk):
    page = desk()
    assert (headline(page), lead(page)) == ("Nothing is due", "Everything that the rules ask for is done.")
    assert "You can prepare the next assembly." in words(page)


def test_what_is_due_stands_in_the_order_of_its_dates(desk, harbour):
    online_ballot(harbour, north_motion(harbour, title="Paint the stairs"), days=3)
    north_motion(harbour, title="Repair the roof")
    make_assembly(harbour, "North", days=9)
    assert titles(desk()) == [
        "One notice to send",
        "One ballot is open",
        "One motion waits for an agenda",
    ]
    page = desk()
    assert (headline(page), lead(page)) == ("Three things are due", "The first two have a date. Do them in this order.")


def test_the_notice_names_the_last_moment_the_rules_allow(desk, harbour):
    assembly = make_assembly(harbour, "North", days=9)
    last = assembly.starts_at - timedelta(days=7)
    assert f"Until {last:%A} {last.day} {last:%B}" in words(desk())
    with clock.at(last + timedelta(hours=1)):
        assert "Too late by the rules: call it off and prepare a later one" in words(desk())
    cancel_assembly(harbour.secretary, assembly=assembly)
    assert headline(desk()) == "Nothing is due"


def test_a_ballot_whose_time_is_up_waits_to_be_counted(desk, harbour):
    ballot = online_ballot(harbour, north_motion(harbour))
    with clock.at(ballot.closes_at):
        assert titles(desk()) == ["One ballot to count"]
        close_ballot(harbour.secretary, ballot=ballot)
        # Nobody voted, so the quorum is missed and the motion waits for another vote.
        assert titles(desk()) == ["One motion waits for an agenda"]


def test_applications_are_named_to_whoever_keeps_the_register(desk, harbour, mill):
    branch = harbour.branches["North"]
    apply_to_join(make_person("Nora Newcomer"), organisation=harbour.organisation, branch=branch)
    apply_to_join(make_person("Sid Southerner"), organisation=harbour.organisation, branch=harbour.branches["South"])
    apply_to_join(make_person("Mia Miller"), organisation=mill.organisation)
    page = words(desk())
    names = ["Nora Newcomer", "Sid Southerner", "Mia Miller"]
    assert [name in page for name in names] == [True, False, False]
    assert "One application to join" in page


def test_terms_that_end_within_eight_weeks_are_named(desk):
    with clock.at(clock.now() + timedelta(days=33)):
        assert headline(desk()) == "Nothing is due"
    with clock.at(clock.now() + timedelta(days=34)):
        page = desk()
        assert titles(page) == ["Three terms end within eight weeks"]
        assert "Facilitator (" in words(page)


def test_roles_held_in_the_interim_are_due_from_the_first_day(harbour, mill):
    url = reverse("desk", args=[harbour.body("North").public_id])
    page = signed_in(harbour.secretary).get(url)
    last = Term.objects.filter(role__body=harbour.branches["North"].pk).first().ends_on
    assert titles(page) == ["Three roles are held in the interim: elect somebody", "Call the first assembly"]
    assert f"Until {last.day} {last:%B}" in words(page)
    assert "Secretary, Facilitator and Treasurer. After that day nobody holds them." in words(page)
    assert f"{reverse('motion_new', args=[harbour.body('North').public_id])}?effect=fill_role" in page.content.decode()


def test_after_founding_the_desk_names_the_members_and_the_first_assembly(client, thread, mill):
    place = make_place("Quay Workers", founder="Quin Founder")
    url = reverse("desk", args=[place.body().public_id])
    page = signed_in(place.secretary).get(url)
    assert titles(page)[1:] == ["Bring in your members", "Call the first assembly"]
    content = page.content.decode()
    links = [reverse(name, args=[place.body().public_id]) for name in ("import_new", "assembly_new")]
    assert [f'href="{link}">{words}' in content for link, words in zip(links, STEPS, strict=True)] == [True, True]
    add_member(place, "Rosa Quay")
    make_assembly(place)
    named = titles(signed_in(place.secretary).get(url))
    assert named == ["One notice to send", "Three roles are held in the interim: elect somebody"]


def test_an_empty_branch_brings_in_its_members_and_a_full_one_does_not(harbour, mill):
    place = make_place("Quay Workers", founder="Quin Founder", branches=("East",))
    east = titles(signed_in(place.secretary).get(reverse("desk", args=[place.body("East").public_id])))
    north = titles(signed_in(harbour.secretary).get(reverse("desk", args=[harbour.body("North").public_id])))
    assert ["Bring in your members" in found for found in (east, north)] == [True, False]


def test_a_role_that_nobody_holds_is_named(desk, harbour):
    term = Term.objects.get(role__body=harbour.branches["North"].pk, role__name="Treasurer", ended_on__isnull=True)
    resign_from_role(harbour.secretary, term=term)
    page = desk()
    assert titles(page) == ["Nobody holds one role"]
    assert "Treasurer. An election fills it." in words(page)


def test_minutes_wait_for_the_next_assembly(scene):
    close_ballot(scene.secretary, ballot=scene.here)
    close_assembly(scene.secretary, assembly=scene.assembly)
    page = signed_in(scene.secretary).get(reverse("desk", args=[scene.harbour.body("North").public_id]))
    assert "Minutes wait to be agreed" in titles(page)


def test_the_desk_is_for_those_who_hold_a_role_there(harbour, mill):
    url = reverse("desk", args=[harbour.body("North").public_id])
    for name in ("Bea North", "Fay South"):
        page = signed_in(harbour.person(name)).get(url)
        assert (page.status_code, lead(page)) == (403, "The desk is for those who hold a role in North.")
    assert signed_in(mill.secretary).get(url).status_code == 404


def test_the_desk_takes_the_same_queries_for_one_row_and_for_three(desk, harbour, django_assert_num_queries):
    for rows in (1, 3):
        for number in range(1 if rows == 1 else 2):
            online_ballot(harbour, north_motion(harbour, title=f"Ballot {rows} {number}"))
            north_motion(harbour, title=f"Waits {rows} {number}")
            make_assembly(harbour, "North", days=20 + rows + number)
        desk()
        with django_assert_num_queries(QUERIES):
            page = desk()
        assert words(page).count("One ballot is open") == words(page).count("One notice to send") == rows
