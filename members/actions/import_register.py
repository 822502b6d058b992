"""From people of an import to members of a register, inside one transaction; no action of its own."""

from collections.abc import Iterable
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
from members.queries.known import known_among
from members.queries.numbers import spent_among
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
    for chunk in coming_in(batch):
        _demand_still_new(chunk, register)
        numbered = [row for row in chunk if row.values.get("number")]
        unnumbered += len(chunk) - len(numbered)
        _insert(batch, organisation, [(row, str(row.values["number"])) for row in numbered])
        written += len(chunk)
    if unnumbered:
        for chunk in coming_in(batch):
            rows = [row for row in chunk if not row.values.get("number")]
            _insert(batch, organisation, list(zip(rows, _free(organisation, following, len(rows)), strict=True)))
    own = Membership.objects.filter(person=OuterRef("person")).order_by().values("pk")[:1]
    batch.rows.filter(outcome=RowOutcome.CREATE).update(membership=Subquery(own))
    return written


def _demand_still_new(rows: list[Coming], register: Body) -> None:
    known = known_among(
        register,
        numbers=[str(row.values.get("number") or "") for row in rows],
        emails=[str(row.values.get("email") or "") for row in rows],
    )
    for row in rows:
        email, number = str(row.values.get("email") or ""), str(row.values.get("number") or "")
        if email.casefold() in known.emails:
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
    state = MembershipState.TRIAL if organisation.kind == OrganisationKind.POLITICAL else MembershipState.FULL
    waits = batch.decision_id is None and needs_admission(batch.body)
    if waits:
        state = MembershipState.APPLICANT
    branch = Branch.objects.filter(pk=batch.body_id).first()
    memberships = Membership.objects.bulk_create(
        Membership(
            organisation=organisation,
            person_id=row.person or 0,
            branch=branch,
            number=number,
            state=state,
            joined_on=date.fromisoformat(joined) if (joined := row.values.get("joined_on")) and not waits else today,
            sort_name=fold(row.values["name"]),
            phone_digits=digits(row.values.get("phone") or ""),
        )
        for row, number in numbered
    )
    MembershipSpan.objects.bulk_create(
        MembershipSpan(
            organisation=organisation,
            membership=each,
            state=state,
            branch=branch,
            from_on=each.joined_on,
            decision_id=batch.decision_id,
        )
        for each in memberships
    )
    if waits:
        open_at_desk(memberships)
