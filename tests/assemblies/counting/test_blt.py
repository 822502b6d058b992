"""BLT files: the dialects that are read, and each way in which a file can be broken, with its sentence."""

import random

import pytest

from assemblies.counting import count
from assemblies.counting.ranked.blt import read_blt
from assemblies.counting.ranked.profile import BadBallots, Profile
from assemblies.counting.ranked.reading import read
from tests.assemblies.counting.elections import METHODS, blt, election, refusal

PLAIN = blt("3 1", "2 1 2 0", "1 3 0", "4 0", "0", '"Ana"', '"Bea"', '"Cai"', '"Board"')
READ = Profile(options=("Ana", "Bea", "Cai"), ballots={((0,), (1,)): 2, ((2,),): 1, (): 4}, seats=1, title="Board")


def test_a_plain_file_is_read():
    assert read_blt(PLAIN) == READ


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        PLAIN.rstrip("\n"),
        PLAIN.replace("\n", "\n\n"),
        PLAIN.replace(" ", "\t"),
        PLAIN.replace(" ", "   "),
        PLAIN.replace("\n", "   \n"),
        "\ufeff" + PLAIN,
        "# Counted on Monday\n" + PLAIN.replace("2 1 2 0", "2 1 2 0 # from box 1").replace('"Bea"', '"Bea" # branch'),
        PLAIN.replace("2 1 2 0", "1 1 2 0\n1 1 2 0"),
        PLAIN.replace("2 1 2 0", "(a17) 1 1 2 0\n(a 18) 1 1 2 0"),
        PLAIN.replace("2 1 2 0", "2 01 002 0"),
        PLAIN + "Counted by three tellers.\nNobody complained.\n",
        PLAIN.replace('"Ana"\n"Bea"', '"Ana" "Bea"'),
    ],
)
def test_the_same_papers_written_otherwise_are_the_same(text):
    assert read(text if "\n" in text else text + "\r") == READ


def test_an_empty_title_is_none():
    assert read_blt(PLAIN.replace('"Board"', '""')) == Profile(options=READ.options, ballots=READ.ballots)


def test_a_file_without_a_title_is_read():
    assert read_blt(PLAIN.replace('"Board"\n', "")) == Profile(options=READ.options, ballots=READ.ballots)


@pytest.mark.parametrize(
    "behind",
    [
        ['"Ana"', '"Bea"', '"Cai"', '"Board"', '"Source: the hall"', '"A comment"'],
        ['"Ana" "Left"', '"Bea" "Right"', '"Cai" "Middle"', '"Board"'],
        ['"Ana" "Left"', '"Bea" "Left"', '"Cai"', '"Board"', '"Source"'],
    ],
)
def test_parties_and_lines_behind_the_title_are_left_aside(behind):
    assert read_blt(blt("3 1", "2 1 2 0", "1 3 0", "4 0", "0", *behind)) == READ


@pytest.mark.parametrize(
    "lines",
    [
        ["2 1 2 - 0", "1 3 - - 0", "4 - 0"],
        ["2.0 1 2 0", "1.00 3 0", "4 0"],
        ["2 1 2 0 1 3 0", "4 0"],
        ["[nick a b c]", "2 a b 0", "1 c 0", "4 0"],
        ["[comment counted by hand]", "2 1 2 0", "1 3 0", "4 0"],
    ],
)
def test_other_ways_of_writing_the_same_papers(lines):
    assert read_blt(blt("3 1", *lines, "0", '"Ana"', '"Bea"', '"Cai"', '"Board"')) == READ


def test_withdrawn_options_may_stand_in_brackets():
    one = read_blt(blt("3 1", "[withdrawn 2]", "1 1 0", "0", '"Ana"', '"Bea"', '"Cai"'))
    assert one.withdrawn == {1}


@pytest.mark.parametrize("word", ["droop", "tie", "quota", ""])
def test_a_setting_that_could_change_the_count_is_refused_by_its_name(word):
    assert refusal(read_blt, blt("3 1", f"[{word} 1 2 3]" if word else "[]", "1 1 0", "0")) == (
        f"Line 2: “[{word}]” is a setting that is not read here, and could change the count. Leave it out, and give "
        "the method, the seats and what was decided about ties with the command."
    )


def test_a_rank_left_out_ends_a_transferable_vote_and_says_nothing_elsewhere():
    text = blt("3 1", "4 1 - 2 0", "3 2 0", "2 3 2 0", "0", '"Ana"', '"Bea"', '"Cai"')
    assert refusal(read_blt, text) == "Line 2: A paper leaves a rank out."
    told = {method: count(text, method=method, seats=2).to_json() for method in ("scottish-stv", "meek-stv")}
    assert told == {
        method: count(text.replace("- 2", ""), method=method, seats=2).to_json()
        for method in ("scottish-stv", "meek-stv")
    }
    for method in ("irv", "schulze", "ranked-pairs"):
        assert count(text, method=method).to_json() == count(text.replace("- ", ""), method=method).to_json()


