"""Addresses of the API of this floor. Organisations stand on the floor of roles, where one can be founded."""

from rest_framework.routers import SimpleRouter

from organisations.api.viewsets import BodyEventViewSet, BodyViewSet, DecisionViewSet, ProgrammeViewSet, RuleSetViewSet

router = SimpleRouter()
router.register("bodies", BodyViewSet, basename="api_bodies")
router.register("events", BodyEventViewSet, basename="api_events")
router.register("rules", RuleSetViewSet, basename="api_rules")
router.register("decisions", DecisionViewSet, basename="api_decisions")
router.register("programmes", ProgrammeViewSet, basename="api_programmes")

urlpatterns = router.urls
