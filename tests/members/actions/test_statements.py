"""Bank statements: looked at, matched, booked once, and taken back whole."""

import pytest

from members.actions.dues_entries import reverse_dues
from members.actions.memberships import move_to
from members.actions.statement_booking import book_statement, undo_statement
from members.actions.statements import choose_matches, discard_statement
from members.enums import MembershipState
from members.models import BankStatement, DuesEntry, KnownPayer, Membership, StatementLine
from organiser.base.errors import Conflict, Invalid, NotFound, NotPermitted, WrongState
from tests.dues import account, charged, with_dues
from tests.helpers import OUTSIDERS, outsider, refuses, writes
from tests.statements import SPANISH, VERSION_8, camt, day, entry, german, german_row, staged

IBAN = "DE89370400440532013000"


@pytest.fixture
def bea(harbour):
    with_dues(harbour)
    charged(harbour, -2, -1, 0)
    return harbour.members["Bea North"]


def lines(statement):
    found = statement.lines.select_related("membership__person").order_by("number")
    return [(line.outcome, line.cents, line.reason, line.membership and line.membership.person.name) for line in found]


def test_members_are_proposed_by_number_by_name_and_amount_and_by_the_account_that_paid_before(harbour, bea):
    north, cyd = harbour.body("North"), harbour.members["Cyd North"]
    raw = german(
        german_row(5, f"Beitrag Mitglied {bea.number}", "Grandma Müller", IBAN, "10,00"),
        german_row(4, "dues", "NORTH, CYD", "DE1", "1.030,00"),
        german_row(4, "dues", "Cyd North", "DE1", "30,00"),
        german_row(3, "Rent", "Landlord", "DE2", "-1.200,50"),
        german_row(3, "Gift", "Nobody Known", "DE3", "5,00"),
    )
    with writes("stage_statement"):
        first = staged(harbour.secretary, north, raw)
    assert lines(first) == [
        ("open", 1000, "number", "Bea North"),
        ("open", 103000, "", None),
        ("open", 3000, "name", "Cyd North"),
        ("outgoing", -120050, "", None),
        ("open", 500, "", None),
    ]
    assert DuesEntry.objects.filter(kind="payment").count() == 0
    with writes("book_statement"):
        book_statement(harbour.secretary, statement=first, version=1)
    assert account(bea)[2] == 2000
    assert account(cyd)[1:] == (None, 0)
    later = staged(harbour.secretary, north, german(german_row(1, "no number", "Grandma M", IBAN, "10,00")))
    assert lines(later) == [("open", 1000, "payer", "Bea North")]


def test_no_account_number_is_kept_anywhere(harbour, bea):
    raw = camt(entry("R1", "10.00", f"Dues {bea.number}", iban=IBAN))
    book_statement(harbour.secretary, statement=staged(harbour.secretary, harbour.body("North"), raw), version=1)
    kept = [str(row) for model in (StatementLine, KnownPayer, BankStatement) for row in model.objects.values()]
    assert kept
    assert [row for row in kept if IBAN[4:] in row] == []


@pytest.mark.parametrize(("namespace", "version"), [(None, "2"), (VERSION_8, "8")])
def test_camt_is_read_in_both_forms_with_money_that_went_out_and_other_currencies(harbour, bea, namespace, version):
    more = {"namespace": namespace} if namespace else {}
    raw = camt(
        entry("R1", "10", f"Beitrag {bea.number}", "Bea North", version=version),
        entry("R2", "7.5", "Electricity", sign="DBIT", version=version),
        entry("R3", "10.00", "Other money", currency="CHF", version=version),
        entry("R4", "ten", "No amount", version=version),
        **more,
    )
    found = staged(harbour.secretary, harbour.body("North"), raw, "camt.xml")
    assert [(outcome, cents) for outcome, cents, *_ in lines(found)] == [
        ("open", 1000),
        ("outgoing", -750),
        ("problem", 1000),
        ("problem", 0),
    ]
    assert (found.form, found.lines.first().payer) == ("camt", "Bea North")


BACK = "<RvslInd>true</RvslInd>"


def test_an_entry_that_takes_another_back_goes_the_way_its_own_sign_says(harbour, bea):
    """ISO 20022: CdtDbtInd is the way of this entry; RvslInd only says that the one before went the other way."""
    raw = camt(
        entry("R1", "10.00", f"Dues {bea.number}"),
        entry("R2", "10.00", f"Dues {bea.number}", sign="DBIT", reversal=BACK),
        entry("R3", "4.00", "Rent that came back", reversal=BACK),
    )
    found = staged(harbour.secretary, harbour.body("North"), raw, "camt.xml")
    assert [line[:2] for line in lines(found)] == [("open", 1000), ("outgoing", -1000), ("open", 400)]
    book_statement(harbour.secretary, statement=found, version=1)
    assert account(bea)[2] == 2000


