"""Addresses of the API of this floor. Organisations stand on the floor of roles, where one can be founded."""

from rest_framework.routers import SimpleRouter

from organisations.api.alliance_viewsets import AffiliationViewSet, AllianceViewSet
from organisations.api.viewsets import BodyViewSet, DecisionViewSet, ProgrammeViewSet, RuleSetViewSet

router = SimpleRouter()
router.register("bodies", BodyViewSet, basename="api_bodies")
router.register("rules", RuleSetViewSet, basename="api_rules")
router.register("decisions", DecisionViewSet, basename="api_decisions")
router.register("programmes", ProgrammeViewSet, basename="api_programmes")
router.register("alliances", AllianceViewSet, basename="api_alliances")
router.register("affiliations", AffiliationViewSet, basename="api_affiliations")

urlpatterns = router.urls
