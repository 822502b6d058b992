"""What a keeper notes of the wish of a member: from which document, told to the member, who can say it is not so."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.template.loader import render_to_string

from members.actions.people import log_reading
from members.enums import NotedFrom
from members.models import Membership, NotedLeaving, Person
from organiser.base import clock
from organiser.base.actions.mail import queue_letter
from organiser.base.errors import Invalid

OBJECT_WITHIN = timedelta(days=30)
NOTED = "Noted that you left"


@dataclass(frozen=True)
class Noted:
    """The document that somebody notes a wish from: its kind and its day, and nothing of its words.

    Args:
        leaves_on: the last day that the document names; without it the days of the rules count from its day.
    """

    document: str = NotedFrom.SPOKEN
    on: date | None = None
    leaves_on: date | None = None


def clean_noted(noted: Noted | None, *, otherwise: NotedFrom = NotedFrom.SPOKEN) -> tuple[str, date]:
    """Kind and day of the document.

    Raises:
        Invalid: for a kind that there is not, or a day to come.
    """
    noted = noted or Noted(otherwise)
    if noted.document not in NotedFrom.values:
        raise Invalid("Say from what it is noted: a letter, an e-mail, or word of mouth.", code="document")
    day = noted.on or clock.today()
    if day > clock.today():
        raise Invalid("The document is of a day to come. Correct the day.", code="document_on", field="document_on")
    return noted.document, day


def notice_of(noted: NotedLeaving) -> tuple[str, str]:
    """Subject and text of what the member is told, by mail or on paper."""
    context = {"noted": noted, "person": noted.membership.person, "site": settings.SITE_ADDRESS}
    leave = "leave" if noted.membership.leaves_on else "left"
    subject = f"{noted.organisation.name}: it was noted that you {leave}"
    return subject, render_to_string("members/mail/leaving_noted.txt", context)


def note_leaving(actor: Person, membership: Membership, noted: Noted | None) -> NotedLeaving:
    """Write down from what it was noted that a member leaves, and tell her or him; before the step is made."""
    document, day = clean_noted(noted)
    made = NotedLeaving.objects.create(
        organisation_id=membership.organisation_id,
        membership=membership,
        document=document,
        document_on=day,
        noted_by_id=actor.pk,
        noted_at=clock.now(),
        former=membership.state,
        former_joined_on=membership.joined_on,
        object_until=clock.today() + OBJECT_WITHIN,
    )
    log_reading(actor, membership, NOTED)
    if membership.person.email and document != NotedFrom.DEATH:
        subject, text = notice_of(made)
        queue_letter(subject, text, [membership.person.email])
    return made
