"""`manage.py load_example`: write the example world into an empty database."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from seeds.example.accounts import example_is_loaded
from seeds.example.load import load_example


class Command(BaseCommand):
    """Load the example, or say why not."""

    help = "Writes invented organisations with their past, and some of history retold, into an empty database."

    def handle(self, *_: Any, **__: Any) -> None:
        """Load, once; where there are people already, leave everything as it is."""
        if settings.PRODUCTION:
            message = "The example has passwords that everybody knows, so it is not loaded in production."
            raise CommandError(message)
        if load_example():
            self.stdout.write("The example is loaded: invented people, in organisations of today and of history.")
        elif example_is_loaded():
            self.stdout.write("The example is loaded already; nothing was changed.")
        else:
            self.stdout.write("There are people in the register already, so the example was not loaded.")
