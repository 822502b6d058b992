"""What is understood and what is not: shared by forms, serializers, imports and actions."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from organisations.enums import DecisionKind
from organisations.validators.bodies import validate_scheme as validate_scheme  # handed on
from organisations.validators.fields import (
    BODY_FIELDS,
    BODY_FLAGS,
    BODY_FRACTIONS,
    BODY_NUMBERS,
    BODY_WORDS,
    KIND_FIELDS,
    KIND_FLAGS,
    KIND_NUMBERS,
    KIND_WORDS,
    MAY_BE_OPEN,
    NEEDED,
)
from organisations.validators.kinds import demand_sound, demand_whole_or_less
from organisations.validators.words import demand_known, one_number, one_word
from organiser.base import clock
from organiser.base.errors import Invalid, RuleNotMet
from organiser.base.text import visible


def _flag(value: Any, field: str) -> bool:
    if not isinstance(value, bool):
        raise Invalid(f"{field} must be true or false.", code="rule_flag", field=field)
    return value


def validate_kind(kind: str, given: Any) -> dict[str, Any]:
    """One kind of decision, cleaned.

    Raises:
        Invalid: naming the field, where a value is missing, unknown or cannot be met.
    """
    if not isinstance(given, dict):
        raise Invalid(f"The rules for {kind} must be a table of names and values.", code="rule_shape", field=kind)
    demand_known(given, set(KIND_FIELDS), kind)
    missing = [field for field in NEEDED if field not in given]
    if missing:
        raise Invalid(f"{kind} lacks {', '.join(missing)}.", code="rule_missing", field=missing[0])
    clean: dict[str, Any] = {}
    for field, value in given.items():
        if field in KIND_NUMBERS:
            clean[field] = one_number(value, field, KIND_NUMBERS[field])
        elif field in KIND_FLAGS:
            clean[field] = _flag(value, field)
        else:
            clean[field] = one_word(value, field, KIND_WORDS[field])
    demand_sound(kind, clean)
    return clean


def _validate_body(given: dict[str, Any]) -> dict[str, Any]:
    demand_known(given, set(BODY_FIELDS), "The body")
    clean: dict[str, Any] = {}
    for field, value in given.items():
        if field in BODY_WORDS:
            clean[field] = one_word(value, field, BODY_WORDS[field])
        elif field in BODY_FLAGS:
            clean[field] = _flag(value, field)
        elif value is None and field in MAY_BE_OPEN:
            clean[field] = None
        else:
            clean[field] = one_number(value, field, BODY_NUMBERS[field])
    demand_whole_or_less(clean, BODY_FRACTIONS)
    return clean


def validate_rule_spec(spec: Any) -> dict[str, Any]:
    """A whole rule set as data, cleaned: `{"name": …, "body": {…}, "kinds": {"ordinary": {…}, …}}`.

    Raises:
        Invalid: naming the field, where something is missing, unknown or cannot be met.
    """
    if not isinstance(spec, dict):
        raise Invalid("A rule set is a table with name, body and kinds.", code="rule_shape")
    demand_known(spec, {"name", "body", "kinds"}, "A rule set")
    given_name = spec.get("name")
    name = given_name.strip() if isinstance(given_name, str) else ""
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
    clean_kinds = {one_word(kind, "kind", allowed): validate_kind(kind, given) for kind, given in kinds.items()}
    in_order = sorted(clean_kinds, key=DecisionKind.values.index)  # sentences keep one order, however it was stored
    return {"name": name, "body": clean_body, "kinds": {kind: clean_kinds[kind] for kind in in_order}}


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


MOST_YEARS = 10


@dataclass(frozen=True)
class DecisionDates:
    """From when a decision holds, when the body looks at it again, and when it expires; each may be left open."""

    effective_on: date | None = None
    review_on: date | None = None
    expires_on: date | None = None

    def on(self, day: date) -> "DecisionDates":
        """The same for a decision taken on this day: a day that the vote overtook becomes the day of the vote."""
        first = max(self.effective_on or day, day)
        if self.expires_on is not None:
            first = min(first, self.expires_on)
        return DecisionDates(first, self.review_on and max(self.review_on, first), self.expires_on)


NO_DATES = DecisionDates()


def validate_dates(dates: DecisionDates, *, effect: str) -> DecisionDates:
    """The dates of a motion: not in the past, in order, at most ten years ahead.

    Raises:
        Invalid: naming the field.
        RuleNotMet: a first or last day for a motion that changes something by itself.
    """
    today = clock.today()
    last = date(today.year + MOST_YEARS, today.month, min(today.day, 28))
    for field in ("effective_on", "review_on", "expires_on"):
        day = getattr(dates, field)
        if day is None:
            continue
        if day < today:
            raise Invalid("That day lies in the past. Choose a later one.", code="day_past", field=field)
        if day > last:
            sentence = "A day lies at most ten years ahead. Choose an earlier one."
            raise Invalid(sentence, code="too_far_ahead", field=field)
        if effect and field != "review_on":
            raise RuleNotMet(
                "What a motion changes by itself, it changes with the vote. Leave its first and last day empty.",
                code="dates_with_effect",
                field=field,
            )
    first = dates.effective_on or today
    if dates.expires_on is not None and dates.expires_on <= first:
        sentence = "The decision would expire before it comes into force. Choose a later day."
        raise Invalid(sentence, code="dates_order", field="expires_on")
    if dates.review_on is not None and dates.review_on <= first:
        sentence = "Look at a decision again after it has come into force. Choose a later day."
        raise Invalid(sentence, code="dates_order", field="review_on")
    if dates.review_on is not None and dates.expires_on is not None and dates.review_on > dates.expires_on:
        sentence = "Look at a decision again before it expires. Choose an earlier day."
        raise Invalid(sentence, code="dates_order", field="review_on")
    return dates
