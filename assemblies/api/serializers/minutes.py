"""Minutes."""

from typing import Any

from rest_framework import serializers

from assemblies.enums import MinutesStatus
from organiser.base.api.serializers import BodyRef, Id, Shown, Strict


class AssemblyRef(serializers.Serializer[Any]):
    """An assembly, as its minutes point to it."""

    id = serializers.CharField(source="public_id")
    title = serializers.CharField()
    starts_at = serializers.DateTimeField()


class MinutesRow(Shown):
    """The minutes of an assembly, for members of its body."""

    id = serializers.CharField(source="public_id")
    body = BodyRef(source="assembly.body")
    assembly = AssemblyRef()
    status = serializers.ChoiceField(MinutesStatus)
    agreed_at = serializers.DateTimeField(allow_null=True)
    agreed_in = AssemblyRef(allow_null=True)
    digest = serializers.CharField(help_text="SHA-256 of the agreed text; empty for a draft.")


class MinutedRow(serializers.Serializer[Any]):
    """One item: what was said, what was decided."""

    item = serializers.CharField(source="id")
    position = serializers.IntegerField()
    title = serializers.CharField()
    motion = serializers.CharField(allow_blank=True, help_text="The motion under this item; empty where there is none.")
    mover = serializers.CharField(allow_blank=True)
    seconders = serializers.ListField(child=serializers.CharField())
    said = serializers.CharField()
    decided = serializers.ListField(child=serializers.CharField())


class MinutesRecord(Shown):
    """Minutes as they read now; once they are agreed, as they were agreed."""

    minutes = MinutesRow()
    present = serializers.IntegerField()
    quorum = serializers.CharField(help_text="The quorum when the assembly closed, in words.")
    items = MinutedRow(many=True)
    text = serializers.CharField(help_text="All of it as plain text.")


class Agreed(Strict):
    """The later assembly that agrees."""

    assembly = Id()
