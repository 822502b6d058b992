"""How many belonged at the end of each month, and whom a body could organise."""

from typing import Any

from rest_framework import serializers

from members.enums import Question, Said
from members.models import Headcount
from members.queries.headcounts import shown
from organiser.base.api.serializers import BodyRef, Day, Id, Shown, Strict, Text, Whole

NOT_TOLD = "Null where it is not told: fewer than five people, or a number from which so few could be reckoned."


class HeadcountRow(Shown):
    """The members of a body at the end of a month."""

    id = serializers.CharField(source="public_id")
    body = BodyRef()
    month = serializers.DateField(help_text="The first day of the month that was counted when it was over.")
    total = serializers.IntegerField(allow_null=True, help_text=NOT_TOLD)
    full = serializers.IntegerField(allow_null=True)
    trial = serializers.IntegerField(allow_null=True)
    supporters = serializers.IntegerField(allow_null=True)
    on_leave = serializers.IntegerField(allow_null=True)
    joined = serializers.IntegerField(allow_null=True, help_text="Belonged then, and not a month before.")
    left = serializers.IntegerField(allow_null=True, help_text="Belonged a month before, and not then.")
    counted_at = serializers.DateTimeField()

    def to_representation(self, instance: Headcount) -> dict[str, Any]:
        """What may be told of the row, in the place of what was counted."""
        told = shown(instance)
        for name, value in told.items():
            setattr(instance, name, value)
        return super().to_representation(instance)


class EstimateRow(Shown):
    """How many a body could organise, as it reckons itself."""

    id = serializers.CharField(source="public_id")
    body = BodyRef()
    number = serializers.IntegerField()
    source = serializers.CharField(help_text="Where the number comes from.")
    as_of = serializers.DateField()
    given_at = serializers.DateTimeField()


class NewEstimate(Strict):
    """A new number; the latest holds, earlier ones stay."""

    body = Id()
    number = Whole()
    source = Text(max_length=300)
    as_of = Day()


class AnswerRow(serializers.Serializer[Any]):
    """One answer, and how many members gave it."""

    said = serializers.ChoiceField(Said)
    number = serializers.IntegerField(allow_null=True, help_text=NOT_TOLD)


class QuestionRow(serializers.Serializer[Any]):
    """One question that is asked."""

    question = serializers.ChoiceField(Question)
    answers = AnswerRow(many=True)


class DescribedRow(serializers.Serializer[Any]):
    """What members say of themselves, as it stood at the end of a month."""

    month = serializers.DateField(allow_null=True, help_text="Null before the first count.")
    questions = QuestionRow(many=True)
