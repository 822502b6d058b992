"""What rules can say, what they cannot, and what no version keeps open to change (practice 1.3 and 1.4)."""

from copy import deepcopy

import pytest

from organisations.actions.founding import Charter
from organisations.enums import BodyForm
from organisations.guards import RULE_SET_TEXT
from organisations.models import DecisionRule, RuleSet
from organisations.presets import IWW_LIKE_BRANCH, PRESETS, SIMPLE_MAJORITY, for_form
from organisations.queries.rulesets import held_by, kinds_of, rule_for, rules_in_force
from organisations.queries.sentences import quorum_sentence
from organisations.queries.specs import sentences_of, spec_of
from organisations.rules import demand_usable
from organisations.validators import validate_rule_spec
from organisations.validators.fields import BODY_FIELDS, KIND_DEFAULTS, KIND_FIELDS
from organiser.base.errors import Invalid, RuleNotMet
from skills.actions.founding import BranchPlan, found
from tests.helpers import decide_online, north_motion, refuses
from tests.world import make_motion, make_person

KEPT = {"id", "public_id", "status", "in_force_until", "created_at"}  # what may still change, or names the row


def spec(kind: str = "ordinary", **values: object) -> dict:
    made = deepcopy(SIMPLE_MAJORITY)
    made["kinds"][kind].update(values)
    return made


def about(**values: object) -> dict:
    made = deepcopy(SIMPLE_MAJORITY)
    made["body"].update(values)
    return made


def test_B2_every_field_of_a_version_is_guarded_against_change():
    columns = {field.column for field in RuleSet._meta.concrete_fields}
    assert columns - set(RULE_SET_TEXT) == KEPT


def test_every_field_of_the_tables_can_be_set_by_a_motion():
    kept = {"id", "organisation", "rule_set", "kind"}
    assert {field.name for field in DecisionRule._meta.concrete_fields} - kept == set(KIND_FIELDS)
    more = {"id", "public_id", "organisation", "body", "version", "name", "status", "decision", "created_at"}
    more |= {"in_force_from", "in_force_until"}
    assert {field.name for field in RuleSet._meta.concrete_fields} - more == set(BODY_FIELDS)
    defaults = {name: DecisionRule._meta.get_field(name).get_default() for name in KIND_DEFAULTS}
    assert defaults == KIND_DEFAULTS


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_is_sound_and_comes_back_as_data(name, harbour):
    clean = validate_rule_spec(PRESETS[name])
    decide_online(harbour, north_motion(harbour, kind="rules", effect="adopt_rules", payload={"rules": clean}))
    again = spec_of(rules_in_force(harbour.body("North")))
    assert (again["name"], validate_rule_spec(again)) == (PRESETS[name]["name"], again)
    assert {kind: {**again["kinds"][kind], **rule} for kind, rule in clean["kinds"].items()} == again["kinds"]


def test_kinds_of_decision_keep_their_order_however_they_were_stored():
    upside_down = {**SIMPLE_MAJORITY, "kinds": dict(reversed(SIMPLE_MAJORITY["kinds"].items()))}
    assert list(validate_rule_spec(upside_down)["kinds"]) == list(SIMPLE_MAJORITY["kinds"])
    assert sentences_of(upside_down) == sentences_of(SIMPLE_MAJORITY)


AVERAGE = {"quorum_kind": "fraction_average", "quorum_numerator": 4, "quorum_denominator": 5, "quorum_floor": 6}
LATE = {"without_notice_numerator": 2, "without_notice_denominator": 3}
JUDGED = {"block_validity_numerator": 1, "block_validity_denominator": 2}


@pytest.mark.parametrize(
    ("rules", "code", "field"),
    [
        (spec(quorum_kind="fixed", quorum_fixed=0), "quorum_empty", "quorum_fixed"),
        (spec(quorum_numerator=0), "quorum_empty", "quorum_numerator"),
        (spec(**{**AVERAGE, "quorum_floor": 0}), "quorum_floor", "quorum_floor"),
        (spec(quorum_kind="none", quorum_floor=3), "quorum_floor", "quorum_floor"),
        (spec(quorum_kind="fixed", quorum_fixed=5, quorum_floor=3), "quorum_floor", "quorum_floor"),
        (spec(**{**AVERAGE, "quorum_numerator": 6}), "quorum_out_of_reach", "quorum_numerator"),
        (spec(**{**AVERAGE, "quorum_last": 0}), "rule_number", "quorum_last"),
        (spec(**LATE), "without_notice", "without_notice_numerator"),
        (
            spec("rules", without_notice_numerator=1, without_notice_denominator=2),
            "without_notice",
            "without_notice_numerator",
        ),
        (
            spec(notice_days=3, without_notice_numerator=4, without_notice_denominator=3),
            "above_all",
            "without_notice_numerator",
        ),
        (spec(proposers_number=3), "proposers", "proposers_number"),
        (spec("election", proposers="committee"), "proposers", "proposers"),
        (spec("recall", proposers="committee"), "proposers", "proposers"),
        (spec("rules", proposers="committee"), "proposers", "proposers"),
        (spec("rescind", proposers="committee"), "proposers", "proposers"),
        (spec(proposers="chair"), "rule_word", "proposers"),
        (spec(max_blocks=1), "not_consensus", "max_blocks"),
        (spec("rules", method="consensus"), "rules_blocked_by_one", "fallback_numerator"),
        *(
            (spec("rules", method="consensus", **locked), "rules_blocked_by_one", "fallback_numerator")
            for locked in (
                {"threshold_numerator": 1, "threshold_denominator": 1, "comparison": "at_least", "max_blocks": 5},
                {"max_blocks": 2, "stand_asides_numerator": 0},
                {"threshold_numerator": 9, "threshold_denominator": 10, "max_blocks": 1, "stand_asides_numerator": 0},
                {"threshold_numerator": 1, "threshold_denominator": 1, "comparison": "at_least", **JUDGED},
                {"fallback_numerator": 1, "fallback_denominator": 1, "stand_asides_numerator": 0, **JUDGED},
                {"fallback_numerator": 1, "fallback_denominator": 1},
            )
        ),
        (spec(method="consensus", secrecy="secret"), "consensus_by_name", "secrecy"),
        (spec(method="consensus", fallback_numerator=3, fallback_denominator=2), "above_all", "fallback_numerator"),
        (spec(method="consensus", rounds=0), "rule_number", "rounds"),
        (about(part_term_numerator=2), "above_all", "part_term_numerator"),
        (about(recall_denominator=0), "rule_number", "recall_denominator"),
        (about(recall_voters="chair"), "rule_word", "recall_voters"),
        (about(applications=None), "rule_word", "applications"),
        (about(progressive_stack="yes"), "rule_flag", "progressive_stack"),
        (about(progressive_stack=1), "rule_flag", "progressive_stack"),
        (about(arrears_months=-1), "rule_number", "arrears_months"),
    ],
)
def test_rules_that_contradict_themselves_are_refused_at_their_field(rules, code, field):
    with pytest.raises(Invalid) as caught:
        validate_rule_spec(rules)
    assert (caught.value.code, caught.value.field) == (code, field)


