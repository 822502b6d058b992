"""Standing as people and programs read it: one's own in each body, and that of a register before a vote."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from members.enums import BELONGING, Standing
from members.models import Membership
from members.queries.belonging import memberships_of
from members.queries.register import membership_for
from members.queries.standing import Measure, having_a_vote, numbers_of, standing_sentence, with_standing
from members.rules import demand_register
from organisations.models import Body
from organisations.queries.bodies import body_for
from organiser.base import clock
from organiser.base.actor import Actor
from organiser.base.errors import Invalid
from organiser.base.words import day as in_words
from skills.queries.standing import measure_now


@dataclass(frozen=True)
class Told:
    """Somebody's standing in one body on a day, with the sentence that explains it."""

    body: Body
    on: date
    standing: Standing
    since: date
    sentence: str

    @property
    def has_a_vote(self) -> bool:
        """Whether a roll that is frozen for that day has her or him on it."""
        return self.standing == Standing.FULL_MEMBER


def day_to_look_at(on: date | None) -> date:
    """The day that is asked for, today by default.

    Raises:
        Invalid: for an earlier one, of which the rolls speak.
    """
    today = clock.today()
    if on is not None and on < today:
        raise Invalid(
            f"Who had a vote before {in_words(today)} stands on the rolls of the ballots. Choose today or a later day.",
            code="standing_past",
            field="on",
        )
    return on or today


def standings_of(membership: Membership, on: date | None = None) -> list[Told]:
    """The standing of one membership in its branch and in its organisation, by the rules of each."""
    day = day_to_look_at(on)
    bodies = [key for key in (membership.branch_id, membership.organisation_id) if key is not None]
    found = Body.objects.select_related("organisation").in_bulk(bodies)
    told = []
    for key in bodies:
        measure = measure_now(found[key], day)
        row = with_standing(Membership.objects.filter(pk=membership.pk), measure).get()
        told.append(told_of(row, found[key], measure))
    return told


def told_of(row: Membership, body: Body, measure: Measure) -> Told:
    """The standing of a row that `with_standing` gave."""
    stands = Standing(row.standing)  # type: ignore[attr-defined]  # annotated
    since: date = row.standing_since  # type: ignore[attr-defined]  # annotated
    return Told(body, measure.on, stands, since, standing_sentence(row, stands, measure))


def standings_for(viewer: Actor, public_id: str, on: date | None = None) -> list[Told]:
    """The same for somebody who asks: about oneself, or about a member of a register that the viewer keeps.

    Raises:
        NotFound: where there is no such membership that the viewer may know of.
    """
    return standings_of(membership_for(viewer, public_id), on)


@dataclass(frozen=True)
class RegisterStanding:
    """Everybody who belongs to a body, with the standing on a day; not yet asked of the database."""

    body: Body
    measure: Measure
    person: int | None = None  # only this one

    @property
    def rows(self) -> QuerySet[Any]:
        """The members in the order of names, each with `standing` and `standing_since`."""
        return with_standing(self._members, self.measure)

    @property
    def _members(self) -> QuerySet[Membership]:
        whole = self.body.pk == self.body.organisation_id
        column = "organisation_id" if whole else "branch_id"
        members = Membership.objects.filter(**{column: self.body.pk}, state__in=BELONGING)
        if self.person is not None:
            members = members.filter(person=self.person)
        return members.order_by("sort_name", "pk")

    def without_a_vote(self) -> QuerySet[Membership]:
        """Those who have none, with the reason."""
        return self.rows.exclude(standing=Standing.FULL_MEMBER).select_related("person")

    def with_a_vote(self) -> QuerySet[Membership]:
        """Those who have one."""
        return having_a_vote(self._members, self.measure).select_related("person")

    def counted(self) -> dict[Standing, int]:
        """How many have which standing, in one query; none are left out, also not those with nobody."""
        return numbers_of(self._members, self.measure)


def register_standing(viewer: Actor, body: Body, on: date | None = None) -> RegisterStanding:
    """Who of a register has a vote on a day, for those who keep it.

    Raises:
        NotPermitted: for everybody else.
        Invalid: for an earlier day.
    """
    demand_register(viewer, body)
    return RegisterStanding(body, measure_now(body, day_to_look_at(on)))


def register_standing_for(viewer: Actor, public_id: str, on: date | None = None) -> RegisterStanding:
    """The same for a body by its public id.

    Raises:
        NotFound: where there is no such body that the viewer may know of.
    """
    return register_standing(viewer, body_for(viewer, public_id), on)


def own_standing(viewer: Actor, on: date | None = None) -> RegisterStanding | None:
    """One's own standing in the branch, or in the organisation for members without one; None without a membership."""
    mine = memberships_of(viewer).first()
    if mine is None:
        return None
    body = Body.objects.select_related("organisation").get(pk=mine.branch_id or mine.organisation_id)
    return RegisterStanding(body, measure_now(body, day_to_look_at(on)), viewer.pk)
