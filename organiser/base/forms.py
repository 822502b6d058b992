"""The form of every page: what is to be put right is said in our words, with the label of the field."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from organiser.base.field_sentences import (
    DAY,
    FILE_EMPTY,
    FILE_NAME_TOO_LONG,
    NULL_BYTE,
    OUT_OF_TIME,
    TIME,
    TOO_LARGE,
    TOO_LONG,
    TOO_SHORT,
    TOO_SMALL,
    Sentences,
    filled,
    is_in_time,
    quoted,
)


class DayInput(forms.DateInput):
    """The browser's own calendar, which reads a day as 2024-03-01 alone; typed so where there is none."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None, format: str | None = None) -> None:  # noqa: A002  # Django's
        super().__init__(attrs=attrs, format=format or "%Y-%m-%d")


class DayField(forms.DateField):
    """A day, within the years that anything here can be about."""

    widget = DayInput
    default_error_messages = {"out_of_time": OUT_OF_TIME}

    def validate(self, value: date | None) -> None:
        """Refuse the year 1 and the year 9999."""
        super().validate(value)
        if value is not None and not is_in_time(value):
            raise ValidationError(self.error_messages["out_of_time"], code="out_of_time")


ONE_OF = "Choose one of the listed answers for {name}."
SOME_OF = "Choose among the listed answers for {name}."
NO_FILE = "Choose a file for {name}."
# By kind of field and Django's code; a kind has the sentences of the kinds it is made from too.
SENTENCES: dict[type[forms.Field], Sentences] = {
    forms.Field: {
        "required": "Fill in {name}.",
        "invalid": "{name} cannot be understood. Look at it and write it again.",
        "null_characters_not_allowed": NULL_BYTE,
    },
    forms.CharField: {"max_length": TOO_LONG, "min_length": TOO_SHORT},
    forms.EmailField: {"invalid": "Write a whole address in {name}, such as ana@example.org."},
    forms.IntegerField: {
        "invalid": "Write a whole number in {name}, in digits.",
        "max_value": TOO_LARGE,
        "min_value": TOO_SMALL,
        "step_size": "{name} goes in steps of {limit}. Take a number that fits.",
    },
    forms.DateField: {"invalid": f"Write the date in {{name}} as {DAY}."},
    forms.TimeField: {"invalid": f"Write the time in {{name}} as {TIME}."},
    forms.BooleanField: {"required": "Tick {name}."},
    forms.ChoiceField: {"required": ONE_OF, "invalid_choice": ONE_OF},
    forms.MultipleChoiceField: {"required": SOME_OF, "invalid_choice": SOME_OF, "invalid_list": SOME_OF},
    forms.FileField: {
        "required": NO_FILE,
        "missing": NO_FILE,
        "invalid": "No file came with {name}. Choose it again and send the form once more.",
        "empty": FILE_EMPTY,
        "max_length": FILE_NAME_TOO_LONG,
        "contradiction": "For {name} a file was chosen and to be left out at once. Do one of the two.",
    },
    forms.JSONField: {"invalid": "{name} arrived damaged. Load the page again and send it once more."},
}


def _sentence(field: forms.Field, error: ValidationError) -> str | None:
    """The sentence for an error of a field, from the table or as the field itself words it; None where it is final."""
    code = str(error.code)
    if _is_stock(field, error):
        kinds = (SENTENCES.get(kind, {}) for kind in type(field).__mro__)
        return next((sentences[code] for sentences in kinds if code in sentences), None)
    return str(error.message) if error.message is field.error_messages.get(code) else None


def _is_stock(field: forms.Field, error: ValidationError) -> bool:
    """Whether a message is the framework's own: none that somebody wrote for this field or raised in a form."""
    kinds = [kind for kind in type(field).__mro__ if kind.__module__.startswith("django.")]
    if any(error.message is vars(kind).get("default_error_messages", {}).get(error.code) for kind in kinds):
        return True
    return any(error.message is getattr(type(check), "message", None) for check in field.validators)


class PlainWords:
    """Goes before `forms.Form`, ours or another's: what is to be put right is said in the words of the table."""

    fields: dict[str, forms.Field]

    def name_of(self, field: str) -> str:
        """What a sentence calls a field: its label."""
        return str(self[field].label)  # type: ignore[index]  # every form gives its bound fields by name

    def add_error(self, field: str | None, error: Any) -> None:
        """Put an error where it belongs, in our words where it comes in the framework's."""
        errors = error if isinstance(error, ValidationError) else ValidationError(error)
        if hasattr(errors, "error_dict"):
            named = {name: list(self._in_words(name, found)) for name, found in errors.error_dict.items()}
            super().add_error(field, ValidationError(named))  # type: ignore[misc]  # of the form beside this class
        else:
            plain = list(self._in_words(field or NON_FIELD_ERRORS, errors.error_list))
            super().add_error(field, ValidationError(plain))  # type: ignore[misc]  # the same

    def _in_words(self, name: str, errors: list[ValidationError]) -> Iterator[ValidationError]:
        field = self.fields.get(name)
        for error in errors:
            sentence = _sentence(field, error) if field is not None else None
            if sentence is None:
                yield error
                continue
            given = error.params or {}
            told = filled(
                sentence,
                name=quoted(self.name_of(name)),
                length=given.get("show_value", given.get("length")),
                limit=given.get("limit_value", given.get("max")),
            )
            yield ValidationError(told, code=error.code)


class Form(PlainWords, forms.Form):
    """The form every form of ours is made from."""
