"""Who owes dues for a period that begins, and which bodies have a period to charge."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from members.counting import Span, period_at
from members.enums import CHARGED, FREE, DuesKind, MembershipState
from members.models import DuesEntry, DuesPlan, DuesRun, DuesScheme, MembershipSpan, MergeRecord
from members.queries.dues_schemes import bodies_with_own_scheme, scheme_on
from organisations.enums import BodyType
from organisations.models import Body
from organiser.base import clock


def standing_on_first_day(body: Body, span: Span) -> QuerySet[MembershipSpan]:
    """The spans of those who owe dues for a period by the scheme of a body, or have it free, and are not charged yet.

    They stood in its register on the first day. In the eyes of an organisation these are all but the members of
    branches that have a scheme of their own. Whoever has a charge for any day of the period is left out, whoever wrote
    it: nobody owes the same days twice.
    """
    day = span.first
    spans = MembershipSpan.objects.filter(from_on__lte=day, state__in=[*CHARGED, *FREE])
    spans = spans.filter(Q(until_on__isnull=True) | Q(until_on__gt=day))
    if body.type == BodyType.ORGANISATION:
        spans = spans.filter(organisation=body.pk).exclude(branch__in=bodies_with_own_scheme(body.pk, day))
    else:
        spans = spans.filter(branch=body.pk)
    charged = DuesEntry.objects.filter(
        membership=OuterRef("membership"),
        kind=DuesKind.CHARGE,
        period_from__lte=span.last,
        period_until__gte=span.first,
    )
    # One person owes once: not again under the record that was dropped, nor for what that one was charged.
    merged = MergeRecord.objects.filter(
        leads_to=OuterRef("membership"),
        undone_at__isnull=True,
        dropped__dues_entries__kind=DuesKind.CHARGE,
        dropped__dues_entries__period_from__lte=span.last,
        dropped__dues_entries__period_until__gte=span.first,
    )
    spans = spans.exclude(membership__state=MembershipState.MERGED)
    return spans.exclude(Exists(charged)).exclude(Exists(merged)).order_by("membership_id", "pk")


def plans_on(memberships: list[int], day: date) -> dict[int, DuesPlan]:
    """What each of these members had chosen on a day, in one query."""
    plans = DuesPlan.objects.filter(membership__in=memberships, from_on__lte=day).order_by("from_on", "pk")
    return {plan.membership_id: plan for plan in plans}


def charging(body: Body, day: date) -> tuple[DuesScheme, Span] | None:
    """The scheme by which a body charges on a day, and the period; None where it has none of its own."""
    scheme = scheme_on(body, day)
    if scheme is None or scheme.body_id != body.pk:
        return None
    span = period_at(day, scheme.period)
    return (scheme, span) if span.first >= scheme.from_on else None


def due_to_charge() -> Iterator[Body]:
    """The bodies with a period that has begun and was not charged."""
    today = clock.today()
    bodies = DuesScheme.objects.filter(from_on__lte=today, body__dissolved_on="").values("body")
    for body in Body.objects.filter(pk__in=bodies).select_related("organisation").order_by("pk"):
        now = charging(body, today)
        if now is not None and not DuesRun.objects.filter(body=body, period_from=now[1].first).exists():
            yield body
