"""Fields and shapes of the API. They translate; rules are asked in the actions."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from rest_framework import serializers

from organiser.base.api.wording import NO_PAYLOAD, put_in_words
from organiser.base.field_sentences import NO_ID, OUT_OF_TIME, is_in_time
from organiser.base.fields import PARTIAL_DATE
from organiser.base.ids import ALPHABET, LENGTH

ID_PATTERN = f"[{re.escape(ALPHABET)}]{{{LENGTH}}}"


class Text(serializers.CharField):
    """A text that was sent as a text: a number or a yes is not turned into one. It may be empty."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("allow_blank", True)
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> str:
        """The text, trimmed; it is held against its length as it was sent, which is what the schema promises."""
        if not isinstance(data, str):
            self.fail("invalid")
        self.run_validators(data)
        return super().to_internal_value(data)


class Id(serializers.RegexField):
    """The public id of something."""

    default_error_messages = {"invalid": NO_ID}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(f"^{ID_PATTERN}$", **kwargs)

    def to_internal_value(self, data: Any) -> str:
        """The id as it was sent."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Word(serializers.ChoiceField):
    """One of a few words, sent as a text."""

    def to_internal_value(self, data: Any) -> str:
        """The word."""
        if not isinstance(data, str):
            self.fail("invalid_choice", input=data)
        return str(super().to_internal_value(data))


class Whole(serializers.IntegerField):
    """A whole number, sent as a number."""

    def to_internal_value(self, data: Any) -> int:
        """The number."""
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return super().to_internal_value(data)


class Yes(serializers.BooleanField):
    """Yes or no, sent as true or false: no word or number is turned into one."""

    def to_internal_value(self, data: Any) -> bool:
        """Yes or no."""
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class Day(serializers.DateField):
    """A day, within the years that anything here can be about."""

    default_error_messages = {"out_of_time": OUT_OF_TIME}

    def to_internal_value(self, value: Any) -> date:
        """The day."""
        day: date = super().to_internal_value(value)
        if not is_in_time(day):
            self.fail("out_of_time")
        return day


class Moment(serializers.DateTimeField):
    """A day and a time, within the same years."""

    default_error_messages = {"out_of_time": OUT_OF_TIME}

    def to_internal_value(self, value: Any) -> datetime:
        """The moment."""
        moment: datetime = super().to_internal_value(value)
        if not is_in_time(moment):
            self.fail("out_of_time")
        return moment


class PartialDate(Text):
    """A year, a month or a day, as far as it is known."""

    default_error_messages = {"partial_date": "Send {name} as a year (2019), a month (2019-05) or a day (2019-05-09)."}

    def to_internal_value(self, data: Any) -> str:
        """The date as it was given."""
        value = super().to_internal_value(data)
        if value and not PARTIAL_DATE.fullmatch(value):
            self.fail("partial_date")
        return value


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
