"""Writing a file that was looked at into the register, as a whole or not at all."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.hashers import make_password

from members.actions.import_changes import write_changes
from members.actions.memberships import next_member_number
from members.enums import ImportStatus, MembershipState, NoticesBy, RowOutcome
from members.models import ImportBatch, ImportRow, Membership, MembershipSpan, Person
from members.models.people import digits, fold
from members.queries.imports import CHUNK, Known, known_in, written_since
from members.rules import demand_import_step, demand_register, widest_register
from organisations.enums import OrganisationKind
from organisations.models import Body, Branch, Organisation
from organisations.rules import demand_exists
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.errors import Conflict

PERSON_FIELDS = ("email", "phone", "address", "postcode", "town", "language")


def _new_person(row: ImportRow, password: str) -> Person:
    values = row.values
    email = values.get("email") or None
    notices_by = values.get("notices_by") or (NoticesBy.EMAIL if email else NoticesBy.POST)
    person = Person(
        name=values["name"],
        sort_name=fold(values["name"]),
        email=email,
        notices_by=notices_by,
        password=password,
        **{field: values.get(field) or "" for field in PERSON_FIELDS if field != "email"},
    )
    person.date_joined = clock.now()
    return person


def _write_people(batch: ImportBatch, organisation: Organisation, rows: Iterable[ImportRow], known: Known) -> int:
    """Insert people, memberships and spans for the rows, in chunks; the organisation must be locked."""
    today = clock.today()
    state = MembershipState.TRIAL if organisation.kind == OrganisationKind.POLITICAL else MembershipState.FULL
    branch = Branch.objects.filter(pk=batch.body_id).first()
    taken = set(known.numbers)
    following = int(next_member_number(organisation))
    rows, written = list(rows), 0
    asked = {row.values.get("number") for row in rows}
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        people = Person.objects.bulk_create([_new_person(row, make_password(None)) for row in chunk])
        memberships = []
        for row, person in zip(chunk, people, strict=True):
            number = row.values.get("number") or ""
            if str(row.values.get("email") or "").casefold() in known.emails:
                raise Conflict(
                    f"Row {row.number}: {row.values['email']} was written into the register since the preview. "
                    "Look at the file again.",
                    code="in_register",
                    field="email",
                    row=row.number,
                )
            if number and number in taken:
                raise Conflict(
                    f"Row {row.number}: number {number} was given out since the preview. Look at the file again.",
                    code="number_taken",
                    field="number",
                    row=row.number,
                )
            while not number or number in taken:
                number = f"{following:04d}"
                following += 1
                number = "" if number in asked else number
            taken.add(number)
            joined = row.values.get("joined_on")
            memberships.append(
                Membership(
                    organisation=organisation,
                    person=person,
                    branch=branch,
                    number=number,
                    state=state,
                    joined_on=date.fromisoformat(joined) if joined else today,
                    sort_name=person.sort_name,
                    phone_digits=digits(person.phone),
                )
            )
        Membership.objects.bulk_create(memberships)
        MembershipSpan.objects.bulk_create(
            MembershipSpan(
                organisation=organisation,
                membership=membership,
                state=state,
                branch=branch,
                from_on=membership.joined_on,
            )
            for membership in memberships
        )
        for row, membership in zip(chunk, memberships, strict=True):
            row.membership = membership
        ImportRow.objects.bulk_update(chunk, ["membership"], batch_size=500)
        written += len(chunk)
    return written


@action
def commit_import(actor: Person, *, batch: ImportBatch) -> ImportBatch:
    """Write the rows of a looked-at file into the register, all of them or none.

    Raises:
        NotPermitted: for those who do not keep this register.
        WrongState: where it was written or thrown away already, or the branch was dissolved.
        Conflict: where the register changed since the look, naming the row.
    """
    demand_register(actor, batch.body)
    organisation = Organisation.objects.get(pk=batch.organisation_id)
    locked(Body.objects.get(pk=organisation.pk))
    batch = locked(batch)
    demand_exists(batch.body)
    demand_import_step(batch, ImportStatus.IMPORTED)
    known = known_in(widest_register(actor, batch.body) or batch.body)
    rows = batch.rows.filter(outcome=RowOutcome.CREATE).order_by("number")
    written = _write_people(batch, organisation, rows, known)
    changed = write_changes(actor, batch, known)
    if written_since(batch):
        raise Conflict(
            "The same file was imported since this preview. Look at the file again.",
            code="imported_since",
            field="file",
        )
    batch.samples = []
    batch.status, batch.finished_at = ImportStatus.IMPORTED, clock.now()
    batch.save(update_fields=["samples", "status", "finished_at"])
    record(
        actor,
        "commit_import",
        chain=organisation.public_id,
        body=batch.body.public_id,
        subject=batch.public_id,
        content={"digest": batch.digest, "written": written, "changed": changed},
    )
    return batch
