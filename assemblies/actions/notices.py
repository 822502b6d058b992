"""Notices of an assembly, by e-mail to those who want it so; the page of the assembly prints for all others."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from assemblies.models import AgendaItem, Assembly
from members.enums import NoticesBy
from members.queries.belonging import members_of
from organiser.base.actions.mail import queue_letter


def queue_notice(assembly: Assembly, *, added: AgendaItem | None = None) -> int:
    """Queue the notice for every member of the body who takes notices by e-mail; gives how many there are.

    With `added` it says what came onto the agenda after the first notice. For the action that calls the assembly or
    tables the motion: notice and letters are written together or not at all.
    """
    members = members_of(assembly.body).filter(
        person__notices_by=NoticesBy.EMAIL, person__email__isnull=False, person__is_active=True
    )
    address = f"{settings.SITE_ADDRESS}{reverse('assembly', args=[assembly.public_id])}"
    items = list(assembly.items.select_related("motion").order_by("position"))
    text = render_to_string(
        "assemblies/mail/notice.txt", {"assembly": assembly, "items": items, "added": added, "address": address}
    )
    subject = f"{'Added to ' if added else ''}{assembly.title}, {assembly.starts_at:%-d %B %Y}"
    addresses = members.values_list("person__email", flat=True).iterator(chunk_size=2000)
    return queue_letter(subject, text, (str(address) for address in addresses))
