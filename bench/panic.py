"""How long it takes to end every way into an organisation: sessions, tokens, letters, and the mail that tells it.

    DATABASE_URL=postgres://postgres@127.0.0.1/organiser_bench python bench/panic.py --members 100000
    DATABASE_URL= ORGANISER_DATA=/tmp/bench python bench/panic.py --members 100000

Everybody is signed in once, every tenth has a token. It is pressed `--times` times, each time after all of that was
made anew; the number of statements is printed too, since it grows with the members only by the
addresses of the mail, which are written in thousands.
"""

import argparse
from datetime import timedelta
from time import perf_counter

from common import machine, population
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.actions.panics import end_all_ways_in
from members.models import ApiToken, Panic
from members.queries.belonging import members_of
from organisations.models import Body
from organiser.base import clock
from organiser.base.actor import CLOCK
from organiser.base.models import WaitingLetter

UserSession = apps.get_model("usersessions.UserSession")
CHUNK = 5000


def sign_everybody_in(body: Body, name: str) -> int:
    """One session for each member, and a token for every tenth; gives how many members there are."""
    people = list(members_of(body).values_list("person_id", flat=True))
    ends, now = clock.now() + timedelta(days=30), clock.now()
    for start in range(0, len(people), CHUNK):
        some = people[start : start + CHUNK]
        keys = [f"{name}{person}" for person in some]
        Session.objects.bulk_create(Session(session_key=key, session_data="x" * 200, expire_date=ends) for key in keys)
        UserSession.objects.bulk_create(
            UserSession(user_id=person, session_key=key, ip="192.0.2.1", user_agent="bench", data={})
            for person, key in zip(some, keys, strict=True)
        )
        ApiToken.objects.bulk_create(
            ApiToken(
                organisation_id=body.pk,
                body=body,
                person_id=person,
                name="bench",
                digest=f"{name}{person}",
                made_at=now,
                expires_at=ends,
            )
            for person in some[::10]
        )
    return len(people)


def main() -> None:
    """Press it, and print how long each time took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--members", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    organisation = population(options.members, max(1, options.members // 1000))
    body = Body.objects.get(pk=organisation.pk)
    print(f"{machine()}, {connection.vendor}")
    for turn in range(options.times):
        Panic.objects.filter(body=body).delete()
        people = sign_everybody_in(body, f"b{turn}-{clock.now():%H%M%S}-")
        with CaptureQueriesContext(connection) as asked:
            started = perf_counter()
            end_all_ways_in(CLOCK, body=body, hours=12)
            took = perf_counter() - started
        left = UserSession.objects.count() + ApiToken.objects.filter(body=body, revoked_at__isnull=True).count()
        print(f"{people} members: {took:.2f} s, {len(asked)} statements, {left} ways in left")
        WaitingLetter.objects.filter(subject__endswith=": sign in anew").delete()
        ApiToken.objects.filter(body=body, name="bench").delete()


if __name__ == "__main__":
    main()
