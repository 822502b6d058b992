"""Agreeing to minutes: from then on they stand as they are."""

import hashlib
from dataclasses import asdict

from assemblies.enums import AssemblyStatus, MinutesStatus
from assemblies.models import Assembly, Minutes
from assemblies.queries.minutes import build_minutes, minutes_text
from assemblies.rules import demand_assembly, demand_facilitates
from members.models import Person
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.errors import Conflict, RuleNotMet


@action
def agree_minutes(actor: Person, *, minutes: Minutes, assembly: Assembly) -> Minutes:
    """Note that a later assembly agreed to the minutes of an earlier one; their text is frozen with its digest.

    Raises:
        NotPermitted: for those who do not facilitate for the body.
        RuleNotMet: where the agreeing assembly is of another body or not a later one.
        WrongState, Conflict: where that assembly is not open, or the minutes are agreed.
    """
    demand_facilitates(actor, assembly.body)
    earlier = minutes.assembly
    if assembly.body_id != earlier.body_id or assembly.starts_at <= earlier.starts_at:
        raise RuleNotMet("A later assembly of the same body agrees to minutes.", code="minutes_assembly")
    locked(earlier)  # whoever writes these minutes holds it too
    assembly = locked(assembly)
    demand_assembly(assembly, (AssemblyStatus.OPEN,), "Minutes are agreed in an open assembly.")
    minutes = locked(minutes)
    if minutes.status == MinutesStatus.AGREED:
        raise Conflict("These minutes are agreed already.", code="minutes_agreed")
    built = build_minutes(minutes)
    minutes.text, minutes.content = minutes_text(minutes, built), asdict(built)
    minutes.digest = hashlib.sha256(minutes.text.encode()).hexdigest()
    minutes.status, minutes.agreed_at, minutes.agreed_in = MinutesStatus.AGREED, clock.now(), assembly
    minutes.save(update_fields=["text", "content", "digest", "status", "agreed_at", "agreed_in"])
    record(
        actor,
        "agree_minutes",
        chain=minutes.organisation.public_id,
        body=earlier.body.public_id,
        subject=minutes.public_id,
        content={"of": earlier.public_id, "in": assembly.public_id, "digest": minutes.digest},
    )
    return minutes
