"""The panic switch: when a telephone is taken or a key is lost, all ways into a body end at once.

Ballots stay open and votes stay cast; nothing of the record is touched. Everybody signs in anew, after the hours for
which sign-in was closed. What the operator does for those shut out is an intervention; this is the body's own.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from members.models import Panic, Person
from members.queries.belonging import members_of
from members.queries.panics import SAME
from organisations.enums import BodyType
from organisations.models import Body
from organiser.base import authority, clock, ways_in
from organiser.base.actions import action, locked, nothing_to_do, record
from organiser.base.actions.mail import queue_letter
from organiser.base.actor import CLOCK, Actor
from organiser.base.errors import Invalid, NotFound, NotPermitted, WrongState

MOST_HOURS = 72
WITH_MEMBERS = {BodyType.ORGANISATION, BodyType.BRANCH}


def demand_panic(actor: Actor, body: Body) -> None:
    """Go on only for those who hold a role in the body, and for the machine's own recovery command.

    Raises:
        NotFound: for a stranger.
        NotPermitted: for a member without a role here, and for programs.
        Invalid: for a body that has no members of its own.
    """
    if actor is not CLOCK:
        if actor.bound_body_id is not None:  # a stolen token must not shut a movement out
            raise NotPermitted("No program ends all sign-ins. Sign in yourself.", code="token_panics")
        if not authority.bodies_of(actor).filter(pk=body.pk).exists():
            raise NotFound("There is no such body here.", code="no_body")
        if not authority.bodies_with(actor, None).filter(pk=body.pk).exists():
            raise NotPermitted(
                f"Those who hold a role in {body.name} can end all sign-ins. Call one of them.", code="no_office"
            )
    if body.type not in WITH_MEMBERS:
        raise Invalid(
            f"{body.name} has no members of its own. End the sign-ins of a branch or of the organisation.",
            code="panic_body",
            field="body",
        )


@action
def end_all_ways_in(actor: Actor, *, body: Body, hours: int = 0) -> Panic:
    """End all sessions, tokens, letters and calendar addresses of the members of a body, and tell them.

    Two people who press it at once press it once. A fixed number of statements, whatever the number of members. Whoever
    is signing in at this moment is caught afterwards: a session written meanwhile ends right after it, and one that is
    written later finds sign-in closed.

    Args:
        hours: for so long nobody of the body signs in; none to let everybody in again at once.

    Raises:
        NotFound, NotPermitted, Invalid: see `demand_panic`; or for hours that cannot be.
    """
    demand_panic(actor, body)
    if not 0 <= hours <= MOST_HOURS:
        raise Invalid(f"Close sign-in for 0 to {MOST_HOURS} hours.", code="hours", field="hours")
    body = locked(body)
    now = clock.now()
    until = now + timedelta(hours=hours) if hours else None
    before = Panic.objects.filter(body=body, at__gt=now - SAME).order_by("-at").first()
    if before is not None and (until is None or (before.closed_until and before.closed_until + SAME >= until)):
        nothing_to_do()
        return before
    people = Person.objects.filter(memberships__in=members_of(body))
    ended = ways_in.end_all(people, body)
    panic = Panic.objects.create(
        organisation_id=body.organisation_key,
        body=body,
        by=actor if isinstance(actor, Person) else None,
        at=now,
        closed_until=until,
    )
    _tell(panic)
    transaction.on_commit(lambda: ways_in.end_late(people, body))
    record(
        actor,
        "end_all_ways_in",
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=panic.public_id,
        content={"hours": hours, "ended": ended},
    )
    return panic


def _tell(panic: Panic) -> None:
    context = {"panic": panic, "site": settings.SITE_ADDRESS}
    text = render_to_string("members/mail/ways_in_ended.txt", context)
    people = Person.objects.filter(memberships__in=members_of(panic.body), email__isnull=False)
    addresses = people.values_list("email", flat=True).iterator(chunk_size=2000)
    queue_letter(f"{panic.body.name}: sign in anew", text, (str(address) for address in addresses))


@action
def open_sign_in(actor: Actor, *, body: Body) -> int:
    """Let everybody sign in again before the hours are over: by the recovery command of the machine alone.

    Raises:
        NotPermitted: for everybody else; nobody else can be signed in.
        WrongState: where it is open.
    """
    if actor is not CLOCK:
        raise NotPermitted("The command of the machine opens sign-in again.", code="clock_only")
    body = locked(body)
    opened = Panic.objects.filter(body=body, closed_until__gt=clock.now()).update(closed_until=clock.now())
    if not opened:
        raise WrongState("Sign-in is open.", code="sign_in_open")
    record(
        actor,
        "open_sign_in",
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=body.public_id,
        content={},
    )
    return opened
