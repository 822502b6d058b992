"""Notices of an assembly, by e-mail to those who want it so; the page of the assembly prints for all others."""

from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string

from assemblies.models import Assembly
from members.enums import NoticesBy
from members.queries.belonging import members_of


def mail_notice(assembly: Assembly) -> int:
    """Send the notice to every member of the body who takes notices by e-mail; gives how many were sent.

    Each letter goes to one person alone, so that nobody learns another member's address.
    """
    members = members_of(assembly.body).filter(
        person__notices_by=NoticesBy.EMAIL, person__email__isnull=False, person__is_active=True
    )
    text = render_to_string(
        "assemblies/mail/notice.txt", {"assembly": assembly, "items": list(assembly.items.order_by("position"))}
    )
    subject = f"{assembly.title}, {assembly.starts_at:%-d %B %Y}"
    sent = 0
    with get_connection() as connection:
        for address in members.values_list("person__email", flat=True).iterator(chunk_size=500):
            sent += EmailMessage(subject, text, to=[str(address)], connection=connection).send()
    return sent
