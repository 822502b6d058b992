"""Addresses of the pages of this floor."""

from django.urls import path

from organisations.web import aims, alliances, bodies, decision_files, decisions, interventions, rules, structure
from organisations.web.alliance_panel import register_alliance_panel

interventions.add()
register_alliance_panel()

urlpatterns = [
    path("b/<slug:body>/", bodies.body, name="body"),
    path("b/<slug:body>/rules/", rules.rules, name="rules"),
    path("b/<slug:body>/decisions/", decisions.decisions, name="decisions"),
    path("b/<slug:body>/history/", structure.body_history, name="body_history"),
    path("b/<slug:body>/structure/", structure.body_structure, name="body_structure"),
    path("o/<slug:organisation>/", structure.public_page, name="public_page"),
    path("b/<slug:body>/aims/", aims.aims, name="aims"),
    path("b/<slug:body>/interventions/", interventions.interventions, name="interventions"),
    path("b/<slug:body>/decisions.csv", decision_files.decisions_csv, name="decisions_csv"),
    path("b/<slug:body>/decisions.json", decision_files.decisions_json, name="decisions_json"),
    path("b/<slug:body>/decisions/print/", decision_files.decisions_print, name="decisions_print"),
    path("b/<slug:body>/alliances/", alliances.alliances, name="alliances"),
    path("alliances/<slug:alliance>/", alliances.alliance, name="alliance"),
    path("alliances/<slug:alliance>/concern/", alliances.concern_raise, name="concern_raise"),
    path("alliances/<slug:alliance>/answer/", alliances.concern_answer, name="concern_answer"),
    path("alliances/<slug:alliance>/agreement/", alliances.agreement_propose, name="agreement_propose"),
    path("alliances/<slug:alliance>/ground/", alliances.ground_ask, name="ground_ask"),
    path("alliances/<slug:alliance>/ground/<slug:poll>/", alliances.ground, name="ground"),
    path("d/<slug:decision>/", decisions.decision, name="decision"),
]
