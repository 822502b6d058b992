"""Tables of ranked papers: a column for each option or for each rank, and each way in which one can be broken."""

import pytest

from assemblies.counting import count
from assemblies.counting.ranked.count import read
from assemblies.counting.ranked.csv_ballots import read_csv
from assemblies.counting.ranked.profile import Profile
from tests.assemblies.counting.elections import METHODS, refusal

READ = {((0,), (1,)): 2, ((2,),): 1, (): 1}


@pytest.mark.parametrize(
    "text",
    [
        "Ana,Bea,Cai\n1,2,\n1,2,\n,,1\n-,-,-\n",
        "papers;Ana;Bea;Cai\n2;1;2;\n1;;;1\n1;;;\n",
        "\ufeffAna,Bea,Cai,Count\r\n1,2,,2\r\n,,1,1\r\n,,,1\r\n",
        "papers,rank 1,rank 2,rank 3\n2,Ana,Bea,\n1,Cai,,\n1,,,\n",
        "1,2,papers\nAna,Bea,2\nCai,-,1\n,,1\n",
        '"Choice 1","Choice 2",papers\n"Ana","Bea",2\n"Cai",,1\n,,1\n',
    ],
)
def test_the_same_papers_in_any_form_of_table_are_the_same(text):
    assert read(text) == Profile(options=("Ana", "Bea", "Cai"), ballots=READ)


def test_options_may_share_a_rank_in_a_column_for_each_option():
    one = read_csv("Ana,Bea,Cai\n1,1,2\n")
    assert (one.ballots, one.shared_at) == ({((0, 1), (2,)): 1}, 2)


def test_the_seats_of_a_table_are_asked_for():
    assert count("Ana,Bea,Cai\n1,2,3\n", method="scottish-stv", seats=2).seats == 2
    assert count("Ana,Bea,Cai\n1,2,3\n", method="scottish-stv").seats == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Ana,Bea,Cai\n1,3,\n", "Line 2: Rank 3 is given, and no option has rank 2."),
        ("Ana,Bea\n2,\n", "Line 2: Rank 2 is given, and no option has rank 1."),
        ("Ana,Bea\n1,2\n1,first\n", "Line 3: “first” is no rank for “Bea”."),
        ("Ana,Bea\n0,1\n", "Line 2: “0” is no rank for “Ana”."),
        ("Ana,Bea\n1,1.5\n", "Line 2: “1.5” is no rank for “Bea”."),
        ("Ana,Bea\n1,2,3\n", "Line 2: This line has more cells than the first one has headings."),
        ("Ana,Ana\n1,2\n", "Line 1: Two options are called “Ana”. Give each a name of its own."),
        ("Ana,,Bea\n1,,2\n", "Line 1: An option has no name."),
        ("papers,Ana,Bea\n0,1,2\n", "Line 2: The number of papers must be whole, 1 or more: “0”."),
        ("papers,Ana,Bea\n,1,2\n", "Line 2: The number of papers must be whole, 1 or more: “”."),
        ("papers,Ana,Bea\n1.5,1,2\n", "Line 2: The number of papers must be whole, 1 or more: “1.5”."),
        ("1,2,3\nAna,,Bea\n", "Line 2: A paper leaves a rank out."),
        ("1,2\nAna,Bea\nAna,Ana\n", "Line 3: “Ana” is named twice on one paper."),
        ("1,2\n,\n", "Line 1: There are no options."),
        ('Ana,Bea\n"1,2\n', "Line 2: This is no table: unexpected end of data."),
    ],
)
@pytest.mark.parametrize("method", METHODS)
def test_a_broken_table_is_refused_whole_with_its_line(method, text, sentence):
    assert refusal(count, text, method=method) == sentence


@pytest.mark.parametrize("text", ["", "\n", " \n \n"])
def test_an_empty_table_is_refused(text):
    assert refusal(read_csv, text) == "Line 1: The file is empty."
