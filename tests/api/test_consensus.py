"""Consensus through the API: casting with a reason, judging blocks, settling, and what others may not read."""

import pytest

from assemblies.actions.attendance import check_in
from assemblies.actions.ballots import open_ballot
from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.models import Judgement, Vote
from organiser.base import clock
from tests.consensus import FOUR_FIFTHS, WHY, blocks, held, round_on, seek
from tests.helpers import clock_days, opened_assembly, people_of

ALL = ("agree", "agree", "agree", "agree", "block")


@pytest.fixture
def motion(harbour, mill):
    return seek(harbour, **FOUR_FIFTHS, base="entitled", threshold_denominator=5, threshold_numerator=4)


@pytest.fixture
def waiting(harbour, motion):
    """A round whose block is judged, at the time at which it closed."""
    ballot = held(harbour, motion, *ALL)
    with clock.at(ballot.closed_at):
        yield ballot


def at(ballot, part):
    return f"ballots/{ballot.public_id}/{part}/"


def test_a_voice_is_cast_with_its_reason_and_sent_again_counts_once(harbour, motion, as_person):
    ballot, bea = round_on(harbour, motion), as_person(harbour.person("Bea North"))
    bare = bea.tell(at(ballot, "votes"), {"choice": "block", "key": "a-key-12"}, 400)
    assert (bare["code"], bare["field"]) == ("reason", "reason")
    paper = {"choice": "block", "reason": WHY, "key": "a-key-12"}
    assert [bea.tell(at(ballot, "votes"), paper, status)["repeated"] for status in (201, 200)] == [False, True]
    assert bea.tell(at(ballot, "votes"), {**paper, "choice": "for"}, 400)["code"] == "choice"
    shown = bea.ask(f"ballots/{ballot.public_id}/")
    assert (shown["method"], shown["settings"]["round"], shown["how"][0], shown["judged_until"]) == (
        "consensus",
        1,
        "This is round 1 of 1.",
        None,
    )
    assert list(Vote.objects.filter(ballot=ballot).values_list("choice", "reason")) == [("block", WHY)]


def test_a_round_is_judged_and_settled_and_its_votes_tell_the_reasons(harbour, waiting, as_person):
    ana, bea = as_person(harbour.secretary), as_person(harbour.person("Bea North"))
    block = bea.ask(at(waiting, "blocks"))["results"][0]
    assert (block["number"], block["name"], block["reason"], block["mine"], block["member"]) == (
        *(1, "Eve North", WHY, None),
        harbour.members["Eve North"].public_id,
    )
    assert bea.ask(at(waiting, "result"), 409)["code"] == "judging"
    answer = {"answers": [{"block": block["id"], "principled": True}]}
    for _ in range(2):
        assert bea.tell(at(waiting, "judgements"), answer) == {"answered": 1}
    assert bea.ask(at(waiting, "blocks"))["results"][0]["mine"] is True
    twice = {"answers": answer["answers"] * 2}
    assert bea.tell(at(waiting, "judgements"), twice, 400)["field"] == "answers"
    other = {"answers": [{"block": block["id"], "principled": False}]}
    assert bea.tell(at(waiting, "judgements"), other, 409)["code"] == "judged_already"
    assert bea.ask(at(waiting, "judgements"), 409)["code"] == "judging"
    assert ana.tell(at(waiting, "settle"), {}, 422)["code"] == "not_judged"
    assert bea.tell(at(waiting, "settle"), {}, 403)["code"] == "power_missing"
    with clock.at(waiting.judged_until):
        settled = ana.tell(at(waiting, "settle"), {})
    assert (settled["status"], settled["outcome"]) == ("closed", "carried")
    said = bea.ask(at(waiting, "judgements"))["results"]
    assert [(one["name"], one["principled"], one["by_card"]) for one in said] == [("Bea North", True, False)]
    assert bea.ask(at(waiting, "result"))["verdict"]["outcome"] == "consensus"
    assert {one["reason"] for one in bea.ask(at(waiting, "votes"))["results"]} == {"", WHY}


def test_those_who_count_write_it_down_in_the_room_and_nobody_else_does(harbour, motion, as_person):
    assembly = opened_assembly(harbour, motion)
    people, cyd = people_of(harbour, "North"), harbour.members["Cyd North"].public_id
    with clock.at(assembly.starts_at):
        there = [member.public_id for member in harbour.members.values() if member.person in people]
        check_in(harbour.secretary, assembly=assembly, members=there)
        ballot = open_ballot(harbour.secretary, motion=motion, assembly=assembly)
        for number, (person, voice) in enumerate(zip(people, ALL, strict=True)):
            reason = WHY if voice == "block" else ""
            cast_vote(person, ballot=ballot, choice=voice, reason=reason, key=f"key-{number:08d}")
        close_ballot(harbour.secretary, ballot=ballot)
        answer = {"answers": [{"block": blocks(ballot)[0].public_id, "principled": True}], "member": cyd}
        bea = as_person(harbour.person("Bea North"))
        assert bea.tell(at(ballot, "judgements"), answer, 403)["code"] == "power_missing"
        assert as_person(harbour.secretary).tell(at(ballot, "judgements"), answer) == {"answered": 1}
    said = Judgement.objects.get()
    assert (said.entry.person, said.taken_by.pk) == (harbour.person("Cyd North"), harbour.secretary.pk)


def test_over_days_nobody_writes_it_down_for_another(harbour, waiting, as_person):
    answers = [{"block": blocks(waiting)[0].public_id, "principled": True}]
    given = {"answers": answers, "member": harbour.members["Cyd North"].public_id}
    assert as_person(harbour.secretary).tell(at(waiting, "judgements"), given, 409)["code"] == "no_hall"
    assert Judgement.objects.count() == 0


def test_members_of_other_branches_and_strangers_read_nothing_of_blocks(harbour, mill, waiting, as_person):
    gil, kim = as_person(harbour.person("Gil South")), as_person(mill.secretary)
    for part in ("blocks", "judgements"):
        assert gil.ask(at(waiting, part), 403)["code"] == "not_constituency"
        assert kim.ask(at(waiting, part), 404)["code"] == "no_ballot"
    answer = {"answers": [{"block": blocks(waiting)[0].public_id, "principled": True}]}
    assert gil.tell(at(waiting, "judgements"), answer, 422)["code"] == "not_spoken"
    assert kim.tell(at(waiting, "judgements"), answer, 404)["code"] == "no_ballot"
    assert Judgement.objects.count() == 0


@pytest.mark.parametrize("how_many", [1, 3])
def test_lists_of_blocks_ask_the_same_whatever_their_length(
    harbour, motion, as_person, how_many, django_assert_num_queries
):
    ballot = held(harbour, motion, "agree", "agree", *(("block",) * how_many))
    bea = as_person(people_of(harbour, "North")[1])
    with clock.at(ballot.closed_at), django_assert_num_queries(5):
        assert len(bea.ask(at(ballot, "blocks"))["results"]) == how_many


def test_a_secret_round_is_refused(harbour, mill, as_person):
    motion = seek(harbour, secrecy="chosen")
    asked = {"motion": motion.public_id, "closes_at": (clock.now() + clock_days(6)).isoformat(), "secret": True}
    refused = as_person(harbour.secretary).tell("ballots/", asked, 422)
    assert (refused["code"], refused["field"]) == ("consensus_by_name", "secret")
    assert as_person(harbour.secretary).tell("ballots/", {**asked, "secret": False}, 201)["secret"] is False
