"""Addresses of motions: moving, seconding, rewording, taking back, and speaking about them."""

from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from assemblies.actions.motions import MotionDraft, propose_motion
from assemblies.actions.options import bring_alternative, withdraw_alternative
from assemblies.actions.rewording import reword_motion, withdraw_motion
from assemblies.actions.seconding import contribute, second_motion
from assemblies.actions.summaries import waive_summary, write_summary
from assemblies.actions.tasks import TaskDraft
from assemblies.api.filters import MotionFilters
from assemblies.api.serializers.motions import (
    AlternativeRow,
    ContributionRow,
    MotionRecord,
    MotionRow,
    NewAlternative,
    NewContribution,
    NewMotion,
    NoSummary,
    Summary,
    TakenBack,
    Wording,
)
from assemblies.models import Alternative, Contribution, Motion
from assemblies.queries.alternatives import alternative_in, alternatives_of
from assemblies.queries.motions import motion_for
from assemblies.queries.named import contributions_to, motion_in_full, motions_with_mover
from organisations.queries.bodies import body_for
from organisations.validators import DecisionDates
from organiser.base.api.views import Listing, change, told


@extend_schema_view(
    list=told("List motions", "The latest first. Movers and numbers of seconders are shown to members of the body."),
    retrieve=told("Read a motion", "With its wordings, seconders and contributions.", responses=MotionRecord),
)
class MotionViewSet(Listing):
    """Motions."""

    model = Motion
    visible = staticmethod(motions_with_mover)
    found = staticmethod(motion_in_full)
    serializer_class = MotionRow
    filterset_class = MotionFilters
    ordering = ("-moved_at", "public_id")

    def _full(self, public_id: str, *, made: bool = False) -> Response:
        motion = motion_in_full(self.viewer, public_id)
        return self.made(motion, MotionRecord) if made else self.shown(motion, MotionRecord)

    def retrieve(self, request: Request, **_: str) -> Response:
        """One motion with all that hangs on it."""
        return self._full(self.named)

    @change(
        "Move a motion",
        "For full members of the body. An effect says what carrying it does; the guide to the API lists them with "
        "their payloads. It is checked now and when the ballot opens. A committee names a part of its scope.",
        MotionRecord,
        NewMotion,
        201,
    )
    def create(self, request: Request) -> Response:
        """A motion that looks for seconders."""
        given = self.sent(NewMotion)
        body = body_for(self.viewer, given.pop("body"))
        dates = DecisionDates(**{name: given.pop(name, None) for name in ("effective_on", "review_on", "expires_on")})
        tasks = tuple(TaskDraft(**task) for task in given.pop("tasks", ()))
        brought = tuple((one["label"], one.get("text", "")) for one in given.pop("alternatives", ()))
        draft = MotionDraft(**given, dates=dates, tasks=tasks, alternatives=brought)
        motion = propose_motion(self.viewer, body=body, draft=draft)
        return self._full(motion.public_id, made=True)

    @change("Second a motion", "For full members of the body, but not its mover.", MotionRecord)
    @action(detail=True, methods=["post"])
    def second(self, request: Request, **_: str) -> Response:
        """The motion with one more seconder."""
        motion = motion_for(self.viewer, self.named)
        self.sent()
        second_motion(self.viewer, motion=motion)
        return self._full(self.named)

    @change("Take a motion back", "By its mover, until it is voted on.", MotionRecord)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, **_: str) -> Response:
        """The motion, withdrawn."""
        motion = motion_for(self.viewer, self.named)
        self.sent()
        withdraw_motion(self.viewer, motion=motion)
        return self._full(self.named)

    @change("Reword a motion", "By its mover, until somebody has seconded it.", MotionRecord, Wording)
    @action(detail=True, methods=["post"])
    def reword(self, request: Request, **_: str) -> Response:
        """The motion in a new version."""
        motion, given = motion_for(self.viewer, self.named), self.sent(Wording)
        reword_motion(self.viewer, motion=motion, text=given["text"])
        return self._full(self.named)

    @change(
        "Write the summary of a motion",
        "What would change and why, in one sentence. By its mover, or by those who bring it to a vote where there is "
        "none yet. No vote opens without it, unless the sentence of the effect says the whole or it was waived.",
        MotionRecord,
        Summary,
    )
    @action(detail=True, methods=["post"])
    def summary(self, request: Request, **_: str) -> Response:
        """The motion with its summary."""
        motion, given = motion_for(self.viewer, self.named), self.sent(Summary)
        write_summary(self.viewer, motion=motion, summary=given["summary"])
        return self._full(self.named)

    @change(
        "Waive the summary of a motion",
        "By those who facilitate, with a reason that stands with the motion and its ballot.",
        MotionRecord,
        NoSummary,
    )
    @action(detail=True, methods=["post"], url_path="waive-summary")
    def waive(self, request: Request, **_: str) -> Response:
        """The motion, which may be voted on without a summary."""
        motion, given = motion_for(self.viewer, self.named), self.sent(NoSummary)
        waive_summary(self.viewer, motion=motion, reason=given["reason"])
        return self._full(self.named)

    @told(
        "List alternatives",
        "What can be chosen in a motion, in the order in which it was brought.",
        responses=AlternativeRow(many=True),
    )
    @action(detail=True, model=Alternative, filterset_class=None, ordering=("brought_at", "public_id"))
    def alternatives(self, request: Request, **_: str) -> Response:
        """The alternatives."""
        self.demand_known_parameters()
        return self.listed(alternatives_of(motion_for(self.viewer, self.named)), AlternativeRow)

    @change(
        "Bring an alternative",
        "For full members of the body, until the ballot opens, in a motion that lets it choose.",
        AlternativeRow,
        NewAlternative,
        201,
    )
    @alternatives.mapping.post
    def bring(self, request: Request, **_: str) -> Response:
        """An alternative."""
        motion, given = motion_for(self.viewer, self.named), self.sent(NewAlternative)
        brought = bring_alternative(self.viewer, motion=motion, label=given["label"], text=given.get("text", ""))
        return self.made(alternatives_of(motion).get(pk=brought.pk), AlternativeRow)

    @change("Take an alternative back", "By whoever brought it, until the ballot opens.", MotionRecord, TakenBack)
    @action(detail=True, methods=["post"], url_path="take-back")
    def take_back(self, request: Request, **_: str) -> Response:
        """The motion without it."""
        motion, given = motion_for(self.viewer, self.named), self.sent(TakenBack)
        withdraw_alternative(self.viewer, alternative=alternative_in(motion, given["alternative"]))
        return self._full(self.named)

    @told("List contributions", "What was said about a motion, in order.", responses=ContributionRow(many=True))
    @action(detail=True, model=Contribution, filterset_class=None, ordering=("at", "public_id"))
    def contributions(self, request: Request, **_: str) -> Response:
        """The contributions."""
        self.demand_known_parameters()
        return self.listed(contributions_to(motion_for(self.viewer, self.named)), ContributionRow)

    @change(
        "Say something about a motion",
        "For all members of the organisation, of other branches too.",
        ContributionRow,
        NewContribution,
        201,
    )
    @contributions.mapping.post
    def contribute(self, request: Request, **_: str) -> Response:
        """A contribution."""
        motion, given = motion_for(self.viewer, self.named), self.sent(NewContribution)
        said = contribute(self.viewer, motion=motion, **given)
        return self.made(contributions_to(motion).get(pk=said.pk), ContributionRow)
