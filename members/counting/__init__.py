"""Reckoning that needs no database: periods of dues, and how far an account is settled."""

from members.counting.opening import opening_charges
from members.counting.periods import Span, add_months, is_first_day, period_at, periods_between
from members.counting.settling import Charge, Settled, settled_to

__all__ = [
    "Charge",
    "Settled",
    "Span",
    "add_months",
    "is_first_day",
    "opening_charges",
    "period_at",
    "periods_between",
    "settled_to",
]
