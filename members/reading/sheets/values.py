"""What stands in a cell of a sheet, as a person would have written it into a CSV file."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from members.reading.marks import Dated, Numeric, error_in_sheet, formula_without_value
from members.reading.sheets.parts import Workbook, plain

_Reader = Callable[[str, str], str]
_LONGEST_NUMBER = 25
_SHOWN_FORMULA = 60
_DAY = "0000-00-00"


class Values:
    """Reads cells with the styles and shared texts of their workbook."""

    def __init__(self, workbook: Workbook) -> None:
        """Remember what cells refer to."""
        self._texts = workbook.texts
        self._styles = workbook.styles
        self._readers: dict[str, _Reader] = {
            "s": self._shared,
            "str": lambda raw, _: plain(raw),
            "inlineStr": lambda raw, _: plain(raw),
            "e": lambda raw, _: error_in_sheet(raw[:_SHOWN_FORMULA]),
            "b": lambda raw, _: "TRUE" if raw == "1" else "FALSE",
            "d": lambda raw, _: Dated(raw[: len(_DAY)]),
        }
        self._epoch = MAC_EPOCH if workbook.from_1904 else WINDOWS_EPOCH

    def text_of(self, kind: str, style: str, raw: str, formula: str | None) -> str:
        """The text of one cell.

        Args:
            kind: what the sheet says it holds: `n`, `s`, `str`, `inlineStr`, `b`, `e` or `d`.
            style: the place of its style.
            raw: what stands there.
            formula: what it was worked out from, and None where it was typed in.
        """
        if formula is not None and not raw and kind not in {"str", "inlineStr"}:
            return formula_without_value(formula[:_SHOWN_FORMULA])
        read = self._readers.get(kind, self._number)
        return read(raw, style) if raw else ""

    def _shared(self, raw: str, style: str) -> str:
        place = _place(raw)
        return self._texts[place] if place < len(self._texts) else ""

    def _number(self, raw: str, style: str) -> str:
        place = _place(style)
        if place < len(self._styles.dates) and self._styles.dates[place]:
            when = self._day(raw)
            if when:
                return Dated(when.isoformat())
        digits = self._styles.digits[place] if place < len(self._styles.digits) else 0
        text = _written_out(raw)
        if digits and text.isdigit():
            return text.zfill(digits)  # the sheet shows 0042 where it keeps 42
        return Numeric(text)

    def _day(self, raw: str) -> date | None:
        try:
            found = from_excel(float(raw), self._epoch)
        except (ValueError, OverflowError):
            return None
        return found.date() if isinstance(found, datetime) else None


def _written_out(raw: str) -> str:
    """A number without “.0” and without an exponent; what is no number, or far too long, as it stands."""
    if raw.isascii() and raw.isdigit() and len(raw) <= _LONGEST_NUMBER:
        return raw
    try:
        number = Decimal(raw)
    except InvalidOperation:
        return raw
    if not number.is_finite() or number.adjusted() > _LONGEST_NUMBER or number.adjusted() < -_LONGEST_NUMBER:
        return raw
    if number == number.to_integral_value():
        return f"{number.to_integral_value():f}"
    return f"{float(number):.15g}"


def _place(text: str) -> int:
    """A place in a list; where none is named, or no sensible one, the first or one that is beyond any list."""
    if not text:
        return 0
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 10**9