def test_a_last_rank_of_all_the_others_says_nothing_and_another_shared_one_is_refused():
    text = blt("4 1", "4 1 2=3=4 0", "3 2 0", "2 1=2=3=4 0", "0", '"Ana"', '"Bea"', '"Cai"', '"Dov"')
    plain = text.replace("1 2=3=4 0", "1 0").replace("2 1=2=3=4 0", "2 0")
    for method in METHODS[:3]:
        assert count(text, method=method).to_json() == count(plain, method=method).to_json()
        assert refusal(count, text.replace("1 2=3=4", "1 2=3"), method=method).startswith("Line 2: Two options share a")


def test_equal_ranks_are_joined():
    one = read_blt(blt("3 1", "5 1 = 2 3 0", "4 3=1= 2 0", "0", '"Ana"', '"Bea"', '"Cai"', '""'))
    assert (one.ballots, one.shared_at) == ({((0, 1), (2,)): 5, ((2, 0, 1),): 4}, 2)


@pytest.mark.parametrize("lines", [["-2"], ["-2 0"], ["-2", "-3"], ["-2 -3"]])
def test_withdrawn_options_stand_no_more_and_papers_are_read_without_them(lines):
    text = blt("3 1", *lines, "2 2 1 0", "1 1=2 3 0", "3 2 0", "0", '"Ana"', '"Bea"', '"Cai"', '""')
    result = count(text, method="schulze")
    gone = ("Bea", "Cai") if "3" in "".join(lines) else ("Bea",)
    assert (result.withdrawn, result.valid, result.papers, result.winners) == (gone, 3, 6, ("Ana",))
    assert not {*gone} & {*result.order}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ('"O\'Rorke"', "O'Rorke"),
        ('"Ana ""the saw"" Vey"', 'Ana "the saw" Vey'),
        (r'"Ana \"the saw\" Vey"', 'Ana "the saw" Vey'),
        ('"Ana "the saw" Vey"', 'Ana "the saw" Vey'),
        ('"Hall # 3"', "Hall # 3"),
        ('"Hall # 3"  # the small one', "Hall # 3"),
        (r'"C:\ "', "C:\\"),
        ('"  Ana  "', "Ana"),
        ('"0"', "0"),
        ('"-1"', "-1"),
        ('"Raphaël Hertzog"', "Raphaël Hertzog"),
    ],
)
def test_a_name_is_read_however_it_is_quoted(written, name):
    assert read_blt(blt("2 1", "1 1 0", "0", written, '"Bea"', '""')).options == (name, "Bea")


