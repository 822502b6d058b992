"""`manage.py restore`: a backup into an empty database."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from organiser.backups.restoring import restore_backup
from organiser.base.errors import Refusal


class Command(BaseCommand):
    """After a loss, or to go from SQLite to PostgreSQL."""

    help = "Puts a backup back into an empty database of the same version, on either engine."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which."""
        parser.add_argument("backup", type=Path)
        parser.add_argument("--keys", type=Path, help="the newest file of keys [backup-keys.json in ORGANISER_DATA]")

    def handle(self, *_: Any, **options: Any) -> None:
        """Put it back, and say what was."""
        keys = options["keys"] or Path(settings.DATA_DIR) / "backup-keys.json"
        try:
            restored = restore_backup(options["backup"], keys)
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(f"{restored.rows:,} rows were put back.")
        if restored.erased:
            self.stdout.write(f"Erased since, and erased again: {restored.erased}.")
        self.stdout.write("Everybody signs in anew. Now call `manage.py verify_ledger`.")
