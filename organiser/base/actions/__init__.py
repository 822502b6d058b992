"""The shape of an action, and the ledger that each of them writes."""

from organiser.base.actions.action import UnrecordedAction, action, locked, nothing_to_do
from organiser.base.actions.ledger import SITE, lock_chain, record

__all__ = ["SITE", "UnrecordedAction", "action", "lock_chain", "locked", "nothing_to_do", "record"]
