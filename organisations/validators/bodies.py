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
SCHEME_FIELDS = {
    *SCHEME_NUMBERS,
    *("method", "bands", "max_share", "seats_vs_votes", "carry_unsent", "basis_date", "tie_order"),
}
IN_PROPORTION = {RepresentationMethod.LARGEST_REMAINDER, RepresentationMethod.SAINTE_LAGUE}


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


def _tie_order(value: Any) -> list[str]:
    words = isinstance(value, list) and len(value) <= 1000 and all(isinstance(one, str) for one in value)
    if not words or len(set(value)) != len(value) or not all(0 < len(one) <= 40 for one in value):
        sentence = "An order for ties is a list of branches, each once, as they were drawn."
        raise Invalid(sentence, code="scheme_order", field="tie_order")
    return value


def _demand_proportion(clean: dict[str, Any]) -> None:
    """Seats that are shared out need their number, and nothing that would change it afterwards."""
    if not clean.get("total"):
        sentence = "Seats in proportion need the number of seats of the whole council."
        raise Invalid(sentence, code="scheme_total", field="total")
    for field in ("minimum", "maximum", "max_share"):
        if clean.get(field):
            sentence = "Seats in proportion have no least, no most and no largest share for one body. Leave it out."
            raise Invalid(sentence, code="scheme_proportion", field=field)


def _demand_limits(clean: dict[str, Any]) -> None:
    """Limits fit together, and each method has what it needs."""
    if clean["method"] in IN_PROPORTION:
        _demand_proportion(clean)
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
            clean[field] = {"bands": _bands, "max_share": _share, "basis_date": _basis, "tie_order": _tie_order}[field](
                value
            )
    _demand_limits(clean)
    return clean