def test_what_real_organisations_ask_for_can_be_said():
    """Richmond's quorum, Robert's rescinding, Occupy Democracy's consensus (practice 1.4)."""
    occupy = {
        "method": "consensus", "comparison": "at_least", "threshold_numerator": 9, "threshold_denominator": 10,
        "stand_asides_numerator": 1, "stand_asides_denominator": 10, "block_validity_numerator": 3,
        "block_validity_denominator": 4,
    }  # fmt: skip
    for rules in (spec(**AVERAGE), spec("rescind", notice_days=7, **LATE), spec(**occupy)):
        assert validate_rule_spec(rules) == rules


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"quorum_kind": "fraction_delegates", "quorum_floor": 3}, "quorum_kind"),
        ({"proposers": "branches"}, "proposers"),
    ],
)
def test_rules_that_speak_of_delegates_are_for_a_council(values, field, harbour):
    rules = validate_rule_spec(spec(**values))
    for body in ("organisation", "branch", "committee"):
        with pytest.raises(RuleNotMet) as caught:
            demand_usable(body, rules)
        assert (caught.value.code, caught.value.field) == ("no_delegates", field)
    demand_usable("council", rules)
    mover = harbour.person("Bea North")
    with refuses(RuleNotMet, "no_delegates"):
        make_motion(harbour, mover, "North", kind="rules", effect="adopt_rules", payload={"rules": rules})
    with refuses(RuleNotMet, "no_delegates"):
        found(harbour.secretary, charter=Charter(name="Quay", kind="mass", rules=rules))


def quorums(body) -> set[str]:
    return {quorum_sentence(rule) for rule in kinds_of(body, rules_in_force(body))}


def test_A9_an_affinity_group_begins_without_a_quorum_it_could_not_meet(harbour):
    plan = (BranchPlan("Four friends", form=BodyForm.AFFINITY_GROUP), BranchPlan("Docks"))
    charter = Charter(name="Quay Workers", kind="mass", rules=IWW_LIKE_BRANCH)
    founded = found(make_person("Kim Quay"), charter=charter, branches=plan)
    friends, docks = founded.branches
    assert quorums(friends) == {"There is no quorum."}
    assert quorums(docks) == {"The quorum is 5 members present.", "The quorum is 5 members voting for it."}


def test_A9_an_affinity_group_inherits_no_number_it_might_not_reach(harbour):
    north = harbour.body("North")
    decide_online(
        harbour, north_motion(harbour, kind="rules", effect="adopt_rules", payload={"rules": IWW_LIKE_BRANCH})
    )
    rules = rules_in_force(north)
    group = harbour.body("South")
    group.form = BodyForm.AFFINITY_GROUP
    inherited = held_by(group, rules.rules.get(kind="ordinary"))
    assert (inherited.quorum_kind, inherited.quorum_fixed) == ("none", 0)
    group.pk = north.pk  # its own number is its own business
    assert held_by(group, rules.rules.get(kind="ordinary")).quorum_fixed == 5
    assert rule_for(north, "ordinary").quorum_fixed == 5


def test_A9_a_part_of_its_members_an_affinity_group_can_always_reach():
    kept = for_form(SIMPLE_MAJORITY, BodyForm.AFFINITY_GROUP)["kinds"]["ordinary"]
    assert (kept["quorum_kind"], kept["quorum_numerator"], kept["quorum_floor"]) == ("fraction_entitled", 1, 0)
    assert for_form(IWW_LIKE_BRANCH, BodyForm.LOCAL) is IWW_LIKE_BRANCH


@pytest.mark.parametrize(
    "limits",
    [
        {"max_blocks": 1},
        {"block_validity_numerator": 2, "block_validity_denominator": 3},
        {"fallback_numerator": 4, "fallback_denominator": 5},
    ],
)
def test_a_change_of_rules_may_need_consensus_that_no_single_member_can_keep_away_for_ever(limits):
    rules = spec("rules", method="consensus", **limits)
    assert validate_rule_spec(rules)["kinds"]["rules"]["method"] == "consensus"
