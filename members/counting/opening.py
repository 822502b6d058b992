"""How an account that was kept elsewhere begins here."""

from datetime import date, timedelta

from members.counting.periods import Span
from members.counting.settling import Charge


def opening_charges(joined_on: date, settled: date | None, owes: int, under_way: Span) -> list[Charge]:
    """The charges by which an account comes out as it stood elsewhere: settled to a day, and something owed after it.

    Up to the day nothing is asked, from the day of joining on, so that no period of it is charged again. What is owed
    is owed since the day after, or since the beginning of the period under way where nobody says since when: then what
    was before is in the amount. The period under way always is.

    Args:
        joined_on: the day of joining.
        settled: the day to which dues are settled, which has passed where anything is owed.
        owes: in cents.
        under_way: the period in which today lies.
    """
    if owes and settled is None:
        settled = under_way.first - timedelta(days=1)
    if settled is None:
        return []
    made = [Charge(min(joined_on, settled), settled, 0)]
    if owes:
        first = settled + timedelta(days=1)
        made.append(Charge(first, max(first, under_way.last), owes))
    return made
