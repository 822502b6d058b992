"""The record of a closed ballot: it reads back, is refused where it is broken, counted again, and written as files."""

import csv
import hashlib
import io
import json
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from assemblies.counting import QuorumKind, TieRule
from assemblies.counting.choosing import RANKED, Choosing, Decided
from assemblies.counting.consensus import Ending
from assemblies.counting.ranked.reading import read
from assemblies.counting.recounting import recounted
from assemblies.counting.sheet import YES_NO, Sheet, digest_of
from assemblies.counting.sheet_files import blt_of, csv_of
from tests.assemblies.counting.elections import BY_PAIRS, METHODS, profiles, refusal, settings_of
from tests.assemblies.counting.sheets import HALF, of_profile, on_board, sheet

VOTE = sheet(YES_NO, {"for": 5, "against": 3, "abstain": 1}, entitled=20)
RANKING = on_board(sheet("irv", {"1": 3, "2>3": 2, "3>2": 1, "blank": 1}, entitled=9))
MARKS = sheet("approval", {"+1+2": 3, "+3-1": 2}, settings={"strikes": 1}, seats=2)
POINTS = sheet("points", {"1:3,2:0": 2, "3:1": 1, "blank": 4}, settings={"budget": 3})
TIED = sheet("irv", {"1": 3, "2>3": 2, "3>2": 2})
LOT = Decided(stage="1", purpose="exclude", options=("Bea", "Cai"), chosen=("Bea",), by="lot", note="key 9319.")
SETTLED = sheet("irv", {"1": 3, "2>3": 2, "3>2": 2}, ties=(LOT,))
ALL = {"vote": VOTE, "ranking": RANKING, "marks": MARKS, "points": POINTS, "tied": TIED, "settled": SETTLED}
every = pytest.mark.parametrize("one", ALL.values(), ids=ALL)
NAMED = "The sheet, its settings, rule, result and each tie must have named entries."


def changed(one: Sheet, **entries: object) -> dict:
    return one.to_json() | entries


@every
def test_a_sheet_reads_back_from_its_json_and_agrees_with_itself(one):
    told = json.loads(json.dumps(one.to_json()))
    assert Sheet.from_json(told) == one
    assert Sheet.from_json(told).to_json() == told
    assert recounted(one) == ()


def test_the_digest_is_that_of_the_lines_as_any_program_can_reckon_it():
    text = "3 1\n2 2>3\n1 3>2\n1 blank\n"
    assert RANKING.papers_digest == hashlib.sha256(text.encode()).hexdigest()
    assert digest_of(reversed(RANKING.papers)) == RANKING.papers_digest


