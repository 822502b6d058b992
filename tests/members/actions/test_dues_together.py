"""Dues where branches merge, split or end: every account stands in the books of the branch where its member stands."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.actions.dues import settle_moves
from members.actions.dues_entries import pay_dues, refund_dues, waive_dues
from members.models import DuesEntry, Membership
from members.queries.dues import arrears_of, entries_of, owed_by
from members.queries.settled import settled_among
from organisations.models import Branch
from organiser.base import clock
from organiser.base.errors import RuleNotMet
from tests.dues import account, books, charge_of, charged, founder_too, in_all_books, strays, with_dues
from tests.helpers import refuses
from tests.organisations.changing import decided
from tests.world import add_member


@pytest.fixture
def owing(harbour, mill):
    """Two months are charged; Cyd paid four, Dan was let off one, and the mill has books of its own."""
    for place in (harbour, mill):
        with_dues(place)
        charged(place, -1, 0)
    cyd, dan = harbour.members["Cyd North"], harbour.members["Dan North"]
    pay_dues(harbour.secretary, membership=cyd, cents=4000)
    waive_dues(harbour.secretary, charge=charge_of(dan, -1))
    pay_dues(mill.secretary, membership=mill.members["Lea Mill"], cents=500)
    return {name: account(member)[1:] for name, member in harbour.members.items()}


def accounts(place):
    return {name: account(member)[1:] for name, member in place.members.items()}


def merged(place):
    branch, into = place.body("North").public_id, place.body("South").public_id
    assert decided(place, "", "merge_branch", branch=branch, into=into).effect_failed == ""


def test_where_branches_merge_every_account_goes_along_and_the_whole_is_as_before(harbour, mill, owing):
    before, other = in_all_books(harbour), in_all_books(mill)
    merged(harbour)
    assert strays(harbour) == []
    assert accounts(harbour) == owing
    assert (in_all_books(harbour), in_all_books(mill)) == (before, other)
    bea, cyd = harbour.members["Bea North"], harbour.members["Cyd North"]
    assert (books(bea), books(cyd)) == ({"South": 2000}, {"South": -2000})
    south = harbour.body("South")
    names = {row.person.name for row in arrears_of(south)}
    assert names == {f"{name}" for name, (since, _owed) in owing.items() if since is not None}
    assert arrears_of(harbour.body("North")).count() == 0


def test_the_treasurer_of_the_branch_they_come_to_sees_what_they_owe_and_takes_the_payment(harbour, owing):
    merged(harbour)
    bea, fay = Membership.objects.get(pk=harbour.members["Bea North"].pk), harbour.person("Fay South")
    assert sum(entry.cents for entry in entries_of(fay, bea)) == 2000
    pay_dues(fay, membership=bea, cents=2000)
    assert (account(bea)[1:], owed_by(bea, harbour.body("South"))) == ((None, 0), 0)
    with refuses(RuleNotMet, "not_paid_ahead"):
        refund_dues(fay, membership=bea, cents=1)
    cyd = Membership.objects.get(pk=harbour.members["Cyd North"].pk)
    refund_dues(fay, membership=cyd, cents=2000)
    assert account(cyd)[1:] == (None, 0)


def test_where_a_branch_splits_the_accounts_of_those_who_go_are_in_the_books_of_the_new_one(harbour, owing):
    going = [harbour.members[name].public_id for name in ("Bea North", "Dan North")]
    by = decided(harbour, "North", "split_branch", name="Quay", form="affinity_group", members=going)
    assert by.effect_failed == ""
    assert strays(harbour) == []
    assert accounts(harbour) == owing
    found = [books(harbour.members[name]) for name in ("Bea North", "Dan North", "Eve North")]
    assert found == [{"Quay": 2000}, {"Quay": 1000}, {"North": 2000}]


def test_where_a_branch_is_dissolved_nothing_stays_in_books_without_a_treasurer(harbour, owing):
    north = harbour.body("North")
    assert decided(harbour, "", "dissolve_body", body=north.public_id).effect_failed == ""
    assert strays(harbour) == []
    assert accounts(harbour) == owing
    assert books(harbour.members["Bea North"]) == {"Harbour Tenants": 2000}
    assert owed_by(harbour.members["Bea North"], north) == 0


def test_who_left_before_stays_in_the_books_where_she_was(harbour, owing):
    zoe = add_member(harbour, "Zoe North", "North")
    del harbour.members["Zoe North"]
    charged(harbour, -1, 0)
    Membership.objects.filter(pk=zoe.pk).update(state="resigned", left_on=clock.today())
    merged(harbour)
    assert books(zoe) == {"North": 2000}
    assert strays(harbour) == []


def test_nobody_is_charged_more_because_the_branch_was_merged(harbour, owing):
    merged(harbour)
    live = DuesEntry.objects.filter(kind="charge", reversed_by__isnull=True)
    for membership in harbour.members.values():
        asked = sum(live.filter(membership=membership).values_list("cents", flat=True))
        assert asked == 1000 * (founder_too() if membership.person == harbour.secretary else 2)
    moved = Membership.objects.filter(organisation=harbour.organisation, branch=harbour.body("South").pk)
    kept = {one.pk: (one.settled_until, one.owed_since) for one in moved}
    assert {key: tuple(one) for key, one in settled_among(kept).items()} == kept


def test_ten_times_as_many_who_move_together_take_nearly_as_few_statements(harbour):
    def statements(count):
        for number in range(count):
            add_member(harbour, f"New {count} {number}", "North")
        with_dues(harbour)
        charged(harbour, -1, 0)
        north, south = harbour.body("North"), harbour.body("South")
        going = Membership.objects.filter(branch=north.pk)
        keys = list(going.values_list("pk", flat=True))
        going.update(branch=Branch.objects.get(pk=south.pk))
        with CaptureQueriesContext(connection) as captured:
            settle_moves(harbour.secretary, memberships=keys, old=north, new=south, day=clock.today())
        assert strays(harbour) == []
        return len(captured)

    few = statements(1)
    # SQLite takes about fifty rows at once, and each member has five lines.
    assert statements(60) - few <= 10
