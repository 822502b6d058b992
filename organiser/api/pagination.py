"""Pages of an API list: steady while rows are added, as quick at the end as at the beginning, and without totals.

A page ends with a cursor that holds what the order looks at in the last row. It is built from what the viewer has just
read and from no key of the database, whose size would tell how many rows others have (invariant 7). The next page
is what stands after it, found through the index of the order instead of by counting.
"""

import base64
import json
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field, Model, Q, QuerySet
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from organiser.base.errors import Invalid

LONGEST = 2000


def _field_at(model: type[Model], path: str) -> "Field[Any, Any]":
    """The column at the end of `entry__person__sort_name`."""
    *way, last = path.split("__")
    for name in way:
        model = model._meta.get_field(name).related_model  # type: ignore[assignment]  # a way leads to a table
    return model._meta.get_field(last)  # type: ignore[return-value]  # and ends in a column


def _value_at(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name)
    return row.isoformat() if isinstance(row, date) else row


def cursor_of(row: Any, ordering: Sequence[str]) -> str:
    """What the order looks at in a row, as one word."""
    values = [_value_at(row, path.lstrip("-")) for path in ordering]
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def read_cursor(cursor: str, model: type[Model], ordering: Sequence[str]) -> list[Any]:
    """The values in a cursor.

    Raises:
        Invalid: where it was not made for this list.
    """
    refusal = Invalid("This cursor is not of this list. Begin again without it.", code="cursor", field="cursor")
    if len(cursor) > LONGEST:
        raise refusal
    try:
        values = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        if not isinstance(values, list) or len(values) != len(ordering):
            raise refusal
        fields = [_field_at(model, path.lstrip("-")) for path in ordering]
        plain = [value for value in values if type(value) is int or (type(value) is str and "\x00" not in value)]
        found = [field.to_python(value) for field, value in zip(fields, plain, strict=True)]
        "".join(value for value in found if isinstance(value, str)).encode()
    except (ValueError, TypeError, RecursionError, ValidationError, OverflowError) as error:
        raise refusal from error
    if None in found or any(isinstance(value, datetime) and value.tzinfo is None for value in found):
        raise refusal
    return found


def after(ordering: Sequence[str], values: Sequence[Any]) -> Q:
    """The rows that stand after these values in this order.

    The first condition repeats what the others imply, so that the index of the order is entered at the right place.
    """
    steps = [(path.lstrip("-"), "lt" if path.startswith("-") else "gt") for path in ordering]
    first, way = steps[0]
    later = Q()
    equal = Q()
    for (path, direction), value in zip(steps, values, strict=True):
        later |= equal & Q(**{f"{path}__{direction}": value})
        equal &= Q(**{path: value})
    return Q(**{f"{first}__{way}e": values[0]}) & later


class Pages(BasePagination):
    """Fifty rows a page, up to two hundred, in the order that the view names."""

    page_size = 50
    most = 200

    def _size(self, request: Request) -> int:
        given = request.query_params.get("page_size")
        if given is None:
            return self.page_size
        if not re.fullmatch(r"[0-9]{1,3}", given, re.ASCII) or not 1 <= int(given) <= self.most:
            raise Invalid(
                f"A page has from 1 to {self.most} rows. Send page_size as such a number.",
                code="page_size",
                field="page_size",
            )
        return int(given)

    def paginate_queryset(self, queryset: QuerySet[Any], request: Request, view: Any = None) -> list[Any]:
        """The rows of one page, in one query.

        Raises:
            Invalid: a cursor or a size that cannot be.
        """
        ordering: tuple[str, ...] = view.ordering
        size = self._size(request)
        rows = queryset.order_by(*ordering)
        cursor = request.query_params.get("cursor")
        if cursor:
            rows = rows.filter(after(ordering, read_cursor(cursor, queryset.model, ordering)))
        found = list(rows[: size + 1])
        self.next: str | None = None
        if len(found) > size:
            found = found[:size]
            address = request.build_absolute_uri()
            self.next = replace_query_param(address, "cursor", cursor_of(found[-1], ordering))
        return found

    def get_paginated_response(self, data: Any) -> Response:
        """The rows, and where the next page is."""
        return Response({"next": self.next, "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """A page, for the schema."""
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {
                "next": {
                    "type": "string",
                    "format": "uri",
                    "nullable": True,
                    "description": "The address of the next page; null on the last one.",
                },
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """The two parameters of every list, for the schema."""
        return [
            {
                "name": "cursor",
                "in": "query",
                "required": False,
                "description": "Where the page begins; take it from next.",
                "schema": {"type": "string"},
            },
            {
                "name": "page_size",
                "in": "query",
                "required": False,
                "description": "How many rows a page has.",
                "schema": {"type": "integer", "minimum": 1, "maximum": self.most, "default": self.page_size},
            },
        ]
