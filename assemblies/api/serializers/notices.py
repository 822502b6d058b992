"""Who was told of an assembly."""

from typing import Any

from rest_framework import serializers

from assemblies.queries.notices import ToldOf


class NoticeRow(serializers.Serializer[Any]):
    """A notice of an assembly, and how many copies are where. What fewer than five could be reckoned from is null."""

    at = serializers.DateTimeField(source="notice.mailing.released_at")
    item = serializers.CharField(
        source="notice.item.public_id", allow_null=True, default=None, help_text="What came onto the agenda later."
    )
    mailing = serializers.SerializerMethodField(help_text="The letter; null for those who do not keep the register.")
    sent = serializers.IntegerField(source="counts.sent", allow_null=True)
    on_paper = serializers.IntegerField(source="counts.on_paper", allow_null=True)
    printed = serializers.IntegerField(source="counts.printed", allow_null=True, help_text="Of those on paper.")
    came_back = serializers.IntegerField(source="counts.came_back", allow_null=True)
    printed_since = serializers.IntegerField(
        source="counts.printed_since", allow_null=True, help_text="Of those that came back."
    )
    waiting = serializers.IntegerField(source="counts.waiting", allow_null=True)
    stopped = serializers.IntegerField(source="counts.stopped", allow_null=True)

    def get_mailing(self, told: ToldOf) -> str | None:
        """Its public id."""
        return told.notice.mailing.public_id if told.whole else None
