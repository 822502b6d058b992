"""How often the ways in may be tried: by address, and by account whatever it is called.

Attempts that succeed are given back, so that a hundred people in one hall, behind one address, all get in.
"""

from typing import Any

from allauth.account import app_settings
from allauth.core.internal.ratelimit import RateLimitUsage, clear, consume
from django.http import HttpRequest

from members.models import Person
from members.queries.accounts import people_with_address, person_signing_in_as

OWN = {
    # The code of a letter names no account, so wrong codes are counted for each address, whoever they were meant for.
    "letter": "10/10m/ip,60/d/ip",
    "erasure": "10/10m/ip,60/d/ip",
    "found": "10/d/key",
    "new_address": "5/h/key",
}
# An address shared by more people than this opens by sign-in name; it bounds the work that one guess causes.
MOST_NAMED = 20


def named_by(credentials: dict[str, Any]) -> list[Person]:
    """The accounts that what somebody typed may mean: one sign-in name, or everybody with an e-mail address."""
    person = person_signing_in_as(str(credentials.get("username") or ""))
    if person is not None:
        return [person]
    email = str(credentials.get("email") or "")
    return list(people_with_address(email)[:MOST_NAMED]) if email else []


def _keys(credentials: dict[str, Any]) -> list[str]:
    typed = str(credentials.get("username") or credentials.get("email") or "")
    return [f"account {person.pk}" for person in named_by(credentials)] or [f"nobody {typed.strip().lower()}"]


def _rates(ending: str) -> str:
    rates = app_settings.RATE_LIMITS["login_failed"].split(",")
    return ",".join(rate for rate in rates if rate.endswith(ending))


def password_attempt(request: HttpRequest, credentials: dict[str, Any]) -> RateLimitUsage | None:
    """Count one attempt with a password; None where the address or an account it may mean has had its share.

    An account has one share, whether it is called by its sign-in name or by its e-mail address.
    """
    counted = RateLimitUsage(usage=[])
    for rate, key in [(_rates("/ip"), None), *((_rates("/key"), key) for key in _keys(credentials))]:
        config = {"login_failed": rate}
        used = consume(request, app="allauth.account", action="login_failed", config=config, key=key)
        if used is None:
            return None
        counted.usage += used.usage
    return counted


def password_is_new(request: HttpRequest, person: Person) -> None:
    """Give an account a new share: its password was set by somebody who proved it theirs."""
    key = f"account {person.pk}"
    clear(request, app="allauth.account", action="login_failed", config={"login_failed": _rates("/key")}, key=key)


def attempt(request: HttpRequest, action: str, key: str | None = None) -> RateLimitUsage | None:
    """Count one attempt at something of our own; None where there were too many."""
    return consume(request, app="organiser", action=action, config=OWN, key=key)
