"""Challenges of rolls: answered before a ballot opens, and what is upheld corrects the roll (issue: the roll)."""

from datetime import timedelta

import pytest
from django.db import Error, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assemblies.actions.assemblies import cancel_assembly, open_assembly
from assemblies.actions.attendance import check_in
from assemblies.actions.ballots import open_ballot
from assemblies.actions.casting import cast_vote
from assemblies.actions.challenges import answer_challenge, challenge_roll, withdraw_challenge
from assemblies.actions.closing import close_ballot
from assemblies.actions.rolls import freeze_roll, roll_digest
from assemblies.enums import ChallengeState
from assemblies.erasing import clean_challenges
from assemblies.models import RollChallenge, RollEntry, RollRefusal
from assemblies.own_data import challenged, challenges
from assemblies.queries.challenges import (
    Corrections,
    challenge_for,
    challenges_of,
    challenges_visible_to,
    corrections_of,
)
from assemblies.queries.secrecy import secrecy_of
from members.enums import BELONGING
from members.models import Membership
from organisations.queries.rulesets import rules_in_force
from organiser.base import clock
from organiser.base.erased_words import record_open
from organiser.base.errors import Conflict, Invalid, NotFound, NotPermitted, RuleNotMet, WrongState
from skills.actions.roles import resign_from_role
from skills.models import Term
from tests.assemblies.test_standing import adopt, write
from tests.challenges import WHY, about, own, uphold
from tests.choices import second_teller
from tests.helpers import OUTSIDERS, bound, called_assembly, north_motion, online_ballot, outsider, refuses, writes
from tests.world import add_member


def on_roll(roll):
    return dict(RollEntry.objects.filter(roll=roll).values_list("person__name", "reason"))


def off_roll(roll):
    return dict(RollRefusal.objects.filter(roll=roll).values_list("person__name", "reason"))


def test_an_upheld_challenge_takes_somebody_in_with_the_reason_printed(owing):
    motion = north_motion(owing)
    with writes("challenge_roll"):
        made = own(owing, motion)
    assert (made.state, made.has_vote, made.grounds) == ("open", True, WHY)
    with writes("answer_challenge") as entries:
        uphold(owing, made)
    assert WHY not in str(entries[0].content.content)
    ballot = online_ballot(owing, motion)
    assert on_roll(ballot.roll) == {
        "Ana Founder": "full_member",
        "Bea North": "corrected",
        "Cyd North": "full_member",
        "Dan North": "full_member",
        "Eve North": "full_member",
    }
    assert (off_roll(ballot.roll), ballot.roll.entitled, ballot.roll.corrected) == ({}, 5, 1)
    assert roll_digest(ballot.roll) == ballot.roll.digest
    assert cast_vote(owing.person("Bea North"), ballot=ballot, choice="for", key="key-of-bea-1").choice == "for"


def test_an_upheld_challenge_leaves_somebody_out_who_reads_why(owing):
    motion = north_motion(owing)
    uphold(owing, about(owing, motion), "He says so himself.")
    ballot = online_ballot(owing, motion)
    assert sorted(on_roll(ballot.roll)) == ["Ana Founder", "Dan North", "Eve North"]
    assert off_roll(ballot.roll) == {"Bea North": "in_arrears", "Cyd North": "corrected"}
    assert (ballot.roll.entitled, ballot.roll.corrected) == (3, 1)
    said = "After a challenge you were left off the roll. The answer to it says why."
    with refuses(RuleNotMet, "corrected", said):
        cast_vote(owing.person("Cyd North"), ballot=ballot, choice="for", key="key-of-cyd-1")


