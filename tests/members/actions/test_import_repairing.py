"""What becomes of cells that cannot be read is chosen once for a column, without sending the file again."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from members.actions.erasing_imports import clean_imports
from members.actions.import_repairing import repair_import
from members.actions.import_staging import discard_import
from members.actions.import_uploads import forget_uploads
from members.actions.import_work import work_once
from members.actions.import_writing import commit_import
from members.enums import ImportStatus
from organiser.base import clock
from organiser.base.errors import Conflict, Invalid, NotPermitted, WrongState
from tests.helpers import OUTSIDERS, outsider, refuses, row_counts, stage, writes

S = ImportStatus
MESSY = """Name;E-Mail;Phone;Joined
Ute Kern;ute@example.org;030 5550142, 0171 5550143;2019
Bo Lind;bo@example.org;;28.11.98
Ina Falk;ask her;030 5550144;07.03.2020
Ole Berg;ole@example.org;030 5550145; 0171 5550146;05.06.2021
Eva Roth;eva@example.org;030 5550147 / 0171 5550148;03.99
Max Wolf;max@example.org;none;12.03.24
Ada Moos;ADA@example.org;;
Moos Ada;ada@example.org;;2001-02-03
"""
ALL = {
    "phone": {"phone_several": "first", "phone_invalid": "empty"},
    "joined_on": {
        "date_two_digit_year": "last_hundred_years",
        "date_year_alone": "first_day",
        "date_unreadable": "empty",
    },
    "email": {"email_invalid": "empty", "email_repeated": "empty"},
}


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.UPLOAD_DIR = tmp_path / "uploads"
    with clock.at(clock.now().replace(2026, 3, 1)):
        yield


def copies(settings):
    folder = Path(settings.UPLOAD_DIR)
    return len(list(folder.iterdir())) if folder.is_dir() else 0


def offered(batch):
    return {
        (offer["field"], offer["problem"]): (
            offer["rows"],
            {option["choice"]: option["rows"] for option in offer["options"]},
        )
        for offer in batch.choices["offers"]
    }


def values(batch, field):
    return {row.values["name"]: row.values.get(field) for row in batch.rows.order_by("number")}


def test_the_preview_counts_how_many_rows_come_in_by_each_choice(harbour, mill):
    batch = stage(harbour.secretary, harbour.body("North"), MESSY)
    assert (batch.to_create, batch.refused) == (1, 7)
    assert offered(batch) == {
        ("email", "email_invalid"): (1, {"empty": 1}),
        ("email", "email_repeated"): (1, {"empty": 1}),
        ("phone", "phone_several"): (2, {"first": 0, "empty": 0}),
        ("phone", "phone_invalid"): (1, {"empty": 0}),
        ("joined_on", "date_two_digit_year"): (2, {"last_hundred_years": 1, "1900": 1, "2000": 0, "empty": 1}),
        ("joined_on", "date_unreadable"): (1, {"empty": 0}),
        ("joined_on", "date_year_alone"): (1, {"first_day": 0, "empty": 0}),
    }
    assert batch.choices["undated_rows"] == 1


def test_what_is_chosen_holds_for_the_whole_file_and_writes_no_register(harbour, mill):
    batch = stage(harbour.secretary, harbour.body("North"), MESSY)
    before = row_counts()
    with writes("repair_import") as entries:
        batch = repair_import(harbour.secretary, batch=batch, repairs=ALL)
    after = {table for table, count in row_counts().items() if count != before[table]}
    assert after == {"base_ledgerentry", "base_ledgercontent"}
    assert entries[0].content.content == {"digest": batch.digest, "status": "staged", "to_create": 7}
    assert (batch.status, batch.to_create, batch.refused) == (S.STAGED, 7, 1)
    assert values(batch, "joined_on") == {
        "Ute Kern": "2019-01-01",
        "Bo Lind": "1998-11-28",
        "Ina Falk": "2020-03-07",
        "Ole Berg": None,
        "Eva Roth": None,
        "Max Wolf": "2024-03-12",
        "Ada Moos": None,
        "Moos Ada": "2001-02-03",
    }
    assert values(batch, "phone")["Ute Kern"] == "0305550142"
    assert (values(batch, "phone")["Eva Roth"], values(batch, "phone")["Max Wolf"]) == ("0305550147", "")
    assert (values(batch, "email")["Ina Falk"], values(batch, "email")["Moos Ada"]) == ("", "")
    said = batch.rows.get(number=2).problems
    assert [problem["sentence"] for problem in said] == [
        "Row 2, column Phone: “030 5550142, 0171 5550143” was read as 0305550142, as it was chosen for this column.",
        "Row 2, column Joined: “2019” was read as 2019-01-01, as it was chosen for this column.",
    ]


def test_a_choice_can_be_taken_back(harbour):
    batch = stage(harbour.secretary, harbour.body("North"), MESSY)
    first = offered(batch)
    repair_import(harbour.secretary, batch=batch, repairs=ALL)
    batch = repair_import(harbour.secretary, batch=batch, repairs={"phone": {"phone_several": ""}})
    assert (batch.to_create, batch.refused, offered(batch)) == (1, 7, first)


def test_two_digit_years_are_of_the_century_that_is_chosen_and_never_guessed(harbour):
    batch = stage(harbour.secretary, harbour.body("North"), "Name;Joined\nBo Lind;01.02.98\nUte Kern;01.02.24\n")
    assert (batch.to_create, batch.refused) == (0, 2)
    found = {}
    for century in ("1900", "2000", "last_hundred_years"):
        repairs = {"joined_on": {"date_two_digit_year": century}}
        batch = repair_import(harbour.secretary, batch=batch, repairs=repairs)
        found[century] = [row.values["joined_on"] for row in batch.rows.order_by("number")]
    assert found == {
        "1900": ["1998-02-01", "1924-02-01"],
        "2000": [None, "2024-02-01"],
        "last_hundred_years": ["1998-02-01", "2024-02-01"],
    }


def test_day_and_month_are_asked_where_no_cell_of_the_column_tells(harbour):
    batch = stage(harbour.secretary, harbour.body("North"), "Name;Joined\nBo Lind;03/04/2020\nUte Kern;05/06/2021\n")
    assert offered(batch) == {
        ("joined_on", "date_ambiguous"): (2, {"day_first": 2, "month_first": 2, "empty": 2}),
    }
    found = {}
    for order in ("day_first", "month_first"):
        batch = repair_import(harbour.secretary, batch=batch, repairs={"joined_on": {"date_ambiguous": order}})
        found[order] = [row.values["joined_on"] for row in batch.rows.order_by("number")]
    assert found == {"day_first": ["2020-04-03", "2021-06-05"], "month_first": ["2020-03-04", "2021-05-06"]}


def test_those_without_a_day_belong_since_the_day_that_is_chosen(harbour):
    north = harbour.body("North")
    batch = stage(harbour.secretary, north, "Name;Joined\nBo Lind;\nUte Kern;2020-03-07\n")
    assert batch.choices["undated_rows"] == 1
    batch = repair_import(harbour.secretary, batch=batch, repairs={}, undated="2015-05-01")
    assert (batch.choices["undated_rows"], batch.choices["undated"]) == (1, "2015-05-01")
    commit_import(harbour.secretary, batch=batch)
    joined = {row.membership.person.name: row.membership.joined_on for row in batch.rows.all()}
    assert joined == {"Bo Lind": date(2015, 5, 1), "Ute Kern": date(2020, 3, 7)}


def test_so_do_those_of_a_file_without_such_a_column_and_today_is_today(harbour):
    north = harbour.body("North")
    batch = stage(harbour.secretary, north, "Name\nBo Lind\n")
    batch = repair_import(harbour.secretary, batch=batch, repairs={}, undated="2015-05-01")
    assert batch.rows.get().values == {"name": "Bo Lind", "joined_on": "2015-05-01"}
    batch = repair_import(harbour.secretary, batch=batch, repairs={}, undated="today")
    commit_import(harbour.secretary, batch=batch)
    assert batch.rows.get().membership.joined_on == clock.today()


def test_the_copy_is_kept_while_something_can_be_chosen_and_no_longer(
    harbour, settings, django_capture_on_commit_callbacks
):
    north = harbour.body("North")
    whole = "Name;Joined\nBo Lind;2020-03-07\n"
    assert (stage(harbour.secretary, north, whole).choices, copies(settings)) == ({}, 0)
    batch = stage(harbour.secretary, north, MESSY)
    assert copies(settings) == 1
    with django_capture_on_commit_callbacks(execute=True):
        batch = commit_import(harbour.secretary, batch=batch)
    assert (batch.choices, batch.upload, copies(settings)) == ({}, "", 0)
    other = stage(harbour.secretary, north, "Name;Joined\nBo Berg;2020\n")
    with django_capture_on_commit_callbacks(execute=True):
        other = discard_import(harbour.secretary, batch=other)
    assert (other.choices, other.upload, copies(settings)) == ({}, "", 0)


def test_after_thirty_days_the_copy_is_forgotten_and_the_choice_refused(harbour, settings):
    batch = stage(harbour.secretary, harbour.body("North"), MESSY)
    with clock.at(batch.made_at + timedelta(days=30, seconds=1)):
        forget_uploads()
    batch.refresh_from_db()
    assert (batch.status, batch.choices, batch.upload) == (S.STAGED, {}, "")
    gone = "The copy of this file is not kept any more. Choose the file again."
    with refuses(Conflict, "file_gone", gone):
        repair_import(harbour.secretary, batch=batch, repairs=ALL)


def test_a_copy_that_speaks_of_an_erased_person_is_forgotten(harbour):
    bea = harbour.person("Bea North")
    north = harbour.body("North")
    speaks = stage(harbour.secretary, north, f"Name;E-Mail;Joined\nBea North;{bea.email};2019\nBo Lind;;2020\n")
    other = stage(harbour.secretary, north, MESSY)
    clean_imports(bea)
    for batch in (speaks, other):
        batch.refresh_from_db()
    assert (speaks.upload, speaks.choices, bool(other.upload)) == ("", {}, True)


def test_a_large_file_is_read_again_beside_the_server(harbour, settings):
    settings.IMPORT_AT_ONCE = 3
    batch = stage(harbour.secretary, harbour.body("North"), MESSY)
    assert (batch.status, work_once()) == (S.READING, True)
    batch.refresh_from_db()
    assert (batch.status, batch.to_create) == (S.STAGED, 1)
    assert repair_import(harbour.secretary, batch=batch, repairs=ALL, undated="2015-05-01").status == S.READING
    assert work_once()
    batch.refresh_from_db()
    assert (batch.status, batch.to_create, batch.refused, batch.rows.count()) == (S.STAGED, 7, 1, 8)
    assert batch.choices["repairs"] == ALL


def test_what_was_chosen_for_the_headings_holds_when_it_is_read_again(harbour):
    north, data = harbour.body("North"), "Wer;Wann\nBo Lind;2019\n"
    headings = {"Wer": "name", "Wann": "joined_on"}
    first = stage(harbour.secretary, north, data, headings=headings)
    recalled = stage(harbour.secretary, north, data)
    stage(harbour.secretary, north, data, headings={"Wer": "name", "Wann": ""})
    for batch in (first, recalled):
        again = repair_import(harbour.secretary, batch=batch, repairs={"joined_on": {"date_year_alone": "first_day"}})
        assert again.rows.get().values == {"name": "Bo Lind", "joined_on": "2019-01-01"}


@pytest.mark.parametrize(
    "repairs",
    [
        {"name": {"too_long": "empty"}},
        {"phone": {"date_ambiguous": "empty"}},
        {"email": {"email_repeated": "first"}},
        {"nothing": {"too_long": "empty"}},
        {"phone": {"phone_wrong": "empty"}},
    ],
)
def test_what_cannot_be_chosen_is_refused(harbour, repairs):
    batch = stage(harbour.secretary, harbour.body("North"), MESSY)
    with pytest.raises(Invalid) as refused:
        repair_import(harbour.secretary, batch=batch, repairs=repairs)
    assert (refused.value.code, refused.value.field) == ("no_such_repair", "repairs")


@pytest.mark.parametrize("day", ["yesterday", "2999-01-01", "1899-12-31", "2024-02-30", "20240101"])
def test_a_day_that_cannot_be_is_refused(harbour, day):
    batch = stage(harbour.secretary, harbour.body("North"), MESSY)
    with refuses(Invalid, "undated_day", "Give a day that has been, from 1900 on, as 2024-03-07."):
        repair_import(harbour.secretary, batch=batch, repairs={}, undated=day)


def test_what_is_written_is_not_read_again(harbour):
    batch = commit_import(harbour.secretary, batch=stage(harbour.secretary, harbour.body("North"), MESSY))
    with pytest.raises(WrongState) as refused:
        repair_import(harbour.secretary, batch=batch, repairs=ALL)
    assert refused.value.code == "import_step"


@pytest.mark.parametrize("who", OUTSIDERS)
def test_only_those_who_keep_the_register_choose(harbour, mill, who):
    batch, actor = stage(harbour.secretary, harbour.body("North"), MESSY), outsider(who, harbour, mill)
    with refuses(NotPermitted, "power_missing", "Only the secretary of North keeps its register."):
        repair_import(actor, batch=batch, repairs=ALL)
