"""Records that the rules keep no longer: who is anonymised soon, and who is due."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Max, Q, QuerySet

from members.enums import MembershipState
from members.models import Membership
from members.queries.erasing import not_locked
from organisations.models import Body, Organisation
from organisations.queries.rulesets import rules_in_force
from organiser.base import clock
from organiser.base.months import months_after, months_before

GONE = (MembershipState.RESIGNED, MembershipState.EXCLUDED, MembershipState.LAPSED)
WAITING = (MembershipState.APPLICANT,)


def _first_kept(months: int) -> date:
    """The earliest day on which somebody can have left whose record is still kept today.

    A record is kept to the same day so many months later, which in a short month is its last one. So from the last of
    November six months reach to the 30th of May, and the 31st is the day after.
    """
    found = months_before(clock.today(), months)
    kept = found == date.min or months_after(found, months) >= clock.today()
    return found if kept else found + timedelta(days=1)


def _gone_before(organisation: Body, day: date) -> QuerySet[Membership]:
    """Those who left, lapsed or asked in vain before a day: the last span they began lies before it."""
    memberships = Membership.objects.filter(not_locked(), organisation=organisation.pk)
    gone = memberships.filter(Q(state__in=GONE) | Q(state__in=WAITING)).annotate(since=Max("spans__from_on"))
    return gone.filter(since__lt=day).select_related("person", "branch", "organisation").order_by("since", "pk")


def due_by_rule(organisation: Organisation | Body) -> QuerySet[Membership]:
    """Those whose records the rules of the organisation keep no longer; nobody where they say nothing."""
    months = rules_in_force(organisation).retention_months
    if not months:
        return Membership.objects.none()
    return _gone_before(organisation, _first_kept(months))


def due_soon(organisation: Organisation | Body) -> QuerySet[Membership]:
    """Those whose records will be anonymised within a month, the next first: the keepers may still look at them."""
    months = rules_in_force(organisation).retention_months
    if not months:
        return Membership.objects.none()
    return _gone_before(organisation, _first_kept(months - 1))


def all_due_by_rule() -> Iterator[Membership]:
    """Those who are due in every organisation whose rules say so."""
    for organisation in Organisation.objects.filter(memberships__state__in=[*GONE, *WAITING]).distinct():
        yield from due_by_rule(organisation)
