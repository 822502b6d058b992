"""Standing: who has a vote in a body on a day, and why."""

from typing import Any

from rest_framework import serializers

from assemblies.queries.standing import told_of
from members.enums import Standing
from members.models import Membership
from organiser.base.api.serializers import BodyRef, Shown, Strict

TELLING = [choice for choice in Standing.choices if choice[0] != Standing.NO_MEMBER]


class OnDay(Strict):
    """The day that is looked at."""

    on = serializers.DateField(required=False, help_text="Today or a later day; today by default.")


class OfBodyOnDay(OnDay):
    """The register that is looked at, and the day."""

    body = serializers.CharField(max_length=40, help_text="Public id of a body.")


class ToldRow(Shown):
    """Somebody's standing in one body."""

    body = BodyRef()
    on = serializers.DateField()
    standing = serializers.ChoiceField(Standing)
    has_a_vote = serializers.BooleanField()
    since = serializers.DateField(help_text="Since when somebody in arrears owes dues, else the day of joining.")
    sentence = serializers.CharField(help_text="The standing with its reason, as the page says it.")


class StandingOfMember(Shown):
    """The standing of one member in each body she or he belongs to."""

    member = serializers.CharField(help_text="Public id of the membership.")
    results = ToldRow(many=True)


class StandingRow(Shown):
    """One member of a register, with the standing."""

    member = serializers.CharField(source="public_id", help_text="Public id of the membership.")
    number = serializers.CharField()
    name = serializers.CharField(source="person.name")
    standing = serializers.ChoiceField(TELLING)
    has_a_vote = serializers.SerializerMethodField()
    since = serializers.DateField(source="standing_since")
    sentence = serializers.SerializerMethodField()

    def get_has_a_vote(self, row: Membership) -> bool:
        """Whether a roll that is frozen for that day has her or him on it."""
        return bool(row.standing == Standing.FULL_MEMBER)  # type: ignore[attr-defined]  # annotated

    def get_sentence(self, row: Membership) -> str:
        """The standing with its reason."""
        asked = self.context["asked"]
        return told_of(row, asked.body, asked.measure).sentence


class StandingCounts(serializers.Serializer[Any]):
    """How many of a register have which standing."""

    on = serializers.DateField()
    counts = serializers.DictField(child=serializers.IntegerField(), help_text="A number for each standing.")


class OfOneBody(Strict):
    """The body that is looked at."""

    body = serializers.CharField(max_length=40, help_text="Public id of a body.")


class ReachRow(serializers.Serializer[Any]):
    """Who carries a body, and whom it could organise."""

    active = serializers.IntegerField(
        allow_null=True, help_text="Came to an assembly, voted or held a role within a year. Null is not told."
    )
    members = serializers.IntegerField(allow_null=True, help_text="Null is not told.")
    constituency = serializers.IntegerField(allow_null=True, help_text="Null is unknown.")
    source = serializers.CharField(source="estimate.source", default=None, allow_null=True)
    as_of = serializers.DateField(source="estimate.as_of", default=None, allow_null=True)
