"""Dues of members who go to another branch: what the books of the old and the new one say then."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from members.actions.dues_cutting import cut_periods
from members.actions.dues_ledger import carry_home, digest_of, settle
from members.counting import Span
from members.enums import DuesKind
from members.models import DuesEntry, Membership, MembershipSpan
from organisations.models import Body
from organiser.base.actions import locked
from organiser.base.actor import Actor

Step = tuple[int, int, date]
Where = dict[int, int | None]


@dataclass(frozen=True)
class Move:
    """What a move does to an account: what stays in the books of the old branch, what the new one charges.

    `carried` is what was paid ahead in the old books and goes along, below zero for a debt that goes along.
    """

    old_cents: int
    new_cents: int
    carried: int
    digest: str


def settle_move(actor: Actor, *, membership: Membership, old: Body, new: Body, day: date) -> Move | None:
    """Cut the dues of the period under way at the day of a move, and carry the account over to the new branch.

    It is a part of the action that moves somebody: that action locks and records, and writes the digest into its own
    entry of the ledger. The charge of the old branch is taken back and written anew for the days before the move; the
    new branch charges the days from it on. Both ask the same for the days they charge, as the member chose it, so that
    nobody pays more for moving. What is owed or paid ahead in the old books goes along, so that it is settled once.

    Args:
        old, new: the bodies in whose books the member stood and stands; a branch, or the organisation for none.
        day: the first day in the new one.

    Returns:
        What was written; None where nothing was owed or paid and no period is under way.
    """
    membership = locked(membership)
    made = settle_moves(actor, memberships=[membership.pk], old=old, new=new, day=day)
    if not made:
        return None
    membership.refresh_from_db(fields=["settled_until", "owed_since"])
    parts = {entry.body_id: entry.cents for entry in made if entry.kind == DuesKind.CHARGE}
    carried = sum(entry.cents for entry in made if entry.kind == DuesKind.CARRIED and entry.body_id == new.pk)
    return Move(parts.get(old.pk, 0), parts.get(new.pk, 0), -carried, digest_of(made))


def settle_moves(actor: Actor, *, memberships: Collection[int], old: Body, new: Body, day: date) -> list[DuesEntry]:
    """The same for many who move together, in a handful of statements; gives the lines it wrote.

    Args:
        memberships: the keys of those who stand in the new branch already; they must be locked.
    """
    if old.pk == new.pk:
        return []
    made = cut_periods(actor, memberships, old, new, day)
    made += carry_home(actor, memberships, day)
    settle({entry.membership_id for entry in made})
    return made


def follow_moves(actor: Actor, organisation: int, memberships: Where, span: Span) -> list[DuesEntry]:
    """Do for a period that is charged late what would have been done at each move since; gives the lines it wrote.

    Without it a charge would stand in the books of a branch whose treasurer does not see the member any more, and be
    hidden from the one who does. The accounts must be locked; the caller settles them.

    Args:
        memberships: the branch of each on the first day of the period, by the key of the membership.
        span: the period.
    """
    made: list[DuesEntry] = []
    for steps in _rounds(organisation, memberships, span):
        bodies = Body.objects.select_related("organisation").in_bulk(
            {key for old, new, _ in steps for key in (old, new)}
        )
        for (old, new, day), keys in sorted(steps.items()):
            made += cut_periods(actor, keys, bodies[old], bodies[new], day)
    return made + carry_home(actor, memberships)


def _rounds(organisation: int, memberships: Where, span: Span) -> list[dict[Step, list[int]]]:
    """The moves within a period: the first ones of all, then the second ones, each with who made it."""
    spans = MembershipSpan.objects.filter(
        membership__in=list(memberships), from_on__gt=span.first, from_on__lte=span.last
    )
    rows = spans.order_by("from_on", "pk").values_list("membership", "branch", "from_on")
    where, moves = dict(memberships), dict.fromkeys(memberships, 0)
    rounds: list[dict[Step, list[int]]] = []
    for key, branch, day in rows:
        if branch == where[key]:
            continue
        if moves[key] == len(rounds):
            rounds.append({})
        step = (where[key] or organisation, branch or organisation, day)
        rounds[moves[key]].setdefault(step, []).append(key)
        moves[key] += 1
        where[key] = branch
    return rounds
