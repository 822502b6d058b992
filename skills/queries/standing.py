"""Standing with all that takes a vote, also what somebody holds: the measure of a body on a day."""

from datetime import date

from django.db.models import QuerySet

from members.models import Membership
from members.queries.belonging import members_of
from members.queries.standing import Measure, having_a_vote, measure_of
from organisations.enums import BodyType
from organisations.models import Body, RuleSet
from organisations.queries.rulesets import rules_in_force
from organiser.base import clock
from organiser.base.errors import NotFound
from skills.queries.paying import paid_holders


def measure_in(body: Body, rules: RuleSet | None, on: date | None = None) -> Measure:
    """What a standing in a body is held against on a day, today by default."""
    day = on or clock.today()
    unpaid = rules is None or rules.paid_vote
    return measure_of(rules, day, () if unpaid else paid_holders(body.organisation_key, day))


def measure_now(body: Body, on: date | None = None) -> Measure:
    """The same by the rules that are in force; by the state alone where a body has none."""
    try:
        rules: RuleSet | None = rules_in_force(body)
    except NotFound:
        rules = None
    return measure_in(body, rules, on)


def with_a_vote(body: Body, rules: RuleSet | None) -> QuerySet[Membership]:
    """Those who would stand on a roll of the body that is frozen now."""
    return having_a_vote(members_of(body), measure_in(body, rules))


def electorate(body: Body) -> QuerySet[Membership]:
    """The memberships a roll of the body is taken from, in whatever state; a committee acts for its parent.

    A council has none: its delegates stand on no register.
    """
    about = body
    while about.type == BodyType.COMMITTEE:
        about = about.as_committee.parent
    if about.type == BodyType.ORGANISATION:
        return Membership.objects.filter(organisation=about.pk)
    return Membership.objects.filter(branch=about.pk)
