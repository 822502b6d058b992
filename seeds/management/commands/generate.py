"""`manage.py generate`: a synthetic register of any size, the same for the same seed."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from organiser.base.errors import Refusal
from seeds.actions.registers import PART, RegisterPlan, generate_register
from seeds.example.accounts import PASSWORD

SAYS_EVERY = 5 * PART


class Command(BaseCommand):
    """Found an organisation of invented people, as many as asked for."""

    help = "Writes an organisation with invented members and branches. The same seed gives the same people."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many, how spread, from which seed, under which name."""
        parser.add_argument("--members", type=int, required=True, help="how many members, 1 to 10,000,000")
        parser.add_argument("--branches", type=int, required=True, help="how many branches, 0 to 500")
        parser.add_argument("--seed", type=int, required=True, help="a whole number that decides who they are")
        parser.add_argument(
            "--organisation", default="", help="name of the organisation; made from the seed without it"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Write the register and say how to sign in."""
        if settings.PRODUCTION:
            message = "Invented people cannot be taken out of a ledger again, so none are made in production."
            raise CommandError(message)
        seed = options["seed"]
        plan = RegisterPlan(
            members=options["members"],
            branches=options["branches"],
            seed=seed,
            name=options["organisation"].strip() or f"River Towns Union {seed}",
        )
        email = f"secretary.{seed}@example.org"
        began = time.monotonic()
        try:
            made = generate_register(plan, email=email, password=PASSWORD, tell=self._tell)
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(
            f"{made.organisation.name}: {plan.members:,} members, {plan.branches} branches, "
            f"in {time.monotonic() - began:.1f} seconds."
        )
        first = f" and of its branch {made.branches[0].name}" if made.branches else ""
        self.stdout.write(f"Sign in as the secretary of the whole{first}: {email}, password {PASSWORD}")

    def _tell(self, written: int) -> None:
        if written % SAYS_EVERY == 0:
            self.stdout.write(f"{written:,} written")
