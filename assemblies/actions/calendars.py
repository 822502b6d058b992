"""The address by which a calendar program reads what is due in a body: made once, shown once, revoked at will."""

import hashlib
import secrets
from dataclasses import dataclass

from assemblies.models import CalendarKey
from members.models import Membership, Person
from members.queries.panics import demand_no_panic_now
from organisations.models import Body
from organiser.base import authority, clock
from organiser.base.actions import action, locked, nothing_to_do, record
from organiser.base.errors import NotFound, NotPermitted


@dataclass(frozen=True)
class MadeCalendar:
    """A calendar at the moment its address is made: the only time its secret can be read."""

    key: CalendarKey
    secret: str


def calendar_digest(secret: str) -> str:
    """What is kept of a secret: 192 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _recorded(actor: Person, verb: str, key: CalendarKey) -> None:
    record(
        actor,
        verb,
        chain=key.organisation.public_id,
        body=key.body.public_id,
        subject=key.public_id,
        content={},
    )


@action
def make_calendar_address(actor: Person, *, body: Body) -> MadeCalendar:
    """Make an address that gives a calendar program the dates of one body; an earlier one stops working.

    Raises:
        NotPermitted: through a token.
        NotFound: for a body the actor does not belong to.
        Conflict: right after all ways in were ended.
    """
    if actor.bound_body_id is not None:
        raise NotPermitted("A token makes no addresses. Sign in yourself.", code="token_makes_token")
    if not authority.bodies_of(actor).filter(pk=body.pk).exists():
        raise NotFound("There is no such body here.", code="no_body")
    body = locked(body)
    demand_no_panic_now(actor, body)
    now = clock.now()
    CalendarKey.objects.filter(body=body, person=actor, revoked_at__isnull=True).update(revoked_at=now)
    secret = secrets.token_urlsafe(24)
    key = CalendarKey.objects.create(
        organisation_id=body.organisation_key, body=body, person=actor, digest=calendar_digest(secret), made_at=now
    )
    _recorded(actor, "make_calendar_address", key)
    return MadeCalendar(key, secret)


@action
def revoke_calendar_address(actor: Person, *, key: CalendarKey) -> CalendarKey:
    """End an address now. Doing it twice changes nothing.

    Raises:
        NotFound: for somebody else's address.
    """
    if key.person_id != actor.pk:
        raise NotFound("There is no such calendar.", code="no_calendar")
    authority.demand_reach(actor, key.body_id)
    key = locked(key)
    if key.revoked_at is not None:
        nothing_to_do()
        return key
    key.revoked_at = clock.now()
    key.save(update_fields=["revoked_at"])
    _recorded(actor, "revoke_calendar_address", key)
    return key


def end_calendars_of(drop: Membership) -> None:
    """End the calendar addresses of a record that was merged into another; for the merge, which records itself."""
    CalendarKey.objects.filter(person=drop.person_id, revoked_at__isnull=True).update(revoked_at=clock.now())
