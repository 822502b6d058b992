"""`manage.py count` from the terminal."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.assemblies.counting.papers import blt

EVEN = blt("3 1 0", "3 2 0", names=("Ann", "Bob"))
NEEDED = "Decide it by lot, by the casting vote or by a run-off, and count again with --ties."


def counted(*arguments):
    out = StringIO()
    call_command("count", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path):
    def write(text, name="vote.blt"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_it_shows_every_round_as_a_table(file):
    shown = counted(file(blt("5 1 2 0", "4 2 0", "3 3 2 0")), "--method", "irv")
    assert shown == (
        "Vote\n"
        "Method: irv. Seats: 1. Papers: 12, of which 0 say nothing.\n"
        "\n"
        "Stage 1. First preferences are counted.\n"
        "  Ann    5\n"
        "  Bob    4\n"
        "  Cyd    3\n"
        "  quota  7\n"
        "\n"
        "Stage 2. Cyd is excluded.\n"
        "  Ann    5\n"
        "  Bob    7  elected\n"
        "  Cyd    0  excluded\n"
        "  quota  7\n"
        "\n"
        "Elected: Bob.\n"
        "Order: Bob, Ann, Cyd.\n"
    )


def test_json_has_exact_decimals_as_strings(file):
    papers = file(blt("5 1 2 0", "2 1 3 0", "2 2 0", "2 3 0"))
    found = json.loads(counted(papers, "--method", "scottish-stv", "--seats", 2, "--json"))
    assert (found["winners"], found["order"], found["ties"]) == (["Ann", "Bob"], ["Ann", "Bob", "Cyd"], [])
    assert found["rounds"][1]["totals"] == {"Ann": "4.00000", "Bob": "4.14285", "Cyd": "2.85714"}
    assert (found["rounds"][1]["quota"], found["rounds"][1]["elected"]) == ("4.00000", ["Bob"])
    assert found["rounds"][1]["excluded"] == []


def test_a_tie_is_shown_with_what_is_needed(file):
    shown = counted(file(EVEN), "--method", "irv")
    assert shown.splitlines()[-3:] == [
        "Stage 2: a tie between Ann, Bob on who is excluded.",
        f"It changes who is elected. {NEEDED}",
        "Elected in any case: nobody.",
    ]
    found = json.loads(counted(file(EVEN), "--method", "irv", "--json"))
    assert found["winners"] == []
    assert found["ties"] == [
        {
            "stage": 2,
            "purpose": "exclude",
            "options": ["Ann", "Bob"],
            "take": 1,
            "chosen": [],
            "by": "",
            "changes_winners": True,
        }
    ]


@pytest.mark.parametrize(
    "ties",
    [
        ["Bob", "Ann"],
        {"order": ["Bob", "Ann"], "by": "lot"},
        [{"stage": 2, "purpose": "exclude", "tied": ["Ann", "Bob"], "chosen": ["Ann"], "by": "lot"}],
    ],
)
def test_ties_are_decided_by_a_file(file, ties):
    decided = counted(file(EVEN), "--method", "irv", "--ties", file(json.dumps(ties), "ties.json"))
    assert decided.splitlines()[-2] == "Elected: Bob."


def test_debian_takes_its_settings(file):
    papers = file(blt("6 1 2 3 0", "1 2 3 0", "2 3 0"))
    asked = ("--method", "debian-schulze", "--default", "Cyd", "--quorum", "4", "--majority", "Ann=3")
    found = json.loads(counted(papers, *asked, "--json"))
    assert (found["winners"], found["rounds"][0]["excluded"]) == (["Bob"], ["Ann"])
    assert found["settings"] == {"default": "Cyd", "quorum": "4", "majority of Ann": "3"}


@pytest.mark.parametrize(
    ("text", "arguments", "sentence"),
    [
        (blt("3 1 1 0"), (), "Line 2: Option 1 is named twice on one paper."),
        (EVEN, ("--seats", "0"), "The number of seats must be whole, 1 or more."),
        (EVEN, ("--ties", "nowhere.json"), "The file nowhere.json is no JSON that can be read."),
        (EVEN, ("--majority", "Ann"), "A majority is given as NAME=N, for instance “Leave the alliance=3”: “Ann”."),
        (EVEN, ("--default", "Ann"), "A default option, a quorum and majorities belong to debian-schulze."),
    ],
)
def test_what_cannot_be_counted_is_refused_in_one_sentence(file, text, arguments, sentence):
    with pytest.raises(CommandError) as refused:
        counted(file(text), "--method", "irv", *arguments)
    assert str(refused.value) == sentence
