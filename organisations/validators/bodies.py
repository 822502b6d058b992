"""What is understood of a scheme of representation, and what is not (mission A7)."""

from datetime import date
from typing import Any

from organisations.enums import RepresentationMethod, SeatsVotes
from organisations.validators.words import demand_known, one_number, one_word
from organiser.base.errors import Invalid

SCHEME_NUMBERS = {
    "per": (1, 100_000),
    "step": (0, 100_000),
    "fixed": (1, 1000),
    "minimum": (0, 1000),
    "maximum": (1, 1000),
    "total": (1, 100_000),
    "carry_other_bodies_max": (0, 1000),
}
SCHEME_FIELDS = {*SCHEME_NUMBERS, "method", "bands", "max_share", "seats_vs_votes", "carry_unsent", "basis_date"}


def _bands(value: Any) -> list[list[int]]:
    sentence = "A table is a list of pairs: from how many members on, how many. Both rise from line to line."
    if not isinstance(value, list) or not 1 <= len(value) <= 50:
        raise Invalid(sentence, code="scheme_bands", field="bands")
    last = (0, -1)
    for pair in value:
        whole = isinstance(pair, list) and len(pair) == 2 and all(type(one) is int for one in pair)
        if not whole or not (last[0] < pair[0] <= 10_000_000 and last[1] < pair[1] <= 10_000):
            raise Invalid(sentence, code="scheme_bands", field="bands")
        last = (pair[0], pair[1])
    return value


def _share(value: Any) -> list[int]:
    whole = isinstance(value, list) and len(value) == 2 and all(type(one) is int for one in value)
    if not whole or not 1 <= value[0] < value[1] <= 1000:
        sentence = "The largest share is a fraction below one, as a pair of whole numbers: 1, 5 for a fifth."
        raise Invalid(sentence, code="scheme_share", field="max_share")
    return list(value)


def _basis(value: Any) -> str:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        sentence = "Give the day on which members are counted as 2026-01-01."
        raise Invalid(sentence, code="scheme_basis", field="basis_date") from None


def validate_scheme(given: Any) -> dict[str, Any]:
    """A scheme of representation as data, cleaned; what is left out or null is as its table has it.

    Raises:
        Invalid: naming the field.
    """
    if not isinstance(given, dict):
        raise Invalid("A scheme is a table of names and values.", code="scheme_shape", field="scheme")
    demand_known(given, SCHEME_FIELDS, "A scheme")
    clean: dict[str, Any] = {"method": one_word(given.get("method"), "method", RepresentationMethod.values)}
    for field, value in given.items():
        if value is None or field == "method":
            continue
        if field in SCHEME_NUMBERS:
            clean[field] = one_number(value, field, SCHEME_NUMBERS[field])
        elif field == "seats_vs_votes":
            clean[field] = one_word(value, field, SeatsVotes.values)
        elif field == "carry_unsent":
            clean[field] = bool(value)
        else:
            clean[field] = {"bands": _bands, "max_share": _share, "basis_date": _basis}[field](value)
    if clean.get("maximum") is not None and clean["maximum"] < clean.get("minimum", 0):
        sentence = "The most seats of a body are fewer than the least. Choose another number."
        raise Invalid(sentence, code="scheme_limits", field="maximum")
    if clean["method"] == RepresentationMethod.BANDED and "bands" not in clean:
        raise Invalid("Give the table of sizes.", code="scheme_bands", field="bands")
    limits = clean.get("total") or clean.get("maximum") or clean.get("per", 1) > 1
    if clean["method"] == RepresentationMethod.SQUARE_ROOT and not limits:
        raise Invalid(
            "Square roots need a limit: members for one seat, most seats of a body, or of the council.",
            code="scheme_limits",
            field="total",
        )
    return clean
