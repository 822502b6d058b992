"""Who held which role on which day (mission B14, invariant 8)."""

from datetime import date, timedelta

import pytest

from members.actions.memberships import change_state
from organiser.base import authority, clock
from skills.enums import TermEnd, TermKind
from skills.models import Role, Term
from skills.queries.powers import in_office
from skills.queries.roles import holders_on
from tests.world import Place

FIRST, LAST = date(2031, 1, 1), date(2031, 12, 31)
DAY = timedelta(days=1)


def term(place: Place, name: str, starts: date = FIRST, ends: date = LAST, **more: object) -> Term:
    role = Role.objects.get(body=place.branches["North"].pk, name="Secretary")
    return Term.objects.create(
        organisation=place.organisation, role=role, person=place.person(name), kind=TermKind.ELECTED, starts_on=starts,
        ends_on=ends, decision=role.founded_by, **more,
    )  # fmt: skip


def held(place: Place, day: date) -> list[str]:
    role = Role.objects.get(body=place.branches["North"].pk, name="Secretary")
    return [person.name for person in holders_on(role, day)]


def test_B14_who_held_a_role_on_a_day_is_one_query(harbour, mill, django_assert_num_queries):
    role = term(harbour, "Bea North").role
    term(harbour, "Cyd North", LAST + DAY, LAST + 300 * DAY)
    with django_assert_num_queries(1):
        assert [person.name for person in holders_on(role, LAST)] == ["Bea North"]
    with django_assert_num_queries(1):
        assert [person.name for person in holders_on(role, LAST + DAY)] == ["Cyd North"]


@pytest.mark.parametrize(
    ("day", "holds"), [(FIRST - DAY, []), (FIRST, ["Bea North"]), (LAST, ["Bea North"]), (LAST + DAY, [])]
)
def test_8_term_holds_from_its_first_day_to_its_last(harbour, day, holds):
    term(harbour, "Bea North")
    assert held(harbour, day) == holds


@pytest.mark.parametrize(("after", "holds"), [(-1, ["Bea North"]), (0, []), (1, [])])
def test_8_term_cut_short_does_not_hold_on_the_day_it_ends(harbour, after, holds):
    day = FIRST + 30 * DAY
    term(harbour, "Bea North", ended_on=day, end_reason=TermEnd.RECALLED)
    assert held(harbour, day + after * DAY) == holds


def test_B14_last_day_of_a_term_that_ran_out_stays_its_own(harbour):
    """Closing a lapsed term when the same person is elected again must not rewrite who held it on the last day."""
    lapsed = term(harbour, "Bea North")
    assert held(harbour, LAST) == ["Bea North"]
    lapsed.ended_on = lapsed.ends_on
    lapsed.save(update_fields=["ended_on"])
    assert (held(harbour, LAST), held(harbour, LAST + DAY)) == (["Bea North"], [])


@pytest.mark.parametrize(("day", "has"), [(FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False)])
def test_8_power_ends_with_the_term(harbour, day, has):
    body = term(harbour, "Bea North").role.body
    bea = harbour.person("Bea North")
    assert authority.holds(bea, "keep_register", body.pk, day) is has
    moment = clock.now().replace(year=day.year, month=day.month, day=day.day, hour=12)
    with clock.at(moment):
        assert authority.holds(bea, "keep_register", body.pk) is has


def test_8_no_power_without_belonging(harbour):
    with clock.at(clock.now()):
        today = clock.today()
        body = term(harbour, "Bea North", today, today + 300 * DAY).role.body
        bea, membership = harbour.person("Bea North"), harbour.members["Bea North"]
        assert authority.holds(bea, "keep_register", body.pk) is True
        change_state(bea, membership=membership, to="resigned")
        assert authority.holds(bea, "keep_register", body.pk) is False
        assert in_office(today).filter(person=bea).count() == 1
