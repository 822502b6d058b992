"""Model fields used on every floor."""

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from organiser.base.ids import LENGTH, new_public_id

PARTIAL_DATE = re.compile(r"(?P<year>[0-9]{4})(-(?P<month>[0-9]{2})(-(?P<day>[0-9]{2}))?)?")


class PublicIdField(models.CharField):  # type: ignore[type-arg]  # generic for the checker alone
    """A random, unique, uneditable name for a row, safe to show."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.update(max_length=LENGTH, default=new_public_id, unique=True, editable=False)
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        """Leave out of migrations what the class itself decides."""
        name, path, args, kwargs = super().deconstruct()
        for key in ("max_length", "default", "unique", "editable"):
            kwargs.pop(key, None)
        return name, path, args, kwargs


def validate_partial_date(value: str) -> None:
    """Accept `2019`, `2019-05` or `2019-05-09`; raise ValidationError for anything else (mission A27)."""
    parts = PARTIAL_DATE.fullmatch(value)
    try:
        known = parts is not None and date(int(parts["year"]), int(parts["month"] or 1), int(parts["day"] or 1))
    except ValueError:  # the 30th of February
        known = False
    if not known:
        message = "Give a year (2019), a month (2019-05) or a day (2019-05-09)."
        raise ValidationError(message, code="partial_date")


class PartialDateField(models.CharField):  # type: ignore[type-arg]  # generic for the checker alone
    """A date of which only the year or the month may be known; it is kept as it was given and sorts as text."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        super().__init__(**kwargs)
        self.validators = [*self.validators, validate_partial_date]

    def deconstruct(self) -> Any:
        """Leave out of migrations what the class itself decides."""
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("max_length", None)
        return name, path, args, kwargs