def test_a_line_of_many_quotation_marks_is_read_in_no_time():
    line = '"' + '""' * 5000 + " x"
    assert (
        refusal(read_blt, blt("2 1", "1 1 0", "0", line, '"Bea"', '""'))
        == "Line 4: A name must stand in quotation marks."
    )


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([""], "Line 1: This must be two numbers: how many options there are, and how many seats."),
        (["3"], "Line 1: This must be two numbers: how many options there are, and how many seats."),
        (["three 1"], "Line 1: This must be two numbers: how many options there are, and how many seats."),
        (["3 1 2"], "Line 1: This must be two numbers: how many options there are, and how many seats."),
        (["3 -1"], "Line 1: This must be two numbers: how many options there are, and how many seats."),
        (["", "# so", "3.0 1"], "Line 3: This must be two numbers: how many options there are, and how many seats."),
        (["0 1"], "Line 1: There are no options."),
        (["3 0"], "Line 1: The number of seats must be 1 or more."),
        (["10001 1"], "Line 1: There are 10,001 options; more than 10,000 are not counted."),
        (["9" * 5000 + " 1"], "Line 1: There are 999,999,999 options; more than 10,000 are not counted."),
        (["3 1"], "Line 1: The papers must end with a line 0, and the names follow."),
        (["3 1", "1 2 0"], "Line 2: The papers must end with a line 0, and the names follow."),
        (["3 1", "1 2 0", '"Ana"'], "Line 3: The papers must end with a line 0 before the names."),
        (["3 1", "1 2"], "Line 2: A paper must end with 0."),
        (["3 1", "1"], "Line 2: A paper must end with 0."),
        (["3 1", "1.5 2 0"], "Line 2: The number of papers must be whole, 1 or more: “1.5”."),
        (["3 1", "1,5 2 0"], "Line 2: The number of papers must be whole, 1 or more: “1,5”."),
        (["3 1", "0 2 0"], "Line 2: The number of papers must be whole, 1 or more: “0”."),
        (["3 1", "1 2 0", "x 2 0"], "Line 3: The number of papers must be whole, 1 or more: “x”."),
        (["3 1", "1" + "0" * 20 + " 2 0"],
         "Line 2: The number of papers must be whole, 1 or more: “100000000000000000000”."),
        (["3 1", "1 4 0"], "Line 2: Option 4 is not there; there are 3."),
        (["3 1", "1 2 0 3 0"], "Line 2: A 0 ends a paper, and something follows it."),
        (["3 1", "1 two 0"], "Line 2: “two” is no number of an option."),
        (["3 1", "1 -2 0"], "Line 2: “-2” is no number of an option."),
        (["3 1", "1 1.0 0"], "Line 2: “1.0” is no number of an option."),
        (["3 1", "1 ² 0"], "Line 2: “²” is no number of an option."),
        (["3 1", "1 1= 0"], "Line 2: A paper must end with 0."),
        (["3 1", "1 =1 0"], "Line 2: “” is no number of an option."),
        (["3 1", "1 1 2 1 0"], "Line 2: Option 1 is named twice on one paper."),
        (["3 1", "1 1=1 0"], "Line 2: Option 1 is named twice on one paper."),
        (["3 1", "1 1 01 0"], "Line 2: Option 1 is named twice on one paper."),
        (["3 1", "1 1 2 3 2 1 0"], "Line 2: Option 1 is named twice on one paper."),
        (["3 1", "-4", "1 1 0"], "Line 2: “-4” is no option that could withdraw."),
        (["3 1", "-1 2", "1 1 0"], "Line 2: “2” is no option that could withdraw."),
        (["3 1", "1 1 0", "-2"], "Line 3: Options that withdrew must be named before the papers."),
        (["3 1", "1 1 0", "0"], "Line 3: There are 3 options and only 0 names."),
        (["3 1", "1 1 0", "0", '"Ana"', '"Bea"'], "Line 5: There are 3 options and only 2 names."),
        (["2 1", "1 1 0", "0", '"Ana"', '"Ana"'], "Line 5: “Ana” is already the name of an option, in line 4."),
        (["2 1", "1 1 0", "0", '"Ana"', '""'], "Line 5: An option has no name."),
        (["2 1", "1 1 0", "0", '"Ana"', "Bea"], "Line 5: A name must stand in quotation marks."),
        (["2 1", "1 1 0", "0", '"Ana"', '"Bea'], "Line 5: A name must stand in quotation marks."),
        (["2 1", "1 1 0", "0", '"Ana" "Bea" "Cai" "Board"'],
         "Line 4: There are 2 options, and more names than these and a title."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", METHODS)
def test_a_broken_file_is_refused_whole_with_its_line(method, lines, sentence):
    assert refusal(count, blt(*lines), method=method) == sentence


def test_withdrawal_of_all_is_refused():
    text = blt("2 1", "-1 -2", "1 1 0", "0", '"Ana"', '"Bea"', '""')
    assert refusal(count, text, method="irv") == "All options have withdrawn."


@pytest.mark.parametrize("method", METHODS[:3])
def test_methods_that_need_one_after_the_other_refuse_shared_ranks_with_their_line(method):
    text = blt("3 1", "1 1 0", "5 1=2 3 0", "0", '"Ana"', '"Bea"', '"Cai"', '""')
    assert refusal(count, text, method=method) == (
        "Line 3: Two options share a rank, and this method needs one after the other. "
        "Schulze and ranked pairs count shared ranks."
    )


def test_a_real_file_broken_in_any_line_is_refused_or_says_something_else():
    """Each line in turn is left out, doubled, cut, or given a sign too many: never an error without a sentence."""
    chance = random.Random(7)
    lines = election("debian-dpl-2007")["path"].read_text(encoding="utf-8").splitlines()
    for place in sorted({*range(6), *range(6, len(lines), 11), *range(len(lines) - 13, len(lines))}):
        line = lines[place]
        for broken in (
            [],
            [line, line],
            [line[: len(line) // 2]],
            [line + "x"],
            ["x" + line],
            [chance.choice('0=-"(#') + line],
        ):
            text = "\n".join([*lines[:place], *broken, *lines[place + 1 :]])
            assert said_of(text).startswith("Line ")
            assert said_of(text).endswith((".", "as it stands"))


def said_of(text):
    """The sentence with which a text is refused; where it says something else than before, it is read as it stands."""
    try:
        read(text)
    except BadBallots as refused:
        return str(refused)
    return "Line by line as it stands"
