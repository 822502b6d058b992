"""Addresses of the pages of this floor."""

from django.urls import path

from organisations.web import aims, bodies, decisions, interventions, rules

interventions.add()

urlpatterns = [
    path("b/<slug:body>/", bodies.body, name="body"),
    path("b/<slug:body>/rules/", rules.rules, name="rules"),
    path("b/<slug:body>/decisions/", decisions.decisions, name="decisions"),
    path("b/<slug:body>/aims/", aims.aims, name="aims"),
    path("b/<slug:body>/interventions/", interventions.interventions, name="interventions"),
    path("d/<slug:decision>/", decisions.decision, name="decision"),
]
