"""Lines written late: for a period that was charged after a move, and into books that a member has left since."""

import pytest

from members.actions.dues import settle_moves
from members.actions.dues_entries import reverse_dues, waive_dues
from members.actions.dues_settling import settle_again
from members.actions.statement_booking import book_statement, undo_statement
from members.models import DuesEntry, Membership
from members.queries.dues import arrears_of, entries_of
from organiser.base import clock
from organiser.base.actor import CLOCK
from tests.dues import account, books, charge_of, charged, first, in_all_books, last, strays, with_dues
from tests.helpers import writes
from tests.organisations.changing import decided
from tests.statements import german, german_row, staged
from tests.world import moved_to_north

TENTH = 9  # days after the first of a month


@pytest.fixture
def gil(harbour, mill):
    """Gil of South; the mill has charged its own."""
    with_dues(harbour)
    with_dues(mill)
    charged(mill, -1)
    return harbour.members["Gil South"]


def goes_north(harbour, name, day):
    """Write the move of somebody on a day, and settle it as the action does."""
    moved_to_north(harbour, name, (day - clock.today()).days)
    south, north = harbour.body("South"), harbour.body("North")
    settle_moves(harbour.secretary, memberships=[harbour.members[name].pk], old=south, new=north, day=day)
    return Membership.objects.get(pk=harbour.members[name].pk)


def parts(membership, months):
    rows = DuesEntry.objects.filter(membership=membership, kind="charge", reversed_by__isnull=True)
    rows = rows.filter(period_from__gte=first(months), period_from__lte=last(months)).order_by("period_from")
    return list(rows.values_list("body__name", "cents"))


def test_a_period_that_is_charged_after_a_move_is_owed_where_the_member_stands_now(harbour, gil):
    gil = goes_north(harbour, "Gil South", first(0))
    with writes("charge_dues"):
        charged(harbour, -1)
    assert parts(gil, -1) == [("South", 1000)]
    assert (account(gil), books(gil)) == ((last(-2), first(-1), 1000), {"North": 1000})
    assert gil in set(arrears_of(harbour.body("North")))
    assert sum(entry.cents for entry in entries_of(harbour.secretary, gil).filter(body=harbour.body("North"))) == 1000
    assert strays(harbour) == []


def test_a_period_that_is_charged_after_a_move_in_the_middle_of_it_is_cut_as_if_it_had_been_charged_in_time(
    harbour, gil
):
    day = first(-1).replace(day=TENTH + 1)
    hal = harbour.members["Hal South"]
    goes_north(harbour, "Gil South", day)
    charged(harbour, -1)
    goes_north(harbour, "Hal South", day)
    assert parts(gil, -1) == parts(hal, -1)
    (_south, before), (_north, after) = parts(gil, -1)
    assert before + after == 1000
    assert abs(before - 1000 * TENTH / last(-1).day) < 1
    assert account(gil) == account(hal) == (last(-2), first(-1), 1000)
    assert books(gil) == books(hal) == {"North": 1000}


def test_who_went_and_came_back_within_a_period_that_is_charged_late_owes_each_branch_its_days(harbour, gil):
    goes_north(harbour, "Gil South", first(-1).replace(day=11))
    spans = gil.spans.order_by("from_on", "pk")
    running = spans.last()
    back = first(-1).replace(day=21)
    running.until_on = back
    running.save(update_fields=["until_on"])
    running.pk, running.branch, running.from_on, running.until_on = None, harbour.branches["South"], back, None
    running.save(force_insert=True)
    Membership.objects.filter(pk=gil.pk).update(branch=harbour.branches["South"])
    charged(harbour, -1)
    assert [name for name, _cents in parts(gil, -1)] == ["South", "North", "South"]
    assert sum(cents for _name, cents in parts(gil, -1)) == 1000
    assert books(gil) == {"South": 1000}
    assert strays(harbour) == []


def test_a_period_that_is_charged_after_the_branch_was_merged_is_owed_to_the_one_it_went_into(harbour, gil):
    branch, into = harbour.body("North").public_id, harbour.body("South").public_id
    assert decided(harbour, "", "merge_branch", branch=branch, into=into).effect_failed == ""
    charged(harbour, -1)
    assert books(harbour.members["Bea North"]) == {"South": 1000}
    assert strays(harbour) == []


def test_a_waiver_for_a_period_in_the_books_of_the_old_branch_lets_the_member_off_in_the_new_one(harbour, gil):
    charged(harbour, -1)
    gil = goes_north(harbour, "Gil South", first(0))
    waive_dues(harbour.secretary, charge=charge_of(gil, -1))
    assert (account(gil), books(gil)) == ((last(-1), None, 0), {})
    waiver = DuesEntry.objects.get(membership=gil, kind="waiver")
    reverse_dues(harbour.secretary, entry=waiver, reason="She can pay again")
    assert (account(gil)[2], books(gil)) == (1000, {"North": 1000})


def test_a_statement_that_the_old_branch_takes_back_is_owed_in_the_new_one(harbour, gil):
    charged(harbour, -1)
    fay = harbour.person("Fay South")
    raw = german(german_row(1, f"Dues {gil.number}", "Gil South", "DE1", "10,00"))
    statement = book_statement(fay, statement=staged(fay, harbour.body("South"), raw), version=1)
    gil = goes_north(harbour, "Gil South", first(0))
    assert books(gil) == {}
    undo_statement(fay, statement=statement)
    assert (account(gil)[2], books(gil)) == (1000, {"North": 1000})


def test_what_stands_in_wrong_books_from_before_is_carried_over_when_all_is_reckoned_anew(harbour, mill, gil):
    charged(harbour, -1)
    moved_to_north(harbour, "Gil South", 0)
    other = in_all_books(mill)
    assert books(gil) == {"South": 1000}
    with writes("settle_again"):
        assert settle_again(CLOCK, organisation=harbour.organisation) == 1
    assert books(gil) == {"North": 1000}
    with writes():
        assert settle_again(CLOCK, organisation=harbour.organisation) == 0
    assert in_all_books(mill) == other
