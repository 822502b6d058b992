"""Settings come from the environment and are read strictly: a misspelt value stops the start instead of being guessed.

A secret may also live in a file: `NAME_FILE=/run/secrets/name` is read where `NAME` is not given.
"""

import os
import re
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """The variable `name` as it stands, or `default` where it is missing."""
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    """A yes or no. Only `True` and `False` are understood.

    Raises ImproperlyConfigured for any other word.
    """
    value = os.environ.get(name)
    if value is None or value == "":
        return default
    if value not in {"True", "False"}:
        message = f"{name} must be True or False, not {value!r}."
        raise ImproperlyConfigured(message)
    return value == "True"


def number(name: str, *, default: int, least: int = 0) -> int:
    """A whole number of at least `least`.

    Raises ImproperlyConfigured where it is not one.
    """
    value = os.environ.get(name)
    if value is None or value == "":
        return default
    if not value.isascii() or not value.isdigit() or int(value) < least:
        message = f"{name} must be a whole number of at least {least}, not {value!r}."
        raise ImproperlyConfigured(message)
    return int(value)


def one_of(name: str, allowed: tuple[str, ...], default: str) -> str:
    """One of the words in `allowed`.

    Raises ImproperlyConfigured for any other word.
    """
    value = os.environ.get(name) or default
    if value not in allowed:
        message = f"{name} must be one of {', '.join(allowed)}, not {value!r}."
        raise ImproperlyConfigured(message)
    return value


def address(name: str, default: str) -> str:
    """The beginning of a web address, without a slash at its end.

    Raises ImproperlyConfigured where it is none.
    """
    value = (os.environ.get(name) or default).rstrip("/")
    if not re.fullmatch(r"https?://[A-Za-z0-9.\-\[\]:]+", value):
        message = f"{name} must be an address such as https://organiser.example, not {value!r}."
        raise ImproperlyConfigured(message)
    return value


def words(name: str, default: str = "") -> list[str]:
    """A list parted by commas, without empty parts."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def secret(name: str, default: str = "") -> str:
    """A secret from `name`, or from the file that `name`_FILE points to.

    Raises ImproperlyConfigured where both are given or the file cannot be read.
    """
    value, path = os.environ.get(name), os.environ.get(f"{name}_FILE")
    if value and path:
        message = f"Give {name} or {name}_FILE, not both."
        raise ImproperlyConfigured(message)
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            message = f"{name}_FILE points to {path}, which cannot be read: {error.strerror}."
            raise ImproperlyConfigured(message) from error
    return value or default
