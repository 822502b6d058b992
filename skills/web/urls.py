"""Addresses of the pages of this floor."""

from django.urls import URLPattern, path

from skills.web import roles
from skills.web.panels import register_panels

register_panels()

urlpatterns: list[URLPattern] = [
    path("b/<slug:body>/roles/", roles.roles, name="roles"),
    path("t/<slug:term>/lay-down/", roles.role_lay_down, name="role_lay_down"),
]
