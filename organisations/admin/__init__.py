"""Technical records of bodies, rules and decisions."""

from django.contrib import admin

from organisations.models import (
    BodyEvent,
    Branch,
    Committee,
    Council,
    CouncilBody,
    Decision,
    DecisionRule,
    Organisation,
    ProgrammeVersion,
    RepresentationScheme,
    RuleSet,
)
from organisations.queries import desk
from organiser.base.admin import ReadOnlyRows, ScopedAdmin

BODY_FIELDS = ("name", "form", "place", "founded_on", "founding_decision", "dissolved_on", "public_id")


@admin.register(Organisation)
class OrganisationAdmin(ScopedAdmin):
    """The organisations one works for."""

    visible = staticmethod(desk.organisations)
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
        "public_decisions",
    )


@admin.register(Branch)
class BranchAdmin(ScopedAdmin):
    """The branches one works for."""

    visible = staticmethod(desk.branches)
    list_display = ("name", "form", "place", "founded_on")
    shown_fields = (*BODY_FIELDS, "jurisdiction")


@admin.register(Committee)
class CommitteeAdmin(ScopedAdmin):
    """The committees of the bodies one works for."""

    visible = staticmethod(desk.committees)
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
        "quorum_kind",
        "seconders",
        "notice_days",
        "channel",
    )


@admin.register(RuleSet)
class RuleSetAdmin(ScopedAdmin):
    """Rules in their versions; only a decision adopts the next one."""

    visible = staticmethod(desk.rule_sets)
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
