"""The example world, loaded once for all tests of a file that only look at it."""

import pytest
from django.db import transaction

from seeds.example.load import load_example


@pytest.fixture(scope="module")
def _example(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        assert load_example()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def example(_example, db):
    """Everything `load_example` writes; what the test changes is taken back."""
