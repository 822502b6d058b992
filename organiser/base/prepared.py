"""One statement that many send at once, straight through libpq.

A cursor of the driver costs more than the statement: it waits in Python, looks up types and keeps a cache. For the one
statement that a whole hall sends within a minute the throughput hangs on this (docs/performance.md).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from psycopg import Connection, pq
from psycopg.errors import InvalidSqlStatementName, OperationalError, error_from_result


def run_prepared(name: str, statement: str, values: Sequence[str | int | datetime]) -> bool:
    """Run a statement outside a transaction, in which it commits by itself; say whether it gave a row.

    Each connection plans it once, under `name`. The call waits for the server without holding up other threads, at most
    as long as the statement_timeout of the settings.

    Args:
        statement: with `$1`, `$2` … for the values.
        values: sent as text; the statement gives them their types.

    Raises:
        django.db.Error: of the same kinds as a cursor raises.
    """
    connection.ensure_connection()
    with connection.wrap_database_errors:
        raw: Connection[Any] = connection.connection
        sent = [_text(value) for value in values]
        encoded = name.encode()
        try:
            return _rows(raw, raw.pgconn.exec_prepared(encoded, sent)) > 0
        except InvalidSqlStatementName:  # a connection that has not planned it yet
            _rows(raw, raw.pgconn.prepare(encoded, statement.encode()))
            return _rows(raw, raw.pgconn.exec_prepared(encoded, sent)) > 0


def _text(value: str | int | datetime) -> bytes:
    return (value.isoformat() if isinstance(value, datetime) else str(value)).encode()


def _rows(raw: Connection[Any], result: pq.abc.PGresult) -> int:
    if result.status in {pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK}:
        return result.ntuples
    if raw.pgconn.status != pq.ConnStatus.OK:
        message = "the connection to the database was lost"
        raise OperationalError(message)
    raise error_from_result(result)
