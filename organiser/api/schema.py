"""The OpenAPI schema: drawn once per process, with every refusal documented in one place.

`schema.yml` is written anew with
`manage.py spectacular --custom-settings organiser.api.schema_settings.SETTINGS --file schema.yml`.
"""

from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer
from drf_spectacular.settings import patched_settings

from organiser.api.schema_settings import SETTINGS

PROBLEM = {
    "type": "object",
    "description": "A refusal (RFC 9457): the sentence that a page would show, with a code for programs.",
    "required": ["type", "title", "status", "detail", "code"],
    "additionalProperties": False,
    "properties": {
        "type": {"type": "string", "enum": ["about:blank"]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What was wrong and what to do, in a sentence."},
        "code": {"type": "string", "description": "A word that stays the same."},
        "rule": {"type": "string", "description": "The rule it rests on."},
        "field": {"type": "string", "description": "The field to blame."},
        "row": {"type": "integer", "description": "The row of a file."},
        "errors": {
            "type": "array",
            "description": "Each wrong field, where there are several.",
            "items": {
                "type": "object",
                "required": ["field", "sentence", "code"],
                "properties": {
                    "field": {"type": "string"},
                    "sentence": {"type": "string"},
                    "code": {"type": "string"},
                },
            },
        },
    },
}
ALWAYS = {
    "400": "Something needs to be put right; field names it.",
    "401": "Nobody is signed in, or the token is not known.",
    "403": "You belong here, but this is not yours to do.",
    "404": "There is no such thing, or none that you may know of.",
    "405": "This address does not answer to that method.",
    "406": "The answer cannot be had in that form.",
    "429": "Too many requests; Retry-After says when to come back.",
    "503": "Too much is going on; nothing was written.",
}
WRITING = {
    "409": "It was already done, or it is too early or too late for it.",
    "413": "The payload is too large.",
    "415": "The payload is of a kind that is not understood.",
    "422": "A rule of the body is not met.",
}
WHEN_READ = ("409",)
COLLECTION_SLASHES = 4  # /api/v1/motions/ has four; an address inside it has more
METHODS = ("get", "post", "put", "patch", "delete")
PROBLEM_TYPE = "application/problem+json"


def add_refusals(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:  # noqa: ARG001, FBT001  # spectacular's form
    """Postprocessing hook: write down for every operation how it can be refused, and that payloads are strict."""
    components = result.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    schemas["Problem"] = PROBLEM
    said = {"content": {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    components["responses"] = {
        f"Refused{code}": {"description": description, **said} for code, description in {**ALWAYS, **WRITING}.items()
    }
    for name, schema in schemas.items():
        if name.endswith("Request") and schema.get("type") == "object":
            schema.setdefault("additionalProperties", False)
        for part in schema.get("properties", {}).values():
            part.pop("x-spec-enum-id", None)
    for path, operations in result.get("paths", {}).items():
        for method, operation in operations.items():
            if method in METHODS:
                _finish(path, method, operation)
    return result


def _finish(path: str, method: str, operation: dict[str, Any]) -> None:
    """Name an operation by its own verb, and add its refusals."""
    if method == "post" and path.count("/") > COLLECTION_SLASHES:
        operation["operationId"] = operation["operationId"].removesuffix("_create")
    for code in sorted({*ALWAYS, *(WRITING if method != "get" else WHEN_READ)}):
        operation["responses"].setdefault(code, {"$ref": f"#/components/responses/Refused{code}"})
    for parameter in operation.get("parameters", []):
        parameter["schema"].pop("x-spec-enum-id", None)


@cache
def drawn() -> dict[str, Any]:
    """The schema as a table of names and values."""
    with patched_settings(SETTINGS):
        schema: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return schema


@cache
def drawn_as_yaml() -> str:
    """The schema as the file `schema.yml` holds it."""
    return OpenApiYamlRenderer().render(drawn()).decode()
