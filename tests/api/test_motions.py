"""Motions through the API: moving, seconding, rewording, taking back, speaking, and what they would do."""

from datetime import timedelta

import pytest

from assemblies.models import Contribution, Motion, Seconding
from organisations.presets import PRESETS
from organiser.base import clock
from tests.api.scenery import move, vote_online
from tests.helpers import north_motion, online_ballot, people_of
from tests.world import make_motion


@pytest.fixture
def bea(harbour, mill, as_person):
    return as_person(harbour.person("Bea North"))


@pytest.fixture
def cyd(harbour, mill, as_person):
    return as_person(harbour.person("Cyd North"))


@pytest.fixture
def gil(harbour, mill, as_person):
    """A member of the other branch."""
    return as_person(harbour.person("Gil South"))


@pytest.fixture
def motion(harbour, mill):
    return make_motion(harbour, harbour.person("Bea North"), "North")


def draft(body, **more):
    return {"body": body.public_id, "title": "Repair the roof", "text": "The roof is repaired.", **more}


@pytest.mark.parametrize(
    ("more", "status", "code", "field"),
    [
        ({"text": "  "}, 400, "text", "text"),
        ({"summary": "s" * 301}, 400, "invalid", "summary"),
        ({"kind": "founding"}, 400, "invalid", "kind"),
        ({"kind": "emergency"}, 422, "kind_without_rule", "kind"),
        ({"effect": "levitate"}, 400, "effect_unknown", "effect"),
        ({"effect": "rescind", "kind": "ordinary"}, 422, "effect_kind", "kind"),
        ({"payload": {"a": 1}}, 400, "invalid", "payload"),
        ({"effect": "found_committee", "payload": {"name": "Roof"}}, 400, "scope", "scope"),
        ({"effect": "create_role", "payload": {"name": "Cook", "powers": ["rule"]}}, 400, "power_unknown", "powers"),
        ({"effect": "create_role", "payload": {"name": "Cook", "powers": 5}}, 400, "powers", "powers"),
        ({"effect": "create_role", "payload": {"name": "Cook", "powers": None}}, 400, "powers", "powers"),
        ({"effect": "create_role", "payload": {"name": ["Cook"], "powers": {"a": 1}}}, 400, "not_text", "name"),
        ({"kind": "election", "effect": "fill_role", "payload": {"role": 1, "member": []}}, 400, "not_text", "role"),
        ({"kind": "rules", "effect": "adopt_rules", "payload": {"rules": [1]}}, 400, "rule_shape", ""),
        ({"kind": "rescind", "effect": "rescind", "payload": {"decision": {}}}, 400, "not_text", "decision"),
    ],
)
def test_motion_that_cannot_be_is_refused_and_not_written(bea, harbour, more, status, code, field):
    problem = bea.tell("motions/", draft(harbour.body("North"), **more), status)
    assert (problem["code"], problem.get("field", "")) == (code, field)
    assert Motion.objects.count() == 0


def test_motion_of_another_branch_or_organisation_is_not_moved(bea, harbour, mill):
    assert bea.tell("motions/", draft(harbour.body("South")), 403)["code"] == "not_constituency"
    assert bea.tell("motions/", draft(mill.body()), 404)["code"] == "no_body"
    assert Motion.objects.count() == 0


def test_motion_with_an_effect_shows_its_sentence_to_members_alone(bea, gil, harbour):
    payload = {"rules": {**PRESETS["simple_majority"], "name": "Better rules"}}
    motion = bea.tell(
        "motions/", draft(harbour.body("North"), kind="rules", effect="adopt_rules", payload=payload), 201
    )
    assert motion["effect_sentence"] == "If this carries, North decides by the rules “Better rules”."
    assert motion["payload"]["rules"]["name"] == "Better rules"
    other = gil.ask(f"motions/{motion['id']}/")
    assert (other["effect"], other["effect_sentence"], other["payload"]) == ("adopt_rules", None, None)


def test_rules_given_by_the_api_can_be_adopted_again(bea, harbour):
    rules = bea.ask("rules/", body=harbour.body("North").public_id, status="in_force")["results"][0]
    again = {**rules["rules"], "name": "The same again"}
    motion = bea.tell(
        "motions/", draft(harbour.body("North"), kind="rules", effect="adopt_rules", payload={"rules": again}), 201
    )
    assert motion["payload"]["rules"] == again


def test_motion_is_seconded_once_by_others_of_the_body(bea, cyd, gil, motion):
    address = f"motions/{motion.public_id}/second/"
    assert bea.tell(address, {}, 403)["code"] == "own_motion"
    assert gil.tell(address, {}, 403)["code"] == "not_constituency"
    assert cyd.tell(address)["status"] == "seconded"
    assert cyd.tell(address, {}, 409)["code"] == "seconded_already"
    assert Seconding.objects.count() == 1


def test_stranger_finds_no_motion(as_person, mill, motion):
    lea = as_person(mill.person("Lea Mill"))
    for part in ("", "contributions/"):
        assert lea.ask(f"motions/{motion.public_id}/{part}", 404)["code"] == "no_motion"
    for verb, payload in (
        ("second", {}),
        ("withdraw", {}),
        ("reword", {"text": "a"}),
        ("summary", {"summary": "a"}),
        ("waive-summary", {"reason": "a"}),
        ("contributions", {"stance": "for", "text": "a"}),
    ):
        assert lea.tell(f"motions/{motion.public_id}/{verb}/", payload, 404)["code"] == "no_motion"
    assert Contribution.objects.count() == 0


