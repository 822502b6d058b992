"""Reading what programs send: JSON that is not too big, not too deep and free of what no database keeps."""

import json
from collections.abc import Mapping
from math import isfinite
from typing import IO, Any

from django.conf import settings
from rest_framework import status
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser, MultiPartParser

MOST_BYTES = 1024 * 1024
MOST_DEPTH = 20
MOST_DIGITS = 40
ROOM_FOR_FIELDS = 64 * 1024


class TooLarge(APIException):
    """The body is bigger than this address takes."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"


def _refuse_size(bytes_sent: int, most: int) -> None:
    if bytes_sent > most:
        raise TooLarge(f"The body is larger than {most // 1024} kB. Send less at once.")


def _declared_length(context: Mapping[str, Any]) -> int:
    """What the sender says the body weighs; nothing where it says nothing that can be read."""
    length = str(context["request"].META.get("CONTENT_LENGTH") or "0")
    return int(length) if length.isascii() and length.isdigit() else 0


def _refuse_constant(name: str) -> Any:
    raise ParseError(f"{name} is no number in JSON. Send a number or null.")


def _whole(digits: str) -> int:
    """A whole number; one of thousands of digits would take long to read, and none here has more than a few."""
    if len(digits) > MOST_DIGITS:
        raise ParseError(f"The body holds a number of more than {MOST_DIGITS} digits. Send a smaller one.")
    return int(digits)


def _fraction(digits: str) -> float:
    """A number with a point or an exponent, where there is such a number."""
    number = float(digits)
    if not isfinite(number):
        raise ParseError("The body holds a number that is too large to be kept. Send a smaller one.")
    return number


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which every name stands once: of two values one would be lost without a word."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ParseError(f"“{name[:80]}” stands twice in one object. Send it once.")
        found[name] = value
    return found


def refuse_unstorable(value: Any, depth: int = 0) -> None:
    """Refuse null bytes, half letters (lone surrogates) and nesting without end, wherever they stand.

    Raises:
        ParseError: saying which of them it was.
    """
    if depth >= MOST_DEPTH and isinstance(value, dict | list):
        raise ParseError(f"The body is nested more than {MOST_DEPTH} deep. Send it flatter.")
    if isinstance(value, str):
        if "\x00" in value:
            raise ParseError("The body holds a null byte. Take it out.")
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise ParseError("The body holds half of a letter (a lone surrogate). Send whole letters.") from error
    elif isinstance(value, dict):
        for name, inner in value.items():
            refuse_unstorable(name, depth)
            refuse_unstorable(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            refuse_unstorable(inner, depth + 1)


def read_json(text: str) -> Any:
    """The value that a text holds.

    Raises:
        ParseError: where it is no JSON, or nothing that can be kept.
    """
    try:
        value = json.loads(
            text,
            parse_constant=_refuse_constant,
            parse_int=_whole,
            parse_float=_fraction,
            object_pairs_hook=_without_doubles,
        )
    except RecursionError as error:
        raise ParseError(f"The body is nested more than {MOST_DEPTH} deep. Send it flatter.") from error
    except json.JSONDecodeError as error:
        raise ParseError(
            f"The body is not valid JSON from line {error.lineno}, column {error.colno}. Put it right there."
        ) from error
    refuse_unstorable(value)
    return value


class Json(BaseParser):
    """`application/json` in UTF-8, at most a megabyte, at most twenty deep, each name once."""

    media_type = "application/json"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """Give the value the body holds.

        Raises:
            TooLarge, ParseError: where it cannot be taken.
        """
        _refuse_size(_declared_length(parser_context or {}), MOST_BYTES)
        body: bytes = stream.read(MOST_BYTES + 1)
        _refuse_size(len(body), MOST_BYTES)
        try:
            return read_json(body.decode("utf-8"))
        except UnicodeDecodeError as error:
            raise ParseError("The body is not written in UTF-8. Send it in UTF-8.") from error


class Upload(MultiPartParser):
    """`multipart/form-data` with a file, refused by its declared size before it is read."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        """Give fields and files.

        Raises:
            TooLarge: where the sender announces more than an import takes.
            ParseError: where its parts cannot be told apart.
        """
        _refuse_size(_declared_length(parser_context or {}), settings.IMPORT_MAX_BYTES + ROOM_FOR_FIELDS)
        try:
            return super().parse(stream, media_type, parser_context)
        except ParseError as error:
            raise ParseError("The parts of the form cannot be told apart. Send it once more, in one piece.") from error