@pytest.mark.parametrize("status", ["PDNG", "INFO", "<Cd>PDNG</Cd>", "<Cd>FUTR</Cd>", "<Prtry>vorgemerkt</Prtry>"])
def test_an_entry_that_the_bank_has_not_booked_is_left_out(harbour, bea, status):
    raw = camt(
        entry("R1", "10.00", f"Dues {bea.number}", status=status),
        entry("R2", "5.00", f"Dues {bea.number}", status="<Cd>BOOK</Cd>"),
    )
    found = staged(harbour.secretary, harbour.body("North"), raw, "camt.xml")
    assert [line[:2] for line in lines(found)] == [("open", 500)]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (camt(namespace="urn:iso:std:iso:20022:tech:xsd:camt.052.001.02"), "not_camt"),
        (b"<html><body>Hello</body></html>", "not_camt"),
        (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><Document>&b;</Document>', "xml_entities"),
        (b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><Document/>', "xml_entities"),
        (b'<?xml version="1.0" encoding="no-such"?><Document/>', "damaged_xml"),
        (b"<Document", "damaged_xml"),
        (camt(entry("R1", "1.00", "cut")).replace(b"</Stmt>", b""), "damaged_xml"),
        (b"", "empty"),
        (b"Ada,Bo\n1,2\n", "headings_missing"),
        (b"\x89PNG\r\n\x1a\n0000", "not_a_table"),
    ],
)
def test_files_that_are_no_statement_are_refused_in_a_sentence(harbour, bea, raw, code):
    with refuses(Invalid, code):
        staged(harbour.secretary, harbour.body("North"), raw)


def test_a_file_above_the_limit_is_refused_before_it_is_read(harbour, bea):
    with refuses(Invalid, "too_large"):
        staged(harbour.secretary, harbour.body("North"), german(german_row(1, "x", "y", "z", "1,00")), max_bytes=100)


def test_headings_below_a_preamble_are_found_and_columns_that_were_chosen_are_remembered(harbour, bea):
    north = harbour.body("North")
    raw = (SPANISH + f"{day(2):%d/%m/%Y};cuota {bea.number};Bea;10,00;EUR\r\n").encode("cp1252")
    assert lines(staged(harbour.secretary, north, raw))[0] == ("open", 1000, "number", "Bea North")
    odd = f"Wann,Wieviel,Warum\n{day(2).isoformat()},10.00,{bea.number}\n".encode()
    with refuses(Invalid, "headings_missing"):
        staged(harbour.secretary, north, odd)
    columns = {"Wann": "day", "Wieviel": "amount", "Warum": "text"}
    staged(harbour.secretary, north, odd, columns=columns)
    assert lines(staged(harbour.secretary, north, odd))[0] == ("open", 1000, "number", "Bea North")
    with refuses(Invalid, "column_twice"):
        staged(harbour.secretary, north, odd, columns={"Wann": "day", "Warum": "day"})
    with refuses(Invalid, "column"):
        staged(harbour.secretary, north, odd, columns={"Wann": "password"})


def test_rows_that_cannot_be_read_are_named_and_do_not_stop_the_others(harbour, bea):
    raw = german(
        german_row(5, "a", "b", "c", "1.234"),
        german_row(5, "a", "b", "c", "many"),
        german_row(-5, "a", "b", "c", "1,00"),
        german_row(5, f"{bea.number}", "b", "c", "1,00"),
    )
    found = staged(harbour.secretary, harbour.body("North"), raw)
    assert [outcome for outcome, *_ in lines(found)] == ["problem", "problem", "problem", "open"]
    problems = list(found.lines.exclude(problem="").values_list("problem", flat=True))
    assert "can be read in two ways" in problems[0]
    assert "lies in the future" in problems[2]


def test_a_line_is_booked_once_however_often_its_file_comes(harbour, bea):
    north = harbour.body("North")
    twins = [german_row(5, f"{bea.number}", "Bea North", IBAN, "10,00")] * 2
    first = staged(harbour.secretary, north, german(*twins))
    again = staged(harbour.secretary, north, german(*twins))
    book_statement(harbour.secretary, statement=first, version=1)
    assert account(bea)[2] == 1000  # two payments of one day that say the same are two
    with refuses(Conflict, "booked_since"):
        book_statement(harbour.secretary, statement=again, version=1)
    third = staged(harbour.secretary, north, german(*twins, german_row(1, f"{bea.number}", "Bea", IBAN, "10,00")))
    assert [outcome for outcome, *_ in lines(third)] == ["known", "known", "open"]


