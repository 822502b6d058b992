"""Rounds of reminders, for those who keep the dues."""

from django.db.models import Q, QuerySet

from members.dues_rules import COLLECTS
from members.enums import BELONGING, NoticesBy
from members.models import DuesReminder, Membership, ReminderLetter
from members.queries.dues import with_owed
from organisations.enums import Power
from organisations.models import Body
from organiser.base import authority
from organiser.base.actor import Actor
from organiser.base.errors import NotFound


def reminders_visible_to(viewer: Actor) -> QuerySet[DuesReminder]:
    """Rounds of reminders in the books that the viewer keeps."""
    if not viewer.is_authenticated:
        return DuesReminder.objects.none()
    kept = authority.bodies_with(viewer, Power.KEEP_DUES).filter(type__in=COLLECTS).values("pk")
    rounds = DuesReminder.objects.filter(Q(body__in=kept) | Q(organisation__in=kept))
    return rounds.select_related("body", "organisation", "made_by")


def reminder_for(viewer: Actor, public_id: str) -> DuesReminder:
    """The round of that public id.

    Raises:
        NotFound: where there is none in books that the viewer keeps.
    """
    found = reminders_visible_to(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There are no such reminders here.", code="no_reminder")
    return found


def letters_of(viewer: Actor, reminder: DuesReminder) -> QuerySet[ReminderLetter]:
    """The members of a round whom the viewer may see: of a branch, those who stand in it still."""
    letters = ReminderLetter.objects.filter(reminder=reminder).select_related(
        "membership__person", "membership__branch"
    )
    whole = authority.holds(viewer, Power.KEEP_DUES, reminder.organisation_id)
    if not whole:
        letters = letters.filter(membership__branch=reminder.body_id)
    return letters.order_by("membership__sort_name", "pk")


def still_owing(reminder: DuesReminder, body: Body) -> dict[int, int]:
    """What the members of a round who were not taken off owe now, by the key of the membership."""
    letters = reminder.letters.filter(taken_off=False)
    memberships = Membership.objects.filter(pk__in=letters.values("membership"), state__in=BELONGING)
    if body.pk != body.organisation_id:
        memberships = memberships.filter(branch=body.pk)
    owing = with_owed(memberships, body).filter(owed__gt=0)
    return dict(owing.values_list("pk", "owed"))


def goes_by_post(membership: Membership) -> bool:
    """Whether a reminder has to be printed: nobody is written to by e-mail who did not ask for it."""
    person = membership.person
    return person.notices_by != NoticesBy.EMAIL or not person.email or not person.is_active
