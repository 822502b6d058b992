"""The encoding of a file that says nothing about it is guessed from its words, and the guess is known as one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from members.reading.encodings import ENCODINGS
from members.reading.guessing import out_of_place
from members.reading.name_words import ENDINGS, NAMES
from tests.files import FAMILY, GIVEN, LONG_NAMES
from tests.members.reading.conftest import read_bytes

CENTRAL = ("windows-1250", "iso-8859-2", "cp852")
WESTERN = ("windows-1252", "iso-8859-15", "mac-roman", "cp850")
CYRILLIC = ("windows-1251", "iso-8859-5", "koi8-u", "cp866")
# Invented people; most of their names are not among those that the reader knows.
REGISTERS = [
    (CENTRAL, "Tomáš Marný, Jana Sýkorová, Břetislav Mašek, Božena Hrdličková, Lubor Žďárský, Šárka Půlpánová"),
    (CENTRAL, "Peter Baláž, Zuzana Majerčáková, Marián Ďurkovský, Igor Šoltés, Vladimír Krčméry, Ľubomíra Gašparová"),
    (CENTRAL, "Jacek Wróblewski, Józefina Łęcka, Maciej Świątek, Żaneta Borówka, Wojciech Ślusarz, Kazimierz Źrebiec"),
    (CENTRAL, "Kovács Ágnes, Fehér Gergő, Szőllőssy Éva, Bükkösi Ödön, Gyöngyösi Ernő, Vörös Enikő, Hűvös Péter"),
    (CENTRAL, "Ion Creangă, Ilie Năstase, Maria Câmpeanu, Răzvan Ţone, Ştefan Bănică, Ana Dumitrăşcuţă, Ionuţ Rădoi"),
    (CENTRAL, "Željko Šola, Damir Perišić, Mladen Grgić, Ružica Đapić, Siniša Čolak, Zvonimir Bošnjak, Krešimir Ćorić"),
    (CYRILLIC, "Иван Петров, Мария Сидорова, Юлия Щукина, Анна Каренина, Яков Эйхенбаум, Христо Ботев, Елена Пеева"),
    (CYRILLIC[:3], "Іван Франко, Леся Українка, Євген Плющ, Ольга Кобилянська, Їжак Наталя"),
    (("windows-1253", "iso-8859-7"), "Γιώργος Παπάς, Μαρία Κάλλας, Άννα Βίσση, Έλλη Λαμπέτη, Νίκος Ξυλούρης"),
    (("windows-1254",), "Mehmet Öztürk, Elif Şahin, Özlem Kılıç, Gökhan Çelik, Işıl Yurdakul, Hüseyin Karaoğlu"),
    (("windows-1257",), "Vytautas Šapranauskas, Ona Šimonytė, Rūta Meilutytė, Dalia Grybauskaitė, Živilė Rezgytė"),
    (("windows-1257",), "Raimonds Vējonis, Vaira Vīķe, Jānis Straume, Ilze Kalniņa, Māris Kučinskis, Ingrīda Ģirne"),
    (WESTERN, "Jürgen Müller, Käthe Groß, Björn Böhm, Änne Weiß, Öse Übel, Günther Jäger"),
    (WESTERN, "François Lefèvre, Hélène Forêt, Anaïs Noël, Zoé Garçon, Benoît Gérôme"),
    (WESTERN, "José Muñoz, María Núñez, Iñaki Ibáñez, Sofía Gómez, Óscar Peña"),
    (WESTERN, "João Guimarães, Conceição Antão, Inês Magalhães, Simões Câmara"),
    (WESTERN, "Søren Kjær, Åse Nørgaard, Bjørn Ærø, Jørgen Bøgh"),
]  # fmt: skip
CASES = [(codec, people) for codecs, people in REGISTERS for codec in codecs]
OFFERED = [encoding.name for encoding in ENCODINGS.values() if encoding.letters]


@pytest.mark.parametrize(("codec", "people"), CASES, ids=[f"{codec}-{people[:12]}" for codec, people in CASES])
def test_a_register_in_an_old_encoding_is_read_with_the_right_names(read, codec, people):
    names = people.split(", ")
    reading = read(("Name\n" + "\n".join(names)).encode(codec))
    assert [row.values["name"] for row in reading.rows] == names
    assert reading.guessed


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([*GIVEN.split(), *FAMILY.split(), *LONG_NAMES]), min_size=1, max_size=12),
    st.sampled_from(
        ["", "5 €", "½", "§ 3", "25 m³", "„Anni“", "Mª José", "O´Neill", "Straße 3–5", "GROßMANN", "«ici»"]
    ),
)
def test_no_mixture_of_western_european_names_is_taken_for_anything_else(names, remark):
    reading = read_bytes(("Name;Town\n" + "\n".join(f"{name};{remark}" for name in names)).encode("windows-1252"))
    assert [row.values["name"] for row in reading.rows] == names


@pytest.mark.parametrize(
    "text", ["Søren;José;María", "Þór;Guðrún;Ævar", "L’Haÿ;Ménil", "D’Ávila;DʼOr", "Faïence 3 m³;Mª"]
)
def test_western_european_names_stay_what_they_are_although_other_encodings_have_letters_there_too(read, text):
    names = text.replace("ʼ", "’").split(";")
    reading = read(("Name\n" + "\n".join(names)).encode("windows-1252"))
    assert [row.values["name"] for row in reading.rows] == names


@pytest.mark.parametrize("text", ["Name\nAnna Weber\n", "Name\nZoë Weber\n"])
def test_what_is_certain_is_no_guess(read, text):
    assert (read(text).guessed, read(text.encode("utf-8-sig")).guessed, read(text.encode("utf-16")).guessed) == (
        False,
        False,
        False,
    )


def test_one_name_that_is_known_is_enough(read):
    assert [read(f"Name\n{name}\n".encode("windows-1250")).rows[0].values["name"] for name in ("Jiří", "ONDŘEJ")] == [
        "Jiří",
        "ONDŘEJ",
    ]


def test_a_guess_never_takes_an_encoding_that_cannot_read_the_whole_file(read):
    """0x98 means nothing in Windows-1250, whatever the names above it say."""
    data = "Name;Remarks\nJiří Dvořák;\nOndřej Němec;\n".encode("windows-1250") + b"Anna;\x98\n"
    assert (read(data).total, read(data).encoding) == (3, "Windows-1252 (Western European)")


@pytest.mark.parametrize(
    "text", ["MŸller", "Jos‚e", "Gro▀mann", "Maльer", "ЂЃ", "Ивαн", "σςα", "Èâàí", "Micha³owski", "f¸r", "JosÈ"]
)  # fmt: skip
def test_words_that_can_be_none_are_seen(text):
    assert out_of_place(text) == (text != "ЂЃ")


@pytest.mark.parametrize(
    "text",
    ["GROßMANN", "McNeill", "L’Haÿ", "O´Neill", "„Anni“", "Mª", "m²", "Žďár", "Ñ", "€", "Straße…", "José\xa0Álvarez"],
)  # fmt: skip
def test_words_that_people_write_are_not(text):
    assert not out_of_place(text)


def test_every_known_name_would_be_another_one_in_a_neighbouring_encoding():
    """A name that reads the same everywhere would decide nothing."""

    def readings(word):
        word = word.replace("i\u0307", "İ")
        for encoding in ENCODINGS.values():
            if encoding.letters and all(letter in encoding.letters for letter in word):
                data = encoding.as_bytes(word)
                yield from (
                    "".join(other.letters[byte] for byte in data) for other in ENCODINGS.values() if other.letters
                )

    words = NAMES | set(ENDINGS)
    assert {word for word in words if word.isascii() or len(set(readings(word))) == 1} == set()
