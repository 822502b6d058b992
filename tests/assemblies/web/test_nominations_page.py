"""An election on the pages: moving it, nominating, answering on the page it is asked on, the paper, the result."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assemblies.actions.nominations import nominate_member
from assemblies.models import Motion, Nomination
from assemblies.web.today import NOTHING
from members.actions.memberships import change_state
from members.enums import MembershipState
from skills.models import Role, Term
from tests.choices import adopt, ballot_on
from tests.elections import STV, election, nominate, office
from tests.helpers import north_motion
from tests.pages import signed_in, words

THREE = ("Bea North", "Cyd North", "Dan North")


def page_of(person, motion):
    return words(signed_in(person).get(reverse("motion", args=[motion.public_id])))


def test_an_election_is_moved_from_the_list_of_effects(harbour, mill):
    role = office(harbour)
    adopt(harbour, "election", **STV)
    client, address = signed_in(harbour.secretary), reverse("motion_new", args=[harbour.body("North").public_id])
    assert "Elect somebody among several" in words(client.get(address))
    given = {
        "kind": "election",
        "role": role.public_id,
        "choose": "2",
        "title": "Stewards",
        "text": "The assembly elects.",
    }
    answer = client.post(f"{address}?effect=elect", given)
    motion = Motion.objects.get(title="Stewards")
    assert (answer.status_code, answer["Location"]) == (302, reverse("motion", args=[motion.public_id]))
    assert (motion.effect, motion.effect_payload, motion.choose) == ("elect", {"role": role.public_id}, 2)
    wrong = client.post(f"{address}?effect=elect", {**given, "choose": "3"})
    assert wrong.status_code == 422
    assert "The role Steward has 2 seats, for 3 to be elected." in words(wrong)
    shown = page_of(harbour.secretary, motion)
    assert "2 are to be elected" in shown
    assert "Whoever is elected holds the role Steward: 2 seats." in shown


def test_who_is_nominated_is_asked_on_the_first_page_and_answers_once(harbour, mill):
    motion = election(harbour)
    ana, bea = signed_in(harbour.secretary), harbour.person("Bea North")
    answer = ana.post(reverse("nominate", args=[motion.public_id]), {"nominate-member": "Bea North"})
    assert answer.status_code == 302
    asked = Nomination.objects.get()
    client = signed_in(bea)
    today = words(client.get(reverse("today")))
    assert "You are nominated" in today
    assert "Say whether you stand." in today
    assert "You are nominated. Do you stand?" in page_of(bea, motion)
    assert "Do you stand?" not in page_of(harbour.person("Cyd North"), motion)
    address = reverse("nomination_answer", args=[asked.public_id])
    assert client.post(address, {"stand-statement": "Dry stairs."}).status_code == 422
    long = client.post(address, {"answer": "accepted", "stand-statement": "x" * 801})
    assert (long.status_code, "I do not stand" in words(long)) == (422, True)
    assert client.post(address, {"answer": "accepted", "stand-statement": "Dry stairs."}).status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.statement) == ("accepted", "Dry stairs.")
    assert "You are nominated" not in words(client.get(reverse("today")))
    shown = page_of(bea, motion)
    assert ("Dry stairs." in shown, "Stand no more" in shown, "Nominated by Ana Founder" in shown) == (True, True, True)
    client.post(reverse("nomination_statement", args=[asked.public_id]), {"stand-statement": "Light too."})
    asked.refresh_from_db()
    assert asked.statement == "Light too."
    client.post(reverse("nomination_withdraw", args=[asked.public_id]))
    asked.refresh_from_db()
    assert asked.state == "withdrawn"


def test_one_can_stand_unasked_and_an_unknown_name_is_put_right(harbour, mill):
    motion = election(harbour)
    client = signed_in(harbour.person("Bea North"))
    wrong = client.post(reverse("nominate", args=[motion.public_id]), {"nominate-member": "Nobody Here"})
    assert wrong.status_code == 422
    assert "North has no member of that name or number." in words(wrong)
    assert (
        client.post(reverse("nomination_stand", args=[motion.public_id]), {"stand-statement": "Me."}).status_code == 302
    )
    assert list(Nomination.objects.values_list("person__name", "state", "statement")) == [
        ("Bea North", "accepted", "Me.")
    ]


@pytest.mark.parametrize("name", ["nomination_answer", "nomination_statement", "nomination_withdraw"])
def test_strangers_find_no_nomination_and_others_answer_none(harbour, mill, name):
    motion = election(harbour)
    asked = nominate_member(harbour.secretary, motion=motion, member=harbour.members["Bea North"])
    address = reverse(name, args=[asked.public_id])
    given = {"answer": "accepted"}
    assert signed_in(harbour.person("Cyd North")).post(address, given).status_code == 403
    for stranger in (harbour.person("Hal South"), mill.secretary):
        assert signed_in(stranger).post(address, given).status_code == 404
        for there in ("motion", "nominate", "nomination_stand"):
            client = signed_in(stranger)
            answer = (client.get if there == "motion" else client.post)(reverse(there, args=[motion.public_id]))
            assert answer.status_code == 404
    assert signed_in(harbour.person("Bea North")).get(address).status_code == 405
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_the_paper_has_statement_and_run_of_terms_below_the_name(harbour, mill):
    motion = election(harbour)
    role = Role.objects.get(name="Steward")
    Term.objects.create(
        organisation=harbour.organisation, role=role, person=harbour.person("Bea North"), kind="elected",
        starts_on="2020-01-01", ends_on="2020-12-31", ended_on="2020-12-31", decision=role.founded_by,
    )  # fmt: skip
    nominate(harbour, motion, *THREE)
    assert "Second term in a row" in page_of(harbour.secretary, motion)
    ballot = ballot_on(harbour, motion)
    shown = words(signed_in(harbour.person("Cyd North")).get(reverse("ballot", args=[ballot.public_id])))
    assert "Bea North Second term in a row. Bea North wants dry stairs." in shown
    assert "Whoever is elected holds the role Steward: 2 seats." in shown


def test_the_page_asks_as_often_for_one_candidate_as_for_three(harbour, mill, django_assert_num_queries):
    motion = election(harbour)
    nominate(harbour, motion, *THREE[:1])
    client, address = signed_in(harbour.secretary), reverse("motion", args=[motion.public_id])
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    nominate(harbour, motion, *THREE[1:])
    with django_assert_num_queries(len(one)):
        client.get(address)


def test_the_page_says_why_somebody_was_left_off(harbour, mill):
    motion = election(harbour)
    nominate(harbour, motion, *THREE, "Eve North")
    eve = harbour.members["Eve North"]
    change_state(eve.person, membership=eve, to=MembershipState.RESIGNED)
    ballot_on(harbour, motion)
    said = "Not on the last paper: Eve North is not a full member of North."
    assert said in page_of(harbour.secretary, motion)


def test_nothing_waits_for_somebody_nobody_nominated(harbour, mill):
    election(harbour)
    assert NOTHING in words(signed_in(harbour.person("Eve North")).get(reverse("today")))


def test_7_whoever_may_not_nominate_learns_of_no_name_whether_a_member_bears_it(harbour, mill):
    """In an ordinary motion too, which other branches read."""
    motion = north_motion(harbour)
    ida = signed_in(harbour.person("Ida South"))
    answers = [
        ida.post(reverse("nominate", args=[motion.public_id]), {"nominate-member": name})
        for name in ("Bea North", "Nobody Here", harbour.members["Bea North"].number)
    ]
    assert [(answer.status_code, words(answer)) for answer in answers] == [(403, words(answers[0]))] * 3
