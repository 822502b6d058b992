"""Addresses of the API of this floor.

Organisations stand on the floor of roles, where one can be founded, programmes on that of members, and rules on that of
assemblies, where they are tried.
"""

from rest_framework.routers import SimpleRouter

from organisations.api.alliance_viewsets import AffiliationViewSet, AllianceViewSet
from organisations.api.viewsets import AimsViewSet, BodyEventViewSet, BodyViewSet, DecisionViewSet, InterventionViewSet

router = SimpleRouter()
router.register("bodies", BodyViewSet, basename="api_bodies")
router.register("events", BodyEventViewSet, basename="api_events")
router.register("decisions", DecisionViewSet, basename="api_decisions")
router.register("aims", AimsViewSet, basename="api_aims")
router.register("interventions", InterventionViewSet, basename="api_interventions")
router.register("alliances", AllianceViewSet, basename="api_alliances")
router.register("affiliations", AffiliationViewSet, basename="api_affiliations")

urlpatterns = router.urls