def test_what_came_out_stands_in_one_word():
    missed = replace(HALF, quorum_kind=QuorumKind.FIXED, quorum_fixed=8)
    nobody = sheet("approval", {"blank": 4})
    short = sheet("irv", {"1": 3}, rule=missed)
    told = [(one.result.outcome, one.result.winners) for one in (VOTE, RANKING, TIED, SETTLED, nobody, short)]
    assert told == [
        ("carried", ()),
        ("carried", ("Ana",)),
        ("tie", ()),
        ("carried", ("Cai",)),
        ("fell", ()),
        ("quorum_missed", ()),
    ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ([], NAMED),
        ({}, "This is no organiser-ballot 1."),
        (changed(VOTE, format="ballot"), "This is no organiser-ballot 1."),
        (changed(VOTE, version=2), "This is no organiser-ballot 1."),
        (changed(VOTE, weights=[]), "The sheet has missing or unknown entries: weights."),
        ({k: v for k, v in VOTE.to_json().items() if k != "rule"}, "The sheet has missing or unknown entries: rule."),
        (changed(VOTE, rule=None), "A yes-no vote needs its rule."),
        (changed(VOTE, rule=[]), NAMED),
        (changed(VOTE, rule=HALF.to_json() | {"numerator": 3}),
         "The threshold must be a fraction above 0 and not above 1."),
        (changed(VOTE, body=None),
         "These are texts: ballot, body, question, opened, closed, method, papers_digest."),
        (changed(VOTE, entitled=-1), "Entitled: this must be a whole number, 0 or more."),
        (changed(VOTE, present=True), "Present: this must be a whole number, 0 or more."),
        (changed(VOTE, attended=[1, -1]),
         "Attendance of earlier assemblies: these must be whole numbers, 0 or more."),
        (changed(VOTE, attended="12"), "This must be a list: attended."),
        (changed(VOTE, papers_digest="ab"), "The digest of the papers must be 64 digits from 0 to f."),
        (changed(VOTE, papers={}), "The papers must be a list of pairs."),
        (changed(VOTE, papers=[["for", "5"]]), "The papers must be a list of pairs."),
        (changed(VOTE, papers=[["for", 5, 5]]), "The papers must be a list of pairs."),
        (changed(VOTE, papers=[["for", True]]), "The papers must be a list of pairs."),
        (changed(VOTE, papers=[["for", 0]]), "There must be 1 or more of each paper."),
        (changed(VOTE, papers=[["for", 5], ["against", 3]]),
         "The papers must be sorted by their lines, each line once."),
        (changed(VOTE, papers=[["for", 5], ["for", 3]]), "The papers must be sorted by their lines, each line once."),
        (changed(VOTE, board=[["a", 1]]), "The board must be a list of pairs."),
        (changed(VOTE, board=[["b", "for"], ["a", "for"]]), "The board must be sorted by its trackers."),
        (changed(VOTE, casting_vote="yes"), "The casting vote must be for or against."),
        (changed(VOTE, options=["Ana"]),
         "A yes-no vote has no options, settings, ties or winners, and one seat."),
        (changed(VOTE, seats=2), "A yes-no vote has no options, settings, ties or winners, and one seat."),
        (changed(VOTE, result=VOTE.result.to_json() | {"outcome": "won"}),
         f"The outcome must be one of: carried, fell, quorum_missed, tie, {', '.join([*Ending][:5])}."),
        (changed(VOTE, result=VOTE.result.to_json() | {"outcome": "tabled"}),
         "The outcome must be one of: carried, fell, quorum_missed, tie."),
        (changed(VOTE, result=VOTE.result.to_json() | {"record": []}),
         "The record of a result must have named entries."),
        (changed(VOTE, result=VOTE.result.to_json() | {"by": "me"}),
         "The stored result has missing or unknown entries: by."),
        (changed(RANKING, method="borda"), f"The method must be one of: yes-no, consensus, {', '.join(Choosing)}."),
        (changed(RANKING, options=["Ana", "Ana"]), "Two options are called “Ana”. Give each a name of its own."),
        (changed(RANKING, options=["Ana", 2]), "The options must be a list of texts."),
        (changed(RANKING, seats=0), "The number to be chosen must be whole, 1 or more."),
        (changed(RANKING, settings={"most": 2}), "These do not belong to the method irv: most."),
        (changed(RANKING, settings=[]), NAMED),
        (changed(RANKING, casting_vote="for"), "With options a casting vote is a decision on a tie."),
        (changed(SETTLED, ties=[LOT.to_json() | {"chosen": "Bea"}]),
         "What was decided about a tie must be told in texts, with lists of options."),
        (changed(SETTLED, ties=[LOT.to_json() | {"stage": 1}]),
         "What was decided about a tie must be told in texts, with lists of options."),
        (changed(SETTLED, ties=[{"stage": "1"}]),
         "The stored decided has missing or unknown entries: by, chosen, note, options, purpose."),
        (changed(SETTLED, ties=["lot"]), NAMED),
    ],
)  # fmt: skip
def test_what_is_no_sheet_is_refused_in_a_sentence(data, sentence):
    assert refusal(Sheet.from_json, data) == sentence


def test_what_differs_is_said_in_sentences():
    papers = (("1", 4), *RANKING.papers[1:])
    assert recounted(replace(RANKING, papers=papers, entitled=7)) == (
        f"The digest of the papers is {digest_of(papers)}, and the sheet says {RANKING.papers_digest}.",
        "8 papers were counted, and 7 people had a vote.",
        "“1”: 3 on the board, and 4 among the papers.",
        "The stored record says 7 under papers, and the papers give 8.",
        "The stored record says 6 under valid, and the papers give 7.",
        "The stored record is not that of these papers: rounds.",
    )
    twice = replace(RANKING, board=(RANKING.board[0], RANKING.board[0], *RANKING.board[2:]))
    assert recounted(twice)[0] == f"The tracker “{RANKING.board[0][0]}” stands on the board 2 times."
    other = replace(RANKING, result=replace(RANKING.result, winners=("Bea",)))
    assert recounted(other) == ("The papers choose Ana, and the sheet says Bea.",)
    assert recounted(replace(VOTE, rule=replace(HALF, numerator=2, denominator=3))) == (
        "The papers come to “fell”, and the sheet says “carried”.",
        "The stored record says carried under outcome, and the papers give fell.",
        "The stored record says 5 under needed, and the papers give 6.",
    )


