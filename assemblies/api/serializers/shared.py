"""People as the rows of this floor name them."""

from typing import Any

from rest_framework import serializers


class Named(serializers.Serializer[Any]):
    """A member, for those who may see names."""

    member = serializers.CharField(allow_null=True, help_text="Public id of the membership.")
    name = serializers.CharField()


def named(member: str | None, name: str) -> dict[str, str | None]:
    """A member as `Named` shows one."""
    return {"member": member, "name": name}
