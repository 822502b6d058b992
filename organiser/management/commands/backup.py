"""`manage.py backup`: everything in one file, and the keys of people in another."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from organiser.backups.writing import write_backup
from organiser.base import clock


class Command(BaseCommand):
    """For a timer, once a day; the site goes on meanwhile."""

    help = "Writes a backup that erasure reaches: what it holds of a person is sealed with a key of that person."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("folder", type=Path, help="where the backup goes, under the name of the day and time")
        parser.add_argument(
            "--keys", type=Path, help="the file of keys, replaced each time [backup-keys.json in ORGANISER_DATA]"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Write both, and say what was written."""
        keys = options["keys"] or Path(settings.DATA_DIR) / "backup-keys.json"
        target = options["folder"] / f"organiser-{timezone.localtime(clock.now()):%Y-%m-%d-%H%M%S}.zip"
        try:
            written = write_backup(target, keys)
        except OSError as error:
            message = f"The backup was not written: {error.strerror}: {error.filename}"
            raise CommandError(message) from error
        self.stdout.write(f"{target}: {written.rows:,} rows. {keys}: the keys of {written.keys:,} people.")
        self.stdout.write("Keep the keys apart from the backups, and only the newest file of them.")