def test_no_ballot_opens_while_a_challenge_waits_and_a_dismissed_one_changes_nothing(owing):
    motion = north_motion(owing)
    made, other = own(owing, motion), about(owing, motion)
    with refuses(
        RuleNotMet, "challenge_open", "2 challenges of the roll wait for an answer. Answer them, then open the ballot."
    ):
        online_ballot(owing, motion)
    with writes("withdraw_challenge"):
        withdraw_challenge(owing.person("Dan North"), challenge=other)
    with refuses(
        RuleNotMet, "challenge_open", "A challenge of the roll waits for an answer. Answer it, then open the ballot."
    ):
        online_ballot(owing, motion)
    answer_challenge(owing.secretary, challenge=made, uphold=False, answer="The receipt is of another year.")
    roll = online_ballot(owing, motion).roll
    assert (off_roll(roll), roll.corrected) == ({"Bea North": "in_arrears"}, 0)


def test_a_challenge_of_an_assembly_bears_on_each_ballot_there_and_on_none_elsewhere(owing):
    first, second, over_days = (north_motion(owing, title=title) for title in ("First", "Second", "Over days"))
    assembly = called_assembly(owing, first, second)
    uphold(owing, own(owing, assembly))
    elsewhere = online_ballot(owing, over_days)
    assert "Bea North" not in on_roll(elsewhere.roll)
    with clock.at(assembly.starts_at):
        assembly = open_assembly(owing.secretary, assembly=assembly)
        check_in(
            owing.secretary,
            assembly=assembly,
            members=[one.public_id for one in owing.members.values() if one.branch_id == owing.branches["North"].pk],
        )
        for motion in (first, second):
            roll = open_ballot(owing.secretary, motion=motion, assembly=assembly).roll
            assert (on_roll(roll)["Bea North"], roll.corrected) == ("corrected", 1)


def test_a_correction_does_not_outlive_its_motion_and_cannot_come_after_the_vote_opened(owing):
    motion = north_motion(owing)
    waiting = own(owing, motion)
    uphold(owing, waiting)
    ballot = online_ballot(owing, motion)
    with refuses(WrongState, "roll_frozen"):
        about(owing, motion)
    with clock.at(ballot.closes_at):
        close_ballot(owing.secretary, ballot=ballot)
        later = north_motion(owing, title="Another")
        assert on_roll(online_ballot(owing, later).roll).get("Bea North") is None


@pytest.mark.parametrize("who", OUTSIDERS)
def test_outsiders_challenge_nobody_and_answer_nothing(harbour, mill, who):
    motion = north_motion(harbour)
    made = about(harbour, motion)
    actor = outsider(who, harbour, mill)
    if who != "member":
        with refuses(NotPermitted, "not_constituency"):
            challenge_roll(actor, place=motion, member=harbour.members["Eve North"], has_vote=False, grounds="Gone.")
    with refuses(NotPermitted, "power_missing"):
        answer_challenge(actor, challenge=made, uphold=True, answer="So it is.")
    with refuses(NotPermitted, "not_yours"):
        withdraw_challenge(actor, challenge=made)


def test_who_says_what_of_whom(owing):
    motion = north_motion(owing)
    with refuses(NotPermitted, "power_missing"):
        about(owing, motion, "Bea North", has_vote=True)
    with refuses(Invalid, "has_vote"):
        about(owing, motion, "Dan North", by="Dan North")
    with refuses(NotPermitted, "token_body"):
        challenge_roll(
            bound(owing.person("Bea North"), owing.body("South")),
            place=motion,
            member=owing.members["Bea North"],
            has_vote=True,
            grounds=WHY,
        )
    with refuses(RuleNotMet, "says_so", "By the register as it stands today that member has a vote."):
        own(owing, motion, "Cyd North")
    with refuses(RuleNotMet, "says_so", "By the register as it stands today that member has no vote."):
        about(owing, motion, "Bea North", by="")
    assert about(owing, motion, "Bea North", by="", has_vote=True).made_by == owing.secretary
    with refuses(Conflict, "challenged_already"):
        own(owing, motion)


def test_a_member_learns_nothing_of_the_standing_of_another_by_challenging(owing):
    """Whether the register says the same is told to those who may read the roll alone."""
    motion = north_motion(owing)
    assert about(owing, motion, "Bea North").state == "open"
    assert about(owing, motion, "Cyd North").state == "open"


