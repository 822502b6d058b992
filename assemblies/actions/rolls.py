"""Freezing a roll: who may vote in one ballot, with the reason, in two statements whatever the number."""

import hashlib
from datetime import date, timedelta

from django.db import connection
from django.utils import timezone

from assemblies.enums import RollReason
from assemblies.models import Assembly, Roll, RollEntry
from members.enums import MembershipState
from organisations.enums import BodyType, RollMoment
from organisations.models import Body, RuleSet
from organiser.base import clock
from organiser.base.actions import locked
from skills.queries.paying import paid_holders

# One statement each, since a roll can have four million entries (design.md section 11).
ENTRIES = """
    INSERT INTO assemblies_rollentry (organisation_id, roll_id, person_id, weight, reason, since)
    SELECT m.organisation_id, %s, m.person_id, 1, %s, m.joined_on
    FROM members_membership m
    WHERE m.{column} = %s AND m.state = %s AND m.joined_on <= %s {unpaid}
    ORDER BY m.id
"""
LINES = """
    SELECT p.public_id, m.joined_on FROM members_membership m JOIN members_person p ON p.id = m.person_id
    WHERE m.{column} = %s AND m.state = %s AND m.joined_on <= %s {unpaid} ORDER BY m.id
"""
REFUSALS = """
    INSERT INTO assemblies_rollrefusal (organisation_id, roll_id, person_id, reason, since)
    SELECT m.organisation_id, %s, m.person_id,
           CASE m.state WHEN 'trial' THEN 'on_trial' WHEN 'supporter' THEN 'supporter'
                        WHEN 'on_leave' THEN 'on_leave'
                        ELSE CASE WHEN m.joined_on > %s THEN 'too_new' ELSE 'paid_role' END END,
           m.joined_on
    FROM members_membership m
    WHERE m.{column} = %s
      AND (m.state IN ('trial', 'supporter', 'on_leave') OR (m.state = %s AND (m.joined_on > %s {paid})))
    ORDER BY m.id
"""


def electorate(body: Body) -> tuple[str, int]:
    """The column and key by which the memberships of a body are found; a committee acts for its parent."""
    while body.type == BodyType.COMMITTEE:
        body = body.as_committee.parent
    return ("organisation_id" if body.type == BodyType.ORGANISATION else "branch_id"), body.pk


def roll_day(rules: RuleSet, assembly: Assembly | None) -> date:
    """The day on which membership is looked at: the day of the notice, or the day the ballot opens."""
    if rules.roll_moment == RollMoment.NOTICE and assembly is not None and assembly.notice_sent_at is not None:
        return timezone.localdate(assembly.notice_sent_at)
    return clock.today()


def freeze_roll(body: Body, rules: RuleSet, assembly: Assembly | None) -> Roll:
    """Write the roll of a ballot; for the action that opens it and holds the lock on the motion.

    A full member stands on it who joined `days_to_vote` before the day the rules look at. Everybody else who belongs
    gets an entry among the refusals, with the reason to read. Where the rules say so, nobody who holds a paid role of
    the organisation on that day stands on it.
    """
    # Everything that changes a register holds this lock too, so that the three statements below see the same people.
    locked(Body.objects.get(pk=body.organisation_key))
    as_of = roll_day(rules, assembly)
    last_day = as_of - timedelta(days=rules.days_to_vote)
    column, key = electorate(body)
    paid = [] if rules.paid_vote else paid_holders(body.organisation_key, as_of)
    marks = ", ".join(["%s"] * len(paid))
    words = {
        "column": column,
        "unpaid": f"AND m.person_id NOT IN ({marks})" if paid else "",
        "paid": f"OR m.person_id IN ({marks})" if paid else "",
    }
    # The digest and the number belong into the row, which can never be changed; so the entries are read beforehand.
    digest, entitled = hashlib.sha256(), 0
    with connection.cursor() as cursor:
        cursor.execute(LINES.format(**words), [key, MembershipState.FULL, last_day, *paid])
        while rows := cursor.fetchmany(10_000):
            entitled += len(rows)
            digest.update("".join(roll_line(person, since) for person, since in rows).encode())
        roll = Roll.objects.create(
            organisation_id=body.organisation_key,
            body=body,
            frozen_at=clock.now(),
            as_of=as_of,
            entitled=entitled,
            digest=digest.hexdigest(),
        )
        full = MembershipState.FULL
        cursor.execute(ENTRIES.format(**words), [roll.pk, RollReason.FULL_MEMBER, key, full, last_day, *paid])
        cursor.execute(REFUSALS.format(**words), [roll.pk, last_day, key, full, last_day, *paid])
    return roll


def roll_line(person: str, since: date | str) -> str:
    """One line of the text a roll's digest is taken of."""
    return f"{person} 1 {RollReason.FULL_MEMBER.value} {str(since)[:10]}\n"


def roll_digest(roll: Roll) -> str:
    """The digest reckoned again from the entries; equal to the stored one as long as nothing was tampered with."""
    digest = hashlib.sha256()
    entries = RollEntry.objects.filter(roll=roll).order_by("pk").values_list("person__public_id", "since")
    for person, since in entries.iterator(chunk_size=5000):
        digest.update(roll_line(person, since).encode())
    return digest.hexdigest()
