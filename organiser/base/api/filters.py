"""Filters of lists: each takes one plain value and refuses what it does not understand."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from organiser.base.field_sentences import NO_ID
from organiser.base.forms import DayField, Form
from organiser.base.ids import ALPHABET, LENGTH

MOST_WORDS = 100
ID = rf"\A[{ALPHABET}]{{{LENGTH}}}\Z"


class Named(Form):
    """The filters of a list, each called by the name that stands in the address."""

    def name_of(self, field: str) -> str:
        """That name."""
        return field


class Filters(filters.FilterSet):  # type: ignore[misc]  # django-filter ships no types
    """What a list can be narrowed by; what is wrong with a filter is said in our words."""

    class Meta:
        form = Named


@extend_schema_field({"type": "string", "pattern": f"^[{ALPHABET}]{{{LENGTH}}}$"})
class IdFilter(filters.Filter):  # type: ignore[misc]  # django-filter ships no types
    """The public id of something."""

    field_class = forms.RegexField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(
            *args,
            regex=ID,
            error_messages={"invalid": NO_ID},
            **kwargs,
        )


@extend_schema_field(OpenApiTypes.INT)
class YearFilter(filters.Filter):  # type: ignore[misc]  # django-filter ships no types
    """A year in four digits."""

    field_class = forms.IntegerField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, min_value=1, max_value=9999, **kwargs)


@extend_schema_field(OpenApiTypes.DATE)
class DayFilter(filters.Filter):  # type: ignore[misc]  # django-filter ships no types
    """A day, as 2026-10-13."""

    field_class = DayField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, input_formats=["%Y-%m-%d"], **kwargs)


@extend_schema_field({"type": "string", "maxLength": MOST_WORDS})
class WordsFilter(filters.Filter):  # type: ignore[misc]  # django-filter ships no types
    """Words to look for."""

    field_class = forms.CharField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, max_length=MOST_WORDS, **kwargs)


class WordFilter(filters.ChoiceFilter):  # type: ignore[misc]  # django-filter ships no types
    """One of a few words."""

    def __init__(self, words: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        choices = list(words)
        known = ", ".join(value for value, _label in choices)
        message = f"{{name}} is none of the words known here: {known}."
        super().__init__(*args, choices=choices, empty_label=None, error_messages={"invalid_choice": message}, **kwargs)


@extend_schema_field(OpenApiTypes.BOOL)
class YesFilter(WordFilter):
    """Yes or no, sent as true or false; a method gets the word."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__([("true", "true"), ("false", "false")], *args, **kwargs)
