"""From people of an import to members of a register, inside one transaction; no action of its own."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import count

from django.db.models import OuterRef, Subquery

from members.actions.admissions import open_at_desk
from members.actions.memberships import next_member_number
from members.enums import MembershipState, RowOutcome
from members.models import ImportBatch, Membership, MembershipSpan
from members.models.people import digits, fold
from members.queries.entering import needs_admission
from members.queries.imports import Coming, coming_in
from members.queries.known import given_elsewhere, known_among
from members.queries.numbers import spent_among
from members.reading.states import PAST
from organisations.enums import OrganisationKind
from organisations.models import Body, Branch, Organisation
from organiser.base import clock
from organiser.base.errors import Conflict


def write_memberships(batch: ImportBatch, organisation: Organisation, register: Body) -> int:
    """Insert memberships and spans for the people of the rows that come in; the organisation must be locked.

    Those whose number stands in the file come first, so that nobody is given a number that a later row asks for.

    Args:
        register: the widest one that the actor keeps; whose address is taken is looked up there.

    Raises:
        Conflict: where a number or an address was given since the preview, naming the row.
    """
    following = count(int(next_member_number(organisation)))
    written = unnumbered = 0
    elsewhere: set[str] = set()
    for chunk in coming_in(batch):
        _demand_still_new(chunk, register)
        elsewhere |= given_elsewhere(register, [number for row in chunk if (number := _number(row))])
        numbered = [row for row in chunk if _number(row) and _number(row) not in elsewhere]
        unnumbered += len(chunk) - len(numbered)
        _insert(batch, organisation, [(row, _number(row)) for row in numbered])
        written += len(chunk)
    if unnumbered:
        for chunk in coming_in(batch):
            rows = [row for row in chunk if not _number(row) or _number(row) in elsewhere]
            _insert(batch, organisation, list(zip(rows, _free(organisation, following, len(rows)), strict=True)))
    own = Membership.objects.filter(person=OuterRef("person")).order_by().values("pk")[:1]
    batch.rows.filter(outcome=RowOutcome.CREATE).update(membership=Subquery(own))
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


def _free(organisation: Organisation, following: Iterable[int], how_many: int) -> list[str]:
    """The next numbers that nobody has, nor had who was erased."""
    found: list[str] = []
    following = iter(following)
    while len(found) < how_many:
        asked = [f"{next(following):04d}" for _ in range(how_many - len(found))]
        taken = Membership.objects.filter(organisation=organisation, number__in=asked)
        given = set(taken.values_list("number", flat=True)) | spent_among(organisation.pk, asked)
        found += [number for number in asked if number not in given]
    return found


def _insert(batch: ImportBatch, organisation: Organisation, numbered: list[tuple[Coming, str]]) -> None:
    today = clock.today()
    waits = batch.decision_id is None and needs_admission(batch.body)
    branch = Branch.objects.filter(pk=batch.body_id).first()
    memberships = Membership.objects.bulk_create(
        Membership(
            organisation=organisation,
            person_id=row.person or 0,
            branch=branch,
            number=number,
            state=_state(organisation, row, waits=waits),
            joined_on=today if waits and _comes_in(row) else _day(row, "joined_on") or today,
            left_on=_day(row, "left_on") if row.values.get("state") == MembershipState.RESIGNED else None,
            sort_name=fold(row.values["name"]),
            phone_digits=digits(row.values.get("phone") or ""),
        )
        for row, number in numbered
    )
    ended = [_day(row, "left_on") or (today if row.values.get("state") in PAST else None) for row, _ in numbered]
    MembershipSpan.objects.bulk_create(
        span
        for each, end in zip(memberships, ended, strict=True)
        for span in _spans(organisation, each, end, batch.decision_id)
    )
    if waits:
        open_at_desk([one for one in memberships if one.state == MembershipState.APPLICANT])


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
    organisation: Organisation, membership: Membership, left: date | None, decision: int | None
) -> Iterator[MembershipSpan]:
    """One stretch since the day of joining; two for those who left, of whom nobody knows what they were before."""
    begun = membership.joined_on
    if left is not None:
        political = organisation.kind == OrganisationKind.POLITICAL
        was = MembershipState.TRIAL if political else MembershipState.FULL
        if left > begun:
            yield MembershipSpan(
                organisation=organisation,
                membership=membership,
                state=was,
                branch_id=membership.branch_id,
                from_on=begun,
                until_on=left,
            )
        begun = left
    yield MembershipSpan(
        organisation=organisation,
        membership=membership,
        state=membership.state,
        branch_id=membership.branch_id,
        from_on=begun,
        decision_id=decision,
    )
