"""Seats that fell free, and the recounts that fill them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assemblies.api.serializers.shared import Named, named
from assemblies.enums import RecountState
from assemblies.models import Recount
from assemblies.queries.vacancies import answer_by
from organiser.base.api.serializers import BodyRef, Id, Shown, Strict, Word

ANSWERS = [(state.value, state.label) for state in (RecountState.ACCEPTED, RecountState.DECLINED)]


class LeftOut(serializers.Serializer[Any]):
    """Somebody who is not counted, and why."""

    place = serializers.IntegerField(help_text="On the paper of the election.")
    name = serializers.CharField()
    why = serializers.CharField()


class RecountRow(Shown):
    """The papers of an election counted again for a seat that fell free; for members of the body."""

    id = serializers.CharField(source="public_id")
    ballot = serializers.CharField(source="ballot.public_id", help_text="The election.")
    term = serializers.CharField(source="term.public_id", help_text="The term that ended early.")
    body = BodyRef(source="ballot.body")
    number = serializers.IntegerField(help_text="Of several for one seat, as after a no.")
    member = serializers.SerializerMethodField(help_text="Whom the papers name; null where they name nobody.")
    state = serializers.ChoiceField(RecountState)
    left_out = LeftOut(many=True)
    serving = serializers.ListField(
        child=serializers.CharField(), help_text="Who keeps a seat, or is asked for another one of the role."
    )
    counted_at = serializers.DateTimeField()
    answer_by = serializers.SerializerMethodField(help_text="The last day to answer.")
    answered_at = serializers.DateTimeField(allow_null=True)
    decision = serializers.CharField(
        source="decision.public_id", default=None, allow_null=True, help_text="By which the seat was taken."
    )

    @extend_schema_field(Named(allow_null=True))
    def get_member(self, recount: Recount) -> dict[str, str | None] | None:
        """Whoever is named."""
        if recount.nomination is None:
            return None
        member = recount.member  # type: ignore[attr-defined]  # annotated by the query
        return named(member, recount.nomination.person.name)

    @extend_schema_field(serializers.DateField())
    def get_answer_by(self, recount: Recount) -> str:
        """The last day."""
        return answer_by(recount).isoformat()


class NewRecount(Strict):
    """A seat to be filled from the papers of its election."""

    term = Id(help_text="The term that ended early.")


class SeatAnswer(Strict):
    """Whether one takes the seat."""

    answer = Word(ANSWERS)