@pytest.mark.parametrize("state", ["trial", "supporter", "on_leave"])
def test_a_challenge_gives_no_vote_to_whom_the_register_calls_no_full_member(owing, state):
    motion = north_motion(owing)
    write(owing, "Bea North", state=state)
    with refuses(RuleNotMet, "not_full"):
        own(owing, motion)


@pytest.mark.parametrize("grounds", ["", "   ", "…", "x" * 501])
def test_grounds_and_answer_are_words_of_some_length(owing, grounds):
    motion = north_motion(owing)
    with refuses(Invalid, "grounds"):
        challenge_roll(
            owing.person("Bea North"), place=motion, member=owing.members["Bea North"], has_vote=True, grounds=grounds
        )
    made = own(owing, motion)
    with refuses(Invalid, "grounds"):
        answer_challenge(owing.secretary, challenge=made, uphold=True, answer=grounds)


def test_it_is_answered_once_and_by_nobody_in_her_own_matter_while_another_counts(owing):
    motion = north_motion(owing)
    made = about(owing, motion, by="")
    uphold(owing, made)  # nobody else counts in North, and without an answer no vote could open
    for again in (True, False):
        with refuses(WrongState, "challenge_step", "This challenge was upheld."):
            answer_challenge(owing.secretary, challenge=made, uphold=again, answer="Once more.")
    with refuses(WrongState, "challenge_step"):
        withdraw_challenge(owing.secretary, challenge=made)
    teller = second_teller(owing, "Eve North")
    other = about(owing, motion, "Dan North", by="")
    with refuses(NotPermitted, "own_challenge"):
        uphold(owing, other)
    about_teller = about(owing, motion, "Eve North", by="Dan North")
    with refuses(NotPermitted, "own_challenge"):
        answer_challenge(teller, challenge=about_teller, uphold=False, answer="I am here.")
    assert answer_challenge(teller, challenge=other, uphold=False, answer="He is here.").answered_by == teller


def test_after_the_assembly_nothing_is_challenged(owing):
    assembly = called_assembly(owing)

    made = own(owing, assembly)
    cancel_assembly(owing.secretary, assembly=assembly)
    with refuses(WrongState, "assembly_over"):
        uphold(owing, made)
    with refuses(WrongState, "assembly_over"):
        about(owing, assembly)


def test_only_those_who_read_rolls_whom_it_is_about_and_who_brought_it_know_of_it(owing, mill):
    motion = north_motion(owing)
    made = about(owing, motion)
    for person in (owing.secretary, owing.person("Cyd North"), owing.person("Dan North")):
        assert list(challenges_visible_to(person)) == [made]
        assert challenge_for(person, made.public_id) == made
    for person in (owing.person("Eve North"), owing.person("Fay South"), owing.person("Gil South"), mill.secretary):
        assert list(challenges_of(person, motion)) == []
        with pytest.raises(NotFound):
            challenge_for(person, made.public_id)


def test_challenges_are_read_in_one_query_whatever_their_number(owing, django_assert_num_queries):
    motion = north_motion(owing)
    own(owing, motion)
    for names in (("Bea North",), ("Bea North", "Cyd North", "Dan North")):
        for name in names[1:]:
            about(owing, motion, name, by="")
        with django_assert_num_queries(1):
            found = list(challenges_visible_to(owing.secretary))
            assert [(one.person.name, one.made_by.name != "", one.motion.body.name) for one in found] == [
                (name, True, "North") for name in names
            ]


