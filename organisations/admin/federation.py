"""Technical records of what organisations have with one another; of other organisations nothing is named in them."""

from django.contrib import admin

from organisations.models import (
    Affiliation,
    Agreement,
    AgreementVersion,
    Alliance,
    AllianceMember,
    CommonGround,
    Concern,
    ConcernReply,
    DisclosureConsent,
    Ratification,
    Statement,
)
from organisations.queries import desk
from organiser.base.admin import ReadOnlyRows, ScopedAdmin


@admin.register(Affiliation)
class AffiliationAdmin(ScopedAdmin):
    """Affiliations of the organisations one works for; the name of the other stands on the page that may say it."""

    visible = staticmethod(desk.affiliations)
    list_display = ("public_id", "status", "wanted")
    list_filter = ("status",)
    shown_fields = ("public_id", "status", "wanted")


@admin.register(Alliance)
class AllianceAdmin(ScopedAdmin):
    """Alliances of the organisations one works for, without their members."""

    visible = staticmethod(desk.alliances)
    list_display = ("name", "kind", "stage")
    shown_fields = ("name", "kind", "purpose", "stage", "founded_on", "public_id")


@admin.register(AllianceMember)
class AllianceMemberAdmin(ScopedAdmin):
    """Where the organisations one works for stand in alliances."""

    visible = staticmethod(desk.alliance_standings)
    list_display = ("alliance", "status", "scope", "joined_on", "left_on")
    list_filter = ("status",)


@admin.register(Ratification)
class RatificationAdmin(ScopedAdmin):
    """What the organisations one works for have ratified."""

    visible = staticmethod(desk.ratifications)
    list_display = ("version", "decision", "on")
    shown_fields = ("organisation", "version", "decision", "on", "public_id")


@admin.register(DisclosureConsent)
class DisclosureConsentAdmin(ScopedAdmin):
    """To whom the organisations one works for are named."""

    visible = staticmethod(desk.disclosures)
    list_display = ("to", "alliance", "since", "ended_on")


class Wordings(ReadOnlyRows):
    """The wordings of an agreement."""

    model = AgreementVersion
    shown_fields = ("number", "text", "proposed_on")


@admin.register(Agreement)
class AgreementAdmin(ScopedAdmin):
    """What lies on the table of the alliances one works for; who brought it stands on the page that may say it."""

    visible = staticmethod(desk.agreements)
    list_display = ("title", "alliance", "created_at")
    shown_fields = ("alliance", "title", "created_at", "public_id")
    inlines = (Wordings,)


class Replies(ReadOnlyRows):
    """What was answered."""

    model = ConcernReply
    shown_fields = ("text", "at")


@admin.register(Concern)
class ConcernAdmin(ScopedAdmin):
    """Concerns raised in the alliances one works for, and what was answered."""

    visible = staticmethod(desk.concerns)
    list_display = ("title", "alliance", "raised_at")
    shown_fields = ("alliance", "title", "text", "raised_at", "public_id")
    inlines = (Replies,)


class Statements(ReadOnlyRows):
    """The sentences that were put to the members."""

    model = Statement
    shown_fields = ("number", "text")


@admin.register(CommonGround)
class CommonGroundAdmin(ScopedAdmin):
    """Questions about common ground in the alliances one works for."""

    visible = staticmethod(desk.common_grounds)
    list_display = ("title", "alliance", "asked_on")
    shown_fields = ("alliance", "title", "asked_on", "public_id")
    inlines = (Statements,)
