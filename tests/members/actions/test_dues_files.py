"""Parts of the books of dues as files: who takes them out, what stands in them, and who reads of it."""

import csv
import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from members.actions.dues_entries import pay_dues, reverse_dues, waive_dues
from members.actions.export_requests import ExportPlan, ask_books, ask_export, refuse_export, release_export
from members.actions.exports import log_books, log_export
from members.exports.books import books_file
from members.models import AccessLogEntry, DuesEntry, ExportRequest, ExportTaken
from members.queries.dues import arrears_of
from members.queries.dues_files import BooksPlan
from members.queries.exports import exports_visible_to, held_for
from members.queries.filtering import Criteria, narrowed
from organisations.models import RuleSet
from organiser.base import clock
from organiser.base.errors import Invalid, NotFound, NotPermitted, RuleNotMet
from skills.models import Term
from tests.dues import charge_of, charged, first, last, with_dues
from tests.guarded import past_guards
from tests.helpers import OUTSIDERS, bound, outsider, refuses, writes
from tests.pages import headline, said, signed_in, to_put_right, words
from tests.world import add_member

ARREARS = BooksPlan("arrears")
HEADINGS = ["Member number", "Name", "Branch", "State", "Dues settled to", "Open since", "Months", "Owes", "Currency"]


@pytest.fixture
def owing(harbour, mill):
    """Everybody of the harbour but its founder owes two months; the mill asks for dues of its own."""
    for place in (harbour, mill):
        with_dues(place)
        charged(place, -1)
    charged(harbour, -2)
    return harbour


@pytest.fixture
def fay(owing):
    """She keeps the dues of South."""
    return owing.person("Fay South")


@pytest.fixture
def south(owing):
    return owing.body("South")


def rules(place, **values):
    with past_guards():
        RuleSet.objects.filter(body__organisation=place.organisation.pk).update(**values)


def everything(**more):
    return BooksPlan("entries", since=first(-12), until=clock.today(), **more)


def table(person, body, plan, **more):
    keys = log_books(person, body=body, plan=plan, **more)
    raw = b"".join(books_file(person, body, plan, keys).pieces)
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))


def test_the_list_of_arrears_is_the_one_of_the_page_with_months_and_amounts(owing, south, fay):
    gil = owing.members["Gil South"]
    pay_dues(fay, membership=gil, cents=1000)
    fay_number = owing.members["Fay South"].number
    rows = table(fay, south, ARREARS)
    assert rows[0] == HEADINGS
    assert rows[1] == [
        fay_number,
        "Fay South",
        "South",
        "Full member",
        str(last(-3)),
        str(first(-2)),
        "3",
        "20.00",
        "EUR",
    ]
    assert [row[1] for row in rows[1:]] == [one.person.name for one in arrears_of(south)]
    assert [row[6:8] for row in rows[1:]] == [["3", "20.00"]] * 4 + [["2", "10.00"]]
    longer = table(fay, south, BooksPlan("arrears", months=2))
    assert [row[1] for row in longer[1:]] == ["Fay South", "Hal South", "Ida South", "Jon South"]


def test_the_lines_between_two_days_say_who_booked_what_and_what_was_waived(owing, south, fay):
    gil = owing.members["Gil South"]
    pay_dues(fay, membership=gil, cents=500, note="=1+1", day=clock.today() - timedelta(days=1))
    waive_dues(fay, charge=charge_of(gil, -1), note="hard times")
    wrong = pay_dues(owing.secretary, membership=gil, cents=300, note="a slip")
    reverse_dues(fay, entry=wrong, reason="not hers")
    rows = [row for row in table(fay, south, everything())[1:] if row[2] == "Gil South"]
    today, yesterday = clock.today(), clock.today() - timedelta(days=1)
    charges = [
        [str(first(month)), gil.number, "Gil South", "South", "Dues", "10.00", "EUR", str(first(month)),
         str(last(month)), "", "", "Ana Founder"] for month in (-2, -1)
    ]  # fmt: skip
    written = [
        [str(yesterday), gil.number, "Gil South", "South", "Payment", "-5.00", "EUR", "", "", "'=1+1", "", "Fay South"],
        [str(today), gil.number, "Gil South", "South", "Waiver", "-10.00", "EUR", str(first(-1)), str(last(-1)),
         "hard times", "", "Fay South"],
        [str(today), gil.number, "Gil South", "South", "Payment", "-3.00", "EUR", "", "", "a slip", "yes",
         "Ana Founder"],
        [str(today), gil.number, "Gil South", "South", "Taken back", "3.00", "EUR", "", "", "not hers", "",
         "Fay South"],
    ]  # fmt: skip
    assert rows == charges + written
    day = BooksPlan("entries", since=yesterday, until=yesterday)
    assert [row[5] for row in table(fay, south, day)[1:]] == ["-5.00"]


