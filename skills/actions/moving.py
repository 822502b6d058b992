"""Ending what somebody held in a branch as its member, because she or he belongs to another now."""

from django.db.models import Q

from members.models import Transfer
from organisations.models import Body
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import Actor
from skills.actions.roles import cut_short
from skills.enums import TermEnd
from skills.models import Term
from skills.queries.powers import in_office
from skills.rules import demand_moved_away


@action
def end_terms_of_moved(actor: Actor, *, transfer: Transfer) -> list[Term]:
    """End every term that somebody who moved holds in the branch she or he left, and in its committees.

    The powers end the same moment (invariant 8). What she or he holds in the organisation as a whole goes on.

    Raises:
        RuleNotMet: where nobody has moved today by this transfer.
    """
    branch = demand_moved_away(transfer)
    body = locked(Body.objects.get(pk=branch.pk))
    there = Q(role__body=body.pk) | Q(role__body__as_committee__parent=body.pk)
    held = in_office(clock.today()).filter(there, person=transfer.membership.person_id)
    ended = [cut_short(term, TermEnd.LEFT) for term in held.select_related("role", "person").order_by("pk")]
    record(
        actor,
        "end_terms_of_moved",
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=transfer.membership.public_id,
        content={"terms": [term.public_id for term in ended], "transfer": transfer.public_id},
    )
    return ended


def let_terms_end(actor: Actor, transfer: Transfer) -> None:
    """The same for every move, where there is anything to end."""
    if transfer.from_branch_id is None:
        return
    there = Q(role__body=transfer.from_branch_id) | Q(role__body__as_committee__parent=transfer.from_branch_id)
    if in_office(clock.today()).filter(there, person=transfer.membership.person_id).exists():
        end_terms_of_moved(actor, transfer=transfer)
