"""What leaves the register in other forms: workbooks, address cards, labels, letters, membership cards."""

import io
import re

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from members.exports.cards import link_of
from members.exports.labels import SHEETS, corner
from members.exports.letters import filled
from members.exports.paper import Paper
from members.exports.vcards import vcard
from members.models import AccessLogEntry, Membership, Person
from tests.files import LONG_NAMES

NAME = "Ζωή Ăşžđiła Щербаков-O’Neill von und zu Lång"


@pytest.fixture
def south(harbour):
    return harbour.body("South")


@pytest.fixture
def taken(client, fay, south):
    client.force_login(fay)

    def take(**asked):
        return client.post(reverse("register_export", args=[south.public_id]), asked)

    return take


def called(harbour, who="Gil South", **values):
    Person.objects.filter(pk=harbour.members[who].person_id).update(**values)
    return Membership.objects.select_related("person", "branch", "organisation").get(pk=harbour.members[who].pk)


def test_a_workbook_holds_text_alone_and_no_formula(taken, harbour):
    called(harbour, name="=1+1", phone="0049", address='=HYPERLINK("http://x")', town="https://example.org")
    answer = taken(format="xlsx", columns=["phone", "address", "town"])
    sheet = load_workbook(io.BytesIO(answer.getvalue())).active
    rows = list(sheet.iter_rows())
    assert [cell.value for cell in rows[0]] == ["Name", "Phone", "Address", "Town"]
    assert {cell.data_type for row in rows for cell in row if cell.value is not None} == {"s"}
    assert {cell.hyperlink for row in rows for cell in row} == {None}
    assert "'=1+1" in [row[0].value for row in rows]
    assert len(rows) == 6


def test_an_address_card_ends_no_line_and_no_part_by_what_stands_in_it(harbour, mill):
    member = called(harbour, name="Gil, South; \\N", phone="555", address="Quay 1, back\\yard", language="de")
    card = vcard(member)
    assert card.split("\r\n")[:4] == ["BEGIN:VCARD", "VERSION:4.0", "KIND:individual", "FN:Gil\\, South\\; \\\\N"]
    assert "ADR:;;Quay 1\\, back\\\\yard;;;;" in card
    assert (card.count("BEGIN:"), card.count("LANG:de"), member.public_id in card) == (1, 1, False)


def test_long_lines_of_an_address_card_are_folded_between_letters(harbour, mill):
    card = vcard(called(harbour, name="Щ" * 100))
    lines = card.encode().split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert card.replace("\r\n ", "").count("Щ") == 100


@pytest.mark.parametrize("key", SHEETS)
def test_every_label_stands_on_its_sheet_of_a4(key):
    sheet = SHEETS[key]
    last = corner(sheet, sheet.across * sheet.down - 1)
    assert last[0] + sheet.width <= 210.05
    assert last[1] + sheet.height <= 297.05
    assert corner(sheet, 1)[0] >= sheet.width


@pytest.mark.parametrize("name", [*LONG_NAMES, NAME, "W" * 40, "W" * 200])
def test_a_long_name_wraps_and_stands_on_the_label(name):
    paper = Paper()
    paper.add_page()
    size, lines = paper.fitted([name, "Am Ufer 12", "12345 Großheide"], 58, 28, (10, 9, 8, 7, 6))
    assert len(lines) * paper.leading(size) <= 28
    paper.set_font("paper", "", size)
    assert max(paper.get_string_width(line) for line in lines) <= 58.01


@pytest.mark.parametrize("letter", sorted(set(NAME) - {" "}))
def test_the_face_has_the_letters_of_latin_greek_and_cyrillic(letter):
    paper = Paper()
    assert ord(letter) in paper.fonts["paper"].cmap


@pytest.mark.parametrize(("kind", "pages"), [("labels", 1), ("letters", 5), ("cards", 1)])
def test_paper_is_a_pdf_with_a_page_for_each_letter(taken, harbour, kind, pages):
    called(harbour, name=NAME)
    answer = taken(format=kind, text="Dear {name},\nnumber {number} of {body}.", sheet="3x7")
    data = answer.getvalue()
    assert data.startswith(b"%PDF")
    assert len(re.findall(rb"/Type /Page\b", data)) == pages
    assert answer["Content-Type"] == "application/pdf"


def test_each_form_is_in_the_log_of_the_member(taken, harbour):
    for kind in ("xlsx", "vcard", "labels", "letters", "cards"):
        taken(format=kind, q="gil")
    assert list(AccessLogEntry.objects.order_by("pk").values_list("what", flat=True)) == [
        "Export of the register",
        "Export as address cards",
        "Address labels printed",
        "Letters printed",
        "Membership cards printed",
    ]


def test_fields_are_filled_in_and_nothing_else_is(harbour, south, mill):
    member = called(harbour)
    text = "{name} {number} {body} {password} {name.person} {0} %s"
    assert filled(text, member, south) == f"Gil South {member.number} South {{password}} {{name.person}} {{0}} %s"


def test_the_code_of_a_card_is_a_link_and_names_nobody(harbour, settings):
    settings.SITE_ADDRESS = "https://members.example.org"
    member = called(harbour)
    assert link_of(member) == f"https://members.example.org/p/{member.public_id}/"


def test_ones_own_card_is_ones_own_and_the_keepers_is_logged(client, fay, harbour, mill):
    member = harbour.members["Gil South"]
    address = reverse("member_card", args=[member.public_id])
    client.force_login(member.person)
    assert client.get(address).content.startswith(b"%PDF")
    assert AccessLogEntry.objects.count() == 0
    client.force_login(fay)
    assert client.get(address).status_code == 200
    assert list(AccessLogEntry.objects.values_list("what", flat=True)) == ["Membership card printed"]
    for stranger in (harbour.person("Bea North"), mill.secretary):
        client.force_login(stranger)
        assert client.get(address).status_code == 404


def test_more_people_than_paper_takes_are_refused(taken, harbour, monkeypatch):
    monkeypatch.setattr("members.web.exports.MOST_ON_PAPER", 4)
    answer = taken(format="labels")
    assert (answer.status_code, AccessLogEntry.objects.count()) == (422, 0)
