"""An example for each shape of the schema, with words a branch would use."""

from typing import Any

SAMPLES: dict[str, Any] = {
    "address": "12 Quay Street",
    "aims": "Good homes for all.",
    "as_of": "2026-10-13",
    "code": "7k2m-p9qd-4v0c-8ahz",
    "cursor": "WyJsaW5kcXZpc3QiLCAiN2sybTlxZHg0djBjOGFoeiJd",
    "cast": 31,
    "constituency": "Tenants of the harbour",
    "days": 90,
    "delimiter": "semicolon",
    "effect": "",
    "email": "ada@example.org",
    "encoding": "UTF-8",
    "entitled": 62,
    "filename": "register.csv",
    "founded_on": "2019-05",
    "key": "3f9c1b5e7a20",
    "language": "en",
    "name": "Ada Lindqvist",
    "needed": 13,
    "number": "0042",
    "phone": "020 5550 1234",
    "place": "Room 2, Quay Street hall",
    "postcode": "AB1 2CD",
    "present": 24,
    "provisions": "Childcare from 18:30. Step-free entrance.",
    "q": "lind",
    "question": "Repair the roof of block B before winter",
    "reference": "26/14",
    "role_name": "Secretary",
    "scope": "Repairs of block B",
    "secret": "org_…",
    "sentence": "A motion carries with more votes for than against; abstentions are not counted.",
    "sign_in_name": "k7m2-p9qd",
    "summary": "The roof of block B leaks.",
    "text": "The assembly asks for the repair of the roof of block B before winter.",
    "title": "Repair the roof of block B before winter",
    "to": "full",
    "town": "Harbour",
    "votes_against": 6,
    "votes_for": 21,
    "weight": 1,
    "year": 2026,
}
ID = "7k2m9qdx4v0c8ahz"
IDS = {"id", "member", "motion", "ballot", "assembly", "decision", "role", "term", "item", "programme_version"}
DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
BY_FORMAT = {
    "date": "2026-10-13",
    "date-time": "2026-10-13T19:00:00Z",
    "uri": "https://…/?cursor=…",
    "binary": "(file)",
}
RULES = {
    "name": "Simple majority branch",
    "body": {"notice_days": 7, "term_months": 12},
    "kinds": {
        "ordinary": {
            "comparison": "more_than",
            "threshold_numerator": 1,
            "threshold_denominator": 2,
            "base": "yes_no",
        },
    },
}
OBJECTS: dict[str, Any] = {
    "rules": RULES,
    "rule": RULES["kinds"]["ordinary"],  # type: ignore[index]  # a table of tables
    "verdict": {"outcome": "carried", "needed": 14, "quorum_reached": True},
    "payload": {},
    "headings": {"Nombre": "name"},
    "values": {"name": "Ada Lindqvist", "email": "ada@example.org"},
}
DEEPEST = 6


class Examples:
    """Gives an example for any part of one schema."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self.parts = schema["components"]["schemas"]

    def resolved(self, shape: dict[str, Any]) -> dict[str, Any]:
        """The shape itself, where it only points to one."""
        if "$ref" in shape:
            return self.resolved(self.parts[shape["$ref"].rsplit("/", 1)[1]])
        if "allOf" in shape:
            return {**self.resolved(shape["allOf"][0]), **{k: v for k, v in shape.items() if k != "allOf"}}
        return shape

    def of(self, shape: dict[str, Any], name: str = "", depth: int = 0) -> Any:
        """An example of a shape that stands under this name."""
        shape = self.resolved(shape)
        if depth > DEEPEST:
            return None
        if shape.get("type") == "object" or "properties" in shape:
            if name in OBJECTS and "properties" not in shape:
                return OBJECTS[name]
            return {part: self.of(inner, part, depth + 1) for part, inner in shape.get("properties", {}).items()}
        if shape.get("type") == "array":
            return [self.of(shape["items"], name, depth + 1)]
        return _plain(shape, name)


def _plain(shape: dict[str, Any], name: str) -> Any:
    """An example without parts."""
    if shape.get("enum"):
        return shape["enum"][0]
    if shape.get("type") == "boolean":
        return True
    if shape.get("type") == "integer":
        sample = SAMPLES.get(name)
        return sample if isinstance(sample, int) else shape.get("minimum", 1)
    if "pattern" in shape or name in IDS:
        return ID
    text = DIGEST if name.endswith("digest") else SAMPLES.get(name, "…")
    return BY_FORMAT.get(shape.get("format", ""), text)
