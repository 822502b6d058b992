"""`manage.py count`: what it prints, in words and as JSON, and how it refuses."""

import json
import subprocess
import sys
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from assemblies.counting import count
from assemblies.counting.ranked.reading import read
from tests.assemblies.counting.elections import METHODS, blt, election, refusal

ROOT = Path(__file__).resolve().parents[3]
WARD = blt("3 2", "4 1 2 0", "3 2 0", "2 3 2 0", "1 0", "0", '"Ana"', '"Bea"', '"Cai"', '"Board of the Hall"')
EQUAL = blt("3 1", "3 1 0", "2 2 3 0", "2 3 2 0", "0", '"Ana"', '"Béa"', '"Cai"', '""')
LOT = {"stage": 1, "purpose": "exclude", "options": ["Béa", "Cai"], "chosen": ["Béa"], "by": "lot"}

NEEDED = "Decide it by lot, by the casting vote or by a run-off, and count again with --ties."


@pytest.fixture
def file(tmp_path):
    """Give a way to write a file."""

    def written(content: str | bytes, name: str = "papers.blt") -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return written


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("count", *arguments, stdout=out)
    return out.getvalue()


def test_the_whole_count_is_printed_in_words(file):
    assert said(file(WARD), "--method", "scottish-stv").splitlines() == [
        "Board of the Hall",
        "Method: scottish-stv. Seats: 2. Papers: 10, of which 1 say nothing.",
        "",
        "Stage 1. First preferences are counted.",
        "  Ana    4.00000  elected",
        "  Bea    3.00000",
        "  Cai    2.00000  excluded",
        "  quota  4.00000",
        "",
        "Stage 2. The papers of Cai are transferred.",
        "  Ana    4.00000",
        "  Bea    5.00000  elected",
        "  Cai    0.00000",
        "  quota  4.00000",
        "",
        "Elected: Ana, Bea.",
        "Order: Ana, Bea, Cai.",
    ]


@pytest.mark.parametrize("method", METHODS)
def test_the_json_is_all_that_is_printed_and_holds_what_was_promised(file, method):
    text = WARD.replace("3 2\n", "3 1\n").replace("Cai", "NOTA")
    found = json.loads(said(file(text), "--method", method, "--json"))
    assert {"winners", "order", "rounds", "ties"} <= set(found)
    for one in found["rounds"]:
        assert {"totals", "quota", "elected", "excluded"} <= set(one)
        assert all(isinstance(total, str) and f"{Decimal(total):f}" == total for total in one["totals"].values())
        assert one["quota"] is None or isinstance(one["quota"], str)
    assert found == count(text, method=method).to_json()


def test_a_real_ward_comes_out_as_json_with_five_decimals():
    found = json.loads(said(str(election("scot-shetland_2017_ward4")["path"]), "--method", "scottish-stv", "--json"))
    assert found["winners"] == ["Davie Sandison", "Mark Robert Burgess", "Ian Scott"]
    assert found["rounds"][2] == {
        "totals": {
            "Julie Jemima Buchan": "146.87304",
            "Mark Robert Burgess": "244.00000",
            "Brian Nugent": "95.78523",
            "Davie Sandison": "244.00000",
            "Ian Scott": "217.17553",
        },
        "quota": "244.00000",
        "elected": [],
        "excluded": ["Brian Nugent"],
        "lost": "25.16620",
        "note": "The surplus of Mark Robert Burgess is transferred.",
    }


def test_papers_are_handed_over_as_a_path_a_text_or_read_already(file):
    results = [count(source, method="irv") for source in (file(EQUAL), Path(file(EQUAL)), EQUAL, read(EQUAL))]
    assert results == [results[0]] * 4
    results += [count(source, method="irv") for source in (EQUAL.encode(), EQUAL.encode("utf-16"), StringIO(EQUAL))]
    with open(file(EQUAL)) as text, open(file(EQUAL), "rb") as data:  # noqa: PTH123  # what others hand over
        results += [count(text, method="irv"), count(data, method="irv")]
    assert results == [results[0]] * 9
    table = file("Ana,Bea\n1,2\n", "papers.csv")
    assert count(table, method="irv").winners == ("Ana",)


@pytest.mark.parametrize("source", [None, 7, ["3 1"], {"a": 1}])
def test_what_is_no_file_is_refused_in_a_sentence(source):
    assert refusal(count, source, method="irv") == (
        "Papers are handed over as a path, an open file, the text or the bytes of a file."
    )


