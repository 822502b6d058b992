"""Challenges of rolls."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assemblies.api.serializers.shared import Named, named
from assemblies.enums import ChallengeState
from assemblies.models import RollChallenge
from assemblies.models.challenges import LONGEST_GROUNDS
from organiser.base.api.serializers import BodyRef, Id, Shown, Strict, Text, Word

DECIDED = [(state.value, state.label) for state in (ChallengeState.UPHELD, ChallengeState.DISMISSED)]


class RollChallengeRow(Shown):
    """What was put in question of a roll, and what was answered."""

    id = serializers.CharField(source="public_id")
    body = BodyRef()
    assembly = serializers.CharField(
        source="assembly.public_id", allow_null=True, default=None, help_text="Null for a ballot over days."
    )
    motion = serializers.CharField(
        source="motion.public_id", allow_null=True, default=None, help_text="Null for an assembly."
    )
    member = serializers.SerializerMethodField(help_text="Whom it is about.")
    has_vote = serializers.BooleanField(help_text="What is held against the register.")
    grounds = serializers.CharField()
    made_by = serializers.SerializerMethodField(help_text="Who brought it.")
    made_at = serializers.DateTimeField()
    state = serializers.ChoiceField(ChallengeState)
    answer = serializers.CharField(help_text="The reason of the answer; empty without one.")
    answered_at = serializers.DateTimeField(allow_null=True)

    @extend_schema_field(Named())
    def get_member(self, challenge: RollChallenge) -> dict[str, str | None]:
        """Whom it is about."""
        return named(challenge.member, challenge.person.name)  # type: ignore[attr-defined]  # annotated by the query

    @extend_schema_field(Named())
    def get_made_by(self, challenge: RollChallenge) -> dict[str, str | None]:
        """Who brought it."""
        by = challenge.made_by_member  # type: ignore[attr-defined]  # annotated by the query
        return named(by, challenge.made_by.name)


class NewChallenge(Strict):
    """That a member has a vote or none, against what the register says."""

    assembly = Id(required=False, help_text="Either the assembly, or the motion of a ballot over days.")
    motion = Id(required=False)
    member = Id(help_text="Public id of a membership; one’s own for oneself.")
    has_vote = serializers.BooleanField()
    grounds = Text(max_length=LONGEST_GROUNDS)

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        """Refuse both and neither."""
        if ("assembly" in given) == ("motion" in given):
            raise serializers.ValidationError(
                {"assembly": ["Name an assembly or a motion, one of the two."]}, code="one_place"
            )
        return given


class ChallengeAnswer(Strict):
    """An answer with its reason."""

    decided = Word(DECIDED)
    answer = Text(max_length=LONGEST_GROUNDS)
