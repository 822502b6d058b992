"""Saying what the headings of a file mean, where our guess was wrong."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from members.models import ImportBatch

PLAIN = "Name;E-Mail\nUte Kern;ute@example.org\nBo Lind;\n"


def address(place, branch="South"):
    return reverse("import_new", args=[place.body(branch).public_id])


def test_headings_that_nobody_knows_can_be_chosen(fay, send, staged):
    data = "Wer;Wohin;Wann\nUte Kern;ute@example.org;2020-05-01\n"
    answer = send(fay, data)
    assert (answer.status_code, answer.context["form"].headings) == (422, ["Wer", "Wohin", "Wann"])
    assert [field.value() for field in answer.context["meanings"]] == ["guess", "guess", "guess"]
    batch = staged(
        fay,
        data,
        heading=["Wer", "Wohin", "Wann"],
        meaning_0="name",
        meaning_1="email",
        meaning_2="",
    )
    assert batch.rows.get().values == {"name": "Ute Kern", "email": "ute@example.org"}


def test_two_columns_for_one_field_can_be_told_apart(fay, send, staged):
    data = "Name;E-Mail;Mail\nUte Kern;ute@example.org;post@example.org\n"
    answer = send(fay, data)
    assert answer.context["form"].headings == ["Name", "E-Mail", "Mail"]
    batch = staged(fay, data, heading=["Name", "E-Mail", "Mail"], meaning_0="guess", meaning_1="", meaning_2="guess")
    assert batch.rows.get().values == {"name": "Ute Kern", "email": "post@example.org"}


def test_the_fields_of_an_earlier_look_stand_ready_to_be_changed(fay, harbour, staged):
    batch = staged(fay, PLAIN)
    form = fay.get(address(harbour), {"like": batch.public_id})
    assert [(field.label, field.value()) for field in form.context["meanings"]] == [
        ("“Name”", "name"),
        ("“E-Mail”", "email"),
    ]


@pytest.mark.parametrize(
    "more",
    [
        {"heading": ["Name"], "meaning_0": "is_superuser"},
        {"heading": ["Name"], "meaning_0": "password"},
        {"heading": ["Name"], "meaning_0": "<b>"},
    ],
)
def test_a_forged_field_is_refused(fay, send, more):
    answer = send(fay, PLAIN, **more)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["meaning_0"])
    assert ImportBatch.objects.count() == 0


@pytest.mark.parametrize("more", [{"heading": ["Na\x00me"]}, {"heading": ["Name"], "meaning_0": "na\x00me"}])
def test_null_bytes_in_the_fields_are_refused(fay, send, more):
    answer = send(fay, PLAIN, **more)
    assert (answer.status_code, ImportBatch.objects.count()) == (400, 0)
    assert "holds a null byte" in answer.content.decode()


def test_forged_headings_change_nothing(fay, staged):
    batch = staged(fay, PLAIN, heading=["Nothing of the kind", "<b>", *[f"x{n}" for n in range(500)]], meaning_0="town")
    assert [row.values["name"] for row in batch.rows.all()] == ["Ute Kern", "Bo Lind"]


def test_another_registers_import_cannot_be_taken_as_a_pattern(fay, client, harbour, mill, send):
    client.force_login(mill.secretary)
    url = reverse("import_new", args=[mill.body().public_id])
    other = client.post(url, {"file": SimpleUploadedFile("a.csv", PLAIN.encode())}).url.split("/")[-2]
    client.force_login(harbour.person("Fay South"))
    assert client.get(address(harbour), {"like": other}).status_code == 404


BARE = "Ute Kern;ute@example.org;\nBo Lind;;030 555222\n"


def test_a_file_without_headings_loses_nobody(fay, send, staged, harbour):
    answer = send(fay, BARE)
    text = answer.content.decode()
    assert (answer.status_code, answer.context["form"].headings) == (422, ["Ute Kern", "ute@example.org"])
    assert ("The first row is a person, not headings" in text, "say so and choose the fields" in text) == (True, True)
    meanings = {"heading": ["Ute Kern", "ute@example.org"], "meaning_0": "name", "meaning_1": "email"}
    batch = staged(fay, BARE, **meanings, first_row_is_data="on")
    assert [row.values["name"] for row in batch.rows.order_by("number")] == ["Ute Kern", "Bo Lind"]
    form = fay.get(address(harbour), {"like": batch.public_id}).context["form"]
    assert (form.headings, form["first_row_is_data"].value()) == (["Column 1", "Column 2", "Column 3"], True)
    batch = staged(
        fay,
        BARE,
        heading=form.headings,
        meaning_0="name",
        meaning_1="email",
        meaning_2="phone",
        first_row_is_data="on",
    )
    assert batch.rows.get(number=2).values == {"name": "Bo Lind", "email": "", "phone": "030555222"}


def test_a_first_row_that_was_taken_as_headings_is_named_in_the_preview(fay, staged):
    batch = staged(fay, BARE, heading=["Ute Kern", "ute@example.org"], meaning_0="name", meaning_1="email")
    page = fay.get(reverse("import_preview", args=[batch.public_id])).content.decode()
    assert "The first row was taken as headings and is not imported: “Ute Kern”, “ute@example.org”." in page


def test_two_columns_with_the_same_heading_have_a_choice_each(fay, send, staged):
    data = "Name;E-Mail;E-Mail\nUte Kern;ute@example.org;post@example.org\n"
    answer = send(fay, data)
    headings = ["Name", "E-Mail (column 2)", "E-Mail (column 3)"]
    assert (answer.status_code, answer.context["form"].headings) == (422, headings)
    batch = staged(fay, data, heading=headings, meaning_0="guess", meaning_1="", meaning_2="email")
    assert batch.rows.get().values == {"name": "Ute Kern", "email": "post@example.org"}


def test_a_choice_that_is_remembered_is_said_and_can_be_forgotten(fay, staged):
    data = "Wer;Wo\nUte Kern;Ulm\n"
    chosen = staged(fay, data, heading=["Wer", "Wo"], meaning_0="name", meaning_1="town")
    page = fay.get(reverse("import_preview", args=[chosen.public_id])).content.decode()
    assert "What these headings mean is remembered for South" in page
    again = staged(fay, data)
    page = fay.get(reverse("import_preview", args=[again.public_id])).content.decode()
    assert "The headings were read as Fay South chose them for a file like this" in page
    answer = fay.post(reverse("import_forget", args=[again.public_id]), follow=True)
    assert "What was chosen for these headings is forgotten." in answer.content.decode()
    assert "Forget this choice" not in answer.content.decode()
