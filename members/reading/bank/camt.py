"""CAMT.053, the statement of an account in XML (ISO 20022), in the versions that banks send.

XML from outside is read without entities, without a DTD and piece by piece, so that no file fills the memory.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from members.reading.bank.movements import LONGEST_NAME, LONGEST_TEXT, MOST_LINES, BankFile, Movement
from members.reading.problems import UnreadableFile
from organiser.base.money import MOST_CENTS

NAMESPACE = re.compile(r"\{urn:iso:std:iso:20022:tech:xsd:camt\.053\.001\.\d\d\}")
_AMOUNT = re.compile(r"(\d{1,13})(?:\.(\d{1,5}))?")
BOOKED = "BOOK"
NOT_CAMT = "This XML file is no CAMT.053 statement. Export the statement as CAMT.053 or as CSV."


def read_camt(stream: BinaryIO, digest: str, today: date) -> BankFile:
    """Read a statement in XML.

    Raises:
        UnreadableFile: for a file that is no CAMT.053, brings a DTD or entities, is damaged or too long.
    """
    movements: list[Movement] = []
    try:
        for entry in _entries(stream):
            for movement in _movements(entry, today):
                movement.number = len(movements) + 1
                movements.append(movement)
            if len(movements) > MOST_LINES:
                raise UnreadableFile(f"At most {MOST_LINES:,} lines are read at once. Split the file.", "too_many_rows")
    except DefusedXmlException as error:
        sentence = "This XML file brings definitions of its own, which no bank does. It is not read."
        raise UnreadableFile(sentence, "xml_entities") from error
    except (ParseError, UnicodeError, LookupError, ValueError) as error:
        sentence = "This XML file is damaged or in an encoding it does not name. Export it once more."
        raise UnreadableFile(sentence, "damaged_xml") from error
    return BankFile("camt", digest, movements)


def _entries(stream: BinaryIO) -> Iterator[Element]:
    """Each entry of each statement, which is forgotten once it was looked at."""
    depth, root = 0, None
    for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            depth += 1
            if root is None:
                root = element
                if not NAMESPACE.match(element.tag) or _bare(element) != "Document":
                    raise UnreadableFile(NOT_CAMT, "not_camt")
            if depth > 40:
                raise UnreadableFile(NOT_CAMT, "not_camt")
            continue
        depth -= 1
        if _bare(element) == "Ntry":
            if _is_booked(element):
                yield element
            element.clear()
    if root is None or not any(_bare(child) == "BkToCstmrStmt" for child in root):
        raise UnreadableFile(NOT_CAMT, "not_camt")


def _bare(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _all(element: Element, *path: str) -> list[Element]:
    found = [element]
    for name in path:
        found = [child for one in found for child in one if _bare(child) == name]
    return found


def _text(element: Element, *paths: str) -> str:
    """The text at the first of these paths that holds any."""
    for path in paths:
        for found in _all(element, *path.split("/")):
            if text := " ".join((found.text or "").split()):
                return text
    return ""


def _is_booked(entry: Element) -> bool:
    """Whether the bank has booked an entry; older versions write the word itself, later ones put it a step deeper."""
    return (_text(entry, "Sts/Cd", "Sts/Prtry", "Sts") or BOOKED) == BOOKED


def _movements(entry: Element, today: date) -> Iterator[Movement]:
    """An entry as one movement, or as several where the bank booked a batch and says what is in it."""
    parts = _all(entry, "NtryDtls", "TxDtls")
    known = [part for part in parts if _all(part, "AmtDtls", "TxAmt", "Amt") or _all(part, "Amt")]
    for part in known if len(known) > 1 and len(known) == len(parts) else (parts[:1] or [entry]):
        yield _movement(entry, part, today, alone=len(known) <= 1)


def _movement(entry: Element, part: Element, today: date, *, alone: bool) -> Movement:
    money = _all(entry, "Amt") if alone else _all(part, "Amt") or _all(part, "AmtDtls", "TxAmt", "Amt")
    sign = _text(part, "CdtDbtInd") or _text(entry, "CdtDbtInd")
    payer = ("RltdPties/Dbtr/Nm", "RltdPties/Dbtr/Pty/Nm", "RltdPties/UltmtDbtr/Nm", "RltdPties/UltmtDbtr/Pty/Nm")
    texts = [" ".join((one.text or "").split()) for one in _all(part, "RmtInf", "Ustrd")]
    made = Movement(
        0,
        payer=_text(part, *payer)[:LONGEST_NAME],
        text=(" ".join(texts) or _text(entry, "AddtlNtryInf"))[:LONGEST_TEXT],
        account=_text(part, "RltdPties/DbtrAcct/Id/IBAN"),
        reference=_text(part, "Refs/AcctSvcrRef", "Refs/TxId")
        or (_text(entry, "AcctSvcrRef", "NtryRef") if alone else ""),
    )
    made.currency = money[0].get("Ccy", "") if money else ""
    found = _AMOUNT.fullmatch((money[0].text or "").strip()) if money else None
    day = _text(entry, "BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm")[:10]
    if found is None or (found[2] or "").rstrip("0")[2:] or sign not in {"CRDT", "DBIT"}:
        made.problem = "The amount of this line cannot be read."
        return made
    cents = int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")[:2])
    if cents > MOST_CENTS:
        made.problem = "The amount of this line cannot be read."
        return made
    made.cents = cents if sign == "CRDT" else -cents  # also of an entry that takes another back: the sign is its own
    try:
        made.day = date.fromisoformat(day)
    except ValueError:
        made.problem = "The day of this line cannot be read."
        return made
    if made.day > today:
        made.problem = "The day of this line lies in the future."
    return made
