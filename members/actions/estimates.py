"""Saying how many people a body could organise, and where the number comes from (mission D8)."""

from datetime import date

from members.models import ConstituencyEstimate, Person
from members.queries.headcounts import COUNTED
from members.rules import demand_register
from organisations.models import Body
from organisations.rules import demand_exists
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.errors import Invalid, RuleNotMet
from organiser.base.text import one_line

MOST = 2_000_000_000


@action
def estimate_constituency(actor: Person, *, body: Body, number: int, source: str, as_of: date) -> ConstituencyEstimate:
    """Say how many a body could organise. It is an estimate: whoever reads it reads its source and its day too.

    Raises:
        NotPermitted: for those who do not keep the register of the body.
        RuleNotMet: for a committee, a council or an alliance, which organise nobody of their own.
        WrongState: where the body was dissolved.
        Invalid: naming the field.
    """
    demand_register(actor, body)
    demand_exists(body)
    if body.type not in COUNTED:
        sentence = "Committees, councils and alliances organise nobody of their own. Estimate for the body above."
        raise RuleNotMet(sentence, code="no_constituency", rule="mission D8")
    source = one_line(source)
    if not 1 <= number <= MOST:
        sentence = "Give a number of people, one or more. Where nobody knows it, give none."
        raise Invalid(sentence, code="number", field="number")
    if not source or len(source) > 300:
        raise Invalid("Say in at most 300 letters where the number comes from.", code="source", field="source")
    if as_of > clock.today():
        raise Invalid("Give the day of the number; it does not lie ahead.", code="day_future", field="as_of")
    body = locked(body)
    estimate = ConstituencyEstimate.objects.create(
        organisation_id=body.organisation_key,
        body=body,
        number=number,
        source=source,
        as_of=as_of,
        given_by=actor,
        given_at=clock.now(),
    )
    record(
        actor,
        "estimate_constituency",
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=estimate.public_id,
        content={"number": number, "source": source, "as_of": as_of},
    )
    return estimate
