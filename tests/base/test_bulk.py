"""Rows written in bulk are the rows that objects would have been, and the database promises what it always does."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, models, transaction

from members.models import ImportRow, Membership, MembershipSpan, Person
from organiser.base import bulk, clock
from organiser.base.bulk import insert_rows
from organiser.base.ids import new_public_id
from organiser.base.models import WaitingLetter

NAMES = ("public_id", "organisation_id", "person_id", "branch_id", "number", "state", "joined_on", "sort_name")
TEXT = "tab\there, line\nend, back\\slash, \\N, “naïve” ☂, 'quote', NULL"


def without_key(row, *beside):
    return {field.attname: getattr(row, field.attname) for field in row._meta.fields if field.attname not in beside}


def memberships(place, *names, number="B"):
    people = [Person.objects.create(name=name) for name in names]
    for place_in_row, person in enumerate(people):
        yield (
            new_public_id(),
            place.organisation.pk,
            person.pk,
            None,
            f"{number}{place_in_row}",
            "full",
            date(2026, 3, 2),
            TEXT,
        )


def test_a_row_is_what_an_object_would_have_written(harbour, mill):
    insert_rows(Membership, NAMES, memberships(harbour, "Ada Bulk"))
    person = Person.objects.create(name="Bo Object")
    one = Membership.objects.create(
        organisation=harbour.organisation,
        person=person,
        number="B9",
        state="full",
        joined_on=date(2026, 3, 2),
        sort_name=TEXT,
    )
    other = Membership.objects.get(person__name="Ada Bulk")
    one.refresh_from_db()
    differ = ("id", "public_id", "person_id", "number")
    assert without_key(other, *differ) == without_key(one, *differ)
    assert other.sort_name == TEXT


def test_moments_json_and_nothing_arrive_as_they_are(db):
    now = clock.now()
    insert_rows(WaitingLetter, ("subject", "text", "queued_at"), [(TEXT, "", now), ("second", TEXT, now)])
    assert list(WaitingLetter.objects.order_by("pk").values_list("subject", "text", "queued_at")) == [
        (TEXT, "", now),
        ("second", TEXT, now),
    ]


def test_no_rows_are_no_statement_that_fails(db):
    insert_rows(WaitingLetter, ("subject", "text", "queued_at"), [])
    assert WaitingLetter.objects.count() == 0


@pytest.mark.parametrize("fault", ["twice", "state", "nobody"])
def test_the_constraints_of_the_table_hold_and_nothing_is_half_written(harbour, mill, fault):
    rows = [list(row) for row in memberships(harbour, "Ada Bulk", "Bo Bulk")]
    if fault == "twice":
        rows[1][4] = rows[0][4]
    elif fault == "state":
        rows[1][5] = "emperor"
    else:
        rows[1][2] = 0
    before = Membership.objects.count()

    def write():
        with transaction.atomic():
            insert_rows(Membership, NAMES, rows)
            connection.check_constraints()

    with pytest.raises(IntegrityError):
        write()
    assert Membership.objects.count() == before


def test_a_span_of_negative_length_is_refused(harbour, mill):
    """A span that ends before it begins is refused, as from an object."""
    membership = harbour.members["Bea North"]
    columns = ("organisation_id", "membership_id", "state", "from_on", "until_on")
    span = MembershipSpan.objects.filter(membership=membership).first()
    with pytest.raises(DatabaseError), transaction.atomic():
        insert_rows(
            MembershipSpan, columns, [(span.organisation_id, membership.pk, "full", date(2026, 3, 2), date(2026, 3, 1))]
        )


@pytest.mark.parametrize(
    ("model", "names", "sentence"),
    [
        (WaitingLetter, ("subject", "colour"), "WaitingLetter has no colour."),
        (WaitingLetter, ("id", "subject"), "WaitingLetter has no id."),
        (Membership, NAMES[1:], "Each row of Membership needs its own public_id."),
        (MembershipSpan, ("membership", "state"), "MembershipSpan has no membership."),
    ],
)
def test_what_cannot_be_written_so_is_refused_before_anything_is(db, model, names, sentence):
    with pytest.raises(TypeError, match=sentence), transaction.atomic():
        insert_rows(model, names, [])


def test_a_kind_of_field_that_nobody_thought_of_is_refused():
    with pytest.raises(TypeError, match="is of a kind that is not written in bulk"):
        bulk._sent(models.DurationField())
    assert bulk._sent(ImportRow._meta.get_field("values")) is not None
