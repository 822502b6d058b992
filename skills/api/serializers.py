"""Roles, terms and foundings as programs read and write them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from members.api.serializers import MembershipRow
from organisations.api.serializers import BodyRow, OrganisationRow
from organisations.enums import BodyForm, Ink, OrganisationKind, Power, Site
from organisations.presets import PRESET_CHOICES
from organiser.base.api.serializers import BodyRef, PartialDate, Shown, Strict, Text, Word
from skills.enums import TermEnd, TermKind
from skills.models import Role


class HolderRow(Shown):
    """Somebody who holds a role."""

    term = serializers.CharField(source="public_id")
    member = serializers.CharField(allow_null=True, help_text="Public id of the membership.")
    name = serializers.CharField(source="person.name")
    kind = serializers.ChoiceField(TermKind)
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()


class RoleRow(Shown):
    """A post of a body and what it carries; who holds it is for members of the body."""

    inside = ("holders",)

    id = serializers.CharField(source="public_id")
    body = BodyRef()
    name = serializers.CharField()
    description = serializers.CharField()
    seats = serializers.IntegerField()
    paid = serializers.BooleanField(help_text="Whether whoever holds it is paid for it.")
    powers = serializers.SerializerMethodField(help_text="What its holder may do.")
    founded_by = serializers.CharField(source="founded_by.public_id", help_text="The decision it rests on.")
    holders = HolderRow(many=True, allow_null=True, help_text="Null outside the body.")

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(Power)))
    def get_powers(self, role: Role) -> list[str]:
        """The words of its powers."""
        return sorted(row.power for row in role.power_rows.all())


class TermRow(Shown):
    """Who held a role, from when until when, and by which decision."""

    id = serializers.CharField(source="public_id")
    body = BodyRef(source="role.body")
    role = serializers.CharField(source="role.public_id")
    role_name = serializers.CharField(source="role.name")
    member = serializers.CharField(allow_null=True, help_text="Public id of the membership.")
    name = serializers.CharField(source="person.name")
    kind = serializers.ChoiceField(TermKind)
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    ended_on = serializers.DateField(allow_null=True)
    end_reason = serializers.ChoiceField([("", "Ran or runs its time"), *TermEnd.choices])
    decision = serializers.CharField(source="decision.public_id")


class TenureRow(Shown):
    """One role, and how long it has been in one hand."""

    role = serializers.CharField(source="role.public_id")
    name = serializers.CharField(source="role.name")
    paid = serializers.BooleanField(source="role.paid")
    began_on = serializers.DateField(allow_null=True, help_text="First day of the longest run of one person.")
    days = serializers.IntegerField(help_text="How long that run is; 0 where nobody has held the role.")
    runs = serializers.BooleanField(help_text="Whether it goes on.")
    contested_on = serializers.DateField(
        allow_null=True, help_text="The last day on which more than one person stood; null where that never was."
    )
    elections = serializers.IntegerField(help_text="On how many days somebody stood.")
    too_long = serializers.BooleanField(help_text="Whether a run that goes on is above the limit.")
    uncontested = serializers.BooleanField(help_text="Whether nobody stood against another for longer than the limit.")


class OfficialdomRow(Shown):
    """How long the roles of a body stay in one hand, and how many of those who hold one are paid."""

    limit_months = serializers.IntegerField()
    limit_is_rule = serializers.BooleanField(help_text="False: the rules set none, and this one is a suggestion.")
    holders = serializers.IntegerField()
    paid = serializers.IntegerField(help_text="How many of them hold a paid role.")
    several = serializers.IntegerField(help_text="How many of them hold more than one role that carries powers.")
    roles = TenureRow(many=True)


class FirstBranch(Strict):
    """A branch founded together with the organisation."""

    name = Text(max_length=120)
    form = Word(BodyForm, default=BodyForm.LOCAL)
    place = Text(required=False, default="", max_length=120)
    jurisdiction = Text(required=False, default="", max_length=300)


class FirstProgramme(Strict):
    """The programme a political organisation begins with."""

    title = Text(max_length=200)
    text = Text(max_length=50_000)


class Founding(Strict):
    """What founders agree on: name, kind, aims, and the rules to begin with."""

    name = Text(max_length=120)
    kind = Word(OrganisationKind)
    preset = Word(PRESET_CHOICES, required=False, help_text="Rules by name; or send rules.")
    rules = serializers.DictField(required=False, help_text="A rule set as data, in the form that /rules/ gives.")
    aims = Text(required=False, default="", max_length=10_000)
    constituency = Text(required=False, default="", max_length=300)
    site = Word(Site, default=Site.COMMUNITY)
    form = Word(BodyForm, default=BodyForm.UNION)
    place = Text(required=False, default="", max_length=120)
    ink = Word(Ink, default=Ink.RED)
    founded_on = PartialDate(required=False, default="")
    branches = FirstBranch(many=True, required=False, max_length=50)
    programme = FirstProgramme(required=False)

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        """Rules come in one of two forms."""
        if ("preset" in given) == ("rules" in given):
            raise serializers.ValidationError({"rules": "Send either preset or rules."})
        return given


class FoundedRow(Shown):
    """What a founding made."""

    organisation = OrganisationRow()
    branches = BodyRow(many=True)
    membership = MembershipRow()
