"""Notices of an assembly: a letter to every member, by e-mail to those who want it so and on paper to all others."""

from collections.abc import Mapping

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from assemblies.models import AgendaItem, Assembly, Notice
from members.actions.mailing_freezing import let_no_more_go, notify_members
from members.enums import RecipientStatus
from members.models import Mailing, Person

LONGEST_SUBJECT = 150


def queue_notice(actor: Person, assembly: Assembly, *, added: AgendaItem | None = None) -> Mapping[str, int]:
    """Write the notice to every member of the body; gives how many get it by e-mail (`letters`) and on paper.

    With `added` it says what came onto the agenda after the first notice. For the action that calls the assembly or
    tables the motion: the notice and the rows of all who get it are written together or not at all.
    """
    address = f"{settings.SITE_ADDRESS}{reverse('assembly', args=[assembly.public_id])}"
    items = list(assembly.items.select_related("motion").order_by("position"))
    text = render_to_string(
        "assemblies/mail/notice.txt", {"assembly": assembly, "items": items, "added": added, "address": address}
    )
    told = notify_members(
        actor, body=assembly.body, subject=_subject(assembly, added), text=text.strip(), until=assembly.ends_at
    )
    if told is None:
        return {"letters": 0, "on_paper": 0}
    mailing, counted = told
    Notice.objects.create(organisation_id=assembly.organisation_id, assembly=assembly, item=added, mailing=mailing)
    return {
        "letters": counted.get(RecipientStatus.WAITING, 0),
        "on_paper": counted.get(RecipientStatus.TO_PRINT, 0),
    }


def _subject(assembly: Assembly, added: AgendaItem | None) -> str:
    before, after = "Added to " if added else "", f", {assembly.starts_at:%-d %B %Y}"
    return f"{before}{assembly.title[: LONGEST_SUBJECT - len(before) - len(after)]}{after}"


def end_notices(assembly: Assembly) -> None:
    """Let no further copy of the notices of an assembly go out that is called off. Who has one keeps it."""
    let_no_more_go(Mailing.objects.filter(pk__in=Notice.objects.filter(assembly=assembly).values("mailing")))
