"""Batches counted by two, printed papers, and papers with codes."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assemblies.enums import CountedWay
from assemblies.models import CountedBatch
from assemblies.queries.batches import differences
from organiser.base.api.serializers import Id, Strict, Text, Whole, Word, Yes

MOST = 999_999


class LineCount(Strict):
    """How many papers or hands say one thing."""

    line = Text(max_length=2000, help_text="for, against or abstain; or the line of a paper with options.")
    number = Whole(min_value=0, max_value=MOST)


class NewCount(Strict):
    """What one teller counted."""

    way = Word(CountedWay)
    number = Whole(required=False, min_value=1, max_value=MOST, help_text="Of the heap; 1 where it is left out.")
    papers = LineCount(many=True)
    rest_abstains = Yes(required=False, help_text="Of hands: that those who raised none abstain.")


class SetAside(Strict):
    """A batch that is given up, and why."""

    batch = Id()
    why = Text(max_length=300)


class Why(Strict):
    """The reason."""

    why = Text(max_length=300)


class DifferenceRow(serializers.Serializer[Any]):
    """One line on which two tellers differ."""

    line = serializers.CharField()
    words = serializers.CharField()
    first = serializers.IntegerField()
    second = serializers.IntegerField()


class BatchRow(serializers.Serializer[Any]):
    """A show of hands or a heap. What one teller counted is shown once both have entered."""

    id = serializers.CharField(source="public_id")
    way = serializers.ChoiceField(CountedWay)
    number = serializers.IntegerField()
    most = serializers.IntegerField(allow_null=True, help_text="Of hands: how many have one to raise.")
    entered = serializers.SerializerMethodField(help_text="By how many tellers.")
    agreed_at = serializers.DateTimeField(allow_null=True)
    counted = serializers.IntegerField(allow_null=True)
    set_aside_at = serializers.DateTimeField(allow_null=True)
    set_aside_why = serializers.CharField()
    differences = serializers.SerializerMethodField()

    def get_entered(self, batch: CountedBatch) -> int:
        """None, one or both."""
        return sum(found is not None for found in (batch.papers, batch.second))

    @extend_schema_field(DifferenceRow(many=True))
    def get_differences(self, batch: CountedBatch) -> list[dict[str, Any]]:
        """Line by line."""
        return [asdict(one) for one in differences(batch)]


class HandOut(Strict):
    """Who was given a paper."""

    member = Id(help_text="The membership.")


class ToPrint(Strict):
    """How many papers are to be printed."""

    number = Whole(min_value=1, max_value=MOST)


class SheetRow(serializers.Serializer[Any]):
    """A paper to be printed; code and tracker are empty in an open vote, and shown this once."""

    code = serializers.CharField()
    tracker = serializers.CharField()


class PrintedRow(serializers.Serializer[Any]):
    """Papers to be printed."""

    fingerprint = serializers.CharField(help_text="What stands on every paper of this ballot.")
    papers = SheetRow(many=True)


class PaperRead(Strict):
    """What a teller read on a paper with a code."""

    code = Text(max_length=40)
    choice = Text(max_length=2000, help_text="for, against or abstain; or the line of a paper with options.")


class ReadRow(serializers.Serializer[Any]):
    """Whether two tellers read the same, so that it counts."""

    agreed = serializers.BooleanField()


class WayRow(serializers.Serializer[Any]):
    """How many voted by one way."""

    way = serializers.CharField()
    voted = serializers.IntegerField()
    marked = serializers.IntegerField(allow_null=True, help_text="Of hands and papers: how many are marked for them.")


class TurnoutRow(serializers.Serializer[Any]):
    """How many have voted."""

    cast = serializers.IntegerField()
    entitled = serializers.IntegerField()
    by_way = WayRow(many=True, allow_null=True, help_text="Null for those who do not count.")
