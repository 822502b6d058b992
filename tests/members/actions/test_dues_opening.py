"""How accounts stood before they were kept here: written by hand, once and first, or brought in with a file."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from members.actions.dues import settle_move
from members.actions.dues_charging import charge_dues
from members.actions.dues_entries import pay_dues, reverse_dues, waive_dues
from members.actions.dues_opening import open_account
from members.actions.import_openings import NO_DUES, NOT_TREASURER
from members.actions.import_staging import stage_import
from members.actions.import_undoing import undo_import
from members.actions.import_writing import commit_import
from members.counting import opening_charges, period_at, settled_to
from members.counting.settling import Charge
from members.models import DuesEntry, Membership
from members.queries.dues_figures import figures_of
from members.queries.settled import settled_among
from organiser.base import clock
from organiser.base.actor import CLOCK
from organiser.base.errors import Conflict, Invalid, NotPermitted, RuleNotMet, WrongState
from organiser.base.models import LedgerEntry
from skills.models import Term
from tests.dues import account, books, charge_of, charged, first, last, north_dues, on, strays, with_dues
from tests.helpers import OUTSIDERS, outsider, refuses, writes
from tests.pages import headline, said, signed_in, to_put_right


@pytest.fixture
def bea(harbour, mill):
    for place in (harbour, mill):
        with_dues(place)
    return harbour.members["Bea North"]


def opened(harbour, membership, **how):
    return open_account(harbour.secretary, membership=membership, **how)


def staged(place, text, body=""):
    raw = text.encode()
    return stage_import(
        place.secretary, body=place.body(body), stream=BytesIO(raw), size=len(raw), filename="register.csv"
    )


def found(batch):
    rows = batch.rows.order_by("number")
    return [[problem["code"] for problem in row.problems] for row in rows]


def one(name):
    return Membership.objects.get(person__name=name)


def lines(membership):
    return list(
        DuesEntry.objects.filter(membership=membership)
        .order_by("pk")
        .values_list("kind", "opening", "cents", "period_from", "period_until")
    )


@pytest.mark.parametrize(
    ("settled", "owes", "comes_out"),
    [
        (date(2026, 10, 31), 0, (date(2026, 10, 31), None)),
        (date(2027, 3, 31), 0, (date(2027, 3, 31), None)),
        (date(2026, 8, 31), 4000, (date(2026, 8, 31), date(2026, 9, 1))),
        (None, 4000, (date(2026, 11, 30), date(2026, 12, 1))),
        (date(2020, 1, 31), 0, (date(2020, 1, 31), None)),
        (date(2026, 12, 9), 1, (date(2026, 12, 9), date(2026, 12, 10))),
        (None, 0, (None, None)),
    ],
)
def test_an_account_comes_out_as_it_stood(settled, owes, comes_out):
    charges = opening_charges(date(2021, 5, 6), settled, owes, period_at(date(2026, 12, 10), "month"))
    assert settled_to(charges, 0) == comes_out
    assert sum(charge.cents for charge in charges) == owes


def test_up_to_the_day_nothing_is_asked_from_joining_on_and_the_period_under_way_is_in_what_is_owed():
    charges = opening_charges(date(2021, 5, 6), date(2026, 8, 31), 4000, period_at(date(2026, 12, 10), "month"))
    assert charges == [
        Charge(date(2021, 5, 6), date(2026, 8, 31), 0),
        Charge(date(2026, 9, 1), date(2026, 12, 31), 4000),
    ]


def test_paid_to_a_day_is_written_once_and_no_period_of_it_is_charged_again(harbour, bea):
    with writes("write_dues"):
        opened(harbour, bea, settled_until=last(-2))
    assert account(bea) == (last(-2), None, 0)
    assert lines(bea) == [("charge", True, 0, bea.joined_on, last(-2))]
    charged(harbour, -3, -2, -1)
    assert account(bea) == (last(-2), first(-1), 1000)
    assert [line[3] for line in lines(bea)] == [bea.joined_on, first(-1)]


def test_what_is_owed_is_paid_waived_and_charged_on_like_any_other_period(harbour, bea):
    cyd = harbour.members["Cyd North"]
    opened(harbour, bea, settled_until=last(-4), owes=4000)
    opened(harbour, cyd, owes=1500)
    assert account(bea) == (last(-4), first(-3), 4000)
    assert account(cyd) == (last(-1), first(0), 1500)
    charged(harbour, -1, 0)  # both are charged elsewhere for the month under way
    assert account(bea) == (last(-4), first(-3), 4000)
    pay_dues(harbour.secretary, membership=bea, cents=4000)
    assert account(bea) == (last(0), None, 0)
    waive_dues(harbour.secretary, charge=DuesEntry.objects.get(membership=cyd, cents=1500))
    assert account(cyd) == (last(0), None, 0)
    with on(1, 2):
        charge_dues(CLOCK, body=harbour.body())
        assert account(bea) == (last(-1), first(0), 1000)


def test_paid_ahead_means_that_the_next_charge_is_for_the_days_after(harbour, bea):
    opened(harbour, bea, settled_until=last(1))
    charged(harbour, 0)
    assert account(bea) == (last(1), None, 0)
    with on(2, 1):
        charge_dues(CLOCK, body=harbour.body())
        assert account(bea) == (last(-1), first(0), 1000)


def test_it_is_written_before_anything_else_or_refused(harbour, bea):
    charged(harbour, 0)
    with refuses(WrongState, "not_first"):
        opened(harbour, bea, settled_until=last(-1))
    reverse_dues(harbour.secretary, entry=charge_of(bea, 0), reason="It was paid elsewhere")
    opened(harbour, bea, settled_until=last(0))
    assert account(bea) == (last(0), None, 0)
    with refuses(WrongState, "not_first"):
        opened(harbour, bea, settled_until=last(-1))


def test_a_wrong_opening_balance_is_taken_back_and_written_anew(harbour, bea):
    for wrong in opened(harbour, bea, owes=5000):
        reverse_dues(harbour.secretary, entry=wrong, reason="A slip")
    assert account(bea) == (None, None, 0)
    opened(harbour, bea, owes=500)
    assert account(bea) == (last(-1), first(0), 500)


def test_a_payment_before_the_first_charge_waits_for_it_and_keeps_no_day_until_then(harbour, bea):
    pay_dues(harbour.secretary, membership=bea, cents=1500)
    assert account(bea) == (None, None, -1500)
    with refuses(WrongState, "not_first"):
        opened(harbour, bea, owes=500)
    charged(harbour, -1, 0)
    assert account(bea) == (last(-1), first(0), 500)


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({}, "opening_empty"),
        ({"owes": -1}, "amount_small"),
        ({"owes": 1_000_000_001}, "amount_large"),
        ({"settled_until": date(1899, 12, 31)}, "day_early"),
        ({"settled_until": clock.today() + timedelta(days=367)}, "settled_far"),
        ({"settled_until": clock.today(), "owes": 1}, "owes_and_settled"),
    ],
)
def test_what_cannot_be_or_contradicts_itself_is_refused(harbour, bea, how, code):
    with refuses(Invalid, code):
        opened(harbour, bea, **how)


def test_without_dues_nothing_can_be_settled(harbour, mill):
    with refuses(RuleNotMet, "no_scheme"):
        opened(harbour, harbour.members["Bea North"], settled_until=last(-1))


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nobody_but_the_treasurer_writes_it(harbour, mill, bea, who):
    with pytest.raises(NotPermitted):
        open_account(outsider(who, harbour, mill), membership=bea, owes=100)
    assert lines(bea) == []


def test_the_database_keeps_that_it_is_an_opening_balance(harbour, bea):
    entry = opened(harbour, bea, owes=500)[0]
    with pytest.raises(DatabaseError), transaction.atomic():
        DuesEntry.objects.filter(pk=entry.pk).update(opening=False)


def test_it_is_charged_in_no_month_and_goes_along_when_the_member_moves(harbour, bea):
    opened(harbour, bea, settled_until=last(-4), owes=4000)
    assert [month.charged for month in figures_of(harbour.secretary, harbour.body()).months] == [0] * 12
    Membership.objects.filter(pk=bea.pk).update(branch=harbour.branches["South"])
    old, new = harbour.body("North"), harbour.body("South")
    settle_move(harbour.secretary, membership=bea, old=old, new=new, day=clock.today())
    assert account(bea) == (last(-4), first(-3), 4000)
    assert books(bea) == {"South": 4000}
    assert strays(harbour) == []
    assert [month.charged for month in figures_of(harbour.secretary, harbour.body()).months] == [0] * 12


def test_a_file_brings_in_how_accounts_stood_and_its_undoing_takes_them_out(harbour, bea):
    batch = staged(
        harbour,
        "Name;Joined on;Dues settled to;Owes\n"
        f"Ada Lind;2020-01-01;{last(-2)};\nBo Lind;2020-01-01;{last(-5)};40,00\nCy Lind;2020-01-01;;12,34 EUR\n"
        f"Di Lind;2020-01-01;;\nEd Lind;2020-01-01;{last(2)};0\n",
    )
    assert (batch.to_create, batch.refused) == (5, 0)
    assert found(batch) == [[], [], ["owes_since"], [], []]
    with writes("commit_import") as entries:
        commit_import(harbour.secretary, batch=batch)
    assert [account(one(f"{name} Lind")) for name in ("Ada", "Bo", "Cy", "Di", "Ed")] == [
        (last(-2), None, 0),
        (last(-5), first(-4), 4000),
        (last(-1), first(0), 1234),
        (None, None, 0),
        (last(2), None, 0),
    ]
    assert len(entries[0].content.content["dues"]) == 1
    keys = list(batch.rows.values_list("membership", flat=True))
    assert {line.made_by for line in DuesEntry.objects.filter(membership__in=keys)} == {harbour.secretary}
    assert [tuple(settled_among([key])[key]) for key in keys] == list(
        Membership.objects.filter(pk__in=keys).order_by("pk").values_list("settled_until", "owed_since")
    )
    batch.refresh_from_db()
    undo_import(harbour.secretary, batch=batch)
    assert not Membership.objects.filter(pk__in=keys).exists()
    assert DuesEntry.objects.count() == 0


def test_who_paid_since_stays_with_her_account_when_the_file_is_taken_back(harbour, bea):
    batch = staged(harbour, f"Name;Dues settled to;Owes\nAda Lind;{last(-2)};30\nBo Lind;{last(-2)};30\n")
    commit_import(harbour.secretary, batch=batch)
    pay_dues(harbour.secretary, membership=one("Ada Lind"), cents=1000)
    batch.refresh_from_db()
    undo_import(harbour.secretary, batch=batch)
    assert not Membership.objects.filter(person__name="Bo Lind").exists()
    assert account(one("Ada Lind")) == (last(-2), first(-1), 2000)


def test_contradictions_keep_their_row_out_with_place_and_reason(harbour, bea):
    ahead = clock.today() + timedelta(days=400)
    batch = staged(
        harbour,
        f"Name;Dues settled to;Owes\nAda Lind;{ahead};\nBo Lind;{last(0)};40\n"
        f"Cy Lind;;40 USD\nDi Lind;{last(-1)};1.234\n",
    )
    assert (batch.to_create, batch.refused) == (0, 4)
    assert found(batch) == [["settled_far"], ["owes_and_settled"], ["owes_currency"], ["amount_ambiguous"]]
    third = batch.rows.get(number=4).problems[0]
    assert (third["column"], third["sentence"]) == (
        "Owes",
        "Row 4, column Owes: dues are kept in EUR here, and not in USD. Write the amount in that.",
    )


def test_a_day_in_the_middle_of_a_period_is_said_in_the_preview_and_kept(harbour, bea):
    day = first(-1) + timedelta(days=14)
    batch = staged(harbour, f"Name;Dues settled to\nAda Lind;{day}\n")
    assert found(batch) == [["settled_within"]]
    commit_import(harbour.secretary, batch=batch)
    assert account(one("Ada Lind")) == (day, None, 0)


def test_where_no_dues_were_decided_the_columns_are_left_out_with_a_note(harbour, mill):
    with_dues(mill)
    batch = staged(harbour, "Name;Dues settled to;Owes\nAda Lind;2099-01-01;much\n")
    assert (batch.to_create, batch.refused, found(batch)) == (1, 0, [[]])
    assert [column["note"] for column in batch.columns][1:3] == [NO_DUES, NO_DUES]
    commit_import(harbour.secretary, batch=batch)
    assert lines(one("Ada Lind")) == []


def test_who_keeps_the_register_alone_brings_no_account_in(harbour, bea):
    Term.objects.filter(person=harbour.secretary, role__name="Treasurer").update(
        ended_on=clock.today(), end_reason="resigned"
    )
    batch = staged(harbour, f"Name;Dues settled to\nAda Lind;{last(-2)}\n")
    assert [column["note"] for column in batch.columns][1] == NOT_TREASURER
    commit_import(harbour.secretary, batch=batch)
    assert account(one("Ada Lind")) == (None, None, 0)


def test_who_lost_the_dues_since_the_preview_does_not_write_it(harbour, bea):
    batch = staged(harbour, f"Name;Dues settled to\nAda Lind;{last(-2)}\n")
    Term.objects.filter(person=harbour.secretary, role__name="Treasurer").update(
        ended_on=clock.today(), end_reason="resigned"
    )
    with refuses(NotPermitted, "power_missing"):
        commit_import(harbour.secretary, batch=batch)


def test_each_row_is_reckoned_by_the_dues_of_its_branch(harbour, mill):
    """North asks for dues of its own, the organisation for none."""
    north_dues(harbour, from_on=first(-6).isoformat())
    batch = staged(
        harbour, f"Name;Branch;Dues settled to;Owes\nAda Lind;North;{last(-2)};10\nBo Lind;South;{last(-2)};10\n"
    )
    assert found(batch) == [[], ["no_dues"]]
    commit_import(harbour.secretary, batch=batch)
    assert account(one("Ada Lind")) == (last(-2), first(-1), 1000)
    assert books(one("Ada Lind")) == {"North": 1000}
    assert lines(one("Bo Lind")) == []


def test_dues_that_were_given_up_since_the_preview_are_a_conflict(harbour, bea, monkeypatch):
    batch = staged(harbour, f"Name;Dues settled to\nAda Lind;{last(-2)}\n")
    monkeypatch.setattr("members.actions.import_openings.scheme_on", lambda body, day: None)
    with refuses(Conflict, "dues_gone"):
        commit_import(harbour.secretary, batch=batch)


def test_who_is_in_the_register_already_stays_as_she_is(harbour, bea):
    batch = staged(harbour, f"Member number;Name;Dues settled to\n{bea.number};Bea North;{last(-2)}\n")
    assert (batch.to_create, batch.existing) == (0, 1)
    commit_import(harbour.secretary, batch=batch)
    assert lines(bea) == []


def test_the_treasurer_writes_it_down_on_a_page_and_what_is_wrong_is_said_at_its_field(harbour, bea):
    client, address = signed_in(harbour.secretary), reverse("dues_open", args=[bea.public_id])
    account_page = reverse("dues_account", args=[bea.public_id])
    assert address in client.get(account_page).content.decode()
    assert headline(client.get(address)) == "Opening balance"
    wrong = client.post(address, {"settled_until": str(last(0)), "owes": "40"})
    assert (wrong.status_code, to_put_right(wrong)[0][:24]) == (422, "Owes – Something is owed")
    done = client.post(address, {"settled_until": str(last(-3)), "owes": "40,00"}, follow=True)
    assert (said(done), headline(done)) == (["It is written down."], "40.00 EUR are open")
    assert "Opening balance" in done.content.decode()
    assert address not in client.get(account_page).content.decode()
    again = client.post(address, {"owes": "1"})
    assert (again.status_code, to_put_right(again)[0][:31]) == (422, "This account has lines already.")


def test_strangers_find_no_form_and_members_are_told_that_it_is_the_treasurers(harbour, mill, bea):
    address = reverse("dues_open", args=[bea.public_id])
    assert signed_in(mill.secretary).get(address).status_code == 404
    assert signed_in(bea.person).post(address, {"owes": "1"}).status_code == 403
    assert not LedgerEntry.objects.filter(action="write_dues").exists()
