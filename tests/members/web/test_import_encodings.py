"""Seeing whether the letters of a file were read rightly, and reading it in another encoding."""

import re

import pytest
from django.urls import reverse

from members.models import ImportBatch, ImportRow
from members.reading.encodings import ENCODINGS
from members.web.import_forms import UploadForm

CZECH = "Name;Town\nZdena Šebková;Plzeň\nTomáš Marný;Dobřany\n".encode("windows-1250")  # no name in it that we know
WRONG, RIGHT = "Plzeò", "Plzeň"


def shown(client, batch):
    return client.get(reverse("import_preview", args=[batch.public_id]))


def box(answer):
    """The part of the page that asks about the names, as plain text."""
    found = re.search(
        r'<section class="section" aria-labelledby="letters">.*?</section>', answer.content.decode(), re.DOTALL
    )
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""


def offered(answer):
    return dict(answer.context["again"].fields["encoding"].choices)


def test_a_guess_is_said_first_with_names_as_they_were_read_before_the_button_to_import(fay, staged):
    answer = shown(fay, staged(fay, CZECH))
    text = answer.content.decode()
    assert text.index("Do these names look right?") < text.index("Import 2 people")
    assert box(answer).startswith(
        "Do these names look right? The encoding is a guess The file does not say how it keeps its letters."
        " We read it as Windows-1252 (Western European) ."
        " Zdena Šebková row 2, Name Tomáš Marný row 3, Name Plzeò row 2, Town"
    )
    assert "<dd>Windows-1252 (Western European), a guess</dd>" in text


def test_each_encoding_that_can_be_chosen_says_what_it_would_make_of_the_names(fay, staged):
    choices = offered(shown(fay, staged(fay, "Name\nŁukasz Żak\nŚwiętosława\n".encode("windows-1250"))))
    assert next(iter(choices.items())) == (
        "windows-1250",
        "Łukasz Żak, Świętosława – Windows-1250 (Central European)",
    )
    assert choices["windows-1252"] == "£ukasz ¯ak, Œwiêtos³awa – Windows-1252 (Western European)"
    assert {"utf-8", "utf-16", "iso-8859-2"} & set(choices) == set()


def test_choosing_an_encoding_and_the_file_again_reads_it_anew_in_one_step(fay, staged):
    wrong = staged(fay, CZECH)
    assert (wrong.rows.first().values["town"], wrong.encoding_guessed) == (WRONG, True)
    assert offered(shown(fay, wrong))["windows-1250"].startswith("Zdena Šebková, Tomáš Marný")
    right = staged(fay, CZECH, encoding="windows-1250")
    assert (right.rows.first().values["town"], right.encoding, right.encoding_guessed) == (
        RIGHT,
        "Windows-1250 (Central European)",
        False,
    )
    answer = shown(fay, right)
    assert "The file was read as Windows-1250 (Central European) , as it was chosen. Zdena Šebková" in box(answer)
    assert answer.context["again"].initial == {"encoding": "windows-1250"}


def test_the_form_on_the_page_of_the_import_needs_no_script(fay, harbour, staged):
    text = shown(fay, staged(fay, CZECH)).content.decode()
    form = re.search(
        r'<form method="post" action="([^"]+)" enctype="multipart/form-data">(.*?)</form>', text, re.DOTALL
    )
    assert form[1] == reverse("import_new", args=[harbour.body("South").public_id])
    assert [f'name="{name}"' in form[2] for name in ("csrfmiddlewaretoken", "encoding", "file")] == [True, True, True]
    assert "<script" not in form[2]


@pytest.mark.parametrize(
    "data", ["Name\nAnna\n", "Name\nZoë\n", "\ufeffName\nZoë\n", "Name\nŁukasz\n".encode("utf-16-le")]
)
def test_where_the_encoding_is_certain_nobody_is_asked(fay, staged, data):
    answer = shown(fay, staged(fay, data))
    assert (answer.context["again"], box(answer)) == (None, "")


def test_a_guess_is_said_even_if_nothing_that_is_imported_has_such_letters(fay, staged):
    answer = shown(fay, staged(fay, "Name;Remarks\nAnna;für\n".encode("latin-1")))
    assert "The encoding is a guess" in box(answer)
    assert "Nothing that will be imported has letters by which one could see it." in box(answer)
    assert offered(answer) == dict(UploadForm().fields["encoding"].choices)


def test_the_page_of_upload_offers_every_encoding(fay, harbour):
    answer = fay.get(reverse("import_new", args=[harbour.body("South").public_id]))
    text = answer.content.decode()
    assert "Find out from the file" in text
    assert [name for name in ENCODINGS if f'<option value="{name}">' not in text] == []


