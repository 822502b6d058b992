"""Mail on a machine without a mail server: to the console, and one file for each letter."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.console import EmailBackend as ConsoleBackend
from django.core.mail.backends.filebased import EmailBackend as FileBackend


class ConsoleAndFileBackend(BaseEmailBackend):
    """Write each message to the console and into the folder `mail` of the data directory."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Hand the messages to both backends."""
        ConsoleBackend(fail_silently=self.fail_silently).send_messages(email_messages)
        return FileBackend(fail_silently=self.fail_silently).send_messages(email_messages) or 0
