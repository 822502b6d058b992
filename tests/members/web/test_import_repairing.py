"""Choosing on the page of an import what becomes of cells that cannot be read."""

import pytest
from django.urls import reverse

MESSY = (
    "Name;Phone;Joined\n"
    "Ute Kern;030 5550142, 0171 5550143;2020-05-01\n"
    "Bo Lind;030 5550144;01.02.98\n"
    "Ina Falk;030 5550145 / 0171 5550146;01.02.24\n"
    "Eva Roth;;\n"
)
NAMES = ["phone-phone_several", "joined_on-date_two_digit_year", "undated", "undated_day"]


@pytest.fixture
def batch(fay, staged, settings, tmp_path):
    settings.UPLOAD_DIR = tmp_path / "uploads"
    return staged(fay, MESSY)


def address(batch):
    return reverse("import_repair", args=[batch.public_id])


def test_the_preview_asks_one_question_for_each_kind_of_problem_and_says_who_comes_in(fay, batch):
    answer = fay.get(reverse("import_preview", args=[batch.public_id]))
    form = answer.context["repairs"]
    assert list(form.fields) == NAMES
    assert [form[name].label for name in NAMES[:3]] == [
        "“Phone”: 2 cells hold more than one phone number (the first in row 2)",
        "“Joined”: 2 cells have a year of two digits (the first in row 3)",
        "1 person has no day of joining",
    ]
    assert [label for _value, label in form.fields[NAMES[0]].choices] == [
        "Not now: these rows stay out",
        "Take the first number (1 row comes in; 1 more has something else to put right)",
        "Leave these cells empty (1 row comes in; 1 more has something else to put right)",
    ]
    assert [label.rpartition(" (")[2] for _value, label in form.fields[NAMES[1]].choices[1:]] == [
        "1 row comes in; 1 more has something else to put right)",
        "1 row comes in; 1 more has something else to put right)",
        "0 rows come in; 1 more has something else to put right; 1 cannot be read so)",
        "1 row comes in; 1 more has something else to put right)",
    ]
    assert answer.content.decode().count('<input type="radio"') == 3 + 5 + 3


def test_what_is_chosen_is_read_at_once_and_stands_in_the_form(fay, batch):
    chosen = {
        "phone-phone_several": "first",
        "joined_on-date_two_digit_year": "last_hundred_years",
        "undated": "day",
        "undated_day": "2019-01-01",
    }
    answer = fay.post(address(batch), chosen, follow=True)
    assert "The file was read again: 4 people come in, 0 not." in answer.content.decode()
    form = answer.context["repairs"]
    assert {name: str(form[name].value()) for name in NAMES} == chosen
    rows = {row.values["name"]: (row.values["phone"], row.values["joined_on"]) for row in batch.rows.all()}
    assert rows == {
        "Ute Kern": ("0305550142", "2020-05-01"),
        "Bo Lind": ("0305550144", "1998-02-01"),
        "Ina Falk": ("0305550145", "2024-02-01"),
        "Eva Roth": ("", "2019-01-01"),
    }
    assert fay.post(reverse("import_commit", args=[batch.public_id]), follow=True).status_code == 200
    batch.refresh_from_db()
    assert (batch.to_create, batch.choices, batch.upload) == (4, {}, "")


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"phone-phone_several": "second"}, "phone-phone_several"),
        ({"undated": "day"}, "undated_day"),
        ({"undated": "day", "undated_day": "2999-01-01"}, "undated"),
        ({"undated": "day", "undated_day": "soon"}, "undated_day"),
        ({"undated": "whenever"}, "undated"),
    ],
)
def test_what_cannot_be_is_said_at_its_place_and_nothing_is_read(fay, batch, sent, field):
    answer = fay.post(address(batch), sent)
    assert (answer.status_code, list(answer.context["repairs"].errors)) == (422, [field])
    batch.refresh_from_db()
    assert (batch.to_create, "repairs" in batch.choices) == (1, False)


def test_a_file_with_nothing_to_choose_asks_nothing(fay, staged):
    whole = staged(fay, "Name;Joined\nUte Kern;2020-05-01\n")
    assert fay.get(reverse("import_preview", args=[whole.public_id])).context["repairs"] is None


def test_only_those_who_keep_the_register_choose(client, harbour, mill, batch):
    client.force_login(mill.secretary)
    assert client.post(address(batch)).status_code == 404
