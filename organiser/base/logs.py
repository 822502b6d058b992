"""What never gets into a log: the values of rows, which the database prints beside its errors."""

import logging
import re

# PostgreSQL tells there which row or key it was about, sometimes over several lines; up to what comes after it.
_AFTER = r"\s*$|[ \t]*(?:HINT|QUERY|LOCATION|DETAIL|CONTEXT):|Traceback |The above |During "
_VALUES = re.compile(rf"^[ \t]*(?:DETAIL|CONTEXT):.*(?:\n(?!{_AFTER}).*)*\n?", re.MULTILINE)
_FORMAT = logging.Formatter()


def without_values(text: str) -> str:
    """A text without the lines in which PostgreSQL prints values."""
    return _VALUES.sub("", text).rstrip("\n") if "DETAIL:" in text or "CONTEXT:" in text else text


class WithoutValues(logging.Filter):
    """Takes them out of every record before a handler writes it: of its words and of the error that it tells of."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, cleaned."""
        said = record.getMessage()
        cleaned = without_values(said)
        if cleaned != said:
            record.msg, record.args = cleaned, None
        if record.exc_info and not record.exc_text:
            record.exc_text = _FORMAT.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = without_values(record.exc_text)
        return True
