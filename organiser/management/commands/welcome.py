"""`manage.py welcome`: say where to look and how to sign in; `make run` calls it before it serves."""

import os
from typing import Any

from django.core.management.base import BaseCommand

from members.models import Person
from seeds.example.accounts import PASSWORD, SIGN_INS, example_is_loaded


def lines(address: str) -> list[str]:
    """What to say to the person at the terminal: about the example, an empty house, or one that people live in."""
    if example_is_loaded():
        width = max(len(sign_in.email) for sign_in in SIGN_INS)
        return [
            f"Look at {address}. Ctrl-C here stops it.",
            f"The example world is loaded; all its people are invented. Sign in with the password {PASSWORD} as",
            *(f"  {sign_in.email:{width}}  {sign_in.who}" for sign_in in SIGN_INS),
            "To begin with an empty house instead: make run EMPTY=1 ORGANISER_DATA=another-folder",
        ]
    if not Person.objects.filter(is_superuser=False).exists():
        return [f"Open {address} to found your organisation. Ctrl-C here stops it."]
    return [f"Open {address} and sign in. Ctrl-C here stops it."]


class Command(BaseCommand):
    """Print where to look and how to sign in."""

    help = "Prints the address of this installation and, for the example world, how to sign in."
    requires_system_checks: list[str] = []

    def handle(self, *_: Any, **__: Any) -> None:
        """Print it."""
        port = os.environ.get("PORT") or "8000"
        for line in lines(f"http://127.0.0.1:{port}/"):
            self.stdout.write(line)
