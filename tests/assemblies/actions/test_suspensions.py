"""A member is suspended by a decision alone, after notice and hearing, until a day (invariant 3)."""

from datetime import timedelta

import pytest

from assemblies.actions.appeals import appeal_exclusion
from assemblies.actions.ballots import open_ballot
from assemblies.actions.exclusions import give_exclusion_notice, write_hearing
from assemblies.models import Exclusion, Motion
from assemblies.queries.exclusions import is_over, to_reinstate
from members.actions.joining import apply_to_join
from members.actions.leaving import object_to_leaving
from members.actions.memberships import change_state
from members.actions.transfers import ask_to_move
from members.merge_rules import demand_mergeable
from members.models import AccessLogEntry, Membership, MembershipSpan
from organisations.actions.effects import describe_effect
from organisations.models import Decision
from organiser.base import clock
from organiser.base.errors import Invalid, RuleNotMet, WrongState
from organiser.base.models import WaitingLetter
from organiser.management.ticks import Ticks
from skills.models import Term
from tests.exclusions import decided, in_person, meeting, ready, whole_decides
from tests.helpers import cast, clock_days, north_motion, refuses
from tests.joining import answered_by
from tests.world import make_motion

PEOPLE = ("Bea North", "Cyd North", "Dan North", "Eve North", "Ana Founder")


def moved(place, name="Eve North", months=3):
    """A motion of the branch to suspend one of its members."""
    people = [place.person(one) for one in PEOPLE if one != name]
    payload = {"member": place.members[name].public_id, "months": months}
    draft = {"kind": "exclusion", "effect": "suspend", "payload": payload}
    return make_motion(place, people[0], "North", *people[1:], title="Suspension", text="Eve took the fund.", **draft)


def suspended(place, name="Eve North", months=3):
    """The same after notice, hearing and a vote of all."""
    exclusion = give_exclusion_notice(place.secretary, motion=moved(place, name, months))
    if exclusion.membership.person_id == place.secretary.pk:
        write_hearing(place.secretary, exclusion=exclusion, outcome="declined")
    else:
        write_hearing(place.secretary, exclusion=exclusion, outcome="heard")
    return in_person(place, exclusion)


def states_of(membership):
    spans = MembershipSpan.objects.filter(membership=membership).order_by("from_on", "pk")
    return list(spans.values_list("state", "decision__effect"))


def fresh(exclusion):
    return Membership.objects.get(pk=exclusion.membership_id)


def test_a_carried_suspension_lets_the_vote_rest_and_names_its_decision(harbour, mill):
    exclusion = suspended(harbour)
    membership, day = fresh(exclusion), exclusion.excluded_on
    assert (membership.state, membership.left_on, membership.suspended_until.day) == ("suspended", None, day.day)
    assert (membership.suspended_until.month - day.month) % 12 == 3
    assert states_of(membership) == [("full", None), ("suspended", "suspend")]


def test_notice_says_that_it_is_a_suspension(harbour, mill):
    give_exclusion_notice(harbour.secretary, motion=moved(harbour))
    assert "would suspend you for 3 months." in WaitingLetter.objects.get().text
    eve = harbour.person("Eve North")
    assert AccessLogEntry.objects.get(person=eve).what == "Notice of a motion to suspend you"


def test_the_vote_waits_for_notice_and_hearing(harbour, mill):
    motion = moved(harbour)
    assembly, _people = meeting(harbour, motion, "North")
    with clock.at(assembly.starts_at), refuses(RuleNotMet, "exclusion_without_notice"):
        open_ballot(harbour.secretary, motion=motion, assembly=assembly)


def test_whoever_is_suspended_is_refused_on_the_roll_with_the_reason(harbour, mill):
    exclusion = suspended(harbour)
    with clock.at(exclusion.motion.ended_at):
        motion = north_motion(harbour)
        assembly, people = meeting(harbour, motion, "North")
        with clock.at(assembly.starts_at):
            ballot = open_ballot(harbour.secretary, motion=motion, assembly=assembly)
            refused = ballot.roll.refusals.values_list("person__name", "reason")
            assert (ballot.roll.entitled, list(refused)) == (4, [("Eve North", "suspended")])
            cast(ballot, people, "++++")


def test_every_role_ends_and_no_motion_can_be_seconded(harbour, mill):
    exclusion = suspended(harbour, "Ana Founder")
    held = Term.objects.filter(person=harbour.secretary)
    assert set(held.values_list("end_reason", flat=True)) == {"left"}
    assert fresh(exclusion).state == "suspended"


