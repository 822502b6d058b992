"""`manage.py settle_dues`: reckons from the ledger of dues how far each account is settled."""

from typing import Any

from django.core.management.base import BaseCommand

from members.actions.dues_settling import settle_again
from organisations.models import Organisation
from organiser.base.actor import CLOCK


class Command(BaseCommand):
    """Go through all organisations."""

    help = "Reckons anew how far dues are settled, from the ledger of dues, and says how many accounts said otherwise."

    def handle(self, *_: Any, **__: Any) -> None:
        """One organisation after the other, each in a transaction of its own."""
        wrong = sum(settle_again(CLOCK, organisation=one) for one in Organisation.objects.order_by("pk"))
        self.stdout.write("All accounts agree with the ledger." if not wrong else f"Put right: {wrong} accounts.")
