"""Choosing a file to import, and saying what its headings mean where our guess was wrong."""

from collections.abc import Sequence
from typing import Any

from django import forms

from members.reading.headings import LABELS
from organiser.base.forms import Form

GUESS = "guess"
MOST_HEADINGS = 200
MEANINGS = [
    (GUESS, "Find out from the heading"),
    ("", "Do not import this column"),
    *((field, label.capitalize()) for field, label in LABELS.items()),
]


class UploadForm(Form):
    """A file, and once its headings are known a choice for each of them."""

    file = forms.FileField(
        label="File",
        allow_empty_file=True,  # our reader says better what is wrong with it
        max_length=200,
        widget=forms.ClearableFileInput({"accept": ".csv,.txt,.tsv,text/csv,text/plain"}),
        help_text="A table saved as CSV, with one row of headings and one row for each person.",
        error_messages={"required": "Choose a file.", "max_length": "The file’s name is too long. Shorten it."},
    )

    def __init__(self, *args: Any, headings: Sequence[str] = (), meanings: Sequence[str] = (), **kwargs: Any) -> None:
        """Ask for a file.

        Args:
            headings: those of the file that was looked at before; each gets a choice.
            meanings: the field that each of them fills so far.
        """
        super().__init__(*args, **kwargs)
        self.headings = [heading for heading in dict.fromkeys(headings) if "\0" not in heading][:MOST_HEADINGS]
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
