"""What the register is measured beside: the list of the stock Django admin, and the export of django-import-export.

Both see the whole table: neither knows of branches, of standing or of a log of reads.
"""

import importlib
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import common  # noqa: F401  # sets Django up
from django.conf import settings
from django.contrib.admin import AdminSite, ModelAdmin
from django.test import Client, override_settings
from django.urls import include, path

from members.models import Membership, Person
from organisations.models import Body

Measure = Callable[[str, int, Callable[[int], object]], None]
PARTS = ("nder", "sson", "opez")


class StockAdmin(ModelAdmin):
    """As the manual of Django has it."""

    list_display = ("number", "person", "branch", "state", "joined_on")
    list_filter = ("state",)
    list_select_related = ("person", "branch")
    search_fields = ("person__name", "number")


def _site() -> str:
    """The name of a module with our addresses and a stock admin below `/stock/`."""
    site = AdminSite(name="stock")
    site.register(Membership, StockAdmin)
    module = ModuleType("bench_urls")
    module.urlpatterns = [path("stock/", site.urls), path("", include(settings.ROOT_URLCONF))]  # type: ignore[attr-defined]
    sys.modules["bench_urls"] = module
    return "bench_urls"


def stock_admin(measure: Measure, requests: int) -> None:
    """The same lists in the stock admin, for a superuser."""
    operator, _made = Person.objects.get_or_create(
        name="Bench Operator", defaults={"is_superuser": True, "is_staff": True}
    )
    with override_settings(ROOT_URLCONF=_site()):
        client = Client()
        client.force_login(operator)

        def get(**query: object) -> object:
            answer = client.get("/stock/members/membership/", query)
            if answer.status_code != 200:
                message = f"the stock admin gave {answer.status_code} for {query}"
                raise SystemExit(message)
            return answer

        measure("stock admin, first page", requests, lambda _i: get())
        far = min(500, Membership.objects.count() // StockAdmin.list_per_page)
        measure(f"stock admin, page {far}", requests, lambda _i: get(p=far))
        measure("stock admin, part of a name", requests, lambda i: get(q=PARTS[i % len(PARTS)]))
        measure("stock admin, full members", requests, lambda _i: get(state__exact="full"))


def import_export(measure: Callable[[str, Callable[[], int]], None], body: Body) -> None:
    """The same register written as CSV by django-import-export, where it is installed."""
    try:
        resources: Any = importlib.import_module("import_export.resources")
    except ImportError:
        print("django-import-export is not installed and not measured: see bench/peer_imports.py")
        return
    fields = ("number", "person__name", "person__email", "person__phone", "joined_on", "person__address")
    meta = type("Meta", (), {"model": Membership, "fields": fields})
    resource = type("Register", (resources.ModelResource,), {"Meta": meta})()
    column = "organisation" if body.pk == body.organisation_id else "branch"
    members = Membership.objects.filter(**{column: body.pk}).select_related("person")
    measure("django-import-export, export", lambda: len(resource.export(members).csv.encode()))
