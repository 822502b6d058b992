"""Who belonged at the end of a month, and which of these numbers may be told (mission D11)."""

from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from members.counting import add_months
from members.enums import BELONGING, MembershipState
from members.models import Headcount, MembershipSpan
from members.queries.belonging import memberships_of
from organisations.enums import BodyType
from organisations.models import Body, Organisation
from organiser.base import authority, clock
from organiser.base.actor import Actor
from organiser.base.cells import SMALL, divides
from organiser.base.errors import NotFound
from organiser.base.models import LedgerEntry

ASLEEP_AFTER = timedelta(days=366)
COUNTED = (BodyType.ORGANISATION, BodyType.BRANCH)
STATES = {
    MembershipState.FULL: "full",
    MembershipState.TRIAL: "trial",
    MembershipState.SUPPORTER: "supporters",
    MembershipState.ON_LEAVE: "on_leave",
    MembershipState.SUSPENDED: "full",  # a column of so few could never be shown
}


@dataclass
class Numbers:
    """The numbers of one body at the end of one month."""

    full: int = 0
    trial: int = 0
    supporters: int = 0
    on_leave: int = 0
    joined: int = 0
    left: int = 0

    @property
    def total(self) -> int:
        """Everybody who belongs."""
        return self.full + self.trial + self.supporters + self.on_leave

    def without(self, part: "Numbers") -> "Numbers":
        """What is left when a part of the people is taken away."""
        return Numbers(**{name: getattr(self, name) - getattr(part, name) for name in NAMES})

    def told(self) -> set[str]:
        """Which of them may be told: none of fewer than five, and none from which such a one could be reckoned.

        Those who came and those who left are told together or not at all: each follows from the other and two totals.
        """
        if self.total < SMALL:
            return set()
        told = {"total"}
        if divides(self.full, self.total):
            told.add("full")
            if min(self.trial, self.supporters, self.on_leave) >= SMALL:
                told |= {"trial", "supporters", "on_leave"}
        if min(self.joined, self.left, self.total - self.joined + self.left) >= SMALL:
            told |= {"joined", "left"}
        return told


NAMES = tuple(field.name for field in fields(Numbers))


def last_of(month: date) -> date:
    """The last day of a month."""
    return add_months(month, 1) - timedelta(days=1)


def last_month() -> date:
    """The first day of the month that ended last."""
    return add_months(clock.today(), -1)


def due_to_count() -> QuerySet[Organisation]:
    """The organisations whose last month was not counted; those founded since have none.

    Where nothing was written for a year but counts, nobody is counted: such an organisation is kept to be read.
    """
    counted = Headcount.objects.filter(body=OuterRef("pk"), month=last_month())
    written = LedgerEntry.objects.filter(chain=OuterRef("public_id")).exclude(action="take_headcount")
    last = Subquery(written.order_by("-sequence").values("at")[:1])
    bodies: QuerySet[Organisation] = existing(Organisation.objects.all())
    awake = bodies.annotate(last=last).filter(last__gte=clock.now() - ASLEEP_AFTER)
    return awake.exclude(Exists(counted)).order_by("pk")


def existing(bodies: QuerySet[Any]) -> QuerySet[Any]:
    """Those of the bodies that were there before this month began and are there still."""
    return bodies.filter(dissolved_on="", created_at__lt=clock.start_of(clock.today().replace(day=1)))


def _standing_on(organisation: Organisation, day: date) -> QuerySet[MembershipSpan]:
    """The spans of those who belonged to an organisation at the end of a day."""
    spans = MembershipSpan.objects.filter(organisation=organisation.pk, state__in=BELONGING, from_on__lte=day)
    return spans.filter(Q(until_on__isnull=True) | Q(until_on__gt=day))


def _moved(here: QuerySet[MembershipSpan], there: QuerySet[MembershipSpan]) -> tuple[int, dict[int, int]]:
    """How many stand here and not there: in the organisation, and by branch."""
    same = there.filter(membership=OuterRef("membership"))
    whole = here.exclude(Exists(same)).count()
    branches = here.filter(branch__isnull=False).exclude(Exists(same.filter(branch=OuterRef("branch"))))
    counted = branches.values_list("branch").annotate(number=Count("pk")).order_by("branch")
    return whole, dict(counted)


def numbers_of(organisation: Organisation, month: date) -> dict[int, Numbers]:
    """The numbers of an organisation and of its branches at the end of a month, by the key of the body."""
    now, before = _standing_on(organisation, last_of(month)), _standing_on(organisation, month - timedelta(days=1))
    found = {organisation.pk: Numbers()}
    branches = existing(organisation.bodies.filter(type=BodyType.BRANCH))
    found |= {key: Numbers() for key in branches.values_list("pk", flat=True)}
    for branch, state, number in (
        now.values_list("branch", "state").annotate(number=Count("pk")).order_by("branch", "state")
    ):
        name = STATES[MembershipState(state)]
        for key in {organisation.pk, branch} & found.keys():
            setattr(found[key], name, getattr(found[key], name) + number)
    for name, (whole, by_branch) in (("joined", _moved(now, before)), ("left", _moved(before, now))):
        for key, number in {**by_branch, organisation.pk: whole}.items():
            if key in found:
                setattr(found[key], name, number)
    return found


def headcounts_visible_to(viewer: Actor) -> QuerySet[Headcount]:
    """The months of the bodies that somebody belongs to, each beside the one of the own branch within it."""
    own = memberships_of(viewer).values("branch")
    within = Headcount.objects.filter(month=OuterRef("month"), organisation=OuterRef("organisation"))
    mine = within.filter(body__in=own).exclude(body=OuterRef("body"))
    others = within.exclude(body=OuterRef("body")).exclude(body__in=own.filter(branch__isnull=False))
    return (
        Headcount.objects.filter(body__in=authority.bodies_of(viewer))
        .select_related("body")
        .annotate(
            **{f"mine_{name}": Subquery(mine.values(name)[:1]) for name in NAMES},
            others=Exists(others),
        )
        .order_by("-month", "body")
    )


def shown(row: Headcount) -> dict[str, int | None]:
    """What may be told of a row that `headcounts_visible_to` gave; None is not told.

    Nor is anything told from which, with one's own branch taken away, a small number of the others would be left: that
    would tell how many there are in the branch beside it (invariant 7).
    """
    numbers = Numbers(**{name: getattr(row, name) for name in NAMES})
    told = numbers.told()
    if row.mine_full is not None:  # type: ignore[attr-defined]  # an annotation
        rest = numbers.without(Numbers(**{name: getattr(row, f"mine_{name}") for name in NAMES}))
        alone = rest.total == 0 and not row.others  # type: ignore[attr-defined]  # an annotation
        told &= told if alone else rest.told()
    return {name: getattr(numbers, name) if name in told else None for name in ("total", *NAMES)}


def months_of(viewer: Actor, body: Body, months: int) -> list[Headcount]:
    """The latest months of a body, the latest first."""
    return list(headcounts_visible_to(viewer).filter(body=body)[:months])


def headcount_for(viewer: Actor, public_id: str) -> Headcount:
    """One month.

    Raises:
        NotFound: where there is none that the viewer may know of.
    """
    found = headcounts_visible_to(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such month here, or it is not yours to read.", code="no_headcount")
    return found
