"""Two programs, written apart, come to the same: on real elections, and on hundreds of invented ones by each method."""

import json
import random
from collections import Counter
from dataclasses import fields, replace

import pytest

from assemblies.counting import Base, Comparison, QuorumCount, QuorumKind, Rule, TieRule, count
from assemblies.counting.choosing import RANKED, Decided
from assemblies.counting.ranked.profile import Profile, Ranking
from assemblies.counting.ranked.reading import read
from assemblies.counting.recounting import recounted
from tests.assemblies.counting.elections import BY_PAIRS, ELECTIONS, METHODS, NAMES, election, settings_of
from tests.assemblies.counting.sheets import of_profile, sheet
from tests.assemblies.exports.verifying import counted_by_it, counted_by_us, said_of

REAL = (
    *("scot-aberdeenshire_2017_ward3", "scot-sc_borders_2017_ward4", "scot-north_lanarkshire_2017_ward19"),
    *("scot-edinburgh_2017_ward10", "scot-shetland_2017_ward4", "scot-glasgow_2017_ward19"),
    *("schulze-example-45", "debian-dpl-2007"),
)
MANY = 300


def invented(method: str, chance: random.Random) -> Profile:
    """Few papers of small numbers, so that many are tied; short ones and shared ranks are as likely as whole orders."""
    options = chance.randint(2, 6)
    ballots: Counter[Ranking] = Counter()
    for _ in range(chance.randint(0, 9)):
        ranks: list[tuple[int, ...]] = []
        for option in chance.sample(range(options), chance.randint(0, options)):
            if ranks and method in BY_PAIRS and chance.random() < 0.3:
                ranks[-1] = (*ranks[-1], option)
            else:
                ranks.append((option,))
        ballots[tuple(tuple(sorted(rank)) for rank in ranks)] += chance.choice((1, 1, 2, 5))
    seats = 1 if method == "debian-schulze" else chance.randint(1, 4)
    return Profile(options=NAMES[:options], ballots=ballots, seats=seats)


def told_for(one: Profile, method: str, chance: random.Random) -> dict[str, str]:
    told = settings_of(method, one.options)
    return told | {"quorum": f"{chance.randint(0, 9)}/2"} if told else {}


def in_drawn_order(one: Profile, method: str, told: dict[str, str], chance: random.Random) -> tuple[Decided, ...]:
    """What a drawn order decides about every tie of these papers."""
    found = count(one, method=method, ties=chance.sample(one.options, len(one.options)), **told)
    return tuple(
        Decided(stage=str(tie.stage), purpose=tie.purpose, options=tie.options, chosen=tie.chosen, by="lot")
        for tie in found.ties
    )


def line_of(kinds: tuple[str, ...], chance: random.Random) -> str:
    """A paper with marks or points: for each option one of these, or nothing."""
    said = [(place, chance.choice(kinds)) for place in range(1, 5)]
    if ":" in kinds[-1]:
        return ",".join(f"{place}{kind}" for place, kind in said if kind) or "blank"
    return "".join(f"{sign}{place}" for sign in "+-" for place, kind in said if kind == sign) or "blank"


def any_part(chance: random.Random) -> str | None:
    return None if chance.random() < 0.5 else f"{chance.randint(1, 6)}/6"


def approval_settings(chance: random.Random) -> dict:
    order_by = chance.choice(("approvals", "net", "fewest_strikes"))
    return {
        "most": chance.choice((None, None, 1, 3)),
        "least": chance.choice((0, 0, 1)),
        "strikes": chance.choice((None, 2)) if order_by != "approvals" else None,
        "order_by": order_by,
        "out_above": any_part(chance),
        "out_outweighed": chance.random() < 0.3,
        "threshold": any_part(chance),
        "comparison": chance.choice(("more_than", "at_least")),
        "blank_counts": chance.random() < 0.5,
        "spoilt": True,
    }


def points_settings(chance: random.Random) -> dict:
    return {
        "most_each": chance.choice((None, 2, 3)),
        "budget": chance.choice((4, 6)),
        "spend_all": chance.random() < 0.2,
        "reckoning": chance.choice(("sum", "average_of_all", "average_of_marked")),
        "least_marked": any_part(chance),
        "spoilt": True,
    }


@pytest.mark.parametrize("name", REAL)
def test_real_elections_come_out_the_same_under_every_method_stage_by_stage(name, capsys):
    entry = election(name)
    profile = read(entry["path"])
    for method in METHODS:
        if method not in BY_PAIRS and profile.sizes - {1}:
            continue
        seats = 1 if method == "debian-schulze" else profile.seats
        one = of_profile(replace(profile, seats=seats), method, settings=settings_of(method, profile.options))
        if one.result.outcome == "tie":
            assert said_of(one, capsys)[0]
            continue
        assert counted_by_it(one) == counted_by_us(one)
        if method == entry["method"]:
            assert sorted(counted_by_it(one)[1]) == sorted(entry["expected_winners"])


@pytest.mark.parametrize("method", METHODS)
def test_invented_elections_come_out_the_same_with_every_total_and_every_decided_tie(method):
    chance, tied = random.Random(method), Counter()
    for _ in range(MANY):
        one = invented(method, chance)
        told = told_for(one, method, chance)
        ties = in_drawn_order(one, method, told, chance)
        tied.update(tie.purpose for tie in ties)
        counted = of_profile(one, method, settings=told, ties=ties)
        assert counted_by_it(counted) == counted_by_us(counted), one
    assert sum(tied.values()) > MANY / 20, "ties are what programs differ in"
    assert method != "ranked-pairs" or tied["lock"]
    assert method != "scottish-stv" or tied["transfer"]


