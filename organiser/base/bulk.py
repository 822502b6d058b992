"""Writing many rows of one table at once, without an object for each: by COPY, or by one prepared statement.

`bulk_create` makes an object and a piece of SQL for each value; of a hundred thousand rows that is most of the time for
which SQLite keeps everybody else from writing. Constraints and triggers hold here as they do there.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection, models

Value = Any
PLAIN = (models.CharField, models.TextField, models.BooleanField, models.IntegerField, models.ForeignKey)


def insert_rows(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Insert rows, each a value for each of these fields; the others get their default, the key counts on.

    Args:
        names: of fields; a foreign key by the name of its column (`person_id`), with the key as its value.

    Raises:
        TypeError: for a field that is not known, of a kind that is not written here, or with a default for each row.
        django.db.IntegrityError: where a constraint does not hold. On PostgreSQL a foreign key is looked at when the
            transaction ends.
    """
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    if unknown := set(names) - {field.attname for field in fields}:
        message = f"{model.__name__} has no {', '.join(sorted(unknown))}."
        raise TypeError(message)
    told = {field.attname: _sent(field) for field in fields if field.attname in names}
    rest = [field for field in fields if field.attname not in told]
    if own := [field.attname for field in rest if field.unique]:
        message = f"Each row of {model.__name__} needs its own {', '.join(own)}."
        raise TypeError(message)
    same = [_sent(field)(field.get_default()) for field in rest]
    convert = [told[name] for name in names]
    by_name = {field.attname: field for field in fields}
    columns = [str(field.column) for field in [*(by_name[name] for name in names), *rest]]
    # All of them are made first: whoever makes one may ask the database, and during a COPY would wait for ever.
    made = [[send(value) for send, value in zip(convert, row, strict=True)] + same for row in rows]
    write_rows(model._meta.db_table, columns, made)


def _sent(field: "models.Field[Any, Any]") -> Callable[[Value], Value]:
    """How a value of a field goes to the database."""
    if isinstance(field, models.JSONField):
        return lambda value: connection.ops.adapt_json_value(value, field.encoder)
    if isinstance(field, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value
    if isinstance(field, models.DateField):
        return connection.ops.adapt_datefield_value
    if isinstance(field, PLAIN):
        return _as_it_is
    message = f"{field} is of a kind that is not written in bulk."
    raise TypeError(message)


def _as_it_is(value: Value) -> Value:
    return value


def write_rows(table: str, columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
    """Insert rows of values as the database takes them, in one statement."""
    quote = connection.ops.quote_name
    into = f"{quote(table)} ({', '.join(quote(column) for column in columns)})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {into} VALUES ({places})", rows)  # noqa: S608  # names of our own models
