"""No vote opens on what was not said in plain words (mission B13)."""

import pytest

from assemblies.actions.ballots import open_ballot
from assemblies.actions.summaries import waive_summary, write_summary
from assemblies.models import Ballot, Motion
from organisations.actions.effects import all_effects
from organiser.base import clock
from organiser.base.errors import Conflict, Invalid, NotPermitted, RuleNotMet, WrongState
from tests.helpers import (
    OUTSIDERS,
    bound,
    clock_days,
    decide_in_assembly,
    decide_online,
    north_motion,
    online_ballot,
    opened_assembly,
    outsider,
    refuses,
    writes,
)
from tests.world import SUMMARY, make_motion

MISSING = (
    "Motion {} has no summary yet, and a vote opens only on what was said in plain words. Write it in one sentence; "
    "those who facilitate may waive it with a reason."
)
PLAIN = {
    *(
        "accept_affiliation",
        "admit",
        "affiliate",
        "ask_members",
        "be_named",
        "convert_basis",
        "dissolve_body",
        "dissolve_committee",
        "elect",
    ),
    *("end_affiliation", "exclude", "fill_role", "invite_to_alliance", "leave_alliance", "leave_federation"),
    *("merge_branch", "move_alliance_stage", "name_successor", "pay_role", "recall", "reinstate", "rename_body"),
    *("rescind", "show_page", "suspend", "take_positions"),
}


@pytest.fixture
def unsaid(harbour, mill):
    """A seconded motion of the branch North without a summary."""
    return north_motion(harbour, summary="")


def of_the_mover(harbour, **draft):
    return make_motion(harbour, harbour.person("Bea North"), "North", **{"summary": "", **draft})


def test_B13_no_ballot_over_days_opens_without_a_summary(harbour, unsaid):
    with refuses(RuleNotMet, "summary_missing", MISSING.format(unsaid.reference)):
        online_ballot(harbour, unsaid)


def test_B13_no_ballot_of_an_assembly_opens_without_a_summary(harbour, unsaid):
    assembly = opened_assembly(harbour, unsaid)
    with clock.at(assembly.starts_at), refuses(RuleNotMet, "summary_missing"):
        open_ballot(harbour.secretary, motion=unsaid, assembly=assembly)


def test_B13_with_a_summary_it_opens_and_the_ballot_keeps_the_words(harbour, unsaid):
    write_summary(unsaid.mover, motion=unsaid, summary=" The  roof leaks. ")
    with writes("open_ballot") as entries:
        ballot = online_ballot(harbour, unsaid)
    assert (ballot.summary, entries[0].content.content["summary"]) == ("The roof leaks.", "The roof leaks.")


def test_B13_waived_with_a_reason_it_opens_and_the_waiver_stays_on_record(harbour, unsaid):
    with writes("waive_summary") as entries:
        waive_summary(harbour.secretary, motion=unsaid, reason="The water is in the stairs now.")
    ballot = online_ballot(harbour, unsaid)
    motion = Motion.objects.get(pk=unsaid.pk)
    assert ballot.summary == ""
    assert (motion.summary_waived_by, motion.summary_waived_why, motion.summary_waived_at is None) == (
        harbour.secretary,
        "The water is in the stairs now.",
        False,
    )
    assert (entries[0].subject, entries[0].actor, entries[0].content.content["reason"]) == (
        motion.public_id,
        harbour.secretary.public_id,
        "The water is in the stairs now.",
    )


def test_B13_a_sentence_of_the_system_that_says_the_whole_stands_for_the_summary(harbour, mill):
    motion = north_motion(harbour, kind="rules", summary="", effect="rename_body", payload={"name": "West"})
    ballot = online_ballot(harbour, motion)
    assert (ballot.summary, ballot.effect_sentence) == ("", "If this carries, North is called West.")


def test_B13_where_the_effect_holds_more_words_the_summary_is_needed(harbour, mill):
    motion = north_motion(harbour, kind="rules", summary="")
    with refuses(RuleNotMet, "summary_missing"):
        online_ballot(harbour, motion)


def test_B13_which_effects_say_by_themselves_what_would_change():
    assert {effect.name for effect in all_effects() if effect.says_whole} == PLAIN


@pytest.mark.parametrize("who", OUTSIDERS)
def test_B13_others_neither_write_nor_waive_a_summary(harbour, mill, who):
    motion = make_motion(harbour, harbour.person("Cyd North"), "North", summary="")
    somebody = outsider(who, harbour, mill)
    with refuses(NotPermitted, "not_summary"):
        write_summary(somebody, motion=motion, summary="Mine.")
    with refuses(NotPermitted, "power_missing", "Only those who facilitate for North can do this."):
        waive_summary(somebody, motion=motion, reason="Mine.")


