"""Deploy checks of our own: what `manage.py check --deploy` refuses besides Django's own list."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004  # Django's own word
from django.db import connection
from django.db.utils import DatabaseError

from organiser.base import guards

WAL_MENDED = (3, 51, 3)


@register(Tags.database, deploy=True)
def check_sqlite_journal(**_: Any) -> list[CheckMessage]:
    """WAL is refused where the linked SQLite has the WAL-reset race (sqlite.org/wal.html)."""
    if connection.vendor == "sqlite" and settings.SQLITE_JOURNAL == "WAL" and sqlite3.sqlite_version_info < WAL_MENDED:
        return [
            Error(
                f"SQLite {sqlite3.sqlite_version} can lose commits in WAL mode.",
                hint="Leave SQLITE_JOURNAL at DELETE, or link SQLite 3.51.3 or newer.",
                id="organiser.E001",
            ),
        ]
    return []


@register(Tags.security, deploy=True)
def check_policy(**_: Any) -> list[CheckMessage]:
    """The content security policy allows nothing inline, nothing evaluated and nobody else's files."""
    found = [
        source
        for sources in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].values()
        for source in sources
        if source not in {"'none'", "'self'"}
    ]
    if found:
        return [
            Error(
                f"The content security policy lets in {', '.join(map(str, found))}.",
                hint="Only 'none' and 'self' are used here.",
                id="organiser.E002",
            ),
        ]
    return []


@register(Tags.security, deploy=True)
def check_mail(**_: Any) -> list[CheckMessage]:
    """In production sign-in codes must leave the machine."""
    if settings.PRODUCTION and settings.EMAIL_BACKEND == "organiser.mail.ConsoleAndFileBackend":
        return [
            Warning(
                "Mail goes to the console and to files, so nobody receives a sign-in code.",
                hint="Set EMAIL_URL.",
                id="organiser.W003",
            ),
        ]
    return []


@register(Tags.database, deploy=True)
def check_guards(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """The triggers that keep decisions, ballots, rolls and the ledger are up."""
    if not databases:
        return []
    try:
        missing = {guard.name for guard in guards.registered()} - guards.standing(connection)
    except DatabaseError:
        return []
    if missing:
        return [
            Error(
                f"{len(missing)} guards are not up in the database: {', '.join(sorted(missing))}.",
                hint="Run manage.py migrate, which puts them up.",
                id="organiser.E004",
            ),
        ]
    return []
