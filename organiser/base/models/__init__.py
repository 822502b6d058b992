"""Tables of the ground floor."""

from organiser.base.models.ledger import LedgerContent, LedgerEntry, LedgerHead
from organiser.base.models.mail import WaitingAddress, WaitingLetter

__all__ = ["LedgerContent", "LedgerEntry", "LedgerHead", "WaitingAddress", "WaitingLetter"]
