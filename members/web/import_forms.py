"""Choosing a file to import, and saying what its letters and headings mean where our guess was wrong."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django import forms

from members.actions.import_changes import UPDATABLE
from members.models import ImportBatch
from members.reading.encodings import ENCODINGS, encoding_in_words
from members.reading.fields import LABELS
from members.reading.notes import WITHOUT_HEADINGS
from members.reading.otherwise import readings_of
from members.reading.problems import visible
from organiser.base.forms import Form

GUESS = "guess"
MOST_HEADINGS = 200
SHOWN_IN_A_CHOICE = 2
MEANINGS = [
    (GUESS, "Find out from the heading"),
    ("", "Do not import this column"),
    *((field, label.capitalize()) for field, label in LABELS.items()),
]
ENCODING_CHOICES = [
    ("", "Find out from the file"),
    *(
        (region, [(encoding.name, encoding.words) for encoding in encodings])
        for region, encodings in groupby(ENCODINGS.values(), key=lambda encoding: encoding.region)
    ),
]


def shown_headings(headings: Sequence[str]) -> list[str]:
    """The headings that get a choice: each once, and not more than a page can hold."""
    return [heading for heading in dict.fromkeys(headings) if "\0" not in heading][:MOST_HEADINGS]


class UploadForm(Form):
    """A file and its encoding, and once its headings are known a choice for each of them."""

    file = forms.FileField(
        label="File",
        allow_empty_file=True,  # our reader says better what is wrong with it
        max_length=200,
        widget=forms.ClearableFileInput({"accept": ".csv,.txt,.tsv,.xlsx,.xlsm,text/csv,text/plain"}),
        help_text="A table (XLSX or CSV) with one row of headings and one row for each person.",
        error_messages={"required": "Choose a file.", "max_length": "The file’s name is too long. Shorten it."},
    )
    encoding = forms.ChoiceField(
        label="Encoding",
        required=False,
        choices=ENCODING_CHOICES,
        help_text="How the file keeps letters such as ü, ł or ж. Choose one only where names came out wrong.",
        error_messages={"invalid_choice": "There is no such encoding here. Choose one of the list."},
    )
    sheet = forms.CharField(
        label="Sheet",
        required=False,
        max_length=100,
        help_text="The name of one sheet of a workbook. Empty: the first one with rows.",
    )

    update = forms.MultipleChoiceField(
        label="Change people who are in the register already",
        required=False,
        choices=[(field, LABELS[field].capitalize()) for field in UPDATABLE],
        widget=forms.CheckboxSelectMultiple,
        help_text="With none of these chosen, people are only added. You see each change, old and new, before anything "
        "is written. An empty cell changes nothing.",
        error_messages={"invalid_choice": "A file cannot change this. Choose among the fields of the list."},
    )

    def __init__(self, *args: Any, headings: Sequence[str] = (), meanings: Sequence[str] = (), **kwargs: Any) -> None:
        """Ask for a file.

        Args:
            headings: those of the file that was looked at before; each gets a choice.
            meanings: the field that each of them fills so far.
        """
        super().__init__(*args, **kwargs)
        self.headings = shown_headings(headings)
        if self.headings:
            self.fields["first_row_is_data"] = forms.BooleanField(
                label="The first row is a person, not headings", required=False
            )
        for place, heading in enumerate(self.headings):
            self.fields[f"meaning_{place}"] = forms.ChoiceField(
                label=f"“{heading}”",
                required=False,
                choices=MEANINGS,
                initial=meanings[place] if place < len(meanings) else GUESS,
            )

    def meanings(self) -> dict[str, str]:
        """What each heading means, where something was chosen for it."""
        chosen = {heading: self.cleaned_data[f"meaning_{place}"] for place, heading in enumerate(self.headings)}
        return {heading: field for heading, field in chosen.items() if field != GUESS}


def chosen_for(batch: ImportBatch) -> str:
    """The encoding that was chosen for a file, so that it is chosen again; nothing where it would be found anew."""
    encoding = None if batch.encoding_guessed else encoding_in_words(batch.encoding)
    return encoding.name if encoding and encoding.letters else ""


def without_headings(batch: ImportBatch) -> bool:
    """Whether the first row of the file was taken as a person."""
    return any(column["note"] == WITHOUT_HEADINGS for column in batch.columns if not column["heading"])


def form_for_sheets(batch: ImportBatch) -> UploadForm:
    """The form for a workbook of which another sheet was meant."""
    form = UploadForm(initial={"sheet": batch.sheet})
    form.fields["sheet"] = forms.ChoiceField(choices=[(name, name) for name in batch.sheets])
    return form


def form_to_read_again(batch: ImportBatch) -> UploadForm:
    """The form for a file of which the names came out wrong: each encoding says how it would read the first of them."""
    was = encoding_in_words(batch.encoding)
    form = UploadForm(initial={"encoding": was.name if was else ""})
    form.fields["encoding"].required = True
    if was and was.letters and batch.samples:
        texts = [sample["text"] for sample in batch.samples[:SHOWN_IN_A_CHOICE]]
        form.fields["encoding"].choices = [
            (encoding.name, f"{', '.join(map(visible, read))} – {encoding.words}")
            for encoding, read in readings_of(texts, was)
        ]
    return form
