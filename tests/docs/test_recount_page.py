"""What docs/recount.md shows is what comes out, and its table names every entry of the file."""

import hashlib
import json
import re

from assemblies.counting.recounting import recounted
from assemblies.counting.sheet import Sheet
from tests.assemblies.exports.verifying import said_of
from tests.docs.pages import DOCS, sections, tables

PAGE = DOCS / "recount.md"
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
SHOWN = json.loads(next(text for kind, text in BLOCKS if kind == "json"))


def test_the_file_on_the_page_is_counted_as_the_page_says(capsys):
    agrees, said = said_of(SHOWN, capsys)
    assert agrees
    assert said == next(text for kind, text in BLOCKS if not kind).splitlines()
    assert recounted(Sheet.from_json(SHOWN)) == ()


def test_the_digest_is_that_of_the_line_for_the_shell():
    line = next(text for _, text in BLOCKS if text.startswith("printf"))
    papers = re.search("'(.*)'", line)[1].replace("\\n", "\n")
    assert hashlib.sha256(papers.encode()).hexdigest() == SHOWN["papers_digest"]


def test_every_entry_stands_in_the_table():
    ((_, rows),) = tables(sections(PAGE)["The file"])
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row[0])}
    alone = {"format", "version", "ballot", "body", "question", "opened", "closed"}  # these explain themselves
    assert named | alone == set(SHOWN) == set(Sheet.from_json(SHOWN).to_json())
