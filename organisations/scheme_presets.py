"""Schemes of representation to begin with, as data; each is a table of `organisations.representation` by name."""

from typing import Any

ONE_PER_BODY: dict[str, Any] = {"method": "one_per_body"}
CNT_LIKE: dict[str, Any] = {
    "method": "banded",
    "bands": [[1, 1], [51, 2], [101, 3], [301, 4], [601, 5], [1001, 6], [1501, 7], [2501, 8]],
}
IWW_LIKE: dict[str, Any] = {
    "method": "banded",
    "bands": [[10, 1], [20, 2], [30, 3], [50, 4], [70, 5], [90, 6]],
    "step": 40,
    "maximum": 4,
    "seats_vs_votes": "method",
    "carry_unsent": True,
    "carry_other_bodies_max": 1,
}
SQUARE_ROOT: dict[str, Any] = {
    "method": "square_root",
    "per": 50,
    "minimum": 1,
    "total": 100,
    "seats_vs_votes": "members",
    "carry_unsent": True,
}
SCHEME_PRESETS: dict[str, dict[str, Any]] = {
    "one_per_body": ONE_PER_BODY,
    "two_each": {"method": "equal_fixed", "fixed": 2},
    "per_member": {"method": "per_member", "per": 10},
    "cnt_like": CNT_LIKE,
    "iww_like": IWW_LIKE,
    "square_root": SQUARE_ROOT,
    "largest_remainder": {"method": "largest_remainder", "total": 20},
    "sainte_lague": {"method": "sainte_lague", "total": 20},
}
SCHEME_CHOICES = [
    ("one_per_body", "One delegate for each body"),
    ("two_each", "Two delegates for each body"),
    ("per_member", "One delegate for so many members, or part of them"),
    ("cnt_like", "By a table: 1 for up to 50 members, 2 for up to 100, and so on to 8"),
    ("iww_like", "By a table from ten members on, at most four delegates carry all votes"),
    ("square_root", "Few delegates by square roots, with as many votes as members"),
    ("largest_remainder", "So many delegates in all, in proportion by largest remainders"),
    ("sainte_lague", "So many delegates in all, in proportion by Sainte-Laguë"),
]
