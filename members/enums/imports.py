"""The words of imports: what becomes of a file and of its rows."""

from django.db.models import TextChoices


class ImportStatus(TextChoices):
    """Life of an import: looked at first, then written or thrown away. A large one is worked on beside the server."""

    READING = "reading", "Being read"
    REFUSED = "refused", "Could not be read"
    STAGED = "staged", "Looked at, nothing written"
    WRITING = "writing", "Being written"
    IMPORTED = "imported", "Imported"
    DISCARDED = "discarded", "Thrown away"
    UNDOING = "undoing", "Being undone"
    UNDONE = "undone", "Undone"


IMPORT_STEPS: dict[ImportStatus, frozenset[ImportStatus]] = {
    ImportStatus.READING: frozenset({ImportStatus.STAGED, ImportStatus.REFUSED, ImportStatus.DISCARDED}),
    ImportStatus.REFUSED: frozenset(),
    # Read again, once something was chosen for cells that cannot be read.
    ImportStatus.STAGED: frozenset(
        {ImportStatus.READING, ImportStatus.WRITING, ImportStatus.IMPORTED, ImportStatus.DISCARDED}
    ),
    # What cannot be finished goes back to where it was: nothing of it shows in the register.
    ImportStatus.WRITING: frozenset({ImportStatus.IMPORTED, ImportStatus.STAGED}),
    ImportStatus.IMPORTED: frozenset({ImportStatus.UNDOING, ImportStatus.UNDONE}),
    ImportStatus.UNDOING: frozenset({ImportStatus.UNDONE, ImportStatus.IMPORTED}),
    ImportStatus.DISCARDED: frozenset(),
    ImportStatus.UNDONE: frozenset(),
}
# Somebody asked for it, and it is done beside the server (`manage.py work`).
BUSY = (ImportStatus.READING, ImportStatus.WRITING, ImportStatus.UNDOING)


class RowOutcome(TextChoices):
    """What will become of a row of an imported file."""

    CREATE = "create", "New member"
    CHANGE = "change", "Changed"
    EXISTS = "exists", "Already in the register"
    ERROR = "error", "Not imported"
    STAYED = "stayed", "Stayed when the import was undone"
