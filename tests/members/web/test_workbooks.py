"""A workbook goes the same way as a CSV file: looked at, another sheet chosen, written, taken back."""

from django.urls import reverse

from members.actions.import_undoing import undo_import
from members.actions.import_writing import commit_import
from tests.books import book
from tests.members.exports import OPENSLIDES

PERSON = ["Name", "E-Mail"], ["Ute Kern", "ute@example.org"]


def two_sheets(made):
    made.active.title = "Now"
    made.create_sheet("<Left>").append(["Name"])
    made["<Left>"].append(["Bo Lind"])


def test_a_workbook_is_laid_out_written_and_taken_back(fay, harbour, staged):
    batch = staged(fay, book(*PERSON), name="members.xlsx")
    assert (batch.to_create, batch.encoding, batch.sheet, batch.sheets) == (
        1, "Excel workbook (XLSX)", "Sheet", ["Sheet"],
    )  # fmt: skip
    written = commit_import(harbour.person("Fay South"), batch=batch)
    assert [row.membership.person.name for row in written.rows.all()] == ["Ute Kern"]
    assert undo_import(harbour.person("Fay South"), batch=written).status == "undone"


def test_another_sheet_of_the_same_workbook_can_be_read(fay, staged):
    data = book(*PERSON, change=two_sheets)
    batch = staged(fay, data, name="members.xlsx")
    page = fay.get(reverse("import_preview", args=[batch.public_id])).content.decode()
    assert "The sheet “Now” was read" in page
    assert '<option value="&lt;Left&gt;">&lt;Left&gt;</option>' in page
    other = staged(fay, data, name="members.xlsx", sheet="<Left>")
    assert (other.sheet, other.rows.get().values) == ("<Left>", {"name": "Bo Lind"})


def test_a_sheet_that_is_not_there_is_refused_at_its_field(fay, send):
    answer = send(fay, book(*PERSON), name="members.xlsx", sheet="Gone")
    assert (answer.status_code, answer.context["form"].errors) == (
        422, {"sheet": ["There is no sheet “Gone” in this workbook. It has “Sheet”."]},
    )  # fmt: skip


def test_a_file_with_the_wrong_ending_is_read_as_what_it_is(fay, staged):
    text = staged(fay, "Name\nUte Kern\n", name="members.xlsx")
    workbook = staged(fay, book(*PERSON), name="members.csv")
    assert [text.columns[-1]["note"], workbook.columns[-1]["note"]] == [
        "The file is called members.xlsx and is text (CSV), no workbook. It was read as text.",
        "The file is called members.csv and is an Excel workbook. It was read as one.",
    ]


def test_headings_of_a_workbook_that_are_unknown_get_a_choice(fay, send, staged):
    data = book(["Wer", "Wo"], ["Ute Kern", "Ulm"])
    answer = send(fay, data, name="members.xlsx")
    assert (answer.status_code, answer.context["form"].headings) == (422, ["Wer", "Wo"])
    batch = staged(fay, data, name="members.xlsx", heading=["Wer", "Wo"], meaning_0="name", meaning_1="town")
    assert batch.rows.get().values == {"name": "Ute Kern", "town": "Ulm"}


def test_the_page_says_which_program_an_export_comes_from_and_offers_to_choose_otherwise(fay, harbour, staged):
    batch = staged(fay, OPENSLIDES)
    page = fay.get(reverse("import_preview", args=[batch.public_id])).content.decode()
    like = f"{reverse('import_new', args=[harbour.body('South').public_id])}?like={batch.public_id}"
    assert "This looks like an export of <strong>OpenSlides</strong>" in page
    assert page.count(f'<a href="{like}">say yourself what they mean</a>') == 1
