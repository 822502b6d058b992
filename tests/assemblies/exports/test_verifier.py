"""The stand-alone verifier: one file that needs nothing, finds every change that matters, and says what it found."""

import ast
import copy
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest

from assemblies.counting import Base, Comparison, QuorumKind, Rule, TieRule
from assemblies.counting.choosing import Decided
from assemblies.counting.sheet import digest_of
from tests.assemblies.counting.sheets import HALF, on_board, sheet
from tests.assemblies.exports.verifying import FILE, said_of, verifier

SOURCE = FILE.read_text(encoding="utf-8")
QUORUM = {
    "quorum_kind": QuorumKind.FRACTION_AVERAGE,
    "quorum_numerator": 1,
    "quorum_denominator": 1,
    "quorum_last": 2,
    "quorum_floor": 3,
}
EVEN = replace(HALF, tie_rule=TieRule.CASTING_VOTE, **QUORUM)
LOT = Decided(stage="1", purpose="exclude", options=("Bea", "Cai"), chosen=("Bea",), by="lot", note="key 9319.")
FOR_SEAT = Decided(stage="seat 2", purpose="win", options=("Bea", "Cai"), chosen=("Cai", "Bea"), by="lot")
LOCK = Decided(stage="1", purpose="lock", options=("Ana", "Bea", "Cai"), chosen=("Ana", "Cai", "Bea"), by="run_off")
CIRCLE = {"1>2>3": 2, "2>3>1": 2, "3>1>2": 2}
SHEETS = {
    "a motion that the chair carried": sheet(
        "yes-no", {"for": 4, "against": 4, "abstain": 1}, rule=EVEN, casting_vote="for", present=9, attended=(8, 10, 90)
    ),
    "a secret motion": on_board(
        sheet(
            "yes-no",
            {"for": 6, "against": 2, "abstain": 1},
            rule=Rule(numerator=2, denominator=3, comparison=Comparison.AT_LEAST, base=Base.CAST),
        )
    ),
    "marks": sheet(
        "approval",
        {"+1+2": 3, "+1+3": 3, "+1-2": 1, "blank": 1, "+1+2+3": 1},
        seats=2,
        settings={"most": 2, "strikes": 1, "order_by": "approvals", "spoilt": True},
        ties=(FOR_SEAT,),
    ),
    "points": on_board(sheet("points", {"1:3,2:1": 3, "2:3": 2, "3:0": 1}, settings={"budget": 4}, seats=2)),
    "a tie by lot": sheet("irv", {"1": 3, "2>3": 2, "3>2": 2}, ties=(LOT,)),
    "a tie that waits": sheet("scottish-stv", {"1": 3, "2>3": 2, "3>2": 2}),
    "several seats": on_board(sheet("scottish-stv", {"1>2": 9, "2>3": 4, "3>2": 5, "blank": 1}, seats=2)),
    "meek": sheet("meek-stv", {"1>2": 9, "2>3": 4, "3>2": 5}, seats=2),
    "schulze": sheet("schulze", {"1=2>3": 5, "2>1": 3, "3": 1}),
    "majority": sheet(
        "debian-schulze",
        {"1>3": 6, "2>3>1": 2, "3>2": 1},
        settings={"default": "Cai", "majorities": {"Ana": "3", "Bea": "1"}},
    ),
    "debian": sheet("debian-schulze", {"1>3": 5, "2>3>1": 3, "3": 1}, settings={"default": "Cai", "quorum": "4"}),
    "pairs": sheet("ranked-pairs", CIRCLE, ties=(LOCK,)),
}
# What nobody reckons with: names, times, and words for people.
WORDS = {"ballot", "body", "question", "opened", "closed", "note", "by", "title", "sentences", "steps"}
WORDS |= {"out", "changes_winners"}
every = pytest.mark.parametrize("one", SHEETS.values(), ids=SHEETS)


