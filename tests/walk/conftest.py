"""The world of `met`, built once in a session and put back for each file, and whoever walks through it."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache.backends.dummy import DummyCache
from django.db import transaction
from django.test import Client, override_settings

from organiser.base import clock
from organiser.base.api.throttles import ByAddress, ByPerson
from tests.accounts.ways import sign_in
from tests.snapshots import once
from tests.walk.met import Met, build_met
from tests.walk.walking import Walk

QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def _met(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Met, dict[str, Client]]]:
    with django_db_blocker.unblock(), override_settings(PASSWORD_HASHERS=QUICK), transaction.atomic():
        met = once("met", build_met, guarded=False)
        with clock.at(met.at):
            clients = {who: sign_in(Client(), person.sign_in_name) for who, person in met.people.items()}
            yield met, {"anonymous": Client(), **clients}
        transaction.set_rollback(True)


@pytest.fixture
def walk(_met: Any, db: None, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Walk]:
    """Somebody signed out, a member and the secretary; what a test changes is taken back."""
    # Nothing is counted here, so that nobody asks too often.
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    for throttle in (ByAddress, ByPerson):
        monkeypatch.setattr(throttle, "cache", DummyCache("", {}))
    met, clients = _met
    logging.disable(logging.CRITICAL)
    try:
        yield Walk(met.harbour, met.things, clients)
    finally:
        logging.disable(logging.NOTSET)
