"""Tables of ranked papers: a column for each option or for each rank, and each way in which one can be broken."""

import pytest

from assemblies.counting import count
from assemblies.counting.ranked.csv_ballots import guarded, read_csv
from assemblies.counting.ranked.profile import Profile
from assemblies.counting.ranked.reading import read
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
        "Votes,Ana,Bea,Cai\n2,1,2,\n1,,,1\n1,,,\n",
        "Number of ballots\tAna\tBea\tCai\n2\t1\t2\t\n1\t\t\t1\n1\t\t\t\n",
        "Ana,Bea,Cai,Quantity\n1.0,2.0,,2.0\n,,1,1\n,,,1\n",
        "Ballot,Weight,Ana,Bea,Cai\nb1,2,1,2,\nb2,1,,,1\nb3,1,,,\n",
        "id,Ana,Bea,Cai\n17,1,2,\n18,1,2,\n19,,,1\n20,,,\n",
        "Timestamp,rank_1,rank_2,VOTERS\n2026-01-01,Ana,Bea,2\n,Cai,,1\n,,,1\n",
        "sep=;\nballot_id;1st choice;2nd choice\n1;Ana;Bea\n2;Ana;Bea\n3;Cai;\n4;;\n",
        "First choice,Second choice,voters\nAna,Bea,2\nCai,,1\n,,1\n",
        "Rank 1,Rank 2,# of votes\nAna,Bea,2\nCai,,1\n,,1\n",
    ],
)
def test_the_same_papers_in_any_form_of_table_are_the_same(text):
    assert read(text) == Profile(options=("Ana", "Bea", "Cai"), ballots=READ)


def test_options_may_share_a_rank_in_a_column_for_each_option():
    one = read_csv("Ana,Bea,Cai\n1,1,2\n")
    assert (one.ballots, one.shared_at) == ({((0, 1), (2,)): 1}, 2)


def test_options_may_share_a_rank_in_a_column_for_each_rank():
    one = read_csv("rank 1,rank 2\nAna = Bea,Cai\nCai,Ana=Bea\n")
    assert (one.options, one.ballots, one.shared_at) == (
        ("Ana", "Bea", "Cai"),
        {((0, 1), (2,)): 1, ((2,), (0, 1)): 1},
        2,
    )


@pytest.mark.parametrize("name", ["Votes", "id", "Ballot ID", "1st choice", "rank_1", "Third choice", "Time", "2"])
def test_an_option_called_like_a_column_of_another_kind_is_read_back_as_it_was_written(name):
    assert read_csv(f"papers,{guarded(name)},Bea\n3,1,2\n") == Profile(options=(name, "Bea"), ballots={((0,), (1,)): 3})


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
        ("1,2\nAna,Bea\nAna,Ana\n", "Line 3: “Ana” is named twice on one paper."),
        ("1,2\n,\n", "Line 1: There are no options."),
        (
            "id,Ana,Bea\n1,2,3\n",
            "Line 1: Column 1, “id”, could be a mark of the paper or an option. Leave it out, or give it another name.",
        ),
        (
            "votes,Ana,Bea,weight\n1,1,2,2\n",
            "Line 1: Two columns could say how many papers are equal: “votes” and “weight”. Leave one out.",
        ),
        (
            "name,rank 1,rank 2\nx,Ana,Bea\n",
            "Line 1: Column 1, “name”, stands beside columns of ranks and is none. Leave it out.",
        ),
        ("rank 1,rank 3\nAna,Bea\n", "Line 1: The columns of ranks must go from 1 on, each once and in order."),
        ("Voter,Ana,Bea\nx,1,3\n", "Line 2: Rank 3 is given, and no option has rank 2."),
        ("rank 1,rank 2\nAna=,Bea\n", "Line 1: An option has no name."),
        ("rank 1,rank 2\nAna=Bea,Ana\n", "Line 2: “Ana” is named twice on one paper."),
        ('Ana,Bea\n"1,2\n', "Line 2: This is no table: unexpected end of data."),
    ],
)
@pytest.mark.parametrize("method", METHODS)
def test_a_broken_table_is_refused_whole_with_its_line(method, text, sentence):
    assert refusal(count, text, method=method) == sentence


@pytest.mark.parametrize("text", ["", "\n", " \n \n"])
def test_an_empty_table_is_refused(text):
    assert refusal(read_csv, text) == "Line 1: The file is empty."
