"""How headings are called and chosen by: cleaned, told apart, and found whatever their spelling."""

import unicodedata
from collections import Counter
from collections.abc import Mapping

from members.reading.fields import FIELDS
from members.reading.folding import folded
from members.reading.problems import UnreadableFile, quoted


def names_of_columns(headings: list[str]) -> list[str]:
    """The headings as they are shown and chosen by, told apart where one stands over several columns."""
    return _told_apart([cleaned(heading) for heading in headings])


def fields_chosen(headings: list[str], chosen: Mapping[str, str]) -> list[str | None]:
    """For each column the field that was chosen for it, nothing (`""`) to leave it out, None where nothing was."""
    choices = choices_of(chosen)
    return [
        choices.get(key_of(name), choices.get(key_of(cleaned(heading))))
        for heading, name in zip(headings, names_of_columns(headings), strict=True)
    ]


def cleaned(heading: str) -> str:
    """A heading as it is shown: visible letters and single spaces."""
    seen = "".join(letter for letter in heading if letter.isprintable() or letter.isspace())
    return " ".join(unicodedata.normalize("NFC", seen).split())


def key_of(heading: str) -> str:
    """By what a heading is found; one all of marks, such as “#”, has no bare letters and keeps its spelling."""
    return folded(heading) or heading.strip()


def _told_apart(headings: list[str]) -> list[str]:
    """The headings, with the place of the column where one stands over several columns."""
    times = Counter(map(key_of, headings))
    return [
        f"{heading} (column {place})" if heading and times[key_of(heading)] > 1 else heading
        for place, heading in enumerate(headings, start=1)
    ]


def choices_of(chosen: Mapping[str, str]) -> dict[str, str]:
    """The choices by what their headings are found by. Raises `UnreadableFile`, code `unknown_field`."""
    for heading, field in chosen.items():
        if field and field not in FIELDS:
            sentence = f"{quoted(heading)} cannot fill {quoted(field)}: there is no such field. Choose one of the list."
            raise UnreadableFile(sentence, "unknown_field")
    return {key_of(heading): field for heading, field in chosen.items() if heading.strip()}
