"""Files of papers: each dialect reads the same, and a broken file is refused whole, with the line."""

import pytest

from assemblies.counting import count
from assemblies.counting.ranked.count import read
from assemblies.counting.ranked.profile import BadBallots, Profile
from tests.assemblies.counting.papers import METHODS, ONE_BY_ONE, blt

PLAIN = blt("3 1 2 0", "2 2 0", "1 3 1 2 0")
A_B, B, C_A_B = ((0,), (1,)), ((1,),), ((2,), (0,), (1,))


def changed(**changes):
    """The plain file with these lines, by their number, instead."""
    lines = PLAIN.splitlines()
    for line, text in changes.items():
        lines[int(line.removeprefix("line")) - 1] = text
    return "\n".join(lines)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace("\n", "\r\n"),
        "\ufeff" + PLAIN,
        PLAIN.replace("\n", "\n\n"),
        "# a comment\n" + PLAIN.replace("3 1 2 0", "3 1 2 0 # three of them"),
        PLAIN.replace("\n3 1 2 0", "\n2 1 2 0\n\t1  1\t2 0  "),
        PLAIN.replace("2 2 0", "(paper 17) 2 2 0"),
        PLAIN.replace("3 1 2 0", "3 01 2 0"),
        PLAIN.replace('"Ann"\n"Bob"\n', '"Ann" "Bob"\n'),
        PLAIN.replace('"Ann"', '"Ann" # who "came first"'),
        PLAIN.rstrip("\n"),
        PLAIN + "what is said behind the title\n",
    ],
    ids=["CRLF", "BOM", "blank", "comments", "spaces", "labels", "zeros", "one line", "remark", "no end", "more"],
)
def test_every_dialect_reads_the_same(text):
    found = read(text + "\n")
    assert (found.options, found.seats, found.title) == (("Ann", "Bob", "Cyd"), 1, "Vote")
    assert dict(found.ballots) == {A_B: 3, B: 2, C_A_B: 1}


def test_blank_papers_shared_ranks_and_places_left_out_are_read_as_they_stand():
    found = read(blt("4 0", "2 1=3 2 0", "1 - 2 0"))
    assert dict(found.ballots) == {(): 4, ((0, 2), (1,)): 2, ((), (1,)): 1}
    assert (found.papers, found.shared_at) == (7, 3)


@pytest.mark.parametrize("lines", [("-2",), ("-2 0",)])
def test_whoever_withdrew_is_read_over(lines):
    found = count(blt(*lines, "3 2 1 0", "2 3 0", "1 2 0"), method="irv")
    assert (found.withdrawn, found.order, found.valid) == (("Bob",), ("Ann", "Cyd"), 5)
    assert found.rounds[0].totals == {"Ann": 3, "Cyd": 2}


