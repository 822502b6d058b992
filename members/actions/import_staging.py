"""Looking at a file before anything is written: every problem is said, and it can be thrown away again."""

from collections.abc import Collection
from datetime import date
from itertools import chain, islice
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction

from members.actions.import_changes import clean_updating
from members.actions.import_laying_out import LayingOut
from members.actions.import_memory import recall_for, remember
from members.actions.import_offers import OF_READING, TODAY
from members.actions.import_uploads import forget_upload, keep_upload
from members.enums import ImportStatus
from members.models import ImportBatch, Person
from members.reading.gathering import Opened
from members.reading.memory import as_mapping
from members.reading.problems import UnreadableFile
from members.reading.reader import open_register
from members.rules import demand_import_step, demand_not_clearing, demand_register
from organisations.models import Body
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.errors import Invalid
from organiser.base.text import one_line


@action
def stage_import(
    actor: Person,
    *,
    body: Body,
    stream: BinaryIO,
    size: int,
    filename: str,
    headings: dict[str, str] | None = None,
    encoding: str = "",
    first_row_is_data: bool = False,
    sheet: str = "",
    update: Collection[str] = (),
) -> ImportBatch:
    """Read a file and lay it out for a look: nothing is written into the register.

    Of a file with more rows than are done at once the headings are read now, so that what they mean can be put right,
    and the rows beside the server: its status is “being read” until then.

    Args:
        stream, size: the uploaded bytes and how many the upload claims.
        headings: which heading means which field, where our guess was wrong. It is remembered for this body; without
            it what was chosen there before for the same headings counts.
        encoding: the name of the one to read the file in; without it we find out, and say where that is a guess.
        first_row_is_data: the file has no row of headings, its first row is a person already.
        sheet: the name of the sheet of a workbook; without it the first one with rows is read.
        update: the fields that may be changed of people who are in the register already; without any they stay as
            they are.

    Raises:
        NotPermitted: for those who do not keep this register.
        Invalid: where the file as a whole cannot be read; the sentence says why and what to do.
    """
    demand_register(actor, body)
    updating = clean_updating(update)
    choices: dict[str, Any] = {
        "headings": headings,
        "encoding": encoding,
        "first_row_is_data": first_row_is_data,
        "sheet": sheet,
    }
    try:
        with opened_file(body, stream, size, choices) as opened:
            first = list(islice(opened.rows, settings.IMPORT_AT_ONCE + 1))
            choices["headings"] = _as_read(opened, headings)
            batch = _batch(actor, body, opened, one_line(filename)[-200:], updating)
            if len(first) > settings.IMPORT_AT_ONCE:
                _queue(actor, batch, opened, choices)
            else:
                laying = LayingOut(actor, batch)
                laying.lay_out(chain(first, opened.rows))
                laying.finish(opened, choices)
    except UnreadableFile as error:
        raise Invalid(error.sentence, code=error.code, field=error.field) from error
    record(
        actor,
        "stage_import",
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=batch.public_id,
        content={"digest": batch.digest, "status": batch.status, "to_create": batch.to_create},
    )
    return batch


def opened_file(body: Body, stream: BinaryIO, size: int, choices: dict[str, Any]) -> Any:
    """A file opened as it was chosen for the register of a body; a context."""
    return open_register(
        stream,
        size=size,
        today=clock.today(),
        max_bytes=settings.IMPORT_MAX_BYTES,
        max_rows=settings.IMPORT_MAX_ROWS,
        recall=recall_for(body),
        **_for_reader(choices),
    )


def how_read(choices: dict[str, Any]) -> dict[str, Any]:
    """What was chosen for a file, without what was found in it."""
    return {name: choices[name] for name in OF_READING if name in choices}


def _for_reader(choices: dict[str, Any]) -> dict[str, Any]:
    """The same as the reader takes it."""
    given = how_read(choices)
    repairs: dict[str, dict[str, str]] = given.get("repairs") or {}
    since = given.get("undated") or TODAY
    given["repairs"] = {(field, code): way for field, ways in repairs.items() for code, way in ways.items()}
    given["undated"] = None if since == TODAY else date.fromisoformat(since)
    return given


def _as_read(opened: Opened, headings: dict[str, str] | None) -> dict[str, str]:
    """What the headings mean, as they were read now: when the file is read again nothing else may be remembered."""
    if opened.reading.recalled:
        return as_mapping(opened.reading.headings, opened.reading.picked)
    return headings or {}


def _batch(actor: Person, body: Body, opened: Opened, filename: str, updating: list[str]) -> ImportBatch:
    """The batch of a file whose headings are understood."""
    reading = opened.reading
    return ImportBatch.objects.create(
        organisation_id=body.organisation_key,
        body=body,
        made_by=actor,
        made_at=clock.now(),
        filename=filename,
        digest=reading.digest,
        encoding=reading.encoding,
        encoding_guessed=reading.guessed,
        delimiter=reading.delimiter,
        program=reading.program,
        memory=remember(actor, body, reading),
        updating=updating,
        recalled=reading.recalled,
        columns=[{"heading": column.heading, "field": column.field, "note": column.note} for column in reading.columns],
        headings=reading.headings,
    )


def _queue(actor: Person, batch: ImportBatch, opened: Opened, choices: dict[str, Any]) -> None:
    """Keep the file until a worker has read it."""
    batch.status, batch.choices = ImportStatus.READING, choices
    batch.upload = keep_upload(opened.stream)
    ask_worker(actor, batch)
    batch.save()


def ask_worker(actor: Person, batch: ImportBatch) -> None:
    """Note in a batch, which the caller saves, who asks for what its status says; the worker asks for leave again."""
    batch.asked_by_id, batch.asked_within_id = actor.pk, actor.bound_body_id
    batch.asked_at, batch.claim, batch.claimed_until = clock.now(), "", None
    batch.done, batch.percent, batch.tries, batch.stopped = 0, None, 0, ""


@action
def discard_import(actor: Person, *, batch: ImportBatch) -> ImportBatch:
    """Throw a looked-at file away, with all it said about people; one that is being read is read no further.

    Raises:
        NotPermitted, WrongState: as for writing it.
    """
    demand_register(actor, batch.body)
    batch = locked(batch)
    demand_import_step(batch, ImportStatus.DISCARDED)
    demand_not_clearing(batch)
    batch.rows.all().delete()
    transaction.on_commit(lambda name=batch.upload: forget_upload(name))  # type: ignore[misc]
    batch.samples, batch.headings, batch.choices, batch.upload = [], [], {}, ""
    batch.status, batch.finished_at, batch.stopped = ImportStatus.DISCARDED, clock.now(), ""
    batch.save()
    record(
        actor,
        "discard_import",
        chain=batch.organisation.public_id,
        body=batch.body.public_id,
        subject=batch.public_id,
        content={"digest": batch.digest},
    )
    return batch
