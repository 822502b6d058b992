"""The example world, loaded once in a session and put back for each file whose tests only look at it."""

import pytest
from django.db import transaction
from django.test import override_settings

from seeds.example.load import load_example
from tests.snapshots import once

QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def _example(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), override_settings(PASSWORD_HASHERS=QUICK), transaction.atomic():
        assert once("example", load_example, guarded=False)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def example(_example, db):
    """Everything `load_example` writes; what the test changes is taken back."""
