"""What the page of documentation shows, drawn from the schema and from nothing else, so that it cannot lag behind."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from organiser.api.examples import Examples
from organiser.api.schema import METHODS, drawn

TITLES = {
    "organisations": "Organisations",
    "bodies": "Bodies",
    "councils": "Councils",
    "events": "What happened to bodies",
    "rules": "Rules",
    "decisions": "Decisions",
    "aims": "Aims",
    "interventions": "Interventions of the operator",
    "programmes": "Programmes",
    "dissents": "Dissents",
    "alliances": "Alliances",
    "affiliations": "Affiliations",
    "memberships": "Register",
    "applications": "Asking to join",
    "joining": "The page to join",
    "transfers": "Moves between branches",
    "duplicates": "Records that look like one person",
    "merges": "Records that became one",
    "headcounts": "How many we are, month by month",
    "estimates": "Whom a body could organise",
    "imports": "Imports",
    "dues-schemes": "What is asked in dues",
    "dues-accounts": "Accounts of dues",
    "dues-entries": "Lines of accounts of dues",
    "dues-runs": "Periods that were charged",
    "dues-reminders": "Reminders of dues",
    "statements": "Bank statements",
    "lists": "Saved lists",
    "exports": "Exports that need a second person",
    "mailings": "Letters to members",
    "assemblies": "Assemblies",
    "motions": "Motions",
    "nominations": "Nominations in elections",
    "roll-challenges": "Challenges of rolls",
    "ballots": "Ballots",
    "recounts": "Seats that fell free, and the papers counted again for them",
    "standings": "Who has a vote, and why",
    "exclusions": "Exclusions, from the notice on",
    "minutes": "Minutes",
    "tasks": "Tasks of decisions",
    "roles": "Roles",
    "terms": "Terms",
    "erasures": "Locked records",
    "ended-sign-ins": "Ending all sign-ins",
    "tokens": "Tokens",
    "me": "Yourself",
}


@dataclass(frozen=True)
class Part:
    """A parameter or a field."""

    name: str
    kind: str
    needed: bool
    text: str


@dataclass(frozen=True)
class Answer:
    """What can come back."""

    code: str
    text: str
    example: str = ""


@dataclass(frozen=True)
class Operation:
    """One method of one address."""

    anchor: str
    method: str
    path: str
    summary: str
    text: str
    parameters: list[Part]
    fields: list[Part]
    media_type: str
    example: str
    answers: list[Answer]
    refusals: list[Answer]


@dataclass(frozen=True)
class Group:
    """The operations on one kind of thing."""

    anchor: str
    title: str
    operations: list[Operation]


KINDS = {
    "integer": "whole number",
    "boolean": "true or false",
    "object": "object",
    "string": "text",
    "array": "list",
    "binary": "file",
    "date": "day",
    "date-time": "day and time",
}


def _kind(shape: dict[str, Any]) -> str:
    """The kind of a value, in words."""
    if shape.get("enum"):
        return "one of: " + ", ".join(str(word) for word in shape["enum"] if word != "")
    if "pattern" in shape:
        return "public id"
    if "maxLength" in shape:
        return f"text of at most {shape['maxLength']} letters"
    return KINDS.get(shape.get("format", ""), KINDS.get(shape.get("type", ""), "any JSON"))


def _said(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


def _fields(examples: Examples, shape: dict[str, Any]) -> list[Part]:
    shape = examples.resolved(shape)
    needed = shape.get("required", [])
    return [
        Part(name, _kind(examples.resolved(inner)), name in needed, inner.get("description", ""))
        for name, inner in shape.get("properties", {}).items()
    ]


def _operation(examples: Examples, refused: dict[str, Any], path: str, method: str, found: dict[str, Any]) -> Operation:
    payload = found.get("requestBody", {}).get("content", {})
    media_type, content = next(iter(payload.items()), ("", {}))
    answers, refusals = [], []
    for code, answer in found["responses"].items():
        if "$ref" in answer:
            refusals.append(Answer(code, refused[answer["$ref"].rsplit("/", 1)[1]]["description"]))
            continue
        shape = answer["content"]["application/json"]["schema"]
        text = examples.resolved(shape).get("description", "").split("\n")[0]
        answers.append(Answer(code, text or "A page of rows.", _said(examples.of(shape))))
    fields = _fields(examples, content["schema"]) if content else []
    return Operation(
        anchor=found["operationId"],
        method=method.upper(),
        path=path,
        summary=found["summary"],
        text="" if found["description"] == found["summary"] else found["description"],
        parameters=[
            Part(one["name"], _kind(one["schema"]), one.get("required", False), one.get("description", ""))
            for one in found.get("parameters", [])
        ],
        fields=fields,
        media_type=media_type,
        example=_said(examples.of(content["schema"])) if fields else "",
        answers=answers,
        refusals=refusals,
    )


@cache
def groups() -> list[Group]:
    """Every operation, under what it is about."""
    schema = drawn()
    examples, refused = Examples(schema), schema["components"]["responses"]
    found: dict[str, list[Operation]] = {name: [] for name in TITLES}
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            if method in METHODS:
                found[operation["tags"][0]].append(_operation(examples, refused, path, method, operation))
    return [Group(f"about-{name}", TITLES[name], operations) for name, operations in found.items()]
