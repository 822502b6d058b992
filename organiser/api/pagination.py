"""Pages of an API list, by cursor: steady while rows are added, and as quick at the end as at the beginning."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request


class Pages(CursorPagination):
    """Fifty rows a page, up to two hundred; the order is the list's own."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
    cursor_query_param = "cursor"

    def get_ordering(self, request: Request, queryset: QuerySet[Any], view: Any) -> tuple[str, ...]:  # noqa: ARG002
        """The order that the view names, ending in the key so that no two rows stand alike."""
        ordering: tuple[str, ...] = getattr(view, "ordering", ("-pk",))
        return ordering
