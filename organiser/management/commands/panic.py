"""`manage.py panic`: end all ways into a body, or open sign-in again, from the terminal of the machine."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from members.actions.panics import end_all_ways_in, open_sign_in
from organisations.models import Body
from organiser.base.actor import CLOCK
from organiser.base.errors import Refusal


class Command(BaseCommand):
    """For the hour in which nobody can or dares to sign in."""

    help = "Ends all sessions, tokens, letters and calendar addresses of the members of a body."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which body, for how long, or open again."""
        parser.add_argument("body", help="the id of the body, as it stands in its address after /b/")
        parser.add_argument("--hours", type=int, default=0, help="close sign-in for so long")
        parser.add_argument("--open", action="store_true", help="let people sign in again now")

    def handle(self, *_: Any, **options: Any) -> None:
        """Do it, and say what was done."""
        body = Body.objects.select_related("organisation").filter(public_id=options["body"]).first()
        if body is None:
            message = "There is no body with that id."
            raise CommandError(message)
        try:
            if options["open"]:
                open_sign_in(CLOCK, body=body)
                self.stdout.write(f"Members of {body.name} can sign in again.")
                return
            end_all_ways_in(CLOCK, body=body, hours=options["hours"])
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(f"All ways into {body.name} have ended. Members sign in anew.")