def test_a_roll_of_the_check_in_holds_those_who_were_there_and_parts_are_of_all(harbour, mill):
    adopt(harbour, roll_moment="check_in")
    first, second = north_motion(harbour), north_motion(harbour, title="Second")
    assembly = called_assembly(harbour, first, second)
    there = [harbour.members[name].public_id for name in ("Bea North", "Cyd North")]
    with clock.at(assembly.starts_at):
        assembly = open_assembly(harbour.secretary, assembly=assembly)
        with refuses(RuleNotMet, "empty_roll"):
            open_ballot(harbour.secretary, motion=first, assembly=assembly)
        check_in(harbour.secretary, assembly=assembly, members=there)
        roll = (ballot := open_ballot(harbour.secretary, motion=first, assembly=assembly)).roll
        assert sorted(on_roll(roll)) == ["Bea North", "Cyd North"]
        assert off_roll(roll) == dict.fromkeys(["Ana Founder", "Dan North", "Eve North"], "not_checked_in")
        assert (roll.entitled, roll_digest(roll)) == (5, roll.digest)
        check_in(harbour.secretary, assembly=assembly, members=[harbour.members["Dan North"].public_id])
        said = "You had not checked in when this ballot opened, and its roll holds those who had."
        with refuses(RuleNotMet, "not_checked_in", said):
            cast_vote(harbour.person("Dan North"), ballot=ballot, choice="for", key="key-of-dan-1")
        later = open_ballot(harbour.secretary, motion=second, assembly=assembly).roll
        assert sorted(on_roll(later)) == ["Bea North", "Cyd North", "Dan North"]


def test_the_check_in_means_the_opening_for_a_ballot_over_days(harbour, mill):
    adopt(harbour, roll_moment="check_in")
    assert len(on_roll(online_ballot(harbour, north_motion(harbour)).roll)) == 5


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_entries_and_refusals_share_out_all_who_belong_whatever_is_upheld(harbour, mill, data):
    """Nobody stands on both lists or on none, and a correction holds against the register."""
    north = harbour.body("North")
    rows = list(Membership.objects.filter(branch=harbour.branches["North"]).order_by("pk"))
    states = data.draw(
        st.lists(st.sampled_from(["full", "trial", "supporter"]), min_size=len(rows), max_size=len(rows))
    )
    for row, state in zip(rows, states, strict=True):
        Membership.objects.filter(pk=row.pk).update(state=state)
    says = data.draw(st.dictionaries(st.sampled_from([row.person_id for row in rows]), st.booleans()))
    said = Corrections(
        frozenset(key for key, value in says.items() if value),
        frozenset(key for key, value in says.items() if not value),
    )
    roll = freeze_roll(north, rules_in_force(north), None, said)
    entries = set(RollEntry.objects.filter(roll=roll).values_list("person", flat=True))
    refusals = set(RollRefusal.objects.filter(roll=roll).values_list("person", flat=True))
    belong = {row.person_id for row, state in zip(rows, states, strict=True) if state in BELONGING}
    full = {row.person_id for row, state in zip(rows, states, strict=True) if state == "full"}
    assert (entries & refusals, entries | refusals) == (set(), belong)
    assert entries == full - said.left_out
    bears = said.left_out & full  # full members have a vote by the register, so that taking them in changes nothing
    assert (roll.entitled, roll.corrected, roll_digest(roll)) == (len(entries), len(bears), roll.digest)


def test_two_answers_about_one_person_leave_the_later_one(owing):
    motion = north_motion(owing)
    assembly = called_assembly(owing, motion)
    uphold(owing, own(owing, assembly))
    with clock.at(clock.now() + timedelta(hours=1)):
        RollChallenge.objects.create(
            organisation=owing.organisation,
            body=owing.body("North"),
            motion=motion,
            person=owing.person("Bea North"),
            has_vote=False,
            grounds="Later.",
            made_by=owing.secretary,
            made_at=clock.now(),
            state=ChallengeState.UPHELD,
            answer="Later.",
            answered_by=owing.secretary,
            answered_at=clock.now(),
        )
    assert corrections_of(motion, assembly) == Corrections(left_out=frozenset({owing.person("Bea North").pk}))


