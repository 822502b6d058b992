"""What a count leaves behind: the board of a secret ballot, and ties with how they were decided."""

from typing import Any

from rest_framework import serializers

from assemblies.enums import TieMeans
from organiser.base.api.serializers import Id, Moment, Shown, Strict, Text, Word


class SealedRow(serializers.Serializer[Any]):
    """A paper of a closed secret ballot under its tracker."""

    tracker = serializers.CharField()
    choice = serializers.CharField()


class TieRow(Shown):
    """Options between which a count could not choose, and how that was decided."""

    body_path = "ballot__body_id"

    id = serializers.CharField(source="public_id")
    stage = serializers.CharField()
    purpose = serializers.CharField(help_text="exclude, transfer, lock or win.")
    options = serializers.ListField(child=serializers.CharField())
    take = serializers.IntegerField(help_text="How many of them are to be named.")
    count = serializers.DictField(help_text="The record of the count up to there.")
    announced = serializers.CharField(help_text="By which source it will be drawn; empty until that was told.")
    announced_at = serializers.DateTimeField(allow_null=True)
    run_off_seats = serializers.IntegerField(
        allow_null=True, help_text="How many of them a run-off chooses; null where the tie is for no run-off."
    )
    run_off = serializers.CharField(
        source="run_off.public_id", allow_null=True, default=None, help_text="The ballot that decides it; null before."
    )
    by = serializers.CharField(help_text="lot, casting_vote or run_off; empty while it waits.")
    chosen = serializers.ListField(child=serializers.CharField(), allow_null=True)
    note = serializers.CharField()
    evidence = serializers.DictField(allow_null=True, help_text="Every step of the draw.")
    decided_at = serializers.DateTimeField(allow_null=True)


class LotSource(Strict):
    """By which public source a tie will be drawn."""

    source = Text(max_length=300)


class RunOff(Strict):
    """Where and until when a run-off is held: in an open assembly, or until a time."""

    assembly = Id(required=False)
    closes_at = Moment(required=False)


class TieDecision(Strict):
    """How a tie was decided."""

    by = Word([(TieMeans.LOT.value, "By lot"), (TieMeans.CASTING_VOTE.value, "By the casting vote of the chair")])
    chosen = serializers.ListField(child=Text(max_length=200), required=False)
    values = serializers.ListField(
        child=Text(max_length=500), required=False, help_text="What the source said that was told beforehand."
    )
    note = Text(required=False, max_length=300)
