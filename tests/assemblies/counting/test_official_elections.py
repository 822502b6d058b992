"""Real elections come out as they were declared."""

import json
from decimal import Decimal

import pytest

from assemblies.counting import count
from tests.assemblies.counting.papers import ELECTIONS, elections

EVERY = elections()


def name(election):
    return election.get("id", "none")


@pytest.mark.parametrize("election", EVERY, ids=name)
def test_the_declared_winners_are_elected(election):
    counted = count(ELECTIONS / election["file"], method=election["method"])
    assert sorted(counted.winners) == sorted(election["expected_winners"])
    assert counted.ties == ()
    assert counted.papers == election["ballots"]


@pytest.mark.parametrize("election", [one for one in EVERY if not one or "official_stages" in one], ids=name)
def test_every_total_of_every_stage_is_the_declared_one(election):
    official = json.loads((ELECTIONS / election["official_stages"]).read_text(encoding="utf-8"))
    counted = count(ELECTIONS / election["file"], method="scottish-stv")
    assert [str(one.quota) for one in counted.rounds] == [f"{official['quota']}.00000"] * len(official["stages"])
    for declared, found in zip(official["stages"], counted.rounds, strict=True):
        # Some councils print numbers above 1,000 with two decimals only; these are compared as they stand.
        totals = {who: Decimal(total) for who, total in zip(official["candidates"], declared["totals"], strict=True)}
        printed = {
            who: found.totals[who] if found.totals[who] == total else round(found.totals[who], places(total))
            for who, total in totals.items()
        }
        assert printed == totals


@pytest.mark.parametrize("election", [one for one in EVERY if not one or "official_stages" in one], ids=name)
def test_everybody_is_elected_and_excluded_at_the_declared_stage(election):
    official = json.loads((ELECTIONS / election["official_stages"]).read_text(encoding="utf-8"))
    counted = count(ELECTIONS / election["file"], method="scottish-stv")
    elected = {who: stage for stage, one in enumerate(counted.rounds, 1) for who in one.elected}
    assert elected == {one["candidate"]: one["at_count"] for one in official["status"] if one["status"] == "Elected"}


@pytest.mark.parametrize("election", [one for one in EVERY if not one or "expected_ranking" in one], ids=name)
def test_the_whole_order_is_the_known_one(election):
    counted = count(ELECTIONS / election["file"], method=election["method"])
    assert list(counted.order) == election["expected_ranking"]


def places(total: Decimal) -> int:
    return -int(total.as_tuple().exponent)
