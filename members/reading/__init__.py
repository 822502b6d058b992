"""Reads a register from the bytes of a CSV file: cleaned rows and named problems come out."""

from members.reading.fields import FIELDS, LABELS
from members.reading.problems import Column, Problem, Reading, Row, UnreadableFile
from members.reading.reader import read_register

__all__ = ["FIELDS", "LABELS", "Column", "Problem", "Reading", "Row", "UnreadableFile", "read_register"]
