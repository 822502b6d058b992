"""Rules for exports and letters, and who keeps which register."""

from collections.abc import Callable
from typing import Any

import pytest

from members.models import Person
from organisations.models import RuleSet
from tests.guarded import past_guards
from tests.world import Place, add_member

SetRules = Callable[..., None]


@pytest.fixture
def rules(harbour: Place) -> SetRules:
    """Rules of the register that the harbour has adopted: set where the tests begin, as an assembly would have."""

    def set_rules(**values: Any) -> None:
        with past_guards():
            RuleSet.objects.filter(body__organisation=harbour.organisation.pk).update(**values)

    return set_rules


@pytest.fixture
def fay(harbour: Place, mill: Place) -> Person:
    """She keeps the register of South."""
    return harbour.person("Fay South")


@pytest.fixture
def ana(harbour: Place, mill: Place) -> Person:
    """She keeps the register of the whole."""
    return harbour.secretary


@pytest.fixture
def postal(harbour: Place) -> str:
    """The name of a member of South without e-mail."""
    membership = add_member(harbour, "Pia South", "South")
    Person.objects.filter(pk=membership.person_id).update(email=None, notices_by="post")
    membership.person.refresh_from_db()
    return "Pia South"