def test_a_workbook_holds_amounts_as_numbers_and_no_formula(owing, south, fay):
    pay_dues(fay, membership=owing.members["Gil South"], cents=1234, note="=HYPERLINK(1)")
    plan = everything(format="xlsx")
    made = books_file(fay, south, plan, log_books(fay, body=south, plan=plan))
    sheet = load_workbook(io.BytesIO(b"".join(made.pieces))).active
    line = list(sheet.iter_rows())[-1]
    assert (made.ending, sheet.title, sheet.max_row) == ("xlsx", "Accounts", 1 + 10 + 1)
    assert (line[5].value, line[5].number_format) == (-12.34, "0.00")
    assert line[9].value == "'=HYPERLINK(1)"
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s", "n"}


def test_the_treasurer_of_a_branch_gets_her_branch_and_that_of_the_organisation_all(owing, mill, south, fay):
    assert {row[3] for row in table(fay, south, everything())[1:]} == {"South"}
    whole = table(owing.secretary, owing.body(), everything())
    assert sorted({row[3] for row in whole[1:]}) == ["North", "South"]
    assert not [row for row in whole if "Mill" in row[2]]
    for plan in (ARREARS, everything()):
        with refuses(NotPermitted, "power_missing"):
            log_books(fay, body=owing.body("North"), plan=plan)
        with refuses(NotPermitted, "power_missing"):
            log_books(fay, body=owing.body(), plan=plan)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nobody_but_the_treasurer_takes_books_out(owing, mill, who):
    actor, north = outsider(who, owing, mill), owing.body("North")
    code = "token_body" if who == "token for another body" else "power_missing"
    with pytest.raises(NotPermitted) as caught:
        log_books(actor, body=north, plan=ARREARS)
    assert caught.value.code in {code, "power_missing"}
    with pytest.raises(NotPermitted):
        ask_books(actor, body=north, plan=ARREARS, purpose="Mine")
    assert (ExportTaken.objects.count(), ExportRequest.objects.count(), AccessLogEntry.objects.count()) == (0, 0, 0)


def test_a_secretary_who_keeps_no_dues_takes_no_books_out_and_sees_no_request_for_them(owing, south, fay):
    asked = ask_books(fay, body=south, plan=ARREARS, purpose="Audit")
    Term.objects.filter(person=fay, role__name="Treasurer").update(ended_on=clock.today(), end_reason="resigned")
    with refuses(NotPermitted, "power_missing"):
        log_books(fay, body=south, plan=ARREARS)
    register = ask_export(fay, body=south, plan=ExportPlan(), purpose="Post")
    assert list(exports_visible_to(fay)) == [register]
    assert set(exports_visible_to(owing.secretary)) == {asked, register}


def test_each_reads_in_her_log_that_her_account_was_taken_out_and_the_ledger_names_no_number(owing, south, fay):
    with writes("log_books") as entries:
        log_books(fay, body=south, plan=ARREARS)
    assert entries[0].content.content == {"what": "List of who owes dues"}
    with writes("log_books"):
        log_books(fay, body=south, plan=everything())
    read = AccessLogEntry.objects.filter(person=owing.person("Gil South")).order_by("pk")
    assert list(read.values_list("reader__name", "what", "body__name")) == [
        ("Fay South", "List of who owes dues", "South"),
        ("Fay South", "Lines of your account of dues", "South"),
    ]
    assert not AccessLogEntry.objects.filter(person=fay).exists()
    assert AccessLogEntry.objects.count() == 8


def test_books_and_registers_count_together_against_the_quota(owing, south, fay):
    rules(owing, export_quota=9)
    assert len(log_export(fay, body=south, memberships=narrowed(fay, south, Criteria()))) == 5
    with refuses(RuleNotMet, "export_quota"):
        log_books(fay, body=south, plan=ARREARS)


def test_above_the_number_of_the_rules_a_second_treasurer_releases_the_books(owing, mill, south, fay):
    rules(owing, export_second=4)
    with refuses(RuleNotMet, "export_second"):
        log_books(fay, body=south, plan=ARREARS)
    plan = everything(format="xlsx")
    with writes("ask_books") as entries:
        asked = ask_books(fay, body=south, plan=plan, purpose="For the auditors")
    assert entries[0].content.content == {"books": "entries", "format": "xlsx"}
    assert (asked.people, asked.criteria) == (5, {"since": str(first(-12)), "until": str(clock.today())})
    assert (held_for(owing.secretary, south), held_for(fay, south)) == ([asked], [])
    with refuses(NotPermitted, "own_request"):
        release_export(fay, asked=asked)
    with pytest.raises(NotPermitted) as caught:
        release_export(mill.secretary, asked=asked)
    assert caught.value.sentence == "A second person who keeps the dues of South releases it."
    with refuses(NotPermitted, "token_releases"):
        release_export(bound(owing.secretary, south), asked=asked)
    release_export(owing.secretary, asked=asked)
    asked.refresh_from_db()
    with refuses(NotFound, "not_released"):
        log_books(fay, body=south, plan=ARREARS, released=asked)
    with refuses(NotFound, "not_released"):
        log_export(fay, body=south, memberships=narrowed(fay, south, Criteria()), released=asked)
    with refuses(NotFound, "not_released"):
        log_books(owing.secretary, body=south, plan=plan, released=asked)
    assert len(log_books(fay, body=south, plan=plan, released=asked)) == 5
    with clock.at(clock.now() + timedelta(hours=25)), refuses(NotFound, "not_released"):
        log_books(fay, body=south, plan=plan, released=asked)


