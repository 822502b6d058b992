"""What is said of one field that has to be put right: the same table for forms of pages and for payloads of programs.

The frameworks speak of "this field". Here each sentence names the field and says what to do. `organiser.base.forms` and
`organiser.base.api.wording` put these sentences in the place of the frameworks' own; what a form or an action says in
words of its own stays as it is.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

Sentences = Mapping[str, str]

# In braces: the field's name, how much was sent, and what is allowed.
TOO_LONG = "{name} has {length} letters; at most {limit} fit. Shorten it."
TOO_SHORT = "{name} has {length} letters; at least {limit} are needed. Write more."
TOO_LARGE = "{name} is at most {limit}. Take a smaller number."
TOO_SMALL = "{name} is at least {limit}. Take a larger number."
NULL_BYTE = "{name} holds a null byte. Type it again by hand."
FILE_NAME_TOO_LONG = "The name of the file in {name} has {length} letters; at most {limit} fit. Shorten it."
FILE_EMPTY = "The file in {name} is empty. Choose another one."
NO_ID = "{name} is not an id: an id has 16 small letters and digits."
DAY = "2026-11-30"
TIME = "18:30"
# Days outside these years are slips of the hand; near the ends of the calendar no sum of days can be done.
YEARS = (1900, 2999)
OUT_OF_TIME = f"{{name}} lies outside the years {YEARS[0]} to {YEARS[1]}. Write a day within them."


def is_in_time(day: date) -> bool:
    """Whether a day lies within the years that anything here can be about."""
    first, last = YEARS
    return first <= day.year <= last


def quoted(name: str) -> str:
    """The name of a field as it stands in a sentence; one that is a quotation already is not quoted twice."""
    return name if name.startswith("“") else f"“{name}”"


def filled(sentence: str, **given: Any) -> str:
    """A sentence with its braces filled; what is not given stays, for whoever knows it."""
    return re.sub(r"\{(\w+)\}", lambda gap: str(given.get(gap[1], gap[0])), sentence)


def naming(field: str, sentence: str) -> str:
    """A sentence that says which field it is about: as it is where it names the field, behind its name otherwise."""
    if not field or quoted(field) in sentence:
        return sentence
    return f"{field}: {sentence}"
