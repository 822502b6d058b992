"""Nobody is excluded but by a decision, after notice and hearing (invariant 3)."""

import pytest

from assemblies.actions.appeals import appeal_exclusion
from assemblies.actions.ballots import open_ballot
from assemblies.actions.exclusions import answer_exclusion, give_exclusion_notice, write_hearing
from assemblies.actions.rewording import reword_motion
from members.models import AccessLogEntry, Membership, MembershipSpan
from organisations.presets import IWW_LIKE_BRANCH, SIMPLE_MAJORITY
from organiser.base import clock
from organiser.base.errors import Conflict, Invalid, NotPermitted, RuleNotMet, WrongState
from organiser.base.models import WaitingAddress, WaitingLetter
from skills.models import Term
from tests.exclusions import decided, excluded, meeting, moved, noticed, ready, with_rules
from tests.helpers import (
    bound,
    clock_days,
    decide_online,
    north_motion,
    opened_assembly,
    outsider,
    refuses,
    writes,
)  # fmt: skip


def spans_of(membership):
    return list(MembershipSpan.objects.filter(membership=membership).values_list("state", "decision__effect"))


def test_a_carried_exclusion_ends_the_membership_and_names_its_decision(harbour, mill):
    exclusion = excluded(harbour)
    membership = Membership.objects.get(pk=exclusion.membership_id)
    assert (membership.state, exclusion.excluded_on) == ("excluded", membership.left_on)
    assert spans_of(membership) == [("full", None), ("excluded", "exclude")]
    assert exclusion.motion.decision.about_person is True


def test_one_that_falls_changes_nothing(harbour, mill):
    exclusion = decided(harbour, ready(harbour), "-----")
    membership = Membership.objects.get(pk=exclusion.membership_id)
    assert (membership.state, exclusion.excluded_on, exclusion.motion.status) == ("full", None, "fell")
    with refuses(RuleNotMet, "not_excluded", "There is nothing to appeal against."):
        appeal_exclusion(harbour.person("Eve North"), exclusion=exclusion, text="It is wrong.")


def test_every_role_of_whoever_is_excluded_ends_with_it(harbour, mill):
    exclusion = ready(harbour, "Ana Founder")
    held = Term.objects.filter(person=harbour.secretary, ended_on__isnull=True)
    assert held.count() > 0
    decided(harbour, exclusion)
    ended = Term.objects.filter(person=harbour.secretary)
    assert (held.count(), set(ended.values_list("end_reason", flat=True))) == (0, {"left"})


def test_rules_that_do_not_speak_of_it_exclude_nobody(harbour, mill):
    with_rules(harbour, IWW_LIKE_BRANCH)
    with refuses(RuleNotMet, "kind_without_rule"):
        moved(harbour)


@pytest.mark.parametrize(
    ("name", "state", "kind", "code"),
    [
        ("Fay South", None, Invalid, "no_member"),
        ("Kim Mill", None, Invalid, "no_member"),
        ("Eve North", "trial", RuleNotMet, "cannot_be_excluded"),
        ("Eve North", "resigned", RuleNotMet, "cannot_be_excluded"),
    ],
)
def test_only_full_members_of_the_body_can_be_excluded(harbour, mill, name, state, kind, code):
    found = Membership.objects.filter(person__name=name)
    if state:
        found.update(state=state)
    with refuses(kind, code):
        moved(harbour, found.get())


def test_a_committee_excludes_nobody(harbour, mill):
    payload = {"name": "Garden", "scope": "It plants."}
    decide_online(harbour, north_motion(harbour, effect="found_committee", payload=payload))
    member = {"member": harbour.members["Eve North"].public_id}
    with refuses(RuleNotMet, "not_for_committee"):
        in_committee(harbour, member)


def in_committee(harbour, payload):
    from assemblies.actions.motions import MotionDraft, propose_motion  # noqa: PLC0415  # used here alone
    from organisations.models import Body  # noqa: PLC0415  # used here alone

    draft = MotionDraft("Out", "Out.", "exclusion", effect="exclude", payload=payload, scope_note="It plants.")
    return propose_motion(harbour.person("Bea North"), body=Body.objects.get(name="Garden"), draft=draft)


def test_no_vote_without_notice(harbour, mill):
    motion = moved(harbour)
    assembly = opened_assembly(harbour, motion)
    sentence = (
        f"Whoever motion {motion.reference} is about has no notice of it yet. Give the notice with the grounds first."
    )
    with clock.at(assembly.starts_at), refuses(RuleNotMet, "exclusion_without_notice", sentence):
        open_ballot(harbour.secretary, motion=motion, assembly=assembly)


def test_no_vote_before_the_days_of_the_notice_are_over(harbour, mill):
    exclusion = noticed(harbour)
    write_hearing(harbour.secretary, exclusion=exclusion, outcome="heard")
    assembly = opened_assembly(harbour, exclusion.motion)
    with clock.at(assembly.starts_at), refuses(RuleNotMet, "exclusion_notice_period"):
        open_ballot(harbour.secretary, motion=exclusion.motion, assembly=assembly)


def test_no_vote_before_the_hearing_is_written_down(harbour, mill):
    exclusion = noticed(harbour)
    assembly, _people = meeting(harbour, exclusion.motion, "North")
    with clock.at(assembly.starts_at), refuses(RuleNotMet, "exclusion_without_hearing"):
        open_ballot(harbour.secretary, motion=exclusion.motion, assembly=assembly)


def test_the_member_concerned_stands_on_the_roll_like_everybody(harbour, mill):
    exclusion = decided(harbour, ready(harbour), "++++-")
    ballot = exclusion.motion.ballots.get()
    assert (ballot.roll.entitled, ballot.result.votes_for, ballot.result.votes_against) == (5, 4, 1)


