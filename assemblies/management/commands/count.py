"""`manage.py count FILE --method METHOD`: count a file of ranked papers and show every round."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assemblies.counting.ranked.count import NAMES, count
from assemblies.counting.ranked.transcript import transcript


class Command(BaseCommand):
    """Reads nothing but the file, and writes nothing but the result."""

    help = "Counts ranked papers from a BLT or CSV file. The file, its dialects and the result: docs/counting.md."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Which file, by which method, with which settings."""
        parser.add_argument("file", help="papers in BLT or CSV")
        parser.add_argument("--method", required=True, choices=NAMES)
        parser.add_argument("--seats", type=int, help="how many are elected, instead of what the file says")
        parser.add_argument("--default", metavar="NAME", help="debian-schulze: the option that holds by default")
        parser.add_argument("--quorum", default="0", help="debian-schulze: papers that must prefer it to the default")
        parser.add_argument(
            "--majority",
            action="append",
            default=[],
            metavar="NAME=N",
            help="debian-schulze: more than N times as many must prefer it to the default as the default to it",
        )
        parser.add_argument("--ties", metavar="FILE", help="how ties are decided, as JSON")
        parser.add_argument("--json", action="store_true", help="the result as JSON")

    def handle(self, *_: Any, **options: Any) -> None:
        """Count and print; with a tie that stands, what was counted up to it."""
        try:
            result = count(
                Path(options["file"]),
                method=options["method"],
                seats=options["seats"],
                default=options["default"],
                ties=_ties(options["ties"]),
                quorum=options["quorum"],
                majorities=dict(_majority(said) for said in options["majority"]),
            )
        except ValueError as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(result.to_json(), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(transcript(result))


def _ties(path: str | None) -> Any:
    if path is None:
        return None
    try:
        return json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        message = f"The file {path} is no JSON that can be read."
        raise CommandError(message) from error


def _majority(said: str) -> tuple[str, str]:
    name, equals, ratio = said.rpartition("=")
    if not equals:
        message = f"A majority is given as NAME=N, for instance “Leave the alliance=3”: “{said}”."
        raise CommandError(message)
    return name, ratio