def test_the_database_holds_what_was_said_and_answered(owing):
    made = own(owing, north_motion(owing))
    rows = RollChallenge.objects.filter(pk=made.pk)
    for change in (
        {"grounds": "Other."},
        {"has_vote": False},
        {"person": owing.person("Cyd North")},
        {"state": "upheld"},
    ):
        with pytest.raises(Error), transaction.atomic():
            rows.update(**change)
    with pytest.raises(Error), transaction.atomic():
        rows.delete()
    uphold(owing, made)
    for change in ({"answer": "Other."}, {"state": "dismissed"}, {"answered_by": owing.person("Bea North")}):
        with pytest.raises(Error), transaction.atomic():
            rows.update(**change)


def test_own_data_tell_both_sides_and_an_erasure_empties_the_words(owing):
    motion = north_motion(owing)
    about(owing, motion)
    (row,), (brought,) = challenged(owing.person("Cyd North")), challenges(owing.person("Dan North"))
    assert (row["grounds"], row["has_vote"], brought["grounds"]) == ("Moved away in May.", False, "Moved away in May.")
    with transaction.atomic(), record_open():
        clean_challenges(owing.person("Cyd North"))
    assert challenged(owing.person("Cyd North"))[0]["grounds"] == ""


def test_what_was_dismissed_is_not_said_again_by_a_member_and_five_wait_at_most(owing):
    motion = north_motion(owing)
    answer_challenge(owing.secretary, challenge=about(owing, motion), uphold=False, answer="He is here.")
    with refuses(Conflict, "challenge_dismissed"):
        about(owing, motion)
    with refuses(Conflict, "challenge_dismissed"):
        about(owing, motion, by="Eve North")
    assert about(owing, motion, by="").state == "open"  # with what is new, those who read the rolls bring it again
    for number in range(5):
        name = f"Uri North {number}"
        add_member(owing, name, "North")
        about(owing, motion, name)
    with refuses(RuleNotMet, "too_many_challenges"):
        about(owing, motion, "Eve North")


def test_where_all_members_count_nobody_answers_her_own_challenge(owing):
    for term in Term.objects.filter(role__body=owing.body("North"), ended_on=None):
        resign_from_role(term.person, term=term)
    motion = north_motion(owing)
    made = about(owing, motion)
    for name in ("Dan North", "Cyd North"):
        with refuses(NotPermitted, "own_challenge"):
            answer_challenge(owing.person(name), challenge=made, uphold=True, answer="So it is.")
    assert answer_challenge(owing.person("Eve North"), challenge=made, uphold=False, answer="No.").state == "dismissed"


def test_whoever_was_struck_off_by_mistake_challenges_that_and_the_later_answer_holds(owing):
    motion = north_motion(owing)
    uphold(owing, about(owing, motion))
    with refuses(Conflict, "challenged_already"):
        about(owing, motion, by="")
    uphold(owing, own(owing, motion, "Cyd North"))
    roll = online_ballot(owing, motion).roll
    assert (on_roll(roll)["Cyd North"], off_roll(roll)) == ("full_member", {"Bea North": "in_arrears"})
    assert (roll.corrected, roll.size) == (0, 4)  # the register says the same again


def test_the_size_of_a_roll_of_the_check_in_is_of_those_who_were_there_and_warns_of_few(harbour, mill):
    adopt(harbour, roll_moment="check_in")
    motion = north_motion(harbour)
    assembly = called_assembly(harbour, motion)
    with clock.at(assembly.starts_at):
        assembly = open_assembly(harbour.secretary, assembly=assembly)
        there = [harbour.members[name].public_id for name in ("Bea North", "Cyd North")]
        check_in(harbour.secretary, assembly=assembly, members=there)
        ballot = open_ballot(harbour.secretary, motion=motion, assembly=assembly)
    assert (ballot.roll.size, ballot.roll.entitled, str(ballot.roll)[:9]) == (2, 5, "roll of 2")
    ballot.secret = True
    assert secrecy_of(ballot)[0] == (
        "Only 2 members are on this roll. So few can often tell from the result how the others voted."
    )
