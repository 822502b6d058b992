"""Reports that a mail could not be delivered (RFC 3464), as a mail server hands them back: one message, or an mbox."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message

from organiser.base.ids import ALPHABET, LENGTH

TOKEN = re.compile(rf"<([{ALPHABET}]{{{2 * LENGTH}}})@[^<>\s]+>")
STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
MBOX = re.compile(rb"(?m)^From [^\n]*\n")
MOST_BYTES = 50 * 1024 * 1024


@dataclass(frozen=True)
class Bounce:
    """One report: of which copy it tells, and the status code. A code that begins with 5 means for good."""

    token: str
    status: str

    @property
    def is_permanent(self) -> bool:
        """Whether it makes no sense to try that address again."""
        return self.status.startswith("5")


def bounces_in(data: bytes) -> Iterator[Bounce]:
    """The reports in a message (.eml) or in a box of them (mbox); other mail in it is passed over."""
    parts = MBOX.split(data) if data.startswith(b"From ") else [data]
    for part in parts:
        if part.strip():
            found = _bounce(message_from_bytes(part, policy=policy.compat32))
            if found is not None:
                yield found


def _bounce(message: Message) -> Bounce | None:
    status = ""
    token = ""
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            status = status or _status(part)
        elif kind in {"message/rfc822", "text/rfc822-headers"}:
            token = token or _token(part)
    return Bounce(token, status) if token and status else None


def _status(part: Message) -> str:
    blocks = part.get_payload()
    for block in (one for one in blocks if isinstance(one, Message)) if isinstance(blocks, list) else ():
        action = str(block.get("Action", "")).strip().lower()
        code = STATUS.search(str(block.get("Status", "")))
        if code is not None and action in {"failed", "delayed"}:
            return code.group() if action == "failed" else f"4{code.group()[1:]}"
    return ""


def _token(part: Message) -> str:
    inner = part.get_payload()
    if isinstance(inner, list) and inner and isinstance(inner[0], Message):
        known = str(inner[0].get("Message-ID", ""))
    else:
        text = part.get_payload(decode=True)
        known = str(message_from_bytes(text if isinstance(text, bytes) else b"").get("Message-ID", ""))
    found = TOKEN.search(known)
    return found.group(1) if found else ""