def test_notice_is_told_by_letter_in_the_log_and_fixes_the_wording(harbour, mill):
    motion = moved(harbour)
    with writes("give_exclusion_notice") as entries:
        exclusion = give_exclusion_notice(harbour.secretary, motion=motion)
    eve = harbour.person("Eve North")
    assert exclusion.grounds == "Eve took the strike fund."
    assert entries[0].content.content["grounds"] == exclusion.grounds
    assert WaitingAddress.objects.get().address == eve.email
    letter = WaitingLetter.objects.get()
    assert (letter.subject, exclusion.grounds in letter.text, exclusion.public_id in letter.text) == (
        "A motion of North is about you",
        True,
        True,
    )
    assert AccessLogEntry.objects.get(person=eve).what == "Notice of a motion to exclude you"
    with refuses(Conflict, "notice_given"):
        give_exclusion_notice(harbour.secretary, motion=motion)


def test_without_an_address_the_notice_is_for_printing(harbour, mill):
    eve = harbour.person("Eve North")
    eve.notices_by = "post"
    eve.save(update_fields=["notices_by"])
    noticed(harbour)
    assert WaitingLetter.objects.count() == 0


@pytest.mark.parametrize("who", ["member", "secretary of the other branch", "stranger", "token for another body"])
def test_notice_and_hearing_are_for_those_who_count_or_facilitate(harbour, mill, who):
    actor, motion = outsider(who, harbour, mill), moved(harbour)
    with refuses(NotPermitted, "power_missing"):
        give_exclusion_notice(actor, motion=motion)
    exclusion = give_exclusion_notice(harbour.secretary, motion=motion)
    with refuses(NotPermitted, "power_missing"):
        write_hearing(actor, exclusion=exclusion, outcome="heard")


def test_notice_wants_a_motion_that_excludes_and_has_its_seconders(harbour, mill):
    other, lacking = north_motion(harbour), moved(harbour, seconders=1)
    with refuses(RuleNotMet, "not_exclusion"):
        give_exclusion_notice(harbour.secretary, motion=other)
    with refuses(RuleNotMet, "seconders_missing"):
        give_exclusion_notice(harbour.secretary, motion=lacking)


def test_a_wording_that_was_given_notice_of_stays(harbour, mill):
    kinds = {**SIMPLE_MAJORITY["kinds"], "exclusion": {**SIMPLE_MAJORITY["kinds"]["exclusion"], "seconders": 0}}
    with_rules(harbour, {**SIMPLE_MAJORITY, "kinds": kinds})
    motion = moved(harbour, seconders=0)
    give_exclusion_notice(harbour.secretary, motion=motion)
    with refuses(WrongState, "notice_given"):
        reword_motion(motion.mover, motion=motion, text="Something else.")


def test_the_member_declines_a_hearing_alone_and_writes_nothing_else_about_it(harbour, mill):
    exclusion, eve = noticed(harbour), harbour.person("Eve North")
    with refuses(NotPermitted, "power_missing"):
        write_hearing(eve, exclusion=exclusion, outcome="heard")
    with writes("write_hearing"):
        declined = write_hearing(eve, exclusion=exclusion, outcome="declined")
    assert (declined.hearing, declined.hearing_by) == ("declined", eve)
    put_right = write_hearing(harbour.secretary, exclusion=exclusion, outcome="heard")
    assert (put_right.hearing, put_right.hearing_by) == ("heard", harbour.secretary)


def test_whoever_it_is_about_does_not_write_down_her_own_hearing(harbour, mill):
    exclusion = noticed(harbour, "Ana Founder")
    with refuses(NotPermitted, "own_hearing"):
        write_hearing(harbour.secretary, exclusion=exclusion, outcome="heard")


def test_that_nobody_came_is_written_after_the_days_of_the_notice(harbour, mill):
    exclusion = noticed(harbour)
    with refuses(RuleNotMet, "exclusion_notice_period"):
        write_hearing(harbour.secretary, exclusion=exclusion, outcome="absent")
    with clock.at(clock.now() + clock_days(14)):
        assert write_hearing(harbour.secretary, exclusion=exclusion, outcome="absent").hearing == "absent"


@pytest.mark.parametrize("outcome", ["", "offered", "shouted"])
def test_a_hearing_has_one_of_three_outcomes(harbour, mill, outcome):
    exclusion = noticed(harbour)
    with refuses(Invalid, "hearing"):
        write_hearing(harbour.secretary, exclusion=exclusion, outcome=outcome)


def test_the_answer_is_the_members_own_until_the_vote(harbour, mill):
    exclusion, eve = noticed(harbour), harbour.person("Eve North")
    with refuses(NotPermitted, "not_concerned"):
        answer_exclusion(harbour.secretary, exclusion=exclusion, text="She agrees.")
    with refuses(Invalid, "text"):
        answer_exclusion(eve, exclusion=exclusion, text=" ")
    with refuses(Invalid, "text"):
        answer_exclusion(eve, exclusion=exclusion, text="x" * 10_001)
    with refuses(NotPermitted, "token_body"):
        answer_exclusion(bound(eve, harbour.body("South")), exclusion=exclusion, text="I did not.")
    with writes("answer_exclusion"):
        assert answer_exclusion(eve, exclusion=exclusion, text="I did not.").answer == "I did not."
    write_hearing(harbour.secretary, exclusion=exclusion, outcome="heard")
    decided(harbour, exclusion)
    with refuses(WrongState, "state_step"):
        answer_exclusion(eve, exclusion=exclusion, text="Too late.")
    with refuses(WrongState, "state_step"):
        write_hearing(harbour.secretary, exclusion=exclusion, outcome="absent")
