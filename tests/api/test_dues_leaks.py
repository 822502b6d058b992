"""Who learns what of dues (invariant 7): amounts are for the member and the treasurer, and for nobody else."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.actions.dues_entries import pay_dues, waive_dues
from members.actions.dues_reminders import draft_reminders
from members.models import DuesEntry
from organiser.base import clock
from organiser.base.ids import new_public_id
from organiser.base.models import LedgerContent
from skills.models import Term
from tests.dues import account, charge_of, charged, founder_too, with_dues
from tests.pages import signed_in, words
from tests.statements import german, german_row, staged
from tests.world import add_member

NORTH = ("Bea North", "Cyd North", "Dan North", "Eve North")
SOUTH = ("Gil South", "Hal South", "Ida South", "Jon South")


def no_treasurer(person):
    """End the terms by which somebody keeps dues: what is left is a secretary without the power."""
    terms = Term.objects.filter(person=person, role__name="Treasurer")
    assert terms.update(ended_on=clock.today(), end_reason="resigned") == 1


@pytest.fixture
def books(harbour, mill):
    """Both branches charged; a payment and a waiver in each; Fay keeps the dues of South and Cyd those of North."""
    with_dues(harbour)
    with_dues(mill)
    charged(harbour, -1, 0)
    charged(mill, 0, actor=mill.secretary)
    pay_dues(harbour.secretary, membership=harbour.members["Bea North"], cents=777)
    waive_dues(harbour.secretary, charge=charge_of(harbour.members["Gil South"], -1), note="Secret hardship")
    waive_dues(harbour.secretary, charge=charge_of(harbour.members["Dan North"], -1), note="Northern hardship")
    term = Term.objects.get(role__body=harbour.body("North"), role__name="Treasurer")
    term.pk, term.public_id, term.person = None, new_public_id(), harbour.person("Cyd North")
    term.save(force_insert=True)
    staged(harbour.secretary, harbour.body("North"), german(german_row(3, "x", "Northern Payer", "DE1", "9,99")))
    staged(harbour.secretary, harbour.body("South"), german(german_row(3, "x", "Southern Payer", "DE1", "9,99")))
    for name in ("North", "South"):
        draft_reminders(harbour.secretary, body=harbour.body(name), months=0, text=f"Text of {name}")
    return harbour


PAGES = ("dues", "dues_arrears", "statement_new")
LISTS = ("dues-entries/", "dues-accounts/", "dues-runs/", "dues-reminders/", "statements/")


def read(caller):
    return "\n".join(str(caller.ask(path)) for path in LISTS)


def found(text, names):
    return [name for name in names if name in text]


def test_the_treasurer_of_a_branch_learns_nothing_of_the_next(books, as_person):
    text = read(as_person(books.person("Cyd North")))
    assert found(text, NORTH) == list(NORTH)
    assert found(text, (*SOUTH, "Secret hardship", "Text of South", "Mill")) == []
    client = signed_in(books.person("Cyd North"))
    for name in PAGES:
        assert client.get(reverse(name, args=[books.body("North").public_id])).status_code == 200
        assert found(client.get(reverse(name, args=[books.body("North").public_id])).content.decode(), SOUTH) == []
    for name in PAGES[1:]:
        assert client.get(reverse(name, args=[books.body("South").public_id])).status_code == 403
    gil = books.members["Gil South"]
    assert client.get(reverse("dues_account", args=[gil.public_id])).status_code == 404
    entry = DuesEntry.objects.filter(membership=gil).first()
    for name in ("dues_waive", "dues_reverse", "dues_receipt"):
        assert client.get(reverse(name, args=[entry.public_id])).status_code == 404


def test_a_secretary_who_is_not_the_treasurer_sees_to_when_dues_are_settled_and_no_amount(books, as_person):
    fay = books.person("Fay South")
    no_treasurer(fay)
    gil = books.members["Gil South"]
    caller = as_person(fay)
    assert [row["name"] for row in caller.ask("dues-accounts/")["results"]] == ["Fay South"]
    assert {row["member"]["name"] for row in caller.ask("dues-entries/")["results"]} == {"Fay South"}
    assert caller.ask("dues-entries/", kind="waiver")["results"] == []
    assert caller.ask(f"dues-accounts/{gil.public_id}/", 404)["code"] == "no_member"
    for path in ("dues-runs/", "dues-reminders/", "statements/"):
        assert caller.ask(path)["results"] == []
    client = signed_in(fay)
    assert client.get(reverse("dues_account", args=[gil.public_id])).status_code == 403
    for name in PAGES[1:]:
        assert client.get(reverse(name, args=[books.body("South").public_id])).status_code == 403
    member = client.get(reverse("member", args=[gil.public_id])).content.decode()
    assert found(member, ("10.00", "20.00", "Waiver", "waive", "hardship")) == []
    export = b"".join(
        client.post(reverse("register_export", args=[books.body("South").public_id])).streaming_content
    ).decode()
    assert found(export, ("10.00", "1000", "aive", "hardship")) == []
    figures = caller.ask("dues-accounts/figures/", body=books.body("South").public_id)
    assert {month["waived"] for month in figures["months"]} == {None}
    assert (figures["in_arrears"], figures["for_branches"]) == (None, None)


def test_the_ledger_of_the_organisation_tells_neither_amount_nor_waiver(books):
    told = "\n".join(str(content) for content in LedgerContent.objects.values_list("content", "entry__action"))
    assert found(told, ("waive", "hardship", "'cents'", "owed")) == ["'cents'"]  # the scale that was decided
    assert re.search(r"\b777\b", told) is None  # a digest may hold these digits by chance
    own = LedgerContent.objects.filter(entry__action__in=("write_dues", "charge_dues")).values_list(
        "content", flat=True
    )
    assert {key for content in own for key in content} == {"digest", "digests", "period_from", "period_until"}


def test_a_member_reads_her_own_account_and_no_other(books, as_person):
    dan = books.person("Dan North")
    text = read(as_person(dan))
    assert found(text, (*NORTH, *SOUTH)) == ["Dan North"]
    assert "Northern hardship" in text
    page = signed_in(dan).get(reverse("my_dues"))
    assert "Waiver" in words(page)
    assert signed_in(dan).get(reverse("dues_account", args=[books.members["Dan North"].public_id])).status_code == 403
    other = books.members["Bea North"]
    assert signed_in(dan).get(reverse("dues_account", args=[other.public_id])).status_code == 404
    payment = DuesEntry.objects.get(kind="payment")
    assert signed_in(dan).get(reverse("dues_receipt", args=[payment.public_id])).status_code == 404
    receipt = signed_in(books.person("Bea North")).get(reverse("dues_receipt", args=[payment.public_id]))
    assert "7.77 EUR" in receipt.content.decode()


def test_strangers_find_nothing_at_all(books, mill, as_person):
    kim = mill.secretary
    text = read(as_person(kim))
    assert found(text, (*NORTH, *SOUTH, "Harbour", "hardship", "Payer")) == []
    client = signed_in(kim)
    for name in PAGES:
        assert client.get(reverse(name, args=[books.body("North").public_id])).status_code == 404
    schemes = as_person(kim).ask("dues-schemes/")["results"]
    assert [row["body"]["name"] for row in schemes] == ["Mill Workers"]


def test_a_token_bound_to_a_branch_reaches_its_books_and_no_further(books, as_program):
    text = read(as_program(books.secretary, books.body("North")))
    assert found(text, NORTH) == list(NORTH)
    assert found(text, (*SOUTH, "Secret hardship", "Text of South")) == []


def test_members_read_figures_but_none_behind_which_fewer_than_five_stand(books, as_person):
    """North has four members who were charged, and South five: whoever knows one may not reckon the other out.

    On the first day of a month North has five as well.
    """
    bea, gil = as_person(books.person("Bea North")), as_person(books.person("Gil South"))
    north, south, whole = (books.body(name).public_id for name in ("North", "South", ""))

    def told(caller, body):
        months = caller.ask("dues-accounts/figures/", body=body)["months"]
        return [(month["charged"], month["received"], month["open_accounts"]) for month in months[-2:]]

    nothing = (None, None, None)
    five, ten = ((5000, None, 5), (10000, None, 10)) if founder_too() else (nothing, nothing)
    assert told(bea, north) == [(None, 0, None), five]
    assert told(gil, south) == [(5000, 0, None), (5000, 0, 5)]
    assert told(gil, whole) == [(None, 0, None), ten]
    assert told(bea, whole)[1][0] == 9000 + 1000 * founder_too()
    assert bea.ask("dues-accounts/figures/", 403, body=south)["code"] == "not_constituency"


def test_five_in_each_branch_can_be_told(harbour, as_person):
    with_dues(harbour)
    add_member(harbour, "Fin North", "North")
    charged(harbour, 0)
    months = as_person(harbour.person("Bea North")).ask("dues-accounts/figures/", body=harbour.body().public_id)[
        "months"
    ]
    assert (months[-1]["charged"], months[-1]["open_accounts"], months[-1]["waived"]) == (
        10000 + 1000 * founder_too(),
        10 + founder_too(),
        None,
    )


def test_a_waived_period_and_a_paid_one_look_alike_to_the_secretary(books):
    hal, gil = books.members["Hal South"], books.members["Gil South"]
    pay_dues(books.secretary, membership=hal, cents=1000)
    assert account(hal)[:2] == account(gil)[:2]


@pytest.mark.parametrize("path", ["dues-entries/", "dues-accounts/", "dues-reminders/", "statements/"])
def test_no_list_asks_more_for_more_rows(books, as_person, path):
    caller = as_person(books.secretary)
    caller.ask(path)
    counts = []
    for size in (1, 3):
        with CaptureQueriesContext(connection) as captured:
            caller.ask(path, page_size=size)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_branch_that_kept_the_account_of_somebody_who_moved_sees_it_no_more(books, as_person):
    bea = books.members["Bea North"]
    bea.branch = books.branches["South"]
    bea.save(update_fields=["branch"])
    assert "Bea North" not in read(as_person(books.person("Cyd North")))
    fay = read(as_person(books.person("Fay South")))
    assert re.search(r"\b777\b", fay) is None
