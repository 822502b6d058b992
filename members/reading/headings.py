"""Which heading fills which field, in English, German, Spanish and French, whatever its accents, case and hyphens."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping

from members.reading.heading_words import NOT_READ, SECOND_CHOICE, WORDS
from members.reading.problems import Column, UnreadableFile, and_list, quoted

LABELS = {
    "number": "member number",
    "name": "name",
    "given_name": "given name",
    "family_name": "family name",
    "email": "e-mail",
    "phone": "phone",
    "joined_on": "joined on",
    "address": "address",
    "postcode": "postcode",
    "town": "town",
    "language": "language",
    "notices_by": "notices by",
}
FIELDS = tuple(LABELS)
NAMES = ("name", "given_name", "family_name")

_NOTES = {
    "branch": "Not imported: everyone in the file joins the branch you import into.",
    "state": "Not imported: a file cannot set the state of a membership.",
}
_SHOWN_HEADINGS = 8


def folded(heading: str) -> str:
    """A heading reduced to its bare letters and digits, so that “E-Mail”, “email” and “É-MAIL ” are the same."""
    plain = unicodedata.normalize("NFKD", heading.casefold())
    return "".join(letter for letter in plain if letter.isalnum()).casefold()


_FIRST = {word: field for field, words in WORDS.items() for word in words.split()}
_FIRST |= {folded(field): field for field in FIELDS}
_SECOND = {word: field for field, words in SECOND_CHOICE.items() for word in words.split()}
_NOTED = {word: _NOTES[kind] for kind, words in NOT_READ.items() for word in words.split()}
# A bare “Name” beside “Vorname” means the family name; “Nombre” beside “Apellidos” means the given name.
_BARE_NAMES = {"name", "nom", "nombre"}


def known_among(chosen: Mapping[str, str] | None) -> Callable[[str], bool]:
    """A test whether a heading says something to us: a field, a column we leave out, or one of those `chosen`."""
    more = _choices(chosen or {})

    def known(heading: str) -> bool:
        word = folded(heading) or heading.strip()
        return word in _FIRST or word in _SECOND or word in _NOTED or word in more

    return known


def match_headings(headings: list[str], chosen: Mapping[str, str] | None = None) -> list[Column]:
    """Find the field for each heading, in order.

    `chosen` gives the field for a heading as the file spells it, or `""` to leave it out, and goes before any guess.
    Raises `UnreadableFile`: `unknown_field` when `chosen` names a field there is not, `no_known_heading`,
    `duplicate_heading` when two columns would fill one field, `no_name` when no column holds a name.
    """
    choices = _choices(chosen or {})
    headings = [_cleaned(heading) for heading in headings]
    words = [folded(heading) for heading in headings]
    # A heading all of marks, such as “#”, has no bare letters and is told apart by its spelling alone.
    picked = [choices.get(word or heading) for heading, word in zip(headings, words, strict=True)]
    fields = [_FIRST.get(word, "") if pick is None else pick for word, pick in zip(words, picked, strict=True)]
    _settle_bare_names(words, picked, fields)
    for position, word in enumerate(words):
        second = _SECOND.get(word, "")
        if second and second not in fields and picked[position] is None:
            fields[position] = second
    columns = [
        Column(heading, field, _NOTED.get(word, "") if pick is None else "")
        for heading, word, pick, field in zip(headings, words, picked, fields, strict=True)
    ]
    _check(columns)
    return columns


def unknown_headings(columns: Iterable[Column]) -> list[str]:
    """The headings that fill no field and are not left out for a reason of ours, in the order of the file."""
    return [column.heading for column in columns if column.heading and not column.field and not column.note]


def _cleaned(heading: str) -> str:
    seen = "".join(letter for letter in heading if letter.isprintable() or letter.isspace())
    return " ".join(unicodedata.normalize("NFC", seen).split())


def _choices(chosen: Mapping[str, str]) -> dict[str, str]:
    for heading, field in chosen.items():
        if field and field not in FIELDS:
            sentence = f"{quoted(heading)} cannot fill {quoted(field)}: there is no such field. Choose one of the list."
            raise UnreadableFile(sentence, "unknown_field")
    return {folded(heading) or heading.strip(): field for heading, field in chosen.items() if heading.strip()}


def _settle_bare_names(words: list[str], picked: list[str | None], fields: list[str]) -> None:
    has_given, has_family = "given_name" in fields, "family_name" in fields
    if has_given == has_family:
        return
    for position, word in enumerate(words):
        if word in _BARE_NAMES and picked[position] is None:
            fields[position] = "family_name" if has_given else "given_name"


def _check(columns: list[Column]) -> None:
    found = tuple(column.heading for column in columns if column.heading)
    by_field: dict[str, list[str]] = {}
    for column in columns:
        if column.field:
            by_field.setdefault(column.field, []).append(column.heading)
    if not by_field:
        shown = ", ".join(quoted(heading) for heading in found[:_SHOWN_HEADINGS])
        which = f": {shown}" if shown else ""
        sentence = (
            f"No heading of the first row is known{which}. The first row has to hold headings, such as Name, E-Mail and"
            " Joined. Write them in, or choose a field for each column."
        )
        raise UnreadableFile(sentence, "no_known_heading", found)
    for field, headings in by_field.items():
        if len(headings) > 1:
            sentence = (
                f"{len(headings)} columns hold the {LABELS[field]}: {and_list([quoted(text) for text in headings])}."
                " Keep one of them, or give the others another heading."
            )
            raise UnreadableFile(sentence, "duplicate_heading", found)
    if not any(field in by_field for field in NAMES):
        sentence = "No column holds a name. Give the column with the names the heading Name, or choose it as the name."
        raise UnreadableFile(sentence, "no_name", found)
