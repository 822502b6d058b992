"""Fixtures that every test may ask for."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db.backends.postgresql.base import DatabaseOperations as PostgresqlOperations
from django.db.backends.sqlite3.base import DatabaseOperations as SqliteOperations

from organisations.enums import OrganisationKind
from organiser.base import guards
from tests import templates
from tests.challenges import adopt_body, let_owe
from tests.collecting import pytest_collection_finish, pytest_collection_modifyitems  # noqa: F401  # pytest finds them here
from tests.snapshots import once
from tests.world import Place, add_member, make_place, make_secretary_of


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """The place where a session says how its databases are made: as copies."""
    with templates.copied():
        yield


@pytest.fixture(autouse=True)
def _plain_surroundings(settings: Any) -> None:
    """Static files without a manifest, mail into memory, passwords hashed quickly."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture(autouse=True, scope="session")
def _flush_past_the_guards() -> Iterator[None]:
    """Let tests with real transactions empty the database, which the triggers refuse on both engines.

    On SQLite the receiver of post_migrate puts them up again, since flush sends that signal.
    """
    sqlite, postgresql = SqliteOperations.execute_sql_flush, PostgresqlOperations.execute_sql_flush

    def flush_sqlite(self: Any, sql_list: list[str]) -> None:
        guards.take_down(self.connection, guards.registered())
        sqlite(self, sql_list)
        guards.put_up(self.connection, guards.registered())

    def flush_postgresql(self: Any, sql_list: list[str]) -> None:
        quiet = "SET session_replication_role = {}"
        postgresql(self, [quiet.format("replica"), *sql_list, quiet.format("origin")] if sql_list else [])

    SqliteOperations.execute_sql_flush = flush_sqlite
    PostgresqlOperations.execute_sql_flush = flush_postgresql
    yield
    SqliteOperations.execute_sql_flush = sqlite
    PostgresqlOperations.execute_sql_flush = postgresql


def build_harbour() -> Place:
    """A tenants' union with two branches and five people in each."""
    place = make_place("Harbour Tenants", branches=("North", "South"))
    for name in ("Bea North", "Cyd North", "Dan North", "Eve North"):
        add_member(place, name, "North")
    make_secretary_of(place, "South", "Fay South")
    for name in ("Gil South", "Hal South", "Ida South", "Jon South"):
        add_member(place, name, "South")
    return place


def build_mill() -> Place:
    """The stranger: a union without branches."""
    place = make_place("Mill Workers", founder="Kim Mill")
    for name in ("Lea Mill", "Max Mill", "Nia Mill"):
        add_member(place, name)
    return place


def build_thread() -> Place:
    """A political organisation of one."""
    return make_place(
        "Red Thread", kind=OrganisationKind.POLITICAL, preset="political_with_programme", founder="Ola Thread"
    )


@pytest.fixture
def harbour(db: None) -> Place:
    """A tenants' union with two branches; Ana Founder keeps the whole, Fay South keeps South."""
    return once("harbour", build_harbour)


@pytest.fixture
def owing(harbour: Place, mill: Place) -> Place:
    """The harbour where Bea owes dues for too long by the register, so that she has no vote in North."""
    adopt_body(harbour, arrears_months=3)
    let_owe(harbour)
    return harbour


@pytest.fixture
def mill(db: None) -> Place:
    """Another union, whose people nobody of the harbour may learn of."""
    return once("mill", build_mill)


@pytest.fixture
def thread(db: None) -> Place:
    """A political organisation."""
    return once("thread", build_thread)