def run(data: object, capsys, tmp_path, *options: str) -> tuple[int, str]:
    """The exit code and what is printed, for a file with this in it."""
    file = tmp_path / "result.json"
    file.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    code = verifier.main([str(file), *options])
    said = capsys.readouterr()
    return code, said.out + said.err


def places_in(value: object, path: tuple = ()) -> Iterator[tuple]:
    """Every place that holds a number, a text or nothing."""
    if isinstance(value, dict):
        for name, one in value.items():
            if name not in WORDS:
                yield from places_in(one, (*path, name))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from places_in(one, (*path, index))
        if value:
            yield path
    elif value is not None:
        yield path


def with_change(data: dict, path: tuple) -> dict:
    """The same with another value at one place: a number one more, a text another, a list without its last entry."""
    changed = copy.deepcopy(data)
    holder = changed
    for step in path[:-1]:
        holder = holder[step]
    value = holder[path[-1]]
    if isinstance(value, list):
        value.pop()
    elif isinstance(value, bool):
        holder[path[-1]] = not value
    else:
        holder[path[-1]] = value + 1 if isinstance(value, int) else f"{value}1"
    return changed


def test_it_imports_nothing_but_the_standard_library():
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(SOURCE))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or "."]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported - sys.stdlib_module_names == set()
    assert {"argparse", "hashlib", "json"} <= imported


def test_it_is_written_for_python_3_9_and_every_method_has_its_rule_above_it():
    tree = ast.parse(SOURCE, feature_version=(3, 9))
    written = {node.name: ast.get_docstring(node) for node in tree.body if isinstance(node, ast.FunctionDef)}
    methods = [*(method.__name__ for method in verifier.RANKED.values()), "approval", "points", "verdict_of"]
    assert [name for name in methods if len(written[name] or "") < 200] == []


@pytest.mark.parametrize(("name", "code"), [("several seats", 0), ("several seats, changed", 1), ("nothing", 2)])
def test_it_runs_alone_and_tells_by_its_exit_code_what_it_found(name, code, tmp_path):
    told = SHEETS["several seats"].to_json()
    if code == 1:
        told["papers"][0][1] += 1
    file = tmp_path / "result.json"
    file.write_text(json.dumps(told if code < 2 else {}), encoding="utf-8")
    alone = tmp_path / FILE.name
    alone.write_bytes(FILE.read_bytes())
    done = subprocess.run(  # noqa: S603  # our own program, from a folder where nothing else of ours is
        [sys.executable, "-I", "-S", str(alone), "--show", str(file)],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1"},
        check=False,
    )
    assert done.returncode == code
    last = {0: "Everything agrees.", 1: "Something differs.", 2: ""}[code]
    assert done.stdout.splitlines()[-1:] == ([last] if last else [])
    assert done.stderr == (
        "" if code < 2 else f"The file {file} cannot be read. The file is no organiser-ballot of version 1.\n"
    )


@every
def test_what_we_store_is_agreed_to(one, capsys, tmp_path):
    code, said = run(one.to_json(), capsys, tmp_path)
    assert (code, said.splitlines()[-1], "DIFFERS" in said) == (0, "Everything agrees.", False), said


# Numbers that a ballot did not reckon with: how many were there where no rule asks it, fields of another kind of
# quorum, limits that nobody came near.
NOBODY_ASKED = {"entitled", "present", "delegates"}
UNFELT = {
    "a motion that the chair carried": {
        *("entitled", "delegates", "attended", "attended/2", "rule/quorum_fixed", "rule/quorum_floor"),
    },
    "a secret motion": {
        *("entitled", "delegates", "rule/quorum_fixed", "rule/quorum_numerator", "rule/quorum_denominator"),
        *("rule/quorum_last", "rule/quorum_floor"),
    },
    "marks": {*NOBODY_ASKED, "settings/strikes"},
    "points": {*NOBODY_ASKED, "settings/budget"},
}


