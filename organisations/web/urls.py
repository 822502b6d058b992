"""Addresses of the pages of this floor."""

from django.urls import path

from organisations.web import aims, bodies, decision_files, decisions, interventions, rules

interventions.add()

urlpatterns = [
    path("b/<slug:body>/", bodies.body, name="body"),
    path("b/<slug:body>/rules/", rules.rules, name="rules"),
    path("b/<slug:body>/decisions/", decisions.decisions, name="decisions"),
    path("b/<slug:body>/aims/", aims.aims, name="aims"),
    path("b/<slug:body>/interventions/", interventions.interventions, name="interventions"),
    path("b/<slug:body>/decisions.csv", decision_files.decisions_csv, name="decisions_csv"),
    path("b/<slug:body>/decisions.json", decision_files.decisions_json, name="decisions_json"),
    path("b/<slug:body>/decisions/print/", decision_files.decisions_print, name="decisions_print"),
    path("d/<slug:decision>/", decisions.decision, name="decision"),
]