@pytest.mark.parametrize(
    ("quoted", "name"),
    [
        ('"Ann "Red" Lee"', 'Ann "Red" Lee'),
        ('"Ann ""Red"" Lee"', 'Ann "Red" Lee'),
        (r'"Ann \"Red\" Lee"', 'Ann "Red" Lee'),
        ('"No. #1"', "No. #1"),
        ('"O\'Rorke, Gary"', "O'Rorke, Gary"),
        ('" Raphaël "', "Raphaël"),
    ],
)
def test_names_are_read_with_spaces_and_quotation_marks(quoted, name):
    assert read(changed(line6=quoted)).options == (name, "Bob", "Cyd")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("\n", "Line 1: This must be two numbers: how many options there are, and how many seats."),
        (
            changed(line1="3"),
            "Line 1: This must be two numbers: how many options there are, and how many seats.",
        ),
        (
            changed(line1="three 1"),
            "Line 1: This must be two numbers: how many options there are, and how many seats.",
        ),
        (changed(line1="0 1"), "Line 1: There are no options."),
        (changed(line1="3 0"), "Line 1: The number of seats must be 1 or more."),
        (changed(line1="4 1"), "Line 9: 4 names and a title must stand here, and there are 4 of them."),
        (changed(line1="2 1"), "Line 4: Option 3 is not there; there are 2."),
        (changed(line1="10000 1"), "Line 1: There are 10,000 options; more than 1,000 are not counted."),
        (changed(line2="3 1 2"), "Line 2: A paper must end with 0."),
        (changed(line2="3"), "Line 2: A paper must end with 0."),
        (changed(line2="3 1 1 0"), "Line 2: Option 1 is named twice on one paper."),
        (changed(line2="3 1 01 0"), "Line 2: Option 1 is named twice on one paper."),
        (changed(line2="3 1=2 2 0"), "Line 2: Option 2 is named twice on one paper."),
        (changed(line2="3 1 4 0"), "Line 2: Option 4 is not there; there are 3."),
        (changed(line2="3 1 0 2 0"), "Line 2: Option 0 is 0, which only ends a paper; there are 3."),
        (changed(line2="3 1 x 0"), "Line 2: “x” is no number of an option."),
        (changed(line2="3 1= 0"), "Line 2: “” is no number of an option."),
        (changed(line2="3 1 -2 0"), "Line 2: “-2” is no number of an option."),
        (changed(line2="3 1 ² 0"), "Line 2: “²” is no number of an option."),
        (changed(line2="0 1 2 0"), "Line 2: The number of papers must be whole, 1 or more: “0”."),
        (changed(line2="1.5 1 2 0"), "Line 2: The number of papers must be whole, 1 or more: “1.5”."),
        (changed(line2="many 1 2 0"), "Line 2: The number of papers must be whole, 1 or more: “many”."),
        (changed(line3="-2"), "Line 3: Options that withdrew must be named before the papers."),
        (changed(line2="-4"), "Line 2: “-4” is no option that could withdraw."),
        (changed(line2="-1 2"), "Line 2: “2” is no option that could withdraw."),
        (changed(line5="# gone"), "Line 6: The papers must end with a line 0 before the names."),
        (PLAIN[: PLAIN.index('0\n"Ann')], "Line 4: The papers must end with a line 0, and the names follow."),
        (changed(line6="Ann"), "Line 6: A name must stand in quotation marks."),
        (changed(line6='"Ann'), "Line 6: A name must stand in quotation marks."),
        (changed(line6='""'), "Line 6: An option has no name."),
        (changed(line7='"Ann"'), "Line 7: “Ann” is already the name of an option, in line 6."),
        (changed(line9=""), "Line 8: 3 names and a title must stand here, and there are 3 of them."),
        (PLAIN[: PLAIN.index('"Cyd')], "Line 7: 3 names and a title must stand here, and there are 2 of them."),
    ],
)
@pytest.mark.parametrize("method", METHODS)
def test_a_broken_file_is_refused_at_every_method_with_the_line(text, sentence, method):
    with pytest.raises(BadBallots) as refused:
        count(text, method=method, form="blt")
    assert str(refused.value) == sentence


@pytest.mark.parametrize("method", ONE_BY_ONE)
def test_shared_ranks_are_refused_where_papers_go_from_one_to_the_next(method):
    with pytest.raises(BadBallots) as refused:
        count(blt("1 1 0", "2 1=2 3 0"), method=method)
    assert str(refused.value) == (
        "Line 3: Two options share a rank, and this method needs one after the other. "
        "Schulze and ranked pairs count shared ranks."
    )


@pytest.mark.parametrize("method", ["schulze", "debian-schulze", "ranked-pairs"])
def test_more_options_than_can_be_paired_are_refused(method):
    names = tuple(f"Option {number}" for number in range(301))
    with pytest.raises(BadBallots) as refused:
        count(blt("1 1 0", names=names), method=method, default="Option 0" if method[0] == "d" else None)
    assert str(refused.value) == f"There are 301 options; {method} counts 300 at most."


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"options": ()}, "There are no options."),
        ({"options": ("A", " ")}, "An option has no name."),
        ({"options": ("A", "A")}, "Two options are called “A”. Give each a name of its own."),
        ({"seats": 0}, "The number of seats must be whole, 1 or more."),
        ({"seats": True}, "The number of seats must be whole, 1 or more."),
        ({"withdrawn": frozenset({2})}, "An option that is not there cannot have withdrawn."),
        ({"ballots": {((0,),): 0}}, "The number of equal papers must be whole, 1 or more."),
        ({"ballots": {((0,),): 1.0}}, "The number of equal papers must be whole, 1 or more."),
        ({"ballots": {((2,),): 1}}, "A paper names an option that is not there; there are 2."),
        ({"ballots": {((-1,),): 1}}, "A paper names an option that is not there; there are 2."),
        ({"ballots": {((0,), (1,), (0,)): 1}}, "A paper names “A” twice."),
        ({"ballots": {(): 1, ((1, 1),): 1}}, "A paper names “B” twice."),
    ],
)
def test_papers_that_cannot_be_are_refused(given, sentence):
    with pytest.raises(BadBallots) as refused:
        Profile(**{"options": ("A", "B"), "ballots": {}} | given)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("method", METHODS)
