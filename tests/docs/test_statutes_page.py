"""The page that goes through the bylaws of one branch is whole, and says of the preset what the preset says."""

import re
from collections import Counter

import pytest

from organisations.models import DecisionRule, RuleSet
from organisations.presets import PRESETS
from tests.docs.pages import DOCS, tables
from tests.docs.source import ROOT

STATUTES = ROOT.parent / "shared" / "data" / "statutes"
PAGE = DOCS / "rules" / "baltimore-gmb.md"
TEXT = PAGE.read_text(encoding="utf-8")
PLACE = re.compile(r"([IVX]+) §(\d+)\.(\d+)")
ROWS = [row for head, rows in tables(TEXT) if head[0] == "where" for row in rows]
PRESET = PRESETS["iww_like_branch"]


def headings_of_the_statutes() -> set[tuple[str, str]]:
    found = set()
    for path in STATUTES.glob("baltimore-gmb-Article*.asc"):
        text = path.read_text(encoding="utf-8")
        article = re.search(r"^== ARTICLE ([IVX]+)\b", text, flags=re.MULTILINE)
        assert article is not None, path.name
        found |= {(article[1], number) for number in re.findall(r"^=== Section (\d+)", text, flags=re.MULTILINE)}
    return found


def test_every_article_and_section_of_the_statutes_stands_on_the_page():
    if not STATUTES.is_dir():
        pytest.skip("The bylaws are not beside this checkout, in ../shared/data/statutes.")
    there = headings_of_the_statutes()
    assert len({article for article, _section in there}) == 10
    assert there == {(place[1], place[2]) for row in ROWS if (place := PLACE.fullmatch(row[0]))}


def test_the_sentences_of_a_section_are_numbered_one_after_the_other():
    numbers = {}
    for row in ROWS:
        article, section, number = PLACE.fullmatch(row[0]).groups()
        numbers.setdefault((article, section), []).append(int(number))
    assert numbers == {key: list(range(1, len(found) + 1)) for key, found in numbers.items()}


def test_the_counts_at_the_top_are_those_of_the_rows():
    counted = Counter(row[2] for row in ROWS)
    assert set(counted) == {"rule", "house", "in part", "not yet"}
    said = re.search(
        r"\*\*(\d+) sentences: (\d+) expressed \((\d+) by a rule of the preset, (\d+) by another part of the house\), "
        r"(\d+) in part, (\d+) not expressible yet\.\*\*",
        TEXT,
    )
    assert said is not None
    expressed = counted["rule"] + counted["house"]
    assert [int(number) for number in said.groups()] == [
        len(ROWS), expressed, counted["rule"], counted["house"], counted["in part"], counted["not yet"]
    ]  # fmt: skip


def test_whatever_is_not_expressed_names_what_is_missing_and_the_last_table_counts_it():
    missing: Counter[str] = Counter()
    for _place, _says, status, how in ROWS:
        if status in {"in part", "not yet"}:
            assert status == "not yet" or "**Missing** " in how, how
            named = how.rpartition("**Missing** ")[2].split("; ")
            missing.update(name.partition(":")[0] for name in named)
    counted = {row[0]: int(row[1]) for head, rows in tables(TEXT) if head[0] == "missing" for row in rows}
    assert counted == missing


def value_in_force(path: str) -> str:
    """What the preset says for `body.notice_days` or `ordinary.base`, or what holds where it says nothing."""
    part, name = path.split(".")
    given = PRESET["body"] if part == "body" else PRESET["kinds"][part]
    model = RuleSet if part == "body" else DecisionRule
    return str(given[name] if name in given else model._meta.get_field(name).default)


def test_the_values_on_the_page_are_those_of_the_preset():
    said = re.findall(r"`([a-z_]+\.[a-z_]+) = ([\w-]+)`", TEXT)
    assert dict(said) == {path: value_in_force(path) for path, _value in said}


def test_every_field_of_the_preset_is_accounted_for_on_the_page():
    fields = {f"body.{name}" for name in PRESET["body"]}
    fields |= {f"{kind}.{name}" for kind, rule in PRESET["kinds"].items() for name in rule}
    said = {path for path, _value in re.findall(r"`([a-z_]+\.[a-z_]+) = ([\w-]+)`", TEXT)}
    assert fields - said == set()


def test_no_row_repeats_a_long_stretch_of_the_bylaws():
    if not STATUTES.is_dir():
        pytest.skip("The bylaws are not beside this checkout, in ../shared/data/statutes.")
    theirs = " ".join(" ".join(path.read_text(encoding="utf-8").split()) for path in sorted(STATUTES.glob("*.asc")))
    plain = re.sub(r"[^a-z0-9 ]", "", theirs.lower())
    for row in ROWS:
        words = re.sub(r"[^a-z0-9 ]", "", row[1].lower()).split()
        for start in range(len(words) - 7):
            assert " ".join(words[start : start + 8]) not in plain, row[1]
