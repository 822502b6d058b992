"""Taking a register out: everybody in it can see that it was done, and by whom; the rules say how much of it."""

from datetime import timedelta

from django.db.models import QuerySet, Sum

from members.actions.people import nearest, read_as
from members.dues_rules import demand_treasurer
from members.enums import BooksFile
from members.list_rules import demand_alone, demand_quota
from members.models import AccessLogEntry, ExportRequest, ExportTaken, Membership, Person
from members.queries.dues_files import BooksPlan, clean_plan, people_in
from members.queries.exports import can_be_taken, people_taken_alone
from members.rules import demand_register
from organisations.enums import Power
from organisations.models import Body
from organisations.queries.rulesets import rules_in_force
from organiser.base import authority, clock
from organiser.base.actions import action, record
from organiser.base.bulk import insert_rows
from organiser.base.errors import NotFound

CHUNK = 2000
CONTACTS_READ = "List with contact data"
BOOKS_WHAT = {BooksFile.ARREARS: "List of who owes dues", BooksFile.ENTRIES: "Lines of your account of dues"}
NOT_RELEASED = "This is not yours to take out, or its day is over. Ask anew."
READ_ONCE = timedelta(days=1)
ENTRY_COLUMNS = ("person_id", "organisation_id", "reader_id", "role", "body_id", "export_id", "what", "at")
WITHIN = timedelta(days=30)


def taken_lately(person: Person, organisation: int) -> int:
    """How many people somebody took out of the registers of an organisation within thirty days, in all forms."""
    since = clock.now() - WITHIN
    taken = ExportTaken.objects.filter(organisation=organisation, taken_by_id=person.pk, at__gt=since)
    return int(taken.aggregate(people=Sum("people"))["people"] or 0)


@action
def log_export(
    actor: Person,
    *,
    body: Body,
    memberships: QuerySet[Membership],
    what: str = "export",
    released: ExportRequest | None = None,
    looked_at: bool = False,
) -> list[int]:
    """Write down that a register was taken out: one line for each person in it, and one entry in the ledger.

    Args:
        memberships: those that are taken out, within the register of `body`; the caller starts from `register_of`.
        what: the word that members read in their log.
        released: what a second person released for this actor and body; without it the rules may ask for one.
        looked_at: whether a second person released in another way what these people are taken out for.

    Returns:
        The keys of the memberships written down, in their order: these may be given out, and no others.

    Raises:
        NotFound: for a release that is somebody else's, of another body, or whose day is over.
        NotPermitted: for those who do not keep this register.
        RuleNotMet: beyond the quota of the rules, or above the number that needs a second person, together with those
            whom she took out alone within seven days.
    """
    _demand_released(actor, body, released, BooksFile.NONE)
    demand_register(actor, body)
    alone = released is None and not looked_at
    taken = _take_out(actor, body, memberships, what=what, released=released, power=Power.KEEP_REGISTER, alone=alone)
    record(
        actor,
        "log_export",
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=released.public_id if released else body.public_id,
        content={"what": what, "members": len(taken)},
    )
    return taken


@action
def log_books(actor: Person, *, body: Body, plan: BooksPlan, released: ExportRequest | None = None) -> list[int]:
    """Write down that a part of the books of dues was taken out, with everybody whose account is in it.

    It counts with what was taken out of registers: against the quota, and towards the second person.

    Args:
        released: what a second person released for this actor, body and part of the books.

    Returns:
        The keys of the memberships written down: lines of these may be given out, and of no others.

    Raises:
        NotFound, RuleNotMet: as for a register.
        NotPermitted: for those who do not keep the dues of this body.
        Invalid: for a plan that cannot be.
    """
    plan = clean_plan(plan)
    _demand_released(actor, body, released, plan.books)
    if released is not None and released.criteria != plan.stored():
        raise NotFound(NOT_RELEASED, code="not_released")
    demand_treasurer(actor, body)
    authority.demand_reach(actor, body.pk, body.organisation_id)
    people = people_in(actor, body, plan)
    what = BOOKS_WHAT[BooksFile(plan.books)]
    taken = _take_out(actor, body, people, what=what, released=released, power=Power.KEEP_DUES, alone=released is None)
    record(
        actor,
        "log_books",
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=released.public_id if released else body.public_id,
        content={"what": what},  # how many owe is for the treasurer, and the ledger is read by everybody with a role
    )
    return taken


def _demand_released(actor: Person, body: Body, released: ExportRequest | None, books: str) -> None:
    if released is None:
        return
    if released.body_id != body.pk or released.books != books or not can_be_taken(actor, released):
        raise NotFound(NOT_RELEASED, code="not_released")


def _take_out(
    actor: Person,
    body: Body,
    memberships: QuerySet[Membership],
    *,
    what: str,
    released: ExportRequest | None,
    power: str,
    alone: bool,
) -> list[int]:
    """Hold people against the rules and write a line into the log of each; gives the keys of their memberships."""
    # Two exports at once: the second waits here, and then counts what the first took.
    Person.objects.select_for_update().get(pk=actor.pk)
    rules = rules_in_force(body)
    taken = list(memberships.values_list("pk", "person_id"))
    if released is not None:
        demand_alone(released.people if rules.export_second is not None else None, len(taken))
    elif alone and rules.export_second is not None:
        people = {person for _key, person in taken}
        before = set(people_taken_alone(actor, body.organisation_key))
        demand_alone(rules.export_second, len(people | before), before=len(before))
    demand_quota(rules.export_quota, taken_lately(actor, body.organisation_key), len(taken))
    now = clock.now()
    export = ExportTaken.objects.create(
        organisation_id=body.organisation_key, body=body, taken_by_id=actor.pk, people=len(taken), at=now, alone=alone
    )
    as_what = read_as(actor, power, nearest(body))
    told = (body.organisation_key, actor.pk, as_what["role"], as_what["body_id"], export.pk, what, now)
    for start in range(0, len(taken), CHUNK):
        others = (person for _key, person in taken[start : start + CHUNK] if person != actor.pk)
        insert_rows(AccessLogEntry, ENTRY_COLUMNS, ((person, *told) for person in others))
    return [key for key, _person in taken]


def read_contacts(actor: Person, *, body: Body, memberships: QuerySet[Membership]) -> int:
    """Write down that a page of a register was read with contact data in it: page by page it is as good as a file.

    Whoever was read so within a day is not written down again: turning pages back and forth costs nothing.

    Args:
        memberships: those on the page, within the register of `body`.

    Returns:
        How many were written down.

    Raises:
        NotPermitted: for those who do not keep this register.
        RuleNotMet: as for a file of them, beyond the quota of the rules or above what one person takes out alone.
    """
    demand_register(actor, body)
    read = AccessLogEntry.objects.filter(
        person__in=memberships.order_by().values("person"),
        reader_id=actor.pk,
        what=CONTACTS_READ,
        at__gt=clock.now() - READ_ONCE,
    )
    known = set(read.values_list("person", flat=True)) | {actor.pk}
    new = memberships.exclude(person__in=known)
    return len(log_export(actor, body=body, memberships=new, what=CONTACTS_READ)) if new.exists() else 0
