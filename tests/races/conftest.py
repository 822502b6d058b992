"""The harbour, committed, for tests in which many act at once."""

import pytest

from tests.conftest import build_harbour
from tests.snapshots import once
from tests.world import Place


@pytest.fixture
def harbour(transactional_db: None) -> Place:
    """A tenants' union with two branches, seen by every thread."""
    return once("harbour", build_harbour)