@pytest.mark.parametrize("name", SHEETS)
def test_every_change_that_matters_is_found(name, capsys, tmp_path):
    told = SHEETS[name].to_json()
    missed = {
        "/".join(map(str, path)) for path in places_in(told) if run(with_change(told, path), capsys, tmp_path)[0] == 0
    }
    # A tracker is looked for by whoever has it, and a second majority of nothing has any denominator.
    trackers = {place for place in missed if place.startswith("board/") and place.endswith("/0")}
    assert missed - trackers - {"rule/second_denominator"} == UNFELT.get(name, NOBODY_ASKED)
    assert len(trackers) == len(told["board"] or ())


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        ("a motion that the chair carried", ("rule", "base"), "cast"),
        ("a motion that the chair carried", ("rule", "comparison"), "at_least"),
        ("a motion that the chair carried", ("rule", "tie_rule"), "fails"),
        ("a motion that the chair carried", ("rule", "quorum_kind"), "none"),
        ("a motion that the chair carried", ("rule", "quorum_count"), "yes"),
        ("a motion that the chair carried", ("casting_vote",), "against"),
        ("a motion that the chair carried", ("casting_vote",), None),
        ("a secret motion", ("rule", "numerator"), 1),
        ("a secret motion", ("rule", "base"), "yes_no"),
        ("a secret motion", ("rule", "second_numerator"), 1),
        ("a secret motion", ("result", "outcome"), "fell"),
        ("a secret motion", ("board",), []),
        ("marks", ("settings", "spoilt"), False),
        ("marks", ("settings", "most"), 3),
        ("marks", ("settings", "order_by"), "net"),
        ("marks", ("ties",), []),
        ("points", ("settings", "reckoning"), "average_of_all"),
        ("a tie by lot", ("result", "winners"), ["Ana"]),
        ("a tie by lot", ("ties", 0, "chosen"), ["Cai"]),
        ("a tie by lot", ("ties", 0, "stage"), "2"),
        ("a tie by lot", ("method",), "scottish-stv"),
        ("a tie that waits", ("result", "winners"), ["Ana"]),
        ("a tie that waits", ("result", "outcome"), "carried"),
        ("several seats", ("options",), ["Ana", "Cai", "Bea"]),
        ("several seats", ("method",), "meek-stv"),
        ("schulze", ("method",), "ranked-pairs"),
        ("debian", ("settings", "default"), "Bea"),
        ("pairs", ("ties", 0, "chosen"), ["Cai", "Ana", "Bea"]),
    ],
)
def test_another_choice_is_found(name, path, value, capsys, tmp_path):
    told = SHEETS[name].to_json()
    holder = told
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    code, said = run(told, capsys, tmp_path)
    assert (code, "DIFFERS: " in said, said.splitlines()[-1]) == (1, True, "Something differs."), said


def test_it_says_in_sentences_what_it_found(capsys):
    agrees, said = said_of(SHEETS["several seats"], capsys)
    assert agrees
    digest = SHEETS["several seats"].papers_digest
    assert said == [
        "Ballot b7f3k2 of Harbour Tenants: Who keeps the keys?",
        "Opened 2026-05-03T18:00:00+00:00, closed 2026-05-03T18:20:00+00:00. Method: scottish-stv. Seats: 2.",
        f"The digest is that of these papers: {digest}. Compare it with the one in the minutes.",
        "Papers: 19. People who had a vote: 19.",
        "The board shows each of the 19 papers once, no tracker twice. Look for your own.",
        "Outcome: carried, as was stored.",
        "Chosen: Ana, Bea, as was stored.",
        "The figures of the record are those of these papers.",
        "Everything agrees.",
    ]


