"""A letter as it arrives: the same words as text and as HTML, with a way out of the next one."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape, linebreaks, urlize

from members.enums import MailingKind
from members.models import Mailing, Membership
from organiser.base.templatetags.words import markdown


def values_of(mailing: Mailing, membership: Membership) -> dict[str, str]:
    """What stands for {name}, {number} and {body} in one copy; in a notice nothing does."""
    if mailing.kind == MailingKind.NOTICE:
        return {}
    return {"name": membership.person.name, "number": membership.number, "body": mailing.body.name}


def filled(text: str, values: dict[str, str]) -> str:
    """The text with these words; anything else in braces stays as it is."""
    for field, value in values.items():
        text = text.replace(f"{{{field}}}", value)
    return text


def _as_html(mailing: Mailing, text: str) -> str:
    """Words of a letter as HTML. A notice is no Markdown: titles of motions stand in it, which anybody may write."""
    return str(linebreaks(urlize(text), autoescape=False) if mailing.kind == MailingKind.NOTICE else markdown(text))


def leave_url(token: str) -> str:
    """The address at which somebody wants no more of it; it carries a random word and nothing else."""
    return f"{settings.SITE_ADDRESS.rstrip('/')}{reverse('unsubscribe', args=[token])}"


def parts_of(mailing: Mailing, membership: Membership, leave_token: str) -> tuple[str, str]:
    """The letter as text and as HTML.

    Words are filled into the HTML after it was cleaned and are escaped, so that a name is never read as markup.
    """
    values = values_of(mailing, membership)
    context: dict[str, Any] = {
        "mailing": mailing,
        "leave_url": "" if mailing.statutory else leave_url(leave_token),
        "site": settings.SITE_ADDRESS,
    }
    text = render_to_string("members/mail/mailing.txt", {**context, "text": filled(mailing.text, values)})
    html = filled(_as_html(mailing, mailing.text), {name: escape(value) for name, value in values.items()})
    return text, render_to_string("members/mail/mailing.html", {**context, "html": html})


def message_to(
    mailing: Mailing, membership: Membership, *, bounce_token: str, leave_token: str, connection: Any = None
) -> EmailMultiAlternatives:
    """The mail. By its Message-ID a report that it could not be delivered is known again."""
    text, html = parts_of(mailing, membership, leave_token)
    host = urlsplit(settings.SITE_ADDRESS).hostname or "localhost"
    headers = {"Message-ID": f"<{bounce_token}@{host}>", "Auto-Submitted": "no", "Precedence": "bulk"}
    if not mailing.statutory:
        headers["List-Unsubscribe"] = f"<{leave_url(leave_token)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMultiAlternatives(
        mailing.subject, text, to=[membership.person.email or ""], headers=headers, connection=connection
    )
    message.attach_alternative(html, "text/html")
    return message
