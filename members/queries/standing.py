"""Standing: who has a vote in a body on a day and why, reckoned for one member or a whole register by one expression.

A roll is frozen from the same expression that a list shows, so what somebody reads on her own page in the morning is
what the ballot of the evening takes (mission B9; practice 2). Nothing of it is stored but in rolls.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, CharField, Count, DateField, F, Q, QuerySet, Value, When

from members.enums import MembershipState, Standing
from members.models import Membership
from organisations.models import RuleSet
from organisations.queries.phrases import counted, days
from organiser.base.months import months_after, months_before
from organiser.base.words import day as in_words

S = MembershipState
# What a state without a vote says; only a full member's standing depends on more.
BY_STATE: dict[MembershipState, Standing] = {
    S.TRIAL: Standing.ON_TRIAL,
    S.SUPPORTER: Standing.SUPPORTER,
    S.ON_LEAVE: Standing.ON_LEAVE,
    S.SUSPENDED: Standing.SUSPENDED,
}

NO_VOTE: dict[Standing, str] = {
    Standing.TOO_NEW: "No vote yet",
    Standing.IN_ARREARS: "No vote at present",
    Standing.PAID_ROLE: "No vote at present",
    Standing.ON_TRIAL: "No vote yet",
    Standing.SUPPORTER: "No vote",
    Standing.ON_LEAVE: "No vote at present",
    Standing.SUSPENDED: "No vote at present",
    Standing.NO_MEMBER: "No vote",
}
BECAUSE: dict[Standing, str] = {
    Standing.ON_TRIAL: "on trial, and full members vote",
    Standing.SUPPORTER: "supporters take part without a vote",
    Standing.ON_LEAVE: "on leave; the vote is back with the member",
}


@dataclass(frozen=True)
class Measure:
    """All that a standing is held against.

    Args:
        on: the day that is looked at.
        days_to_vote: days of membership before somebody votes.
        arrears_months: months of dues owed above which the vote rests; None where dues are not looked at.
        without_vote: keys of people who have none for what they hold, such as a paid role.
    """

    on: date
    days_to_vote: int = 0
    arrears_months: int | None = None
    without_vote: Sequence[int] = ()

    @property
    def joined_by(self) -> date:
        """The last day on which somebody may have joined who has a vote on the day."""
        return self.on - timedelta(days=self.days_to_vote)

    @property
    def owed_from(self) -> date | None:
        """Whoever owes dues since before this day is in arrears."""
        return None if self.arrears_months is None else months_before(self.on, self.arrears_months)


def measure_of(rules: RuleSet | None, on: date, without_vote: Sequence[int] = ()) -> Measure:
    """What the rules of a body hold a standing against; without rules, nothing but the state."""
    if rules is None:
        return Measure(on)
    return Measure(on, rules.days_to_vote, rules.arrears_months, () if rules.paid_vote else tuple(without_vote))


def _hurdles(measure: Measure) -> list[tuple[Standing, Q]]:
    """What takes the vote from a full member, in the order in which the first one is told."""
    hurdles = [(Standing.TOO_NEW, Q(joined_on__gt=measure.joined_by))]
    if measure.owed_from is not None:
        hurdles.append((Standing.IN_ARREARS, Q(owed_since__lt=measure.owed_from)))
    if measure.without_vote:
        hurdles.append((Standing.PAID_ROLE, Q(person_id__in=measure.without_vote)))
    return hurdles


def standing(measure: Measure) -> Case:
    """The standing of a membership as an expression, for lists, counts and rolls of any size."""
    states = [When(state=state, then=Value(told.value)) for state, told in BY_STATE.items()]
    full = [When(Q(state=S.FULL) & hurdle, then=Value(told.value)) for told, hurdle in _hurdles(measure)]
    voting = When(state=S.FULL, then=Value(Standing.FULL_MEMBER.value))
    return Case(*states, *full, voting, default=Value(Standing.NO_MEMBER.value), output_field=CharField())


def standing_since(measure: Measure) -> Case | F:
    """The day that belongs to a standing: since when dues are owed for somebody in arrears, else the day of joining."""
    if measure.owed_from is None:
        return F("joined_on")
    behind = Q(state=S.FULL, joined_on__lte=measure.joined_by, owed_since__lt=measure.owed_from)
    return Case(When(behind, then=F("owed_since")), default=F("joined_on"), output_field=DateField())


def with_standing(memberships: QuerySet[Membership], measure: Measure) -> QuerySet[Membership]:
    """The same memberships, each with its `standing` and the day since when in `standing_since`: still one query."""
    return memberships.annotate(standing=standing(measure), standing_since=standing_since(measure))


def having_a_vote(memberships: QuerySet[Membership], measure: Measure) -> QuerySet[Membership]:
    """Those of them who have a vote; said without the expression, so that the index of states is used."""
    voting = memberships.filter(state=S.FULL)
    for _told, hurdle in _hurdles(measure):
        voting = voting.exclude(hurdle)
    return voting


def numbers_of(memberships: QuerySet[Membership], measure: Measure) -> dict[Standing, int]:
    """How many of those who belong have which standing, in one query: what `standing` gives, reckoned by indexes.

    All states are counted, and of the full members those with a hurdle before them, each at the first one.
    """
    full = memberships.order_by().filter(state=S.FULL)
    parts = [memberships.order_by().annotate(told=Value(""))]
    for told, hurdle in _hurdles(measure):
        parts.append(full.filter(hurdle).annotate(told=Value(told.value)))
        full = full.exclude(hurdle)
    first, *more = [part.values("told", "state").annotate(number=Count("*")) for part in parts]
    found: dict[Standing, int] = {told: 0 for told in Standing if told != Standing.NO_MEMBER}
    for row in first.union(*more, all=True):
        if row["told"]:
            found[Standing(row["told"])] += row["number"]
            found[Standing.FULL_MEMBER] -= row["number"]
        else:
            found[Standing.FULL_MEMBER if row["state"] == S.FULL else BY_STATE[S(row["state"])]] += row["number"]
    return found


def standing_sentence(membership: Membership, told: Standing, measure: Measure) -> str:
    """A standing with its reason, to be read beside a name."""
    return f"{'Has a vote' if told == Standing.FULL_MEMBER else NO_VOTE[told]}: {_because(membership, told, measure)}."


def _because(membership: Membership, told: Standing, measure: Measure) -> str:
    joined, owed = membership.joined_on, membership.owed_since
    if told == Standing.TOO_NEW:
        first, wait = joined + timedelta(days=measure.days_to_vote), days(measure.days_to_vote)
        return f"joined on {in_words(joined)}, and the rules give a vote {wait} after that, from {in_words(first)}"
    if told == Standing.IN_ARREARS and owed is not None:
        months = counted(measure.arrears_months or 0, "month", "months")
        longer = f", for more than {months}" if measure.arrears_months else ""
        return f"dues are owed since {in_words(owed)}{longer}; the vote is back once they are settled"
    if told == Standing.PAID_ROLE:
        return "holds a paid role, and the rules give those who do no vote while it lasts"
    if told == Standing.SUSPENDED and membership.suspended_until is not None:
        until = in_words(membership.suspended_until)
        return f"suspended by a decision; the vote is back on {until}"
    if told != Standing.FULL_MEMBER:
        return BECAUSE.get(told, f"the register says “{membership.get_state_display().lower()}”")
    return f"full member, joined on {in_words(joined)}{_dues(membership, measure)}"


def _dues(membership: Membership, measure: Measure) -> str:
    """What is said of dues where the rules look at them; paid and waived are the same word here."""
    if measure.arrears_months is None:
        return ""
    if membership.owed_since is not None:
        rests = months_after(membership.owed_since, measure.arrears_months) + timedelta(days=1)
        return f", dues owed since {in_words(membership.owed_since)}, so that the vote rests from {in_words(rests)}"
    return f", dues settled to {in_words(membership.settled_until)}" if membership.settled_until else ", no dues owed"
