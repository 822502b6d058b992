"""Rules change by a decision of the body that owns them, and by nothing else (mission B2, invariant 3)."""

from copy import deepcopy

import pytest
from django.db import DatabaseError, connection, transaction

from members.models import Person
from organisations.actions.rulesets import adopt_rules
from organisations.enums import RuleSetStatus
from organisations.models import Committee, DecisionRule, RuleSet
from organisations.presets import IWW_LIKE_BRANCH, PRESETS, SIMPLE_MAJORITY
from organisations.queries.rulesets import rule_for, rules_in_force
from organisations.validators import validate_rule_spec
from organiser.base.actor import CLOCK
from organiser.base.errors import Invalid, RuleNotMet
from tests.helpers import decide_online, north_motion, online_ballot, refuses, writes

RULES_ONLY = "The rules of North change only by a decision of its own assembly. Table a motion."


def spec(**ordinary: object) -> dict:
    made = deepcopy(SIMPLE_MAJORITY)
    made["kinds"]["ordinary"].update(ordinary)
    return made


def adopt(place, rules: dict) -> RuleSet:
    decide_online(place, north_motion(place, kind="rules", effect="adopt_rules", payload={"rules": rules}))
    return rules_in_force(place.body("North"))


def test_motion_that_carries_puts_the_next_version_into_force(harbour):
    north = harbour.body("North")
    first = rules_in_force(north)
    second = adopt(harbour, IWW_LIKE_BRANCH)
    first.refresh_from_db()
    assert (first.version, first.status, second.version, second.status) == (
        1, RuleSetStatus.REPLACED, 2, RuleSetStatus.IN_FORCE,
    )  # fmt: skip
    assert (second.name, second.decision.kind, second.decision.effect_failed) == ("IWW-like branch", "rules", "")
    assert first.in_force_until == second.in_force_from
    assert rule_for(north, "ordinary").quorum_fixed == 5
    assert rules_in_force(harbour.body("South")).version == 1


def test_vote_under_way_keeps_the_rule_it_was_opened_under(harbour):
    ballot = online_ballot(harbour, north_motion(harbour, title="Before"))
    adopt(harbour, spec(threshold_numerator=3, threshold_denominator=4))
    ballot.refresh_from_db()
    assert (ballot.rule.threshold_denominator, rule_for(harbour.body("North"), "ordinary").threshold_denominator) == (
        2,
        4,
    )


def test_B2_quorum_without_a_decision_fails_at_the_action(harbour, mill):
    north = harbour.body("North")
    plain = decide_online(harbour, north_motion(harbour)).decision
    fell = decide_online(
        harbour, north_motion(harbour, kind="rules", effect="adopt_rules", payload={"rules": spec()}), "-----"
    ).decision
    root = Person.objects.create_superuser("Root")
    founding = harbour.organisation.founding_decision
    for actor in (harbour.secretary, root, CLOCK):
        for decision in (plain, fell, founding, mill.organisation.founding_decision):
            with refuses(RuleNotMet, "decision_missing", RULES_ONLY):
                adopt_rules(actor, body=north, spec=spec(quorum_numerator=0), decision=decision)
    assert rules_in_force(north).version == 1


def test_B2_decision_carried_once_changes_no_rules_again(harbour):
    north = harbour.body("North")
    decision = adopt(harbour, spec()).decision
    for again in (spec(), spec(quorum_numerator=0)):
        with refuses(RuleNotMet, "decision_missing", RULES_ONLY):
            adopt_rules(harbour.secretary, body=north, spec=again, decision=decision)


def test_B2_quorum_without_a_decision_fails_in_the_orm(harbour):
    rule = rule_for(harbour.body("North"), "ordinary")
    rule.quorum_numerator = 0
    changes = (
        rule.save,
        rule.delete,
        lambda: DecisionRule.objects.filter(pk=rule.pk).update(quorum_numerator=0),
        lambda: DecisionRule.objects.bulk_update([rule], ["quorum_numerator"]),
    )
    for change in changes:
        with pytest.raises(DatabaseError, match="Rules change only by a decision"), transaction.atomic():
            change()
    assert DecisionRule.objects.get(pk=rule.pk).quorum_numerator == 1


