"""How the schema is drawn: for drf-spectacular, wherever it draws."""

from typing import Any

SETTINGS: dict[str, Any] = {
    "TITLE": "Organiser",
    "DESCRIPTION": (
        "The same actions and the same rules as the pages. Objects are named by public ids of 16 letters and digits. "
        "Every refusal is a problem+json (RFC 9457) with a sentence and a code."
    ),
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "COMPONENT_SPLIT_PATCH": False,
    "DISABLE_ERRORS_AND_WARNINGS": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": ["organiser.api.schema.add_refusals"],
    "LICENSE": {"name": "AGPL-3.0-or-later"},
}
