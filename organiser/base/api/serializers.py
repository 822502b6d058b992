"""Shapes of the API. They translate; rules are asked in the actions."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers

from organiser.base.api.fields import ID_PATTERN, Day, Id, JsonText, Moment, PartialDate, Text, Whole, Word, Yes
from organiser.base.api.wording import NO_PAYLOAD, put_in_words

__all__ = [
    "ID_PATTERN",
    "BodyRef",
    "Day",
    "Empty",
    "Id",
    "JsonText",
    "Moment",
    "PartialDate",
    "Problem",
    "Shown",
    "Strict",
    "Text",
    "Whole",
    "Word",
    "Yes",
    "follow",
]


class Strict(serializers.Serializer[Any]):
    """A payload in which nothing stands that is not understood: a misspelt field is refused and never dropped.

    What is wrong with a field is said in our words (`organiser.base.api.wording`).
    """

    def get_fields(self) -> dict[str, Any]:
        """The fields, each with our sentences."""
        fields: dict[str, Any] = super().get_fields()
        for name, field in fields.items():
            put_in_words(field, name)
        return fields

    def validate_empty_values(self, data: Any) -> tuple[bool, Any]:
        """Let a payload that is nothing at all be refused as no object."""
        return (False, None) if data is None and self.parent is None else super().validate_empty_values(data)

    def to_internal_value(self, data: Any) -> Any:
        """The values, after refusing what is no object and names that are not known here."""
        if self.parent is None and not isinstance(data, Mapping):
            raise serializers.ValidationError({"non_field_errors": [NO_PAYLOAD]}, code="invalid")
        if isinstance(data, Mapping):
            unknown = sorted(str(name) for name in data if name not in self.fields)
            if unknown:
                known = ", ".join(self.fields) or "none"
                sentence = f"There is no such field here. Fields: {known}."
                raise serializers.ValidationError({name: [sentence] for name in unknown}, code="unknown_field")
        return super().to_internal_value(data)


class Empty(Strict):
    """A payload without fields."""


class Shown(serializers.Serializer[Any]):
    """A row as a viewer may read it.

    Args:
        inside: fields for members of the row's body alone; others get null and learn neither names nor figures.
        body_path: where the row names the key of its body.
    """

    inside: ClassVar[tuple[str, ...]] = ()
    body_path: ClassVar[str] = "body_id"

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """The fields; what is for members of the body is not even looked up for others."""
        hidden: tuple[str, ...] = ()
        if self.inside and not self.context["eyes"].sees(follow(instance, self.body_path)):
            hidden = self.inside
        shown: dict[str, Any] = {}
        for name, field in self.fields.items():
            value = None if name in hidden else field.get_attribute(instance)
            shown[name] = None if value is None else field.to_representation(value)
        return shown


def follow(instance: Any, path: str) -> Any:
    """The value at the end of `motion__body_id`."""
    for name in path.split("__"):
        instance = getattr(instance, name)
    return instance


class BodyRef(serializers.Serializer[Any]):
    """A body, as other things point to it."""

    id = serializers.CharField(source="public_id")
    name = serializers.CharField()
    type = serializers.CharField()


class Problem(serializers.Serializer[Any]):
    """A refusal (RFC 9457): the sentence a page would show, with a code for programs."""

    type = serializers.CharField(help_text="Always about:blank.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="What was wrong and what to do, in a sentence.")
    code = serializers.CharField(help_text="A word that stays the same.")
    rule = serializers.CharField(required=False, help_text="The rule it rests on.")
    field = serializers.CharField(required=False, help_text="The field to blame.")
    row = serializers.IntegerField(required=False, help_text="The row of a file.")
