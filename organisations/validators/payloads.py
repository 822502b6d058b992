"""What a payload holds, of the type it has to be: nothing is turned into text that was not sent as text."""

from typing import Any

from organiser.base.errors import Invalid

Payload = dict[str, Any]


def word(payload: Payload, name: str, default: str = "") -> str:
    """The text of that name, or the default where nothing was sent.

    Raises:
        Invalid: for anything else than text, so that no body is ever called “None”.
    """
    given = payload.get(name, default)
    if not isinstance(given, str):
        raise Invalid(f"Send “{name.replace('_', ' ')}” as text.", code="not_text", field=name)
    return str(given)


def yes_or_no(payload: Payload, name: str, *, default: bool = False) -> bool:
    """The yes or no of that name, or the default where nothing was sent.

    Raises:
        Invalid: for anything else.
    """
    given = payload.get(name, default)
    if not isinstance(given, bool):
        raise Invalid("Say yes or no.", code="yes_or_no", field=name)
    return given
