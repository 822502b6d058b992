"""A register is looked at before anything is written, and the look can be thrown away."""

from io import BytesIO

import pytest

from members.actions.enrolling import enrol_member
from members.actions.import_laying_out import NUMBERS_DRAWN
from members.actions.import_staging import discard_import, stage_import
from members.actions.import_writing import commit_import
from members.actions.people import PersonData
from members.enums import ImportStatus, RowOutcome
from members.models import ImportBatch, ImportRow, Membership, Person
from members.queries.known import may_be_same
from organiser.base.errors import Conflict, Invalid
from tests.helpers import REGISTER, refuses, row_counts, stage, writes

S = ImportStatus


def test_looking_writes_nothing_into_the_register(harbour, mill):
    north, before = harbour.body("North"), row_counts()
    with writes("stage_import"):
        batch = stage(harbour.secretary, north)
    assert (batch.status, batch.to_create, batch.existing, batch.refused) == (S.STAGED, 3, 0, 0)
    changed = {table for table, count in row_counts().items() if count != before[table]}
    assert changed == {"members_importbatch", "members_importrow", "base_ledgerentry", "base_ledgercontent"}


def test_discarded_file_leaves_nothing_of_what_it_said(harbour):
    batch = stage(harbour.secretary, harbour.body("North"), REGISTER.replace("Ada", "Adä").encode("latin-1"))
    assert batch.samples == [{"row": 2, "column": "Name", "text": "Adä Lind"}]
    discard_import(harbour.secretary, batch=batch)
    said = str([*ImportRow.objects.values_list("values", "problems"), *ImportBatch.objects.values()])
    assert [name in said for name in ("Adä", "ada@example.org")] == [False, False]


def test_row_of_somebody_in_this_register_is_left_out(harbour):
    email = harbour.person("Bea North").email.upper()
    batch = stage(harbour.secretary, harbour.body("North"), f"Name,E-mail\nBea N.,{email}\nNew One,new@example.org\n")
    assert (batch.to_create, batch.existing) == (1, 1)
    assert batch.rows.get(outcome=RowOutcome.EXISTS).problems[-1]["code"] == "in_register"


def test_row_is_not_told_of_people_in_another_branch(harbour):
    """Fay keeps South alone: an address of North must not be answered with a hint (invariant 7)."""
    email = harbour.person("Bea North").email
    batch = stage(harbour.person("Fay South"), harbour.body("South"), f"Name,E-mail\nBea N.,{email}\n")
    assert (batch.to_create, batch.existing) == (1, 0)
    assert batch.rows.get().problems == []


def test_nor_of_people_in_another_organisation(harbour, mill):
    email = mill.person("Lea Mill").email
    batch = stage(harbour.secretary, harbour.body("North"), f"Name,E-mail,Number\nLea M.,{email},0902\n")
    said = [(row.outcome, [p["code"] for p in row.problems]) for row in batch.rows.all()]
    assert said == [("create", [])]


def test_people_who_share_an_address_are_two_people(harbour, mill):
    bea = harbour.person("Bea North")
    batch = stage(harbour.secretary, harbour.body("North"), f"Name,E-mail\nBernd North,{bea.email.upper()}\n")
    row = batch.rows.get()
    assert (row.outcome, [p["code"] for p in row.problems]) == ("create", ["email_shared"])
    commit_import(harbour.secretary, batch=batch)
    bernd = Membership.objects.get(person__name="Bernd North")
    assert (bernd.person.email, Person.objects.get(pk=bea.pk).name) == (None, "Bea North")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Bea N.", "Bea North", True),
        ("North, Beate", "Bea North", True),
        ("Béa  NORTH", "Bea North", True),
        ("Bea Maria North", "Bea North", True),
        ("Bernd North", "Bea North", False),
        ("Bea South", "Bea North", False),
        ("", "Bea North", False),
    ],
)
def test_names_that_can_be_of_one_person(one, other, same):
    assert (may_be_same(one, other), may_be_same(other, one)) == (same, same)


@pytest.mark.parametrize(
    "raw",
    [b"", b"\x89PNG\r\n\x1a\n" + b"\x00" * 200, b"PK\x03\x04" + b"\x00" * 200],
    ids=["empty", "image", "archive"],
)
def test_file_that_is_no_register_is_refused_as_a_whole(harbour, raw):
    north, before = harbour.body("North"), row_counts()
    with pytest.raises(Invalid) as refused:
        stage(harbour.secretary, north, raw)
    assert refused.value.field == "file"
    assert row_counts() == before


def test_encoding_is_obeyed_and_remembered_in_words(harbour):
    north, raw = harbour.body("North"), "Name\nŁukasz Żak\n".encode("cp852")
    batch = stage(harbour.secretary, north, raw, encoding="cp852")
    assert (batch.rows.get().values["name"], batch.encoding, batch.encoding_guessed) == (
        "Łukasz Żak",
        "Code page 852 of DOS (Central European)",
        False,
    )


@pytest.mark.parametrize(
    ("encoding", "code"), [("iso-8859-2", "encoding_does_not_fit"), ("klingon", "unknown_encoding")]
)
def test_encoding_that_cannot_be_obeyed_is_refused_and_nothing_is_kept(harbour, encoding, code):
    before, raw = row_counts(), b"Name\nZo\x81 Lind\n"
    with pytest.raises(Invalid) as refused:
        stage(harbour.secretary, harbour.body("North"), raw, encoding=encoding)
    assert (refused.value.code, refused.value.field, row_counts()) == (code, "encoding", before)