def test_the_day_gives_the_vote_back_and_tenure_counts_on(harbour, mill):
    exclusion = suspended(harbour)
    membership = fresh(exclusion)
    joined, until = membership.joined_on, membership.suspended_until
    with clock.at(clock.start_of(until) - timedelta(hours=2)):
        assert Ticks().let_suspensions_end() == 0
    with clock.at(clock.start_of(until) + timedelta(hours=2)):
        assert (Ticks().let_suspensions_end(), Ticks().let_suspensions_end()) == (1, 0)
    membership.refresh_from_db()
    assert (membership.state, membership.suspended_until, membership.joined_on) == ("full", None, joined)
    assert states_of(membership) == [("full", None), ("suspended", "suspend"), ("full", None)]
    assert not to_reinstate(harbour.body("North")).exists()


@pytest.mark.parametrize("to", ["full", "on_leave"])
def test_the_desk_neither_suspends_nor_ends_it(harbour, mill, to):
    eve = harbour.members["Eve North"]
    with refuses(RuleNotMet, "suspension_needs_decision"):
        change_state(harbour.secretary, membership=eve, to="suspended")
    membership = fresh(suspended(harbour))
    with refuses(RuleNotMet, "suspended"):
        change_state(harbour.secretary, membership=membership, to=to)


def test_nobody_returns_from_leaving_before_the_suspension_is_over(harbour, mill):
    exclusion = suspended(harbour)
    membership = fresh(exclusion)
    with clock.at(exclusion.motion.ended_at):
        left = change_state(harbour.person("Eve North"), membership=membership, to="resigned")
        with refuses(RuleNotMet, "suspended"):
            change_state(harbour.secretary, membership=left, to="full")
    with clock.at(clock.start_of(membership.suspended_until) + timedelta(hours=2)):
        assert Ticks().let_suspensions_end() == 1
    assert (fresh(exclusion).state, fresh(exclusion).suspended_until) == ("resigned", None)


def test_an_appeal_that_succeeds_gives_the_vote_back(harbour, mill):
    exclusion = suspended(harbour)
    with clock.at(exclusion.motion.ended_at):
        appealed = appeal_exclusion(harbour.person("Eve North"), exclusion=exclusion, text="I was not there.")
        assert "is not suspended and has a vote as before" in described(appealed.appeal)
        whole_decides(harbour, appealed.appeal, "++")
    membership = fresh(exclusion)
    assert (membership.state, membership.suspended_until) == ("full", None)
    assert states_of(membership)[-2:] == [("suspended", "suspend"), ("full", "reinstate")]


def described(motion):
    return describe_effect(motion.body, motion.effect, motion.effect_payload)


@pytest.mark.parametrize("months", [None, 0, 13, -1, True, 2.5, "3"])
def test_months_are_a_whole_number_up_to_twelve(harbour, mill, months):
    with refuses(Invalid, "months", "Say for how many months: a whole number from 1 to 12."):
        moved(harbour, months=months)
    assert not Motion.objects.exists()


@pytest.mark.parametrize("state", ["trial", "supporter", "resigned"])
def test_only_full_members_are_suspended(harbour, mill, state):
    Membership.objects.filter(pk=harbour.members["Eve North"].pk).update(state=state)
    with refuses(RuleNotMet, "cannot_be_suspended"):
        moved(harbour)


@pytest.mark.parametrize("name", ["Fay South", "Kim Mill"])
def test_nobody_of_another_body_is_suspended(harbour, mill, name):
    found = Membership.objects.get(person__name=name)
    harbour.members["Eve North"] = found
    with refuses(Invalid, "no_member"):
        moved(harbour)
    assert not Exclusion.objects.exists()


def test_a_suspended_member_can_be_excluded_and_comes_back_suspended(harbour, mill):
    first = suspended(harbour, months=12)
    with clock.at(first.motion.ended_at + clock_days(1)):
        second = decided(harbour, ready(harbour))
        assert fresh(second).state == "excluded"
        with clock.at(second.motion.ended_at):
            appeal = appeal_exclusion(harbour.person("Eve North"), exclusion=second, text="No.")
            whole_decides(harbour, appeal.appeal, "++")
    membership = fresh(first)
    assert (membership.state, membership.suspended_until is not None) == ("suspended", True)


