"""Moves between branches as those whom they concern may see them."""

from django.db.models import F, Q, QuerySet

from members.enums import BELONGING, TRANSFER_RUNS, TransferState
from members.models import Membership, MembershipSpan, Transfer
from members.transfer_rules import DAYS_TO_ANSWER, DAYS_TO_RELEASE
from organisations.enums import Power
from organisations.models import Body, Branch
from organiser.base import authority, clock
from organiser.base.actor import Actor
from organiser.base.errors import NotFound

WITH = ("membership__person", "organisation", "from_branch", "to_branch", "asked_by", "released_by", "answered_by")


def kept_transfers(viewer: Actor) -> QuerySet[Transfer]:
    """Those that concern a register which the viewer keeps; with none of one's own elsewhere.

    The old branch sees who left it until `sight_until`, and who stays as long as she or he stays. The new one sees
    those who ask to come, from the moment they ask, and those who came while they are there; who was not taken in it
    sees no more. Whoever keeps the register of the organisation sees all of it.
    """
    kept = authority.bodies_with(viewer, Power.KEEP_REGISTER).values("pk")
    moved = Q(state=TransferState.ACCEPTED)
    from_here = Q(from_branch__in=kept) & (
        (moved & Q(sight_until__gte=clock.today())) | (~moved & Q(membership__branch=F("from_branch")))
    )
    to_here = Q(to_branch__in=kept) & (Q(state__in=TRANSFER_RUNS) | (moved & Q(membership__branch=F("to_branch"))))
    seen = Q(organisation__in=kept) | from_here | to_here
    return Transfer.objects.filter(seen).select_related(*WITH)


def transfers_visible_to(viewer: Actor) -> QuerySet[Transfer]:
    """One's own moves, and those that concern a register which the viewer keeps."""
    if not viewer.is_authenticated:
        return Transfer.objects.none()
    seen = kept_transfers(viewer)
    if viewer.bound_body_id is None:
        keys = seen.order_by().values("pk")
        return Transfer.objects.filter(Q(pk__in=keys) | Q(membership__person_id=viewer.pk)).select_related(*WITH)
    return seen


def transfer_for(viewer: Actor, public_id: str) -> Transfer:
    """The move of that public id.

    Raises:
        NotFound: where there is none that the viewer may know of.
    """
    found = transfers_visible_to(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such move here.", code="no_transfer")
    return found


def transfers_of(viewer: Actor, body: Body) -> QuerySet[Transfer]:
    """The moves out of and into one register that the viewer may see, the latest first."""
    seen = transfers_visible_to(viewer)
    if body.pk == body.organisation_id:
        return seen.filter(organisation=body.pk)
    return seen.filter(Q(from_branch=body.pk) | Q(to_branch=body.pk))


def to_release(body: Body) -> QuerySet[Transfer]:
    """Who asked to leave a branch and waits to be let go, the longest waiting first."""
    waiting = Transfer.objects.filter(state=TransferState.REQUESTED, from_branch=body.pk)
    return waiting.select_related("membership__person", "to_branch").order_by("asked_at", "pk")


def to_answer(body: Body) -> QuerySet[Transfer]:
    """Who was let go and waits to be taken in: by a branch, or by an organisation into its register alone."""
    waiting = Transfer.objects.filter(state=TransferState.RELEASED)
    if body.pk == body.organisation_id:
        waiting = waiting.filter(organisation=body.pk, to_branch__isnull=True)
    else:
        waiting = waiting.filter(to_branch=body.pk)
    return waiting.select_related("membership__person", "from_branch").order_by("released_at", "pk")


def running_of(membership: Membership) -> Transfer | None:
    """The move that somebody has asked for and that is not answered yet."""
    running = Transfer.objects.filter(membership=membership, state__in=TRANSFER_RUNS)
    return running.select_related("from_branch", "to_branch").first()


def former_for(viewer: Actor, public_id: str) -> Transfer | None:
    """How a branch whose register the viewer keeps still sees somebody who moved away; None after those days.

    It is the move that is seen and not the membership: so nothing of what changed since can be shown by mistake.

    Args:
        public_id: of the membership.
    """
    gone = kept_transfers(viewer).filter(state=TransferState.ACCEPTED, sight_until__gte=clock.today())
    kept = authority.bodies_with(viewer, Power.KEEP_REGISTER).values("pk")
    found = gone.filter(from_branch__in=kept, membership__public_id=public_id)
    return found.order_by("-moved_on", "-pk").first()


def moved_away(viewer: Actor, body: Body) -> QuerySet[Transfer]:
    """Who moved out of a branch lately, for those who keep its register, as long as the rules say."""
    gone = Transfer.objects.filter(from_branch=body.pk, state=TransferState.ACCEPTED, sight_until__gte=clock.today())
    return (
        gone.filter(pk__in=kept_transfers(viewer).order_by().values("pk")).select_related(*WITH).order_by("-moved_on")
    )


def history_before(transfer: Transfer) -> list[MembershipSpan]:
    """The history of a member up to a move and nothing of what came after it."""
    spans = MembershipSpan.objects.filter(membership=transfer.membership_id, until_on__lte=transfer.moved_on)
    stretches = spans.select_related("branch", "decision").order_by("from_on", "pk")
    return [s for s in stretches if s.from_on != transfer.moved_on or s.branch_id == transfer.from_branch_id]


def branches_to_move_to(membership: Membership) -> QuerySet[Branch]:
    """The branches of the organisation that somebody could go to."""
    there = Branch.objects.filter(organisation=membership.organisation_id, dissolved_on="")
    if membership.branch_id is not None:
        there = there.exclude(pk=membership.branch_id)
    return there.order_by("name", "pk")


def branch_named(membership: Membership, public_id: str) -> Branch | None:
    """One of these by its public id."""
    return branches_to_move_to(membership).filter(public_id=public_id).first()


def due_to_release() -> QuerySet[Transfer]:
    """Moves that the old branch has not answered in time; for the clock, of all organisations."""
    late = Transfer.objects.filter(state=TransferState.REQUESTED, asked_at__lte=clock.now() - DAYS_TO_RELEASE)
    return late.select_related(*WITH).order_by("pk")


def due_to_end() -> QuerySet[Transfer]:
    """Moves that lead nowhere any more: who asked is gone or was moved, the branch ended, or nobody answered."""
    running = Transfer.objects.filter(state__in=TRANSFER_RUNS)
    same = Q(membership__branch=F("from_branch")) | Q(membership__branch__isnull=True, from_branch__isnull=True)
    late = Q(state=TransferState.RELEASED, released_at__lte=clock.now() - DAYS_TO_ANSWER)
    gone = ~Q(membership__state__in=BELONGING) | ~same | Q(to_branch__dissolved_on__gt="") | late
    return running.filter(gone).select_related(*WITH).order_by("pk")
