"""Sentences for the fields of payloads: the same as on pages, with the name by which a program sends the field."""

from typing import Any

from rest_framework import serializers

from organiser.base.field_sentences import (
    DAY,
    FILE_EMPTY,
    FILE_NAME_TOO_LONG,
    NULL_BYTE,
    TIME,
    TOO_LARGE,
    TOO_LONG,
    TOO_SHORT,
    TOO_SMALL,
    Sentences,
    filled,
    quoted,
)

NO_PAYLOAD = "The payload is an object. Send names and values in braces."
NO_LIST = "{name} is a list. Send it in square brackets."
EMPTY_LIST = "{name} is empty. Send at least one."
NO_OBJECT = "{name} is an object. Send names and values in braces."
NO_FILE = "{name} is a file. Send it as multipart/form-data."
NO_DAY = f"{{name}} is a day. Send it as {DAY}."
NO_MOMENT = f"{{name}} is a moment. Send it as {DAY}T{TIME}:00+01:00."
# By kind of field and the framework's code; a kind has the sentences of the kinds it is made from too.
SENTENCES: dict[type[serializers.Field[Any, Any, Any, Any]], Sentences] = {
    serializers.Field: {
        "required": "{name} is missing. Send it.",
        "null": "{name} is null. Send a value.",
        "invalid": "{name} cannot be understood. Send it as the documentation shows it.",
        "null_characters_not_allowed": NULL_BYTE,
        "surrogate_characters_not_allowed": "{name} holds half of a letter. Send whole letters.",
    },
    serializers.CharField: {
        "invalid": "{name} is a text. Send it in quotation marks.",
        "blank": "{name} is empty. Send a text.",
        "max_length": TOO_LONG,
        "min_length": TOO_SHORT,
    },
    serializers.IntegerField: {
        "invalid": "{name} is a whole number. Send it without quotation marks and without a point.",
        "max_value": TOO_LARGE,
        "min_value": TOO_SMALL,
        "max_string_length": "{name} has more digits than any number here. Send a smaller one.",
    },
    serializers.ChoiceField: {"invalid_choice": "{name} is none of the words known here: {choices}."},
    serializers.MultipleChoiceField: {"not_a_list": NO_LIST, "empty": EMPTY_LIST},
    serializers.DateField: {"invalid": NO_DAY, "datetime": NO_DAY},
    serializers.DateTimeField: dict.fromkeys(("invalid", "date", "make_aware", "overflow"), NO_MOMENT),
    serializers.ListField: {
        "not_a_list": NO_LIST,
        "empty": EMPTY_LIST,
        "min_length": EMPTY_LIST,
        "max_length": "{name} has {length} entries; at most {limit} can be sent at once. Send fewer.",
    },
    serializers.ListSerializer: {
        "not_a_list": NO_LIST,
        "empty": EMPTY_LIST,
        "min_length": EMPTY_LIST,
        "max_length": "{name} has more than {limit} entries. Send fewer at once.",
    },
    serializers.DictField: {"not_a_dict": NO_OBJECT, "empty": "{name} is empty. Send names and values."},
    serializers.JSONField: {"invalid": "{name} is not valid JSON. Put it right and send it again."},
    serializers.FileField: {
        "required": "{name} is missing. Send it as multipart/form-data.",
        "invalid": NO_FILE,
        "no_name": "The file in {name} has no name. Send one with it.",
        "empty": FILE_EMPTY,
        "max_length": FILE_NAME_TOO_LONG,
    },
    serializers.BaseSerializer: {"invalid": NO_OBJECT},
}


def _own_sentence(field: Any, code: str) -> str | None:
    """The sentence for a kind of field and a code; None where there is none."""
    kinds = (SENTENCES.get(kind, {}) for kind in type(field).__mro__)
    return next((sentences[code] for sentences in kinds if code in sentences), None)


def _is_stock(field: Any, code: str) -> bool:
    """Whether the message of a code is the framework's own: neither written for this field nor for a kind of ours."""
    message = field.error_messages[code]
    kinds = [kind for kind in type(field).__mro__ if kind.__module__.startswith("rest_framework.")]
    return any(message is vars(kind).get("default_error_messages", {}).get(code) for kind in kinds)


def put_in_words(field: Any, name: str) -> None:
    """Give a field, and what it is a list of, our sentences with its name in them."""
    given = {"name": quoted(name), "choices": ", ".join(str(value) for value in getattr(field, "choices", ()))}
    sentences = {
        code: (_own_sentence(field, code) if _is_stock(field, code) else None) or str(message)
        for code, message in field.error_messages.items()
    }
    # The framework fills in the length and the limit: in messages under its own names, in validators by another sign.
    for code, sentence in sentences.items():
        field.error_messages[code] = filled(sentence, **given, limit=f"{{{code}}}")
    for check in getattr(field, "validators", ()):
        found = sentences.get(check.code) or _own_sentence(field, check.code)
        if found is not None:
            check.message = filled(found, **given, length="%(show_value)s", limit="%(limit_value)s")
    child = getattr(field, "child", None)
    if child is not None:
        put_in_words(child, name)