@pytest.mark.parametrize("rules", ["open", "secretary", "assembly"])
def test_no_door_lets_somebody_return_before_it_is_over(harbour, mill, rules):
    answered_by(harbour, rules)
    exclusion = suspended(harbour, months=12)
    eve = harbour.person("Eve North")
    with clock.at(exclusion.motion.ended_at):
        change_state(eve, membership=fresh(exclusion), to="resigned")
        with refuses(RuleNotMet, "suspended"):
            apply_to_join(eve, organisation=harbour.organisation)
    assert fresh(exclusion).state == "resigned"


def test_taking_back_one_that_is_over_leaves_another_that_runs(harbour, mill):
    first = suspended(harbour, months=1)
    with clock.at(clock.start_of(fresh(first).suspended_until) + timedelta(hours=2)):
        Ticks().let_suspensions_end()
    with clock.at(first.motion.ended_at + clock_days(70)):
        again = Membership.objects.get(pk=first.membership_id)
        decision = first.motion.decision
        later = Decision.objects.create(
            organisation=decision.organisation, body=harbour.body(), kind="exclusion", effect="suspend", number=900,
            year=decision.year, title="Suspension", text="x", outcome="carried", status="in_force", source="assembly",
            decided_at=clock.now(), effective_on=clock.today(),
        )  # fmt: skip
        Membership.objects.filter(pk=again.pk).update(
            state="suspended", suspended_until=clock.today() + clock_days(300)
        )
        MembershipSpan.objects.filter(membership=again, until_on__isnull=True).update(until_on=clock.today())
        MembershipSpan.objects.create(
            organisation=again.organisation, membership=again, state="suspended", branch=again.branch,
            from_on=clock.today(), decision=later,
        )  # fmt: skip
        assert not to_reinstate(harbour.body("North")).exists()
        first.refresh_from_db()
        assert is_over(first) is True


def test_records_of_somebody_suspended_stay_two_also_after_leaving(harbour, mill):
    exclusion = suspended(harbour, months=12)
    with clock.at(exclusion.motion.ended_at):
        change_state(harbour.person("Eve North"), membership=fresh(exclusion), to="resigned")
        with refuses(WrongState, "merge_suspended"):
            demand_mergeable(harbour.members["Dan North"], fresh(exclusion), moving=False)


@pytest.mark.parametrize("days", [2, 25])
def test_whoever_was_noted_as_gone_while_suspended_says_so_and_is_what_she_was(harbour, mill, days):
    exclusion = suspended(harbour, months=1)
    with clock.at(exclusion.motion.ended_at + clock_days(10)):
        change_state(harbour.secretary, membership=fresh(exclusion), to="resigned")
    with clock.at(exclusion.motion.ended_at + clock_days(10 + days)):
        Ticks().let_suspensions_end()
        back = object_to_leaving(harbour.person("Eve North"), membership=fresh(exclusion))
    assert back.state == ("suspended" if days == 2 else "full")
    assert states_of(back)[-1] == (("suspended", "suspend") if days == 2 else ("full", None))


def test_nobody_moves_to_another_branch_while_suspended(harbour, mill):
    exclusion = suspended(harbour)
    with clock.at(exclusion.motion.ended_at), refuses(WrongState, "suspended"):
        ask_to_move(harbour.person("Eve North"), membership=fresh(exclusion), to=harbour.branches["South"])


def test_an_appeal_is_voted_on_also_when_the_suspension_is_over(harbour, mill):
    exclusion = suspended(harbour, months=1)
    with clock.at(exclusion.motion.ended_at):
        appealed = appeal_exclusion(harbour.person("Eve North"), exclusion=exclusion, text="I was not there.")
    with clock.at(clock.start_of(fresh(exclusion).suspended_until) + timedelta(hours=2)):
        Ticks().let_suspensions_end()
        assert described(appealed.appeal).endswith("should not have been suspended. The suspension is over.")
        whole_decides(harbour, appealed.appeal, "++")
    exclusion.refresh_from_db()
    assert (fresh(exclusion).state, exclusion.reinstated_by is not None) == ("full", True)


def test_there_is_no_new_appeal_once_it_is_over(harbour, mill):
    exclusion = suspended(harbour, months=1)
    with clock.at(clock.start_of(fresh(exclusion).suspended_until) + timedelta(hours=2)):
        Ticks().let_suspensions_end()
        with refuses(RuleNotMet, "not_excluded"):
            appeal_exclusion(harbour.person("Eve North"), exclusion=exclusion, text="No.")
