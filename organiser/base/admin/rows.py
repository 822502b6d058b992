"""Rows that stand under a technical record, and how related records are shown in both."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.contrib import admin
from django.db.models import ForeignKey, Model
from django.http import HttpRequest


@cache
def plain(name: str, label: str) -> Callable[[Any], str]:
    """A read-only column for a related record: its words, without a link that would carry a database key."""

    def shown(record: Any) -> str:
        related = getattr(record, name)
        return "" if related is None else str(related)

    shown.short_description = label  # type: ignore[attr-defined]  # read by the admin
    shown.__name__ = f"plain_{name}"
    return shown


class ReadOnlyRows(admin.TabularInline):
    """Rows of a record, shown as plain words under it.

    Django's own template puts the keys of row and record into hidden inputs. Keys are given out to everybody's rows one
    after the other, so two of them tell how much came in between, also elsewhere (invariant 7).
    """

    template = "admin/rows.html"
    extra = 0
    can_delete = False
    show_change_link = False
    shown_fields: Sequence[str] = ()

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Sequence[Any]:
        """The named fields; related records as plain words."""
        fields = {field.name: field for field in self.opts.fields}
        return [
            plain(name, str(fields[name].verbose_name)) if isinstance(fields.get(name), ForeignKey) else name
            for name in self.shown_fields
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Sequence[Any]:
        """Every field."""
        return self.get_fields(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whoever sees the record sees its rows."""
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is added here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is changed here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is deleted here."""
        return False
