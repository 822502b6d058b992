"""Each action has a part of a page in docs/actions, and what stands there is what the code does."""

import ast
import importlib
import re

import pytest
from django.contrib import admin
from django.core.management import get_commands
from django.urls import URLPattern, get_resolver

from assemblies.actions.casting import REFUSED
from organisations.admin.operators import interventions_for
from organiser.base.admin import ScopedAdmin
from tests.docs.pages import ACTIONS, doors, refusals, sections
from tests.docs.source import APPS, ROOT, Said, is_action, modules, reached

FILES = sorted(name for name in modules() if ".actions." in name and name.split(".")[0] in APPS)
PAGES = {name: ACTIONS / name.split(".")[0] / f"{name.split('.')[-1]}.md" for name in FILES}
PARTS = [(name, heading) for name, page in PAGES.items() if page.exists() for heading in sections(page)]
HEADINGS = frozenset(heading for _name, heading in PARTS)
# Opening a record in the admin does this by itself.
WITHOUT_BUTTON = {"open_record"}
# What the code could raise by its shape, but never does from there.
NEVER = {
    ("prepare_assembly", "kind_without_rule"),  # a motion that does not fit waits for another agenda
    ("withdraw_motion", "seconders_missing"),  # asked only on the way to an agenda or a vote
    ("close_ballot", "state_step"),  # while a ballot is open, its motion is being voted on
}


def node_of(name: str, heading: str) -> ast.AST:
    module = modules()[name]
    if heading in module.effects:
        return module.effects[heading]
    home, function = module.imports.get(heading, (name, heading))
    return modules()[home].functions[function]


def said_by(name: str, heading: str, stop: frozenset[str]) -> tuple[set[Said], set[str]]:
    home = modules()[modules()[name].imports.get(heading, (name, heading))[0]]
    walk = reached(modules()[name] if heading in modules()[name].effects else home, node_of(name, heading), stop)
    said = {one for one in walk.said if one.code is not None and (heading, one.code) not in NEVER}
    if heading == "cast_vote":  # these codes are the reasons on the roll, so the source holds no text of them
        said |= {Said(reason.value, re.sub(r"\{\w+\}", "…", text), None, 422) for reason, text in REFUSED.items()}
    return said, walk.halted


def test_every_file_of_actions_has_a_page_and_every_page_a_file():
    there = {path for path in ACTIONS.rglob("*.md") if path.name != "README.md"}
    assert there == set(PAGES.values())


@pytest.mark.parametrize("name", FILES)
def test_every_action_of_a_file_has_a_heading_on_its_page(name):
    module = importlib.import_module(name)
    named = {
        key for key, value in vars(module).items() if getattr(value, "is_action", False) and value.__module__ == name
    }
    if name == "assemblies.actions.casting":
        named.add("cast_vote")
    assert named | set(modules()[name].effects) <= set(sections(PAGES[name]))


def test_the_source_and_the_running_code_agree_on_what_is_an_action():
    for name in FILES:
        for function, node in modules()[name].functions.items():
            assert is_action(node) == hasattr(getattr(importlib.import_module(name), function), "is_action"), function


@pytest.mark.parametrize(("name", "heading"), PARTS)
def test_no_page_tells_of_what_no_longer_exists(name, heading):
    module = modules()[name]
    assert heading in module.effects or heading in module.functions or heading in module.imports


@pytest.mark.parametrize(("name", "heading"), PARTS)
def test_every_refusal_stands_in_the_table_or_in_the_part_that_is_named(name, heading):
    section = sections(PAGES[name])[heading]
    said, halted = said_by(name, heading, HEADINGS - {heading})
    assert {one.code for one in said} == {row[0].strip("`") for row in refusals(section)}
    unnamed = {function for function in halted if f"`{function}`" not in section}
    assert unnamed == set()


@pytest.mark.parametrize(("name", "heading"), PARTS)
def test_every_sentence_and_status_of_a_table_is_that_of_the_code(name, heading):
    said, _halted = said_by(name, heading, HEADINGS - {heading})
    for code, sentence, rule, status in refusals(sections(PAGES[name])[heading]):
        same = [one for one in said if one.code == code.strip("`") and str(one.status) == status]
        assert same, f"{code} with {status} is not raised by {heading}"
        sentences = {one.sentence for one in same}
        assert sentence in sentences or None in sentences, f"{code}: {sentences}"
        rules = {one.rule for one in same if one.rule is not None and "…" not in one.rule}
        assert not rules or rule in rules, f"{code}: {rules}"


def test_every_problem_of_a_row_of_a_register_stands_on_the_page_of_imports():
    codes = {"in_register", "number_taken", "email_repeated", "number_repeated", "date_month_first"}
    for name, module in modules().items():
        if name.startswith("members.reading"):
            for function in module.functions.values():
                codes |= {
                    call.args[0].value
                    for call in ast.walk(function)
                    if isinstance(call, ast.Call)
                    and isinstance(call.func, ast.Name)
                    and call.func.id == "Finding"
                    and isinstance(call.args[0], ast.Constant)
                }
    page = PAGES["members.actions.import_staging"].read_text(encoding="utf-8")
    assert {code for code in codes if f"`{code}`" not in page} == set()


def _url_names(resolver) -> set[str]:
    names: set[str] = set()
    for pattern in resolver.url_patterns:
        names |= {pattern.name} if isinstance(pattern, URLPattern) else _url_names(pattern)
    return names


def _imported_in(*folders: str) -> set[tuple[str, str]]:
    """Every module and name that the Python files of these folders import."""
    names: set[tuple[str, str]] = set()
    for folder in folders:
        for path in ROOT.glob(f"{folder}/**/*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom):
                    names |= {(str(node.module), alias.name) for alias in node.names}
    return names


def test_the_doors_that_a_page_names_are_there():
    names, commands = _url_names(get_resolver()), set(get_commands())
    buttons = {
        button.label
        for record in admin.site._registry.values()
        if isinstance(record, ScopedAdmin)
        for button in (*record.buttons, *interventions_for(record.model).values())
    }
    for name, heading in PARTS:
        said = doors(sections(PAGES[name])[heading])
        assert set(re.findall(r"[Pp]age `(\w+)`", said)) <= names, heading
        assert set(re.findall(r"[Cc]ommand `(\w+)`", said)) <= commands, heading
        assert set(re.findall(r"button “([^”]+)”", said)) <= buttons, heading


def test_every_door_that_calls_an_action_stands_on_its_page():
    rooms = {
        r"Page `": _imported_in("*/web", "organiser/accounts"),
        r"API": _imported_in("*/api"),
        r"admin, button “": _imported_in("*/admin"),
        r"command `": _imported_in("*/management", "organiser/base/management"),
    }
    missing, untrue = set(), set()
    for name, heading in PARTS:
        node = modules()[name].functions.get(heading)
        if node is None or not (is_action(node) or heading in {"cast_vote", "admit"}):
            continue
        said = doors(sections(PAGES[name])[heading])
        said = "" if said.startswith("None of its own") else said
        for words, called in rooms.items():
            if heading in WITHOUT_BUTTON and "button" in words:
                continue
            if (name, heading) in called and not re.search(words, said, flags=re.IGNORECASE):
                missing.add((heading, words))
            # The commands of the example call these through other functions.
            if (name, heading) not in called and re.search(words, said) and not name.startswith("seeds."):
                untrue.add((heading, words))
    assert (missing, untrue) == (set(), set())
