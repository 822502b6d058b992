"""Technical records of bodies, rules and decisions."""

from django.contrib import admin

from organisations.admin import federation  # noqa: F401  # the registry fills itself
from organisations.admin.operators import OperatedAdmin
from organisations.models import (
    AimsVersion,
    BodyEvent,
    Branch,
    Committee,
    Council,
    CouncilBody,
    Decision,
    DecisionRule,
    Intervention,
    Organisation,
    ProgrammeVersion,
    RepresentationScheme,
    RuleSet,
)
from organisations.queries import desk
from organiser.base.admin import ReadOnlyRows, ScopedAdmin

BODY_FIELDS = (
    *("name", "form", "place", "founded_on", "founding_decision", "dissolved_on", "successor", "heir", "public_id"),
)


@admin.register(Organisation)
class OrganisationAdmin(OperatedAdmin):
    """The organisations one works for."""

    visible = staticmethod(desk.organisations)
    operated = staticmethod(Organisation.objects.all)
    list_display = ("name", "kind", "site", "form")
    shown_fields = (
        *BODY_FIELDS,
        "kind",
        "site",
        "aims",
        "constituency",
        "membership_basis",
        "ink",
        "incompatible",
        "public_page",
    )


@admin.register(Branch)
class BranchAdmin(OperatedAdmin):
    """The branches one works for."""

    visible = staticmethod(desk.branches)
    operated = staticmethod(Branch.objects.all)
    list_display = ("name", "form", "place", "founded_on")
    shown_fields = (*BODY_FIELDS, "jurisdiction")


@admin.register(Committee)
class CommitteeAdmin(OperatedAdmin):
    """The committees of the bodies one works for."""

    visible = staticmethod(desk.committees)
    operated = staticmethod(Committee.objects.all)
    list_display = ("name", "founded_on")
    shown_fields = (*BODY_FIELDS, "scope")


class Schemes(ReadOnlyRows):
    """How a council was made up, in versions."""

    model = RepresentationScheme
    shown_fields = ("version", "method", "seats_vs_votes", "minimum", "maximum", "basis_date", "decision")


class CouncilBodies(ReadOnlyRows):
    """The bodies that send delegates, from when until when."""

    model = CouncilBody
    fk_name = "council"
    shown_fields = ("body", "from_on", "until_on", "decision")


@admin.register(Council)
class CouncilAdmin(ScopedAdmin):
    """The councils of the organisations one works for."""

    visible = staticmethod(desk.councils)
    list_display = ("name", "founded_on")
    shown_fields = BODY_FIELDS
    inlines = (Schemes, CouncilBodies)


@admin.register(BodyEvent)
class BodyEventAdmin(ScopedAdmin):
    """What happened to the bodies one works for."""

    visible = staticmethod(desk.events)
    list_display = ("on", "body", "kind", "other")
    list_filter = ("kind",)


class DecisionRules(ReadOnlyRows):
    """How each kind of decision is taken."""

    model = DecisionRule
    shown_fields = (
        "kind",
        "comparison",
        "threshold_numerator",
        "threshold_denominator",
        "base",
        "second_numerator",
        "second_denominator",
        "second_base",
        "quorum_kind",
        "seconders",
        "notice_days",
        "channel",
        "secrecy",
        "choosing",
        "marks",
        "most_marks",
        "strikes",
        "points_in_all",
        "points_each",
    )


@admin.register(RuleSet)
class RuleSetAdmin(OperatedAdmin):
    """Rules in their versions; only a decision adopts the next one."""

    visible = staticmethod(desk.rule_sets)
    operated = staticmethod(RuleSet.objects.all)
    list_display = ("name", "body", "version", "status", "in_force_from")
    list_filter = ("status",)
    inlines = (DecisionRules,)


@admin.register(Decision)
class DecisionAdmin(ScopedAdmin):
    """The register of decisions."""

    visible = staticmethod(desk.decisions)
    list_display = ("reference", "title", "body", "outcome", "status", "decided_at")
    list_filter = ("kind", "outcome", "status")
    search_fields = ("title", "text")
    date_hierarchy = "decided_at"


@admin.register(ProgrammeVersion)
class ProgrammeVersionAdmin(ScopedAdmin):
    """Programmes of political organisations."""

    visible = staticmethod(desk.programmes)
    list_display = ("title", "number", "adopted_on")


@admin.register(AimsVersion)
class AimsVersionAdmin(ScopedAdmin):
    """Aims that were decided, in versions."""

    visible = staticmethod(desk.aims)
    list_display = ("organisation", "number", "adopted_on")


@admin.register(Intervention)
class InterventionAdmin(OperatedAdmin):
    """What the operator of the site did, with the reason."""

    visible = staticmethod(desk.interventions)
    operated = staticmethod(Intervention.objects.all)
    list_display = ("kind", "body", "changed", "at", "shown_until")
    list_filter = ("kind",)
