"""Roles on the pages: who holds what, who held it on a day, and laying one down."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from organiser.base import clock
from skills.actions.roles import begin_term, create_role
from skills.enums import TermKind
from skills.models import Role, Term
from skills.queries.offices import terms_on
from tests.helpers import decide_online
from tests.pages import buttons, headline, lead, said, signed_in, to_put_right, words
from tests.world import make_motion

QUERIES = 16


def at(name, thing):
    return reverse(name, args=[thing.public_id])


def elect(harbour, name, role="Treasurer"):
    """Elect somebody of North into a role by a ballot; gives the moment after it."""
    role = Role.objects.get(body=harbour.body("North"), name=role)
    payload = {"role": role.public_id, "member": harbour.members[name].public_id}
    motion = make_motion(
        harbour,
        harbour.person("Bea North"),
        "North",
        harbour.secretary,
        kind="election",
        effect="fill_role",
        payload=payload,
    )
    return decide_online(harbour, motion)


def test_members_read_who_holds_what_until_when(harbour, mill):
    page = signed_in(harbour.person("Bea North")).get(at("roles", harbour.body("North")))
    last = clock.today() + timedelta(days=90)
    assert headline(page) == "Every role is held"
    assert words(page).count(f"to {last.day} {last:%B %Y}. In the interim, until an election") == 3
    assert "May count votes and facilitate assemblies. 1 seat." in words(page)


def test_members_of_another_branch_read_the_roles_without_the_names(harbour, mill):
    page = words(signed_in(harbour.person("Hal South")).get(at("roles", harbour.body("North"))))
    assert ["Secretary" in page, "Treasurer" in page, "Ana Founder" in page] == [True, True, False]
    assert "Who holds them is for members of North to read." in page


def test_an_elected_holder_follows_the_interim_one_and_both_are_told(harbour, mill):
    elect(harbour, "Cyd North")
    with clock.at(clock.now() + timedelta(days=7)):
        page = words(signed_in(harbour.person("Bea North")).get(at("roles", harbour.body("North"))))
    treasurer = page.split("Treasurer")[1]
    assert ("Cyd North" in treasurer, "Held before Ana Founder" in treasurer) == (True, True)
    assert "followed by another, in the interim" in treasurer


def test_B14_who_held_a_role_on_a_day_is_answered_by_one_query(harbour, mill, django_assert_num_queries):
    north = harbour.body("North")
    role = Role.objects.get(body=north, name="Treasurer")
    elected = clock.today() + timedelta(days=6)
    elect(harbour, "Cyd North")
    days = {"before": -1, "founding": 0, "day before": 5, "elected": 6, "a year later": 6 + 364, "over": 6 + 366}
    found = {}
    for name, offset in days.items():
        with django_assert_num_queries(1):
            terms = list(terms_on(north, clock.today() + timedelta(days=offset), role.public_id))
        found[name] = [term.person.name for term in terms]
    assert found == {
        "before": [],
        "founding": ["Ana Founder"],
        "day before": ["Ana Founder"],
        "elected": ["Cyd North"],
        "a year later": ["Cyd North"],
        "over": [],
    }
    client = signed_in(harbour.person("Bea North"))
    asked = {"role": role.public_id, "on": elected.isoformat()}
    page = words(client.get(at("roles", north), asked))
    assert "Look it up Cyd North Treasurer" in page
    page = words(client.get(at("roles", north), {"on": "1999-01-01"}))
    assert "Nobody held it on 1 January 1999." in page


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"on": "soon"}, "Write the date in “Day” as 2026-11-30."),
        ({"on": ""}, "Fill in “Day”."),
    ],
)
def test_a_day_that_is_none_is_put_right(harbour, mill, asked, sentence):
    page = signed_in(harbour.person("Bea North")).get(at("roles", harbour.body("North")), asked)
    assert (page.status_code, to_put_right(page)) == (422, [sentence])


def test_a_role_of_another_body_is_not_answered(harbour, mill):
    forged = Role.objects.get(body=mill.body(), name="Treasurer")
    asked = {"role": forged.public_id, "on": clock.today().isoformat()}
    page = signed_in(harbour.person("Bea North")).get(at("roles", harbour.body("North")), asked)
    assert (page.status_code, "Kim Mill" in words(page)) == (422, False)


def test_a_holder_lays_a_role_down_after_being_asked(harbour, mill):
    client = signed_in(harbour.secretary)
    term = Term.objects.get(role__body=harbour.body("North"), role__name="Treasurer")
    assert buttons(client.get(at("roles", harbour.body("North")))) == ["Lay down this role"] * 3 + ["Look it up"]
    asked = client.post(at("role_lay_down", term))
    term.refresh_from_db()
    assert (headline(asked), buttons(asked), term.ended_on) == ("Lay down this role?", ["Lay it down"], None)
    done = client.post(at("role_lay_down", term), {"sure": "yes"}, follow=True)
    term.refresh_from_db()
    assert said(done) == ["You have laid down the role Treasurer. Its powers ended just now."]
    assert (headline(done), term.ended_on, term.end_reason) == ("One seat is open", clock.today(), "resigned")
    again = client.post(at("role_lay_down", term), {"sure": "yes"})
    assert (again.status_code, lead(again)) == (409, "This term has ended already.")


def test_nobody_else_lays_it_down(harbour, mill):
    term = Term.objects.get(role__body=harbour.body("North"), role__name="Treasurer")
    page = signed_in(harbour.person("Bea North")).post(at("role_lay_down", term))
    sentence = "Only the holder lays a role down. The assembly recalls."
    assert (page.status_code, lead(page)) == (403, sentence)
    outside = [
        signed_in(who).post(at("role_lay_down", term)).status_code
        for who in (harbour.person("Hal South"), mill.secretary)
    ]
    assert outside == [404, 404]


def test_doors_of_the_roles(harbour, mill):
    url = at("roles", harbour.body("North"))
    assert Client().get(url).url == f"{reverse('account_login')}?next={url}"
    assert signed_in(mill.secretary).get(url).status_code == 404
    assert signed_in(harbour.secretary).post(url).status_code == 405
    term = Term.objects.filter(role__body=harbour.body("North")).first()
    down = at("role_lay_down", term)
    assert signed_in(harbour.secretary).get(down).status_code == 405
    assert Client().post(down).url == f"{reverse('account_login')}?next={down}"
    assert signed_in(harbour.secretary).post(reverse("role_lay_down", args=["x" * 16])).status_code == 404


@pytest.mark.parametrize("more", [0, 3])
def test_the_list_takes_the_same_queries_for_three_roles_and_for_six(harbour, mill, more, django_assert_num_queries):
    north, decision = harbour.body("North"), harbour.organisation.founding_decision
    for number in range(more):
        role = create_role(harbour.secretary, body=north, name=f"Role {number}", powers=[], decision=decision)
        begin_term(harbour.secretary, role=role, person=harbour.secretary, decision=decision, kind=TermKind.INTERIM)
    client = signed_in(harbour.person("Bea North"))
    client.get(at("roles", north))
    with django_assert_num_queries(QUERIES):
        page = client.get(at("roles", north))
    assert words(page).count("In the interim") == 3 + more


def test_who_does_what_stands_on_the_page_of_the_body(harbour, mill):
    url = at("body", harbour.body("North"))
    own = words(signed_in(harbour.person("Bea North")).get(url))
    other = words(signed_in(harbour.person("Hal South")).get(url))
    assert own.count("Ana Founder , until") == 3
    assert ["Who does what now" in other, "Ana Founder" in other] == [True, False]


@pytest.mark.parametrize("place", ["body", "roles"])
def test_a_body_without_holders_says_who_may_call_and_count(harbour, mill, place):
    url = at(place, harbour.body("North"))
    sentence = (
        "Nobody holds a role that may call assemblies, count votes, facilitate assemblies or take the minutes . "
        "Until somebody is elected, every full member of North may."
    ).replace(" .", ".")
    bea, hal = signed_in(harbour.person("Bea North")), signed_in(harbour.person("Hal South"))
    assert [sentence in words(client.get(url)) for client in (bea, hal)] == [False, False]
    with clock.at(clock.now() + timedelta(days=91)):
        assert [sentence in words(client.get(url)) for client in (bea, hal)] == [True, False]
