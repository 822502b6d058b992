"""Members at the end of each month, counted by the clock and told where no cell is small (mission D11)."""

from datetime import date, timedelta

import pytest

from members.actions.headcounts import take_headcount
from members.actions.memberships import change_state
from members.models import Headcount, MembershipSpan
from members.queries.headcounts import (
    NAMES,
    Numbers,
    due_to_count,
    headcounts_visible_to,
    last_month,
    numbers_of,
    shown,
)
from organisations.models import Body
from organiser.base import clock
from organiser.base.actor import CLOCK
from organiser.base.cells import divides, parts_told
from organiser.base.errors import Conflict, NotPermitted
from organiser.management.ticks import Ticks, tick
from tests.helpers import refuses, writes
from tests.world import add_member


def next_month(months=1):
    """The first day of a month from now, at eight."""
    day = clock.today().replace(day=1)
    for _ in range(months):
        day = (day + timedelta(days=32)).replace(day=1)
    return clock.start_of(day) + timedelta(hours=8)


def of(numbers):
    return [getattr(numbers, name) for name in NAMES]


def test_D11_the_clock_counts_each_organisation_and_its_branches_once_a_month(harbour, mill, thread):
    change_state(harbour.secretary, membership=harbour.members["Cyd North"], to="on_leave")
    change_state(harbour.secretary, membership=harbour.members["Dan North"], to="supporter")
    month = clock.today().replace(day=1)
    assert list(due_to_count()) == []
    with clock.at(next_month()):
        assert due_to_count().count() == 3
        with writes("take_headcount", "take_headcount", "take_headcount") as entries:
            assert Ticks().count_members() == 3
        assert Ticks().count_members() == 0
    assert {entry.content.content["month"] for entry in entries} == {str(month)}
    rows = {row.body.name: of(row) for row in Headcount.objects.filter(organisation=harbour.organisation)}
    assert rows["North"][:4] == [3, 0, 1, 1]
    assert rows["South"][:4] == [5, 0, 0, 0]
    assert rows["Harbour Tenants"][:4] == [8, 0, 1, 1]
    assert {row.month for row in Headcount.objects.all()} == {month}


def test_D11_the_entry_of_the_ledger_holds_no_number(harbour):
    with clock.at(next_month()), writes("take_headcount") as entries:
        take_headcount(CLOCK, organisation=harbour.organisation)
    assert set(entries[0].content.content) == {"month"}


def test_D11_nobody_but_the_clock_counts_and_no_month_twice(harbour, mill):
    with clock.at(next_month()):
        with refuses(NotPermitted, "clock_counts"):
            take_headcount(harbour.secretary, organisation=harbour.organisation)
        take_headcount(CLOCK, organisation=harbour.organisation)
        with refuses(Conflict, "counted"):
            take_headcount(CLOCK, organisation=harbour.organisation)


def test_D11_who_came_and_who_went_within_the_month(harbour, mill):
    MembershipSpan.objects.update(from_on=date(2020, 1, 1))
    month = clock.today().replace(day=1)
    new = add_member(harbour, "Pat New", "North")
    MembershipSpan.objects.filter(membership=new).update(from_on=month)
    gone = harbour.members["Hal South"]
    MembershipSpan.objects.filter(membership=gone).update(until_on=month)
    with clock.at(next_month()):
        found = numbers_of(harbour.organisation, last_month())
    assert of(found[harbour.organisation.pk]) == [10, 0, 0, 0, 1, 1]
    assert of(found[harbour.branches["North"].pk]) == [6, 0, 0, 0, 1, 0]
    assert of(found[harbour.branches["South"].pk]) == [4, 0, 0, 0, 0, 1]


def test_D11_a_move_between_branches_counts_for_both_and_not_for_the_whole(harbour, mill):
    MembershipSpan.objects.update(from_on=date(2020, 1, 1))
    month = clock.today().replace(day=1)
    span = MembershipSpan.objects.get(membership=harbour.members["Hal South"])
    MembershipSpan.objects.filter(pk=span.pk).update(until_on=month)
    MembershipSpan.objects.create(
        organisation=harbour.organisation,
        membership=span.membership,
        state="full",
        branch=harbour.branches["North"],
        from_on=month,
    )
    with clock.at(next_month()):
        found = numbers_of(harbour.organisation, last_month())
    assert of(found[harbour.organisation.pk])[4:] == [0, 0]
    assert of(found[harbour.branches["North"].pk])[4:] == [1, 0]
    assert of(found[harbour.branches["South"].pk])[4:] == [0, 1]


