"""Addresses of the pages of this floor."""

from django.urls import path

from organisations.web import bodies, decisions, rules, structure

urlpatterns = [
    path("b/<slug:body>/", bodies.body, name="body"),
    path("b/<slug:body>/rules/", rules.rules, name="rules"),
    path("b/<slug:body>/decisions/", decisions.decisions, name="decisions"),
    path("b/<slug:body>/history/", structure.body_history, name="body_history"),
    path("b/<slug:body>/structure/", structure.body_structure, name="body_structure"),
    path("o/<slug:organisation>/", structure.public_page, name="public_page"),
    path("d/<slug:decision>/", decisions.decision, name="decision"),
]
