"""Challenges of rolls through the API."""

import pytest

from assemblies.models import RollChallenge
from tests.challenges import about
from tests.helpers import called_assembly, north_motion, online_ballot

PLACE = "roll-challenges/"


def new(place, motion, name="Bea North", *, has_vote=True, **more):
    return {
        "motion": motion.public_id,
        "member": place.members[name].public_id,
        "has_vote": has_vote,
        "grounds": "I paid in March.",
        **more,
    }


def test_a_challenge_is_brought_answered_and_taken_into_the_roll(owing, as_person):
    motion = north_motion(owing)
    bea, ana = as_person(owing.person("Bea North")), as_person(owing.secretary)
    row = bea.tell(PLACE, new(owing, motion), 201)
    assert (row["state"], row["member"]["name"], row["assembly"]) == ("open", "Bea North", None)
    assert row["motion"] == motion.public_id
    answered = ana.tell(f"{PLACE}{row['id']}/answer/", {"decided": "upheld", "answer": "The receipt was shown."})
    assert (answered["state"], answered["answer"]) == ("upheld", "The receipt was shown.")
    ballot = online_ballot(owing, motion)
    entries = ana.ask(f"ballots/{ballot.public_id}/roll/")["results"]
    assert ("Bea North", "corrected") in [(one["name"], one["reason"]) for one in entries]
    assert ana.ask(f"ballots/{ballot.public_id}/")["roll"]["corrected"] == 1


def test_a_challenge_is_taken_back(owing, as_person):
    made = about(owing, north_motion(owing))
    assert as_person(owing.person("Dan North")).tell(f"{PLACE}{made.public_id}/withdraw/")["state"] == "withdrawn"


def test_either_an_assembly_or_a_motion_is_named_and_lists_are_narrowed_by_it(owing, as_person):
    motion = north_motion(owing)
    assembly = called_assembly(owing, motion)
    ana, given = as_person(owing.secretary), new(owing, motion)
    refused = ana.tell(PLACE, {**given, "assembly": assembly.public_id}, 400)
    assert "Name an assembly or a motion, one of the two." in refused["detail"]
    del given["motion"]
    ana.tell(PLACE, given, 400)
    assert ana.tell(PLACE, {**given, "assembly": assembly.public_id}, 201)["assembly"] == assembly.public_id
    about(owing, motion)
    narrowed = [{}, {"motion": motion.public_id}, {"assembly": assembly.public_id}, {"state": "upheld"}]
    assert [len(ana.ask(PLACE, **query)["results"]) for query in narrowed] == [2, 1, 1, 0]


def test_strangers_and_others_learn_nothing(owing, mill, as_person):
    motion = north_motion(owing)
    made = about(owing, motion)
    for person in (owing.person("Eve North"), owing.person("Gil South"), mill.secretary):
        client = as_person(person)
        assert client.ask(PLACE)["results"] == []
        client.ask(f"{PLACE}{made.public_id}/", 404)
        client.tell(f"{PLACE}{made.public_id}/withdraw/", None, 404)
    gil = as_person(owing.person("Gil South"))
    known = gil.tell(PLACE, new(owing, motion, "Cyd North", has_vote=False), 403)
    unknown = gil.tell(PLACE, {**new(owing, motion, has_vote=False), "member": "abcdefgh23456789"}, 403)
    assert known["detail"] == unknown["detail"]
    assert RollChallenge.objects.count() == 1


@pytest.mark.parametrize(
    "change", [{"has_vote": "perhaps"}, {"grounds": ""}, {"grounds": "x" * 501}, {"member": "no"}, {"more": 1}]
)
def test_broken_challenges_are_refused_whole(owing, as_person, change):
    as_person(owing.secretary).tell(PLACE, {**new(owing, north_motion(owing)), **change}, 400)
    assert RollChallenge.objects.count() == 0
