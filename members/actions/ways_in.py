"""Ending the ways in that this floor keeps: sessions, tokens for programs, and letters."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Q

from members.models import ApiToken, Letter
from organiser.base import clock, ways_in


def end_sessions(people: Any, _body: Any) -> int:
    """Delete the sessions of these people, in two statements whatever their number; the next request finds nobody."""
    mine = UserSession.objects.filter(user__in=people)
    Session.objects.filter(session_key__in=mine.values("session_key")).delete()
    return int(mine.delete()[0])


def end_tokens(people: Any, body: Any) -> int:
    """Revoke the tokens of these people, and all that reach the body."""
    reaching = Q(person__in=people) if body is None else Q(person__in=people) | Q(body=body)
    return ApiToken.objects.filter(reaching, revoked_at__isnull=True).update(revoked_at=clock.now())


def end_letters(people: Any, _body: Any) -> int:
    """Let the letters that were not used yet run out."""
    now = clock.now()
    return Letter.objects.filter(person__in=people, used_at__isnull=True, expires_at__gt=now).update(expires_at=now)


ways_in.register("sessions", end_sessions, late=True)  # signing in waits for no lock
ways_in.register("tokens", end_tokens)
ways_in.register("letters", end_letters)
