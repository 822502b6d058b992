"""What is kept no longer than it should be: to the day, once, and in one organisation at a time."""

from datetime import date, datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from members.actions.memberships import change_state
from members.actions.people import log_reading
from members.enums import MembershipState
from members.models import AccessLogEntry, Membership, MembershipSpan
from members.queries.retention import due_by_rule, due_soon
from organisations.models import RuleSet
from organiser.base import clock
from organiser.base.months import months_after
from organiser.management.ticks import Ticks
from tests.guarded import past_guards
from tests.helpers import row_counts


def on(day: date):
    """At noon of a day."""
    return clock.at(datetime(day.year, day.month, day.day, 12, tzinfo=timezone.get_current_timezone()))


def let_the_clock_run() -> None:
    call_command("clock", "--once")


@pytest.fixture
def gone(harbour, mill):
    """Gil and Lea left on one day; the harbour keeps records for six months, the mill for ever."""
    with past_guards():
        RuleSet.objects.filter(body__organisation=harbour.organisation.pk).update(retention_months=6)
    for place, name in ((harbour, "Gil South"), (mill, "Lea Mill")):
        keeper, membership = place.secretary, place.members[name]
        log_reading(keeper, membership, "Record opened")
        change_state(keeper, membership=membership, to=MembershipState.RESIGNED)
    return clock.today()


def names():
    found = Membership.objects.filter(state=MembershipState.RESIGNED).order_by("pk")
    return [name.split()[0] for name in found.values_list("person__name", flat=True)]


@pytest.mark.parametrize(("days", "left"), [(-1, ["Gil", "Lea"]), (0, ["Gil", "Lea"]), (1, ["Erased", "Lea"])])
def test_a_record_is_emptied_on_the_day_after_its_months_and_not_before(gone, days, left):
    with on(months_after(gone, 6) + timedelta(days=days)):
        let_the_clock_run()
    assert names() == left


def test_the_log_of_readings_goes_with_the_record_and_not_before(gone):
    for days, left in ((-1, 4), (0, 4), (1, 2)):  # opened, and noted that they left
        with on(months_after(gone, 6) + timedelta(days=days)):
            let_the_clock_run()
        assert AccessLogEntry.objects.count() == left
    assert set(AccessLogEntry.objects.values_list("person__name", flat=True)) == {"Lea Mill"}


def test_running_it_again_changes_nothing(gone):
    with on(months_after(gone, 6) + timedelta(days=1)):
        let_the_clock_run()
        before = row_counts(), names()
        let_the_clock_run()
        assert (row_counts(), names()) == before


def test_whoever_came_back_is_kept(gone, harbour):
    change_state(harbour.secretary, membership=harbour.members["Gil South"], to=MembershipState.FULL)
    with on(months_after(gone, 6) + timedelta(days=1)):
        let_the_clock_run()
    assert Membership.objects.get(number=harbour.members["Gil South"].number).person.name == "Gil South"


@pytest.mark.parametrize(
    ("left_on", "months", "last"),
    [
        (date(2027, 8, 31), 6, date(2028, 2, 29)),  # a leap year
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 11, 30), 6, date(2027, 5, 30)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 2, 28), 12, date(2027, 2, 28)),
        (date(2026, 3, 15), 1, date(2026, 4, 15)),
    ],
)
def test_at_the_end_of_months_too_a_record_is_kept_to_its_last_day_and_no_longer(gone, harbour, left_on, months, last):
    with past_guards():
        RuleSet.objects.filter(body__organisation=harbour.organisation.pk).update(retention_months=months)
        spans = MembershipSpan.objects.filter(membership=harbour.members["Gil South"])
        spans.filter(until_on__isnull=False).update(from_on=left_on, until_on=left_on)
        spans.filter(until_on__isnull=True).update(from_on=left_on)
    for days, due in ((-1, False), (0, False), (1, True)):
        with on(last + timedelta(days=days)):
            assert due_by_rule(harbour.organisation).exists() is due


def test_the_keepers_see_it_coming_a_month_before(gone, harbour, mill):
    with on(months_after(gone, 5)):
        assert not due_soon(harbour.organisation).exists()
    with on(months_after(gone, 5) + timedelta(days=1)):
        assert [one.person.name for one in due_soon(harbour.organisation)] == ["Gil South"]
        assert not due_soon(mill.organisation).exists()


def session(person, key: str, ends_in: timedelta) -> None:
    Session.objects.create(session_key=key, session_data="x", expire_date=timezone.now() + ends_in)
    UserSession.objects.create(user=person, session_key=key, ip="192.0.2.1", user_agent="A browser")


def test_a_session_goes_with_its_device_and_network_once_it_has_run_out(harbour, mill):
    bea, lea = harbour.person("Bea North"), mill.person("Lea Mill")
    session(bea, "over", timedelta(days=-1))
    session(bea, "just-over", timedelta(seconds=-1))
    session(bea, "one-more-day", timedelta(days=1))
    session(lea, "hers", timedelta(days=29))
    for _ in range(2):
        Ticks().clear_sessions()
        assert sorted(Session.objects.values_list("session_key", flat=True)) == ["hers", "one-more-day"]
        assert sorted(UserSession.objects.values_list("session_key", flat=True)) == ["hers", "one-more-day"]
