"""Addresses of the API of this floor."""

from rest_framework.routers import SimpleRouter

from assemblies.api.viewsets.assemblies import AssemblyViewSet
from assemblies.api.viewsets.ballots import BallotViewSet
from assemblies.api.viewsets.challenges import RollChallengeViewSet
from assemblies.api.viewsets.exclusions import ExclusionViewSet
from assemblies.api.viewsets.minutes import MinutesViewSet
from assemblies.api.viewsets.motions import MotionViewSet
from assemblies.api.viewsets.nominations import NominationViewSet
from assemblies.api.viewsets.rules import RuleSetViewSet
from assemblies.api.viewsets.standing import StandingViewSet
from assemblies.api.viewsets.tasks import TaskViewSet
from assemblies.api.viewsets.vacancies import RecountViewSet

router = SimpleRouter()
router.register("assemblies", AssemblyViewSet, basename="api_assemblies")
router.register("motions", MotionViewSet, basename="api_motions")
router.register("roll-challenges", RollChallengeViewSet, basename="api_roll_challenges")
router.register("nominations", NominationViewSet, basename="api_nominations")
router.register("ballots", BallotViewSet, basename="api_ballots")
router.register("recounts", RecountViewSet, basename="api_recounts")
router.register("exclusions", ExclusionViewSet, basename="api_exclusions")
router.register("rules", RuleSetViewSet, basename="api_rules")
router.register("minutes", MinutesViewSet, basename="api_minutes")
router.register("standings", StandingViewSet, basename="api_standings")
router.register("tasks", TaskViewSet, basename="api_tasks")

urlpatterns = router.urls