def test_D11_what_was_dissolved_is_not_counted_any_more(harbour, mill):
    Body.objects.filter(pk=mill.organisation.pk).update(dissolved_on="2026-01")
    with clock.at(next_month()):
        assert [organisation.name for organisation in due_to_count()] == ["Harbour Tenants"]


def test_D11_where_nothing_happens_for_a_year_nobody_is_counted_any_more(harbour, mill):
    with clock.at(next_month(11)):
        assert Ticks().count_members() == 2
    with clock.at(next_month(14)):
        assert list(due_to_count()) == []
        cyd = harbour.members["Cyd North"]
        change_state(cyd.person, membership=cyd, to="resigned")
        assert [organisation.name for organisation in due_to_count()] == ["Harbour Tenants"]


def test_D11_a_clock_that_is_late_counts_the_last_month_alone(harbour, mill):
    with clock.at(next_month(3)):
        assert tick(Ticks(), daily=True)
        assert {row.month for row in Headcount.objects.all()} == {last_month()}


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ((4, 0, 0, 0, 0, 0), set()),
        ((5, 0, 0, 0, 0, 0), {"total"}),
        ((110, 2, 0, 0, 3, 0), {"total"}),
        ((110, 2, 0, 3, 3, 9), {"total", "full"}),
        ((110, 5, 6, 7, 4, 40), {"total", "full", "trial", "supporters", "on_leave"}),
        ((110, 5, 6, 4, 5, 5), {"total", "full", "joined", "left"}),
        ((4, 3, 3, 3, 5, 5), {"total", "joined", "left"}),
        ((5, 0, 0, 0, 5, 4), {"total"}),
        ((6, 0, 0, 0, 8, 5), {"total"}),
    ],
)
def test_D11_small_cells_are_not_told_nor_what_they_could_be_reckoned_from(numbers, told):
    assert Numbers(*numbers).told() == told


def test_D11_from_what_is_told_no_small_cell_follows():
    """Whoever reads the table tries every number that a hidden one could be: none is pinned to a small one."""
    most = 22
    seen: dict[tuple, set] = {}
    rows = [
        Numbers(a, b, c, d)
        for a in range(most + 1)
        for b in range(most + 1 - a)
        for c in range(most + 1 - a - b)
        for d in range(most + 1 - a - b - c)
    ]
    for row in rows:
        told = row.told()
        view = tuple(sorted((name, getattr(row, name)) for name in told))
        seen.setdefault(view, set()).add(tuple(of(row)[:4]))
    for view, possible in seen.items():
        names = dict(view)
        for place, name in enumerate(NAMES[:4]):
            if name in names or not view:
                continue
            values = {row[place] for row in possible}
            assert len(values) > 1 or next(iter(values)) >= 5, (view, name)


def test_D11_members_read_their_own_bodies_and_of_the_whole_nothing_that_tells_of_the_other_branch(harbour, mill):
    with clock.at(next_month()):
        Ticks().count_members()
    bea, gil, lea = harbour.person("Bea North"), harbour.person("Gil South"), mill.person("Lea Mill")
    assert {row.body.name for row in headcounts_visible_to(bea)} == {"North", "Harbour Tenants"}
    assert {row.body.name for row in headcounts_visible_to(lea)} == {"Mill Workers"}
    whole = {row.body.name: shown(row)["total"] for row in headcounts_visible_to(bea)}
    assert whole == {"North": 5, "Harbour Tenants": 10}
    change_state(harbour.secretary, membership=harbour.members["Hal South"], to="resigned")
    with clock.at(next_month(2)):
        Ticks().count_members()
    latest = {row.body.name: shown(row)["total"] for row in headcounts_visible_to(bea)[:2]}
    assert latest == {"North": 5, "Harbour Tenants": None}  # nine less five would tell that South has four
    assert {row.body.name: shown(row)["total"] for row in headcounts_visible_to(gil)[:2]} == {
        "South": None,
        "Harbour Tenants": 9,
    }


def test_D11_parts_of_a_whole_are_told_while_five_are_left_unsaid():
    assert parts_told({"a": 10, "b": 7, "c": 3}, 100) == {"a", "b"}
    assert parts_told({"a": 10, "b": 7, "c": 3}, 20) == {"a"}
    assert parts_told({"a": 10, "b": 10}, 20) == set()
    assert parts_told({"a": 10, "b": 10}, 25) == {"a", "b"}
    assert (divides(5, 9), divides(5, 10), divides(4, 20)) == (False, True, False)