def test_B13_the_mover_writes_it_and_does_not_waive_it(harbour, mill):
    motion, bea = of_the_mover(harbour), harbour.person("Bea North")
    with refuses(NotPermitted, "power_missing"):
        waive_summary(bea, motion=motion, reason="I know what I mean.")
    with refuses(NotPermitted, "token_body"):
        write_summary(bound(bea, harbour.body("South")), motion=motion, summary="It leaks.")
    with writes("write_summary") as entries:
        motion = write_summary(bea, motion=motion, summary="It leaks.")
    assert (motion.summary, motion.summary_by, entries[0].content.content["summary"]) == (
        "It leaks.",
        None,
        "It leaks.",
    )
    assert write_summary(bea, motion=motion, summary="It leaks badly.").summary == "It leaks badly."


def test_B13_whoever_only_counts_writes_and_does_not_waive(harbour, unsaid):
    payload = {"name": "Counter", "powers": ["count"], "seats": 1}
    decide_online(harbour, north_motion(harbour, effect="create_role", payload=payload))
    role, member = harbour.body("North").roles.get(name="Counter"), harbour.members["Dan North"]
    seat = {"role": role.public_id, "member": member.public_id}
    decide_online(harbour, north_motion(harbour, kind="election", effect="fill_role", payload=seat))
    dan = member.person
    with clock.at(clock.now() + clock_days(7)):
        with refuses(NotPermitted, "power_missing"):
            waive_summary(dan, motion=unsaid, reason="Late.")
        motion = write_summary(dan, motion=unsaid, summary="It leaks.")
    assert motion.summary_by == dan


def test_B13_what_was_seconded_is_not_summed_up_anew(harbour, mill):
    motion = north_motion(harbour)
    for person in (motion.mover, harbour.secretary):
        with refuses(Conflict, "summary_there"):
            write_summary(person, motion=motion, summary="Something else.")
    unread = of_the_mover(harbour, summary=SUMMARY)
    with refuses(Conflict, "summary_there"):
        write_summary(harbour.secretary, motion=unread, summary="Something else.")


def test_B13_once_it_is_voted_on_nothing_is_said_anew(harbour, mill):
    motion = north_motion(harbour)
    online_ballot(harbour, motion)
    with refuses(WrongState, "summary_fixed"):
        write_summary(harbour.secretary, motion=motion, summary="Late.")
    with refuses(WrongState, "summary_fixed"):
        waive_summary(harbour.secretary, motion=motion, reason="Late.")
    assert Ballot.objects.get(motion=motion).summary == SUMMARY


def test_B13_there_is_nothing_to_waive_where_no_summary_is_missing(harbour, mill, unsaid):
    said = north_motion(harbour)
    with refuses(Conflict, "summary_not_missing"):
        waive_summary(harbour.secretary, motion=said, reason="Why not.")
    waive_summary(harbour.secretary, motion=unsaid, reason="Once.")
    with refuses(Conflict, "summary_not_missing"):
        waive_summary(harbour.secretary, motion=unsaid, reason="Twice.")


@pytest.mark.parametrize("words", ["", "  ", "\u200d", "x" * 301])
def test_B13_neither_goes_without_words_or_with_too_many(harbour, unsaid, words):
    with refuses(Invalid, "reason"):
        waive_summary(harbour.secretary, motion=unsaid, reason=words)
    with refuses(Invalid, "summary"):
        write_summary(harbour.secretary, motion=unsaid, summary=words)


def test_B13_after_a_waiver_a_summary_can_still_be_written(harbour, unsaid):
    waive_summary(harbour.secretary, motion=unsaid, reason="In a hurry.")
    motion = write_summary(unsaid.mover, motion=unsaid, summary="It leaks.")
    assert (motion.summary, motion.summary_waived_why) == ("It leaks.", "In a hurry.")


def test_B13_a_ballot_that_decided_nothing_keeps_its_words_when_the_motion_gets_others(harbour, unsaid):
    waive_summary(harbour.secretary, motion=unsaid, reason="In a hurry.")
    motion = decide_online(harbour, unsaid, "")
    assert motion.status == "quorum_missed"
    write_summary(motion.mover, motion=motion, summary="It leaks.")
    motion = decide_in_assembly(harbour, motion)
    assert [ballot.summary for ballot in motion.ballots.order_by("opened_at")] == ["", "It leaks."]
