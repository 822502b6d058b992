"""Links lead somewhere, the index of actions is whole, and the glossary uses the words of the code."""

import pytest
from django.db.models import TextChoices

from assemblies import enums as meeting
from members import enums as belonging
from organisations import enums as deciding
from skills import enums as serving
from tests.docs.pages import ACTIONS, DOCS, anchor, links, sections, tables
from tests.docs.source import APPS, ROOT, is_action, modules

PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])
GLOSSARY = (DOCS / "glossary.md").read_text(encoding="utf-8")
# What these mean is said on the pages that use them: forms and sites of bodies, imports, notices, tokens, the door,
# the page to join, exports and letters to members.
ELSEWHERE = {
    *("BodyType", "BodyForm", "Site", "MembershipBasis", "Ink", "Method", "DecisionSource", "RuleSetStatus"),
    *("JoiningAccess", "Asked"),
    *("NoticesBy", "ImportStatus", "RowOutcome", "TokenScope", "AgendaKind", "AttendanceMode", "MinutesStatus"),
    *("ExportFormat", "ExportState", "MailingKind", "MailingState", "RecipientStatus"),
}
LISTS = sorted(
    (
        kind
        for module in (deciding, belonging, serving, meeting)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, TextChoices) and kind.__name__ not in {"TextChoices", *ELSEWHERE}
    ),
    key=lambda kind: kind.__name__,
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file_and_every_anchor_to_a_heading(page):
    dead = set()
    for target, place in links(page):
        file = (page.parent / target).resolve() if target else page
        if not file.exists():
            dead.add(target)
        elif place and file.suffix == ".md":
            lines = file.read_text(encoding="utf-8").splitlines()
            if place not in {anchor(line.lstrip("# ")) for line in lines if line.startswith("#")}:
                dead.add(f"{target}#{place}")
    assert dead == set()


def test_every_page_of_docs_is_reached_from_its_index():
    seen, waiting = set(), [DOCS / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen or page.suffix != ".md" or not page.exists():
            continue
        seen.add(page)
        waiting += [(page.parent / target).resolve() for target, _place in links(page) if target]
    assert {page for page in PAGES if page.is_relative_to(DOCS)} - seen == set()


def test_the_index_of_actions_leads_to_every_action():
    linked = set(links(ACTIONS / "README.md"))
    wanted = {
        (f"{app}/{name.split('.')[-1]}.md", function)
        for name, module in modules().items()
        for app in [name.split(".")[0]]
        if app in APPS and ".actions." in name
        for function, node in module.functions.items()
        if is_action(node)
    }
    assert wanted - linked == set()


@pytest.mark.parametrize("kind", LISTS, ids=lambda kind: kind.__name__)
def test_the_glossary_has_every_word_that_people_read(kind):
    words = sections(DOCS / "glossary.md")["The words of the enums"]
    assert {label for label in kind.labels if str(label) not in words} == set()


def test_no_word_is_explained_twice():
    words = [row[0] for head, rows in tables(GLOSSARY) if head[0] == "word" for row in rows]
    assert sorted({word for word in words if words.count(word) > 1}) == []
