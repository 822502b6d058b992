"""What tests of dues share: a scheme by decision, and the months of a small union, counted from this one."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Sum
from django.utils import timezone

from members.actions.dues_charging import charge_dues
from members.actions.dues_schemes import set_dues
from members.counting import add_months
from members.models import DuesEntry, DuesScheme, Membership, Person
from organisations.models import Body
from organiser.base import clock
from tests.helpers import decide_online, north_motion
from tests.world import Place


def first(months: int) -> date:
    """The first day of a month, so many from this one."""
    return add_months(clock.today(), months)


def last(months: int) -> date:
    """The last day of a month, so many from this one."""
    return first(months + 1) - timedelta(days=1)


def spec(**changes: Any) -> dict[str, Any]:
    """A scale of two steps, with an amount of one's own and solidarity seats, since eleven months."""
    return {
        "currency": "EUR",
        "period": "month",
        "from_on": first(-11).isoformat(),
        "bands": [{"label": "Low wage", "cents": 500}, {"label": "Usual wage", "cents": 1000}],
        "least": 200,
        "usual": 1000,
        "branch_share": [3, 5],
        "solidarity": True,
        **changes,
    }


def on(months: int, day: int = 1) -> Any:
    """Within the block it is noon of a day of a month, so many from this one."""
    return clock.at(timezone.make_aware(datetime.combine(first(months).replace(day=day), time(12))))


def with_dues(place: Place, **changes: Any) -> DuesScheme:
    """The organisation's own scheme, which its founding decision sets."""
    decision = place.organisation.founding_decision
    return set_dues(place.secretary, body=place.body(), spec=spec(**changes), decision=decision)


def north_dues(place: Place, **changes: Any) -> DuesScheme:
    """A scheme of the branch North, decided by its assembly."""
    decide_online(place, north_motion(place, title="Dues", effect="set_dues", payload=spec(**changes)))
    return DuesScheme.objects.get(body=place.body("North"))


def charged(place: Place, *months: int, body: Body | None = None, actor: Person | None = None) -> None:
    """Charge months, so many from this one."""
    for number in months:
        charge_dues(actor or place.secretary, body=body or place.body(), day=first(number))


def founder_too() -> int:
    """One more is charged for this month on its first day: the founder, who joined today; on all others she is late."""
    return 1 if clock.today() == first(0) else 0


def charge_of(membership: Membership, months: int) -> DuesEntry:
    """The charge of a month."""
    return DuesEntry.objects.get(membership=membership, kind="charge", period_from=first(months), part=0)


def account(membership: Membership) -> tuple[date | None, date | None, int]:
    """How far it is settled, since when something is owed, and how much."""
    membership.refresh_from_db()
    owed = sum(DuesEntry.objects.filter(membership=membership).values_list("cents", flat=True))
    return membership.settled_until, membership.owed_since, owed


def books(membership: Membership) -> dict[str, int]:
    """What stands in the books of each body of one account, by its name; books that add up to nothing are left out."""
    rows = DuesEntry.objects.filter(membership=membership).values("body__name").annotate(total=Sum("cents"))
    return {row["body__name"]: row["total"] for row in rows.order_by("body__name") if row["total"]}


def strays(place: Place) -> list[tuple[str, dict[str, int]]]:
    """The accounts of which anything stands in books where the member does not stand: there should be none."""
    found = []
    for membership in Membership.objects.filter(organisation=place.organisation).select_related("person", "branch"):
        at_home = (membership.branch or membership.organisation).name
        if set(books(membership)) - {at_home}:
            found.append((membership.person.name, books(membership)))
    return found


def in_all_books(place: Place) -> int:
    """All that is owed in an organisation, less what was paid ahead."""
    total = DuesEntry.objects.filter(organisation=place.organisation).aggregate(total=Sum("cents"))["total"]
    return int(total or 0)
