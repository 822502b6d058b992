"""How long roles stay in one hand: the longest run, paid roles, and when anybody last stood against another.

The essay names the danger (L35-37, 351-354): dependence on a few grows into officialdom. The figures are about roles,
never a ranking of people; they are for the members of the body, who see the names anyway (mission B12).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from organisations.enums import DecisionSource
from organisations.models import Body, Decision, RuleSet
from organisations.queries.bodies import body_for
from organisations.queries.decisions import shows_figures
from organisations.queries.rulesets import rules_in_force
from organiser.base import clock
from organiser.base.actor import Actor
from organiser.base.errors import NotFound, NotPermitted
from organiser.base.words import plural
from skills.models import Role, Term
from skills.rules import ELECTING

# Between the end of a term and the assembly that elects the same person again may lie this much.
SAME_RUN = timedelta(days=92)
# Where the rules set no limit of terms in a row: the longest that bodies of the kind allow without a pause (practice
# 1.3: two years in the CNT, three in the IWW, four in some bodies of free software).
SUGGESTED_MONTHS = 48


@dataclass(frozen=True)
class Tenure:
    """One role, and how it has been held.

    Args:
        role: the role.
        began_on: the first day of the longest run of one person; None where nobody has held it.
        days: how many days that run has lasted up to its end or to today.
        runs: whether that run still goes on.
        contested_on: the last day on which more than one person stood for it; None where that never was.
        elections: on how many days somebody stood for it.
        too_long: whether the longest run that still goes on is above the limit.
        uncontested: whether nobody has stood against another for longer than the limit.
    """

    role: Role
    began_on: date | None
    days: int
    runs: bool
    contested_on: date | None
    elections: int
    too_long: bool
    uncontested: bool

    @property
    def length(self) -> str:
        """How long the longest run is, in whole years, or in whole months or days where it is shorter."""
        years, months = self.days * 4 // 1461, self.days * 48 // 1461
        if years:
            return plural(years, "year", "years")
        return plural(months, "month", "months") if months else plural(self.days, "day", "days")

    @property
    def red(self) -> bool:
        """Whether either has gone on for too long."""
        return self.too_long or self.uncontested


@dataclass(frozen=True)
class Officialdom:
    """All roles of a body, with the limit they are held against and the share of paid holders.

    Args:
        roles: one line for each role, by name.
        limit_months: the months above which a run is too long.
        limit_is_rule: whether the rules of the body say so, or it is our suggestion.
        holders: how many people hold a role today.
        paid: how many of them hold a paid one.
        several: how many of them hold more than one role that carries powers (rotation.md, dual office).
    """

    roles: list[Tenure]
    limit_months: int
    limit_is_rule: bool
    holders: int
    paid: int
    several: int

    @property
    def red(self) -> list[Tenure]:
        """The roles that have been in one hand, or without a contest, for too long."""
        return [one for one in self.roles if one.red]


@dataclass(frozen=True)
class Run:
    """Terms of one person in one role that follow one another."""

    began_on: date
    ended_on: date
    runs: bool


def last_day(term: Term, today: date) -> date:
    """The last day of a term that has been served so far."""
    return min(term.ended_on or term.ends_on, today)


def runs_of(terms: Iterable[Term], today: date) -> list[Run]:
    """The runs of one person in one role, from terms in any order: overstays and parts count, days as they were."""
    runs: list[Run] = []
    for term in sorted((term for term in terms if term.starts_on <= today), key=lambda term: (term.starts_on, term.pk)):
        ended, goes_on = last_day(term, today), term.ended_on is None and term.ends_on >= today
        before = runs[-1] if runs else None
        if before is not None and term.starts_on - before.ended_on <= SAME_RUN:
            runs[-1] = Run(before.began_on, max(before.ended_on, ended), before.runs or goes_on)
        else:
            runs.append(Run(term.starts_on, ended, goes_on))
    return runs


def limit_of(body: Body) -> tuple[int, bool]:
    """The months above which one hand has held a role for too long, and whether the rules say so."""
    try:
        rules: RuleSet = rules_in_force(body)
    except NotFound:
        return SUGGESTED_MONTHS, False
    if rules.terms_in_a_row:
        return rules.terms_in_a_row * rules.term_months, True
    return SUGGESTED_MONTHS, False


def contests_of(body: Body) -> dict[str, dict[date, set[str]]]:
    """For each role, by public id, who stood for it on which day, whatever came of it."""
    stood: dict[str, dict[date, set[str]]] = defaultdict(lambda: defaultdict(set))
    elections = Decision.objects.filter(body=body, effect__in=ELECTING, source=DecisionSource.BALLOT)
    for payload, at in elections.order_by("pk").values_list("effect_payload", "decided_at"):
        if "until" in payload:
            continue  # A seat filled from the papers of an earlier election: nobody stood on that day.
        candidates = payload.get("stood", [payload.get("member", "")])
        stood[payload.get("role", "")][timezone.localdate(at)].update(candidates)
    return stood


def officialdom_of(body: Body) -> Officialdom:
    """How long the roles of a body stay in one hand, in five queries whatever the number of terms."""
    today = clock.today()
    months, is_rule = limit_of(body)
    limit = timedelta(days=months * 1461 // 48)
    terms: dict[int, list[Term]] = defaultdict(list)
    for term in Term.objects.filter(role__body=body).order_by("pk"):
        terms[term.role_id].append(term)
    stood = contests_of(body)
    lines, holders, paid = [], set(), set()
    powerful: Counter[int] = Counter()
    for role in Role.objects.filter(body=body).prefetch_related("power_rows").order_by("name"):
        people: dict[int, list[Term]] = defaultdict(list)
        for term in terms[role.pk]:
            people[term.person_id].append(term)
        runs = {person: runs_of(own, today) for person, own in people.items()}
        now = {person for person, own in runs.items() if any(run.runs for run in own)}
        holders |= now
        paid |= now if role.paid else set()
        powerful.update(now if role.power_rows.all() else ())
        lines.append(_line(role, [run for own in runs.values() for run in own], stood[role.public_id], today, limit))
    several = sum(1 for roles in powerful.values() if roles > 1)
    return Officialdom(lines, months, is_rule, len(holders), len(paid), several)


def officialdom_for(viewer: Actor, public_id: str) -> Officialdom:
    """The same for somebody who asks: it is for members of the body, as the names are.

    Raises:
        NotFound: where there is no such body that the viewer may know of.
        NotPermitted: for members of another branch.
    """
    body = body_for(viewer, public_id)
    if not shows_figures(viewer, body):
        sentence = f"How long roles of {body.name} stay in one hand is for its members to read."
        raise NotPermitted(sentence, code="for_members", rule="design, invariant 7")
    return officialdom_of(body)


def _line(role: Role, runs: list[Run], stood: dict[date, set[str]], today: date, limit: timedelta) -> Tenure:
    longest = max(runs, key=lambda run: (run.ended_on - run.began_on, run.runs), default=None)
    contested = max((day for day, members in stood.items() if len(members) > 1), default=None)
    since = contested or min((run.began_on for run in runs), default=None)
    return Tenure(
        role=role,
        began_on=longest.began_on if longest is not None else None,
        days=(longest.ended_on - longest.began_on).days + 1 if longest is not None else 0,
        runs=longest is not None and longest.runs,
        contested_on=contested,
        elections=len(stood),
        too_long=any(run.runs and run.ended_on - run.began_on > limit for run in runs),
        uncontested=since is not None and today - since > limit,
    )
