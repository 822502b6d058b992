"""Every payload of the API as its example has it, but for one value: it is refused as a problem, and nothing breaks."""

import pytest

from organisations.queries.rulesets import rules_in_force
from organisations.queries.specs import spec_of
from organiser.api.examples import Examples
from organiser.api.schema import drawn

pytestmark = pytest.mark.long

TEXTS, NUMBERS = ["", "x" * 60_000, "\ud800", "9999-12-31T23:59:59Z"], [10**30, -1]
EVERYWHERE = [None, True, [], {"x": 10**30}, *TEXTS, *NUMBERS]
DEEP = [None, "\ud800", 10**30, -1, True, [], {"x": 10**30}]


def payloads(walk):
    """Each operation that takes something, with the payload of its example, aimed at what there is."""
    schema = drawn()
    examples = Examples(schema)
    for path, operations in schema["paths"].items():
        body = operations.get("post", {}).get("requestBody", {}).get("content", {}).get("application/json")
        if body is not None:
            payload = examples.of(body["schema"])
            yield walk.here(path), {name: walk.things.get(name, value) for name, value in payload.items()}


def test_payloads_with_forged_fields_are_problems(walk):
    for address, payload in payloads(walk):
        for value in EVERYWHERE:
            walk.tell(address, {**dict.fromkeys(payload, value), "nonsense": value, "a\x00b": value})
        for name, right in payload.items():
            # What is of another kind than the field was refused above; this is what may get past it.
            for value in NUMBERS if isinstance(right, int) else TEXTS:
                walk.tell(address, {**payload, name: value})
    assert walk.faults == []
    assert walk.asked > 500


def deep(value, wrong, past=()):
    """The same value with one thing in it replaced, once for each thing, but for what lies within some of them."""
    yield wrong
    if isinstance(value, dict):
        for name, inner in value.items():
            for changed in [wrong] if name in past else deep(inner, wrong, past):
                yield {**value, name: changed}
        yield {**value, "nonsense": wrong}


def few(rules, *kinds):
    """A rule set with these kinds of decision; every kind has the same rules."""
    return {**rules, "kinds": {kind: rules["kinds"][kind] for kind in kinds}}


EFFECTS = {
    ("adopt_rules", "rules"): lambda walk, rules: {"rules": few(rules, "rules", "election")},
    ("rescind", "rescind"): lambda walk, rules: {"decision": walk.things["decision"]},
    ("found_branch", "ordinary"): lambda walk, rules: {"name": "West", "form": "local", "place": "Quay"},
    ("found_committee", "ordinary"): lambda walk, rules: {"name": "Repairs", "scope": "Roofs"},
    ("create_role", "ordinary"): lambda walk, rules: {
        "name": "Teller",
        "powers": ["count"],
        "seats": 1,
        "description": "Counts.",
    },
    ("fill_role", "election"): lambda walk, rules: {"role": walk.things["role"], "member": walk.things["membership"]},
    ("recall", "recall"): lambda walk, rules: {"term": walk.things["term"]},
    ("nonsense", "ordinary"): lambda walk, rules: {},
}


@pytest.mark.parametrize(("effect", "kind"), EFFECTS)
def test_effects_with_one_forged_value_are_problems(walk, effect, kind):
    rules = spec_of(rules_in_force(walk.harbour.body("North")))
    payload = EFFECTS[effect, kind](walk, rules)
    draft = {"body": walk.things["body"], "title": "A motion", "text": "The assembly decides."}
    for wrong in DEEP:
        for changed in deep(payload, wrong, past=["election"]):
            walk.tell("/api/v1/motions/", {**draft, "effect": effect, "kind": kind, "payload": changed})
    assert walk.faults == []


def test_foundings_with_one_forged_value_are_problems(walk):
    rules = spec_of(rules_in_force(walk.harbour.body("North")))
    for wrong in DEEP:
        for changed in deep({"name": "New union", "kind": "mass", "rules": few(rules, "ordinary")}, wrong, ["rules"]):
            walk.tell("/api/v1/organisations/", changed)
    assert walk.faults == []
