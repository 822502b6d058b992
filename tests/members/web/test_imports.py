"""Choosing a file: what can be read is laid out, what cannot is refused with a sentence, and nothing is written."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from members.models import ImportBatch, ImportRow, Person
from tests.files import mess_in, messy_register

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
WORKBOOK = b"PK\x03\x04" + b"[Content_Types].xml" + bytes(600)  # cut off
PLAIN = "Name;E-Mail\nUte Kern;ute@example.org\nBo Lind;\n"
MEGABYTE = 1024 * 1024


def address(place, branch="South"):
    return reverse("import_new", args=[place.body(branch).public_id])


def said(answer):
    return answer.context["form"].errors.get("file")


@pytest.mark.usefixtures("other_numbers")
def test_a_messy_register_of_three_hundred_is_laid_out_and_nothing_is_written(fay, staged):
    before = Person.objects.count()
    mess = mess_in(300, seed=7)
    batch = staged(fay, messy_register(300, seed=7))
    assert (batch.to_create, batch.refused, batch.existing) == (mess.importable, len(mess.errors), 0)
    assert batch.blank == mess.blank_rows
    assert (batch.status, batch.body.name, batch.made_by.name) == ("staged", "South", "Fay South")
    assert Person.objects.count() == before


@pytest.mark.parametrize("encoding", ["windows-1252", "latin-1", "utf-8-sig", "utf-8", "utf-16"])
def test_the_same_names_are_read_in_every_encoding(fay, staged, encoding):
    batch = staged(fay, "Name;Town\nZoë Großmann;Peñablanca\n".encode(encoding))
    assert batch.rows.get().values == {"name": "Zoë Großmann", "town": "Peñablanca"}


@pytest.mark.parametrize(
    ("data", "name", "beginning"),
    [
        (PICTURE, "photo.png", "This is a picture (PNG), not a table."),
        (PICTURE, "members.csv", "This is a picture (PNG), not a table."),
        (WORKBOOK, "members.xlsx", "This workbook is damaged."),
        (b"", "members.csv", "This file is empty."),
        (b"\n\n \n", "members.csv", "This file"),
        (b"Name;E-Mail\n", "members.csv", "This file has a heading row and nothing below it."),
        (b"%PDF-1.7\n", "members.csv", "This is a PDF document, not a table."),
        (b"N\x00ame;E-\x00Mail\nA;b\n", "members.csv", "This file"),
        (b'Name;Town\n"Ute;Kiel\n', "members.csv", "Row 2 opens a quotation mark that is never closed"),
    ],
    ids=["picture", "picture-as-csv", "workbook", "empty", "blank", "no-rows", "pdf", "null-bytes", "quotation"],
)
def test_a_file_that_is_no_register_is_refused_with_a_sentence(fay, send, data, name, beginning):
    answer = send(fay, data, name=name)
    assert answer.status_code == 422
    assert [sentence[: len(beginning)] for sentence in said(answer)] == [beginning]
    assert (ImportBatch.objects.count(), ImportRow.objects.count()) == (0, 0)


def test_without_a_file_the_form_says_so(fay, harbour):
    answer = fay.post(address(harbour), {})
    assert (answer.status_code, said(answer)) == (422, ["Choose a file."])


class Unread:
    """A body that must not be read."""

    def read(self, *_args):
        raise AssertionError("the file was read")

    readline = __iter__ = read


@pytest.mark.parametrize("enforced", [False, True])
def test_three_hundred_megabytes_are_refused_before_any_of_it_is_read(harbour, enforced):
    client = Client(enforce_csrf_checks=enforced)
    client.force_login(harbour.person("Fay South"))
    answer = client.generic(
        "POST",
        address(harbour),
        CONTENT_TYPE="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(300 * MEGABYTE),
        **{"wsgi.input": Unread()},
    )
    most = settings.IMPORT_MAX_BYTES // MEGABYTE
    sentence = f"This file is larger than {most} MB. Split the table into several files and import one at a time."
    assert (answer.status_code, said(answer)) == (413, [sentence])
    assert sentence in answer.content.decode()


@pytest.mark.parametrize("claimed", ["", "abc", "²"])
def test_a_size_that_is_no_number_is_taken_for_nothing(fay, harbour, claimed):
    form = {"CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": claimed}
    answer = fay.generic("POST", address(harbour), **form)
    assert (answer.status_code, said(answer)) == (422, ["Choose a file."])


def test_a_file_just_above_the_limit_is_refused_by_the_reader(fay, send, settings):
    settings.IMPORT_MAX_BYTES = 2000
    answer = send(fay, PLAIN + "x" * 2000)
    assert answer.status_code == 422
    assert [sentence.partition("; ")[2] for sentence in said(answer)] == [
        "at most 2 kB can be read at once. Split the table into several files."
    ]
    assert ImportBatch.objects.count() == 0


def test_a_large_file_is_told_to_strangers_no_more_than_a_small_one(client, harbour, mill):
    client.force_login(mill.secretary)
    answer = client.generic(
        "POST",
        address(harbour),
        CONTENT_TYPE="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(300 * MEGABYTE),
        **{"wsgi.input": Unread()},
    )
    assert answer.status_code == 404


def test_a_file_without_the_token_of_the_page_is_refused(harbour, send):
    client = Client(enforce_csrf_checks=True)
    client.force_login(harbour.person("Fay South"))
    assert send(client, PLAIN).status_code == 403
    assert ImportBatch.objects.count() == 0


def test_the_name_of_a_file_is_shown_and_not_obeyed(fay, harbour, staged):
    batch = staged(fay, PLAIN, name="<script>alert(1)</script>.csv")
    for url in (address(harbour), reverse("import_preview", args=[batch.public_id])):
        assert "<script>alert" not in fay.get(url).content.decode()


def test_earlier_imports_are_listed_for_this_register_alone(client, harbour, staged):
    client.force_login(harbour.secretary)
    staged(client, PLAIN, branch="North", name="north.csv")
    staged(client, PLAIN, name="south.csv")
    client.force_login(harbour.person("Fay South"))
    assert [batch.filename for batch in client.get(address(harbour)).context["page"]] == ["south.csv"]


@pytest.mark.parametrize("many", [1, 3])
def test_one_and_three_imports_take_the_same_number_of_queries(fay, harbour, staged, many, django_assert_num_queries):
    for _ in range(many):
        staged(fay, PLAIN)
    with django_assert_num_queries(8):
        assert len(fay.get(address(harbour)).context["page"]) == many
