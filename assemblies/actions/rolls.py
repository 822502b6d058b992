"""Freezing a roll: who may vote in one ballot, with the reason, in two statements whatever the number."""

import hashlib
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import IntegerField, QuerySet, Value
from django.utils import timezone

from assemblies.models import Assembly, Roll, RollEntry
from members.enums import BELONGING, Standing
from members.queries.standing import having_a_vote, with_standing
from organisations.enums import RollMoment
from organisations.models import Body, RuleSet
from organiser.base import clock
from organiser.base.actions import locked
from skills.queries.standing import electorate, measure_in

# One statement each, since a roll can have four million entries (design.md section 11).
ENTRIES = "INSERT INTO assemblies_rollentry (organisation_id, roll_id, person_id, weight, reason, since) "
REFUSALS = "INSERT INTO assemblies_rollrefusal (organisation_id, roll_id, person_id, reason, since) "


def roll_day(rules: RuleSet, assembly: Assembly | None) -> date:
    """The day on which membership is looked at: the day of the notice, or the day the ballot opens."""
    if rules.roll_moment == RollMoment.NOTICE and assembly is not None and assembly.notice_sent_at is not None:
        return timezone.localdate(assembly.notice_sent_at)
    return clock.today()


def _statement(rows: QuerySet[Any, Any]) -> tuple[str, tuple[Any, ...]]:
    """The SQL of a query with its values, to be read by the database alone."""
    sql, values = rows.query.get_compiler(connection=connection).as_sql()
    return sql, tuple(values)


def freeze_roll(body: Body, rules: RuleSet, assembly: Assembly | None) -> Roll:
    """Write the roll of a ballot; for the action that opens it and holds the lock on the motion.

    Whoever has a vote by the standing of that day stands on it. Everybody else who belongs gets an entry among the
    refusals, with the reason to read and the day that belongs to it.
    """
    # Everything that changes a register holds this lock too, so that the three statements below see the same people.
    locked(Body.objects.get(pk=body.organisation_key))
    as_of = roll_day(rules, assembly)
    measure = measure_in(body, rules, as_of)
    people = electorate(body).order_by("pk")
    entitled = having_a_vote(people, measure)
    # The digest and the number belong into the row, which can never be changed; so the entries are read beforehand.
    digest, number = hashlib.sha256(), 0
    with connection.cursor() as cursor:
        cursor.execute(*_statement(entitled.values_list("person__public_id", "joined_on")))
        while rows := cursor.fetchmany(10_000):
            number += len(rows)
            digest.update("".join(roll_line(person, since) for person, since in rows).encode())
        roll = Roll.objects.create(
            organisation_id=body.organisation_key,
            body=body,
            frozen_at=clock.now(),
            as_of=as_of,
            entitled=number,
            digest=digest.hexdigest(),
        )
        this = Value(roll.pk, output_field=IntegerField())
        row = ("organisation_id", this, "person_id", Value(1), Value(Standing.FULL_MEMBER.value), "joined_on")
        select, values = _statement(entitled.values_list(*row))
        cursor.execute(ENTRIES + select, values)
        without: QuerySet[Any] = with_standing(people.filter(state__in=BELONGING), measure)
        without = without.exclude(standing=Standing.FULL_MEMBER)
        refused = ("organisation_id", this, "person_id", "standing", "standing_since")
        select, values = _statement(without.values_list(*refused))
        cursor.execute(REFUSALS + select, values)
    return roll


def roll_line(person: str, since: date | str) -> str:
    """One line of the text a roll's digest is taken of."""
    return f"{person} 1 {Standing.FULL_MEMBER.value} {str(since)[:10]}\n"


def roll_digest(roll: Roll) -> str:
    """The digest reckoned again from the entries; equal to the stored one as long as nothing was tampered with."""
    digest = hashlib.sha256()
    entries = RollEntry.objects.filter(roll=roll).order_by("pk").values_list("person__public_id", "since")
    for person, since in entries.iterator(chunk_size=5000):
        digest.update(roll_line(person, since).encode())
    return digest.hexdigest()
