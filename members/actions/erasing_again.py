"""Erasing once more whom a restored backup brought back."""

from members.actions.erasures import anonymise
from members.actions.memberships import lock_register, move_to
from members.enums import ErasureGround, ErasureState, MembershipState
from members.models import Erasure, Membership
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import CLOCK, Actor
from organiser.base.errors import NotPermitted

OVER = (MembershipState.RESIGNED, MembershipState.EXCLUDED, MembershipState.LAPSED, MembershipState.MERGED)


@action
def erase_again(actor: Actor, *, membership: Membership) -> Erasure:
    """Anonymise somebody who had been erased when a backup was put back that is older than that (invariant 9).

    The backup holds nothing readable of the person; this ends the membership, cleans what others keep, and says in the
    ledger that it was done.

    Raises:
        NotPermitted: for everybody but the clock, in whose name a backup is put back.
    """
    if actor is not CLOCK:
        raise NotPermitted("Time brings this about, and nobody by hand.", code="clock_only")
    lock_register(membership.organisation)
    membership = locked(membership)
    now = clock.now()
    found = Erasure.objects.filter(membership=membership).exclude(state=ErasureState.WITHDRAWN).first()
    erasure = found or Erasure(
        organisation_id=membership.organisation_id,
        membership=membership,
        ground=ErasureGround.OWN_WISH,
        asked_at=now,
        locked_until=clock.today(),
    )
    if membership.state not in OVER:
        move_to(membership, MembershipState.RESIGNED, clock.today())
    anonymise(membership)
    erasure.state, erasure.code_digest, erasure.ended_at = ErasureState.DONE, "", erasure.ended_at or now
    erasure.save()
    record(
        actor,
        "erase_again",
        chain=membership.organisation.public_id,
        subject=erasure.public_id,
        content={"state": erasure.state, "ground": erasure.ground},
    )
    return erasure
