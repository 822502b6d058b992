"""`manage.py verify_ledger [CHAIN]`: prove that no entry of the ledger was changed, removed or added."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organiser.base.actions.ledger import flaws
from organiser.base.models import LedgerEntry


class Command(BaseCommand):
    """Read every chain from its first entry and name each flaw."""

    help = "Checks the hash chains of the ledger and names every entry that was tampered with."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the chain of one organisation, or all."""
        parser.add_argument("chain", nargs="?", help="public id of an organisation; all chains without it")

    def handle(self, *_: Any, **options: Any) -> None:
        """Print the flaws; end with an error when there are any."""
        chain = options["chain"]
        found = list(flaws(chain))
        for flaw in found:
            self.stderr.write(f"{flaw.chain} {flaw.sequence}: {flaw.sentence}")
        if found:
            message = f"The ledger is not whole: {len(found)} flaws."
            raise CommandError(message)
        entries = LedgerEntry.objects.filter(chain=chain) if chain else LedgerEntry.objects.all()
        self.stdout.write(f"The ledger is whole: {entries.count()} entries in {_chains(chain)} checked.")


def _chains(chain: str | None) -> str:
    return f"chain {chain}" if chain else "all chains"
