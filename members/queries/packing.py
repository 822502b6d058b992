"""Sudden joins: many new votes at once are told to the members, as a number and never as a suspicion (mission B7).

Taking a body over by filling it before a vote is an old danger. The answer of real organisations is days of membership
before somebody votes; so the sentence leads there. It never says who, and nothing here knows of any other organisation.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from members.enums import VOTING
from members.models import Membership
from members.queries.belonging import constituency_of
from organisations.models import Body
from organisations.queries.bodies import body_for
from organisations.queries.decisions import shows_figures
from organisations.queries.rulesets import rules_in_force
from organiser.base import clock
from organiser.base.actor import Actor
from organiser.base.errors import NotFound, NotPermitted

WINDOW = timedelta(days=30)
WINDOWS_BEFORE = 12
# Below this no number of people is told, so below it nothing is an alert either (privacy: small cells).
SMALL = 5
# An alert: a quarter of all votes are new, or a tenth are and they came three times as fast as in the year before.
SHARE, FAST_SHARE, TIMES = 4, 10, 3


@dataclass(frozen=True)
class Joins:
    """How many votes are new in a body.

    Args:
        voting: full members now; not counted, as all that follows, where fewer than five joined lately.
        recent: how many of them joined within the last thirty days.
        before: how many people joined in the twelve times thirty days before that.
        on_roll: how many of the recent ones would stand on a roll that is frozen today.
        days_to_vote: what the rules ask for.
        sudden: whether members are told.
    """

    voting: int
    recent: int
    before: int
    on_roll: int
    days_to_vote: int
    sudden: bool

    @property
    def sentences(self) -> list[str]:
        """What members read; numbers below five are not said."""
        if not self.sudden:
            return []
        before = f"{self.before} joined" if self.before >= SMALL else f"fewer than {SMALL} joined"
        new = f"{self.recent} of {self.voting} members with a vote joined within the last 30 days."
        said = [f"{new} In the year before {before}."]
        if not self.days_to_vote:
            said.append("The rules give a vote from the day of joining. A motion can ask for days of membership first.")
        elif self.on_roll == 0:
            said.append(f"The rules ask for {self.days_to_vote} days of membership, so none of them has a vote yet.")
        else:
            some = f"{self.on_roll} of them" if self.on_roll >= SMALL else f"fewer than {SMALL} of them"
            said.append(f"The rules ask for {self.days_to_vote} days of membership: {some} would vote today.")
        return said


def is_sudden(voting: int, recent: int, before: int) -> bool:
    """Whether so many new votes among so many are an alert; in a young body everybody is new, which is none.

    Args:
        before: joins in the twelve windows before the recent one.
    """
    if recent < SMALL or voting - recent < SMALL:
        return False
    fast = recent * WINDOWS_BEFORE > TIMES * before and recent * FAST_SHARE >= voting
    return recent * SHARE >= voting or fast


def joins_of(body: Body, on: date | None = None) -> Joins:
    """The new votes of a body, in one query where there are few; a committee has those of the body it acts for."""
    today = on or clock.today()
    edge = today - WINDOW
    members = Membership.objects.filter(constituency_of(body))
    lately = members.filter(state__in=VOTING, joined_on__gt=edge).count()
    if lately < SMALL:
        return Joins(voting=0, recent=lately, before=0, on_roll=0, days_to_vote=0, sudden=False)
    try:
        days = rules_in_force(body).days_to_vote
    except NotFound:
        days = 0
    new = Q(state__in=VOTING, joined_on__gt=edge)
    counted = members.aggregate(
        voting=Count("pk", filter=Q(state__in=VOTING)),
        recent=Count("pk", filter=new),
        before=Count("pk", filter=Q(joined_on__lte=edge, joined_on__gt=edge - WINDOWS_BEFORE * WINDOW)),
        on_roll=Count("pk", filter=new & Q(joined_on__lte=today - timedelta(days=days))),
    )
    sudden = is_sudden(counted["voting"], counted["recent"], counted["before"])
    return Joins(**counted, days_to_vote=days, sudden=sudden)


def joins_for(viewer: Actor, public_id: str) -> Joins:
    """The same for somebody who asks.

    Raises:
        NotFound: where there is no such body that the viewer may know of.
        NotPermitted: for members of another branch.
    """
    body = body_for(viewer, public_id)
    if not shows_figures(viewer, body):
        raise NotPermitted(
            f"Who joined {body.name} is for its members to know.", code="for_members", rule="design, invariant 7"
        )
    return joins_of(body)


def sudden_joins_in(viewer: Actor, body: Body) -> list[str]:
    """The sentences for a page, for members of the body alone; nothing where there is nothing to tell."""
    return joins_of(body).sentences if shows_figures(viewer, body) else []
