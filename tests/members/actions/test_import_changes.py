"""People in the register are changed by a file only as far as was chosen and shown, and can be put back."""

import pytest

from members.actions.import_staging import discard_import
from members.actions.import_undoing import undo_import
from members.actions.import_writing import commit_import
from members.actions.memberships import change_state
from members.actions.people import PersonData, change_contact
from members.enums import MembershipState
from members.models import AccessLogEntry, Person
from organiser.base.errors import Conflict, Invalid
from tests.helpers import refuses, stage, writes

ALL = ("email", "phone", "address", "postcode", "town", "language", "notices_by")


@pytest.fixture
def bea(harbour):
    person = harbour.person("Bea North")
    Person.objects.filter(pk=person.pk).update(phone="0301", town="Ulm")
    person.refresh_from_db()
    return person


@pytest.fixture
def membership(harbour):
    return harbour.members["Bea North"]


@pytest.fixture
def staged(harbour, bea, membership):
    def staging(phone="0302000", town="Bonn", update=ALL):
        data = f"Number,Name,Phone,Town\n{membership.number},Bea North,{phone},{town}\n,New One,,\n"
        return stage(harbour.secretary, harbour.body("North"), data, update=update)

    return staging


def numbers(batch):
    return batch.to_create, batch.to_change, batch.existing, batch.refused


def now(person):
    person.refresh_from_db()
    return person.phone, person.town


def test_without_a_choice_people_are_only_added(harbour, bea, staged):
    batch = commit_import(harbour.secretary, batch=staged(update=()))
    assert (numbers(batch), now(bea)) == ((1, 0, 1, 0), ("0301", "Ulm"))


def test_only_chosen_fields_are_changed_and_each_is_shown_old_and_new(harbour, mill, bea, membership, staged):
    batch = staged(update=("phone",))
    row = batch.rows.get(outcome="change")
    assert (numbers(batch), row.changes, now(bea)) == (
        (1, 1, 0, 0), {"phone": ["0301", "0302000"]}, ("0301", "Ulm"),
    )  # fmt: skip
    assert [problem["sentence"] for problem in row.problems] == [
        f"Row 2: Bea North, number {membership.number}: phone is “0301” and becomes “0302000”."
    ]
    with writes("commit_import") as entries:
        commit_import(harbour.secretary, batch=batch)
    content = entries[0].content.content
    assert (now(bea), content["written"], content["changed"]) == (("0302000", "Ulm"), 1, 1)


def test_empty_cells_change_nothing(staged):
    assert numbers(staged(phone="", town="Ulm")) == (1, 0, 1, 0)


def test_a_cell_that_cannot_be_read_changes_nothing_and_is_named(staged):
    row = staged(phone="ring me").rows.get(outcome="change")
    assert row.changes == {"town": ["Ulm", "Bonn"]}
    found = [(problem["code"], problem["severity"]) for problem in row.problems]
    assert found == [("phone_invalid", "warning"), ("will_change", "change")]


def test_what_is_shown_and_changed_can_be_read_by_the_member(harbour, bea, staged):
    commit_import(harbour.secretary, batch=staged())
    log = AccessLogEntry.objects.filter(person=bea).order_by("pk").values_list("what", "reader__name")
    assert list(log) == [("Preview of an import", "Ana Founder"), ("Changed by an import", "Ana Founder")]


def test_a_value_changed_since_the_preview_stops_the_whole(harbour, bea, membership, staged):
    batch = staged()
    change_contact(bea, membership=membership, data=PersonData("Bea North", bea.email, "0303000"))
    sentence = "Row 2: the phone was changed since the preview. Look at the file again."
    with refuses(Conflict, "changed_since", sentence):
        commit_import(harbour.secretary, batch=batch)


def test_so_does_somebody_who_left_since(harbour, bea, membership, staged):
    batch = staged()
    change_state(bea, membership=membership, to=MembershipState.RESIGNED)
    with refuses(Conflict, "changed_since"):
        commit_import(harbour.secretary, batch=batch)


def test_somebody_who_left_is_not_changed(bea, membership, staged):
    change_state(bea, membership=membership, to=MembershipState.RESIGNED)
    assert numbers(staged()) == (1, 0, 1, 0)


def test_undoing_puts_back_what_nobody_changed_since_and_names_the_rest(harbour, bea, membership, staged):
    batch = commit_import(harbour.secretary, batch=staged())
    bea.refresh_from_db()
    change_contact(bea, membership=membership, data=PersonData("Bea North", bea.email, "0303000", town="Bonn"))
    with writes("undo_import") as entries:
        undo_import(harbour.secretary, batch=batch)
    assert (now(bea), Person.objects.filter(name="New One").count()) == (("0303000", "Ulm"), 0)
    assert [problem["sentence"] for problem in batch.rows.get(outcome="change").problems] == [
        "Row 2: the phone of Bea North was changed again since and stays as it is."
    ]
    content = entries[0].content.content
    assert (content["removed"], content["left_alone"]) == (1, 1)


