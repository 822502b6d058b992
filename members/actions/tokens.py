"""Tokens for programs: made once, stored as a hash, bound to one body, ending by themselves."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from members.enums import TokenScope
from members.models import ApiToken, Person
from members.queries.panics import demand_no_panic_now
from organisations.models import Body
from organiser.base import authority, clock
from organiser.base.actions import action, locked, nothing_to_do, record
from organiser.base.errors import Invalid, NotFound, NotPermitted
from organiser.base.text import one_line

MOST_DAYS = 366
PREFIX = "org_"


@dataclass(frozen=True)
class MadeToken:
    """A token at the moment it is made: the only time its secret can be read."""

    token: ApiToken
    secret: str


def secret_digest(secret: str) -> str:
    """What is kept of a secret: 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


@action
def make_token(actor: Person, *, body: Body, name: str, scope: str, days: int) -> MadeToken:
    """Make a token that speaks for the actor to one body she or he belongs to.

    Raises:
        NotPermitted: through another token.
        NotFound: for a body the actor does not belong to.
        Invalid: a name, scope or time that cannot be.
        Conflict: right after all ways in were ended.
    """
    if actor.bound_body_id is not None:
        raise NotPermitted("A token cannot make tokens. Sign in yourself.", code="token_makes_token")
    if not authority.bodies_of(actor).filter(pk=body.pk).exists():
        raise NotFound("There is no such body here.", code="no_body")
    name = one_line(name)
    if not name or len(name) > 80:
        raise Invalid("Say in at most 80 letters what the token is for.", code="name", field="name")
    if scope not in TokenScope.values:
        raise Invalid(
            "Choose whether the program reads, also acts, or takes out your own data.", code="scope", field="scope"
        )
    if not 1 <= days <= MOST_DAYS:
        raise Invalid(f"A token lasts from 1 to {MOST_DAYS} days.", code="days", field="days")
    body = locked(body)
    demand_no_panic_now(actor, body)
    secret = PREFIX + secrets.token_urlsafe(32)
    now = clock.now()
    token = ApiToken.objects.create(
        organisation_id=body.organisation_key,
        body=body,
        person=actor,
        name=name,
        scope=scope,
        digest=secret_digest(secret),
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    record(
        actor,
        "make_token",
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=token.public_id,
        content={"scope": scope, "expires_at": token.expires_at},
    )
    return MadeToken(token, secret)


@action
def revoke_token(actor: Person, *, token: ApiToken) -> ApiToken:
    """End a token now.

    Raises:
        NotFound: for somebody else's token.
    """
    if token.person_id != actor.pk:
        raise NotFound("There is no such token.", code="no_token")
    authority.demand_reach(actor, token.body_id)
    token = locked(token)
    if token.revoked_at is not None:
        nothing_to_do()
        return token
    token.revoked_at = clock.now()
    token.save(update_fields=["revoked_at"])
    record(
        actor,
        "revoke_token",
        chain=token.organisation.public_id,
        body=token.body.public_id,
        subject=token.public_id,
        content={},
    )
    return token
