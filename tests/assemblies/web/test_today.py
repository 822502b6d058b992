"""Today: the headline says the state, and one organisation never looks into another."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse

from assemblies.actions.casting import cast_vote
from members.actions.joining import apply_to_join
from members.actions.memberships import admit
from members.models import Membership
from organiser.base import clock
from tests.helpers import north_motion, online_ballot
from tests.pages import buttons, headline, lead, signed_in, words
from tests.world import make_assembly, make_motion, make_person

TODAY = "/"
QUERIES = 12


def test_an_empty_house_leads_the_first_visitor_to_founding(db):
    response = Client().get(TODAY)
    assert (response.status_code, response.url) == (302, reverse("found"))


def test_signed_out_leads_to_the_sign_in(harbour):
    response = Client().get(TODAY)
    assert (response.status_code, response.url) == (302, f"{reverse('account_login')}?next=/")
    assert signed_in(make_person("Nora Nowhere")).post(TODAY).status_code == 405


def test_somebody_in_no_organisation_reads_how_to_join_or_found(harbour):
    page = signed_in(make_person("Nora Nowhere")).get(TODAY)
    assert headline(page) == "You are in no organisation yet"
    assert lead(page) == "Join one that is there already, or found one with others."
    assert "Harbour Tenants" not in words(page)


def test_an_applicant_reads_that_the_application_waits(harbour):
    nora = make_person("Nora Nowhere")
    apply_to_join(nora, organisation=harbour.organisation)
    assert headline(signed_in(nora).get(TODAY)) == "Your application waits for an answer"


def test_the_headline_counts_the_ballots_one_owes(scene):
    found = {}
    for who in (scene.cyd, scene.harbour.person("Eve North"), scene.hal):
        found[who.name] = headline(signed_in(who).get(TODAY))
    # Cyd is checked in to the assembly and owes its ballot too; Eve is not there; Hal is of the other branch.
    assert found == {
        "Cyd North": "Two ballots wait for your vote",
        "Eve North": "One ballot waits for your vote",
        "Hal South": "Nothing waits for you today",
    }


def test_a_vote_cast_leaves_the_page(scene):
    cast_vote(scene.cyd, ballot=scene.online, choice="for", key="key-of-cyd")
    cast_vote(scene.cyd, ballot=scene.here, choice="for", key="key-of-cyd")
    page = signed_in(scene.cyd).get(TODAY)
    assert headline(page) == "Nothing waits for you today"
    assert scene.online.question not in words(page)


def test_an_assembly_that_meets_asks_to_check_in(scene):
    eve = scene.harbour.person("Eve North")
    cast_vote(eve, ballot=scene.online, choice="for", key="key-of-eve")
    page = signed_in(eve).get(TODAY)
    assert headline(page) == "Your assembly is meeting now"
    assert [button for button in buttons(page) if button != "Second this motion"] == [
        "I am in the hall",
        "I take part by phone or screen",
    ]


def test_one_tap_leads_to_the_check_and_not_into_the_box(scene):
    client = signed_in(scene.cyd)
    page = client.get(TODAY)
    assert buttons(page)[:3] == ["For", "Against", "Abstain"]
    check = client.post(reverse("ballot_check", args=[scene.online.public_id]), {"choice": "for"})
    assert (headline(check), scene.online.votes.count()) == ("Check your answer", 0)


def test_only_the_organisation_one_looks_at_is_on_the_page(scene):
    """Somebody in two organisations is two people, and sees one of them at a time (design, section 8)."""
    membership = apply_to_join(scene.cyd, organisation=scene.mill.organisation)
    admit(scene.kim, membership=Membership.objects.get(pk=membership.pk))
    hers = make_motion(scene.mill, scene.mill.person("Lea Mill"), title="Only of the mill")
    client = signed_in(scene.cyd)
    first = words(client.get(TODAY))
    other = signed_in(membership.person)
    second = words(other.get(TODAY))
    marks = ["Bicycle store", "Demand the accounts", "Paint the stairs", "Monthly assembly", "North"]
    assert [mark in first for mark in marks] == [True] * 5
    assert [mark in second for mark in marks] == [False] * 5
    assert (hers.title in first, hers.title in second) == (False, True)
    assert ("Mill" in first, "Harbour" in second) == (False, False)


def test_a_body_in_the_session_that_is_not_ones_own_is_not_shown(scene):
    client = signed_in(scene.cyd)
    session = client.session
    session["body"] = scene.mill.body().public_id
    session.save()
    assert "Mill" not in words(client.get(TODAY))


def test_supporters_are_not_asked_to_second(harbour):
    make_motion(harbour, harbour.person("Bea North"), "North", title="Bicycle store")
    cyd = harbour.members["Cyd North"]
    assert "Bicycle store" in words(signed_in(cyd.person).get(TODAY))
    Membership.objects.filter(pk=cyd.pk).update(state="supporter")
    assert "Bicycle store" not in words(signed_in(cyd.person).get(TODAY))


def test_my_roles_stand_there_with_the_day_they_end(harbour):
    page = words(signed_in(harbour.secretary).get(TODAY))
    last = clock.today() + timedelta(days=90)
    assert page.count(f"Term ends {last.day} {last:%B %Y}, in 12 weeks. You hold it in the interim") == 6


def test_the_page_is_light_and_takes_the_same_queries_for_one_row_and_for_three(scene, django_assert_num_queries):
    for round_of in (1, 2):
        client = signed_in(scene.cyd)
        client.get(TODAY)
        with django_assert_num_queries(QUERIES):
            page = client.get(TODAY)
        assert len(page.content) < 30_000
        if round_of == 1:
            for number in (1, 2):
                online_ballot(scene.harbour, north_motion(scene.harbour, title=f"One more {number}"))
                make_motion(scene.harbour, scene.bea, "North", title=f"To second {number}")
                make_assembly(scene.harbour, "North", days=20 + number)
    assert headline(page) == "Four ballots wait for your vote"