def test_file_that_is_too_large_is_refused_unread(harbour, settings):
    settings.IMPORT_MAX_BYTES = 100
    with pytest.raises(Invalid) as refused:
        stage_import(
            harbour.secretary, body=harbour.body("North"), stream=BytesIO(b"Name\n"), size=200 * 2**20, filename="r.csv"
        )
    assert refused.value.field == "file"


def test_row_with_the_number_and_name_of_somebody_in_the_register_is_left_as_it_is(harbour, mill):
    bea = harbour.members["Bea North"]
    lines = (
        f"Number,Name,Phone\n{bea.number},BEA  NÓRTH,no phone\n{harbour.members['Cyd North'].number},Someone Else,\n"
        f"{harbour.members['Gil South'].number},Gil South,\n"
    )
    batch = stage(harbour.secretary, harbour.body("North"), lines)
    said = [(row.outcome, [p["code"] for p in row.problems]) for row in batch.rows.order_by("number")]
    assert said == [("exists", ["in_register"]), ("error", ["number_taken"]), ("exists", ["in_register"])]
    assert batch.rows.get(number=2).problems[0]["sentence"] == (
        f"Row 2: BEA NÓRTH, number {bea.number}, is in the register already and stays as it is."
    )


def test_numbers_that_a_branch_brings_in_are_not_taken_whoever_has_them_and_the_preview_says_so(harbour, mill):
    """Which ones were swapped would list the numbers of the others, as often as one undoes it (invariant 7)."""
    bea, gil = harbour.members["Bea North"], harbour.members["Gil South"]
    fay, south = harbour.person("Fay South"), harbour.body("South")
    batch = stage(fay, south, f"Number,Name\n{bea.number},Bea Other\n9001,New One\n{gil.number},Gil South\n")
    rows = batch.rows.order_by("number")
    assert [(row.outcome, row.values["number"], row.problems == []) for row in rows] == [
        ("create", "", True),
        ("create", "", True),
        ("exists", gil.number, False),
    ]
    assert [column["note"] for column in batch.columns if not column["heading"]] == [NUMBERS_DRAWN]
    commit_import(fay, batch=batch)
    made = Membership.objects.filter(branch=south.pk, person__name__in=("New One", "Bea Other"))
    assert sorted(len(one.number) for one in made) == [6, 6]


@pytest.mark.parametrize("who", ["looked at by a branch", "written by a branch"])
def test_numbers_are_taken_only_from_who_keeps_the_whole_at_both_steps(harbour, mill, who):
    ana, fay, south = harbour.secretary, harbour.person("Fay South"), harbour.body("South")
    first, second = (fay, ana) if who == "looked at by a branch" else (ana, fay)
    commit_import(second, batch=stage(first, south, "Number,Name\n9001,New One\n"))
    assert len(Membership.objects.get(person__name="New One").number) == 6
    commit_import(ana, batch=stage(ana, south, "Number,Name\n9001,New Two\n"))
    assert Membership.objects.get(person__name="New Two").number == "9001"


def test_a_number_is_refused_to_who_keeps_the_whole_where_it_is_taken(harbour, mill):
    bea = harbour.members["Bea North"]
    with refuses(Conflict, "number"):
        enrol_member(harbour.secretary, body=harbour.body(), data=PersonData(name="New Two"), number=bea.number)


def test_first_row_is_a_person_where_that_is_said(harbour):
    raw = "Ada Lind;ada@example.org\nBo Quay;\n"
    headings = {"Column 1": "name", "Column 2": "email"}
    batch = stage(harbour.secretary, harbour.body("North"), raw, headings=headings, first_row_is_data=True)
    assert [row.values for row in batch.rows.order_by("number")] == [
        {"name": "Ada Lind", "email": "ada@example.org"},
        {"name": "Bo Quay", "email": ""},
    ]
    assert batch.columns[-1]["note"] == "The first row was taken as a person, not as headings, as it was chosen."


def test_name_of_a_file_stays_on_one_line(harbour):
    stream = BytesIO(b"Name\nAda Lind\n")
    batch = stage_import(
        harbour.secretary, body=harbour.body("North"), stream=stream, size=14, filename="a\u202egpj\n.csv"
    )
    assert batch.filename == "agpj .csv"


def test_a_file_with_too_many_rows_is_refused_while_it_is_sent(harbour, settings, tmp_path):
    """Line breaks inside of cells and blank lines are no rows: the count is not that of the lines."""
    settings.IMPORT_MAX_ROWS, settings.IMPORT_AT_ONCE, settings.UPLOAD_DIR = 9, 3, tmp_path / "uploads"
    north, people = harbour.body("North"), [f'Ada{n};Lind{n};"Quay {n}\r\nback\r\nhouse"\r\n\r\n' for n in range(10)]
    head = "Given name;Family name;Address\r\n"
    assert stage(harbour.secretary, north, head + "".join(people[:9])).status == S.READING
    before = row_counts()
    with pytest.raises(Invalid) as refused:
        stage(harbour.secretary, north, head + "".join(people))
    assert (refused.value.code, row_counts()) == ("too_many_rows", before)
