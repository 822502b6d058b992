"""The pot for solidarity seats: only money that somebody gave, and each cent of it once."""

import pytest

from members.actions.dues_entries import pay_dues, reverse_dues, waive_dues
from members.actions.dues_plans import choose_dues
from members.actions.merging import merge_people
from members.actions.transfers import accept_transfer, ask_to_move
from members.models import DuesEntry, Membership
from members.queries.dues_pot import own_pot, pot_of
from organiser.base.errors import RuleNotMet
from tests.dues import charge_of, charged, on, strays, with_dues
from tests.helpers import refuses
from tests.organisations.changing import decided
from tests.world import add_member


def gives(place, name, cents):
    """Let somebody choose to give so much on top, from four months ago on."""
    member = place.members[name]
    with on(-4, 20):
        choose_dues(member.person, membership=member, band="Usual wage", extra_cents=cents)
    return member


@pytest.fixture
def pots(harbour, mill):
    """Bea of North gives 700 on top; the mill has a pot of its own, which is full."""
    for place in (harbour, mill):
        with_dues(place)
    bea, lea = gives(harbour, "Bea North", 700), gives(mill, "Lea Mill", 5000)
    charged(harbour, -3, -2)
    charged(mill, -3)
    pay_dues(mill.secretary, membership=lea, cents=6000)
    return bea


def seat(place, name, months=-3):
    return waive_dues(place.secretary, charge=charge_of(place.members[name], months), from_pot=True)


def test_nothing_is_in_the_pot_of_what_was_chosen_and_waived_instead_of_paid(harbour, mill, pots):
    waiver = waive_dues(harbour.secretary, charge=charge_of(pots, -3))
    pots.refresh_from_db()
    assert pots.settled_until is not None
    assert (pot_of(harbour.body()), own_pot(harbour.body("North"))) == (0, 0)
    with refuses(RuleNotMet, "pot_empty"):
        seat(harbour, "Cyd North")
    reverse_dues(harbour.secretary, entry=waiver, reason="She can pay")
    pay_dues(harbour.secretary, membership=pots, cents=1700)
    assert (pot_of(harbour.body()), own_pot(harbour.body("North")), pot_of(mill.body())) == (700, 700, 5000)


def test_what_is_owed_still_is_not_in_the_pot(harbour, pots):
    pay_dues(harbour.secretary, membership=pots, cents=1699)
    assert pot_of(harbour.body()) == 0
    pay_dues(harbour.secretary, membership=pots, cents=1)
    assert pot_of(harbour.body()) == 700


def test_a_seat_is_paid_from_the_pot_of_the_branch_and_no_cent_of_it_twice(harbour, pots):
    """A seat for somebody without a branch and one in North once left the whole a thousand short."""
    zoe = add_member(harbour, "Zoe Nowhere")
    gives(harbour, "Cyd North", 600)
    charged(harbour, -1)
    charged(harbour, -3)
    pay_dues(harbour.secretary, membership=pots, cents=5100)
    assert (pot_of(harbour.body()), own_pot(harbour.body("North")), own_pot(harbour.body())) == (2100, 2100, 0)
    for name in ("Zoe Nowhere", "Gil South"):
        with refuses(RuleNotMet, "pot_empty"):
            seat(harbour, name)
    seat(harbour, "Dan North")
    seat(harbour, "Eve North")
    with refuses(RuleNotMet, "pot_empty"):
        seat(harbour, "Dan North", -2)
    assert (pot_of(harbour.body()), own_pot(harbour.body("North"))) == (100, 100)
    assert own_pot(harbour.body()) == 0
    assert zoe.branch is None


def test_a_seat_stays_paid_by_the_branch_that_granted_it_when_the_member_moves(harbour, pots):
    gives(harbour, "Cyd North", 600)
    charged(harbour, 0)
    pay_dues(harbour.secretary, membership=pots, cents=5100)
    seat(harbour, "Dan North", 0)
    dan = Membership.objects.get(pk=harbour.members["Dan North"].pk)
    before = (own_pot(harbour.body("North")), own_pot(harbour.body("South")))
    pay_dues(harbour.secretary, membership=dan, cents=2000)
    with on(0, 11):
        transfer = ask_to_move(dan.person, membership=dan, to=harbour.branches["South"])
    transfer.refresh_from_db()
    type(transfer).objects.filter(pk=transfer.pk).update(state="released")
    transfer.refresh_from_db()
    with on(0, 11):
        accept_transfer(harbour.person("Fay South"), transfer=transfer)
    assert DuesEntry.objects.filter(membership=dan, from_pot=True, reversed_by__isnull=True).count() == 2
    assert (own_pot(harbour.body("North")), own_pot(harbour.body("South"))) == before
    assert strays(harbour) == []


def test_the_pot_of_a_branch_that_was_merged_is_that_of_the_one_it_went_into(harbour, mill, pots):
    pay_dues(harbour.secretary, membership=pots, cents=3400)
    branch, into = harbour.body("North").public_id, harbour.body("South").public_id
    assert decided(harbour, "", "merge_branch", branch=branch, into=into).effect_failed == ""
    assert (own_pot(harbour.body("South")), pot_of(harbour.body()), pot_of(mill.body())) == (1400, 1400, 5000)
    seat(harbour, "Gil South")
    assert own_pot(harbour.body("South")) == 400
    with refuses(RuleNotMet, "pot_empty"):
        seat(harbour, "Cyd North")


def test_the_pot_of_a_branch_that_ended_is_for_those_who_are_without_a_branch(harbour, pots):
    pay_dues(harbour.secretary, membership=pots, cents=3400)
    assert decided(harbour, "", "dissolve_body", body=harbour.body("North").public_id).effect_failed == ""
    assert (own_pot(harbour.body()), own_pot(harbour.body("South"))) == (1400, 0)
    seat(harbour, "Cyd North")
    assert (own_pot(harbour.body()), pot_of(harbour.body())) == (400, 400)


def test_what_a_merged_record_gave_on_top_is_in_the_pot_once_the_kept_one_has_paid_it(harbour, pots):
    keep = add_member(harbour, "Bea Nort", "North")
    merge_people(harbour.secretary, keep=keep, drop=pots)
    assert own_pot(harbour.body("North")) == 0
    keep = Membership.objects.get(pk=keep.pk)
    pay_dues(harbour.secretary, membership=keep, cents=2 * 1700)
    assert (own_pot(harbour.body("North")), strays(harbour)) == (1400, [])
