"""Supposed figures, and what would come of them."""

from typing import Any

from rest_framework import serializers

from assemblies.enums import BallotOutcome
from assemblies.queries.what_if import MOST
from organisations.enums import DecisionKind
from organisations.presets import PRESETS
from organiser.base.api.serializers import Strict

KINDS = [choice for choice in DecisionKind.choices if choice[0] != DecisionKind.FOUNDING]


def _whole(**more: Any) -> serializers.IntegerField:
    return serializers.IntegerField(min_value=0, max_value=MOST, **more)


class WhatIf(Strict):
    """A vote that nobody has held, as parameters of an address."""

    kind = serializers.ChoiceField(KINDS, help_text="The kind of decision.")
    votes_for = _whole(help_text="Or who agree, under rules of consensus.")
    votes_against = _whole(help_text="Or blocks.")
    abstentions = _whole(help_text="Or who stand aside.")
    present = _whole(help_text="In a ballot over days: all who voted.")
    entitled = _whole(help_text="Members with a vote.")
    attended = serializers.CharField(
        required=False,
        max_length=500,
        help_text="Came to the last assemblies, the latest first, with commas: for a quorum of their average.",
    )
    short_notice = serializers.BooleanField(
        required=False, default=False, help_text="Whether the motion came without its notice."
    )
    round = serializers.IntegerField(
        required=False, default=1, min_value=1, max_value=99, help_text="Which round of consensus it is."
    )
    principled = _whole(required=False, default=0, help_text="How many of the others find each block principled.")
    preset = serializers.ChoiceField(
        sorted(PRESETS), required=False, help_text="Rules by name, in place of the version in the address."
    )

    def validate_attended(self, given: str) -> tuple[int, ...]:
        """The numbers between the commas."""
        parts = [part.strip() for part in given.split(",")]
        if not all(part.isascii() and part.isdigit() and int(part) <= MOST for part in parts):
            raise serializers.ValidationError("Write whole numbers with commas between them, such as 12,9,10.")
        return tuple(int(part) for part in parts)


class WhatIfRow(serializers.Serializer[Any]):
    """What would come of it."""

    outcome = serializers.ChoiceField(BallotOutcome)
    rule = serializers.CharField(help_text="The rule in words.")
    needed = serializers.IntegerField(help_text="Votes for that carry.")
    second_needed = serializers.IntegerField(help_text="Votes for that a second majority needs; 0 where there is none.")
    quorum_needed = serializers.IntegerField()
    quorum_reached = serializers.BooleanField()
    sentences = serializers.ListField(child=serializers.CharField())
    steps = serializers.ListField(child=serializers.ListField(child=serializers.CharField()))
