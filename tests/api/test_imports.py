"""Imports through the API: a file is looked at, written, thrown away or taken back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from members.models import ImportBatch, Person
from members.reading.encodings import ENCODINGS
from organiser.api.schema import drawn
from tests.books import book
from tests.files import messy_register


@pytest.fixture
def ana(harbour, mill, as_person):
    return as_person(harbour.secretary)


@pytest.fixture
def bea(harbour, mill, as_person):
    return as_person(harbour.person("Bea North"))


def upload(caller, body, data, name="register.csv", **more):
    payload = {"body": body.public_id, "file": SimpleUploadedFile(name, data, content_type="text/csv"), **more}
    return caller.post("/api/v1/imports/", payload, format="multipart")


def test_import_is_looked_at_written_and_taken_back(ana, harbour):
    people = Person.objects.count()
    answer = upload(ana, harbour.body("North"), messy_register(30, 7))
    batch = answer.json()
    assert (answer.status_code, batch["status"], batch["delimiter"], Person.objects.count()) == (
        201,
        "staged",
        "semicolon",
        people,
    )
    address = f"imports/{batch['id']}/"
    rows = ana.ask(f"{address}rows/", page_size=200)["results"]
    wrong = ana.ask(f"{address}rows/", outcome="error")["results"]
    assert (len(rows), len(wrong)) == (batch["to_create"] + batch["existing"] + batch["refused"], batch["refused"])
    assert all(problem["row"] == row["number"] and problem["sentence"] for row in wrong for problem in row["problems"])
    assert ana.tell(f"{address}commit/")["status"] == "imported"
    assert Person.objects.count() == people + batch["to_create"]
    assert ana.tell(f"{address}commit/", {}, 409)["code"] == "import_step"
    assert ana.tell(f"{address}undo/")["status"] == "undone"
    assert Person.objects.count() == people


def test_import_is_thrown_away_with_all_it_said(ana, harbour):
    batch = upload(ana, harbour.body("North"), b"Name\nZed Zed\n").json()
    assert ana.tell(f"imports/{batch['id']}/discard/")["status"] == "discarded"
    assert ana.ask(f"imports/{batch['id']}/rows/")["results"] == []


def test_headings_say_which_column_is_which(ana, harbour):
    data = "Quién\nZed Zed\n".encode()
    answer = upload(ana, harbour.body("North"), data, headings='{"Quién": "name"}')
    assert (answer.status_code, answer.json()["to_create"]) == (201, 1)
    forged = ('{"Quién": "na\\u0000me"}', "[" * 100_000, "9" * 5000, '{"a": "name", "a": "email"}', "NaN", "")
    for headings in ("[1]", "{", '{"Quién": 5}', *forged):
        answer = upload(ana, harbour.body("North"), data, headings=headings)
        assert (answer.status_code, answer.json()["field"]) == (400, "headings")


def test_first_row_may_be_a_person(ana, harbour):
    data, headings = b"Zed Zed;\nAda Lind;x\n", '{"Column 1": "name"}'
    told = upload(ana, harbour.body("North"), data, headings=headings, first_row_is_data="true").json()
    rows = ana.ask(f"imports/{told['id']}/rows/")["results"]
    assert [row["values"]["name"] for row in rows] == ["Zed Zed", "Ada Lind"]
    assert upload(ana, harbour.body("North"), data, first_row_is_data="true").json()["code"] == "no_name"
    assert upload(ana, harbour.body("North"), data, first_row_is_data="perhaps").json()["field"] == "first_row_is_data"


CZECH = "Name;Town\nZdena Šebková;Plzeň\n".encode("windows-1250")


def test_a_guess_of_the_encoding_is_told_and_can_be_overruled(ana, harbour):
    guessed = upload(ana, harbour.body("North"), CZECH).json()
    assert (guessed["encoding"], guessed["encoding_guessed"]) == ("Windows-1252 (Western European)", True)
    assert guessed["samples"] == [
        {"row": 2, "column": "Name", "text": "Zdena Šebková"},
        {"row": 2, "column": "Town", "text": "Plzeò"},
    ]
    chosen = upload(ana, harbour.body("North"), CZECH, encoding="windows-1250").json()
    assert (chosen["encoding"], chosen["encoding_guessed"]) == ("Windows-1250 (Central European)", False)
    assert [sample["text"] for sample in chosen["samples"]] == ["Zdena Šebková", "Plzeň"]
    assert ana.ask(f"imports/{chosen['id']}/rows/")["results"][0]["values"]["town"] == "Plzeň"
    plain = upload(ana, harbour.body("North"), "Name\nZoë\n".encode()).json()
    assert (plain["encoding"], plain["encoding_guessed"], plain["samples"]) == ("UTF-8", False, [])


def test_an_encoding_that_does_not_fit_is_refused_at_its_field(ana, harbour):
    answer = upload(ana, harbour.body("North"), b"Name\nZo\x81 Lind\n", encoding="iso-8859-2")
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (
        400,
        "encoding_does_not_fit",
        "encoding",
    )
    assert answer.json()["detail"] == (
        "This file cannot be read as ISO-8859-2 (Central European): line 2 holds something that this encoding does not"
        " know. Choose another one, or let us find out."
    )
    assert ImportBatch.objects.count() == 0


@pytest.mark.parametrize("name", ["latin-1", "utf8", "rot13"])
def test_an_unknown_encoding_is_refused_with_those_that_are_known(ana, harbour, name):
    answer = upload(ana, harbour.body("North"), CZECH, encoding=name)
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (400, "unknown_encoding", "encoding")
    assert answer.json()["detail"].startswith(
        f"There is no encoding “{name}” here. Choose one of these: utf-8, utf-16,"
    )


def test_an_empty_encoding_is_refused(ana, harbour):
    answer = upload(ana, harbour.body("North"), CZECH, encoding="")
    assert (answer.status_code, answer.json()["field"]) == (400, "encoding")


def test_the_schema_lists_the_encodings_that_can_be_read():
    shape = drawn()["components"]["schemas"]["UploadRequest"]["properties"]["encoding"]
    assert shape["enum"] == list(ENCODINGS)


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, b"\x00\x00\x00"])
def test_file_that_is_no_register_is_refused_as_a_whole(ana, harbour, data):
    answer = upload(ana, harbour.body("North"), data)
    assert (answer.status_code, answer.json()["field"]) == (400, "file")
    assert ImportBatch.objects.count() == 0


def test_file_that_is_too_large_is_refused_before_it_is_read(ana, harbour, settings):
    settings.IMPORT_MAX_BYTES = 1000
    answer = upload(ana, harbour.body("North"), b"Name\n" + b"Zed Zed\n" * 20_000)
    assert answer.status_code in {400, 413}
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert ImportBatch.objects.count() == 0


def test_import_without_file_names_the_field(ana, harbour):
    answer = ana.post("/api/v1/imports/", {"body": harbour.body("North").public_id}, format="multipart")
    assert (answer.status_code, answer.json()["field"]) == (400, "file")
    answer = ana.generic("POST", "/api/v1/imports/", b"no parts", content_type="multipart/form-data; boundary=x")
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")


def test_import_of_another_register_is_not_there(bea, as_person, as_program, harbour, mill):
    assert upload(bea, harbour.body("North"), b"Name\nZed Zed\n").status_code == 403
    batch = upload(as_person(harbour.secretary), harbour.body("South"), b"Name\nZed Zed\n").json()
    north = as_program(harbour.secretary, harbour.body("North"))
    for caller in (bea, as_person(mill.secretary), north):
        assert caller.ask(f"imports/{batch['id']}/", 404)["code"] == "no_import"
        assert caller.ask(f"imports/{batch['id']}/rows/", 404)["code"] == "no_import"
        for step in ("commit", "discard", "undo"):
            assert caller.tell(f"imports/{batch['id']}/{step}/", {}, 404)["code"] == "no_import"


def test_rows_that_stayed_out_are_taken_out_as_they_came(ana, bea, harbour):
    batch = upload(ana, harbour.body("North"), b"Name,E-Mail\nZed Zed,none\nUte Kern,\n").json()
    address = f"imports/{batch['id']}/take-out-refused/"
    assert ana.tell(address) == {
        "headings": ["Name", "E-Mail", "What was wrong"],
        "rows": [["Zed Zed", "none", "Column E-Mail: “none” is not an e-mail address. Correct it or leave it empty."]],
    }
    assert bea.tell(address, {}, 404)["code"] == "no_import"


def test_headings_that_are_remembered_are_told_and_forgotten(ana, harbour):
    data, north = "Quién\nZed Zed\n".encode(), harbour.body("North")
    upload(ana, north, data, headings='{"Quién": "name"}')
    batch = upload(ana, north, data).json()
    assert (batch["headings_recalled"], batch["headings_remembered"]) == (True, True)
    assert ana.tell(f"imports/{batch['id']}/forget-headings/")["headings_remembered"] is False
    assert upload(ana, north, data).json()["code"] == "no_known_heading"


def test_sheet_of_a_workbook_and_the_program_of_an_export_are_told(ana, harbour):
    data = book(["first_name", "last_name", "username", "default_password"], ["Ute", "Kern", "ute", "x"])
    batch = upload(ana, harbour.body("North"), data, sheet="Sheet").json()
    assert (batch["sheet"], batch["sheets"], batch["program"], batch["to_create"]) == (
        "Sheet", ["Sheet"], "OpenSlides", 1,
    )  # fmt: skip
    refused = upload(ana, harbour.body("North"), data, sheet="Gone").json()
    assert refused["code"] == "unknown_sheet"


TWO = b"Name;Phone;Joined\nZed Zed;030 5550142, 030 5550143;\nAda Lind;;01.02.98\nBo Lind;;\n"


def test_what_becomes_of_cells_that_cannot_be_read_is_chosen_for_columns(ana, harbour):
    told = upload(ana, harbour.body("North"), TWO).json()
    assert (told["to_create"], told["refused"], told["undated"], told["undated_since"]) == (1, 2, 1, "")
    assert [(one["field"], one["problem"], one["rows"], one["choice"]) for one in told["offers"]] == [
        ("phone", "phone_several", 1, ""),
        ("joined_on", "date_two_digit_year", 1, ""),
    ]
    assert told["offers"][0]["options"] == [
        {"choice": "first", "helps": 1, "rows": 1},
        {"choice": "empty", "helps": 1, "rows": 1},
    ]
    address = f"imports/{told['id']}/repair/"
    repairs = [
        {"field": "phone", "problem": "phone_several", "choice": "first"},
        {"field": "joined_on", "problem": "date_two_digit_year", "choice": "1900"},
    ]
    told = ana.tell(address, {"repairs": repairs, "undated": "2019-01-01"})
    assert (told["to_create"], told["refused"], told["undated"], told["undated_since"]) == (3, 0, 2, "2019-01-01")
    assert [one["choice"] for one in told["offers"]] == ["first", "1900"]
    rows = ana.ask(f"imports/{told['id']}/rows/")["results"]
    assert [row["values"]["joined_on"] for row in rows] == ["2019-01-01", "1998-02-01", "2019-01-01"]
    wrong = [{"field": "phone", "problem": "phone_several", "choice": "second"}]
    assert ana.tell(address, {"repairs": wrong}, 400)["code"] == "no_such_repair"
    assert ana.tell(address, {"undated": "soon"}, 400)["code"] == "undated_day"
    told = ana.tell(address, {})
    assert (told["to_create"], told["undated_since"]) == (1, "")
    told = ana.tell(f"imports/{told['id']}/commit/")
    assert (told["status"], told["offers"], ana.tell(address, {}, 409)["code"]) == ("imported", [], "import_step")


def test_only_those_who_keep_the_register_choose(ana, bea, harbour):
    told = upload(ana, harbour.body("North"), TWO).json()
    assert bea.tell(f"imports/{told['id']}/repair/", {}, 404)["code"] == "no_import"