def test_mover_rewords_until_somebody_has_seconded(bea, cyd, motion):
    address = f"motions/{motion.public_id}/reword/"
    assert cyd.tell(address, {"text": "Mine."}, 403)["code"] == "not_mover"
    answer = bea.tell(address, {"text": "Better words."})
    assert [(version["number"], version["text"]) for version in answer["versions"]][1:] == [(2, "Better words.")]
    cyd.tell(f"motions/{motion.public_id}/second/")
    assert bea.tell(address, {"text": "Too late."}, 409)["code"] == "wording_fixed"


def test_B13_the_api_opens_no_ballot_without_a_summary_and_writes_or_waives_it(bea, cyd, gil, harbour, as_person):
    motion, other = (north_motion(harbour, summary="") for _ in range(2))
    ana, until = as_person(harbour.secretary), (clock.now() + timedelta(days=6)).isoformat()
    refused = ana.tell("ballots/", {"motion": motion.public_id, "closes_at": until}, 422)
    assert (refused["code"], refused["field"]) == ("summary_missing", "summary")
    assert cyd.tell(f"motions/{motion.public_id}/summary/", {"summary": "Mine."}, 403)["code"] == "not_summary"
    assert bea.tell(f"motions/{motion.public_id}/waive-summary/", {"reason": "No."}, 403)["code"] == "power_missing"
    assert bea.tell(f"motions/{motion.public_id}/summary/", {"summary": "It leaks."})["summary"] == "It leaks."
    opened = ana.tell("ballots/", {"motion": motion.public_id, "closes_at": until}, 201)
    assert (opened["summary"], gil.ask(f"ballots/{opened['id']}/")["summary"]) == ("It leaks.", "It leaks.")
    waived = ana.tell(f"motions/{other.public_id}/waive-summary/", {"reason": "The water is in the stairs."})
    assert waived["summary_waiver"] == {"by": "Ana Founder", "reason": "The water is in the stairs."}
    seen = gil.ask(f"motions/{other.public_id}/")
    assert (seen["summary_waived_at"] is None, seen["summary_waiver"]) == (False, None)
    assert ana.tell("ballots/", {"motion": other.public_id, "closes_at": until}, 201)["summary"] == ""


def test_mover_takes_the_motion_back_and_nobody_else(bea, cyd, motion):
    address = f"motions/{motion.public_id}/withdraw/"
    assert cyd.tell(address, {}, 403)["code"] == "not_mover"
    assert bea.tell(address)["status"] == "withdrawn"
    assert bea.tell(address, {}, 409)["code"] == "state_step"


def test_members_of_other_branches_speak_and_stay_unnamed_to_those_outside_theirs(bea, gil, motion):
    said = gil.tell(f"motions/{motion.public_id}/contributions/", {"stance": "question", "text": "Whose roof?"}, 201)
    assert said["by"]["name"] == "Gil South"
    bea.tell(f"motions/{motion.public_id}/contributions/", {"stance": "for", "text": "Ours."}, 201)
    seen = [
        (one["text"], one["by"] and one["by"]["name"])
        for one in bea.ask(f"motions/{motion.public_id}/")["contributions"]
    ]
    assert seen == [("Whose roof?", None), ("Ours.", "Bea North")]
    rows = gil.ask(f"motions/{motion.public_id}/contributions/")["results"]
    assert [one["by"] and one["by"]["name"] for one in rows] == ["Gil South", None]


@pytest.mark.parametrize(
    "payload", [{"stance": "loud", "text": "a"}, {"stance": "for"}, {"stance": "for", "text": " "}]
)
def test_contribution_that_says_nothing_is_refused(bea, motion, payload):
    bea.tell(f"motions/{motion.public_id}/contributions/", payload, 400)
    assert Contribution.objects.count() == 0


def test_motions_are_found_by_number_words_state_and_year(bea, harbour, motion):
    north = people_of(harbour, "North")
    other = move(harbour.body("North"), north, "Buy a kettle")
    vote_online(harbour.secretary, other)

    def found(**query):
        return [row["title"] for row in bea.ask("motions/", **query)["results"]]

    assert found(q=other.reference) == ["Buy a kettle"]
    assert found(q="roof repair") == ["Repair the roof"]
    assert found(status="voting") == ["Buy a kettle"]
    assert found(year=other.year, kind="ordinary", body=harbour.body("North").public_id) == [
        "Buy a kettle",
        "Repair the roof",
    ]
    assert found(body=harbour.body("South").public_id) == []
    assert found(year=1999) == []


def test_token_for_the_branch_moves_nothing_in_the_organisation(as_program, harbour, mill):
    caller = as_program(harbour.person("Bea North"), harbour.body("North"))
    assert caller.tell("motions/", draft(harbour.body()), 404)["code"] == "no_body"
    assert Motion.objects.count() == 0


def test_what_an_effect_says_in_full_is_for_the_body_alone(harbour, mill, as_person):
    payload = {"name": "Roof", "scope": "Tar."}
    motion = north_motion(harbour, effect="found_committee", payload=payload)
    ballot = online_ballot(harbour, motion)
    rows = [{"label": "Scope", "text": "Tar.", "before": ""}]
    for person, spelled in ((harbour.person("Bea North"), rows), (harbour.person("Gil South"), None)):
        asked = as_person(person)
        assert asked.ask(f"motions/{motion.public_id}/")["effect_spelled"] == spelled
        assert asked.ask(f"ballots/{ballot.public_id}/")["effect_spelled"] == spelled
    as_person(mill.secretary).ask(f"motions/{motion.public_id}/", 404)
