"""Addresses of the API of this floor.

Organisations stand on the floor of roles, where one can be founded, and rules on that of assemblies, where they are
tried.
"""

from rest_framework.routers import SimpleRouter

from organisations.api.viewsets import BodyViewSet, DecisionViewSet, ProgrammeViewSet

router = SimpleRouter()
router.register("bodies", BodyViewSet, basename="api_bodies")
router.register("decisions", DecisionViewSet, basename="api_decisions")
router.register("programmes", ProgrammeViewSet, basename="api_programmes")

urlpatterns = router.urls
