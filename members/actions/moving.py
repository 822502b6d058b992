"""Moving members together: where a branch is merged, split or dissolved (mission A10, A18)."""

from collections.abc import Iterable, Iterator
from itertools import islice

from members.actions.dues import settle_moves
from members.actions.dues_ledger import CHUNK, digest_of
from members.actions.memberships import lock_register
from members.decided_rules import demand_move_decided
from members.enums import MembershipState
from members.models import Membership, MembershipSpan
from organisations.models import Body, Branch, Decision
from organiser.base import clock
from organiser.base.actions import action, record
from organiser.base.actor import Actor

# Who is no member any more keeps the branch of then: a span from today would count their days anew (retention).
OVER = (MembershipState.RESIGNED, MembershipState.EXCLUDED, MembershipState.LAPSED, MembershipState.MERGED)


def _chunks(keys: Iterable[int]) -> Iterator[list[int]]:
    iterator = iter(keys)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk


@action
def move_members(
    actor: Actor, *, branch: Branch, to: Branch | None, decision: Decision, members: list[str] | None = None
) -> int:
    """Let members of a branch belong to another, or to the organisation alone; gives how many.

    State, number and tenure stay; the history keeps that they were in the branch. Who has resigned or was excluded
    stays where she or he was. Their accounts go along as in a single move: the period under way is cut at today, and
    what is owed or was paid ahead is carried over.

    Args:
        to: the branch they go to; None for members without a branch.
        members: public ids of memberships, where not all of them go.

    Raises:
        RuleNotMet: without a decision about the branch that is taking effect.
    """
    old = Body.objects.select_related("organisation").get(pk=branch.pk)
    new = Body.objects.select_related("organisation").get(pk=(to or branch.organisation).pk)
    demand_move_decided(old, decision)
    lock_register(branch.organisation)
    today = clock.today()
    going = Membership.objects.filter(branch=branch).exclude(state__in=OVER)
    if members is not None:
        going = going.filter(public_id__in=members)
    moved, digests = 0, []
    for keys in _chunks(list(going.order_by("pk").values_list("pk", flat=True))):
        # A payment that comes now waits here, and is written into the new books. One that holds its account already and
        # waits for the chain of the ledger, which this decision holds, is a deadlock: PostgreSQL ends one of the two,
        # nothing of it is written, and it is done again.
        rows = list(Membership.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
        MembershipSpan.objects.filter(membership__in=keys, until_on__isnull=True).update(until_on=today)
        MembershipSpan.objects.bulk_create(
            MembershipSpan(
                organisation_id=row.organisation_id,
                membership=row,
                state=row.state,
                branch=to,
                from_on=today,
                decision=decision,
            )
            for row in rows
        )
        moved += Membership.objects.filter(pk__in=keys).update(branch=to)
        made = settle_moves(actor, memberships=keys, old=old, new=new, day=today)
        digests += [digest_of(made)] if made else []
    record(
        actor,
        "move_members",
        chain=branch.organisation.public_id,
        body=branch.public_id,
        subject=to.public_id if to is not None else branch.organisation.public_id,
        content={"moved": moved, "decision": decision.public_id, **({"dues": digests} if digests else {})},
    )
    return moved
