"""Moving a membership from one state to the next."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from members.actions.enrolling import enrol_member
from members.actions.memberships import change_state
from members.actions.merging import merge_people
from members.actions.people import PersonData
from members.enums import BELONGING, MEMBERSHIP_STEPS, MembershipState
from members.models import Membership, NotedLeaving, Person
from members.rules import demand_membership_step
from organiser.base import clock
from organiser.base.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from organiser.base.words import day
from tests.helpers import OUTSIDERS, bound, outsider, refuses, writes
from tests.world import add_member

S = MembershipState


ALLOWED = {
    S.APPLICANT: {S.TRIAL, S.FULL, S.SUPPORTER, S.RESIGNED},
    S.TRIAL: {S.FULL, S.SUPPORTER, S.RESIGNED, S.LAPSED},
    S.FULL: {S.ON_LEAVE, S.SUSPENDED, S.SUPPORTER, S.LAPSED, S.RESIGNED, S.EXCLUDED},
    S.SUPPORTER: {S.FULL, S.TRIAL, S.RESIGNED, S.LAPSED},
    S.ON_LEAVE: {S.FULL, S.SUSPENDED, S.RESIGNED, S.LAPSED, S.EXCLUDED},
    S.SUSPENDED: {S.FULL, S.ON_LEAVE, S.RESIGNED, S.EXCLUDED},
    S.LAPSED: {S.APPLICANT, S.FULL, S.RESIGNED},
    S.RESIGNED: {S.APPLICANT, S.FULL},
    S.EXCLUDED: {S.FULL, S.ON_LEAVE, S.SUSPENDED},
    S.MERGED: set(),
}


@pytest.mark.parametrize("came", S)
@pytest.mark.parametrize("to", S)
def test_steps_of_a_membership(came, to):
    until = clock.today() + timedelta(days=3) if came == S.SUSPENDED else None
    membership = Membership(state=came, person=Person(name="Lou"), suspended_until=until)
    decided = S.EXCLUDED in {came, to} or to == S.SUSPENDED or (came == S.SUSPENDED and to in BELONGING)
    if to in ALLOWED[came]:
        assert demand_membership_step(membership, to, decided=decided) is None
        if not decided:
            return
    kind = RuleNotMet if decided and to in ALLOWED[came] else WrongState
    with pytest.raises(kind) as refused:
        demand_membership_step(membership, to)
    expected = f"Lou is “{came.label.lower()}” and cannot become “{to.label.lower()}” in one step."
    if kind is RuleNotMet:
        expected = {
            S.EXCLUDED: "Lou was excluded by a decision, and only a decision takes her or him back.",
            S.SUSPENDED: f"Lou is suspended by a decision until {day(clock.today() + timedelta(days=3))}. Only a "
            "decision ends that before.",
        }.get(came, f"Nobody is {to} from the register's desk. The assembly decides it, after a hearing.")
        if (came, to) == (S.SUSPENDED, S.EXCLUDED):
            expected = "Nobody is excluded from the register's desk. The assembly decides it, after a hearing."
    assert refused.value.sentence == expected


def test_table_names_every_state():
    assert {came: set(to) for came, to in MEMBERSHIP_STEPS.items()} == ALLOWED


@pytest.mark.parametrize("who", OUTSIDERS)
def test_membership_is_changed_by_those_who_keep_its_register(harbour, mill, who):
    cyd, actor = harbour.members["Cyd North"], outsider(who, harbour, mill)
    knows = who == "member"
    kind, code = (NotPermitted, "power_missing") if knows else (NotFound, "no_member")
    with refuses(kind, code, None if knows else "There is no such member here."):
        change_state(actor, membership=cyd, to=S.ON_LEAVE)


def test_member_resigns_alone_and_at_once(harbour):
    membership = harbour.members["Bea North"]
    with writes("change_state"):
        change_state(membership.person, membership=membership, to=S.RESIGNED)
    membership.refresh_from_db()
    assert (membership.state, membership.left_on) == (S.RESIGNED, clock.today())
    with refuses(NotFound, "no_member"):
        change_state(membership.person, membership=membership, to=S.FULL)


def test_token_for_another_body_resigns_from_nothing(harbour, mill):
    membership = harbour.members["Bea North"]
    speaker = bound(membership.person, mill.body())
    with refuses(NotPermitted, "token_body", "This token does not reach that body."):
        change_state(speaker, membership=membership, to=S.RESIGNED)


def test_time_away_counts_for_nothing_on_return(harbour):
    membership = harbour.members["Bea North"]
    change_state(membership.person, membership=membership, to=S.RESIGNED)
    with clock.at(clock.now() + timedelta(days=30)):
        back = change_state(harbour.secretary, membership=membership, to=S.FULL)
        assert (back.joined_on, back.left_on) == (clock.today(), None)


@pytest.mark.parametrize(
    ("way", "counted"),
    [
        ((S.FULL,), 0),
        ((S.TRIAL, S.FULL), 20),
        ((S.LAPSED, S.FULL), 0),
        ((S.FULL, S.SUPPORTER, S.FULL), 0),
    ],
)
def test_days_as_a_supporter_count_for_nothing_and_those_on_trial_do(harbour, mill, way, counted):
    """From a supporter of 300 days, one step each twenty days: how many days of membership there are at the end."""
    enrolled = enrol_member(
        harbour.secretary,
        body=harbour.body("North"),
        data=PersonData("Sue New"),
        state=S.SUPPORTER,
        joined_on=clock.today() - timedelta(days=300),
    )
    for step, to in enumerate(way, start=1):
        with clock.at(clock.now() + timedelta(days=20 * step)):
            membership = change_state(harbour.secretary, membership=enrolled, to=to)
            days = (clock.today() - membership.joined_on).days
    assert (days, membership.state, membership.spans.count()) == (counted, S.FULL, len(way) + 1)


def test_the_migration_counts_from_the_step_for_who_was_a_supporter_before(harbour, mill):
    """Bea was a supporter first; Cyd was one and is again; Dan’s other record, merged into his, was one meanwhile."""
    day = clock.today()
    spans = {
        "Bea North": [("supporter", 400, 100), ("full", 100, None)],
        "Cyd North": [("full", 400, 100), ("supporter", 100, None)],
        "Dan North": [("full", 400, None), ("supporter", 300, 200)],
        "Eve North": [("supporter", 400, 300), ("full", 300, 200), ("supporter", 200, 50), ("on_leave", 50, None)],
    }
    for name, stretches in spans.items():
        membership = harbour.members[name]
        membership.spans.all().delete()
        for state, begun, ended in stretches:
            until = None if ended is None else day - timedelta(days=ended)
            membership.spans.create(
                organisation=harbour.organisation, state=state, from_on=day - timedelta(days=begun), until_on=until
            )
        Membership.objects.filter(pk=membership.pk).update(state=stretches[-1][0] if name != "Dan North" else "full")
    import_module("members.migrations.0014_days_of_membership").count_from_the_step(apps, None)
    counted = {name: (day - Membership.objects.get(pk=harbour.members[name].pk).joined_on).days for name in spans}
    assert counted == {"Bea North": 100, "Cyd North": 400, "Dan North": 400, "Eve North": 50}
    assert {(day - one.joined_on).days for one in Membership.objects.filter(organisation=mill.organisation)} <= {0, 400}


def test_the_migration_leaves_a_merge_that_can_be_undone_and_a_leaving_that_can_be_objected_to(harbour, mill):
    day = clock.today()
    bea, twin, cyd = (
        harbour.members["Bea North"],
        add_member(harbour, "Bea Nort", "North"),
        harbour.members["Cyd North"],
    )
    merge = merge_people(harbour.secretary, keep=bea, drop=twin)
    for membership, now in ((bea, "full"), (cyd, "resigned")):
        membership.spans.all().delete()
        for state, begun, ended in (("supporter", 400, 100), (now, 100, None)):
            until = None if ended is None else day - timedelta(days=ended)
            membership.spans.create(
                organisation=harbour.organisation, state=state, from_on=day - timedelta(days=begun), until_on=until
            )
    Membership.objects.filter(pk=cyd.pk).update(state="resigned")
    noted = NotedLeaving.objects.create(
        organisation=harbour.organisation,
        membership=cyd,
        document="letter",
        document_on=day,
        noted_by=harbour.secretary,
        noted_at=clock.now(),
        former="full",
        former_joined_on=day - timedelta(days=400),
        object_until=day + timedelta(days=10),
    )
    import_module("members.migrations.0014_days_of_membership").count_from_the_step(apps, None)
    merge.refresh_from_db()
    noted.refresh_from_db()
    step = day - timedelta(days=100)
    assert (merge.former["joined_set"], noted.former_joined_on) == (step.isoformat(), step)
    assert Membership.objects.get(pk=bea.pk).joined_on == step


def test_leave_keeps_the_day_of_joining(harbour):
    membership = harbour.members["Bea North"]
    joined = membership.joined_on
    change_state(harbour.secretary, membership=membership, to=S.ON_LEAVE)
    assert change_state(harbour.secretary, membership=membership, to=S.FULL).joined_on == joined


def test_those_who_belong_are_five_states_of_ten():
    assert set(BELONGING) == {S.TRIAL, S.FULL, S.SUPPORTER, S.ON_LEAVE, S.SUSPENDED}
