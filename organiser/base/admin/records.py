"""A technical record: its list and its page, read-only, with buttons that call actions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import ForeignKey, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from organiser.base.admin.lists import ByPublicId
from organiser.base.admin.rows import plain
from organiser.base.errors import NotFound, NotPermitted, Refusal

NO_RECORD = "There is no such record here, or it is not yours to see. Look for it in its list."
ONLY_READ = "Records are read here. What changes them is done with the buttons of a record, or on other pages."


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


class ScopedAdmin(admin.ModelAdmin):
    """A list and a page of records that the signed-in person may see; nothing is added, changed or deleted here."""

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
            return plain(name, str(field.verbose_name))
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

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """A list is narrowed by what stands beside it and by nothing else; a pattern could take for ever to match."""
        offered = {f"{name}{way}" for name in self.list_filter for way in ("", "__exact", "__isnull")}
        return lookup in offered | {f"{self.date_hierarchy}__{part}" for part in ("year", "month", "day")}

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list; nothing is done to many records at once.

        Raises:
            NotPermitted: for whatever is sent to it.
        """
        if request.method == "POST":
            raise NotPermitted(ONLY_READ, code="only_read")
        return super().changelist_view(request, extra_context)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """One record with the buttons that fit its state.

        Raises:
            NotPermitted: for a new record, or for whatever is sent to this one.
            NotFound: where there is none of that id that the person may see.
        """
        if object_id is None or request.method == "POST":
            raise NotPermitted(ONLY_READ, code="only_read")
        record = self.get_object(request, object_id)
        if record is None:
            raise NotFound(NO_RECORD, code="no_record")
        self.opened(request, record)
        press = f"admin:{self.opts.app_label}_{self.opts.model_name}_press"
        shown = [button for button in self.buttons if button.when(record)]
        links = [(button.label, reverse(press, args=[object_id, button.verb])) for button in shown]
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), "buttons": links})

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Nothing is deleted here.

        Raises:
            NotPermitted: always.
        """
        raise NotPermitted(ONLY_READ, code="only_read")

    def opened(self, request: HttpRequest, record: Any) -> None:
        """Note that somebody opens a record, where that is noted."""

    def press(self, request: HttpRequest, record: str, verb: str) -> HttpResponse:
        """Do what a button says, through its action; a refusal is shown as its sentence."""
        found = self.get_object(request, record)
        button = next((button for button in self.buttons if button.verb == verb), None)
        if found is None or button is None:
            raise NotFound(NO_RECORD, code="no_record")
        try:
            button.act(request.user, found)
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, button.done)
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return redirect(reverse(name, args=[record]))
