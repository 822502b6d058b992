"""A statement that goes straight through libpq commits, is planned once, and fails as through a cursor."""

import psycopg
import pytest
from django.db import DatabaseError, OperationalError, connection

from organiser.base import clock
from organiser.base.models import WaitingLetter
from organiser.base.prepared import run_prepared

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="libpq speaks to PostgreSQL"),
]
WRITE = "INSERT INTO base_waitingletter (subject, text, queued_at) VALUES ($1, $2, $3) RETURNING id"


@pytest.fixture
def columns():
    """The statement names the columns of a table that has nothing above it."""
    assert {field.column for field in WaitingLetter._meta.fields} == {"id", "subject", "text", "queued_at"}


def test_it_commits_by_itself_and_says_whether_there_was_a_row(columns):
    now = clock.now()
    assert run_prepared("letter", WRITE, ["Notice", "naïve ’ ☂", now]) is True
    assert [(one.subject, one.text, one.queued_at) for one in WaitingLetter.objects.all()] == [
        ("Notice", "naïve ’ ☂", now)
    ]
    assert run_prepared("none", "SELECT 1 FROM base_waitingletter WHERE id = $1", [-1]) is False
    assert connection.get_autocommit() is True


def test_each_connection_plans_it_once(columns):
    connection.close()
    for _again in range(3):
        run_prepared("letter", WRITE, ["Notice", "", clock.now()])
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE name = 'letter'")
        assert cursor.fetchone() == (1,)


@pytest.mark.parametrize(
    ("statement", "values", "error"),
    [
        (WRITE, ["x" * 201, "", clock.now()], "DataError"),
        ("INSERT INTO base_waitingletter (subject) VALUES ($1)", ["x"], "IntegrityError"),
        ("SELECT nothing FROM base_waitingletter WHERE id = $1", [1], "ProgrammingError"),
    ],
    ids=["too long", "missing", "unknown column"],
)
def test_a_fault_is_told_as_by_a_cursor_and_the_connection_goes_on(statement, values, error):
    with pytest.raises(DatabaseError) as caught:
        run_prepared(f"bad-{error}", statement, values)
    assert type(caught.value).__name__ == error
    assert type(caught.value).__module__ == "django.db.utils"
    assert run_prepared("one", "SELECT $1::text", ["goes on"]) is True


def test_a_lost_connection_is_an_error_and_the_next_one_works(columns):
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    settings = connection.settings_dict
    with psycopg.connect(
        host=settings["HOST"], port=settings["PORT"] or 5432, user=settings["USER"], password=settings["PASSWORD"],
        dbname=settings["NAME"], autocommit=True,
    ) as other:  # fmt: skip
        other.execute("SELECT pg_terminate_backend(%s, 2000)", [backend])
    with pytest.raises(OperationalError):
        run_prepared("letter", WRITE, ["Notice", "", clock.now()])
    connection.close()
    assert WaitingLetter.objects.count() == 0
    assert run_prepared("letter", WRITE, ["Notice", "", clock.now()]) is True