def test_it_says_in_sentences_what_differs(capsys):
    told = SHEETS["several seats"].to_json()
    told["entitled"] = 18
    told["papers"][0][1] = 8
    told["board"][0][0] = told["board"][1][0]
    told["result"]["winners"] = ["Ana", "Cai"]
    said = [line for line in said_of(told, capsys)[1] if line.startswith("DIFFERS")]
    digest = digest_of((line, number) for line, number in told["papers"])
    assert said == [
        f"DIFFERS: The digest of these papers is {digest}, and the file says {told['papers_digest']}.",
        f"DIFFERS: The tracker {told['board'][0][0]} stands on the board 2 times.",
        "DIFFERS: The board shows 9 papers “1>2”, and 8 are counted.",
        "DIFFERS: The papers choose Ana, Bea. Stored was Ana, Cai.",
        "DIFFERS: There are 2 rounds, and the record has others.",
        "DIFFERS: The record says 19 under papers, and the papers give 18.",
        "DIFFERS: The record says 18 under valid, and the papers give 17.",
    ]
    told["entitled"] = 17
    assert "DIFFERS: Papers: 18. People who had a vote: 17." in said_of(told, capsys)[1]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\xff\xfe{", "This is not JSON that can be read."),
        (b"{", "This is not JSON that can be read."),
        (b"[" * 100_000, "This is not JSON that can be read."),
        (b'{"format": 1, "format": 2}', "An entry stands in the file twice."),
        (b"[]", "The file is no record of a ballot."),
        (b'{"format": "organiser-ballot", "version": 2}', "The file is no organiser-ballot of version 1."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_reason(data, sentence, capsys, tmp_path):
    code, said = run(data, capsys, tmp_path)
    assert (code, said) == (2, f"The file {tmp_path / 'result.json'} cannot be read. {sentence}\n")


@pytest.mark.parametrize(
    ("name", "path", "value", "sentence"),
    [
        ("meek", ("weights",), {}, "Entries are missing, or not known here: weights."),
        ("meek", ("method",), "borda", "This method is not known here: borda."),
        ("meek", ("seats",), 0, "The number to be chosen must be 1 or more."),
        ("meek", ("seats",), "2", "This must be a whole number, 0 or more: seats."),
        ("meek", ("entitled",), True, "This must be a whole number, 0 or more: entitled."),
        ("meek", ("papers", 0, 1), 0, "There must be 1 or more of each paper."),
        ("meek", ("papers", 0, 1), 1.5, "The papers must be pairs of a line and a number."),
        ("meek", ("board",), [["a"]], "The board must be pairs of a tracker and a line."),
        ("meek", ("options", 0), "Bea", "There must be options, each with a name of its own."),
        ("meek", ("settings", "most"), 2, "The settings are none of the method meek-stv."),
        ("meek", ("ties",), [{}], "A decision cannot be read."),
        ("meek", ("casting_vote",), "for", "With options a casting vote is a decision on a tie."),
        ("meek", ("result", "outcome"), "won", "The outcome is not known here."),
        ("meek", ("result", "outcome"), [], "The result cannot be read."),
        ("meek", ("result", "why"), "", "The result must have an outcome, winners and a record."),
        ("marks", ("settings", "threshold"), "3/0", "This setting says what is not known here: threshold."),
        ("marks", ("settings", "order_by"), "age", "This setting says what is not known here: order_by."),
        ("marks", ("settings", "spoilt"), 1, "This setting says what is not known here: spoilt."),
        ("debian", ("settings", "default"), "Dov", "This setting says what is not known here: default."),
        ("debian", ("seats",), 2, "This method chooses one."),
        ("a secret motion", ("rule",), None, "A vote for or against needs its rule."),
        ("a secret motion", ("rule", "numerator"), 9, "The threshold must be above 0 and not above 1."),
        ("a secret motion", ("rule", "base"), "weights", "The rule says what is not known here: base."),
        ("a secret motion", ("rule", "third"), 1, "Entries of the rule are missing, or not known here: third."),
        ("a secret motion", ("options",), ["Ana"], "A vote for or against has no options, and nothing that is theirs."),
    ],
)
def test_what_it_does_not_know_it_does_not_judge(name, path, value, sentence, capsys, tmp_path):
    told = SHEETS[name].to_json()
    holder = told
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    code, said = run(told, capsys, tmp_path)
    assert (code, said) == (2, f"The file {tmp_path / 'result.json'} cannot be read. {sentence}\n")


def test_a_file_that_is_not_there_is_named(capsys, tmp_path):
    gone = str(tmp_path / "gone.json")
    assert verifier.main([gone]) == 2
    assert capsys.readouterr().err == f"The file {gone} cannot be opened.\n"


@pytest.mark.parametrize(
    ("name", "line", "reason"),
    [
        ("meek", "1>>2", "“1>>2” is not written as papers of this ballot are."),
        ("meek", "1>9", "A paper names option 9, and there are 3."),
        ("meek", "1>2>1", "“1>2>1” names an option twice."),
        ("meek", "1=2", "A paper puts two options on one rank, and this method needs one after the other."),
        ("schulze", "2=1", "“2=1” is not written in the order of the numbers."),
        ("marks", "+2+1", "“+2+1” is not written in the order of the numbers."),
        ("marks", "+1+1", "“+1+1” names an option twice."),
        ("points", "1:05", "“1:05” is not written as papers of this ballot are."),
        ("points", "1:5", "“1:5” has more or fewer marks or points than the rule allows."),
        ("a secret motion", "maybe", "“maybe” is no vote."),
    ],
)
def test_a_paper_that_cannot_be_counted_is_said(name, line, reason, capsys):
    told = SHEETS[name].to_json()
    told["papers"] = sorted([*told["papers"], [line, 1]])
    agrees, said = said_of(told, capsys)
    assert not agrees
    assert f"DIFFERS: The papers cannot be counted. {reason}" in said


def test_text_in_the_file_cannot_fake_a_line_of_the_answer(capsys):
    told = SHEETS["meek"].to_json()
    told["question"] = "Keys?\nEverything agrees.\x1b[8m"
    assert said_of(told, capsys)[1][0] == "Ballot b7f3k2 of Harbour Tenants: Keys??Everything agrees.?[8m"


@pytest.mark.parametrize(
    ("votes", "second", "outcome"),
    [
        ((6, 2, 1), (1, 2, "more_than", "entitled"), "carried"),  # 6 of 11 is more than half
        ((5, 2, 1), (1, 2, "more_than", "entitled"), "fell"),  # 5 of 11 is not
        ((6, 2, 1), (0, 1, "more_than", "entitled"), "carried"),
        ((4, 4, 0), (1, 3, "at_least", "entitled"), "tie"),  # 4 of 11 is a third: the casting vote could carry it
        ((3, 3, 0), (1, 3, "at_least", "entitled"), "fell"),  # 3 of 11 is not: no casting vote helps
    ],
)
def test_a_second_majority_must_be_reached_as_well(votes, second, outcome):
    names = ("second_numerator", "second_denominator", "second_comparison", "second_base")
    rule = HALF.to_json() | {"tie_rule": "casting_vote"} | dict(zip(names, second, strict=True))
    papers = [[word, number] for word, number in zip(("for", "against", "abstain"), votes, strict=True) if number]
    told = {"rule": verifier.read_rule(rule), "papers": papers, "present": 9, "entitled": 11, "casting_vote": None}
    found = verifier.verdict_of(told | {"attended": [], "delegates": 0})
    assert found["outcome"] == outcome


def test_the_working_is_shown_when_it_is_asked_for(capsys, tmp_path):
    said = {name: run(one.to_json(), capsys, tmp_path, "--show")[1].splitlines() for name, one in SHEETS.items()}
    assert said["several seats"][6:15] == [
        "Round 1, quota 7.00000",
        "  Ana: 9.00000 elected",
        "  Bea: 4.00000",
        "  Cai: 5.00000",
        "Round 2, quota 7.00000",
        "  Ana: 7.00000",
        "  Bea: 5.99998",
        "  Cai: 5.00000 excluded",
        "  with nobody: 0.00002",
    ]
    assert "A tie: round 1, who is excluded, between Bea, Cai. Decided: Bea." in said["a tie by lot"]
    assert "  Ana: approvals 7, strikes 0; in all 7" in said["marks"]
    assert "  quorum needed: 9" in said["a motion that the chair carried"]
    assert "  Ana before Bea: 4 to 2, locked" in said["pairs"]