def test_what_cannot_be_counted_is_said_and_breaks_nothing():
    assert recounted(replace(SETTLED, ties=(LOT, LOT)))[-1].startswith(
        "The papers cannot be counted. A tie was decided"
    )
    assert recounted(replace(RANKING, papers=(("9", 1),)))[-1] == (
        "The papers cannot be counted. Paper 1 is refused: it names an option that is not there; there are 3."
    )
    assert recounted(replace(VOTE, papers=(("maybe", 1),)))[-1] == (
        "The papers cannot be counted. “maybe” is no vote: there are for, against and abstain."
    )
    assert recounted(replace(VOTE, entitled=8))[0] == "9 papers were counted, and 8 people had a vote."


def test_a_casting_vote_counts_as_the_rule_says():
    chair = replace(HALF, tie_rule=TieRule.CASTING_VOTE)
    even = sheet(YES_NO, {"for": 2, "against": 2}, rule=chair, casting_vote="for")
    assert (even.result.outcome, recounted(even)) == ("carried", ())
    assert recounted(replace(even, casting_vote=None))[0] == "The papers come to “tie”, and the sheet says “carried”."


def test_the_sentences_of_a_record_may_be_put_in_other_words():
    record = MARKS.result.record | {"sentences": ["In other words."], "steps": []}
    assert recounted(replace(MARKS, result=replace(MARKS.result, record=record))) == ()


def test_papers_are_written_as_blt_and_as_a_table():
    assert blt_of(RANKING) == ('3 1\n3 1 0\n2 2 3 0\n1 3 2 0\n1 0\n0\n"Ana"\n"Bea"\n"Cai"\n"Who keeps the keys?"\n')
    assert csv_of(RANKING) == "papers,Ana,Bea,Cai\r\n3,1,,\r\n2,,1,2\r\n1,,2,1\r\n1,,,\r\n"
    assert csv_of(MARKS) == "papers,Ana,Bea,Cai\r\n3,marked,marked,\r\n2,struck out,,marked\r\n"
    assert csv_of(POINTS) == "papers,Ana,Bea,Cai\r\n2,3,0,\r\n1,,,1\r\n4,,,\r\n"
    assert csv_of(VOTE) == "papers,vote\r\n3,against\r\n1,abstain\r\n5,for\r\n".replace(
        "3,against\r\n1,abstain", "1,abstain\r\n3,against"
    )
    assert refusal(blt_of, POINTS) == "Only ballots on which options are put in order can be written as BLT."


def test_no_cell_is_a_formula():
    names = ("=1+2", "+Ana", "-Bea", "@Cai", "'=Dov", "|cmd", "%Eva", "1")
    table = next(csv.reader(io.StringIO(csv_of(sheet("irv", {"1": 2}, options=names)))))
    assert table == ["papers", "'=1+2", "'+Ana", "'-Bea", "'@Cai", "''=Dov", "'|cmd", "'%Eva", "'1"]
    assert read(csv_of(sheet("irv", {"1": 2}, options=names))).options == names


@pytest.mark.parametrize("method", sorted(RANKED), ids=str)
def test_the_command_counts_both_files_as_the_sheet_says(method, tmp_path):
    told = {"default": "Cai"} if method == "debian-schulze" else {}
    one = sheet(method.value, {"1>2>3": 4, "2>1": 3, "3>2>1": 1, "blank": 1}, settings=told)
    for name, text in (("papers.blt", blt_of(one)), ("papers.csv", csv_of(one))):
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
        out = StringIO()
        default = ["--default", "Cai"] if told else []
        call_command("count", str(tmp_path / name), "--method", method.value, "--json", *default, stdout=out)
        found = json.loads(out.getvalue())
        assert (found["winners"], found["rounds"]) == ([*one.result.winners], one.result.record["rounds"])


@settings(deadline=None, max_examples=30)
@given(profiles(shared=True), st.data())
def test_both_files_read_back_as_the_same_papers_whatever_the_names(one, data):
    method = data.draw(st.sampled_from(BY_PAIRS if one.sizes - {1} else METHODS))
    texts = st.text(st.sampled_from("=+-@'\"#;,|1 \\\nrankÄ%"), min_size=1, max_size=6)
    names = data.draw(
        st.lists(texts.filter(str.strip), min_size=5, max_size=5, unique_by=lambda name: str(name.split()))
    )
    names = tuple(names[: len(one.options)])
    seats = 1 if method == "debian-schulze" else one.seats
    wild = of_profile(replace(one, options=names, seats=seats), method, settings=settings_of(method, names))
    plain = tuple(" ".join(name.split()) for name in names)
    for text in (blt_of(wild), csv_of(wild)):
        found = read(text, seats=seats)
        again = of_profile(found, method, settings=settings_of(method, plain))
        assert (again.options, again.seats, again.papers) == (plain, seats, wild.papers)
        assert len(again.result.winners) == len(wild.result.winners)
