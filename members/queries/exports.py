"""Exports that wait for a second person, as those may see them whom they concern."""

from datetime import timedelta

from django.db.models import Q, QuerySet

from members.enums import BooksFile, ExportState
from members.list_rules import demand_second_person, powers_to_release
from members.models import AccessLogEntry, ExportRequest, ExportTaken, Membership, Person
from organisations.enums import Power
from organisations.models import Body
from organiser.base import authority, clock
from organiser.base.actor import Actor
from organiser.base.errors import NotFound, NotPermitted

TOGETHER = timedelta(days=7)


def people_taken_alone(person: Person, organisation: int) -> QuerySet[AccessLogEntry, int]:
    """The keys of those whom somebody took out of the registers of an organisation without a second person, each once.

    Over seven days, all forms and all bodies: a big file cut into small ones is one file, and so is one cut by branch.
    """
    since = clock.now() - TOGETHER
    files = ExportTaken.objects.filter(organisation=organisation, taken_by_id=person.pk, at__gt=since, alone=True)
    entries = AccessLogEntry.objects.filter(export__in=files).order_by()
    return entries.values_list("person_id", flat=True).distinct()


def together_with(person: Person, organisation: int, listed: QuerySet[Membership]) -> int:
    """How many people it is together with those: each counts once, however often she was taken out."""
    before = people_taken_alone(person, organisation)
    return before.count() + listed.exclude(person__in=before).count()


def _settles(viewer: Actor, asked: ExportRequest) -> bool:
    try:
        demand_second_person(viewer, asked.body, asked.asked_by_id, powers=powers_to_release(asked))
    except NotPermitted:
        return False
    return True


def exports_visible_to(viewer: Actor) -> QuerySet[ExportRequest]:
    """Those of registers that the viewer keeps; and those held where she is the second person by another role.

    How many people a list finds is for those who keep the register, and for the second person alone; how many owe dues
    is for those who keep the dues.
    """
    if not viewer.is_authenticated:
        return ExportRequest.objects.none()
    kept = authority.bodies_with(viewer, Power.KEEP_REGISTER).values("pk")
    treasuries = authority.bodies_with(viewer, Power.KEEP_DUES).values("pk")
    seen = Q(Q(body__in=kept) | Q(organisation__in=kept), books=BooksFile.NONE) | Q(
        Q(body__in=treasuries) | Q(organisation__in=treasuries), ~Q(books=BooksFile.NONE)
    )
    works_in = authority.bodies_with(viewer, None).values("pk")
    held = ExportRequest.objects.filter(state=ExportState.HELD).filter(
        Q(body__in=works_in) | Q(organisation__in=works_in)
    )
    second = [one.pk for one in held.exclude(seen).select_related("body") if _settles(viewer, one)]
    return ExportRequest.objects.filter(seen | Q(pk__in=second)).select_related(
        "body", "organisation", "asked_by", "settled_by"
    )


def exports_in(viewer: Actor, body: Body) -> QuerySet[ExportRequest]:
    """Those of one register, the latest first."""
    return exports_visible_to(viewer).filter(body=body).order_by("-asked_at", "-pk")


def held_for(viewer: Actor, body: Body) -> list[ExportRequest]:
    """Those of a register that wait for this person; at the organisation those of its branches too."""
    scope = {"organisation": body.pk} if body.pk == body.organisation_key else {"body": body.pk}
    if not ExportRequest.objects.filter(state=ExportState.HELD, **scope).exists():
        return []  # the rule, most days: who may see what needs not be asked then
    held = exports_visible_to(viewer).filter(state=ExportState.HELD, **scope).order_by("-asked_at", "-pk")
    return [one for one in held if _settles(viewer, one)]


def export_for(viewer: Actor, public_id: str) -> ExportRequest:
    """The export of that public id.

    Raises:
        NotFound: where there is none that the viewer may know of.
    """
    found = exports_visible_to(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such export here.", code="no_export")
    return found


def settles(viewer: Actor, asked: ExportRequest) -> bool:
    """Whether this person is the one to release it or to refuse it."""
    return asked.state == ExportState.HELD and _settles(viewer, asked)


def can_be_taken(viewer: Actor, asked: ExportRequest) -> bool:
    """Whether this person takes it out now."""
    mine = asked.asked_by_id == viewer.pk and asked.state == ExportState.RELEASED
    return mine and asked.expires_at is not None and asked.expires_at > clock.now()
