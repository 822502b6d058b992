"""Nominations in elections among several."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assemblies.api.serializers.shared import Named, named
from assemblies.enums import NominationState
from assemblies.models import Nomination
from assemblies.models.nominations import LONGEST_STATEMENT
from organiser.base.api.serializers import BodyRef, Id, Shown, Strict, Text, Word

ANSWERS = [(state.value, state.label) for state in (NominationState.ACCEPTED, NominationState.DECLINED)]


class NominationRow(Shown):
    """Somebody proposed in an election, and whether she or he stands; for members of the body."""

    id = serializers.CharField(source="public_id")
    motion = serializers.CharField(source="motion.public_id")
    body = BodyRef(source="motion.body")
    member = serializers.SerializerMethodField(help_text="Who was nominated.")
    nominated_by = serializers.SerializerMethodField(
        help_text="By whom; whoever stands without being asked, by herself."
    )
    nominated_at = serializers.DateTimeField()
    state = serializers.ChoiceField(NominationState, help_text="Only who accepted is printed on the paper.")
    answered_at = serializers.DateTimeField(allow_null=True)
    statement = serializers.CharField(help_text="Empty where there is none.")
    barred = serializers.CharField(help_text="Why she or he was left off the last paper; empty where that was not so.")

    @extend_schema_field(Named())
    def get_member(self, nomination: Nomination) -> dict[str, str | None]:
        """The nominee."""
        return named(nomination.member, nomination.person.name)  # type: ignore[attr-defined]  # annotated by the query

    @extend_schema_field(Named())
    def get_nominated_by(self, nomination: Nomination) -> dict[str, str | None]:
        """Who proposed."""
        by = nomination.nominated_by_member  # type: ignore[attr-defined]  # annotated by the query
        return named(by, nomination.nominated_by.name)


class NewNomination(Strict):
    """A member proposed for what an election fills."""

    motion = Id()
    member = Id(help_text="Public id of a membership; one’s own to stand.")
    statement = Text(required=False, max_length=LONGEST_STATEMENT, help_text="Only where one stands oneself.")


class NominationAnswer(Strict):
    """Whether one stands."""

    answer = Word(ANSWERS)
    statement = Text(required=False, max_length=LONGEST_STATEMENT, help_text="Only for those who stand.")


class Statement(Strict):
    """What a candidate says."""

    statement = Text(max_length=LONGEST_STATEMENT)
