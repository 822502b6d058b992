"""Reading a large file beside the server, for a look: nothing is written into the register."""

from collections.abc import Callable

from django.db import transaction

from members.actions.import_laying_out import LayingOut, in_chunks
from members.actions.import_staging import how_read, opened_file
from members.actions.import_uploads import opened_upload
from members.enums import ImportStatus
from members.models import ImportBatch, Person
from members.reading.gathering import Opened
from members.reading.problems import UnreadableFile
from members.rules import demand_import_step, demand_register
from organiser.base.actions import action, locked, record
from organiser.base.errors import Conflict, Invalid

Beat = Callable[[int, int | None], None]


def lay_out_upload(actor: Person, batch: ImportBatch, beat: Beat) -> ImportBatch:
    """Read the file of a batch from its beginning, a thousand rows in each transaction, and finish the look.

    Whatever a killed worker had laid out is thrown away first. `beat` is told how many rows have gone by and how much
    of the file, inside the transaction, and raises where the import is not ours any more.

    Raises:
        NotPermitted: where who sent the file does not keep the register any more.
        Invalid: where the file as a whole cannot be read.
        Conflict: where it is gone, or is not the one that was sent.
    """
    demand_register(actor, batch.body)
    batch.rows.all().delete()
    try:
        with (
            opened_upload(batch.upload) as (stream, size),
            opened_file(batch.body, stream, size, batch.choices) as opened,
        ):
            if opened.reading.digest != batch.digest:
                raise Conflict(
                    "The file is not any more the one that was sent. Send it again.", code="file_changed", field="file"
                )
            laying = LayingOut(actor, batch)
            for chunk in in_chunks(opened.rows):
                with transaction.atomic():
                    beat(opened.reading.total, opened.percent())
                    laying.lay_out_chunk(chunk)
            return finish_reading(actor, batch=batch, laying=laying, opened=opened)
    except UnreadableFile as error:
        raise Invalid(error.sentence, code=error.code, field=error.field) from error
    except FileNotFoundError as error:
        raise Conflict("The file is gone. Send it again.", code="file_gone", field="file") from error


@action
def finish_reading(actor: Person, *, batch: ImportBatch, laying: LayingOut, opened: Opened) -> ImportBatch:
    """End the look at a large file; called by the worker for who sent it.

    Raises:
        NotPermitted: where who sent it does not keep the register any more.
        WrongState: where it was thrown away meanwhile.
    """
    demand_register(actor, batch.body)
    current = locked(batch)
    demand_import_step(current, ImportStatus.STAGED)
    batch.claim, batch.claimed_until, batch.percent, batch.stopped = "", None, None, ""
    laying.finish(opened, how_read(batch.choices))
    record(
        actor,
        "finish_reading",
        chain=batch.organisation.public_id,
        body=batch.body.public_id,
        subject=batch.public_id,
        content={"digest": batch.digest, "rows": opened.reading.total, "to_create": batch.to_create},
    )
    return batch
