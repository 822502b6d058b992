"""Reads the statement of a bank account: from a table as banks export it, or from CAMT.053."""

from members.reading.bank.camt import read_camt
from members.reading.bank.days import ORDERS
from members.reading.bank.movements import MAX_BYTES, BankFile, Movement
from members.reading.bank.statement import read_statement
from members.reading.bank.tables import FIELDS, LABELS

__all__ = ["FIELDS", "LABELS", "MAX_BYTES", "ORDERS", "BankFile", "Movement", "read_camt", "read_statement"]
