"""Counting the members at the end of each month."""

from members.actions.describing import count_described
from members.models import Headcount
from members.queries.headcounts import last_month, numbers_of
from organisations.models import Body, Organisation
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import CLOCK, Actor
from organiser.base.errors import Conflict, NotPermitted


@action
def take_headcount(actor: Actor, *, organisation: Organisation) -> list[Headcount]:
    """Write down how many belonged to an organisation and to each of its branches when the last month ended.

    What they say of themselves is counted with them, as it stands at that moment, where it may be told.

    The entry in the ledger says that it was counted, and no number: a small one would stand there for good.

    Raises:
        NotPermitted: for everybody but the clock.
        Conflict: where that month was counted before.
    """
    if actor is not CLOCK:
        raise NotPermitted("The clock counts the members, once a month.", code="clock_counts")
    organisation = locked(organisation)
    month = last_month()
    if Headcount.objects.filter(organisation=organisation, month=month).exists():
        raise Conflict("That month has been counted already.", code="counted")
    counted = Headcount.objects.bulk_create(
        Headcount(organisation_id=organisation.pk, body_id=body, month=month, counted_at=clock.now(), **vars(numbers))
        for body, numbers in numbers_of(organisation, month).items()
    )
    bodies = Body.objects.filter(pk__in=[row.body_id for row in counted]).select_related("organisation")
    count_described(organisation, list(bodies), month)
    record(
        actor,
        "take_headcount",
        chain=organisation.public_id,
        body=organisation.public_id,
        subject=organisation.public_id,
        content={"month": month},
    )
    return counted