def test_what_was_released_for_other_days_is_not_taken_out(owing, south, fay):
    rules(owing, export_second=4)
    asked = release_export(owing.secretary, asked=ask_books(fay, body=south, plan=everything(), purpose="Audit"))
    other = BooksPlan("entries", since=first(-1), until=clock.today())
    with refuses(NotFound, "not_released"):
        log_books(fay, body=south, plan=other, released=asked)


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (BooksPlan("everything"), "not_listed"),
        (BooksPlan("arrears", format="vcard"), "not_listed"),
        (BooksPlan("arrears", months=121), "months"),
        (BooksPlan("arrears", months=-1), "months"),
        (BooksPlan("entries"), "days"),
        (BooksPlan("entries", since=first(0), until=first(-1)), "days_order"),
    ],
)
def test_what_cannot_be_asked_for_is_refused_with_its_reason(owing, south, fay, plan, code):
    with refuses(Invalid, code):
        log_books(fay, body=south, plan=plan)
    with refuses(Invalid, code):
        ask_books(fay, body=south, plan=plan, purpose="Audit")


def test_a_second_person_is_asked_with_a_purpose_and_for_somebody(owing, mill, south, fay):
    with refuses(Invalid, "purpose"):
        ask_books(fay, body=south, plan=ARREARS, purpose=" ")
    with refuses(Invalid, "nobody"):
        ask_books(fay, body=south, plan=BooksPlan("arrears", months=100), purpose="Audit")


def test_a_file_makes_as_many_queries_for_many_lines_as_for_few(owing, south, fay):
    def queries(plan):
        with CaptureQueriesContext(connection) as caught:
            rows = table(fay, south, plan)
        return len(rows), len(caught)

    few = queries(everything())
    for name in ("Kim South", "Lou South", "Mia South"):
        pay_dues(owing.secretary, membership=add_member(owing, name, "South"), cents=100)
    many = queries(everything())
    assert (few[0], many[0]) == (11, 14)
    assert few[1] == many[1]


def test_the_page_takes_nothing_out_until_it_is_asked_and_then_gives_the_file(owing, south, fay):
    client = signed_in(fay)
    address = reverse("dues_arrears_file", args=[south.public_id])
    assert address in client.get(reverse("dues_arrears", args=[south.public_id])).content.decode()
    assert headline(client.get(address)) == "Who owes dues, as a file"
    assert ExportTaken.objects.count() == 0
    answer = client.post(address, {"months": "1", "format": "csv"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="arrears-south-{clock.today()}.csv"'
    assert "no-store" in answer["Cache-Control"]
    assert len(list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))) == 6
    wrong = client.post(
        reverse("dues_entries_file", args=[south.public_id]), {"since": str(first(0)), "until": str(first(-1))}
    )
    assert (wrong.status_code, to_put_right(wrong)) == (422, ["To – The first day lies after the last one."])


def test_strangers_find_no_file_and_members_are_told_that_it_is_the_treasurers(owing, mill, south):
    for name in ("dues_arrears_file", "dues_entries_file"):
        address = reverse(name, args=[south.public_id])
        assert signed_in(mill.secretary).get(address).status_code == 404
        assert signed_in(owing.person("Gil South")).post(address).status_code == 403
        assert signed_in(owing.person("Bea North")).get(address).status_code in {403, 404}


def test_past_a_second_person_the_file_is_asked_for_released_and_taken_out_on_pages(owing, south, fay):
    rules(owing, export_second=2)
    client, ana = signed_in(fay), signed_in(owing.secretary)
    address = reverse("dues_entries_file", args=[south.public_id])
    given = {"since": str(first(-3)), "until": str(clock.today()), "format": "csv"}
    held = client.post(address, given)
    assert held.status_code == 422
    assert "By the rules a second person releases a file of more than 2 people." in words(held)
    asked = client.post(address, {**given, "ask": "yes", "purpose": "For the auditors"}, follow=True)
    assert said(asked) == ["Somebody else can release it now. You find it here when that is done."]
    request = ExportRequest.objects.get()
    listed = ana.get(reverse("exports", args=[south.public_id]))
    assert "Lines of the accounts from" in words(listed)
    ana.post(reverse("export_release", args=[request.public_id]))
    answer = client.post(reverse("export_take", args=[request.public_id]))
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert len(rows) == 1 + DuesEntry.objects.filter(body=south.pk).count()
    assert sum(Decimal(row[5]) for row in rows[1:]) == Decimal("100.00")
    again = ask_books(fay, body=south, plan=everything(), purpose="Once more")
    assert refuse_export(owing.secretary, asked=again).state == "refused"
