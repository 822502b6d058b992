"""Reading papers from a file in any form that is known here, told apart by its name or by what it begins with."""

from __future__ import annotations

import re
from pathlib import Path
from typing import IO, Literal

from assemblies.counting.ranked.blt import HEAD, read_blt, significant
from assemblies.counting.ranked.csv_ballots import read_csv
from assemblies.counting.ranked.preflib import read_preflib
from assemblies.counting.ranked.profile import BadBallots, Gaps, Profile
from assemblies.counting.ranked.scot_elex import read_scot_elex

Source = Path | str | bytes | IO[str] | IO[bytes]
FORMS = Literal["blt", "csv", "preflib", "scot-elex"]
READERS = {"blt": read_blt, "csv": read_csv, "preflib": read_preflib, "scot-elex": read_scot_elex}
ENDINGS = {".blt": "blt", ".csv": "csv", ".soc": "preflib", ".soi": "preflib", ".toc": "preflib", ".toi": "preflib"}
SCOT_ELEX = re.compile(r"\s*[0-9]+\s*,\s*[0-9]+[\s,]*")
FIRST_OPTION = re.compile(r"^\s*\"?candidate\s*1\"?\s*,", re.IGNORECASE | re.MULTILINE)
PREFLIB = re.compile(r"^#\s*(?:NUMBER ALTERNATIVES|ALTERNATIVE NAME 1)\s*:", re.MULTILINE)
TABLE = re.compile(r"[,;\t]|^\"?sep=.", re.IGNORECASE)


def read(source: Source, *, seats: int | None = None, form: str | None = None, gaps: Gaps = "refused") -> Profile:
    """Read a file: by its path, as an open file, or by its text or bytes.

    `gaps` says what a rank means that a paper leaves out: the end of what is read of it, nothing, or a refusal.

    Raises:
        BadBallots: there is no such file, it is broken, or this is no file.
    """
    name, text = contents(source)
    text = text.removeprefix("\ufeff")
    form = form or form_of(text, ENDINGS.get(Path(name).suffix.lower()))
    if form not in READERS:
        raise BadBallots(f"There is no form “{form}” of files. Choose one of: {', '.join(READERS)}.")
    return READERS[form](text, seats=seats, gaps=gaps)


def contents(source: Source) -> tuple[str, str]:
    """Give the name of a file, where it has one, and its text."""
    if isinstance(source, Path) or (isinstance(source, str) and "\n" not in source and "\r" not in source):
        try:
            return str(source), decoded(Path(source).read_bytes())
        except (OSError, ValueError) as error:
            raise BadBallots(f"The file {source} cannot be read.") from error
    name = ""
    if hasattr(source, "read"):
        name, source = str(getattr(source, "name", "")), source.read()
    if isinstance(source, (bytes, bytearray)):
        try:
            source = decoded(bytes(source))
        except ValueError as error:
            raise BadBallots("These bytes are no text.") from error
    if not isinstance(source, str):
        raise BadBallots("Papers are handed over as a path, an open file, the text or the bytes of a file.")
    return name, source


def form_of(text: str, ending: str | None) -> str:
    """Say what a file is by its ending, or else by its first line; tables of two kinds end in the same way."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    if ending in {None, "csv"} and SCOT_ELEX.fullmatch(first) and FIRST_OPTION.search(text):
        return "scot-elex"
    if ending is not None:
        return ending
    if PREFLIB.search(text):
        return "preflib"
    said = next(significant(text), (1, ""))[1]
    return "csv" if not HEAD.fullmatch(said) and TABLE.search(said) else "blt"


def decoded(data: bytes) -> str:
    """Read UTF-8, or UTF-16 with its mark; what is neither is taken for the older Western encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")
