"""Files of two collections of real elections: those of mggg/scot-elex and of PrefLib."""

from dataclasses import replace
from pathlib import Path

import pytest

from assemblies.counting import count
from assemblies.counting.ranked.profile import Profile
from assemblies.counting.ranked.reading import read
from tests.assemblies.counting.elections import ELECTIONS, election, refusal

WARDS = ["aberdeenshire_2017_ward3", "shetland_2017_ward4", "edinburgh_2017_ward10", "glasgow_2017_ward19"]
SMALL = (
    '3,2,\n5,1,2,\n3,2,3,\n1,3,\n"Candidate 1","Ana Lee","Labour (Lab)",\n"Candidate 2","Bea, the tall","Con"\n'
    '"Candidate 3","Cai","SNP"\n"Ward 3, the hall",\n'
)


def as_scot_elex(one: Profile) -> str:
    """The same election as that collection writes it."""
    lines = [f"{len(one.options)},{one.seats},"]
    lines += [",".join([str(n), *(str(rank[0] + 1) for rank in paper), ""]) for paper, n in one.ballots.items()]
    lines += [f'"Candidate {place}","{name}","A Party (P)",' for place, name in enumerate(one.options, 1)]
    return "\n".join([*lines, f'"{one.title}",']) + "\n"


@pytest.mark.parametrize("name", WARDS)
def test_a_ward_counts_the_same_from_either_form(name, tmp_path):
    entry = election(f"scot-{name}")
    one = read(Path(entry["path"]))
    path = tmp_path / f"{name}.csv"
    path.write_text(as_scot_elex(one), encoding="utf-8")
    assert read(path) == one
    result = count(path, method="scottish-stv")
    assert result.to_json() == count(entry["path"], method="scottish-stv").to_json()
    assert sorted(result.winners) == sorted(entry["expected_winners"])
    assert ELECTIONS in entry["path"].parents


def test_names_with_commas_and_the_title_are_read():
    one = read(SMALL)
    assert one == Profile(
        options=("Ana Lee", "Bea, the tall", "Cai"),
        ballots={((0,), (1,)): 5, ((1,), (2,)): 3, ((2,),): 1},
        seats=2,
        title="Ward 3, the hall",
    )
    assert read(SMALL.replace("5,1,2,", "5,1,2,,,")) == one
    assert read(SMALL, seats=1) == replace(one, seats=1)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("5,1,2,", "5,1,4,", "Line 2: Option 4 is not there; there are 3."),
        ("5,1,2,", "5,1,1,", "Line 2: Option 1 is named twice on one paper."),
        ("5,1,2,", "0,1,2,", "Line 2: The number of papers must be whole, 1 or more: “0”."),
        ("5,1,2,", "5,1,,2,", "Line 2: A paper leaves a rank out."),
        ('"Candidate 2"', '"Candidate 4"', "Line 6: “Candidate 2” should stand here, if there is one."),
        ('"Cai"', '"Ana Lee"', "Line 7: “Ana Lee” is already the name of an option."),
        ('"Cai"', '""', "Line 7: An option has no name."),
        ("3,2,", "4,2,", "Line 8: There are 4 options and 3 names."),
        ("3,2,", "3,0,", "Line 1: The number of seats must be 1 or more."),
    ],
)
def test_a_broken_file_of_that_kind_is_refused_with_its_line(old, new, sentence):
    assert refusal(read, SMALL.replace(old, new, 1)) == sentence


PREFLIB = (
    "# FILE NAME: 1-1.toc\n# TITLE: Hall\n# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 1: Ana\n"
    "# ALTERNATIVE NAME 2: Bea: the tall\n# ALTERNATIVE NAME 3: Cai\n\n5: 1,2,3\n3: 2,{1,3}\n2: {2, 3}\n1: 3\n"
)


def test_orders_of_preflib_are_read_with_shared_ranks_and_names():
    assert read(PREFLIB) == Profile(
        options=("Ana", "Bea: the tall", "Cai"),
        ballots={((0,), (1,), (2,)): 5, ((1,), (0, 2)): 3, ((1, 2),): 2, ((2,),): 1},
        title="Hall",
        shared_at=9,
    )
    assert count(PREFLIB, method="schulze", seats=2).seats == 2


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("5: 1,2,3", "5: 1,2,4", "Line 8: Option 4 is not there; there are 3."),
        ("5: 1,2,3", "5: 1 > 2", "Line 8: A line must be a number, a colon, and options with commas between."),
        ("5: 1,2,3", "5: 1,2,1", "Line 8: Option 1 is named twice on one paper."),
        ("NAME 3: Cai", "NAME 3:", "An option has no name."),
        ("NUMBER ALTERNATIVES: 3", "NUMBER ALTERNATIVES: x",
         "Line 1: This must be two numbers: how many options there are, and how many seats."),
    ],
)  # fmt: skip
def test_a_broken_file_of_preflib_is_refused(old, new, sentence):
    assert refusal(read, PREFLIB.replace(old, new, 1)) == sentence


def test_a_form_that_is_not_known_is_refused():
    assert refusal(read, PREFLIB, form="odt") == (
        "There is no form “odt” of files. Choose one of: blt, csv, preflib, scot-elex."
    )
