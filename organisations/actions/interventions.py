"""Break-glass: what the operator of the site changes is written down with its reason, for the members to read.

There are six kinds and no other (`InterventionKind`); the floors above hold the actions, each for the things it knows.
"""

from datetime import timedelta
from typing import Any

from organisations.models import Body, Intervention
from organisations.rules import demand_operator
from organiser.base import clock
from organiser.base.actions import action, record
from organiser.base.actor import Actor

SHOWN_DAYS = 90


def intervene(
    actor: Actor, verb: str, *, body: Body, kind: str, subject: str, reason: str, changed: str, **content: Any
) -> Intervention:
    """Write an intervention and its one ledger entry; for actions that have asked for operator and reason.

    Args:
        subject: public id of the thing that was changed.
        changed: what was changed, in a sentence without names of people.
        content: what else the ledger should hold.
    """
    written = Intervention.objects.create(
        organisation_id=body.organisation_key,
        body=body,
        kind=kind,
        subject=subject,
        reason=reason,
        changed=changed,
        operator=actor.public_id,
        at=clock.now(),
        shown_until=clock.today() + timedelta(days=SHOWN_DAYS),
    )
    record(
        actor,
        verb,
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=subject,
        content={"intervention": written.public_id, "reason": reason, "changed": changed, **content},
    )
    return written


@action
def open_record(actor: Actor, *, body: Body, what: str, subject: str) -> None:
    """Write down that the operator opened a record of a body to which she or he does not belong.

    Raises:
        NotPermitted: for anybody else.
    """
    demand_operator(actor)
    record(
        actor,
        "open_record",
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=subject,
        content={"what": what},
    )
