"""The roll on pages: whether one is on it and why, challenging it, the answer, and who reads of it."""

import pytest
from django.urls import reverse

from assemblies.actions.challenges import challenge_roll
from assemblies.models import RollChallenge
from tests.challenges import about, own, uphold
from tests.helpers import called_assembly, north_motion, online_ballot
from tests.pages import headline, signed_in, to_put_right, words

QUERIES = 11


def roll_of(person, motion):
    return signed_in(person).get(reverse("motion_challenges", args=[motion.public_id]))


def test_a_member_reads_why_and_challenges_and_takes_it_back(owing):
    motion, bea = north_motion(owing), owing.person("Bea North")
    client, address = signed_in(bea), reverse("motion_challenges", args=[motion.public_id])
    assert address in client.get(reverse("motion", args=[motion.public_id])).content.decode()
    shown = client.get(address)
    assert headline(shown) == "You are not on the roll"
    assert "No vote at present: dues are owed since" in words(shown)
    assert to_put_right(client.post(address, {"own-grounds": " "})) != []
    answer = client.post(address, {"own-grounds": "I paid in March."}, follow=True)
    assert "The challenge is brought. It is answered before the ballot opens." in words(answer)
    made = RollChallenge.objects.get()
    assert (made.person, made.made_by, made.has_vote, made.grounds) == (bea, bea, True, "I paid in March.")
    assert "You have a vote all the same?" not in words(answer)
    client.post(reverse("challenge_withdraw", args=[made.public_id]))
    made.refresh_from_db()
    assert made.state == "withdrawn"


def test_those_who_count_answer_it_and_the_ballot_says_how_many_corrections_there_are(owing):
    motion = north_motion(owing)
    made, client = own(owing, motion), signed_in(owing.secretary)
    address = reverse("challenge_answer", args=[made.public_id])
    assert "The receipt of 3 March is in my drawer." in words(
        client.get(reverse("motion_challenges", args=[motion.public_id]))
    )
    client.post(address, {"answer-answer": "Shown.", "decided": "perhaps"})
    made.refresh_from_db()
    assert made.state == "open"
    assert to_put_right(client.post(address, {"answer-answer": "", "decided": "upheld"})) != []
    client.post(address, {"answer-answer": "The receipt was shown.", "decided": "upheld"})
    made.refresh_from_db()
    assert (made.state, made.answer) == ("upheld", "The receipt was shown.")
    shown = roll_of(owing.person("Bea North"), motion)
    assert headline(shown) == "You are on the roll, after a challenge"
    assert "The receipt was shown." in words(shown)
    ballot = online_ballot(owing, motion)
    paper = signed_in(owing.person("Dan North")).get(reverse("ballot", args=[ballot.public_id]))
    assert "The roll has 1 correction after challenges." in words(paper)
    assert "It is being voted on, or was decided. The rolls stay as they are." in words(
        roll_of(owing.person("Bea North"), motion)
    )


def test_a_member_challenges_another_by_name_and_the_form_of_those_who_read_rolls_has_both(owing):
    assembly = called_assembly(owing)
    address = reverse("assembly_challenges", args=[assembly.public_id])
    dan = signed_in(owing.person("Dan North"))
    assert "What you hold against the register" not in words(dan.get(address))
    assert "What you hold against the register" in words(signed_in(owing.secretary).get(address))
    dan.post(address, {"other-member": "Cyd North", "other-grounds": "Moved away."})
    made = RollChallenge.objects.get()
    assert (made.person.name, made.has_vote, made.assembly) == ("Cyd North", False, assembly)
    unknown = dan.post(address, {"other-member": "Gil South", "other-grounds": "Moved away."})
    assert (unknown.status_code, RollChallenge.objects.count()) == (422, 1)
    assert "North has no member of that name or number." in words(unknown)
    room = words(signed_in(owing.secretary).get(reverse("assembly", args=[assembly.public_id])))
    assert "1 challenge waits for an answer." in room
    assert "waits for an answer" not in words(dan.get(reverse("assembly", args=[assembly.public_id])))


def test_nobody_else_reads_of_a_challenge(owing, mill):
    motion = north_motion(owing)
    made = about(owing, motion)
    shown = words(roll_of(owing.person("Eve North"), motion))
    assert ("Cyd North" in shown, "Moved away in May." in shown) == (False, False)
    south = words(roll_of(owing.person("Gil South"), motion))
    assert "You belong to another body, and have no vote here." in south
    assert "Challenge what it says of another" not in south
    assert roll_of(mill.secretary, motion).status_code == 404
    for person in (owing.person("Eve North"), owing.person("Gil South"), mill.secretary):
        for name in ("challenge_answer", "challenge_withdraw"):
            answer = signed_in(person).post(reverse(name, args=[made.public_id]), {"decided": "upheld"})
            assert answer.status_code == 404


def test_a_name_is_not_looked_up_for_whoever_may_not_challenge(owing, mill):
    motion = north_motion(owing)
    address = reverse("motion_challenges", args=[motion.public_id])
    gil = signed_in(owing.person("Gil South"))
    answers = {
        gil.post(address, {"other-member": name, "other-grounds": "Gone."}).status_code
        for name in ("Cyd North", "Xy Z")
    }
    assert answers == {403}


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_as_often_for_three_as_for_one(owing, django_assert_num_queries, number):
    motion = north_motion(owing)
    for name in ("Bea North", "Cyd North", "Dan North")[:number]:
        challenge_roll(
            owing.secretary, place=motion, member=owing.members[name], has_vote=name == "Bea North", grounds="So."
        )
    client, address = signed_in(owing.secretary), reverse("motion_challenges", args=[motion.public_id])
    client.get(address)
    with django_assert_num_queries(QUERIES):
        client.get(address)


def test_those_who_count_find_a_challenge_on_desk_and_motion_and_nobody_else_does(owing):
    motion = north_motion(owing)
    about(owing, motion)
    ana, dan = signed_in(owing.secretary), signed_in(owing.person("Dan North"))
    desk = words(ana.get(reverse("desk", args=[owing.body("North").public_id])))
    assert "One challenge of a roll waits" in desk
    assert "Cyd North" not in desk
    page = reverse("motion", args=[motion.public_id])
    assert "1 challenge waits for an answer." in words(ana.get(page))
    assert "waits for an answer" not in words(dan.get(page))


def test_whoever_is_off_the_roll_after_a_challenge_can_challenge_that(owing):
    motion = north_motion(owing)
    uphold(owing, about(owing, motion), "She is said to have moved.")
    cyd, address = signed_in(owing.person("Cyd North")), reverse("motion_challenges", args=[motion.public_id])
    shown = cyd.get(address)
    assert headline(shown) == "You are off the roll, after a challenge"
    assert "You have a vote all the same?" in words(shown)
    cyd.post(address, {"own-grounds": "I have not moved."})
    uphold(owing, RollChallenge.objects.get(made_by=owing.person("Cyd North")), "She has not.")
    assert headline(cyd.get(address)) == "You are on the roll, after a challenge"
