"""A decision comes into force and expires by its dates (mission B1)."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, transaction

from assemblies.actions.ballots import open_ballot
from organisations.actions.decision_dates import bring_into_force, expire_decision
from organisations.actions.decisions import Decided, record_decision
from organisations.enums import DecisionKind, DecisionSource, DecisionStatus, Outcome
from organisations.models import Decision
from organisations.queries.decisions import due_to_begin, due_to_expire
from organisations.validators import DecisionDates, validate_dates
from organiser.base import clock
from organiser.base.actor import CLOCK
from organiser.base.errors import Invalid, NotPermitted, RuleNotMet, WrongState
from organiser.base.models import LedgerEntry
from tests.helpers import (
    OUTSIDERS,
    decide_in_assembly,
    decide_online,
    north_motion,
    outsider,
    refuses,
    writes,
)

S = DecisionStatus


def days(number: int) -> date:
    return clock.today() + timedelta(days=number)


def midday(day: date):
    return clock.now() + timedelta(days=(day - clock.today()).days)


def decide(place, *, effective=None, review=None, expires=None) -> Decision:
    decided = Decided(
        kind=DecisionKind.ORDINARY, title="Rent strike", text="From May.", outcome=Outcome.CARRIED,
        working=["3 for, 0 against."], source=DecisionSource.BALLOT, dates=DecisionDates(effective, review, expires),
    )  # fmt: skip
    return record_decision(place.secretary, body=place.body("North"), decided=decided)


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"effective_on": -1}, "effective_on", "day_past"),
        ({"review_on": -1}, "review_on", "day_past"),
        ({"expires_on": -1}, "expires_on", "day_past"),
        ({"effective_on": 3660}, "effective_on", "too_far_ahead"),
        ({"expires_on": 0}, "expires_on", "dates_order"),
        ({"effective_on": 9, "expires_on": 9}, "expires_on", "dates_order"),
        ({"effective_on": 9, "review_on": 8}, "review_on", "dates_order"),
        ({"review_on": 9, "expires_on": 8}, "review_on", "dates_order"),
    ],
)
def test_dates_are_ahead_in_order_and_within_ten_years(given, field, code):
    with pytest.raises(Invalid) as refused:
        validate_dates(DecisionDates(**{name: days(number) for name, number in given.items()}), effect="")
    assert (refused.value.field, refused.value.code) == (field, code)


def test_dates_that_are_in_order_are_taken_as_they_are():
    for dates in (
        DecisionDates(),
        DecisionDates(days(0), days(1), days(1)),
        DecisionDates(days(5), days(9), days(3640)),
    ):
        assert validate_dates(dates, effect="") == dates


def test_motion_that_changes_something_by_itself_does_so_with_the_vote(harbour):
    payload = {"name": "Roof group", "scope": "Offers."}
    for name in ("effective_on", "expires_on"):
        with refuses(RuleNotMet, "dates_with_effect"):
            north_motion(harbour, effect="found_committee", payload=payload, dates=DecisionDates(**{name: days(9)}))
    motion = north_motion(harbour, effect="found_committee", payload=payload, dates=DecisionDates(review_on=days(9)))
    assert motion.review_on == days(9)


def test_dates_of_a_motion_become_those_of_its_decision(harbour):
    dates = DecisionDates(days(40), days(60), days(90))
    decision = decide_online(harbour, north_motion(harbour, dates=dates)).decision
    assert (decision.effective_on, decision.review_on, decision.expires_on) == (days(40), days(60), days(90))
    assert decision.status == S.PROVISIONAL


def test_day_that_the_vote_overtook_becomes_the_day_of_the_vote(harbour):
    motion = decide_online(harbour, north_motion(harbour, dates=DecisionDates(days(1), days(3))))
    decision = motion.decision
    assert (decision.status, decision.effective_on, decision.review_on) == (S.IN_FORCE, days(6), days(6))


def test_motion_that_would_expire_before_it_is_decided_is_not_put_to_the_vote(harbour):
    motion = north_motion(harbour, dates=DecisionDates(expires_on=days(3)))
    with refuses(RuleNotMet, "expires_first"):
        open_ballot(harbour.secretary, motion=motion, closes_at=clock.now() + timedelta(days=6))


def test_decision_comes_into_force_on_its_day_and_expires_on_its_day_by_the_clock(harbour, mill):
    decision = decide(harbour, effective=days(10), expires=days(20))
    seen = []
    for number in (9, 10, 19, 20, 21):
        with clock.at(midday(days(number))):
            call_command("clock", once=True)
        decision.refresh_from_db()
        seen.append(decision.status)
    assert seen == [S.PROVISIONAL, S.IN_FORCE, S.IN_FORCE, S.EXPIRED, S.EXPIRED]
    assert (list(due_to_begin()), list(due_to_expire())) == ([], [])


def test_clock_that_slept_lets_a_decision_expire_without_having_been_in_force(harbour):
    decision = decide(harbour, effective=days(10), expires=days(20))
    with clock.at(midday(days(30))):
        call_command("clock", once=True)
    steps = ("bring_into_force", "expire_decision")  # whatever else a month's end brings
    assert list(LedgerEntry.objects.filter(action__in=steps).values_list("action", flat=True)) == ["expire_decision"]
    decision.refresh_from_db()
    assert decision.status == S.EXPIRED


def test_dates_are_kept_by_those_who_write_the_register_and_only_when_the_day_has_come(harbour):
    decision, endless = decide(harbour, effective=days(10), expires=days(20)), decide(harbour)
    with refuses(WrongState, "not_yet"):
        bring_into_force(harbour.secretary, decision=decision)
    with refuses(WrongState, "not_yet"):
        expire_decision(CLOCK, decision=decision)
    with refuses(WrongState, "no_expiry"):
        expire_decision(CLOCK, decision=endless)
    with clock.at(midday(days(10))):
        with writes("bring_into_force") as entries:
            bring_into_force(harbour.secretary, decision=decision)
        with refuses(WrongState, "decision_step"):
            bring_into_force(CLOCK, decision=decision)
    assert entries[0].content.content == {"reference": decision.reference, "status": "in_force"}


@pytest.mark.parametrize("who", OUTSIDERS)
def test_dates_are_not_for_others_to_keep(harbour, mill, who):
    decision, actor = decide(harbour, effective=days(10), expires=days(20)), outsider(who, harbour, mill)
    for act in (bring_into_force, expire_decision):
        with clock.at(midday(days(20))), refuses(NotPermitted, "power_missing"):
            act(actor, decision=decision)


def test_superseding_links_both_ways_and_asks_for_the_rule_of_reconsidering(harbour):
    old = decide_online(harbour, north_motion(harbour, title="Pay by cash")).decision
    payload = {"decision": old.public_id}
    with refuses(RuleNotMet, "effect_kind"):
        north_motion(harbour, kind="ordinary", effect="supersede", payload=payload)
    motion = north_motion(harbour, title="Pay by card", kind="rescind", effect="supersede", payload=payload)
    new = decide_in_assembly(harbour, motion).decision
    old.refresh_from_db()
    assert (old.status, old.ended_by, list(new.ends.all()), new.status) == (S.SUPERSEDED, new, [old], S.IN_FORCE)
    with refuses(WrongState, "decision_step"):
        north_motion(harbour, kind="rescind", effect="supersede", payload=payload)


def test_decision_of_another_body_is_not_superseded(harbour):
    founding = harbour.organisation.founding_decision
    with refuses(RuleNotMet, "not_own_decision"):
        north_motion(harbour, kind="rescind", effect="supersede", payload={"decision": founding.public_id})


def test_database_keeps_dates_in_order_and_what_ended_ended(harbour):
    decision = decide(harbour, expires=days(20))
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(expires_on=days(-3))
    Decision.objects.filter(pk=decision.pk).update(status=S.EXPIRED)
    for back in (S.IN_FORCE, S.PROVISIONAL, S.RESCINDED):
        with pytest.raises(DatabaseError, match="what has ended does not come back"), transaction.atomic():
            Decision.objects.filter(pk=decision.pk).update(status=back)
