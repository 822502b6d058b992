"""Whoever was excluded can appeal, and an assembly can take an exclusion back; the desk can do neither."""

from datetime import timedelta

import pytest

from assemblies.actions.appeals import appeal_exclusion, let_exclusion_hold
from assemblies.models import AgendaItem, Exclusion
from assemblies.queries.exclusions import due_to_hold, exclusions_visible_to
from members.actions.exclusions import exclude_member
from members.actions.memberships import change_state
from members.models import Membership, MembershipSpan
from organisations.presets import SIMPLE_MAJORITY
from organisations.queries.decisions import decisions_visible_to
from organiser.base import clock
from organiser.base.actor import CLOCK
from organiser.base.errors import Conflict, Invalid, NotPermitted, RuleNotMet, WrongState
from organiser.management.ticks import Ticks
from tests.exclusions import excluded, whole_decides, with_rules
from tests.helpers import (
    clock_days,
    decide_online,
    north_motion,
    refuses,
    writes,
)  # fmt: skip
from tests.world import add_member, make_assembly


def spans_of(membership):
    return list(MembershipSpan.objects.filter(membership=membership).values_list("state", "decision__effect"))


def test_an_appeal_comes_before_the_organisation_without_seconders_and_by_itself(harbour, mill):
    exclusion, eve = excluded(harbour), harbour.person("Eve North")
    draft = make_assembly(harbour)
    with writes("appeal_exclusion"):
        appealed = appeal_exclusion(eve, exclusion=exclusion, text="I was not there.")
    appeal = appealed.appeal
    assert (appeal.body, appeal.kind, appeal.effect, appeal.about_person) == (
        harbour.body(), "ordinary", "reinstate", True
    )  # fmt: skip
    assert (appeal.status, AgendaItem.objects.get(motion=appeal).assembly) == ("tabled", draft)
    with refuses(Conflict, "appealed"):
        appeal_exclusion(eve, exclusion=exclusion, text="Once more.")


def test_an_appeal_waits_for_the_next_assembly_that_is_prepared(harbour, mill):
    appeal = appeal_exclusion(harbour.person("Eve North"), exclusion=excluded(harbour), text="I was not there.").appeal
    assert appeal.status == "seconded"
    assembly = make_assembly(harbour)
    appeal.refresh_from_db()
    assert (appeal.status, AgendaItem.objects.get(motion=appeal).assembly) == ("tabled", assembly)


def test_an_appeal_is_for_whoever_was_excluded_within_the_days_of_the_rules(harbour, mill):
    exclusion, eve = excluded(harbour), harbour.person("Eve North")
    with refuses(NotPermitted, "not_concerned"):
        appeal_exclusion(harbour.person("Bea North"), exclusion=exclusion, text="She is right.")
    with refuses(Invalid, "text"):
        appeal_exclusion(eve, exclusion=exclusion, text="")
    late = exclusion.motion.decision.decided_at + timedelta(days=31)
    with clock.at(late), refuses(RuleNotMet, "appeal_days"):
        appeal_exclusion(eve, exclusion=exclusion, text="I was not there.")


def test_an_appeal_that_carries_gives_back_what_was_before_without_the_roles(harbour, mill):
    membership = harbour.members["Eve North"]
    change_state(harbour.secretary, membership=membership, to="on_leave")
    exclusion = excluded(harbour)
    joined = Membership.objects.get(pk=membership.pk).joined_on
    appeal = appeal_exclusion(harbour.person("Eve North"), exclusion=exclusion, text="I was not there.").appeal
    with clock.at(exclusion.motion.decision.decided_at):
        decision = whole_decides(harbour, appeal, "+++++").decision
    membership.refresh_from_db()
    exclusion.refresh_from_db()
    assert decision.effect_failed == ""
    assert (membership.state, membership.left_on, membership.joined_on) == ("on_leave", None, joined)
    assert spans_of(membership)[-2:] == [("excluded", "exclude"), ("on_leave", "reinstate")]
    assert exclusion.reinstated_by == decision


def test_an_appeal_that_falls_leaves_the_exclusion(harbour, mill):
    exclusion = excluded(harbour)
    appeal = appeal_exclusion(harbour.person("Eve North"), exclusion=exclusion, text="I was not there.").appeal
    whole_decides(harbour, appeal, "-----")
    assert Membership.objects.get(pk=exclusion.membership_id).state == "excluded"


