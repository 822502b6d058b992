"""Technical records of assemblies, motions, ballots and rolls."""

from django.contrib import admin

from assemblies.actions.assemblies import cancel_assembly, close_assembly, open_assembly, send_notice
from assemblies.actions.closing import close_ballot
from assemblies.admin import interventions  # noqa: F401  # the registry fills itself
from assemblies.enums import AssemblyStatus, BallotStatus
from assemblies.models import (
    AgendaItem,
    Alternative,
    Assembly,
    Ballot,
    CountedBatch,
    DecisionTask,
    Exclusion,
    Minutes,
    Motion,
    MotionVersion,
    Nomination,
    Option,
    Result,
    Roll,
    RollChallenge,
    Seconding,
    Tie,
)
from assemblies.queries import desk
from assemblies.queries.challenges import challenges_visible_to
from organisations.admin.operators import OperatedAdmin
from organiser.base.admin import Button, ReadOnlyRows, ScopedAdmin


class Agenda(ReadOnlyRows):
    """The agenda of an assembly."""

    model = AgendaItem
    shown_fields = ("position", "kind", "title", "motion", "decision")


@admin.register(Assembly)
class AssemblyAdmin(OperatedAdmin):
    """Assemblies of the bodies one works for."""

    visible = staticmethod(desk.assemblies)
    operated = staticmethod(desk.stuck_assemblies)
    operator_fields = ("title", "body", "status", "starts_at", "ends_at")
    list_display = ("title", "body", "kind", "status", "starts_at")
    list_filter = ("status", "kind")
    search_fields = ("title",)
    inlines = (Agenda,)
    buttons = (
        Button(
            "notice",
            "Send the notice",
            lambda actor, assembly: send_notice(actor, assembly=assembly),
            "The notice is on its way.",
            lambda assembly: assembly.status == AssemblyStatus.DRAFT,
        ),
        Button(
            "open",
            "Open the assembly",
            lambda actor, assembly: open_assembly(actor, assembly=assembly),
            "The assembly is open.",
            lambda assembly: assembly.status == AssemblyStatus.CALLED,
        ),
        Button(
            "close",
            "Close the assembly",
            lambda actor, assembly: close_assembly(actor, assembly=assembly),
            "The assembly is closed.",
            lambda assembly: assembly.status == AssemblyStatus.OPEN,
        ),
        Button(
            "cancel",
            "Call it off",
            lambda actor, assembly: cancel_assembly(actor, assembly=assembly),
            "The assembly is called off.",
            lambda assembly: assembly.status in {AssemblyStatus.DRAFT, AssemblyStatus.CALLED},
        ),
    )


class Versions(ReadOnlyRows):
    """The wordings of a motion."""

    model = MotionVersion
    shown_fields = ("number", "text", "written_at")


class Secondings(ReadOnlyRows):
    """Who seconded a motion."""

    model = Seconding
    shown_fields = ("person", "at")


class Alternatives(ReadOnlyRows):
    """What a motion lets its body choose among."""

    model = Alternative
    shown_fields = ("label", "text", "brought_by", "brought_at", "withdrawn_at")


class Nominations(ReadOnlyRows):
    """Who was nominated in an election, and whether she or he stands."""

    model = Nomination
    shown_fields = ("person", "nominated_by", "nominated_at", "state", "answered_at", "statement", "barred")


@admin.register(Motion)
class MotionAdmin(ScopedAdmin):
    """Motions in the bodies one works for."""

    visible = staticmethod(desk.motions)
    list_display = ("reference", "title", "body", "kind", "status", "moved_at")
    list_filter = ("status", "kind")
    search_fields = ("title",)
    inlines = (Versions, Secondings, Alternatives, Nominations)


class Options(ReadOnlyRows):
    """The paper of a ballot."""

    model = Option
    shown_fields = ("place", "label", "text")


class Ties(ReadOnlyRows):
    """Ties, and how they were decided."""

    model = Tie
    shown_fields = ("number", "stage", "purpose", "options", "take", "announced", "by", "chosen", "note", "decided_at")


class Results(ReadOnlyRows):
    """What was counted, with its working."""

    model = Result
    shown_fields = ("outcome", "votes_for", "votes_against", "abstentions", "present", "entitled", "verdict", "chosen")


class Batches(ReadOnlyRows):
    """What two tellers counted."""

    model = CountedBatch
    shown_fields = ("way", "number", "most", "entered_by", "second_by", "agreed_at", "counted", "set_aside_why")


@admin.register(Ballot)
class BallotAdmin(OperatedAdmin):
    """Ballots of the bodies one works for."""

    visible = staticmethod(desk.ballots)
    operated = staticmethod(desk.stuck_ballots)
    operator_fields = ("question", "body", "status", "opened_at", "closes_at")
    list_display = ("question", "body", "method", "secret", "status", "opened_at", "closes_at", "closed_at")
    list_filter = ("status", "method")
    search_fields = ("question",)
    inlines = (Options, Ties, Batches, Results)
    buttons = (
        Button(
            "close",
            "Close and count this ballot",
            lambda actor, ballot: close_ballot(actor, ballot=ballot),
            "The ballot is closed and counted.",
            lambda ballot: ballot.status == BallotStatus.OPEN,
        ),
    )


@admin.register(Roll)
class RollAdmin(ScopedAdmin):
    """Rolls, frozen."""

    visible = staticmethod(desk.rolls)
    list_display = ("ballot", "body", "entitled", "as_of", "frozen_at")


@admin.register(Minutes)
class MinutesAdmin(ScopedAdmin):
    """Minutes of the bodies one works for."""

    visible = staticmethod(desk.minutes)
    list_display = ("assembly", "status", "agreed_at")
    list_filter = ("status",)


@admin.register(DecisionTask)
class DecisionTaskAdmin(ScopedAdmin):
    """Tasks of decisions, with what was reported."""

    visible = staticmethod(desk.decision_tasks)
    list_display = ("what", "body", "decision", "person", "role", "due_on", "status")
    list_filter = ("status",)
    search_fields = ("what",)


@admin.register(Exclusion)
class ExclusionAdmin(ScopedAdmin):
    """Notices of motions to exclude somebody, with hearing, answer and appeal."""

    visible = staticmethod(desk.exclusions)
    list_display = ("motion", "body", "membership", "notice_at", "hearing", "excluded_on")
    list_filter = ("hearing",)


@admin.register(RollChallenge)
class RollChallengeAdmin(ScopedAdmin):
    """Challenges of rolls, for those who read the rolls, and one's own."""

    visible = staticmethod(challenges_visible_to)
    list_display = ("body", "person", "has_vote", "state", "made_at", "answered_at")
    list_filter = ("state",)
