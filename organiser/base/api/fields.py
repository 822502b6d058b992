"""Fields of payloads: they take what was sent as what it was sent as, and turn nothing into something else."""

import re
from datetime import date, datetime
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ParseError

from organiser.base.api.parsers import read_json
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


class JsonText(serializers.JSONField):
    """JSON that stands as a text in a form, read as carefully as a whole payload."""

    def to_internal_value(self, data: Any) -> Any:
        """The value it holds."""
        try:
            return read_json(data)
        except (ParseError, TypeError):
            self.fail("invalid")


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
