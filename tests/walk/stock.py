"""The sentences that the frameworks say by themselves, so that tests can tell where one of them still comes out."""

import re
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django import forms
from django.core import validators
from rest_framework import exceptions, serializers
from rest_framework import validators as more_validators

PASSWORDS = (
    "This password is too short. It must contain at least {n} characters.",
    "The password is too similar to the {what}.",
    "This password is too common.",
    "You must type the same password each time.",
)
# Words by which a stock sentence is known on a whole page, where it stands among others.
TELLTALE = re.compile(
    r"This field |Ensure (this|that)|Enter a |Select a valid|valid choice|not a valid|No file was|Incorrect |Please |"
    r"Perhaps it was deleted|Page not found|Bad Request|Not Found|Method Not Allowed|Forbidden \(",
)


class _Anything(dict[str, int]):
    """Whatever a message asks for is there."""

    def __missing__(self, _name: str) -> int:
        return 7


def _families(kind: type) -> list[type]:
    return [kind, *(found for below in kind.__subclasses__() for found in _families(below))]


def _messages() -> list[Any]:
    fields = [kind for root in (forms.Field, serializers.Field) for kind in _families(root)]
    framework = [kind for kind in fields if kind.__module__.split(".")[0] in {"django", "rest_framework", "allauth"}]
    found = [text for kind in framework for text in vars(kind).get("default_error_messages", {}).values()]
    for module in (validators, more_validators):
        found += [kind.message for kind in vars(module).values() if isinstance(kind, type) and hasattr(kind, "message")]
    for adapter in (DefaultAccountAdapter, DefaultMFAAdapter):
        found += adapter.error_messages.values()
    found += [kind.default_detail for kind in _families(exceptions.APIException) if _is_framework(kind)]
    return [*found, *PASSWORDS, "No data provided"]


def _is_framework(kind: type) -> bool:
    return kind.__module__.startswith("rest_framework.")


def _pattern(message: Any) -> str:
    """What a message looks like once its gaps are filled."""
    text = str(message % 7 if "%d" in str(message) else message % _Anything())
    return re.sub(r"7|\\\{.*?\\\}", ".*", re.escape(text))


STOCK = [re.compile(_pattern(message), re.DOTALL) for message in _messages() if message]


def stock_among(sentences: list[str]) -> list[str]:
    """Those of the sentences that are a framework's own."""
    return [text for text in sentences if any(pattern.fullmatch(text) for pattern in STOCK)]
