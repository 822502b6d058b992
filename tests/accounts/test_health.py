"""What whoever watches the machine is told, and browsers in words."""

import pytest
from django.db import OperationalError, connection

from organiser.accounts.browsers import browser_in_words


def test_it_says_that_the_database_answers_and_nothing_else(client, harbour, mill, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = client.get("/health/")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "database": "ok"})
    assert "no-store" in answer["Cache-Control"]
    assert answer.cookies == {}


def test_it_says_so_when_the_database_does_not_answer(client, db):
    def gone(*_: object) -> None:
        raise OperationalError

    with connection.execute_wrapper(gone):
        answer = client.get("/health/")
    assert (answer.status_code, answer.json()) == (503, {"status": "failing", "database": "unreachable"})


def test_it_is_only_read(client, db):
    assert client.post("/health/").status_code == 405


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/128.0 Safari/537.36 Edg/128.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari on an iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:130.0) Firefox/130.0", "Firefox on a Mac"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/128.0 Mobile Safari/537.36", "Chrome on Android"),
        ("curl/8.5.0", "A browser"),
        ("", "A browser"),
    ],
)
def test_browsers_are_named_in_words(said, words):
    assert browser_in_words(said) == words
