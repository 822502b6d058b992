"""Rules through the API: how versions differ, what would carry, what could not be met."""

import pytest

from organisations.presets import SIMPLE_MAJORITY
from organisations.queries.rulesets import rules_in_force
from tests.assemblies.actions.test_rules_obeyed import adopted
from tests.helpers import north_motion, online_ballot, row_counts

FORTY = {"kind": "ordinary", "votes_for": 21, "votes_against": 9, "abstentions": 10, "present": 40, "entitled": 120}


@pytest.fixture
def bea(harbour, mill, as_person):
    return as_person(harbour.person("Bea North"))


@pytest.fixture
def versions(harbour):
    first = rules_in_force(harbour.body("North"))
    adopted(harbour, quorum_denominator=4)
    return first, rules_in_force(harbour.body("North"))


QUORUM = "a fifth of all members with a vote present", "a quarter of all members with a vote present"


def test_a_version_says_what_it_changed(bea, versions, harbour):
    first, second = versions
    was, becomes = QUORUM
    forward = f"Quorum of ordinary decisions: was {was}, becomes {becomes}."
    assert bea.ask(f"rules/{second.public_id}/changes/") == {"since": first.public_id, "changes": [forward]}
    assert bea.ask(f"rules/{first.public_id}/changes/") == {"since": None, "changes": []}
    back = bea.ask(f"rules/{first.public_id}/changes/", since=second.public_id)
    assert back["changes"] == [f"Quorum of ordinary decisions: was {becomes}, becomes {was}."]
    south = rules_in_force(harbour.body("South"))
    assert bea.ask(f"rules/{first.public_id}/changes/", 404, since=south.public_id)["code"] == "no_rules"


def test_what_would_carry_is_told_and_nothing_is_stored(bea, versions):
    first, second = versions
    before = row_counts()
    said = bea.ask(f"rules/{first.public_id}/what-if/", **FORTY)
    assert (said["outcome"], said["needed"], said["quorum_needed"], said["quorum_reached"]) == ("carried", 16, 24, True)
    assert said["sentences"][-1] == "Carried."
    assert said["rule"].startswith("A motion carries with more votes for than against")
    assert ["Outcome", "Carried"] in said["steps"]
    assert bea.ask(f"rules/{second.public_id}/what-if/", **FORTY)["quorum_needed"] == 30
    agreed = bea.ask(f"rules/{first.public_id}/what-if/", **FORTY, preset="consensus_group")
    assert (agreed["outcome"], agreed["quorum_needed"]) == ("quorum_missed", 60)
    assert row_counts() == before


def test_a_second_majority_is_told_beside_the_first(bea, versions, harbour):
    first, _second = versions
    assert bea.ask(f"rules/{first.public_id}/what-if/", **FORTY)["second_needed"] == 0
    adopted(harbour, second_numerator=1, second_denominator=5)
    third = rules_in_force(harbour.body("North"))
    said = bea.ask(f"rules/{third.public_id}/what-if/", **FORTY)
    assert (said["outcome"], said["needed"], said["second_needed"]) == ("fell", 16, 25)
    held = bea.ask(f"rules/{third.public_id}/")["rules"]["kinds"]["ordinary"]
    told = ("second_numerator", "second_denominator", "second_comparison", "second_base", "secrecy", "lot_order")
    assert [held[name] for name in told] == [1, 5, "more_than", "entitled", "open", True]


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"entitled": 30, "present": 30}, 400, "too_many_votes"),
        ({"present": 121}, 400, "too_many_present"),
        ({"present": 39}, 400, "too_few_present"),
        ({"kind": "emergency"}, 400, "kind_without_rule"),
        ({"kind": "founding"}, 400, "invalid"),
        ({"votes_for": -1}, 400, "invalid"),
        ({"votes_for": "x"}, 400, "invalid"),
        ({"attended": "1;2"}, 400, "invalid"),
        ({"preset": "none"}, 400, "invalid"),
        ({"weight": 2}, 400, "invalid"),
        ({"short_notice": "true"}, 400, "without_notice"),
    ],
)
def test_figures_that_cannot_be_are_refused(bea, versions, changes, status, code):
    answer = bea.ask(f"rules/{versions[0].public_id}/what-if/", status, **{**FORTY, **changes})
    assert answer["code"] == code, answer


def test_rules_of_others_are_not_tried(as_person, versions, mill):
    lea = as_person(mill.person("Lea Mill"))
    for address in ("what-if", "changes"):
        assert lea.ask(f"rules/{versions[0].public_id}/{address}/", 404)["code"] == "no_rules"


def test_changes_and_warnings_stand_with_the_motion_and_its_ballot(bea, as_person, harbour):
    rules = {**SIMPLE_MAJORITY, "body": {**SIMPLE_MAJORITY["body"], "recall_petition": 30}}
    motion = north_motion(harbour, kind="rules", effect="adopt_rules", payload={"rules": rules})
    ballot = online_ballot(harbour, motion)
    changes = ["Call for a recall: was 5 members, becomes 30 members."]
    unmet = ["A mover and 29 seconders would be needed for recalls, and 5 have a vote now."]
    gil = as_person(harbour.person("Gil South"))
    for address in (f"motions/{motion.public_id}/", f"ballots/{ballot.public_id}/"):
        own, others = bea.ask(address), gil.ask(address)
        assert (own["rule_changes"], own["warnings"]) == (changes, unmet)
        assert (others["rule_changes"], others["warnings"]) == (changes, None)
    plain = bea.ask(f"motions/{north_motion(harbour).public_id}/")
    assert (plain["rule_changes"], plain["warnings"]) == (None, [])