def test_what_is_proposed_is_changed_or_left_and_nothing_unseen_is_booked(harbour, bea):
    cyd = harbour.members["Cyd North"]
    raw = german(
        german_row(5, f"{bea.number}", "x", "c", "10,00"),
        german_row(4, "y", "x", "c", "10,00"),
    )
    found = staged(harbour.secretary, harbour.body("North"), raw)
    one, two = found.lines.order_by("number")
    with refuses(NotFound, "no_member"):
        choose_matches(harbour.secretary, statement=found, version=1, choices={one.public_id: "9999"})
    south = harbour.members["Gil South"].number
    with refuses(NotFound, "no_member"):
        choose_matches(harbour.secretary, statement=found, version=1, choices={one.public_id: south})
    chosen = choose_matches(
        harbour.secretary, statement=found, version=1, choices={one.public_id: "", two.public_id: cyd.number}
    )
    assert chosen.version == 2
    with refuses(Conflict, "changed_since"):
        book_statement(harbour.secretary, statement=found, version=1)
    book_statement(harbour.secretary, statement=found, version=2)
    assert (account(bea)[2], account(cyd)[2]) == (3000, 2000)


def test_who_moved_or_left_since_the_preview(harbour, bea):
    north = harbour.body("North")
    moved = staged(harbour.secretary, north, german(german_row(5, f"{bea.number}", "x", "c", "10,00")))
    Membership.objects.filter(pk=bea.pk).update(branch=harbour.branches["South"].pk)
    with refuses(Conflict, "moved_since"):
        book_statement(harbour.secretary, statement=moved, version=1)
    dan = harbour.members["Dan North"]
    left = staged(harbour.secretary, north, german(german_row(5, f"{dan.number}", "x", "c", "30,00")))
    move_to(dan, MembershipState.RESIGNED, day(0))
    book_statement(harbour.secretary, statement=left, version=1)
    assert account(dan)[2] == 0


def test_undoing_a_statement_takes_all_of_it_back_and_it_can_be_booked_again(harbour, bea):
    north, cyd = harbour.body("North"), harbour.members["Cyd North"]
    raw = camt(entry("R1", "30.00", f"Dues {bea.number}"), entry("R2", "30.00", f"Dues {cyd.number}"))
    found = staged(harbour.secretary, north, raw)
    before = account(bea)
    book_statement(harbour.secretary, statement=found, version=1)
    reverse_dues(harbour.secretary, entry=DuesEntry.objects.get(kind="payment", membership=cyd), reason="By hand")
    with writes("undo_statement"):
        undo_statement(harbour.secretary, statement=found)
    assert account(bea) == before
    assert DuesEntry.objects.filter(kind="reversal").count() == 2
    assert KnownPayer.objects.count() == 0
    found.refresh_from_db()
    with refuses(WrongState, "statement_step"):
        undo_statement(harbour.secretary, statement=found)
    again = staged(harbour.secretary, north, raw)
    book_statement(harbour.secretary, statement=again, version=1)
    assert account(bea)[1:] == (None, 0)


def test_a_statement_that_is_thrown_away_leaves_nothing_about_anybody(harbour, bea):
    found = staged(harbour.secretary, harbour.body("North"), german(german_row(5, "x", "Somebody", "c", "1,00")))
    with refuses(WrongState, "nothing_chosen"):
        book_statement(harbour.secretary, statement=found, version=1)
    with writes("discard_statement"):
        discard_statement(harbour.secretary, statement=found)
    assert StatementLine.objects.count() == 0
    with refuses(WrongState, "statement_step"):
        book_statement(harbour.secretary, statement=found, version=1)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nobody_but_the_treasurer_touches_a_statement(harbour, mill, bea, who):
    north = harbour.body("North")
    found = staged(harbour.secretary, north, german(german_row(5, f"{bea.number}", "x", "c", "10,00")))
    actor = outsider(who, harbour, mill)
    for act in (
        lambda: staged(actor, north, german(german_row(5, "x", "y", "z", "1,00"))),
        lambda: choose_matches(actor, statement=found, version=1, choices={}),
        lambda: book_statement(actor, statement=found, version=1),
        lambda: discard_statement(actor, statement=found),
        lambda: undo_statement(actor, statement=found),
    ):
        with pytest.raises(NotPermitted):
            act()


def test_an_order_of_days_that_there_is_not_is_refused(harbour, bea):
    with refuses(Invalid, "day_order", "The order of days is one of these: day_first, month_first."):
        staged(harbour.secretary, harbour.body("North"), german(), day_order="year_first")
