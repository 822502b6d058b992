"""Every payload of the API as its example has it, but for one value: it is refused as a problem, and nothing breaks."""

from organisations.queries.rulesets import rules_in_force
from organisations.queries.specs import spec_of
from organiser.api.examples import Examples
from organiser.api.schema import drawn

WRONG = [None, "", "x" * 60_000, "\ud800", 10**30, -1, True, [], {"x": 10**30}, "9999-12-31T23:59:59Z"]


def payloads(walk):
    """Each operation that takes something, with the payload of its example, aimed at what there is."""
    schema = drawn()
    examples = Examples(schema)
    for path, operations in schema["paths"].items():
        body = operations.get("post", {}).get("requestBody", {}).get("content", {}).get("application/json")
        if body is not None:
            payload = examples.of(body["schema"])
            yield walk.here(path), {name: walk.things.get(name, value) for name, value in payload.items()}


def test_payloads_with_one_forged_field_are_problems(walk):
    for address, payload in payloads(walk):
        for name in [*payload, "nonsense", "a\x00b"]:
            for value in WRONG:
                walk.tell(address, {**payload, name: value})
    assert walk.faults == []
    assert walk.asked > 1000


def deep(value, wrong):
    """The same value with one thing in it replaced, once for each thing."""
    yield wrong
    if isinstance(value, dict):
        for name, inner in value.items():
            for changed in deep(inner, wrong):
                yield {**value, name: changed}
        yield {**value, "nonsense": wrong}


def test_effects_with_one_forged_value_are_problems(walk, harbour):
    rules = spec_of(rules_in_force(harbour.body("North")))
    few = {**rules, "kinds": {kind: rules["kinds"][kind] for kind in ("ordinary", "rules")}}
    effects = {
        ("adopt_rules", "rules"): {"rules": few},
        ("rescind", "rescind"): {"decision": walk.things["decision"]},
        ("found_branch", "ordinary"): {"name": "West", "form": "local", "place": "Quay"},
        ("found_committee", "ordinary"): {"name": "Repairs", "scope": "Roofs"},
        ("create_role", "ordinary"): {"name": "Teller", "powers": ["count"], "seats": 1, "description": "Counts."},
        ("fill_role", "election"): {"role": walk.things["role"], "member": walk.things["membership"]},
        ("recall", "recall"): {"term": walk.things["term"]},
        ("nonsense", "ordinary"): {},
    }
    draft = {"body": walk.things["body"], "title": "A motion", "text": "The assembly decides."}
    found = {"name": "New union", "kind": "mass", "rules": few}
    for wrong in WRONG:
        for (effect, kind), payload in effects.items():
            for changed in deep(payload, wrong):
                walk.tell("/api/v1/motions/", {**draft, "effect": effect, "kind": kind, "payload": changed})
        for changed in deep(found, wrong):
            walk.tell("/api/v1/organisations/", changed)
    assert walk.faults == []
