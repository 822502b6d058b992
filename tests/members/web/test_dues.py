"""Pages of dues: what the treasurer books, what a member chooses, each sent twice and done once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from members.models import BankStatement, DuesEntry, DuesPlan, DuesReminder
from tests.dues import account, charge_of, charged, founder_too, with_dues
from tests.pages import headline, lead, said, signed_in, to_put_right, words
from tests.statements import german, german_row, staged
from tests.walk.pages import forms_on


@pytest.fixture
def bea(harbour):
    with_dues(harbour)
    charged(harbour, -1, 0)
    return harbour.members["Bea North"]


@pytest.fixture
def ana(harbour):
    return signed_in(harbour.secretary)


def sent_twice(client, address, mark, **given):
    """Send a form two times, as it stands on its page; gives the answer to the second."""
    forms = [form for form in forms_on(client.get(address).content.decode()) if mark in form.values and form.post]
    filled = {**forms[0].values, **given}
    first = client.post(address, filled)
    assert first.status_code == 302, to_put_right(first)
    return client.post(address, filled, follow=True)


def test_a_payment_a_refund_a_waiver_and_a_line_taken_back_are_each_done_once(ana, bea):
    pay, refund = (reverse(name, args=[bea.public_id]) for name in ("dues_pay", "dues_refund"))
    page = sent_twice(ana, pay, "cents", cents="25,00", note="In the hall")
    assert headline(page) == "5.00 EUR paid ahead"
    sent_twice(ana, refund, "cents", cents="5.00")
    assert account(bea)[2] == 0
    charge = charge_of(bea, 0)
    sent_twice(ana, reverse("dues_waive", args=[charge.public_id]), "note", note="", from_pot="")
    assert account(bea)[2] == -1000
    waiver = DuesEntry.objects.get(kind="waiver")
    sent_twice(ana, reverse("dues_reverse", args=[waiver.public_id]), "reason", reason="A slip")
    assert account(bea)[2] == 0
    assert DuesEntry.objects.filter(membership=bea).count() == 6


def test_an_account_is_opened_once(ana, harbour):
    with_dues(harbour)
    cyd = harbour.members["Cyd North"]
    page = sent_twice(ana, reverse("dues_open", args=[cyd.public_id]), "owes", owes="40.00", settled_until="")
    assert headline(page) == "40.00 EUR are open"
    assert account(cyd)[2] == 4000


def test_a_member_chooses_what_she_pays_once(bea):
    client = signed_in(bea.person)
    address = reverse("dues_choose", args=[bea.public_id])
    page = sent_twice(client, address, "once", choice="own", cents="3,50", extra_cents="1")
    assert "3.50 EUR and 1.00 EUR for others" in words(page)
    assert DuesPlan.objects.get().cents == 350
    refused = client.post(address, {"choice": "own", "cents": "1.00"})
    assert refused.status_code == 422
    assert "The least amount is 2.00 EUR." in to_put_right(refused)[0]
    sent_twice(client, address, "once", choice="band-0")
    assert DuesPlan.objects.order_by("-pk").first().band == "Low wage"


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [
        ("1.234", "This amount can be read in two ways."),
        ("-5", "The amount is above zero."),
        ("0", "The amount is above zero."),
        ("1e9", "Write the amount as 12.50."),
        ("99999999999", "That is more than anybody owes."),
    ],
)
def test_amounts_that_cannot_be_are_said_at_their_field(ana, bea, amount, sentence):
    page = ana.post(reverse("dues_pay", args=[bea.public_id]), {"cents": amount})
    assert page.status_code == 422
    assert sentence in to_put_right(page)[0]


def test_reminders_go_from_the_list_of_arrears_past_the_eyes_of_the_treasurer(ana, bea, harbour):
    north = harbour.body("North").public_id
    arrears = reverse("dues_arrears", args=[north])
    listed = ana.get(arrears)
    assert headline(listed) == f"{4 + founder_too()} members owe dues"
    form = next(one for one in forms_on(listed.content.decode()) if "months" in one.values and one.post)
    given = {**form.values, "member": [bea.public_id], "text": "Come by."}
    for _ in range(2):
        held = ana.post(reverse("dues_remind", args=[north]), given, follow=True)
    reminder = DuesReminder.objects.get()
    assert "Come by." in words(held)
    assert "Bea North" in words(held)
    assert "Cyd North" not in words(held)
    sent = ana.post(reverse("dues_reminder_release", args=[reminder.public_id]), follow=True)
    assert said(sent) == ["1 reminder is on the way by e-mail."]


def test_a_bank_statement_is_read_put_right_booked_and_taken_back(ana, bea, harbour):
    north = harbour.body("North").public_id
    raw = german(german_row(4, "Beitrag", "Unknown", "DE1", "20,00"))
    page = ana.post(reverse("statement_new", args=[north]), {"file": SimpleUploadedFile("u.csv", raw)}, follow=True)
    statement = BankStatement.objects.get()
    assert headline(page) == "0 payments have a member"
    line = statement.lines.get()
    choose = reverse("statement_choose", args=[statement.public_id])
    given = {"version": "1", f"line-{line.public_id}": bea.number, "book": "yes"}
    assert said(ana.post(choose, given, follow=True)) == ["1 payment is booked. You can take all of it back."]
    assert account(bea)[2] == 0
    again = ana.post(choose, given)
    assert again.status_code == 409
    ana.post(reverse("statement_undo", args=[statement.public_id]))
    assert account(bea)[2] == 2000
    odd = ana.post(
        reverse("statement_new", args=[north]), {"file": SimpleUploadedFile("x.csv", b"Wann,Wieviel\n1,2\n")}
    )
    assert odd.status_code == 422
    assert "“Wann”" in words(odd)


def test_a_statement_whose_lines_cannot_be_read_leads_back_to_what_its_columns_hold(ana, bea, harbour):
    address = reverse("statement_new", args=[harbour.body("North").public_id])
    data = b"Date,Payee,Amount\n05/03/2025,Unknown,20.00\n"
    page = ana.post(address, {"file": SimpleUploadedFile("u.csv", data)}, follow=True)
    statement = BankStatement.objects.get()
    assert "1 line cannot be read." in words(page)
    assert f"{address}?like={statement.public_id}" in page.content.decode()
    form = ana.get(address, {"like": statement.public_id}).context["form"]
    assert [(form[f"column_{place}"].label, form[f"column_{place}"].value()) for place in range(3)] == [
        ("“Date”", "day"),
        ("“Payee”", "payer"),
        ("“Amount”", "amount"),
    ]
    meant = {"heading": form.headings, "column_0": "day", "column_1": "payer", "column_2": "amount"}
    given = {**meant, "day_order": "day_first", "file": SimpleUploadedFile("u.csv", data)}
    page = ana.post(address, given, follow=True)
    assert "cannot be read" not in words(page)
    line = BankStatement.objects.order_by("-pk")[0].lines.get()
    assert (line.day.isoformat(), line.outcome) == ("2025-03-05", "open")


def test_of_a_statement_of_others_nobody_learns_the_headings(bea, mill, harbour):
    with_dues(mill)
    raw = german(german_row(4, "Beitrag", "Unknown", "DE1", "20,00"))
    theirs = staged(mill.secretary, mill.organisation, raw)
    address = reverse("statement_new", args=[harbour.body("North").public_id])
    assert signed_in(harbour.secretary).get(address, {"like": theirs.public_id}).status_code == 404


def test_receipts_are_for_what_was_paid_and_not_for_what_was_taken_back(ana, bea):
    ana.post(reverse("dues_pay", args=[bea.public_id]), {"cents": "20.00"})
    payment = DuesEntry.objects.get(kind="payment")
    client = signed_in(bea.person)
    receipt = client.get(reverse("dues_receipt", args=[payment.public_id]))
    assert "20.00 EUR" in words(receipt)
    year = client.get(reverse("dues_receipt_year", args=[bea.public_id, payment.day.year]))
    assert headline(year) == f"Receipt for the dues of {payment.day.year}"
    ana.post(reverse("dues_reverse", args=[payment.public_id]), {"reason": "Wrong"})
    assert client.get(reverse("dues_receipt", args=[payment.public_id])).status_code == 404
    assert client.get(reverse("dues_receipt_year", args=[bea.public_id, payment.day.year])).status_code == 404


def test_every_member_reads_what_is_asked_in_plain_sentences(harbour, bea):
    page = signed_in(harbour.person("Gil South")).get(reverse("dues", args=[harbour.body("South").public_id]))
    text = words(page)
    assert "Whoever has chosen nothing pays 10.00 EUR a month." in text
    assert "Of each payment 3/5 stays with the branch of the member, and 2/5 goes to the whole." in text
    assert "Waived" not in text
    assert lead(page).startswith("Decided by the assembly of Harbour Tenants.")


def test_a_body_without_dues_says_so_and_how_they_are_set(harbour):
    page = signed_in(harbour.person("Gil South")).get(reverse("dues", args=[harbour.body().public_id]))
    assert headline(page) == "No dues have been decided"
