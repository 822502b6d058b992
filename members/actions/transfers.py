"""Moving to another branch as one signed step: asked by the member, let go by the old branch, taken in by the new."""

from datetime import timedelta

from members import above
from members.actions.dues import settle_move
from members.actions.memberships import lock_register
from members.actions.transfer_letters import tell_of_transfer
from members.enums import TRANSFER_RUNS, TransferState
from members.models import Membership, MembershipSpan, Person, Transfer
from members.rules import demand_register, demand_register_of
from members.transfer_rules import (
    demand_can_ask,
    demand_own_word,
    demand_stands_there,
    demand_transfer_step,
)
from organisations.models import Body, Branch
from organisations.queries.rulesets import rules_in_force
from organisations.rules import demand_exists
from organiser.base import authority, clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import Actor
from organiser.base.errors import Invalid
from organiser.base.text import one_line

T = TransferState
LONGEST = 500


def body_left(transfer: Transfer) -> Body:
    """Whose register the member would leave."""
    return transfer.from_branch or transfer.organisation


def body_entered(transfer: Transfer) -> Body:
    """Whose register the member would come into."""
    return transfer.to_branch or transfer.organisation


def record_transfer(actor: Actor, verb: str, transfer: Transfer, body: Body, *, dues: str = "") -> None:
    """Write a step into the ledger, without a name; with a digest of what it wrote into the books of dues."""
    record(
        actor,
        verb,
        chain=transfer.organisation.public_id,
        body=body.public_id,
        subject=transfer.public_id,
        content={
            "membership": transfer.membership.public_id,
            "from": body_left(transfer).public_id,
            "to": body_entered(transfer).public_id,
            "state": transfer.state,
            **({"dues": dues} if dues else {}),
        },
    )


def _held(transfer: Transfer) -> tuple[Transfer, Membership]:
    """The move and the membership, locked in the order in which every action of the register locks."""
    lock_register(transfer.organisation)
    transfer = locked(transfer)
    return transfer, locked(transfer.membership)


def clean_words(text: str, field: str) -> str:
    """A line that is kept with a move.

    Raises:
        Invalid: for one that is too long.
    """
    text = one_line(text)
    if len(text) > LONGEST:
        raise Invalid(f"Say it in at most {LONGEST} letters.", code="too_long", field=field)
    return text


@action
def ask_to_move(actor: Person, *, membership: Membership, to: Branch | None) -> Transfer:
    """Ask to move to another branch, or to belong to the organisation without one.

    The member asks, or whoever keeps the register writes it down for somebody who asked on paper. From a membership
    without a branch nobody has to let go, so that the new branch is asked at once.

    Raises:
        NotFound, NotPermitted: for anybody else.
        Invalid: for a branch of another organisation.
        WrongState: for somebody who does not belong or leaves, or for a branch that has ended.
        Conflict: where there is nothing to move, or a move runs already.
    """
    if actor.pk != membership.person_id:
        demand_register_of(actor, membership)
    authority.demand_reach(actor, membership.organisation_id, membership.branch_id)
    lock_register(membership.organisation)
    membership = locked(membership)
    running = Transfer.objects.filter(membership=membership, state__in=TRANSFER_RUNS).exists()
    demand_can_ask(membership, to, running=running)
    demand_exists(to or membership.organisation)
    above.demand_can_move(membership)
    now = clock.now()
    free = membership.branch_id is None
    transfer = Transfer.objects.create(
        organisation_id=membership.organisation_id,
        membership=membership,
        from_branch=membership.branch,
        to_branch=to,
        state=T.RELEASED if free else T.REQUESTED,
        asked_at=now,
        asked_by=actor,
        released_at=now if free else None,
    )
    record_transfer(actor, "ask_to_move", transfer, body_left(transfer))
    tell_of_transfer(transfer, "asked")
    return transfer


@action
def release_member(actor: Person, *, transfer: Transfer, note: str = "") -> Transfer:
    """Let a member go to the branch that she or he asked for; the old branch cannot refuse, only say what is open.

    Args:
        note: what is outstanding, or that nothing is; the member and the new branch read it.

    Raises:
        NotPermitted: for those who do not keep the register of the old branch.
        WrongState: where it was answered, or the member is not there any more.
        Invalid: for a note that is too long.
    """
    demand_register(actor, body_left(transfer))
    note = clean_words(note, "note")
    transfer, membership = _held(transfer)
    demand_transfer_step(transfer, T.RELEASED)
    demand_stands_there(transfer, membership)
    transfer.state, transfer.released_at, transfer.released_by = T.RELEASED, clock.now(), actor
    transfer.release_note = note
    transfer.save(update_fields=["state", "released_at", "released_by", "release_note"])
    record_transfer(actor, "release_member", transfer, body_left(transfer))
    tell_of_transfer(transfer, "released")
    return transfer


