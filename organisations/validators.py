"""What is understood and what is not: shared by forms, serializers, imports and actions."""

from typing import Any

from organisations.enums import (
    Base,
    Channel,
    Comparison,
    DecisionKind,
    QuorumCount,
    QuorumKind,
    RollMoment,
    TieRule,
)
from organiser.base.errors import Invalid
from organiser.base.text import visible

BODY_NUMBERS = {
    "notice_days": (0, 365),
    "special_notice_days": (0, 365),
    "days_to_vote": (0, 3650),
    "days_to_stand": (0, 3650),
    "term_months": (1, 120),
    "terms_in_a_row": (1, 50),
    "recall_petition": (1, 10000),
    "interim_days": (1, 730),
    "speaking_minutes": (1, 120),
}
MAY_BE_OPEN = {"terms_in_a_row", "speaking_minutes"}
KIND_NUMBERS = {
    "threshold_numerator": (1, 1000),
    "threshold_denominator": (1, 1000),
    "quorum_fixed": (0, 10_000_000),
    "quorum_numerator": (0, 1000),
    "quorum_denominator": (1, 1000),
    "notice_days": (0, 365),
    "seconders": (0, 1000),
    "least_hours": (1, 24 * 365),
}
KIND_WORDS: dict[str, list[str]] = {
    "comparison": Comparison.values,
    "base": Base.values,
    "quorum_kind": QuorumKind.values,
    "quorum_count": QuorumCount.values,
    "tie_rule": TieRule.values,
    "channel": Channel.values,
}
NEEDED = ("comparison", "threshold_numerator", "threshold_denominator", "base")


def _number(value: Any, field: str, limits: tuple[int, int]) -> int:
    least, most = limits
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise Invalid(f"{field} must be a whole number from {least} to {most}.", code="rule_number", field=field)
    return value


def _word(value: Any, field: str, allowed: list[str]) -> str:
    if value not in allowed:
        raise Invalid(f"{field} must be one of: {', '.join(allowed)}.", code="rule_word", field=field)
    return str(value)


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
    numerator, denominator = clean["threshold_numerator"], clean["threshold_denominator"]
    most = denominator - 1 if clean["comparison"] == Comparison.MORE_THAN else denominator
    if numerator > most:
        raise Invalid(
            f"Nobody can reach {numerator} of {denominator} for {kind}. Choose a smaller fraction.",
            code="threshold_out_of_reach",
            field="threshold_numerator",
        )
    if clean.get("quorum_numerator", 0) > clean.get("quorum_denominator", 1):
        raise Invalid(
            f"The quorum for {kind} is more than all members. Choose a smaller fraction.",
            code="quorum_out_of_reach",
            field="quorum_numerator",
        )
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
    _known(body, set(BODY_NUMBERS) | {"roll_moment"}, "The body")
    clean_body: dict[str, Any] = {}
    for field, value in body.items():
        if field == "roll_moment":
            clean_body[field] = _word(value, field, RollMoment.values)
        elif value is None and field in MAY_BE_OPEN:
            clean_body[field] = None
        else:
            clean_body[field] = _number(value, field, BODY_NUMBERS[field])
    for needed in (DecisionKind.ORDINARY, DecisionKind.RULES):
        if needed.value not in kinds:
            raise Invalid(f"A rule set must say how this is taken: {needed.label.lower()}.", code="rule_missing")
    allowed = [kind for kind in DecisionKind.values if kind != DecisionKind.FOUNDING]
    clean_kinds = {_word(kind, "kind", allowed): validate_kind(kind, given) for kind, given in kinds.items()}
    return {"name": name, "body": clean_body, "kinds": clean_kinds}


LEAST_REASON, LONGEST_REASON = 20, 1000


def clean_reason(reason: str) -> str:
    """The reason for an intervention, which the members of the body will read.

    Raises:
        Invalid: with fewer than twenty letters and digits, or more than a thousand signs.
    """
    text = visible(reason).strip()
    if sum(letter.isalnum() for letter in text) < LEAST_REASON or len(text) > LONGEST_REASON:
        raise Invalid(
            f"Write down why, in {LEAST_REASON} to {LONGEST_REASON} letters. The members of the body read it.",
            code="reason",
            rule="design, section 5",
            field="reason",
        )
    return text
