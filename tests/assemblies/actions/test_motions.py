"""Moving, seconding, rewording and withdrawing motions, and speaking about them."""

import pytest

from assemblies.actions.motions import MotionDraft, move_motion, propose_motion
from assemblies.actions.rewording import reword_motion, withdraw_motion
from assemblies.actions.seconding import contribute, second_motion
from assemblies.enums import MOTION_STEPS, MotionStatus
from assemblies.models import Contribution, Motion, MotionVersion
from assemblies.rules import demand_motion_step
from members.actions.memberships import change_state
from organiser.base.errors import Conflict, Invalid, NotFound, NotPermitted, RuleNotMet, WrongState
from tests.helpers import bound, decide_online, north_motion, online_ballot, refuses, writes
from tests.world import make_motion, make_person

S = MotionStatus
ALLOWED = {
    S.PROPOSED: {S.SECONDED, S.WITHDRAWN},
    S.SECONDED: {S.TABLED, S.VOTING, S.WITHDRAWN},
    S.TABLED: {S.VOTING, S.WITHDRAWN, S.SECONDED},
    S.VOTING: {S.CARRIED, S.FELL, S.QUORUM_MISSED, S.TIED, S.UNSETTLED},
    S.CARRIED: set(),
    S.FELL: set(),
    S.QUORUM_MISSED: {S.TABLED, S.VOTING, S.WITHDRAWN},
    S.TIED: {S.TABLED, S.VOTING, S.WITHDRAWN},
    S.UNSETTLED: {S.TABLED, S.VOTING, S.WITHDRAWN},
    S.WITHDRAWN: set(),
}


def draft(**more: object) -> MotionDraft:
    return MotionDraft(**{"title": "Repair the roof", "text": "We repair it.", **more})


@pytest.mark.parametrize("came", S)
@pytest.mark.parametrize("to", S)
def test_steps_of_a_motion(harbour, came, to):
    motion = make_motion(harbour, harbour.person("Bea North"), "North")
    Motion.objects.filter(pk=motion.pk).update(status=came)
    motion.refresh_from_db()
    if came == S.PROPOSED and to in {S.TABLED, S.VOTING}:
        with pytest.raises(RuleNotMet) as refused:
            demand_motion_step(motion, to)
        assert refused.value.code == "seconders_missing"
    elif to in ALLOWED[came]:
        assert demand_motion_step(motion, to) is None
        assert move_motion(motion, to).status == to
        assert (motion.ended_at is not None) is (to in {S.CARRIED, S.FELL})
    else:
        said = f"Motion {motion.reference} is “{came.label.lower()}” and cannot become “{to.label.lower()}”."
        for step in (demand_motion_step, move_motion):
            with pytest.raises(WrongState) as refused:
                step(motion, to)
            assert refused.value.sentence == said


def test_table_names_every_status():
    assert {came: set(to) for came, to in MOTION_STEPS.items()} == ALLOWED


def test_member_moves_a_motion(harbour, mill):
    bea = harbour.person("Bea North")
    with writes("propose_motion") as entries:
        motion = propose_motion(
            bea, body=harbour.body("North"), draft=draft(title=" Repair\n the roof ", text="One.\r\nTwo.\r")
        )
    assert (motion.title, motion.status) == ("Repair the roof", S.PROPOSED)
    assert (motion.seconders_needed, motion.number) == (1, 1)
    assert MotionVersion.objects.get().text == "One.\nTwo."
    assert entries[0].content.content["status"] == "proposed"


@pytest.mark.parametrize("name", ["Fay South", "Gil South"])
def test_B9_members_of_another_branch_neither_move_nor_second(harbour, mill, name):
    actor, motion = harbour.person(name), make_motion(harbour, harbour.person("Bea North"), "North")
    sentence = "Only full members of North move motions here. Members of other branches can comment."
    with refuses(NotPermitted, "not_constituency", sentence):
        propose_motion(actor, body=harbour.body("North"), draft=draft())
    sentence = "Only full members of North second its motions. Members of other branches can comment."
    with refuses(NotPermitted, "not_constituency", sentence):
        second_motion(actor, motion=motion)
    with writes("contribute"):
        contribute(actor, motion=motion, stance="question", text="And ours?")


@pytest.mark.parametrize("state", ["supporter", "on_leave", "resigned"])
def test_who_is_no_full_member_does_not_move_or_second(harbour, state):
    motion = make_motion(harbour, harbour.person("Bea North"), "North")
    membership = harbour.members["Cyd North"]
    change_state(harbour.secretary, membership=membership, to=state)
    with refuses(NotPermitted, "not_constituency"):
        second_motion(membership.person, motion=motion)


def test_strangers_do_nothing_with_a_motion(harbour, mill):
    motion = make_motion(harbour, harbour.person("Bea North"), "North")
    for actor in (mill.secretary, make_person("Sam Stranger")):
        with refuses(NotPermitted, "not_constituency"):
            second_motion(actor, motion=motion)
        with refuses(NotFound, "no_motion", "There is no such motion here."):
            contribute(actor, motion=motion, stance="for", text="Yes.")


