"""From people of an import to members of a register, inside one transaction; no action of its own."""

from collections.abc import Iterator
from datetime import date

from django.db.models import OuterRef, Subquery

from members.actions.admissions import open_at_desk
from members.actions.import_branches import Places
from members.actions.numbering import draw_numbers
from members.enums import MembershipState, RowOutcome
from members.models import ImportBatch, Membership, MembershipSpan
from members.models.people import digits, fold
from members.queries.imports import Coming, coming_in, rows_of
from members.queries.known import any_known, known_among
from members.queries.numbers import spent_among
from members.reading.states import PAST
from organisations.enums import OrganisationKind
from organisations.models import Body, Organisation
from organiser.base import clock
from organiser.base.bulk import insert_rows
from organiser.base.errors import Conflict
from organiser.base.ids import new_public_id

MEMBERSHIP_COLUMNS = (
    "public_id",
    "organisation_id",
    "person_id",
    "branch_id",
    "number",
    "state",
    "joined_on",
    "left_on",
    "sort_name",
    "phone_digits",
)
SPAN_COLUMNS = ("organisation_id", "membership_id", "state", "branch_id", "from_on", "until_on", "decision_id")


def write_memberships(batch: ImportBatch, organisation: Organisation, register: Body) -> int:
    """Insert memberships and spans for the people of the rows that come in; the organisation must be locked.

    Those whose number stands in the file come first, so that nobody is given a number that a later row asks for. From
    the keeper of a branch alone no numbers are taken: which of them are free would tell of others (invariant 7).

    Args:
        register: the widest one that the actor keeps; whose address is taken is looked up there.

    Raises:
        Conflict: where a number or an address was given, or a branch dissolved, since the preview, naming the row.
    """
    written = unnumbered = 0
    rows = rows_of(batch).filter(outcome=RowOutcome.CREATE)
    if any_known(register, rows):
        for chunk in coming_in(batch):
            _demand_still_new(chunk, register)
    places = Places(batch)
    numbering = register.pk == organisation.pk
    refused: set[str] = set()
    for chunk in coming_in(batch):
        numbers = {_number(row) for row in chunk} - {""}
        refused |= spent_among(organisation.pk, numbers) if numbering else numbers
        numbered = [row for row in chunk if _number(row) and _number(row) not in refused]
        unnumbered += len(chunk) - len(numbered)
        _insert(batch, organisation, places, [(row, _number(row)) for row in numbered])
        written += len(chunk)
    if unnumbered:
        for chunk in coming_in(batch):
            others = [row for row in chunk if not _number(row) or _number(row) in refused]
            drawn = draw_numbers(organisation.pk, len(others))
            _insert(batch, organisation, places, list(zip(others, drawn, strict=True)))
    own = Membership.objects.filter(person=OuterRef("person")).order_by().values("pk")[:1]
    rows.update(membership=Subquery(own))
    return written


def _number(row: Coming) -> str:
    return str(row.values.get("number") or "")


def _demand_still_new(rows: list[Coming], register: Body) -> None:
    known = known_among(
        register,
        numbers=[str(row.values.get("number") or "") for row in rows],
        emails=[str(row.values.get("email") or "") for row in rows],
    )
    for row in rows:
        email, number = str(row.values.get("email") or ""), str(row.values.get("number") or "")
        if email.casefold() in known.bearers:
            raise Conflict(
                f"Row {row.row}: {email} was written into the register since the preview. Look at the file again.",
                code="in_register",
                field="email",
                row=row.row,
            )
        if number in known.numbers:
            raise Conflict(
                f"Row {row.row}: number {number} was given out since the preview. Look at the file again.",
                code="number_taken",
                field="number",
                row=row.row,
            )


def _insert(batch: ImportBatch, organisation: Organisation, places: Places, numbered: list[tuple[Coming, str]]) -> None:
    today = clock.today()
    branches = [places.branch_of(row) for row, _ in numbered]
    keyed = [None if branch is None else branch.pk for branch in branches]
    waits = [places.waits(branch) for branch in branches]
    states = [_state(organisation, row, waits=wait) for (row, _), wait in zip(numbered, waits, strict=True)]
    begun = [
        today if wait and _comes_in(row) else _day(row, "joined_on") or today
        for (row, _), wait in zip(numbered, waits, strict=True)
    ]
    insert_rows(
        Membership,
        MEMBERSHIP_COLUMNS,
        (
            (
                new_public_id(),
                organisation.pk,
                row.person,
                branch,
                number,
                state,
                joined,
                _day(row, "left_on") if row.values.get("state") == MembershipState.RESIGNED else None,
                fold(row.values["name"]),
                digits(row.values.get("phone") or ""),
            )
            for (row, number), branch, state, joined in zip(numbered, keyed, states, begun, strict=True)
        ),
    )
    people = [row.person for row, _ in numbered]
    keys = dict(Membership.objects.filter(person__in=people).order_by().values_list("person", "pk"))
    insert_rows(
        MembershipSpan,
        SPAN_COLUMNS,
        (
            (organisation.pk, keys[row.person or 0], was, branch, since, until, batch.decision_id if last else None)
            for (row, _), branch, state, joined in zip(numbered, keyed, states, begun, strict=True)
            for was, since, until, last in _spans(organisation, state, joined, _left(row, today))
        ),
    )
    if any(waits):
        open_at_desk(Membership.objects.filter(person__in=people, state=MembershipState.APPLICANT).order_by("pk"))


def _left(row: Coming, today: date) -> date | None:
    return _day(row, "left_on") or (today if row.values.get("state") in PAST else None)


def _day(row: Coming, field: str) -> date | None:
    told = row.values.get(field)
    return date.fromisoformat(str(told)) if told else None


def _comes_in(row: Coming) -> bool:
    """Whether this row makes a member: a supporter or somebody who has left is none."""
    return row.values.get("state") not in {*PAST, MembershipState.SUPPORTER}


def _state(organisation: Organisation, row: Coming, *, waits: bool) -> MembershipState:
    """The state that the file gives; where the assembly admits or a programme is to be agreed to, another one first."""
    if waits and _comes_in(row):
        return MembershipState.APPLICANT
    state = MembershipState(row.values.get("state") or MembershipState.FULL)
    political = organisation.kind == OrganisationKind.POLITICAL
    return MembershipState.TRIAL if political and state == MembershipState.FULL else state


def _spans(
    organisation: Organisation, state: MembershipState, begun: date, left: date | None
) -> Iterator[tuple[MembershipState, date, date | None, bool]]:
    """One stretch since the day of joining; two for those who left, of whom nobody knows what they were before.

    Gives state, first day, the day on which it ended, and whether it is the last one.
    """
    if left is not None:
        political = organisation.kind == OrganisationKind.POLITICAL
        if left > begun:
            yield MembershipState.TRIAL if political else MembershipState.FULL, begun, left, False
        begun = left
    yield state, begun, None, True
