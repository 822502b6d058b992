"""What a file would change of people who are in the register already: laid out, written, and put back."""

from collections.abc import Collection, Iterable

from members.actions.import_rows import column_of, told
from members.actions.people import nearest, read_as
from members.enums import NoticesBy, RowOutcome
from members.models import AccessLogEntry, ImportBatch, ImportRow, Membership, Person
from members.models.people import digits
from members.queries.imports import belonging_among, chunks_of
from members.queries.known import Known, known_among, of_another
from members.reading.fields import LABELS
from members.reading.problems import quoted
from members.rules import widest_register
from organisations.enums import Power
from organisations.models import Body
from organiser.base import clock
from organiser.base.errors import Conflict, Invalid

UPDATABLE = ("email", "phone", "address", "postcode", "town", "language", "notices_by")


def clean_updating(fields: Collection[str]) -> list[str]:
    """The fields that may be changed, in our order.

    Raises:
        Invalid: for one that a file cannot change.
    """
    for field in fields:
        if field not in UPDATABLE:
            raise Invalid(
                f"A file cannot change {quoted(field)} of people in the register. Choose among the fields that it can.",
                code="not_updatable",
                field="update",
            )
    return [field for field in UPDATABLE if field in fields]


def lay_out_changes(actor: Person, batch: ImportBatch, rows: list[ImportRow], known: Known) -> None:
    """Turn rows of people who are in the register into changes, field by field; an empty cell changes nothing.

    Of two rows about one person the first counts. Showing what stands in a record is a reading of it, and logged.
    """
    columns = {column["field"] for column in batch.columns if column["field"]}
    fields = [field for field in batch.updating if field in columns]
    matched = [row for row in rows if row.outcome == RowOutcome.EXISTS and row.membership_id]
    keys = [row.membership_id for row in matched if row.membership_id]
    found = belonging_among(keys, _within(actor, batch)) if fields else {}
    earlier = ImportRow.objects.filter(batch=batch, outcome=RowOutcome.CHANGE, membership__in=found)
    changed = set(earlier.values_list("membership", flat=True)) if found else set()
    read: list[Person] = []
    for row in matched:
        membership = found.get(row.membership_id or 0)
        if membership is None or membership.pk in changed:
            row.membership_id = None
            continue
        row.changes = _changes(batch, row, membership, fields, known)
        if not row.changes:
            row.membership_id = None
            continue
        changed.add(membership.pk)
        read.append(membership.person)
        row.outcome = RowOutcome.CHANGE
        row.problems = [problem for problem in row.problems if problem["code"] != "in_register"]
        row.problems += [_said(batch, row, membership, field) for field in row.changes]
    _log(actor, batch, read, "Preview of an import")


def _changes(
    batch: ImportBatch, row: ImportRow, membership: Membership, fields: list[str], known: Known
) -> dict[str, list[str]]:
    person = membership.person
    changes = {}
    for field in fields:
        new, old = str(row.values.get(field) or ""), str(getattr(person, field) or "")
        if not new or _same(field, new, old):
            continue
        if field == "email" and of_another(known, new, membership.pk):
            sentence = f"Row {row.number}: {new} is the address of somebody else in the register. It is not changed."
            row.problems.append(told(row.number, column_of(batch, field), "email_taken", sentence, "warning"))
            continue
        changes[field] = [old, new]
    by_email = changes.get("notices_by", ["", ""])[1] == NoticesBy.EMAIL
    if by_email and not (person.email or "email" in changes):
        del changes["notices_by"]
    return changes


def _same(field: str, new: str, old: str) -> bool:
    """Whether nothing would change; how a telephone number is written says nothing."""
    if field == "phone" and old:
        new, old = (digits(phone.replace("+", "00", 1)) for phone in (new, old))
    return new == old


def _said(batch: ImportBatch, row: ImportRow, membership: Membership, field: str) -> dict[str, str]:
    old, new = row.changes[field]
    was = quoted(old) if old else "empty"
    sentence = (
        f"Row {row.number}: {membership.person.name}, number {membership.number}: {LABELS[field]} is {was} and becomes "
        f"{quoted(new)}."
    )
    return told(row.number, column_of(batch, field), "will_change", sentence, "change")


