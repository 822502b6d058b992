"""What an import comes to, in words and numbers."""

from members.enums import ImportStatus
from members.models import ImportBatch
from members.reading.fields import LABELS
from organiser.base.words import plural


def numbers_of(batch: ImportBatch) -> list[tuple[int, str]]:
    """The large numbers of an import: how many come in, are there already, stay out."""
    came, changed = {
        ImportStatus.IMPORTED: ("came in", "were changed"),
        ImportStatus.UNDONE: ("had come in", "had been changed"),
    }.get(ImportStatus(batch.status), ("will be written", "will be changed"))
    change = [(batch.to_change, changed)] if batch.updating else []
    return [
        (batch.to_create, came),
        *change,
        (batch.existing, "in the register already"),
        (batch.refused, "not imported"),
    ]


def columns_of(batch: ImportBatch) -> list[tuple[str, str, str]]:
    """Each heading, the field it fills in words, and a note."""
    columns = [column for column in batch.columns if column["heading"]]
    return [
        (column["heading"], LABELS[column["field"]].capitalize() if column["field"] else "", column.get("note", ""))
        for column in columns
    ]


def notes_of(batch: ImportBatch) -> list[str]:
    """Sentences about the file as a whole: those that belong to no heading."""
    return [column["note"] for column in batch.columns if not column["heading"]]


def how_far(batch: ImportBatch) -> str:
    """How far an import is, in a sentence; nothing where nobody waits for it."""
    rows, status = batch.to_create + batch.to_change, batch.status
    if batch.claimed_until is None and not batch.done:
        return "It waits for its turn."
    if status == ImportStatus.READING:
        part = "" if batch.percent is None else f", {batch.percent} of 100 parts of the file"
        return f"{plural(batch.done, 'row has', 'rows have')} been read so far{part}."
    if batch.percent is None:
        return f"The last step is under way: {rows:,} rows in one go. It can take some minutes."
    return f"{batch.done:,} of {plural(batch.to_create, 'person is', 'people are')} prepared."
