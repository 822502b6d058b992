"""The page of the mission names tests and code that are there."""

import re

import pytest

from tests.docs.pages import DOCS, tables
from tests.docs.source import ROOT

TABLES = {head[0]: rows for head, rows in reversed(tables((DOCS / "mission.md").read_text(encoding="utf-8")))}
NEEDED = {"A1", "A2", "A3", "A4", "A5", "A6", "A13", "A17", "A19", "A27", "B1", "B2", "B3", "B9", "B10", "B14"}


@pytest.mark.parametrize("row", [*TABLES["row"], *TABLES["number"]], ids=lambda row: row[0])
def test_every_row_names_a_test_that_is_there(row):
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", row[-1])
    assert named
    missing = set()
    for path, name in named:
        file = ROOT / path
        if not file.exists() or f"def {name}(" not in file.read_text(encoding="utf-8"):
            missing.add(f"{path}::{name}")
    assert missing == set()


def test_the_code_that_a_row_names_is_there():
    named = {path for row in TABLES["row"] for path in re.findall(r"`([\w/]+\.py)`", row[3])}
    assert {path for path in named if not (ROOT / path).exists()} == set()


def test_the_rows_that_must_hold_stand_on_the_page():
    assert NEEDED - {row[0] for row in TABLES["row"]} == set()