def test_an_address_of_somebody_else_in_the_register_is_not_given(harbour, membership):
    taken = harbour.person("Cyd North").email
    data = f"Number,Name,E-mail\n{membership.number},Bea North,{taken}\n"
    row = stage(harbour.secretary, harbour.body("North"), data, update=ALL).rows.get()
    assert (row.changes, [problem["code"] for problem in row.problems]) == ({}, ["in_register", "email_taken"])
    assert row.problems[1]["sentence"] == (
        f"Row 2: {taken} is the address of somebody else in the register. It is not changed."
    )


def test_an_address_that_another_branch_has_is_not_given_away(harbour):
    """Fay keeps South alone and must not learn by a refusal who is in North (invariant 7)."""
    taken, gil = harbour.person("Bea North").email, harbour.members["Gil South"]
    data = f"Number,Name,E-mail\n{gil.number},Gil South,{taken}\n"
    batch = stage(harbour.person("Fay South"), harbour.body("South"), data, update=ALL)
    assert batch.rows.get().changes == {"email": [gil.person.email, taken]}


@pytest.mark.parametrize("address", ["of somebody in North", "of nobody"])
def test_undoing_tells_a_branch_nothing_of_the_addresses_of_another(harbour, mill, address):
    """Fay keeps South alone: what undoing does is the same, whether somebody in North has the address or nobody."""
    fay, gil = harbour.person("Fay South"), harbour.members["Gil South"]
    before = harbour.person("Bea North").email if address == "of somebody in North" else "nobody@example.org"
    Person.objects.filter(pk=gil.person_id).update(email=before)
    data = f"Number,Name,E-mail\n{gil.number},Gil South,new@example.org\n"
    batch = commit_import(fay, batch=stage(fay, harbour.body("South"), data, update=ALL))
    with writes("undo_import") as entries:
        undo_import(fay, batch=batch)
    email = Person.objects.get(pk=gil.person_id).email
    assert (email, batch.rows.get().problems, entries[0].content.content["left_alone"]) == (before, [], 0)


def test_people_of_another_branch_or_organisation_are_not_changed(harbour, mill, membership):
    lea = mill.person("Lea Mill").email
    data = f"Number,Name,E-mail,Phone\n{membership.number},Bea North,,0304000\n,Lea Mill,{lea},0304000\n"
    batch = stage(harbour.person("Fay South"), harbour.body("South"), data, update=ALL)
    assert (batch.rows.filter(outcome="change").count(), AccessLogEntry.objects.count()) == (0, 0)


def test_of_two_rows_about_one_person_the_first_counts(harbour, bea, membership):
    data = f"Number,Name,E-mail,Phone\n{membership.number},Bea North,,0305000\n,Bea,{bea.email},0306000\n"
    batch = stage(harbour.secretary, harbour.body("North"), data, update=ALL)
    assert [(row.outcome, row.changes) for row in batch.rows.order_by("number")] == [
        ("change", {"phone": ["0301", "0305000"]}),
        ("exists", {}),
    ]


def test_notices_by_email_need_an_address(harbour, bea, membership):
    Person.objects.filter(pk=bea.pk).update(email=None, notices_by="post")
    data = f"Number,Name,Notices by\n{membership.number},Bea North,e-mail\n"
    assert numbers(stage(harbour.secretary, harbour.body("North"), data, update=ALL)) == (0, 0, 1, 0)


def test_a_field_that_a_file_cannot_change_is_refused(harbour):
    sentence = "A file cannot change “name” of people in the register. Choose among the fields that it can."
    with refuses(Invalid, "not_updatable", sentence):
        stage(harbour.secretary, harbour.body("North"), update=("name",))


def test_a_discarded_preview_leaves_no_old_values(harbour, staged):
    assert discard_import(harbour.secretary, batch=staged()).rows.count() == 0


def test_a_file_imported_since_the_preview_is_not_written_twice(harbour):
    north = harbour.body("North")
    first, second = (stage(harbour.secretary, north, "Name\nAda Lind\n") for _ in range(2))
    commit_import(harbour.secretary, batch=first)
    sentence = "The same file was imported since this preview. Look at the file again."
    with refuses(Conflict, "imported_since", sentence):
        commit_import(harbour.secretary, batch=second)
    third = stage(harbour.secretary, north, "Name\nAda Lind\n")
    assert third.columns[-1]["note"].startswith("The same file was imported on ")


@pytest.mark.parametrize(
    ("was", "given", "changes"),
    [
        ("555-0142", "5550142", 0),
        ("030 / 555 01 42", "030-5550142", 0),
        ("+49 30 5550142", "0049 30 5550142", 0),
        ("555-0142", "5550143", 1),
        ("555-0142", "030 5550142", 1),
        ("", "5550142", 1),
    ],
)
def test_a_phone_number_written_otherwise_is_no_change(harbour, bea, staged, was, given, changes):
    Person.objects.filter(pk=bea.pk).update(phone=was)
    assert staged(phone=given, town="", update=["phone"]).to_change == changes
