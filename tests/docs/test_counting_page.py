"""What docs/counting.md shows is what comes out."""

import json
import re

import pytest

from assemblies.counting import count
from assemblies.counting.ranked.count import NAMES
from assemblies.counting.ranked.csv_ballots import read_csv
from assemblies.counting.ranked.transcript import transcript
from tests.docs.pages import DOCS

PAGE = (DOCS / "counting.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
HALL = next(text for _, text in BLOCKS if text.startswith("5 2"))
KEYS = '3 1\n3 1 0\n2 2 3 0\n2 3 2 0\n0\n"Ana"\n"Bea"\n"Cai"\n"Keys"\n'


def test_the_printed_stages_and_the_round_as_json_are_those_of_the_file_on_the_page():
    result = count(HALL, method="scottish-stv")
    begin, end = (text for _, text in BLOCKS if text.startswith(("Committee", "Elected: ")))
    assert transcript(result).startswith(begin.rstrip())
    assert transcript(result).endswith(end.rstrip())
    shown = next(json.loads(text) for kind, text in BLOCKS if kind == "json" and "totals" in text)
    assert result.to_json()["rounds"][1] == shown


def test_the_tie_and_its_decision_are_those_of_a_count():
    shown = next(text for _, text in BLOCKS if text.startswith("Stage 1: a tie"))
    assert transcript(count(KEYS, method="irv")).endswith(shown.rstrip())
    decisions = next(json.loads(text) for kind, text in BLOCKS if kind == "json" and "decisions" in text)
    assert count(KEYS, method="irv", ties=decisions).winners == ("Cai",)
    assert count(KEYS, method="irv", ties={"order": ["Cai", "Ana", "Bea"], "by": "lot of 3 May"}).winners == ("Cai",)


def test_both_tables_on_the_page_say_the_same():
    lines = next(text for _, text in BLOCKS if text.startswith("papers,")).splitlines()
    ranks, names = ("\n".join(line.split("  ")[place].strip() for line in lines) for place in (0, -1))
    assert read_csv(ranks) == read_csv(names)
    assert read_csv(ranks).papers == 13


@pytest.mark.parametrize("method", NAMES)
def test_every_method_stands_on_the_page(method):
    assert PAGE.count(f"`{method}`") >= 2
