"""Money on pages."""

from django import template

from organiser.base.money import written

register = template.Library()


@register.filter
def money(cents: int | None, currency: str = "") -> str:
    """`{{ 1250|money:"EUR" }}` gives "12.50 EUR"; what may not be told gives nothing."""
    return "" if cents is None else written(cents, currency)


@register.filter
def money_off(cents: int | None, currency: str = "") -> str:
    """The same with its sign turned: a payment stands below zero in an account and is shown as what was paid."""
    return "" if cents is None else written(-cents, currency)
