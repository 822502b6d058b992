"""The problems of an import as a table to take along."""

import csv
import io

import pytest
from django.urls import reverse

from members.models import ImportRow
from tests.books import book
from tests.files import mess_in, messy_register


def at(name, batch):
    return reverse(f"import_{name}", args=[batch.public_id])


@pytest.mark.usefixtures("other_numbers")
def test_the_problems_can_be_taken_along_as_a_table(fay, staged):
    mess = mess_in(300, seed=7)
    answer = fay.get(at("problems", staged(fay, messy_register(300, seed=7))))
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert answer["Content-Disposition"] == 'attachment; filename="problems-members.csv"'
    assert rows[0] == ["Row", "Column", "What follows", "What is wrong and what to do"]
    assert {int(row[0]) for row in rows[1:] if row[2] == "Not imported"} == set(mess.errors)
    assert len(rows) - 1 == len(mess.errors) + len(mess.warnings)


def test_a_cell_that_looks_like_a_formula_is_harmless_in_the_table(fay, staged):
    batch = staged(fay, 'Name;E-Mail\nUte;"=HYPERLINK(""http://x"")"\n')
    ImportRow.objects.filter(batch=batch).update(
        problems=[
            {"row": 2, "column": "=1+1", "field": "email", "code": "x", "sentence": "@SUM(1)", "severity": "error"}
        ]
    )
    rows = list(csv.reader(io.StringIO(fay.get(at("problems", batch)).getvalue().decode("utf-8-sig"))))
    assert rows[1][1:] == ["'=1+1", "Not imported", "'@SUM(1)"]


def test_rows_that_stayed_out_are_taken_out_by_a_button_and_not_by_a_link(fay, client, harbour, staged):
    batch = staged(fay, "Name;E-Mail\nUte Kern;none\n", name="our members.csv")
    url = reverse("import_refused", args=[batch.public_id])
    page = fay.get(reverse("import_preview", args=[batch.public_id])).content.decode()
    assert "<button>Take the 1 row that stays out as a file</button>" in page
    assert fay.get(url).url == reverse("import_preview", args=[batch.public_id])
    answer = fay.post(url)
    assert (answer.status_code, answer["Content-Disposition"]) == (
        200, 'attachment; filename="not-imported-our-members.csv"',
    )  # fmt: skip
    assert b"".join(answer.streaming_content).decode().count("Ute Kern,none,Column E-Mail: ") == 1
    client.force_login(harbour.person("Bea North"))
    assert client.post(url).status_code == 404


def test_of_a_workbook_the_file_is_a_workbook(fay, staged):
    batch = staged(fay, book(["Name", "E-Mail"], ["Ute Kern", "none"]), name="our members.xlsx")
    answer = fay.post(reverse("import_refused", args=[batch.public_id]))
    assert answer["Content-Disposition"] == 'attachment; filename="not-imported-our-members.xlsx"'
    assert b"".join(answer.streaming_content)[:4] == b"PK\x03\x04"
    answer.close()
