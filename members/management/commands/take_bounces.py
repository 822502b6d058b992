"""Read reports of mail that could not be delivered from files, as a mail server leaves them."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from members.actions.bounces import take_bounce
from members.reading.bounces import MOST_BYTES, bounces_in
from organiser.base.actor import CLOCK
from organiser.base.errors import NotFound


class Command(BaseCommand):
    """`manage.py take_bounces FILE…`: messages (.eml) or boxes (mbox)."""

    help = "Read reports of mail that could not be delivered (.eml or mbox); such addresses are not written to again."

    def add_arguments(self, parser: CommandParser) -> None:
        """The files."""
        parser.add_argument("files", nargs="+", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Take each report; what is about no letter of ours is counted and passed over."""
        taken = strange = 0
        for path in options["files"]:
            if not path.is_file() or path.stat().st_size > MOST_BYTES:
                message = f"{path} is no file, or larger than {MOST_BYTES // 1024 // 1024} MB."
                raise CommandError(message)
            for bounce in bounces_in(path.read_bytes()):
                try:
                    take_bounce(CLOCK, bounce=bounce)
                except NotFound:
                    strange += 1
                else:
                    taken += 1
        self.stdout.write(f"{taken} reports read, {strange} about no letter of ours.")
