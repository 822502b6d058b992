"""What a workbook says beside its sheets: their names, the texts they share, and which numbers are dates."""

import posixpath
import re
from dataclasses import dataclass, field

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.escape import unescape

from members.reading.lines import LONGEST_ROW, too_long
from members.reading.sheets.events import Handler, walk_through
from members.reading.sheets.package import Package, bomb, damaged_workbook

MOST_TEXTS = 5_000_000
_ZEROS = re.compile("0{2,30}")
_ESCAPED = "_x"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by its name, with the part it stands in, and whether it is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(slots=True)
class Styles:
    """For each style of a cell: whether its number is a date, and how many digits are shown at least."""

    dates: list[bool] = field(default_factory=list)
    digits: list[int] = field(default_factory=list)


class _Relations(Handler):
    def __init__(self) -> None:
        self.targets: dict[str, tuple[str, str]] = {}

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.targets[attributes.get("Id", "")] = (kind, attributes.get("Target", ""))


class _Workbook(Handler):
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.from_1904 = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), attributes.get("id", ""), hidden))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in {"1", "true"}


class _Strings(Handler):
    def __init__(self) -> None:
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._length = 0
        self._reading = self._phonetic = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self._parts, self._length = [], 0
        self._phonetic = self._phonetic or name == "rPh"
        self._reading = name == "t" and not self._phonetic

    def end(self, name: str) -> None:
        if name == "si":
            self.texts.append(plain("".join(self._parts)))
            if len(self.texts) > MOST_TEXTS:
                raise bomb("it holds more texts than any register")
        elif name == "rPh":
            self._phonetic = False
        self._reading = False

    def text(self, text: str) -> None:
        if self._reading:
            self._parts.append(text)
            self._length += len(text)
            if self._length > LONGEST_ROW:
                raise too_long()


class _Styles(Handler):
    def __init__(self) -> None:
        self.styles = Styles()
        self._formats = dict(BUILTIN_FORMATS)
        self._within = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self._formats[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")[:200]
        elif name == "cellXfs":
            self._within = True
        elif name == "xf" and self._within:
            form = self._formats.get(_whole(attributes.get("numFmtId")), "General")
            self.styles.dates.append(is_date_format(form))
            self.styles.digits.append(len(form) if _ZEROS.fullmatch(form) else 0)

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._within = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """Everything that a sheet is read with."""

    sheets: list[Sheet]
    texts: list[str]
    styles: Styles
    from_1904: bool
    macros: bool


def read_workbook_parts(package: Package) -> Workbook:
    """Read the small parts. Raises `UnreadableFile`: `damaged_workbook`, `workbook_entities`, `row_too_long`."""
    main = next((path for kind, path in _relations(package, "").values() if kind == "officeDocument"), "")
    if not package.has(main):
        raise damaged_workbook()
    workbook = _Workbook()
    with package.part(main) as stream:
        walk_through(stream, workbook)
    related = _relations(package, main)
    strings, styles = _Strings(), _Styles()
    for kind, handler in (("sharedStrings", strings), ("styles", styles)):
        path = next((path for is_kind, path in related.values() if is_kind == kind), "")
        if package.has(path):
            with package.part(path) as stream:
                walk_through(stream, handler)
    sheets = [
        Sheet(name, related[key][1], hidden)
        for name, key, hidden in workbook.sheets
        if key in related and related[key][0] == "worksheet" and package.has(related[key][1])
    ]
    if not sheets:
        raise damaged_workbook()
    macros = any(name.endswith("vbaproject.bin") for name in package.names())
    return Workbook(sheets, strings.texts, styles.styles, workbook.from_1904, macros)


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """The kind and the full path of every part that a part refers to, by its key."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if not package.has(path):
        return {}
    found = _Relations()
    with package.part(path) as stream:
        walk_through(stream, found)
    return {
        key: (kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
        for key, (kind, target) in found.targets.items()
    }


def plain(text: str) -> str:
    """A text without the writing _x000D_ that stands for characters XML cannot hold."""
    return unescape(text) if _ESCAPED in text else text


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else 0
