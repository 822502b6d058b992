"""Addresses of the API of this floor."""

from rest_framework.routers import SimpleRouter

from skills.api.viewsets import OrganisationViewSet, RoleViewSet, TermViewSet

router = SimpleRouter()
router.register("organisations", OrganisationViewSet, basename="api_organisations")
router.register("roles", RoleViewSet, basename="api_roles")
router.register("terms", TermViewSet, basename="api_terms")

urlpatterns = router.urls
