"""`manage.py charge_dues`: charges the dues of periods that have begun; the clock does the same."""

from typing import Any

from django.core.management.base import BaseCommand

from members.actions.dues_charging import charge_dues
from members.queries.dues_due import due_to_charge
from organiser.base.actor import CLOCK


class Command(BaseCommand):
    """Charge what is due."""

    help = "Charges the dues of every period that has begun, once; nobody is charged twice."

    def handle(self, *_: Any, **__: Any) -> None:
        """One body after the other, each in a transaction of its own."""
        runs = [charge_dues(CLOCK, body=body) for body in due_to_charge()]
        people = sum(run.charged for run in runs)
        self.stdout.write(f"Charged: {people} members in {len(runs)} bodies.")
