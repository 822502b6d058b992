"""Rounds of consensus: the program, the recount and what was stored come to the same, and a change is found."""

import random
from dataclasses import replace
from fractions import Fraction

import pytest

from assemblies.counting import Base, Comparison, Rule
from assemblies.counting.consensus import ConsensusRule, Ending
from assemblies.counting.consensus_settings import CONSENSUS, limits_of
from assemblies.counting.recounting import recounted, result_of
from assemblies.counting.rule import QuorumCount, QuorumKind
from assemblies.counting.sheet import YES_NO, Result, Sheet, digest_of
from tests.assemblies.counting.sheets import sheet
from tests.assemblies.exports.verifying import read_by_it, said_of, verifier

PARTS = [None, Fraction(1, 3), Fraction(2, 3), Fraction(4, 5), Fraction(1)]
AGREEMENT = Rule(numerator=9, denominator=10, comparison=Comparison.AT_LEAST, base=Base.YES_NO)


def round_sheet(papers, *, rule=None, number=1, principled=None, **named):
    """A sheet whose result is that of its papers."""
    rule = rule or ConsensusRule(agreement=AGREEMENT)
    sorts = tuple(sorted((line, count) for line, count in papers.items() if count))
    everybody = sum(papers.values())
    one = Sheet(
        **{
            "ballot": "b7f3k2",
            "body": "Harbour Tenants",
            "question": "Do we join?",
            "opened": "2026-05-03T18:00:00+00:00",
            "closed": "2026-05-03T18:20:00+00:00",
            "method": CONSENSUS,
            "entitled": everybody,
            "present": everybody,
            "papers": sorts,
            "papers_digest": digest_of(sorts),
            "rule": rule.agreement,
            "settings": limits_of(rule, number),
            "principled": principled,
            "result": Result(outcome=Ending.NOT_REACHED),
        }
        | named
    )
    return replace(one, result=result_of(one))


def any_round(dice):
    """A round of any kind, under any limits."""
    papers = {voice: dice.choice([0, 0, 1, 2, dice.randint(0, 30)]) for voice in ("agree", "reservations", "aside")}
    papers["block"] = dice.choice([0, 0, 1, 2, 3])
    spoke = sum(papers.values())
    denominator = dice.randint(2, 10)
    quorum = {
        "quorum_kind": dice.choice([QuorumKind.NONE, QuorumKind.FIXED, QuorumKind.MAJORITY_MEMBERS]),
        "quorum_fixed": dice.randint(1, 12),
        "quorum_count": dice.choice([*QuorumCount]),
    }
    agreement = Rule(
        numerator=dice.randint(1, denominator - 1),
        denominator=denominator,
        comparison=dice.choice([*Comparison]),
        base=dice.choice([*Base]),
        **quorum,
    )
    rule = ConsensusRule(
        agreement=agreement,
        max_blocks=dice.choice([None, 0, 1, 2]),
        block_validity=dice.choice(PARTS),
        stand_asides=dice.choice([Fraction(0), Fraction(1, 10), Fraction(1, 3), Fraction(1)]),
        rounds=dice.randint(1, 3),
        fallback=dice.choice(PARTS),
    )
    judged = None
    if rule.block_validity is not None:
        judged = tuple(dice.randint(0, max(spoke - 1, 0)) for _ in range(papers["block"]))
    more = {"present": spoke + dice.randint(0, 5), "entitled": spoke + dice.randint(0, 9)}
    return round_sheet(papers, rule=rule, number=dice.randint(1, rule.rounds), principled=judged, **more)


def test_rounds_come_out_the_same_under_any_limits(capsys):
    dice, met = random.Random(20261201), set()
    for _ in range(600):
        one = any_round(dice)
        assert recounted(one) == ()
        assert Sheet.from_json(one.to_json()) == one
        agrees, said = said_of(one, capsys)
        assert (agrees, said[-1]) == (True, "Everything agrees.")
        met.add(one.result.outcome)
    assert met == {*Ending}


BLOCKED = round_sheet(
    {"agree": 8, "aside": 1, "block": 1},
    rule=ConsensusRule(agreement=AGREEMENT, block_validity=Fraction(2, 3)),
    principled=(6,),
)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("papers", [["agree", 9], ["block", 1]]),
        ("papers", [["agree", 8], ["aside", 1], ["for", 1]]),
        ("principled", [5]),
        ("principled", [10]),
        ("principled", None),
        ("principled", [6, 6]),
    ],
)
def test_a_change_that_matters_is_found_by_both(name, value, capsys):
    told = BLOCKED.to_json() | {name: value}
    if name == "papers":
        told["papers_digest"] = digest_of([(line, number) for line, number in value])
    agrees, said = said_of(told, capsys)
    assert (agrees, said[-1]) == (False, "Something differs.")
    assert recounted(Sheet.from_json(told)) != ()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"rule": None}, "Consensus needs one part that agrees."),
        ({"settings": {}}, "The limits of the round are missing, or not known here."),
        ({"board": []}, "A round of consensus has no options, and nothing that is theirs."),
        ({"casting_vote": "for"}, "Consensus knows no casting vote."),
        ({"principled": [-1]}, "What was said of blocks cannot be read."),
        ({"settings": BLOCKED.settings | {"round": 2}}, "There are not so many rounds."),
        ({"settings": BLOCKED.settings | {"fallback": "2/0"}}, "This limit cannot be read: fallback."),
    ],
)
def test_what_is_no_round_is_refused_by_both(changes, sentence):
    told = BLOCKED.to_json() | changes
    with pytest.raises(verifier.Unreadable) as refused:
        read_by_it(told)
    assert str(refused.value) == sentence
    with pytest.raises(ValueError, match=r"\."):
        result_of(Sheet.from_json(told))


def test_files_of_other_ballots_have_no_entry_for_blocks():
    vote = sheet(YES_NO, {"for": 3, "against": 1})
    assert ("principled" in vote.to_json(), "principled" in BLOCKED.to_json()) == (False, True)
