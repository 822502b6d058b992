"""Two records of one person become one, without rewriting anything that was decided, cast or signed."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from members import above
from members.actions.dues_ledger import digest_of
from members.actions.memberships import lock_register
from members.actions.merging_dues import join_accounts
from members.actions.people import CONTACT, demand_free_address
from members.enums import BELONGING, MEMBERS, TRANSFER_RUNS, MembershipState, NoticesBy, PairState
from members.merge_rules import UNDO_DAYS, demand_mergeable, demand_nothing_gained, demand_two_of_one
from members.models import (
    ApiToken,
    DuplicatePair,
    Letter,
    Membership,
    MembershipSpan,
    MergeRecord,
    Person,
    Transfer,
)
from members.models.people import digits
from members.rules import demand_register_of
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actions.mail import queue_letter
from organiser.base.errors import Invalid

SIDES = ("keep", "drop")


def clean_choices(choices: Mapping[str, str]) -> dict[str, str]:
    """For each field of contact data which value stays; what is not said stays as it is in the record that is kept.

    Raises:
        Invalid: for a field or an answer that there is not.
    """
    for field, side in choices.items():
        if field not in CONTACT or side not in SIDES:
            raise Invalid(
                "Choose for each field whether the value of the record that is kept or that of the other one stays.",
                code="choices",
                field=field if field in CONTACT else "choices",
            )
    return {field: choices.get(field, "keep") for field in CONTACT}


def lock_both(keep: Membership, drop: Membership) -> tuple[Membership, Membership]:
    """Hold the register and both records, in one order whoever comes first; with their people locked too."""
    lock_register(keep.organisation)
    rows = {row.pk: locked(row) for row in sorted((keep, drop), key=lambda row: row.pk)}
    for row in rows.values():
        row.person = locked(row.person)
    return rows[keep.pk], rows[drop.pk]


def _take_over_contact(keep: Membership, drop: Membership, choices: Mapping[str, str]) -> tuple[dict[str, Any], ...]:
    """Write the chosen values; gives what was before and what is now, for the fields that changed."""
    chosen = {field: getattr((drop if choices[field] == "drop" else keep).person, field) for field in CONTACT}
    if chosen["notices_by"] == NoticesBy.EMAIL and not chosen["email"]:
        chosen["notices_by"] = NoticesBy.POST.value
    person = keep.person
    before = {field: getattr(person, field) for field in CONTACT if getattr(person, field) != chosen[field]}
    for field in before:
        setattr(person, field, chosen[field])
    person.save(update_fields=[*before] or ["is_active"])
    Membership.objects.filter(pk=keep.pk).update(sort_name=person.sort_name, phone_digits=digits(person.phone))
    keep.sort_name, keep.phone_digits = person.sort_name, digits(person.phone)
    return before, {field: chosen[field] for field in before}


def _join_histories(keep: Membership, drop: Membership) -> list[int]:
    """Put what the dropped record knows of the time before in front of the history of the other, without overlap."""
    first = MembershipSpan.objects.filter(membership=keep).order_by("from_on", "pk")[0].from_on
    made = []
    for span in MembershipSpan.objects.filter(membership=drop, from_on__lt=first).order_by("from_on", "pk"):
        until = min(span.until_on or first, first)
        made.append(
            MembershipSpan.objects.create(
                organisation_id=keep.organisation_id,
                membership=keep,
                state=span.state,
                branch_id=span.branch_id,
                from_on=span.from_on,
                until_on=until,
                decision_id=span.decision_id,
            ).pk
        )
    return made


def _close(drop: Membership) -> dict[str, Any]:
    """Take a record out of every list and end all ways into its account; gives what was before."""
    today = clock.today()
    running = MembershipSpan.objects.get(membership=drop, until_on__isnull=True)
    before = {
        "state": drop.state,
        "left_on": drop.left_on and drop.left_on.isoformat(),
        "announced_on": drop.announced_on and drop.announced_on.isoformat(),
        "leaves_on": drop.leaves_on and drop.leaves_on.isoformat(),
        "span": running.pk,
        "active": drop.person.is_active,
    }
    running.until_on = max(today, running.from_on)
    running.save(update_fields=["until_on"])
    MembershipSpan.objects.create(
        organisation_id=drop.organisation_id,
        membership=drop,
        state=MembershipState.MERGED,
        branch_id=drop.branch_id,
        from_on=running.until_on,
    )
    drop.state, drop.left_on, drop.announced_on, drop.leaves_on = MembershipState.MERGED, today, None, None
    drop.save(update_fields=["state", "left_on", "announced_on", "leaves_on"])
    # Sessions end with the password, and none begins: an inactive account is not opened by any address or letter.
    drop.person.is_active = False
    drop.person.set_unusable_password()
    drop.person.save(update_fields=["is_active", "password"])
    now = clock.now()
    ApiToken.objects.filter(person=drop.person_id, revoked_at__isnull=True).update(revoked_at=now)
    Letter.objects.filter(person=drop.person_id, used_at__isnull=True, expires_at__gt=now).update(expires_at=now)
    above.merged(drop)
    return before


@action
def merge_people(
    actor: Person, *, keep: Membership, drop: Membership, choices: Mapping[str, str] | None = None
) -> MergeRecord:
    """Merge one record into another, for good after thirty days (invariant 10).

    Whatever points to the dropped record goes on pointing to it: votes, rolls, terms, attendance, agreements. Its row
    stays as an alias in no list; its account is closed, its number stays taken and leads to the record that is kept.

    Args:
        choices: for fields of contact data "keep" or "drop", whose value stays.

    Raises:
        NotFound, NotPermitted: for those who do not keep the registers of both; for one's own record or an operator's.
        Invalid: for one and the same record, or a field that there is not.
        WrongState: where somebody would lose standing, or something is open that has to be over first.
        Conflict: where the address that stays is somebody else's.
    """
    demand_two_of_one(keep, drop)
    demand_register_of(actor, keep)
    demand_register_of(actor, drop)
    demand_nothing_gained(actor, keep, drop)
    chosen = clean_choices(choices or {})
    keep, drop = lock_both(keep, drop)
    moving = Transfer.objects.filter(membership__in=[keep, drop], state__in=TRANSFER_RUNS).exists()
    demand_mergeable(keep, drop, moving=moving)
    above.demand_can_merge(keep, drop, chosen)
    merge = MergeRecord.objects.create(
        organisation_id=keep.organisation_id,
        kept=keep,
        dropped=drop,
        leads_to=keep,
        number=drop.number,
        merged_at=clock.now(),
        merged_by=actor,
    )
    standing = drop.state in BELONGING and keep.state in BELONGING
    if drop.state not in MEMBERS and keep.state in MEMBERS:
        standing = False  # days as a supporter are no days of membership
    joined = keep.joined_on
    if standing and drop.joined_on < joined:
        keep.joined_on = drop.joined_on
        keep.save(update_fields=["joined_on"])
    closed = _close(drop)
    if chosen["email"] == "drop" and (drop.person.email or "").lower() != (keep.person.email or "").lower():
        demand_free_address(actor, keep.branch or keep.organisation, drop.person.email, person=keep.person)
    before, after = _take_over_contact(keep, drop, chosen)
    lines = join_accounts(actor, keep, drop)
    led = MergeRecord.objects.filter(leads_to=drop, undone_at__isnull=True)
    merge.former = {
        "contact": before,
        "contact_set": after,
        "joined_on": joined.isoformat(),
        "joined_set": keep.joined_on.isoformat(),
        "spans": _join_histories(keep, drop),
        "dropped": closed,
        "dues": [line.public_id for line in lines],
        "led": sorted(led.values_list("public_id", flat=True)),
    }
    merge.save(update_fields=["former"])
    led.update(leads_to=keep)
    first, second = sorted((keep, drop), key=lambda row: row.pk)
    DuplicatePair.objects.filter(first=first, second=second).update(
        state=PairState.MERGED, decided_at=merge.merged_at, decided_by=actor
    )
    record_merge(actor, "merge_people", merge, dues=digest_of(lines) if lines else "")
    _tell(merge)
    return merge


def record_merge(actor: Any, verb: str, merge: MergeRecord, *, dues: str = "") -> None:
    """Write a merge into the ledger, or that it was taken apart; without names, addresses and amounts."""
    body = merge.kept.branch or merge.organisation
    record(
        actor,
        verb,
        chain=merge.organisation.public_id,
        body=body.public_id,
        subject=merge.public_id,
        content={
            "kept": merge.kept.public_id,
            "dropped": merge.dropped.public_id,
            "number": merge.number,
            **({"dues": dues} if dues else {}),
        },
    )


def _tell(merge: MergeRecord) -> None:
    person = merge.kept.person
    if person.email and person.is_active and person.notices_by == NoticesBy.EMAIL:
        context = {"merge": merge, "person": person, "until": merge.merged_at + UNDO_DAYS}
        text = render_to_string("members/mail/merged.txt", {**context, "site": settings.SITE_ADDRESS})
        queue_letter("Two records of you became one", text, [person.email])
