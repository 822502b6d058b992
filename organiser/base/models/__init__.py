"""Tables of the ground floor."""

from organiser.base.models.ledger import LedgerContent, LedgerEntry, LedgerHead

__all__ = ["LedgerContent", "LedgerEntry", "LedgerHead"]
