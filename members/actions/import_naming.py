"""Whether anything names the people of an import, asked once for each table however many they are; no action."""

from collections.abc import Iterator
from typing import Any

from django.db.models import PROTECT, RESTRICT, ForeignObjectRel, Model, Q, QuerySet

from members.enums import ApplicationState, DuesKind
from members.models import (
    AccessLogEntry,
    Application,
    BackupKey,
    DuesEntry,
    FailingAddress,
    ImportRow,
    Letter,
    MailingRecipient,
    Membership,
    MembershipSpan,
    Person,
    ReminderLetter,
    Unsubscription,
)

Naming = tuple[type[Model], str]
# What an import writes itself about its people does not hold them.
_OWN: set[Naming] = {
    (Membership, "person"),
    (AccessLogEntry, "person"),
    (ImportRow, "person"),
    (MembershipSpan, "membership"),
    (ImportRow, "membership"),
}
# What others, or the clock, wrote to members without any doing of theirs goes with them.
_GOES_ALONG: dict[type[Model], tuple[Naming, ...]] = {
    Person: ((Letter, "person"), (BackupKey, "person")),
    Membership: (
        (DuesEntry, "membership"),
        (ReminderLetter, "membership"),
        (MailingRecipient, "membership"),
        (FailingAddress, "membership"),
        (Unsubscription, "membership"),
        (Application, "membership"),
    ),
}


def _namings(model: type[Model]) -> Iterator[tuple[type[Model], str, Any]]:
    for relation in model._meta.get_fields(include_hidden=True):  # Django's documented way
        if isinstance(relation, ForeignObjectRel):
            yield relation.related_model, relation.field.name, relation.on_delete


def names_elsewhere(model: type[Person | Membership], keys: QuerySet[Any, Any]) -> bool:
    """Whether a row of any table, other than those an import writes, points to one of these people or memberships."""
    return any(
        other._base_manager.filter(**{f"{field}__in": keys}).exists()  # noqa: SLF001
        for other, field, _on_delete in _namings(model)
        if (other, field) not in _OWN
    )


def taking_part(model: type[Person | Membership], keys: QuerySet[Any, Any]) -> set[int]:
    """Which of these people or memberships have since taken part in something that must stay attributed (invariant 6).

    Charges that nobody paid and applications that wait are no part taken; a payment, a vote, a role, a seat on a roll,
    an answer, a move are.
    """
    found: set[int] = set()
    for other, field, on_delete in _namings(model):
        if on_delete not in {PROTECT, RESTRICT} or (other, field) in _OWN or (other, field) in _GOES_ALONG[model]:
            continue
        rows = other._base_manager.filter(**{f"{field}__in": keys})  # noqa: SLF001
        found.update(rows.order_by().values_list(field, flat=True).distinct())
    if model is Membership:
        more = DuesEntry.objects.filter(membership__in=keys).exclude(kind=DuesKind.CHARGE)
        found.update(more.order_by().values_list("membership", flat=True).distinct())
        asked = Application.objects.filter(membership__in=keys)
        answered = asked.filter(~Q(state=ApplicationState.OPEN) | Q(sponsorships__isnull=False))
        found.update(answered.order_by().values_list("membership", flat=True).distinct())
    return found


def take_along(model: type[Person | Membership], keys: QuerySet[Any, Any]) -> None:
    """Delete what was written to them without any doing of theirs; a guard lets charges go with an undo alone."""
    for other, field in _GOES_ALONG[model]:
        rows = other._base_manager.filter(**{f"{field}__in": keys})  # noqa: SLF001
        rows._raw_delete(rows.db)  # noqa: SLF001  # nothing points to them, or the database says so
