"""Taking a register out: everybody in it can see that it was done, and by whom; the rules say how much of it."""

from datetime import timedelta

from django.db.models import QuerySet, Sum

from members.actions.people import nearest, read_as
from members.list_rules import demand_alone, demand_quota
from members.models import AccessLogEntry, ExportRequest, ExportTaken, Membership, Person
from members.queries.exports import can_be_taken, people_taken_alone
from members.rules import demand_register
from organisations.enums import Power
from organisations.models import Body
from organisations.queries.rulesets import rules_in_force
from organiser.base import clock
from organiser.base.actions import action, record
from organiser.base.bulk import insert_rows
from organiser.base.errors import NotFound

CHUNK = 2000
CONTACTS_READ = "List with contact data"
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
    if released is not None and not (released.body_id == body.pk and can_be_taken(actor, released)):
        raise NotFound("This is not yours to take out, or its day is over. Ask anew.", code="not_released")
    demand_register(actor, body)
    # Two exports at once: the second waits here, and then counts what the first took.
    Person.objects.select_for_update().get(pk=actor.pk)
    rules = rules_in_force(body)
    taken = list(memberships.values_list("pk", "person_id"))
    alone = released is None and not looked_at
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
    as_what = read_as(actor, Power.KEEP_REGISTER, nearest(body))
    told = (body.organisation_key, actor.pk, as_what["role"], as_what["body_id"], export.pk, what, now)
    for start in range(0, len(taken), CHUNK):
        others = (person for _key, person in taken[start : start + CHUNK] if person != actor.pk)
        insert_rows(AccessLogEntry, ENTRY_COLUMNS, ((person, *told) for person in others))
    record(
        actor,
        "log_export",
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=released.public_id if released else body.public_id,
        content={"what": what, "members": len(taken)},
    )
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
