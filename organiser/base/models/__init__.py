"""Tables of the ground floor."""

from organiser.base.models.erasing import ErasingNow
from organiser.base.models.ledger import LedgerContent, LedgerEntry, LedgerHead
from organiser.base.models.mail import WaitingAddress, WaitingLetter
from organiser.base.models.sent import Sent

__all__ = ["ErasingNow", "LedgerContent", "LedgerEntry", "LedgerHead", "Sent", "WaitingAddress", "WaitingLetter"]