def test_all_options_withdrawn_are_refused(method):
    with pytest.raises(BadBallots) as refused:
        count(blt("-1 -2 -3", "2 1 0"), method=method)
    assert str(refused.value) == "All options have withdrawn."


def test_an_unknown_method_and_impossible_seats_are_refused():
    with pytest.raises(BadBallots, match=r"^There is no method “borda”\. Choose one of: scottish-stv, meek-stv, irv, "):
        count(PLAIN, method="borda")
    with pytest.raises(BadBallots, match=r"^The number of seats must be whole, 1 or more\.$"):
        count(PLAIN, method="irv", seats=0)


BY_NUMBER = "Ann,Bob,Cyd,papers\n1,2,,3\n,1,,2\n2,3,1,1\n"


@pytest.mark.parametrize(
    "text",
    [
        BY_NUMBER,
        BY_NUMBER.replace(",", ";"),
        "\ufeff" + BY_NUMBER.replace("\n", "\r\n"),
        "count,Ann,Bob,Cyd\n3,1,2,\n2,-,1,\n1,2,3,1\n",
        "weight,1,2,3\n3,Ann,Bob,\n2,Bob\n1,Cyd,Ann,Bob\n",
        "Rank 1,Rank 2,Rank 3\nAnn,Bob,\nAnn,Bob,\nAnn,Bob,\n\nBob,,\nBob,-,\nCyd,Ann,Bob\n",
    ],
    ids=["ranks", "semicolons", "windows", "weight first", "names", "one paper a line"],
)
def test_tables_read_the_same(text):
    found = read(text)
    assert found.options == ("Ann", "Bob", "Cyd")
    assert dict(found.ballots) == {A_B: 3, B: 2, C_A_B: 1}


def test_a_table_has_shared_ranks_and_places_left_out():
    assert dict(read("Ann,Bob,Cyd\n1,1,2\n").ballots) == {((0, 1), (2,)): 1}
    assert dict(read("1,2,3\nAnn,,Bob\n").ballots) == {((0,), (), (1,)): 1}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("\n,,\n", "Line 1: The file is empty."),
        ("Ann,,Cyd\n1,2,3\n", "Line 1: An option has no name."),
        ("Ann,Ann\n1,2\n", "Line 1: Two options are called “Ann”. Give each a name of its own."),
        ("Ann,Bob\n1,3\n", "Line 2: Rank 3 is given, and no option has rank 2."),
        ("Ann,Bob\n2,\n", "Line 2: Rank 2 is given, and no option has rank 1."),
        ("Ann,Bob\n1,x\n", "Line 2: “x” is no rank for “Bob”."),
        ("Ann,Bob\n1,0\n", "Line 2: “0” is no rank for “Bob”."),
        ("Ann,Bob\n1,2,3\n", "Line 2: This line has more cells than the first one has headings."),
        ("Ann,Bob,papers\n1,2,none\n", "Line 2: The number of papers must be whole, 1 or more: “none”."),
        ("Ann,Bob,papers\n1,2\n", "Line 2: The number of papers must be whole, 1 or more: “”."),
        ("1,2\nAnn,Bob\nBob,Bob\n", "Line 3: “Bob” is named twice on one paper."),
        ('Ann,Bob\n"1,2\n', "Line 2: This is no table: unexpected end of data."),
    ],
)
def test_a_broken_table_is_refused_with_the_line(text, sentence):
    with pytest.raises(BadBallots) as refused:
        count(text, method="schulze", form="csv")
    assert str(refused.value) == sentence


def test_a_table_of_ten_thousand_options_is_refused():
    with pytest.raises(BadBallots) as refused:
        count(",".join(f"Option {number}" for number in range(10_000)) + "\n1\n", method="irv")
    assert str(refused.value) == "Line 1: There are 10,000 options; more than 1,000 are not counted."


def test_files_are_read_in_the_encodings_that_are_met(tmp_path):
    for number, encoding in enumerate(("utf-8", "utf-8-sig", "utf-16", "cp1252")):
        file = tmp_path / f"{number}.blt"
        file.write_bytes(changed(line6='"Zoë"').encode(encoding))
        assert read(file).options == ("Zoë", "Bob", "Cyd")
        assert count(str(file), method="irv", seats=2).seats == 2


def test_a_file_that_is_not_there_is_refused():
    with pytest.raises(BadBallots) as refused:
        count("nowhere.blt", method="irv")
    assert str(refused.value) == "The file nowhere.blt cannot be read."
