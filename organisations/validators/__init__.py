"""What is understood and what is not: shared by forms, serializers, imports and actions."""

from typing import Any

from organisations.enums import DecisionKind
from organisations.validators.fields import (
    BODY_FIELDS,
    BODY_FLAGS,
    BODY_FRACTIONS,
    BODY_NUMBERS,
    BODY_WORDS,
    KIND_NUMBERS,
    KIND_WORDS,
    MAY_BE_OPEN,
    NEEDED,
)
from organisations.validators.kinds import demand_sound, demand_whole_or_less
from organiser.base.errors import Invalid


def _number(value: Any, field: str, limits: tuple[int, int]) -> int:
    least, most = limits
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise Invalid(f"{field} must be a whole number from {least} to {most}.", code="rule_number", field=field)
    return value


def _word(value: Any, field: str, allowed: list[str]) -> str:
    if value not in allowed:
        raise Invalid(f"{field} must be one of: {', '.join(allowed)}.", code="rule_word", field=field)
    return str(value)


def _flag(value: Any, field: str) -> bool:
    if not isinstance(value, bool):
        raise Invalid(f"{field} must be true or false.", code="rule_flag", field=field)
    return value


def _known(given: dict[str, Any], allowed: set[str], where: str) -> None:
    unknown = sorted(set(given) - allowed)
    if unknown:
        raise Invalid(f"{where} has no rule called {', '.join(unknown)}.", code="rule_unknown", field=unknown[0])


def validate_kind(kind: str, given: Any) -> dict[str, Any]:
    """One kind of decision, cleaned.

    Raises:
        Invalid: naming the field, where a value is missing, unknown or cannot be met.
    """
    if not isinstance(given, dict):
        raise Invalid(f"The rules for {kind} must be a table of names and values.", code="rule_shape", field=kind)
    _known(given, set(KIND_NUMBERS) | set(KIND_WORDS), kind)
    missing = [field for field in NEEDED if field not in given]
    if missing:
        raise Invalid(f"{kind} lacks {', '.join(missing)}.", code="rule_missing", field=missing[0])
    clean: dict[str, Any] = {}
    for field, value in given.items():
        if field in KIND_NUMBERS:
            clean[field] = _number(value, field, KIND_NUMBERS[field])
        else:
            clean[field] = _word(value, field, KIND_WORDS[field])
    demand_sound(kind, clean)
    return clean


def _validate_body(given: dict[str, Any]) -> dict[str, Any]:
    _known(given, set(BODY_FIELDS), "The body")
    clean: dict[str, Any] = {}
    for field, value in given.items():
        if field in BODY_WORDS:
            clean[field] = _word(value, field, BODY_WORDS[field])
        elif field in BODY_FLAGS:
            clean[field] = _flag(value, field)
        elif value is None and field in MAY_BE_OPEN:
            clean[field] = None
        else:
            clean[field] = _number(value, field, BODY_NUMBERS[field])
    demand_whole_or_less(clean, BODY_FRACTIONS)
    return clean


def validate_rule_spec(spec: Any) -> dict[str, Any]:
    """A whole rule set as data, cleaned: `{"name": …, "body": {…}, "kinds": {"ordinary": {…}, …}}`.

    Raises:
        Invalid: naming the field, where something is missing, unknown or cannot be met.
    """
    if not isinstance(spec, dict):
        raise Invalid("A rule set is a table with name, body and kinds.", code="rule_shape")
    _known(spec, {"name", "body", "kinds"}, "A rule set")
    name = str(spec.get("name") or "").strip()
    if not name or len(name) > 120:
        raise Invalid("Give the rule set a name of at most 120 letters.", code="rule_name", field="name")
    body, kinds = spec.get("body"), spec.get("kinds")
    if not isinstance(body, dict) or not isinstance(kinds, dict):
        raise Invalid("A rule set needs rules for the body and for its kinds of decision.", code="rule_shape")
    clean_body = _validate_body(body)
    for needed in (DecisionKind.ORDINARY, DecisionKind.RULES):
        if needed.value not in kinds:
            raise Invalid(f"A rule set must say how this is taken: {needed.label.lower()}.", code="rule_missing")
    allowed = [kind for kind in DecisionKind.values if kind != DecisionKind.FOUNDING]
    clean_kinds = {_word(kind, "kind", allowed): validate_kind(kind, given) for kind, given in kinds.items()}
    in_order = sorted(clean_kinds, key=DecisionKind.values.index)  # sentences keep one order, however it was stored
    return {"name": name, "body": clean_body, "kinds": {kind: clean_kinds[kind] for kind in in_order}}
