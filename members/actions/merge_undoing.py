"""Taking two records apart again that were merged, and settling a merge for good when its thirty days are over."""

from datetime import date
from typing import Any

from members.actions.dues_ledger import digest_of
from members.actions.memberships import lock_register
from members.actions.merging import lock_both, record_merge
from members.actions.merging_dues import part_accounts
from members.enums import BELONGING, MembershipState, PairState
from members.merge_rules import demand_nothing_gained, demand_undoable
from members.models import DuplicatePair, Membership, MembershipSpan, MergeRecord, Person
from members.models.people import digits
from members.queries.accounts import has_address
from members.queries.merges import merges_to_settle
from members.rules import demand_register_of, widest_register
from members.transfer_rules import demand_clock
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import Actor
from organiser.base.errors import Conflict, WrongState

EMPTIED = ("phone", "address", "postcode", "town", "language")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _demand_as_left(former: dict[str, Any], kept: Membership) -> None:
    """Go on only while the joined history is as the merge left it.

    Raises:
        Conflict: where it was changed since, or the person is gone.
    """
    spans = MembershipSpan.objects.filter(pk__in=former["spans"], membership=kept).count()
    same = kept.joined_on.isoformat() == former["joined_set"] and spans == len(former["spans"])
    if not same or not kept.person.is_active:
        raise Conflict(
            f"The record of number {kept.number} has changed since in a way that cannot be taken apart. They stay one.",
            code="changed_since",
        )


def _put_back_contact(former: dict[str, Any], kept: Membership) -> None:
    """Give the kept record the values of before, but for those that were changed again since."""
    person = kept.person
    back = [field for field, value in former["contact_set"].items() if getattr(person, field) == value]
    for field in back:
        setattr(person, field, former["contact"][field])
    person.save(update_fields=[*back] or ["is_active"])
    kept.sort_name, kept.phone_digits = person.sort_name, digits(person.phone)


def _open_again(former: dict[str, Any], dropped: Membership) -> None:
    """Bring the dropped record back as it was; no way in is kept, so its owner signs in by a code or a new letter."""
    was = former["dropped"]
    MembershipSpan.objects.filter(membership=dropped, state=MembershipState.MERGED).delete()
    MembershipSpan.objects.filter(pk=was["span"]).update(until_on=None)
    dropped.state, dropped.left_on = was["state"], _day(was["left_on"])
    dropped.announced_on, dropped.leaves_on = _day(was["announced_on"]), _day(was["leaves_on"])
    dropped.save(update_fields=["state", "left_on", "announced_on", "leaves_on"])
    dropped.person.is_active = was["active"]
    dropped.person.save(update_fields=["is_active"])


def _demand_address_free(actor: Person, dropped: Membership) -> None:
    """Go on only where the address of the record that comes back is nobody else's in a register the actor keeps.

    Raises:
        Conflict: otherwise; without saying whose it is.
    """
    person = dropped.person
    register = widest_register(actor, dropped.branch or dropped.organisation) or dropped.organisation
    if person.email and dropped.state in BELONGING and has_address(register, person.email, person):
        raise Conflict(
            f"The e-mail address of number {dropped.number} is that of somebody else now. Change it there first.",
            code="email_taken",
            field="email",
        )


@action
def undo_merge(actor: Person, *, merge: MergeRecord) -> MergeRecord:
    """Take two records apart again, for thirty days: both are as they were before.

    Contact data that was changed again since stays as it is. What the kept record did in the meantime is its own, also
    what it paid and was given back.

    Raises:
        NotFound, NotPermitted: for those who do not keep the registers of both, for one's own, or after thirty days.
        WrongState: where it was undone, or the kept record was merged on since.
        Conflict: where the record changed in a way that cannot be taken apart.
    """
    demand_register_of(actor, merge.kept)
    demand_register_of(actor, merge.dropped)
    demand_nothing_gained(actor, merge.kept, merge.dropped)
    kept, dropped = lock_both(merge.kept, merge.dropped)
    merge = locked(merge)
    merge.kept, merge.dropped = kept, dropped
    demand_undoable(merge, kept)
    former = merge.former
    _demand_as_left(former, kept)
    MembershipSpan.objects.filter(pk__in=former["spans"]).delete()
    kept.joined_on = date.fromisoformat(former["joined_on"])
    _put_back_contact(former, kept)
    kept.save(update_fields=["joined_on", "sort_name", "phone_digits"])
    _open_again(former, dropped)
    _demand_address_free(actor, dropped)
    lines = part_accounts(actor, kept, dropped, former.get("dues", []))
    MergeRecord.objects.filter(public_id__in=former["led"], undone_at__isnull=True).update(leads_to=dropped)
    first, second = sorted((kept, dropped), key=lambda row: row.pk)
    DuplicatePair.objects.filter(first=first, second=second).update(
        state=PairState.PROPOSED, decided_at=None, decided_by=None
    )
    merge.undone_at, merge.undone_by, merge.former = clock.now(), actor, {}
    merge.save(update_fields=["undone_at", "undone_by", "former"])
    record_merge(actor, "undo_merge", merge, dues=digest_of(lines) if lines else "")
    return merge


@action
def settle_merge(actor: Actor, *, merge: MergeRecord) -> MergeRecord:
    """Settle a merge for good once its thirty days are over: what was kept to undo it, and contact data, are deleted.

    Raises:
        NotPermitted: for everybody but the clock.
        WrongState: where it is not due, or was undone.
    """
    demand_clock(actor)
    lock_register(merge.organisation)
    merge = locked(merge)
    if not merges_to_settle().filter(public_id=merge.public_id).exists():
        raise WrongState("This merge can still be undone.", code="not_due")
    person = locked(merge.dropped.person)
    person.email = None
    for field in EMPTIED:
        setattr(person, field, "")
    person.save(update_fields=["email", *EMPTIED])
    Membership.objects.filter(pk=merge.dropped_id).update(phone_digits="")
    merge.former, merge.settled_at = {}, clock.now()
    merge.save(update_fields=["former", "settled_at"])
    record(
        actor,
        "settle_merge",
        chain=merge.organisation.public_id,
        body=(merge.kept.branch or merge.organisation).public_id,
        subject=merge.public_id,
        content={"number": merge.number},
    )
    return merge
