"""Taking a register out: everybody in it can see that it was done, and by whom."""

from django.db.models import QuerySet

from members.models import AccessLogEntry, Membership, Person
from members.rules import demand_register
from organisations.models import Body
from organiser.base import clock
from organiser.base.actions import action, record

CHUNK = 2000


@action
def log_export(actor: Person, *, body: Body, memberships: QuerySet[Membership], what: str = "export") -> list[int]:
    """Write down that a register was taken out: one line for each person in it, and one entry in the ledger.

    Args:
        memberships: those that are taken out, within the register of `body`; the caller starts from `register_of`.
        what: the word that members read in their log.

    Returns:
        The keys of the memberships written down, in their order: these may be given out, and no others.

    Raises:
        NotPermitted: for those who do not keep this register.
    """
    demand_register(actor, body)
    now = clock.now()
    taken = list(memberships.values_list("pk", "person_id"))
    for start in range(0, len(taken), CHUNK):
        AccessLogEntry.objects.bulk_create(
            AccessLogEntry(organisation_id=body.organisation_key, person_id=person, reader=actor, what=what, at=now)
            for _key, person in taken[start : start + CHUNK]
            if person != actor.pk
        )
    record(
        actor,
        "log_export",
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=body.public_id,
        content={"what": what, "members": len(taken)},
    )
    return [key for key, _person in taken]