def test_B2_quorum_without_a_decision_fails_in_raw_sql(harbour):
    rule = rule_for(harbour.body("North"), "ordinary")
    attempts = {
        "UPDATE organisations_decisionrule SET quorum_numerator = 0": "Rules change only by a decision",
        f"DELETE FROM organisations_decisionrule WHERE id = {rule.pk}": "Rules change only by a decision",
        "UPDATE organisations_ruleset SET notice_days = 0": "Rules change only by a decision",
    }
    for sql, sentence in attempts.items():
        with pytest.raises(DatabaseError, match=sentence), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_B2_new_rules_without_a_decision_fail_in_the_orm(harbour, mill):
    first = rules_in_force(harbour.body("North"))
    plain = decide_online(harbour, north_motion(harbour)).decision
    common = {"organisation": harbour.organisation, "body": first.body, "name": "Mine", "in_force_from": "2026-01-01"}
    with pytest.raises(DatabaseError), transaction.atomic():
        RuleSet.objects.create(version=2, status=RuleSetStatus.REPLACED, **common)
    for decision in (plain, first.decision, mill.organisation.founding_decision):
        with pytest.raises(DatabaseError, match=r"^Rules change only by a decision\."), transaction.atomic():
            RuleSet.objects.create(version=2, status=RuleSetStatus.REPLACED, decision=decision, **common)


def test_B2_earlier_rules_do_not_come_back_without_a_decision(harbour):
    first = rules_in_force(harbour.body("North"))
    second = adopt(harbour, spec())
    RuleSet.objects.filter(pk=second.pk).update(status=RuleSetStatus.REPLACED)
    with pytest.raises(DatabaseError, match="come back only by a decision"), transaction.atomic():
        RuleSet.objects.filter(pk=first.pk).update(status=RuleSetStatus.IN_FORCE)


def test_committee_without_rules_of_its_own_lives_under_those_of_the_body_it_comes_from(harbour):
    decide_online(harbour, north_motion(harbour, effect="found_committee", payload={"name": "Group", "scope": "Roof."}))
    committee = Committee.objects.get()
    assert rules_in_force(committee.body).body_id == harbour.branches["North"].pk


def test_adopting_writes_one_entry_with_the_whole_of_the_rules(harbour):
    motion = north_motion(harbour, kind="rules", effect="adopt_rules", payload={"rules": spec(quorum_numerator=2)})
    with writes("open_ballot", "adopt_rules", "record_decision", "close_ballot") as entries:
        decide_online(harbour, motion)
    content = entries[1].content.content
    assert (content["version"], content["rules"]["kinds"]["ordinary"]["quorum_numerator"]) == (2, 2)


@pytest.mark.parametrize("preset", sorted(PRESETS))
def test_presets_are_rules_that_can_be(preset):
    assert validate_rule_spec(PRESETS[preset]) == PRESETS[preset]


@pytest.mark.parametrize(
    ("change", "code", "field", "sentence"),
    [
        ({"quorum_numerator": 6}, "quorum_out_of_reach", "quorum_numerator",
         "The quorum for ordinary is more than all members. Choose a smaller fraction."),
        ({"threshold_numerator": 2}, "threshold_out_of_reach", "threshold_numerator",
         "Nobody can reach 2 of 2 for ordinary. Choose a smaller fraction."),
        ({"threshold_denominator": 0}, "rule_number", "threshold_denominator",
         "threshold_denominator must be a whole number from 1 to 1000."),
        ({"threshold_numerator": 0.5}, "rule_number", "threshold_numerator",
         "threshold_numerator must be a whole number from 1 to 1000."),
        ({"seconders": True}, "rule_number", "seconders", "seconders must be a whole number from 0 to 1000."),
        ({"base": "everybody"}, "rule_word", "base", "base must be one of: yes_no, cast, present, entitled."),
        ({"veto": 1}, "rule_unknown", "veto", "ordinary has no rule called veto."),
    ],
)  # fmt: skip
def test_rules_that_cannot_be_are_refused_by_name(harbour, change, code, field, sentence):
    with refuses(Invalid, code, sentence):
        north_motion(harbour, kind="rules", effect="adopt_rules", payload={"rules": spec(**change)})
    with pytest.raises(Invalid) as refused:
        validate_rule_spec(spec(**change))
    assert refused.value.field == field


@pytest.mark.parametrize(
    "whole", [None, "rules", [], {"name": "x", "body": {}, "kinds": []}, {"kinds": {}, "body": {}}]
)
def test_what_is_no_rule_set_is_refused(whole):
    with pytest.raises(Invalid) as refused:
        validate_rule_spec(whole)
    assert refused.value.code in {"rule_shape", "rule_name"}


@pytest.mark.parametrize("missing", ["ordinary", "rules"])
def test_rule_set_says_how_motions_and_rules_are_decided(missing):
    made = deepcopy(SIMPLE_MAJORITY)
    del made["kinds"][missing]
    with pytest.raises(Invalid) as refused:
        validate_rule_spec(made)
    assert refused.value.code == "rule_missing"


def test_kind_of_which_the_rules_do_not_speak_cannot_be_moved(harbour):
    with refuses(RuleNotMet, "kind_without_rule"):
        north_motion(harbour, kind="emergency")
