"""Addresses of the pages of this floor."""

from django.urls import path

from organisations.web import bodies, decisions, rules

urlpatterns = [
    path("b/<slug:body>/", bodies.body, name="body"),
    path("b/<slug:body>/rules/", rules.rules, name="rules"),
    path("b/<slug:body>/decisions/", decisions.decisions, name="decisions"),
    path("d/<slug:decision>/", decisions.decision, name="decision"),
]
