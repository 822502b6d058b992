"""The plain checks that the other validators share: a number within limits, one of some words, no name unknown."""

from typing import Any

from organiser.base.errors import Invalid


def one_number(value: Any, field: str, limits: tuple[int, int]) -> int:
    """The number, if it is whole and within its limits.

    Raises:
        Invalid: otherwise.
    """
    least, most = limits
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise Invalid(f"{field} must be a whole number from {least} to {most}.", code="rule_number", field=field)
    return value


def one_word(value: Any, field: str, allowed: list[str]) -> str:
    """The word, if it is one of those allowed.

    Raises:
        Invalid: otherwise.
    """
    if value not in allowed:
        raise Invalid(f"{field} must be one of: {', '.join(allowed)}.", code="rule_word", field=field)
    return str(value)


def demand_known(given: dict[str, Any], allowed: set[str], where: str) -> None:
    """Go on only if no other names are given than those allowed.

    Raises:
        Invalid: naming the first unknown one.
    """
    unknown = sorted(set(given) - allowed)
    if unknown:
        raise Invalid(f"{where} has no rule called {', '.join(unknown)}.", code="rule_unknown", field=unknown[0])
