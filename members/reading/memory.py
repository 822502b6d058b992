"""What somebody chose for a row of headings, so that it can be known again without keeping the headings themselves."""

import hashlib
from collections.abc import Callable, Mapping

from members.reading.fields import FIELDS
from members.reading.folding import folded
from members.reading.heading_words import NOT_READ
from members.reading.naming import names_of_columns

_NOT_COUNTED = {"", *NOT_READ["why"].split()}  # empty ones, and the one of a file of rows that stayed out

Recall = Callable[[list[str]], Mapping[str, str] | None]


def mark_of(headings: list[str]) -> str:
    """A digest by which the same row of headings is known again; a first row may be a person, so it is not kept."""
    names = names_of_columns(headings)
    while names and folded(names[-1]) in _NOT_COUNTED:
        names.pop()
    return hashlib.sha256("\n".join(names).casefold().encode()).hexdigest()


def as_mapping(headings: list[str], fields: list[str | None]) -> dict[str, str]:
    """The same the other way round, for headings that have the same mark."""
    pairs = zip(names_of_columns(headings), fields, strict=False)
    return {name: field for name, field in pairs if name and field is not None and field in {"", *FIELDS}}


class Chosen:
    """What headings mean by somebody's choice: that of today, or else one that is remembered."""

    def __init__(self, headings: Mapping[str, str] | None, recall: Recall | None) -> None:
        """Take the choice of today, None where there is none, and what knows earlier ones."""
        self.headings = headings
        self.recalled = False
        self._recall = recall

    def of(self, row: list[str]) -> Mapping[str, str] | None:
        """The choice for this row of headings."""
        if self.headings is None and self._recall and row:
            self.headings = self._recall(row)
            self.recalled = self.headings is not None
        return self.headings
