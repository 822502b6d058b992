"""What `check --deploy` refuses besides Django's own list."""

import sqlite3

import pytest
from django.db import connection
from django.db.utils import OperationalError

from organiser.base import checks, guards


def ids(found) -> list[str]:
    return [message.id for message in found]


def test_own_policy_lets_in_nothing_foreign_and_nothing_inline():
    assert checks.check_policy() == []


@pytest.mark.parametrize("source", ["'unsafe-inline'", "'unsafe-eval'", "https://cdn.example.org", "data:", "*"])
def test_policy_with_another_source_is_refused(settings, source):
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {**directives, "img-src": ["'self'", source]}}
    found = checks.check_policy()
    assert [(error.id, error.msg) for error in found] == [
        ("organiser.E002", f"The content security policy lets in {source}.")
    ]


@pytest.mark.parametrize(
    ("journal", "version", "expected"),
    [
        ("DELETE", (3, 40, 1), []),
        ("WAL", (3, 40, 1), ["organiser.E001"]),
        ("WAL", (3, 51, 2), ["organiser.E001"]),
        ("WAL", (3, 51, 3), []),
        ("WAL", (3, 53, 0), []),
    ],
)
def test_wal_is_refused_where_sqlite_can_lose_commits(settings, monkeypatch, journal, version, expected):
    settings.SQLITE_JOURNAL = journal
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    monkeypatch.setattr(connection, "vendor", "sqlite")
    assert ids(checks.check_sqlite_journal()) == expected


def test_journal_is_no_matter_on_postgresql(settings, monkeypatch):
    settings.SQLITE_JOURNAL = "WAL"
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    monkeypatch.setattr(connection, "vendor", "postgresql")
    assert checks.check_sqlite_journal() == []


@pytest.mark.parametrize(
    ("production", "backend", "expected"),
    [
        (True, "organiser.mail.ConsoleAndFileBackend", ["organiser.W003"]),
        (True, "django.core.mail.backends.smtp.EmailBackend", []),
        (False, "organiser.mail.ConsoleAndFileBackend", []),
    ],
)
def test_production_without_a_mail_server_is_named(settings, production, backend, expected):
    settings.PRODUCTION, settings.EMAIL_BACKEND = production, backend
    assert ids(checks.check_mail()) == expected


def test_missing_guards_are_named(db):
    assert checks.check_guards(databases=["default"]) == []
    one = guards.registered()[0]
    guards.take_down(connection, [one])
    found = checks.check_guards(databases=["default"])
    assert [error.msg for error in found] == [f"1 guards are not up in the database: {one.name}."]
    guards.put_up(connection, [one])


def test_guards_are_looked_at_only_where_databases_are(db):
    guards.take_down(connection, guards.registered()[:1])
    assert checks.check_guards(databases=None) == []
    guards.put_up(connection, guards.registered()[:1])


def test_database_that_cannot_be_reached_is_left_to_django(db, monkeypatch):
    def unreachable(_connection):
        raise OperationalError

    monkeypatch.setattr(guards, "standing", unreachable)
    assert checks.check_guards(databases=["default"]) == []
