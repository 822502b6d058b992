"""Two first visitors at once: one founds, the other is told so and leaves nothing behind."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from members.models import Person
from organisations.models import Organisation
from organiser.base.actions.ledger import flaws
from tests.accounts.test_founding import UNION, YOU

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_an_empty_installation_is_founded_once():
    start = Barrier(4)

    def visit(number: int) -> int:
        try:
            start.wait()
            return Client(raise_request_exception=False).post("/found/", {**YOU, **UNION}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        statuses = sorted(pool.map(visit, range(4)))
    assert statuses[0] == 302
    assert Person.objects.count() == 1
    assert Organisation.objects.count() == 1
    assert list(flaws()) == []
