"""The admin site: open to those who hold a role in some body, for keeping house and not for governing."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from organisations.rules import is_operator
from organiser.base import authority
from organiser.base.errors import NotPermitted


class OrganiserAdminSite(admin.AdminSite):
    """The stock admin under our theme. Terms open it, not Django's permissions; they close it when they end."""

    site_header = "Organiser"
    site_title = "Organiser"
    index_title = "Technical records"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Whoever holds a role in some body now, and the operator, who intervenes (design.md section 5)."""
        person = request.user
        if not person.is_authenticated or not person.is_active:
            return False
        known = getattr(request, "may_use_admin", None)
        if known is None:
            known = is_operator(person) or authority.bodies_with(person, None).exists()
            request.may_use_admin = known  # type: ignore[attr-defined]  # asked again by every part of the page
        return bool(known)

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Take in records of our own shape alone: stock pages of other apps would lead past every action."""
        if hasattr(admin_class, "visible"):
            super().register(model_or_iterable, admin_class, **options)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """There is one page for changing a password, with its limits."""
        return redirect("account_change_password")

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Sign in on the one page for it.

        Raises:
            NotPermitted: for a member without a role.
        """
        if request.user.is_authenticated:
            raise NotPermitted(
                "The technical records are for those who hold a role now. Ask somebody who holds one.", code="no_office"
            )
        return redirect_to_login(request.GET.get("next", reverse("admin:index")), reverse("account_login"))
