"""Blocks of a round of consensus, and what the others say of them."""

from typing import Any

from rest_framework import serializers

from assemblies.models import Judgement
from organiser.base.api.serializers import Id, Shown, Strict


class BlockRow(Shown):
    """A block that the others judge, with its reason."""

    id = serializers.CharField(source="public_id")
    number = serializers.IntegerField(help_text="Its place among the blocks of the round, from 1 on.")
    member = serializers.CharField(allow_null=True, help_text="The membership of whoever blocks.")
    name = serializers.CharField(source="vote.entry.person.name")
    reason = serializers.CharField(source="vote.reason", help_text="Empty where an erasure took it out.")
    mine = serializers.BooleanField(
        allow_null=True, help_text="Whether you find it principled; null before you have said so."
    )


class JudgementRow(Shown):
    """What somebody said of a block."""

    block = serializers.CharField(source="block.public_id")
    member = serializers.CharField(allow_null=True)
    name = serializers.CharField(source="entry.person.name")
    principled = serializers.BooleanField()
    judged_at = serializers.DateTimeField()
    by_card = serializers.SerializerMethodField(help_text="Whether those who count wrote it down for the member.")

    def get_by_card(self, judgement: Judgement) -> bool:
        """Whether somebody else wrote it down."""
        return judgement.taken_by_id is not None


class OneAnswer(Strict):
    """Whether one block is principled."""

    block = Id()
    principled = serializers.BooleanField()


class Answers(Strict):
    """What you say of blocks. The same answers sent again count once."""

    answers = OneAnswer(many=True)
    member = Id(required=False, help_text="For those who count: the membership of somebody in the room.")


class Answered(serializers.Serializer[Any]):
    """How many answers of that person are in the box now."""

    answered = serializers.IntegerField()
