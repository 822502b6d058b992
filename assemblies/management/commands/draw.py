"""`manage.py draw --pool FILE --seats N --source VALUE…`: draw lots that anybody can draw again (RFC 3797).

With `--stratum NAME=FILE:SEATS`, once for each, parts of the people are drawn apart.
"""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assemblies.counting.lots import Draw, Stratum, draw, draw_strata


class Command(BaseCommand):
    """Draw an order from a published list and public sources; nothing is read from the database or written to it."""

    help = "Draws lots by RFC 3797 from a list with one line for each person, and shows every step."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the list, the seats and the sources, in the order in which they were announced."""
        parser.add_argument("--pool", help="file with one line for each person; numbered as it stands")
        parser.add_argument("--seats", type=int, help="how many are drawn; the others follow in order")
        parser.add_argument(
            "--stratum",
            action="append",
            default=[],
            metavar="NAME=FILE:SEATS",
            help="instead of a pool and seats: a part of the people with a list and seats of its own; once for each",
        )
        parser.add_argument(
            "--source",
            required=True,
            action="extend",
            nargs="+",
            metavar="VALUE",
            help="what one source of chance gave, such as 9319 or '2 5 12 8 10'; each value is a source of its own",
        )
        parser.add_argument("--hash", default="sha256", metavar="sha256|md5", help="md5 is the RFC's own")
        parser.add_argument("--bind", action="store_true", help="add the SHA-256 of the list as the last source")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *_: Any, **options: Any) -> None:
        """Print what was drawn and how; a refusal is one sentence."""
        told = {"algorithm": options["hash"], "bind": options["bind"]}
        one = options["pool"] is not None and options["seats"] is not None
        if one == bool(options["stratum"]) or (options["stratum"] and (options["pool"] or options["seats"])):
            message = "Give a pool and its seats, or else each stratum as NAME=FILE:SEATS."
            raise CommandError(message)
        try:
            if one:
                drawn = draw(_lines(options["pool"]), options["seats"], options["source"], **told)
                found, said = drawn.to_json(), _said(drawn)
            else:
                strata = draw_strata([_stratum(given) for given in options["stratum"]], options["source"], **told)
                found = {"strata": [{"name": name, **part.to_json()} for name, part in strata.items()]}
                said = [line for name, part in strata.items() for line in (f"Stratum: {name}", *_said(part), "")][:-1]
        except ValueError as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) if options["json"] else "\n".join(said))


def _stratum(given: str) -> Stratum:
    """Read NAME=FILE:SEATS; the path may hold both signs, the name no =."""
    name, equals, rest = given.partition("=")
    path, colon, seats = rest.rpartition(":")
    if not (name and equals and path and colon and seats.isascii() and seats.isdigit()):
        message = f"A stratum is given as NAME=FILE:SEATS, for instance North=north.txt:3: “{given}”."
        raise CommandError(message)
    return Stratum(name=name, pool=tuple(_lines(path)), seats=int(seats[:9]))


def _lines(name: str) -> list[str]:
    """Read the list; a mark of the byte order and the line ends of other systems are no part of it."""
    try:
        text = Path(name).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise CommandError(f"The pool cannot be read: {name}. Give the path of a file with one line each.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"The pool is not written in UTF-8: {name}. Save it as UTF-8.") from error
    lines = text.replace("\r\n", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def _said(drawn: Draw) -> list[str]:
    return [
        f"Pool: {drawn.pool} lines, SHA-256 {drawn.pool_sha256}",
        f"Key: {drawn.key}",
        f"Hash: {drawn.algorithm}",
        "",
        *(
            f"{step.i}: {step.digest} modulo {step.left} = {step.remainder}, place {step.position}: {step.drawn}"
            for step in drawn.steps
        ),
        "",
        "Drawn:",
        *(f"{place}. {line}" for place, line in enumerate(drawn.selected, 1)),
        "",
        "In their place, in this order:" if drawn.alternates else "Nobody is left to come in their place.",
        *(f"{place}. {line}" for place, line in enumerate(drawn.alternates, drawn.seats + 1)),
    ]
