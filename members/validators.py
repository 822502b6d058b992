"""What is understood about people: shared by forms, serializers, imports and actions."""

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from organiser.base.errors import Invalid
from organiser.base.text import one_line


def clean_person_name(name: str) -> str:
    """A person's name, trimmed.

    Raises:
        Invalid: empty, above 200 letters, or with letters that hide or turn text.
    """
    name = " ".join(unicodedata.normalize("NFC", name).split())
    if not name:
        raise Invalid("Write the name.", code="name_missing", field="name")
    if len(name) > 200:
        raise Invalid("The name is longer than 200 letters. Shorten it.", code="name_long", field="name")
    if one_line(name) != name:
        raise Invalid("The name holds characters that cannot be printed. Type it again.", code="name", field="name")
    return name


def clean_email(email: str | None) -> str | None:
    """An e-mail address with its domain in lower case, or None: nobody needs one.

    Raises:
        Invalid: where it is no address.
    """
    email = one_line(email or "")
    if not email:
        return None
    try:
        validate_email(email)
    except ValidationError as error:
        raise Invalid(
            f"“{email}” is not an e-mail address. Correct it or leave it empty.", code="email", field="email"
        ) from error
    local, _, domain = email.rpartition("@")
    return f"{local}@{domain.lower()}"