def test_the_assembly_that_excluded_takes_it_back_itself(harbour, mill):
    exclusion = excluded(harbour)
    payload = {"exclusion": exclusion.public_id}
    motion = north_motion(harbour, effect="reinstate", payload=payload)
    assert motion.about_person is True
    with clock.at(exclusion.motion.decision.decided_at):
        decide_online(harbour, motion, "++++")
    assert Membership.objects.get(pk=exclusion.membership_id).state == "full"
    with refuses(RuleNotMet, "not_excluded"):
        north_motion(harbour, effect="reinstate", payload=payload)


def test_the_desk_neither_excludes_nor_takes_back(harbour, mill):
    exclusion = excluded(harbour)
    membership = Membership.objects.get(pk=exclusion.membership_id)
    for to in ("full", "on_leave"):
        with refuses(RuleNotMet, "exclusion_needs_decision"):
            change_state(harbour.secretary, membership=membership, to=type(membership.state)(to))
    with refuses(RuleNotMet, "decision_missing"):
        exclude_member(harbour.secretary, membership=harbour.members["Dan North"], decision=exclusion.motion.decision)


def after_appeal(harbour):
    body = {**SIMPLE_MAJORITY["body"], "exclusion_holds": "after_appeal", "appeal_days": 10}
    with_rules(harbour, {**SIMPLE_MAJORITY, "body": body})
    return excluded(harbour)


def test_where_the_rules_say_so_it_holds_only_once_there_can_be_no_appeal(harbour, mill):
    exclusion = after_appeal(harbour)
    membership = Membership.objects.get(pk=exclusion.membership_id)
    assert (membership.state, exclusion.excluded_on) == ("full", None)
    with refuses(NotPermitted, "clock_only"):
        let_exclusion_hold(harbour.secretary, exclusion=exclusion)
    last = exclusion.motion.decision.decided_at + timedelta(days=10)
    with clock.at(last), refuses(WrongState, "not_due"):
        let_exclusion_hold(CLOCK, exclusion=exclusion)
    with clock.at(last + timedelta(days=1)):
        assert Ticks().let_exclusions_hold() == 1
        assert due_to_hold().count() == 0
    membership.refresh_from_db()
    assert membership.state == "excluded"


@pytest.mark.parametrize(("choices", "state"), [("+++++", "full"), ("-----", "excluded")])
def test_an_appeal_is_waited_for(harbour, mill, choices, state):
    exclusion = after_appeal(harbour)
    appeal = appeal_exclusion(harbour.person("Eve North"), exclusion=exclusion, text="I was not there.").appeal
    with clock.at(clock.now() + clock_days(60)):
        assert Ticks().let_exclusions_hold() == 0
    whole_decides(harbour, appeal, choices)
    Ticks().let_exclusions_hold()
    assert Membership.objects.get(pk=exclusion.membership_id).state == state


def test_whoever_resigned_before_the_end_is_not_excluded(harbour, mill):
    exclusion = after_appeal(harbour)
    change_state(harbour.person("Eve North"), membership=exclusion.membership, to="resigned")
    with clock.at(clock.now() + clock_days(60)):
        assert Ticks().let_exclusions_hold() == 0
    assert Membership.objects.get(pk=exclusion.membership_id).state == "resigned"


def test_nobody_outside_the_body_learns_of_it_before_an_appeal(harbour, mill):
    exclusion = excluded(harbour)
    outside = [harbour.person("Fay South"), harbour.person("Gil South"), mill.secretary]
    assert [exclusions_visible_to(person).count() for person in outside] == [0, 0, 0]
    assert [decisions_visible_to(person).filter(kind="exclusion").count() for person in outside] == [0, 0, 0]
    eve = harbour.person("Eve North")
    assert [exclusions_visible_to(p).count() for p in (eve, harbour.person("Bea North"))] == [1, 1]
    appeal_exclusion(eve, exclusion=exclusion, text="I was not there.")
    assert [exclusions_visible_to(person).count() for person in outside] == [1, 1, 0]


def test_exclusion_by_the_organisation_is_appealed_to_its_own_assembly(harbour, mill):
    add_member(mill, "Ola Mill")
    add_member(mill, "Pia Mill")
    exclusion = excluded(mill, "Pia Mill", branch="")
    appeal = appeal_exclusion(mill.person("Pia Mill"), exclusion=exclusion, text="I was not there.").appeal
    assert (exclusion.excluded_on is not None, appeal.body) == (True, mill.body())
    assert Exclusion.objects.count() == 1
