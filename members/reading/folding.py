"""What is left of a heading when its writing is left aside."""

import unicodedata


def folded(heading: str) -> str:
    """A heading reduced to its bare letters and digits, so that “E-Mail”, “email” and “É-MAIL ” are the same."""
    plain = unicodedata.normalize("NFKD", heading.casefold())
    return "".join(letter for letter in plain if letter.isalnum()).casefold()
