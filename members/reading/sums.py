"""Rows of sums below a table, which are no people."""

import re
from collections.abc import Iterable

from members.reading.folding import folded
from members.reading.marks import Broken
from members.reading.problems import Finding, quoted

_SUMS = """
    sum sums total totals grand subtotal count number
    summe summen gesamt gesamtsumme gesamtzahl insgesamt zwischensumme anzahl
    suma totales cantidad numero
    somme totaux nombre
"""
_BESIDE = "of all in von aller der die de los las des les members people mitglieder mitgliedern personen socios membres"
_SUM_WORDS = frozenset(_SUMS.split())
_BESIDE_THEM = frozenset(_BESIDE.split())
_FIGURE = re.compile(r"[-+=0-9.,:%\s\u20ac$\u00a3]*")


def sum_row(name: str, others: Iterable[str]) -> Finding | None:
    """The finding for a row that is named as a sum and holds nothing but figures and formulas besides."""
    words = [folded(word) for word in re.findall(r"[^\W\d_]+", name)]
    if not words or words[0] not in _SUM_WORDS or not set(words) <= _SUM_WORDS | _BESIDE_THEM:
        return None
    if not all(_is_figure(cell) for cell in others):
        return None
    sentence = (
        f"{quoted(name)} looks like a row of sums, not like a person. Take the row out, or write the name in full."
    )
    return Finding("sum_row", sentence)


def _is_figure(cell: str) -> bool:
    return isinstance(cell, Broken) or cell.strip().lstrip("'").startswith("=") or _FIGURE.fullmatch(cell) is not None
