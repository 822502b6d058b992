"""Names that are written family name first, with a comma: “Müller, Zoë”."""

from members.reading.folding import folded

# Headings that promise it, as `folding.folded` leaves them.
_WORDS = """
    nachnamevorname nachnamevornamen familiennamevorname namevorname namevornamen lastnamefirstname surnamefirstname
    surnameforename familynamegivenname apellidosnombre apellidosynombre nomprenom nomprenoms
"""
HEADED_SO = frozenset(_WORDS.split())
# What may stand behind a comma without being a given name.
_SUFFIXES = "jr sr jun sen junior senior ii iii iv dr phd md ma ba msc bsc mba esq dipling"
_BEHIND = frozenset(_SUFFIXES.split())


def turned(text: str) -> str:
    """The name with the given name first; nothing where it has no single comma with words on both sides."""
    family, comma, given = text.partition(",")
    if not comma or "," in given or not (_is_name(family) and _is_name(given)) or folded(given) in _BEHIND:
        return ""
    return f"{given.strip()} {family.strip()}"


def _is_name(part: str) -> bool:
    return any(map(str.isalpha, part))


def headed_so(heading: str) -> bool:
    """Whether a heading says that the family name comes first."""
    return folded(heading) in HEADED_SO
