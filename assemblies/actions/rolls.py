"""Freezing a roll: who may vote in one ballot, with the reason, in two statements whatever the number."""

import hashlib
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Case, CharField, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from assemblies.enums import RollReason
from assemblies.models import Assembly, Attendance, Roll, RollEntry
from assemblies.queries.challenges import Corrections
from assemblies.queries.rolls import BY_MEMBERSHIP, roll_line, roll_lines
from members.enums import BELONGING, MembershipState, Standing
from members.models import Membership
from members.queries.standing import Measure, having_a_vote, with_standing
from organisations.enums import RollMoment
from organisations.models import Body, RuleSet
from organiser.base import clock
from organiser.base.actions import locked
from skills.queries.standing import electorate, measure_in

# One statement each, since a roll can have four million entries (design.md section 11).
ENTRIES = "INSERT INTO assemblies_rollentry (organisation_id, roll_id, person_id, weight, reason, since) "
REFUSALS = "INSERT INTO assemblies_rollrefusal (organisation_id, roll_id, person_id, reason, since) "
# From so many on the database is given more time for them than the site allows a statement.
MANY = 500_000


def roll_day(rules: RuleSet, assembly: Assembly | None) -> date:
    """The day on which membership is looked at: the day of the notice, or the day the ballot opens."""
    if rules.roll_moment == RollMoment.NOTICE and assembly is not None and assembly.notice_sent_at is not None:
        return timezone.localdate(assembly.notice_sent_at)
    return clock.today()


def _statement(rows: QuerySet[Any, Any]) -> tuple[str, tuple[Any, ...]]:
    """The SQL of a query with its values, to be read by the database alone."""
    sql, values = rows.query.get_compiler(connection=connection).as_sql()
    return sql, tuple(values)


def freeze_roll(
    body: Body,
    rules: RuleSet,
    assembly: Assembly | None,
    said: Corrections = Corrections(),  # noqa: B008  # frozen
    first: Roll | None = None,
) -> Roll:
    """Write the roll of a ballot; for the action that opens it and holds the lock on the motion.

    Whoever has a vote by the standing of that day stands on it, or by a challenge that was upheld. Everybody else who
    belongs gets an entry among the refusals, with the reason to read and the day that belongs to it; so do those who
    have a vote and are not there, where the rules fix the roll at the check-in.

    Args:
        said: what upheld challenges say against the register.
        first: of a run-off, the roll of the ballot whose tie it decides: nobody else has a vote in it.
    """
    # Everything that changes a register holds this lock too, so that the three statements below see the same people.
    locked(Body.objects.get(pk=body.organisation_key))
    as_of = roll_day(rules, assembly)
    measure = measure_in(body, rules, as_of)
    people = electorate(body).order_by("pk")
    said = _differing(people, measure, said)
    voting = _voting(people, measure, said)
    door = assembly if rules.roll_moment == RollMoment.CHECK_IN else None
    entitled = voting if door is None else voting.filter(_there(door))
    if first is not None:
        entitled = entitled.filter(_on(first))
    reason = _reason_of_entry(said)
    # The digest and the number belong into the row, which can never be changed; so the entries are read beforehand.
    digest, number = hashlib.sha256(), 0
    with connection.cursor() as cursor:
        cursor.execute(*_statement(entitled.annotate(told=reason).values_list("public_id", "told", "joined_on")))
        while rows := cursor.fetchmany(10_000):
            number += len(rows)
            digest.update("".join(roll_line(member, told, since) for member, told, since in rows).encode())
        roll = Roll.objects.create(
            organisation_id=body.organisation_key,
            body=body,
            frozen_at=clock.now(),
            as_of=as_of,
            entitled=number if door is None else voting.count(),
            entries_count=number,
            corrected=len(said.taken_in | said.left_out),
            digest=digest.hexdigest(),
            digest_form=BY_MEMBERSHIP,
        )
        if number > MANY and connection.vendor == "postgresql":
            cursor.execute("SET LOCAL statement_timeout = '15min'")
        this = Value(roll.pk, output_field=IntegerField())
        row = ("organisation_id", this, "person_id", Value(1), reason, "joined_on")
        select, values = _statement(entitled.values_list(*row))
        cursor.execute(ENTRIES + select, values)
        without: QuerySet[Any] = with_standing(people.filter(state__in=BELONGING), measure)
        without = (
            without.exclude(pk__in=entitled.order_by().values("pk")) if door or said or first else _no_vote(without)
        )
        refused = ("organisation_id", this, "person_id", _reason_of_refusal(said, door, first), "standing_since")
        select, values = _statement(without.values_list(*refused))
        cursor.execute(REFUSALS + select, values)
    return roll


def _differing(people: QuerySet[Membership], measure: Measure, said: Corrections) -> Corrections:
    """Of what challenges say, that which the register does not say by itself."""
    if not said:
        return said
    concerned = people.order_by().filter(person_id__in=said.taken_in | said.left_out, state=MembershipState.FULL)
    by_standing = frozenset(having_a_vote(concerned, measure).values_list("person_id", flat=True))
    full = frozenset(concerned.values_list("person_id", flat=True))
    return Corrections((said.taken_in & full) - by_standing, said.left_out & by_standing)


def _no_vote(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.exclude(standing=Standing.FULL_MEMBER)


def _voting(people: QuerySet[Membership], measure: Measure, said: Corrections) -> QuerySet[Membership]:
    """Those who have a vote, with what upheld challenges say; without any, one plain condition for millions."""
    if not said:
        return having_a_vote(people, measure)
    by_standing = Q(pk__in=having_a_vote(people, measure).order_by().values("pk"))
    taken_in = Q(person_id__in=said.taken_in, state=MembershipState.FULL)
    return people.filter(by_standing | taken_in).exclude(person_id__in=said.left_out)


def _there(assembly: Assembly) -> Exists:
    there = Attendance.objects.filter(assembly=assembly, left_at__isnull=True)
    return Exists(there.filter(person_id=OuterRef("person_id")))


def _on(first: Roll) -> Exists:
    return Exists(RollEntry.objects.filter(roll=first, person_id=OuterRef("person_id")))


def _reason_of_entry(said: Corrections) -> Case | Value:
    full = Value(RollReason.FULL_MEMBER.value, output_field=CharField())
    if not said.taken_in:
        return full
    return Case(When(person_id__in=said.taken_in, then=Value(RollReason.CORRECTED.value)), default=full)


def _reason_of_refusal(said: Corrections, door: Assembly | None, first: Roll | None) -> Case | str:
    """Why those who have no entry are not on the roll; whoever was left out by a challenge reads that first."""
    told = []
    if said.left_out:
        told.append(When(person_id__in=said.left_out, then=Value(RollReason.CORRECTED.value)))
    missing = Q(standing=Standing.FULL_MEMBER) | Q(person_id__in=said.taken_in)
    if first is not None:
        told.append(When(missing & ~Q(_on(first)), then=Value(RollReason.NOT_IN_FIRST.value)))
    if door is not None:
        told.append(When(missing, then=Value(RollReason.NOT_CHECKED_IN.value)))
    return Case(*told, default="standing", output_field=CharField()) if told else "standing"


def roll_digest(roll: Roll) -> str:
    """The digest reckoned again from the entries; equal to the stored one as long as nothing was tampered with."""
    digest = hashlib.sha256()
    for line in roll_lines(roll):
        digest.update(line.encode())
    return digest.hexdigest()
