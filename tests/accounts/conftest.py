"""Fixtures of the account pages: two organisations, and a person who belongs to none."""

import pytest
from django.test import Client

from members.models import Person
from tests.accounts.ways import sign_in
from tests.world import Place, make_person


@pytest.fixture
def nobody(db: None) -> Person:
    """A person in no organisation."""
    return make_person("Zoe Nowhere")


@pytest.fixture
def bea(harbour: Place, mill: Place) -> Person:
    """A member of the harbour, with a password; the mill is there too and must stay unseen."""
    return harbour.person("Bea North")


@pytest.fixture
def as_bea(bea: Person) -> Client:
    """A browser in which Bea has signed in with her password."""
    return sign_in(Client(), bea.sign_in_name)
