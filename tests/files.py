"""Files as people really send them: a register of invented people with the mess of years in it.

`messy_register` gives the bytes, `mess_in` says what a reader has to find in them.
"""

import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Literal

Encoding = Literal["windows-1252", "latin-1", "utf-8-sig"]

HEADINGS = ("Member number", "Name", "E-Mail", "Phone", "Joined", "Street", "Postcode", "Town", "Remarks")
FIRST_DAY, LAST_DAY = date(1998, 1, 1), date(2024, 12, 31)

GIVEN = (
    "Anna Amélie André Ángela Béla Björn Céline Chloé David Désirée Élodie Emre Fátima François Günter Hélène Iñaki"
    " Inés Jörg José Jürgen Kåre Léa Lucía Maël Märta Mónica Nadia Noël Óscar Özlem Paula René Saïd Søren Tomás Ute"
    " Værner Walter Yann Zoë"
)
FAMILY = (
    "Achterberg Ångström Bäcker Bølling Castaño Çelebi Delacroix Dúran Einhäuser Fàbregas Fröhlich Gómez Großmann"
    " Hjørring Ibáñez Jäger Köhler Lefèvre Löwenthal Müller Muñoz Nørgaard Núñez Oertel Peña Quiñones Rößler Sánchez"
    " Schäfer Théroux Übelacker Vâlcea Weiß Xhemaili Yáñez Zuñiga"
)
# Names of exactly forty letters, which no page may cut off.
LONG_NAMES = (
    "Maximiliane-Éléonore Großkreuz-Brückenmaier",
    "Bartolomé Sebastián Echevarrías y Villanueva",
    "Anne-Françoise Delagrange-Lefèvre des Théroux",
)
STREETS = ("Hafenstraße", "Rue de l'Église", "Calle del Álamo", "Mill Lane", "Am Alten Gaswerk", "Ålsgade")
TOWNS = (("20359", "Nordhafen"), ("7100", "Saint-Élie"), ("01234", "Großheide"), ("28040", "Peñablanca"))


@dataclass
class Mess:
    """What is in a messy register: the code of each error and of each warning by row, and the blank rows."""

    people: int
    errors: dict[int, str] = field(default_factory=dict)
    warnings: dict[int, str] = field(default_factory=dict)
    blank_rows: int = 0

    @property
    def importable(self) -> int:
        """How many people can come in."""
        return self.people - len(self.errors)


def messy_register(people: int, seed: int, *, encoding: Encoding = "windows-1252") -> bytes:
    """A CSV file of `people` invented people, eight at least, the same for the same `seed`.

    Semicolons, spaces around cells, dates in four styles, e-mails in mixed case, missing or used twice, missing
    names, blank lines, cells with line breaks, one row with too many cells and one with too few.
    """
    return "".join(text for text, _mess in _register(people, seed)).encode(encoding)


def mess_in(people: int, seed: int) -> Mess:
    """What is wrong in `messy_register(people, seed)`, rows counted as a spreadsheet does."""
    return list(_register(people, seed))[-1][1]


def _register(people: int, seed: int) -> Iterator[tuple[str, Mess]]:
    chance = Random(seed)
    mess = Mess(people)
    row = 1
    yield _line(list(HEADINGS)), mess
    repeatable = ""
    for index in range(people):
        row += 1
        cells = _person(chance, index)
        flaw = _flaw(index, people)
        if flaw == "too_many_cells":
            cells[5:6] = [cells[5], " second floor"]
            mess.errors[row] = flaw
        elif flaw == "too_few_cells":
            cells[4:] = []
            mess.warnings[row] = flaw
        elif flaw == "name_missing":
            cells[1] = "  "
            mess.errors[row] = flaw
        elif flaw == "email_repeated" and repeatable:
            cells[2], cells[4] = repeatable.upper(), "25.03.2020"
        elif cells[2]:
            repeatable = cells[2].strip()
        if flaw == "email_repeated" and repeatable:  # of somebody else: an address leads to one person
            mess.warnings[row] = "email_shared"
        yield _line(cells), mess
        if index % 25 == 24:
            row += 1
            mess.blank_rows += 1
            yield (_line([""] * len(HEADINGS)) if index % 50 == 24 else "\r\n"), mess


def _flaw(index: int, people: int) -> str:
    if index == people // 2:
        return "too_many_cells"
    if index == people // 3:
        return "too_few_cells"
    if index % 45 == 5:
        return "name_missing"
    if index % 30 == 7:
        return "email_repeated"
    return ""


def _person(chance: Random, index: int) -> list[str]:
    """The cells of one person; the dates with a slash all have the day first, and most of them tell."""
    name = f"{chance.choice(GIVEN.split())} {chance.choice(FAMILY.split())}"
    if index % 60 == 12:
        name = LONG_NAMES[index // 60 % len(LONG_NAMES)]
    email = "" if index % 7 == 3 else f"{_ascii(name)}.{index}@Example.org"
    if index % 5 == 1:
        email = email.title()
    joined = FIRST_DAY + timedelta(days=chance.randrange((LAST_DAY - FIRST_DAY).days + 1))
    styles = (joined.isoformat(), f"{joined:%d.%m.%Y}", f"{joined.day} {joined:%B %Y}", f"{joined:%d/%m/%Y}")
    digits = f"{5550000 + index}"
    phones = (f"030 {digits}", f"+49 (0)30/{digits[:3]}-{digits[3:]}", f"0049 30 {digits}", "")
    street = f"{chance.choice(STREETS)} {chance.randrange(1, 140)}"
    if index % 50 == 10:
        street += "\nback house; left"
    postcode, town = chance.choice(TOWNS)
    cells = [f"{index + 1:04}", name, email, phones[index % 4], styles[index % 4], street, postcode, town, ""]
    if index % 3 == 0:
        cells = [f"  {cell} " if cell else cell for cell in cells]
        cells[1] = cells[1].replace(" ", "  ", 1) if index % 2 else cells[1]
    return cells


def _ascii(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss").replace("ø", "o").replace("æ", "ae"))
    return ".".join("".join(letter for letter in word if letter.isascii()) for word in plain.split())


def _line(cells: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerow(cells)
    return buffer.getvalue()