def test_token_reaches_the_motions_of_its_body_alone(harbour):
    bea, cyd = harbour.person("Bea North"), harbour.person("Cyd North")
    motion = make_motion(harbour, bea, "North")
    elsewhere = harbour.body()
    for code, act in (
        ("not_constituency", lambda: propose_motion(bound(bea, elsewhere), body=harbour.body("North"), draft=draft())),
        ("not_constituency", lambda: second_motion(bound(cyd, elsewhere), motion=motion)),
        ("token_body", lambda: reword_motion(bound(bea, elsewhere), motion=motion, text="Other.")),
        ("token_body", lambda: withdraw_motion(bound(bea, elsewhere), motion=motion)),
        ("token_body", lambda: contribute(bound(cyd, elsewhere), motion=motion, stance="for", text="Yes.")),
    ):
        with refuses(NotPermitted, code):
            act()
    assert second_motion(bound(cyd, harbour.body("North")), motion=motion).status == S.SECONDED


@pytest.mark.parametrize(
    ("change", "code", "sentence"),
    [
        ({"title": " "}, "title", "Give the motion a title of at most 200 letters."),
        ({"title": "x" * 201}, "title", "Give the motion a title of at most 200 letters."),
        ({"summary": "x" * 301}, "summary", "The summary is longer than 300 letters. Shorten it."),
        ({"text": " \r\n "}, "text", "Write what the assembly is asked to decide."),
        ({"text": "x" * 50_001}, "text", "The motion is longer than 50000 letters. Shorten it."),
        ({"kind": "founding"}, "kind", "Choose what kind of decision this is."),
        ({"kind": "decree"}, "kind", "Choose what kind of decision this is."),
    ],
)
def test_motion_that_cannot_be_is_refused(harbour, change, code, sentence):
    bea, north = harbour.person("Bea North"), harbour.body("North")
    with refuses(Invalid, code, sentence):
        propose_motion(bea, body=north, draft=draft(**change))


def test_motion_is_seconded_by_somebody_else_once(harbour):
    bea, cyd = harbour.person("Bea North"), harbour.person("Cyd North")
    motion = make_motion(harbour, bea, "North")
    with refuses(NotPermitted, "own_motion", "A motion is seconded by somebody else than its mover."):
        second_motion(bea, motion=motion)
    with writes("second_motion"):
        assert second_motion(cyd, motion=motion).status == S.SECONDED
    with refuses(Conflict, "seconded_already", "You have seconded this motion already."):
        second_motion(cyd, motion=motion)


def test_change_of_rules_needs_three_seconders(harbour):
    motion = make_motion(harbour, harbour.person("Bea North"), "North", kind="rules")
    states = [
        second_motion(harbour.person(name), motion=motion).status for name in ("Cyd North", "Dan North", "Eve North")
    ]
    assert states == [S.PROPOSED, S.PROPOSED, S.SECONDED]


def test_nobody_seconds_what_is_being_voted_on(harbour):
    motion = north_motion(harbour)
    online_ballot(harbour, motion)
    sentence = f"Motion {motion.reference} is “being voted on” and needs no seconders any more."
    with refuses(WrongState, "seconding_over", sentence):
        second_motion(harbour.person("Eve North"), motion=motion)


def test_wording_is_fixed_once_seconded(harbour):
    bea, cyd = harbour.person("Bea North"), harbour.person("Cyd North")
    motion = make_motion(harbour, bea, "North")
    with refuses(NotPermitted, "not_mover", "Only the mover rewords a motion. Others bring amendments."):
        reword_motion(cyd, motion=motion, text="Mine.")
    with writes("reword_motion"):
        assert reword_motion(bea, motion=motion, text="Better.").number == 2
    with refuses(Invalid, "text"):
        reword_motion(bea, motion=motion, text="")
    second_motion(cyd, motion=motion)
    sentence = "Somebody has seconded this wording already. Withdraw the motion and move it anew."
    with refuses(WrongState, "wording_fixed", sentence):
        reword_motion(bea, motion=motion, text="Best.")


def test_mover_takes_a_motion_back_until_the_vote(harbour):
    bea, motion = harbour.person("Bea North"), north_motion(harbour)
    with refuses(NotPermitted, "not_mover", "Only the mover takes a motion back."):
        withdraw_motion(harbour.secretary, motion=motion)
    with writes("withdraw_motion"):
        assert withdraw_motion(bea, motion=motion).ended_at is not None
    voting = north_motion(harbour)
    decide_online(harbour, voting)
    with refuses(WrongState, "state_step", f"Motion {voting.reference} is “carried” and cannot become “withdrawn”."):
        withdraw_motion(bea, motion=voting)


@pytest.mark.parametrize(
    ("stance", "text", "code", "sentence"),
    [
        ("for", " ", "text", "Write at most 1000 letters."),
        ("for", "x" * 1001, "text", "Write at most 1000 letters."),
        ("veto", "No.", "stance", "Choose for, against or a question."),
    ],
)
def test_contribution_that_cannot_be_is_refused(harbour, stance, text, code, sentence):
    cyd, motion = harbour.person("Cyd North"), north_motion(harbour)
    with refuses(Invalid, code, sentence):
        contribute(cyd, motion=motion, stance=stance, text=text)


def test_contribution_gives_no_power_and_counts_for_nothing(harbour):
    motion = make_motion(harbour, harbour.person("Bea North"), "North")
    for name in ("Cyd North", "Dan North", "Gil South"):
        contribute(harbour.person(name), motion=motion, stance="for", text="Yes, do.")
    motion.refresh_from_db()
    assert (Contribution.objects.count(), motion.status, motion.secondings.count()) == (3, S.PROPOSED, 0)


def test_motions_are_numbered_by_body(harbour, mill):
    numbers = [north_motion(harbour).number for _ in range(2)]
    south = make_motion(harbour, harbour.person("Gil South"), "South").number
    assert (numbers, south, make_motion(mill, mill.secretary).number) == ([1, 2], 1, 1)