def write_changes(actor: Person, batch: ImportBatch, register: Body) -> int:
    """Write the changes that were laid out, all of them; the organisation must be locked.

    Args:
        register: the widest one that the actor keeps; whose address is somebody else's is looked up there.

    Raises:
        Conflict: where a value is not any more what the preview showed, or an address was given to somebody else.
    """
    written = 0
    for part in chunks_of(batch.rows.filter(outcome=RowOutcome.CHANGE)):
        people = _locked_people(part, register)
        known = known_among(register, emails=[row.changes["email"][1] for row in part if "email" in row.changes])
        for row in part:
            person = people.get(row.membership_id or 0)
            for field, (old, new) in _in_order(row.changes):
                taken = field == "email" and of_another(known, new, row.membership_id)
                if person is None or taken or str(getattr(person, field) or "") != old:
                    raise Conflict(
                        f"Row {row.number}: the {LABELS[field]} was changed since the preview. Look at the file again.",
                        code="changed_since",
                        field=field,
                        row=row.number,
                    )
                setattr(person, field, new)
        _write_people(batch, part, people)
        _log(actor, batch, people.values(), "Changed by an import")
        written += len(part)
    return written


def put_back_changes(actor: Person, batch: ImportBatch) -> int:
    """Put back what an import changed, unless it was changed again since; gives how many were left alone.

    Who moved to another branch since is left alone too, and not named.
    """
    left = 0
    register = _within(actor, batch)  # of addresses outside it nothing is told, as in the preview (invariant 7)
    for part in chunks_of(batch.rows.filter(outcome=RowOutcome.CHANGE)):
        people = _locked_people(part, register)
        before = [row.changes["email"][0] for row in part if "email" in row.changes]
        known = known_among(register, emails=before)
        for row in part:
            person = people.get(row.membership_id or 0)
            row.problems = []
            for field, (old, new) in _in_order(row.changes):
                taken = field == "email" and of_another(known, old, row.membership_id)
                if person is None or taken or str(getattr(person, field) or "") != new:
                    who = person.name if person else "somebody who left"
                    sentence = (
                        f"Row {row.number}: the {LABELS[field]} of {who} was changed again since and stays as it is."
                    )
                    row.problems.append(told(row.number, column_of(batch, field), "left_alone", sentence, "warning"))
                    left += 1
                else:
                    setattr(person, field, old or (None if field == "email" else ""))
        _write_people(batch, part, people)
        ImportRow.objects.bulk_update(part, ["problems"], batch_size=500)
    return left


def _in_order(changes: dict[str, list[str]]) -> list[tuple[str, list[str]]]:
    """The changes in the order of our fields; a database may keep them in another."""
    return [(field, changes[field]) for field in UPDATABLE if field in changes]


def _within(actor: Person, batch: ImportBatch) -> Body:
    """The register within which a file may change people: the widest that its importer keeps."""
    return widest_register(actor, batch.body) or batch.body


def _locked_people(rows: list[ImportRow], register: Body) -> dict[int, Person]:
    """The people of these rows, locked, by the key of their membership; not those who left or are gone."""
    found = belonging_among((row.membership_id for row in rows if row.membership_id), register)
    keys = [membership.person_id for membership in found.values()]
    people = {person.pk: person for person in Person.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    return {key: people[membership.person_id] for key, membership in found.items()}


def _write_people(batch: ImportBatch, rows: list[ImportRow], people: dict[int, Person]) -> None:
    Person.objects.bulk_update(people.values(), batch.updating, batch_size=500)
    if any("phone" in row.changes for row in rows):
        found = [Membership(pk=key, phone_digits=digits(person.phone)) for key, person in people.items()]
        Membership.objects.bulk_update(found, ["phone_digits"], batch_size=500)


def _log(actor: Person, batch: ImportBatch, people: Iterable[Person], what: str) -> None:
    now, as_what = clock.now(), read_as(actor, Power.KEEP_REGISTER, nearest(batch.body))
    AccessLogEntry.objects.bulk_create(
        AccessLogEntry(organisation_id=batch.organisation_id, person=person, reader=actor, what=what, at=now, **as_what)
        for person in people
        if person.pk != actor.pk
    )
