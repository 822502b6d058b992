"""Who holds a paid role, and who has a vote where the rules give those people none."""

from datetime import date

from django.db.models import QuerySet

from members.models import Membership
from members.queries.belonging import voters_of
from organisations.models import Body, RuleSet
from organiser.base import clock
from skills.queries.powers import in_office


def paid_holders(organisation: int, on: date) -> list[int]:
    """The keys of the people who hold a paid role of an organisation or of one of its bodies on a day."""
    held = in_office(on).filter(organisation_id=organisation, role__paid=True)
    return list(held.order_by("person_id").values_list("person_id", flat=True).distinct())


def with_a_vote(body: Body, rules: RuleSet | None) -> QuerySet[Membership]:
    """The full members of a body, without those whom its rules give no vote because they hold a paid role."""
    voters = voters_of(body)
    if rules is None or rules.paid_vote:
        return voters
    paid = in_office(clock.today()).filter(organisation_id=body.organisation_key, role__paid=True)
    return voters.exclude(person__in=paid.values("person"))
