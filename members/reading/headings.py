"""Which heading fills which field, in English, German, Spanish and French, whatever its accents, case and hyphens."""

from collections.abc import Callable, Iterable, Mapping

from members.reading.fields import FIELDS, LABELS, NAMES
from members.reading.folding import folded
from members.reading.formats import HEADINGS, format_of
from members.reading.heading_words import NOT_READ, SECOND_CHOICE, WORDS
from members.reading.naming import choices_of, cleaned, fields_chosen, key_of, names_of_columns
from members.reading.problems import Column, UnreadableFile, and_list, quoted

_NOTES = {
    "branch": "Not imported: everyone in the file joins the branch you import into.",
    "why": "Not imported: it says why these rows stayed out before.",
}
_SHOWN_HEADINGS = 8


_FIRST = {word: field for field, words in WORDS.items() for word in words.split()}
_FIRST |= {folded(field): field for field in FIELDS}
_SECOND = {word: field for field, words in SECOND_CHOICE.items() for word in words.split()}
_NOTED = {word: _NOTES[kind] for kind, words in NOT_READ.items() for word in words.split()}
# A bare “Name” beside “Vorname” means the family name; “Nombre” beside “Apellidos” means the given name.
_BARE_NAMES = {"name", "nom", "nombre"}


_BRANCH = frozenset(NOT_READ["branch"].split())


def branch_heading(columns: Iterable[tuple[str, str]]) -> str:
    """The heading that says in which branch somebody stands, of headings and their fields; nothing where several do."""
    found = [heading for heading, field in columns if not field and folded(heading) in _BRANCH]
    return found[0] if len(found) == 1 else ""


def known_among(chosen: Mapping[str, str] | None) -> Callable[[str], bool]:
    """A test whether a heading says something to us: a field, a column we leave out, or one of those `chosen`."""
    more = choices_of(chosen or {})

    def known(heading: str) -> bool:
        word = key_of(heading)
        return any(word in words for words in (_FIRST, _SECOND, _NOTED, HEADINGS, more))

    return known


def match_headings(headings: list[str], chosen: Mapping[str, str] | None = None) -> list[Column]:
    """Find the field for each heading, in order.

    `chosen` gives the field for a heading as the file spells it, or `""` to leave it out, and goes before any guess. A
    heading that stands over several columns is told apart by its place, as in “Phone (column 3)”.
    Raises `UnreadableFile`: `unknown_field` when `chosen` names a field there is not, `no_known_heading`,
    `duplicate_heading` when two columns would fill one field, `no_name` when no column holds a name.
    """
    picked = fields_chosen(headings, chosen or {})
    told_apart = names_of_columns(headings)
    headings = [cleaned(heading) for heading in headings]
    words = [folded(heading) for heading in headings]
    picked = _with_format(headings, words, picked)
    fields = _guessed(words, picked)
    _settle_bare_names(words, picked, fields)
    for position, word in enumerate(words):
        second = _SECOND.get(word, "")
        if second and second not in fields and picked[position] is None:
            fields[position] = second
    columns = [
        Column(heading, field, _NOTED.get(word, "") if pick is None else "")
        for heading, word, pick, field in zip(told_apart, words, picked, fields, strict=True)
    ]
    _check(columns)
    return columns


def _with_format(headings: list[str], words: list[str], picked: list[str | None]) -> list[str | None]:
    """What was chosen, and else what the program means from which the file comes; each field is filled once."""
    found = format_of(headings)
    if not found:
        return picked
    chosen = {pick for pick in picked if pick}
    said = [None if field in chosen else field for field in found.picked(words)]
    both = [field if pick is None else pick for field, pick in zip(said, picked, strict=True)]
    taken = {field for field in both if field}
    return [
        "" if field is None and _FIRST.get(word) in taken else field for field, word in zip(both, words, strict=True)
    ]


def _guessed(words: list[str], picked: list[str | None]) -> list[str]:
    """The field of each heading: what is said of it, else what the word means."""
    return [_FIRST.get(word, "") if pick is None else pick for word, pick in zip(words, picked, strict=True)]


def columns_without_headings(first: list[str], chosen: Mapping[str, str] | None = None) -> list[Column]:
    """The columns of a file whose first row is a person already: “Column 1”, “Column 2” and so on.

    Nothing is guessed. `chosen` names each column so, or by what stands in the first row.
    Raises `UnreadableFile` as `match_headings` does.
    """
    choices = choices_of(chosen or {})
    shown = [text or f"Column {place}" for place, text in enumerate(names_of_columns(first), start=1)]
    columns = []
    for place, text in enumerate(shown, start=1):
        name = f"Column {place}"
        columns.append(Column(name, choices.get(key_of(text), choices.get(key_of(name), ""))))
    _check_twice(columns, tuple(shown))
    if not any(column.field in NAMES for column in columns):
        sentence = "No column holds a name. Choose a field for each column; one of them is the name."
        raise UnreadableFile(sentence, "no_name", tuple(shown))
    return columns


def unknown_headings(columns: Iterable[Column]) -> list[str]:
    """The headings that fill no field and are not left out for a reason of ours, in the order of the file."""
    return [column.heading for column in columns if column.heading and not column.field and not column.note]


def _settle_bare_names(words: list[str], picked: list[str | None], fields: list[str]) -> None:
    has_given, has_family = "given_name" in fields, "family_name" in fields
    if has_given == has_family:
        return
    for position, word in enumerate(words):
        if word in _BARE_NAMES and picked[position] is None:
            fields[position] = "family_name" if has_given else "given_name"


def _check(columns: list[Column]) -> None:
    found = tuple(column.heading for column in columns if column.heading)
    if not any(column.field for column in columns):
        shown = ", ".join(quoted(heading) for heading in found[:_SHOWN_HEADINGS])
        which = f": {shown}" if shown else ""
        sentence = (
            f"No heading of the first row is known{which}. If these are headings, choose a field for each column. If"
            " the first row is a person already, say so and choose the fields, or write a row of headings above it,"
            " such as Name, E-Mail and Joined."
        )
        raise UnreadableFile(sentence, "no_known_heading", found)
    _check_twice(columns, found)
    if not any(column.field in NAMES for column in columns):
        sentence = "No column holds a name. Give the column with the names the heading Name, or choose it as the name."
        raise UnreadableFile(sentence, "no_name", found)


def _check_twice(columns: list[Column], found: tuple[str, ...]) -> None:
    by_field: dict[str, list[str]] = {}
    for column in columns:
        if column.field:
            by_field.setdefault(column.field, []).append(column.heading)
    for field, headings in by_field.items():
        if len(headings) > 1:
            sentence = (
                f"{len(headings)} columns hold the {LABELS[field]}: {and_list([quoted(text) for text in headings])}."
                " Keep one of them, or give the others another heading."
            )
            raise UnreadableFile(sentence, "duplicate_heading", found)