def test_an_encoding_that_does_not_fit_is_refused_at_its_field(fay, send):
    answer = send(fay, b"Name\nZo\x81 Lind\n", encoding="iso-8859-2")
    sentence = (
        "This file cannot be read as ISO-8859-2 (Central European): line 2 holds something that this encoding does not"
        " know. Choose another one, or let us find out."
    )
    assert (answer.status_code, dict(answer.context["form"].errors)) == (422, {"encoding": [sentence]})
    assert answer.context["form"]["encoding"].value() == "iso-8859-2"
    assert ImportBatch.objects.count() == 0


@pytest.mark.parametrize("name", ["latin-1", "rot13", "<b>", "x" * 5000])
def test_an_encoding_that_is_not_offered_is_refused(fay, send, name):
    answer = send(fay, CZECH, encoding=name)
    assert (answer.status_code, dict(answer.context["form"].errors)) == (
        422,
        {"encoding": ["There is no such encoding here. Choose one of the list."]},
    )
    assert ImportBatch.objects.count() == 0


def test_choosing_other_fields_for_the_headings_keeps_the_chosen_encoding(fay, harbour, staged):
    batch = staged(fay, CZECH, encoding="windows-1250")
    answer = fay.get(reverse("import_new", args=[harbour.body("South").public_id]), {"like": batch.public_id})
    assert answer.context["form"]["encoding"].value() == "windows-1250"
    assert '<input type="hidden" name="encoding" value="windows-1250" id="id_encoding">' in answer.content.decode()
    assert "The file is read in the encoding that was chosen before." in answer.content.decode()


def test_choosing_other_fields_after_a_guess_leaves_it_to_be_guessed_again(fay, harbour, staged):
    batch = staged(fay, CZECH)
    answer = fay.get(reverse("import_new", args=[harbour.body("South").public_id]), {"like": batch.public_id})
    assert answer.context["form"]["encoding"].value() == ""
    assert "chosen before" not in answer.content.decode()


def test_headings_that_another_encoding_changes_are_asked_for_anew(fay, send, staged):
    data = "Jméno;Čtvrť\nZdena Šebková;Plzeň\n".encode("cp852")
    first = send(fay, data, encoding="windows-1252")
    assert first.context["form"].headings != ["Jméno", "Čtvrť"]
    second = send(fay, data, encoding="cp852", heading=first.context["form"].headings, meaning_0="guess", meaning_1="")
    assert (second.status_code, second.context["form"].headings) == (422, ["Jméno", "Čtvrť"])
    assert [field.value() for field in second.context["meanings"]] == ["guess", "guess"]
    batch = staged(fay, data, encoding="cp852", heading=["Jméno", "Čtvrť"], meaning_0="name", meaning_1="town")
    assert batch.rows.get().values == {"name": "Zdena Šebková", "town": "Plzeň"}


def test_headings_that_stay_the_same_keep_what_was_chosen_for_them(fay, send):
    answer = send(fay, "Wer;Wo\nAnna;Kiel\n", heading=["Wer", "Wo"], meaning_0="town", meaning_1="guess")
    assert answer.context["form"].headings == ["Wer", "Wo"]
    assert [field.value() for field in answer.context["meanings"]] == ["town", "guess"]


@pytest.mark.parametrize("step", ["commit", "discard"])
def test_once_written_or_thrown_away_nobody_is_asked_and_no_sample_is_kept(fay, staged, step):
    batch = staged(fay, CZECH)
    fay.post(reverse(f"import_{step}", args=[batch.public_id]))
    batch.refresh_from_db()
    assert (batch.samples, shown(fay, batch).context["again"]) == ([], None)


def test_letters_that_cannot_be_seen_and_markup_are_shown_harmless(fay, staged):
    batch = staged(fay, "Name;Town\n<b>Zoë</b>;K\x84ln\n".encode("latin-1"), encoding="cp437")
    text = shown(fay, batch).content.decode()
    assert ("<b>Zo" in text, "&lt;b&gt;Zoδ&lt;/b&gt;" in text, "Käln" in text) == (False, True, True)


def test_a_null_byte_beside_such_letters_is_a_problem_of_its_cell_and_breaks_nothing(fay, staged):
    batch = staged(fay, b"Name;Town\nAnna;Zo\xeb\x00\nZo\xeb;Kiel\n")
    assert ([sample["text"] for sample in batch.samples], ImportRow.objects.count()) == (["Zoë"], 2)
    assert batch.rows.get(outcome="error").cells == ["Anna", "Zoë"]