@pytest.mark.parametrize("method", METHODS)
def test_where_a_tie_waits_both_stop_at_it_and_name_those_elected_in_any_case(method, capsys):
    chance, waiting = random.Random(method), 0
    for _ in range(60):
        one = invented(method, chance)
        open_still = of_profile(one, method, settings=told_for(one, method, chance))
        waiting += open_still.result.outcome == "tie"
        agrees, said = said_of(open_still, capsys)
        assert (agrees, said[-1], recounted(open_still)) == (True, "Everything agrees.", ()), said
    assert waiting


@pytest.mark.parametrize(
    ("method", "kinds", "settings_by"),
    [
        ("approval", ("", "+", "+", "-"), approval_settings),
        ("points", ("", ":0", ":1", ":2", ":3"), points_settings),
    ],
)
def test_marks_and_points_come_out_the_same_under_any_rule_and_with_decided_ties(method, kinds, settings_by, capsys):
    chance, tied, spoilt = random.Random(method), 0, 0
    for _ in range(MANY):
        papers = Counter()
        for _ in range(chance.randint(0, 7)):
            papers[line_of(kinds, chance)] += chance.choice((1, 1, 3))
        made = {"options": NAMES[:4], "seats": chance.randint(1, 4), "settings": settings_by(chance)}
        one = sheet(method, papers, **made)
        assert said_of(one, capsys)[0]
        spoilt += one.result.record["spoilt"]
        if tie := one.asked().count(one.papers).waits_for:
            tied += 1
            chosen = tuple(chance.sample(tie.options, len(tie.options)))
            decision = Decided(stage=tie.stage, purpose="win", options=tie.options, chosen=chosen, by="run_off")
            one = sheet(method, papers, ties=(decision,), **made)
        assert counted_by_it(one) == counted_by_us(one), one
    assert min(tied, spoilt) > 10


def any_rule(chance: random.Random) -> Rule:
    """Any rule that is one, with a second majority where rules know it."""
    known = {field.name for field in fields(Rule)}
    small = (1, 2) if chance.random() < 0.6 else chance.choice(((2, 3), (1, 3), (3, 4)))
    told = {
        "numerator": small[0],
        "denominator": small[1],
        "comparison": chance.choice([*Comparison]),
        "base": chance.choice([Base.YES_NO, *Base]),
        "quorum_kind": chance.choice([*QuorumKind]),
        "quorum_fixed": chance.randint(1, 9),
        "quorum_numerator": 1,
        "quorum_denominator": chance.randint(1, 4),
        "quorum_count": chance.choice([*QuorumCount]),
        "quorum_last": chance.randint(1, 3),
        "quorum_floor": chance.randint(1, 4),
        "tie_rule": chance.choice([*TieRule]),
    }
    second = {
        "second_numerator": chance.choice((0, 1)),
        "second_denominator": chance.randint(2, 4),
        "second_comparison": chance.choice([*Comparison]),
        "second_base": chance.choice([*Base]),
    }
    return Rule(**told | (second if second.keys() <= known else {}))


def test_yes_no_votes_come_out_the_same_under_any_rule(capsys):
    chance, outcomes = random.Random("yes-no"), Counter()
    for _ in range(2 * MANY):
        votes = {word: chance.choice((0, 2, 2, 3, 5)) for word in ("for", "against", "abstain")}
        papers = {word: number for word, number in votes.items() if number}
        attended = tuple(chance.randint(0, 20) for _ in range(chance.randint(0, 4)))
        one = sheet(
            "yes-no",
            papers,
            rule=any_rule(chance),
            entitled=sum(papers.values()) + chance.randint(0, 6),
            present=chance.randint(0, 15),
            attended=attended,
            delegates=chance.randint(0, 20),
            casting_vote=chance.choice((None, "for", "against")),
        )
        outcomes[one.result.outcome.value] += 1
        agrees, said = said_of(one, capsys)
        assert agrees, said
    assert set(outcomes) == {"carried", "fell", "quorum_missed", "tie"}


@pytest.mark.parametrize("method", ["yes-no", "irv", "approval"])
@pytest.mark.parametrize("count_of", QuorumCount)
def test_a_quorum_is_asked_of_elections_too(method, count_of, capsys):
    rule = Rule(
        numerator=1,
        denominator=2,
        comparison=Comparison.MORE_THAN,
        base=Base.YES_NO,
        quorum_kind=QuorumKind.FIXED,
        quorum_fixed=4,
        quorum_count=count_of,
    )
    line = {"yes-no": "for", "irv": "1", "approval": "+1"}[method]
    empty = "abstain" if method == "yes-no" else "blank"
    told = []
    for voted, blank, present in ((3, 0, 3), (3, 1, 3), (4, 0, 3), (3, 0, 4)):
        papers = {line: voted, empty: blank} if blank else {line: voted}
        one = sheet(method, papers, rule=rule, present=present, entitled=9)
        assert said_of(one, capsys)[0]
        told.append(one.result.outcome != "quorum_missed")
    assert (
        told
        == {
            "present": [False, False, False, True],
            "cast": [False, True, True, False],
            "yes": [False, False, True, False],
        }[count_of]
    )


@pytest.mark.skipif(not ELECTIONS.exists(), reason="The real elections are not here.")
def test_every_real_election_of_the_index_is_counted_here():
    listed = json.loads((ELECTIONS / "index.json").read_text(encoding="utf-8"))["elections"]
    assert sorted(entry["id"] for entry in listed) == sorted(REAL)


def test_every_ranked_method_is_known_to_both():
    assert sorted(RANKED) == sorted(METHODS)