def test_the_default_may_be_given_in_other_letters_where_one_alone_is_meant(file):
    papers = file(blt("3 1", "5 1 2 3 0", "0", '"Ana"', '"NOTA"', '"Nota"'))
    assert "Default: Ana." in said(papers, "--method", "debian-schulze", "--default", "ana")
    assert "Default: Nota." in said(papers, "--method", "debian-schulze", "--default", "Nota")
    assert refusal(count, Path(papers), method="debian-schulze", default="nota") == (
        "There is no option “nota” that could be the default."
    )


def test_seats_are_taken_from_the_command_before_the_file(file):
    found = json.loads(said(file(WARD), "--method", "meek-stv", "--seats", "1", "--json"))
    assert (found["seats"], len(found["winners"])) == (1, 1)


def test_a_tie_is_printed_with_what_is_needed_and_a_file_of_decisions_settles_it(file):
    papers = file(EQUAL)
    assert said(papers, "--method", "irv").splitlines()[-3:] == [
        "Stage 1: a tie between Béa, Cai on who is excluded.",
        f"It changes who is elected. {NEEDED}",
        "Elected in any case: nobody.",
    ]
    ties = file(json.dumps([LOT]), "ties.json")
    settled = said(papers, "--method", "irv", "--ties", ties)
    assert "Stage 1: a tie between Béa, Cai on who is excluded. By lot: Béa." in settled.splitlines()
    assert settled.splitlines()[-2] == "Elected: Cai."
    assert said(papers, "--method", "irv", "--ties", ties) == settled


def test_a_drawn_order_can_stand_in_the_file_of_decisions(file):
    ties = file("\ufeff" + json.dumps({"order": ["Cai", "Ana", "Béa"], "by": "lot of 3 May"}), "ties.json")
    found = json.loads(said(file(EQUAL), "--method", "scottish-stv", "--ties", ties, "--json"))
    assert (found["winners"], found["ties"][0]["by"]) == (["Cai"], "lot of 3 May")


def test_default_quorum_and_majority_reach_the_count(file):
    papers = file(blt("3 1", "5 1 3 2 0", "4 2 3 1 0", "0", '"Leave = go"', '"Stay"', '"Later"', '""'))
    told = (
        "--method",
        "debian-schulze",
        "--default",
        "Later",
        "--quorum",
        "4.5",
        "--majority",
        "Leave = go=2",
        "--json",
    )
    found = json.loads(said(papers, *told))
    assert found["settings"] == {"default": "Later", "quorum": "9/2", "majority of Leave = go": "2"}
    assert (found["winners"], found["rounds"][0]["excluded"]) == (["Later"], ["Leave = go", "Stay"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_names_are_read_in_the_encodings_that_programs_write(file, encoding):
    assert json.loads(said(file(EQUAL.encode(encoding)), "--method", "schulze", "--json"))["order"].count("Béa") == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--method", "irv", "--seats", "0"), "The number of seats must be whole, 1 or more."),
        (("--method", "irv", "--default", "Ana"),
         "A default option, a quorum and majorities belong to debian-schulze."),
        (("--method", "debian-schulze", "--default", "Eva"), "There is no option “Eva” that could be the default."),
        (("--method", "debian-schulze", "--default", "Ana", "--majority", "3"),
         "A majority is given as NAME=N, for instance “Leave the alliance=3”: “3”."),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_is_refused_in_one_sentence(file, arguments, sentence):
    with pytest.raises(CommandError) as refused:
        said(file(EQUAL), *arguments)
    assert str(refused.value) == sentence


def test_files_that_cannot_be_read_are_named(file):
    papers, gone = file(EQUAL), file(EQUAL) + ".gone"
    with pytest.raises(CommandError) as refused:
        said(gone, "--method", "irv")
    assert str(refused.value) == f"The file {gone} cannot be read."
    for broken in (gone, file("{", "ties.json")):
        with pytest.raises(CommandError) as refused:
            said(papers, "--method", "irv", "--ties", broken)
        assert str(refused.value) == f"The file {broken} is no JSON that can be read."


def test_a_refusal_leaves_the_output_empty_and_tells_the_line(file):
    papers = file(WARD.replace("3 2 0", "3 2 2 0"))
    run = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "manage.py", "count", papers, "--method", "irv", "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.strip() == "CommandError: Line 3: Option 2 is named twice on one paper."
