import pytest

from members.reading import FIELDS
from members.reading.folding import folded
from members.reading.headings import match_headings

VARIANTS = {
    "number": ["Member number", "Membership No.", "Mitgliedsnr.", "Mitglieds-Nummer", "N.º de socio", "N° d'adhérent"],
    "name": ["Name", "Full name", "Vor- und Nachname", "Nombre y apellidos", "Nom et prénom", "NOMBRE COMPLETO"],
    "given_name": ["Given name", "First name", "Forename", "Vorname", "Nombre de pila", "Prénom", "PRENOM"],
    "family_name": ["Family name", "Surname", "Last-Name", "Nachname", "Familienname", "Apellidos", "Nom de famille"],
    "email": ["Email", "E-mail address", "E-Mail-Adresse", "Correo electrónico", "Courriel", "Adresse e-mail"],
    "phone": ["Phone", "Tel.", "Telefonnummer", "Teléfono", "Téléphone", "Mobile", "Handy", "Móvil", "Portable"],
    "joined_on": ["Joined", "Member since", "Eintrittsdatum", "Mitglied seit", "Fecha de alta", "Date d’adhésion"],
    "address": ["Address", "Street", "Straße", "STRASSE", "Straße, Hausnr.", "Anschrift", "Dirección", "Rue"],
    "postcode": ["Postcode", "ZIP", "PLZ", "Código postal", "Code postal", "C.P."],
    "town": ["Town", "City", "Ort", "Wohnort", "Población", "Ville"],
    "language": ["Language", "Sprache", "Idioma", "Langue"],
    "notices_by": ["Notices by", "Einladung per", "Avisos por", "Convocation par"],
}


def fields_of(*headings: str, **chosen: str) -> list[str]:
    return [column.field for column in match_headings(list(headings), chosen)]


@pytest.mark.parametrize(("field", "heading"), [(field, text) for field, texts in VARIANTS.items() for text in texts])
def test_headings_are_known_in_four_languages(field, heading):
    beside = "Full name" if field not in {"name", "given_name", "family_name"} else "Remarks"
    assert fields_of(beside, heading) == ["name" if beside == "Full name" else "", field]


def test_every_field_is_known_by_its_own_name_so_that_an_export_reads_back():
    assert fields_of(*FIELDS) == list(FIELDS)


def test_accents_case_and_punctuation_make_no_difference():
    assert {folded(text) for text in ("Straße", "STRASSE", " strasse: ", "Stra\u00dfe.")} == {"strasse"}


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (["Name", "Vorname"], ["family_name", "given_name"]),
        (["Nom", "Prénom"], ["family_name", "given_name"]),
        (["Nombre", "Apellidos"], ["given_name", "family_name"]),
        (["Name", "Surname"], ["given_name", "family_name"]),
        (["Name", "Vorname", "Nachname"], ["name", "given_name", "family_name"]),
        (["Full name", "Vorname"], ["name", "given_name"]),
        (["Nombre", "Correo"], ["name", "email"]),
    ],
)
def test_a_bare_name_means_what_the_columns_beside_it_leave(headings, fields):
    assert fields_of(*headings) == fields


def test_a_mobile_number_fills_the_phone_only_when_no_telephone_does():
    assert fields_of("Name", "Handy", "Telefon") == ["name", "", "phone"]
    assert fields_of("Name", "Handy") == ["name", "phone"]
    assert fields_of("Name", "Handy", Handy="") == ["name", ""]


def test_a_running_number_gives_way_to_the_member_number():
    assert fields_of("Nr.", "Name", "Mitgliedsnummer") == ["", "name", "number"]
    assert fields_of("Nr.", "Name") == ["number", "name"]


def test_unknown_headings_are_listed_in_order_and_the_branch_carries_a_note(read):
    reading = read("Shoe size;Name;Ortsgruppe;Estado;Colour\n42;Anna Weber;Nord;activa;red\n")
    assert reading.unknown_headings == ["Shoe size", "Colour"]
    assert [(column.heading, column.field, column.note) for column in reading.columns] == [
        ("Shoe size", "", ""),
        ("Name", "name", ""),
        ("Ortsgruppe", "", "Not imported: everyone in the file joins the branch you import into."),
        ("Estado", "state", ""),
        ("Colour", "", ""),
    ]


def test_a_choice_goes_before_the_guess_however_the_heading_is_spelt(read):
    reading = read(
        "Name;Spitzname;Handy;Telefon;Shoe size\nAnna Weber;Anni;0170 555111;030 555222;42\n",
        headings={"spitzname": "name", "Name": "", "HANDY": "phone", "Telefon": "", "Shoe size": "number"},
    )
    assert reading.rows[0].values == {"name": "Anni", "phone": "0170555111", "number": "42"}
    assert reading.unknown_headings == ["Name", "Telefon"]


def test_a_heading_of_signs_alone_can_be_chosen(read):
    reading = read("#;Name\n7;Anna Weber\n", headings={"#": "number"})
    assert reading.rows[0].values == {"number": "7", "name": "Anna Weber"}


def test_headings_show_as_a_person_reads_them(read):
    reading = read('" E-Mail\n address ";Name\nanna@example.org;Anna Weber\n')
    assert [column.heading for column in reading.columns] == ["E-Mail address", "Name"]


def test_a_column_without_heading_is_named_only_when_it_holds_something(read):
    assert read("Name;Ort;;\nAnna Weber;Tal;;\n").notes == []
    assert read("Name;Ort;;\nAnna Weber;Tal;;\nBo Lund;Au;;x\n").notes == [
        "Column 4 has no heading and is not imported, although row 3 holds something there."
    ]
