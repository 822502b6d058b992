"""Addresses of exclusions: giving notice, the hearing, the answer, the appeal."""

from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from assemblies.actions.appeals import appeal_exclusion
from assemblies.actions.exclusions import answer_exclusion, give_exclusion_notice, write_hearing
from assemblies.api.filters import ExclusionFilters
from assemblies.api.serializers.exclusions import Answer, ExclusionRow, HearingOutcome, NewNotice
from assemblies.models import Exclusion
from assemblies.queries.exclusions import exclusion_for, exclusions_visible_to
from assemblies.queries.motions import motion_for
from organiser.base.api.views import Listing, change, told


@extend_schema_view(
    list=told(
        "List exclusions",
        "Of the bodies you are a member of, and those about yourself, which stay there when nothing else does. "
        "The latest notice first.",
    ),
    retrieve=told("Read an exclusion"),
)
class ExclusionViewSet(Listing):
    """Exclusions, from the notice on."""

    model = Exclusion
    visible = staticmethod(exclusions_visible_to)
    found = staticmethod(exclusion_for)
    serializer_class = ExclusionRow
    filterset_class = ExclusionFilters
    ordering = ("-notice_at", "public_id")

    @change(
        "Give notice of a motion to exclude",
        "For those who count or facilitate. The wording of the motion is the grounds, and is fixed from then on.",
        ExclusionRow,
        NewNotice,
        201,
    )
    def create(self, request: Request) -> Response:
        """The notice."""
        motion = motion_for(self.viewer, self.sent(NewNotice)["motion"])
        given = give_exclusion_notice(self.viewer, motion=motion)
        return self.made(exclusion_for(self.viewer, given.public_id))

    @change(
        "Write down a hearing",
        "For those who count or facilitate, before the ballot opens. The member can decline alone.",
        ExclusionRow,
        HearingOutcome,
    )
    @action(detail=True, methods=["post"])
    def hearing(self, request: Request, **_: str) -> Response:
        """The exclusion with what came of the hearing."""
        found, given = self.get_object(), self.sent(HearingOutcome)
        write_hearing(self.viewer, exclusion=found, outcome=given["outcome"])
        return self.shown(self.get_object())

    @change("Answer the grounds", "For the member it is about, until the ballot opens.", ExclusionRow, Answer)
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, **_: str) -> Response:
        """The exclusion with the answer."""
        found, given = self.get_object(), self.sent(Answer)
        answer_exclusion(self.viewer, exclusion=found, text=given["text"])
        return self.shown(self.get_object())

    @change(
        "Appeal against an exclusion",
        "For whoever was excluded, once, within the days of the rules. It is a motion of the organisation’s assembly.",
        ExclusionRow,
        Answer,
    )
    @action(detail=True, methods=["post"])
    def appeal(self, request: Request, **_: str) -> Response:
        """The exclusion with the appeal."""
        found, given = self.get_object(), self.sent(Answer)
        appeal_exclusion(self.viewer, exclusion=found, text=given["text"])
        return self.shown(self.get_object())
