"""Debts that members bring along from another branch, waived by the treasurer who asks for them now."""

import pytest
from django.urls import reverse

from members.actions.dues import settle_move
from members.actions.dues_entries import pay_dues, reverse_dues, waive_dues
from members.actions.dues_plans import choose_dues
from members.models import DuesEntry, Membership
from members.queries.dues_carried import carried_to, charge_to_waive
from members.queries.dues_pot import own_pot
from organiser.base.errors import NotFound, RuleNotMet
from tests.dues import account, books, charge_of, charged, first, in_all_books, last, on, strays, with_dues
from tests.helpers import refuses, writes
from tests.organisations.changing import decided
from tests.pages import said, signed_in, words


@pytest.fixture
def fay(harbour, mill):
    """She keeps the dues of South; everybody owes two months, in the mill too; Gil of South gives 1500 on top."""
    with on(-3, 20):
        for place in (harbour, mill):
            with_dues(place)
        gil = harbour.members["Gil South"]
        choose_dues(gil.person, membership=gil, band="Usual wage", extra_cents=1500)
    for place in (harbour, mill):
        charged(place, -2, -1)
    return harbour.person("Fay South")


@pytest.fixture
def bea(harbour, fay):
    """She owes North two months and moves to South today."""
    member = harbour.members["Bea North"]
    Membership.objects.filter(pk=member.pk).update(branch=harbour.branches["South"])
    settle_move(
        harbour.secretary, membership=member, old=harbour.body("North"), new=harbour.body("South"), day=first(0)
    )
    return Membership.objects.select_related("person", "branch", "organisation").get(pk=member.pk)


def test_what_a_member_brought_along_is_shown_where_it_is_owed_and_to_nobody_else(harbour, mill, fay, bea):
    assert [(one.body.name, one.period_from, one.cents) for one in carried_to(fay, bea)] == [
        ("North", first(-2), 1000),
        ("North", first(-1), 1000),
    ]
    assert list(carried_to(harbour.secretary, bea)) == []  # she sees all books, and so the charges themselves
    for other in (mill.secretary, harbour.person("Gil South"), bea.person):
        assert list(carried_to(other, bea)) == []
    cyd = charge_of(harbour.members["Cyd North"], -1)
    with refuses(NotFound, "no_entry"):
        charge_to_waive(fay, cyd.public_id)


def test_it_is_waived_in_the_books_where_it_is_owed_and_all_books_add_up(harbour, mill, fay, bea):
    before = (in_all_books(harbour), in_all_books(mill))
    assert books(bea) == {"South": 2000}
    with writes("write_dues"):
        waiver = waive_dues(fay, charge=charge_to_waive(fay, charge_of(bea, -2).public_id))
    assert (waiver.body.name, waiver.cents, waiver.period_from) == ("South", -1000, first(-2))
    assert (account(bea), books(bea)) == ((last(-2), first(-1), 1000), {"South": 1000})
    assert (strays(harbour), in_all_books(harbour), in_all_books(mill)) == ([], before[0] - 1000, before[1])
    assert [one.period_from for one in carried_to(fay, bea)] == [first(-1)]
    reverse_dues(fay, entry=waiver, reason="She can pay")
    assert (account(bea), books(bea)) == ((last(-3), first(-2), 2000), {"South": 2000})


def test_what_was_paid_since_is_not_shown_any_more(harbour, fay, bea):
    pay_dues(fay, membership=bea, cents=1000)
    assert [one.period_from for one in carried_to(fay, bea)] == [first(-1)]
    pay_dues(fay, membership=bea, cents=1000)
    assert list(carried_to(fay, bea)) == []


def test_a_seat_for_it_is_paid_from_the_pot_of_the_branch_where_it_is_owed(harbour, fay, bea):
    charge = charge_to_waive(fay, charge_of(bea, -2).public_id)
    with refuses(RuleNotMet, "pot_empty"):
        waive_dues(fay, charge=charge, from_pot=True)
    pay_dues(fay, membership=harbour.members["Gil South"], cents=5000)
    assert (own_pot(harbour.body("South")), own_pot(harbour.body("North"))) == (3000, 0)
    waive_dues(fay, charge=charge, from_pot=True)
    assert (own_pot(harbour.body("South")), own_pot(harbour.body("North"))) == (2000, 0)


def test_what_a_merged_branch_was_owed_is_waived_by_the_treasurer_of_the_one_it_went_into(harbour, fay):
    cyd = harbour.members["Cyd North"]
    with refuses(NotFound, "no_entry"):
        charge_to_waive(fay, charge_of(cyd, -1).public_id)
    branch, into = harbour.body("North").public_id, harbour.body("South").public_id
    assert decided(harbour, "", "merge_branch", branch=branch, into=into).effect_failed == ""
    waive_dues(fay, charge=charge_to_waive(fay, charge_of(cyd, -1).public_id))
    assert (account(cyd)[2], books(cyd), strays(harbour)) == (1000, {"South": 1000}, [])


def test_the_page_of_the_account_leads_to_it(harbour, mill, fay, bea):
    client = signed_in(fay)
    page = client.get(reverse("dues_account", args=[bea.public_id]))
    assert "charged by North" in words(page)
    address = reverse("dues_waive", args=[charge_of(bea, -2).public_id])
    assert address in page.content.decode()
    assert said(client.post(address, {"note": "hard times"}, follow=True)) == [
        "The period is waived. Nobody but you and the member can tell."
    ]
    assert DuesEntry.objects.get(membership=bea, kind="waiver").made_by == fay
    assert signed_in(mill.secretary).get(address).status_code == 404
    assert signed_in(harbour.person("Gil South")).get(address).status_code == 404
    own = signed_in(bea.person)
    assert own.get(address).status_code == 403
    assert "charged by North" not in words(own.get(reverse("my_dues")))
