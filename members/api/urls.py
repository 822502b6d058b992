"""Addresses of the API of this floor."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from members.api.account_viewsets import MeViewSet, TokenViewSet
from members.api.application_viewsets import ApplicationViewSet
from members.api.council_viewsets import CouncilViewSet
from members.api.dues_viewsets import DuesAccountViewSet, DuesEntryViewSet, DuesRunViewSet, DuesSchemeViewSet
from members.api.headcount_viewsets import EstimateViewSet, HeadcountViewSet
from members.api.import_viewsets import ImportViewSet
from members.api.joining_viewsets import JoiningViewSet
from members.api.list_viewsets import ExportViewSet, SavedListViewSet
from members.api.mailing_viewsets import MailingViewSet
from members.api.privacy_viewsets import ErasureViewSet, PanicViewSet
from members.api.programme_viewsets import DissentViewSet, ProgrammeViewSet
from members.api.statement_viewsets import ReminderViewSet, StatementViewSet
from members.api.transfer_viewsets import DuplicateViewSet, MergeViewSet, TransferViewSet
from members.api.viewsets import MembershipViewSet
from members.models import MailingRecipient
from organiser.base.api.throttles import ByAddress, ByPerson, OwnData

router = SimpleRouter()
router.register("memberships", MembershipViewSet, basename="api_memberships")
router.register("applications", ApplicationViewSet, basename="api_applications")
router.register("joining", JoiningViewSet, basename="api_joining")
router.register("imports", ImportViewSet, basename="api_imports")
router.register("lists", SavedListViewSet, basename="api_lists")
router.register("exports", ExportViewSet, basename="api_exports")
router.register("mailings", MailingViewSet, basename="api_mailings")
router.register("councils", CouncilViewSet, basename="api_councils")
router.register("programmes", ProgrammeViewSet, basename="api_programmes")
router.register("dissents", DissentViewSet, basename="api_dissents")
router.register("transfers", TransferViewSet, basename="api_transfers")
router.register("duplicates", DuplicateViewSet, basename="api_duplicates")
router.register("merges", MergeViewSet, basename="api_merges")
router.register("dues-schemes", DuesSchemeViewSet, basename="api_dues_schemes")
router.register("dues-entries", DuesEntryViewSet, basename="api_dues_entries")
router.register("dues-accounts", DuesAccountViewSet, basename="api_dues_accounts")
router.register("dues-runs", DuesRunViewSet, basename="api_dues_runs")
router.register("dues-reminders", ReminderViewSet, basename="api_dues_reminders")
router.register("statements", StatementViewSet, basename="api_statements")
router.register("headcounts", HeadcountViewSet, basename="api_headcounts")
router.register("estimates", EstimateViewSet, basename="api_estimates")
router.register("erasures", ErasureViewSet, basename="api_erasures")
router.register("ended-sign-ins", PanicViewSet, basename="api_panics")
router.register("tokens", TokenViewSet, basename="api_tokens")

urlpatterns = [
    *router.urls,
    path("me/", MeViewSet.as_view({"get": "retrieve"}), name="api_me"),
    path("me/readings/", MeViewSet.as_view({"get": "readings"}), name="api_me_readings"),
    path(
        "me/own-data/",
        MeViewSet.as_view({"get": "own_data"}, takes_own_data=True, throttle_classes=(ByAddress, ByPerson, OwnData)),
        name="api_me_own_data",
    ),
    path(
        "me/letters/",
        MeViewSet.as_view({"get": "letters"}, model=MailingRecipient, ordering=("-at", "public_id")),
        name="api_me_letters",
    ),
]
