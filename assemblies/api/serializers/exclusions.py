"""Motions to exclude somebody: notice, hearing, answer, appeal."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assemblies.api.serializers.shared import Named, named
from assemblies.enums import Hearing
from assemblies.models import Exclusion
from organiser.base.api.serializers import BodyRef, Id, Shown, Strict, Text, Word

OUTCOMES = [choice for choice in Hearing.choices if choice[0] != Hearing.OFFERED]


class ExclusionRow(Shown):
    """What whoever is to be excluded was told and answered, and what became of it.

    For members of the body, for whoever it is about, and after an appeal for the members of the organisation.
    """

    id = serializers.CharField(source="public_id")
    body = BodyRef()
    motion = serializers.CharField(source="motion.public_id")
    member = serializers.SerializerMethodField(help_text="Whom it is about.")
    grounds = serializers.CharField()
    notice_at = serializers.DateTimeField()
    hearing = serializers.ChoiceField(Hearing)
    hearing_at = serializers.DateTimeField(allow_null=True)
    answer = serializers.CharField(help_text="Empty where there is none.")
    answered_at = serializers.DateTimeField(allow_null=True)
    waits_until = serializers.DateField(
        allow_null=True, help_text="The last day of an appeal, where it holds only after that."
    )
    excluded_on = serializers.DateField(allow_null=True)
    appeal = serializers.CharField(source="appeal.public_id", allow_null=True, default=None, help_text="A motion.")
    appealed_at = serializers.DateTimeField(allow_null=True)
    reinstated = serializers.SerializerMethodField(help_text="Whether it was taken back.")

    @extend_schema_field(Named())
    def get_member(self, exclusion: Exclusion) -> dict[str, str | None]:
        """The member."""
        return named(exclusion.membership.public_id, exclusion.membership.person.name)

    def get_reinstated(self, exclusion: Exclusion) -> bool:
        """Whether a decision took it back."""
        return exclusion.reinstated_by_id is not None


class NewNotice(Strict):
    """Notice of a motion."""

    motion = Id()


class HearingOutcome(Strict):
    """What came of a hearing."""

    outcome = Word(OUTCOMES)


class Answer(Strict):
    """What somebody answers, or why she or he appeals."""

    text = Text(max_length=10_000)