@action
def accept_transfer(actor: Person, *, transfer: Transfer) -> Transfer:
    """Take a member in who was let go: from this moment she or he belongs to the new branch.

    State, number and tenure stay. Rolls that are frozen stay as they are, so nobody votes twice and nobody loses a
    vote. What the member held in the old branch as its member ends (see `members.above`). The old branch sees who left
    it for the days that its rules say. There is no undoing: who wants to go back asks to move back.

    Raises:
        NotPermitted: for those who do not keep the register of the new branch.
        WrongState: where the old branch has not let go, it was answered, the member is gone or the branch has ended.
        NotFound: where no rules are in force.
    """
    demand_register(actor, body_entered(transfer))
    transfer, membership = _held(transfer)
    demand_transfer_step(transfer, T.ACCEPTED)
    demand_stands_there(transfer, membership)
    demand_exists(body_entered(transfer))
    above.demand_can_move(membership)
    today = clock.today()
    days = rules_in_force(body_left(transfer)).sight_days
    MembershipSpan.objects.filter(membership=membership, until_on__isnull=True).update(until_on=today)
    MembershipSpan.objects.create(
        organisation_id=membership.organisation_id,
        membership=membership,
        state=membership.state,
        branch=transfer.to_branch,
        from_on=today,
    )
    membership.branch = transfer.to_branch
    membership.save(update_fields=["branch"])
    transfer.membership = membership
    transfer.state, transfer.answered_at, transfer.answered_by = T.ACCEPTED, clock.now(), actor
    transfer.moved_on, transfer.sight_until = today, today + timedelta(days=days)
    transfer.save(update_fields=["state", "answered_at", "answered_by", "moved_on", "sight_until"])
    above.moved(actor, transfer)
    dues = settle_move(actor, membership=membership, old=body_left(transfer), new=body_entered(transfer), day=today)
    record_transfer(actor, "accept_transfer", transfer, body_entered(transfer), dues=dues.digest if dues else "")
    tell_of_transfer(transfer, "accepted")
    return transfer


@action
def refuse_transfer(actor: Person, *, transfer: Transfer, reason: str) -> Transfer:
    """Do not take a member in, with the reason that she or he and the old branch read; everything stays as it is.

    Raises:
        NotPermitted: for those who do not keep the register of the new branch.
        Invalid: without a reason, or with one that is too long.
        WrongState: where it was answered or not let go yet.
    """
    demand_register(actor, body_entered(transfer))
    reason = clean_words(reason, "reason")
    if not reason:
        raise Invalid("Say why, so that the member can answer it.", code="reason", field="reason")
    transfer, _membership = _held(transfer)
    demand_transfer_step(transfer, T.REFUSED)
    transfer.state, transfer.answered_at, transfer.answered_by = T.REFUSED, clock.now(), actor
    transfer.reason = reason
    transfer.save(update_fields=["state", "answered_at", "answered_by", "reason"])
    record_transfer(actor, "refuse_transfer", transfer, body_entered(transfer))
    tell_of_transfer(transfer, "refused")
    return transfer


@action
def withdraw_transfer(actor: Person, *, transfer: Transfer) -> Transfer:
    """Stay after all, until the new branch has taken one in.

    Raises:
        NotPermitted: for anybody but the member, or whoever wrote the wish down for her or him.
        WrongState: where it was answered already.
    """
    demand_own_word(actor, transfer)
    authority.demand_reach(actor, transfer.organisation_id, transfer.from_branch_id)
    transfer, _membership = _held(transfer)
    demand_transfer_step(transfer, T.WITHDRAWN)
    transfer.state, transfer.answered_at, transfer.answered_by = T.WITHDRAWN, clock.now(), actor
    transfer.save(update_fields=["state", "answered_at", "answered_by"])
    record_transfer(actor, "withdraw_transfer", transfer, body_left(transfer))
    tell_of_transfer(transfer, "withdrawn")
    return transfer
