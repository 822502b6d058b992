"""Choosing once for a whole column what becomes of cells that cannot be read, without sending the file again."""

import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from members.actions.import_expiring import demand_fresh
from members.actions.import_laying_out import LayingOut
from members.actions.import_offers import TODAY
from members.actions.import_staging import ask_worker, how_read, opened_file
from members.actions.import_uploads import opened_upload
from members.enums import ImportStatus
from members.models import ImportBatch, Person
from members.reading.dates import read_date
from members.reading.problems import quoted
from members.reading.repairs import ways_out
from members.rules import demand_import_step, demand_not_clearing, demand_register
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.errors import Conflict, Invalid

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
Repairs = Mapping[str, Mapping[str, str]]
GONE = "The copy of this file is not kept any more. Choose the file again."


@action
def repair_import(actor: Person, *, batch: ImportBatch, repairs: Repairs, undated: str = "") -> ImportBatch:
    """Read a looked-at file again as it is chosen here for its columns; nothing is written into the register.

    What was chosen before and is not named any more does not hold any more. A large file is read beside the server.

    Args:
        repairs: by field and code of the problem what is done about such cells; `""` leaves them as they are.
        undated: since when those belong of whom the file gives no day: a day, or `today`, or nothing yet.

    Raises:
        NotPermitted: for those who do not keep this register.
        WrongState: where it was written or thrown away, or looked at over 30 days ago.
        Invalid: for what cannot be chosen.
        Conflict: where the copy of the file is gone.
    """
    demand_register(actor, batch.body)
    batch = locked(batch)
    demand_import_step(batch, ImportStatus.READING)
    demand_fresh(batch)
    demand_not_clearing(batch)
    choices = {**how_read(batch.choices), "repairs": _clean(repairs), "undated": _clean_day(undated)}
    if not batch.upload:
        raise Conflict(GONE, code="file_gone", field="file")
    if batch.to_create + batch.to_change + batch.existing + batch.refused > settings.IMPORT_AT_ONCE:
        ask_worker(actor, batch)
        batch.status, batch.choices = ImportStatus.READING, choices
        batch.save()
    else:
        _read_again(actor, batch, choices)
    record(
        actor,
        "repair_import",
        chain=batch.organisation.public_id,
        body=batch.body.public_id,
        subject=batch.public_id,
        content={"digest": batch.digest, "status": batch.status, "to_create": batch.to_create},
    )
    return batch


def _read_again(actor: Person, batch: ImportBatch, choices: dict[str, Any]) -> None:
    try:
        with (
            opened_upload(batch.upload) as (stream, size),
            opened_file(batch.body, stream, size, choices) as opened,
        ):
            batch.rows.all().delete()
            laying = LayingOut(actor, batch)
            laying.lay_out(opened.rows)
            laying.finish(opened, choices)
    except FileNotFoundError as error:
        raise Conflict(GONE, code="file_gone", field="file") from error


def _clean(repairs: Repairs) -> dict[str, dict[str, str]]:
    kept: dict[str, dict[str, str]] = {}
    for field, ways in repairs.items():
        for code, way in ways.items():
            if not way:
                continue
            possible = ways_out(field, code)
            if way not in possible:
                raise Invalid(
                    f"{quoted(way)} cannot be chosen for {quoted(code)} in {quoted(field)}. Choose what is offered.",
                    code="no_such_repair",
                    field="repairs",
                )
            kept.setdefault(field, {})[code] = way
    return kept


def _clean_day(undated: str) -> str:
    if undated in {"", TODAY}:
        return undated
    day = read_date(undated, clock.today())[0] if _DAY.fullmatch(undated) else None
    if day is None:
        raise Invalid("Give a day that has been, from 1900 on, as 2024-03-07.", code="undated_day", field="undated")
    return day.isoformat()
