"""The shape of every admin page: scoped, read-only, with buttons that call actions.

The admin is for keeping house and not for governing (style.md, section 2): it shows records as they are, and whatever
changes them goes through the same actions as every other door.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import ForeignKey, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from organiser.base import authority
from organiser.base.errors import NotFound, Refusal
from organiser.base.models import LedgerContent, LedgerEntry


@dataclass(frozen=True)
class Button:
    """One thing that can be done with a record.

    Args:
        verb: the word in the address.
        label: what the button says.
        act: calls the action with the person and the record.
        done: the sentence after it was done.
        when: whether the button is shown for a record; the action decides again.
    """

    verb: str
    label: str
    act: Callable[[Any, Any], object]
    done: str
    when: Callable[[Any], bool] = lambda _record: True


class ByPublicId(ChangeList):
    """A list whose links carry public ids: database keys would tell how many rows there are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pk_attname = "public_id"


@cache
def _plain(name: str, label: str) -> Callable[[Any], str]:
    """A read-only column for a related record: its words, without a link that would carry a database key."""

    def shown(record: Any) -> str:
        related = getattr(record, name)
        return "" if related is None else str(related)

    shown.short_description = label  # type: ignore[attr-defined]  # read by the admin
    shown.__name__ = f"plain_{name}"
    return shown


class ScopedAdmin(admin.ModelAdmin):
    """A list and a page of records that the signed-in person may see; nothing is added, changed or deleted here."""

    through_actions = True  # the site takes in no other records
    visible: Callable[[Any], QuerySet[Any]]
    buttons: Sequence[Button] = ()
    actions = None
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    change_form_template = "admin/record.html"
    shown_fields: Sequence[str] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """What the person may see, and nothing else, for list, search, filter and page alike."""
        return type(self).visible(request.user)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Lists link by public id."""
        return ByPublicId

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """One record by its public id, where the person may see it."""
        return self.get_queryset(request).filter(public_id=object_id).first()

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Sequence[Any]:
        """All fields, or those the page names; related records as plain words."""
        names = self.shown_fields or [field.name for field in self.opts.fields if field.name != "id"]
        return [self._shown(name) for name in names]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Sequence[Any]:
        """Every field."""
        return self.get_fields(request, obj)

    def _shown(self, name: str) -> Any:
        fields = {field.name: field for field in self.opts.fields}
        field = fields.get(name)
        if isinstance(field, ForeignKey):
            return _plain(name, str(field.verbose_name))
        return name

    def has_module_permission(self, request: HttpRequest) -> bool:
        """The site itself asks who may come in."""
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whoever may come in sees what is in scope."""
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is added here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is changed here but by the buttons."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is deleted here."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """The addresses of the buttons stand before those of the page; the history of Django's own log is not kept."""
        info = self.opts.app_label, self.opts.model_name
        view = self.admin_site.admin_view(require_POST(self.press))
        press = path("<str:record>/do/<str:verb>/", view, name="{}_{}_press".format(*info))
        return [press, *[url for url in super().get_urls() if not str(url.name or "").endswith("_history")]]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One record with the buttons that fit its state."""
        record = self.get_object(request, object_id)
        shown = [button for button in self.buttons if record is not None and button.when(record)]
        press = f"admin:{self.opts.app_label}_{self.opts.model_name}_press"
        links = [(button.label, reverse(press, args=[object_id, button.verb])) for button in shown]
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "buttons": links})

    def press(self, request: HttpRequest, record: str, verb: str) -> HttpResponse:
        """Do what a button says, through its action; a refusal is shown as its sentence."""
        found = self.get_object(request, record)
        button = next((button for button in self.buttons if button.verb == verb), None)
        if found is None or button is None:
            raise NotFound("There is no such record here, or it is not yours to see.", code="no_record")
        try:
            button.act(request.user, found)
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, button.done)
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return redirect(reverse(name, args=[record]))


class ReadOnlyRows(admin.TabularInline):
    """Rows of a record, shown as plain words under it."""

    extra = 0
    can_delete = False
    show_change_link = False
    shown_fields: Sequence[str] = ()

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Sequence[Any]:
        """The named fields; related records as plain words."""
        fields = {field.name: field for field in self.opts.fields}
        return [
            _plain(name, str(fields[name].verbose_name)) if isinstance(fields.get(name), ForeignKey) else name
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


def entries_visible_to(viewer: Any) -> QuerySet[LedgerEntry]:
    """The ledger entries of the bodies in which the viewer holds a role."""
    return LedgerEntry.objects.filter(body__in=authority.bodies_with(viewer, None).values("public_id"))


class ContentRows(ReadOnlyRows):
    """What an entry says, as long as it has not been removed."""

    model = LedgerContent
    shown_fields = ("content",)


@admin.register(LedgerEntry)
class LedgerEntryAdmin(ScopedAdmin):
    """The ledger of the bodies one works for."""

    visible = staticmethod(entries_visible_to)
    list_display = ("sequence", "at", "action", "subject")
    list_filter = ("action",)
    search_fields = ("subject", "action")
    ordering = ("-at",)
    inlines = (ContentRows,)
