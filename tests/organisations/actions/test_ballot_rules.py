"""What rules say of the ballot itself, and of a second majority: refused, kept, said and compared."""

from copy import deepcopy

import pytest
from django.db import IntegrityError, transaction

from assemblies.counting import choosing as counting
from organisations.enums import Base, Channel, Choosing, Comparison, Secrecy
from organisations.models import DecisionRule
from organisations.presets import PRESETS, SIMPLE_MAJORITY
from organisations.queries.ballot_phrases import ballot_sentence
from organisations.queries.differences import differences
from organisations.queries.rulesets import rule_for, rules_in_force
from organisations.queries.sentences import kind_sentence, threshold_sentence
from organisations.queries.specs import as_rows
from organisations.validators import validate_rule_spec
from organiser.base.errors import Invalid
from tests.helpers import decide_online, north_motion

AS_WELL = {"second_numerator": 1, "second_denominator": 2}
NAMES = ("secrecy", "changeable", "running_results", "choosing", "lot_order")
SECOND = ("second_comparison", "second_numerator", "second_denominator", "second_base")


def spec(kind: str = "ordinary", **values: object) -> dict:
    made = deepcopy(SIMPLE_MAJORITY)
    made["kinds"][kind].update(values)
    return made


def rule(**values: object) -> DecisionRule:
    return DecisionRule(**{"kind": "ordinary", **SIMPLE_MAJORITY["kinds"]["ordinary"], **values})


def test_rules_name_the_ways_of_choosing_that_can_be_counted():
    assert Choosing.values == [str(way) for way in counting.Choosing]


@pytest.mark.parametrize(
    ("rules", "code", "field"),
    [
        (spec(choosing="borda"), "rule_word", "choosing"),
        (spec(secrecy="hidden"), "rule_word", "secrecy"),
        (spec(changeable="yes"), "rule_flag", "changeable"),
        (spec(running_results=1), "rule_flag", "running_results"),
        (spec(lot_order=None), "rule_flag", "lot_order"),
        (spec(secrecy="secret", running_results=True), "running_results", "running_results"),
        (spec(second_numerator=2), "above_all", "second_numerator"),
        (spec(second_denominator=0), "rule_number", "second_denominator"),
        (spec(second_numerator=1), "threshold_out_of_reach", "second_numerator"),
        (spec(**AS_WELL, second_base="yes_no"), "second_majority", "second_base"),
        (spec(**AS_WELL, method="consensus"), "second_majority", "second_numerator"),
        (spec(second_comparison="about"), "rule_word", "second_comparison"),
        (spec(vacancies="lottery"), "rule_word", "vacancies"),
        (spec(vacancies="recount"), "vacancies", "vacancies"),
    ],
)
def test_what_contradicts_itself_is_refused_at_its_field(rules, code, field):
    with pytest.raises(Invalid) as caught:
        validate_rule_spec(rules)
    assert (caught.value.code, caught.value.field) == (code, field)


@pytest.mark.parametrize(
    "values",
    [
        {"secrecy": "chosen", "running_results": True, "changeable": True},
        {"secrecy": "secret", "changeable": True},
        {"second_numerator": 1, "second_comparison": "at_least"},
        {**AS_WELL, "second_base": "cast"},
        {"choosing": "ranked-pairs", "lot_order": False},
    ],
)
def test_what_holds_together_is_kept_as_it_was_given(values):
    assert validate_rule_spec(spec(**values)) == spec(**values)


def test_the_tables_hold_no_tally_of_a_running_secret_ballot_and_no_part_above_the_whole(harbour, mill):
    rules = rules_in_force(harbour.body("North"))
    common = {**SIMPLE_MAJORITY["kinds"]["ordinary"], "kind": "emergency"}
    for values, name in (
        ({"secrecy": "secret", "running_results": True}, "no_running_results_of_secrets"),
        ({"second_numerator": 2, "second_denominator": 1}, "second_is_a_fraction"),
        ({"second_denominator": 0}, "second_is_a_fraction"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            DecisionRule.objects.create(organisation=harbour.organisation, rule_set=rules, **common, **values)
    kept = DecisionRule.objects.create(
        organisation=harbour.organisation, rule_set=rules, **common, secrecy="chosen", running_results=True
    )
    assert kept.running_results


def test_a_decision_puts_every_one_of_them_into_force_in_its_body_alone(harbour, mill):
    said = {"secrecy": "chosen", "changeable": True, "running_results": True, "choosing": "schulze", "lot_order": False}
    said |= {**AS_WELL, "second_comparison": "more_than", "second_base": "entitled"}
    decide_online(harbour, north_motion(harbour, kind="rules", effect="adopt_rules", payload={"rules": spec(**said)}))
    held = rule_for(harbour.body("North"), "ordinary")
    assert {name: getattr(held, name) for name in (*NAMES, *SECOND)} == said
    elsewhere = [rule_for(place.body(), "ordinary") for place in (harbour, mill)]
    assert {(one.secrecy, one.choosing, one.second_numerator) for one in elsewhere} == {("open", "approval", 0)}


def test_rules_written_before_these_were_known_mean_votes_by_name_and_one_majority():
    plain = as_rows(validate_rule_spec(SIMPLE_MAJORITY))[1][0]
    assert {name: getattr(plain, name) for name in (*NAMES, "second_numerator")} == {
        "secrecy": Secrecy.OPEN, "changeable": False, "running_results": False, "choosing": Choosing.APPROVAL,
        "lot_order": True, "second_numerator": 0,
    }  # fmt: skip


def test_elections_of_every_preset_are_ranked_and_may_be_secret():
    said = {
        name: [
            (preset["kinds"][kind].get("secrecy"), preset["kinds"][kind].get("choosing")) for kind in preset["kinds"]
        ]
        for name, preset in PRESETS.items()
    }
    ranked = {name: preset["kinds"]["election"]["choosing"] for name, preset in PRESETS.items()}
    assert set(ranked.values()) == {"scottish-stv"}
    secret = {name: preset["kinds"]["election"]["secrecy"] for name, preset in PRESETS.items()}
    assert secret == {name: "secret" if name == "iww_like_branch" else "chosen" for name in PRESETS}
    assert {preset["kinds"]["recall"]["secrecy"] for preset in PRESETS.values()} == {"chosen"}
    assert {len([one for one in kinds if one != (None, None)]) for kinds in said.values()} == {2}


@pytest.mark.parametrize("secrecy", Secrecy.values)
@pytest.mark.parametrize("changeable", [True, False])
def test_B10_secrecy_and_changing_a_vote_read_as_sentences(secrecy, changeable):
    begins = {
        "open": "Votes are by name.",
        "secret": "The ballot is secret.",
        "chosen": "Votes are by name, or secret where whoever opens the ballot says so.",
    }[secrecy]
    if changeable and secrecy != "secret":
        begins += " A vote by name can be changed until the ballot closes, and the last one counts."
    assert ballot_sentence(rule(kind="recall", secrecy=secrecy, changeable=changeable)) == begins


@pytest.mark.parametrize(
    ("way", "words"),
    [
        ("approval", "by approval, with every option marked that one agrees with"),
        ("points", "by points given to them, 10 in all"),
        ("scottish-stv", "by ranking them, counted by the Scottish transferable vote"),
        ("meek-stv", "by ranking them, counted by Meek’s transferable vote"),
        ("irv", "by ranking them, counted by instant run-off"),
        ("schulze", "by ranking them, counted by Schulze’s method"),
        ("debian-schulze", "by ranking them, counted by Schulze’s method against doing nothing, as in Debian"),
        ("ranked-pairs", "by ranking them, counted by ranked pairs"),
    ],
)
def test_B10_every_way_of_choosing_reads_as_a_sentence(way, words):
    choice = f"Votes are by name. A choice among several options is made {words}."
    assert ballot_sentence(rule(choosing=way)) == choice
    elsewhere = "Votes are by name." if way == "approval" else choice
    assert ballot_sentence(rule(kind="rescind", choosing=way)) == elsewhere


def test_B10_the_tally_meanwhile_and_the_order_of_options_are_said_where_they_are_not_as_usual():
    assert ballot_sentence(rule(kind="recall", running_results=True, lot_order=False)) == (
        "Votes are by name. Members see the tally of votes by name while the ballot is open. Options stand on the "
        "paper in the order in which they were proposed."
    )


@pytest.mark.parametrize("base", [base for base in Base.values if base != "yes_no"])
@pytest.mark.parametrize("comparison", Comparison.values)
def test_B10_a_second_majority_reads_as_a_sentence_of_its_own(base, comparison):
    more = {"more_than": "more than", "at_least": "at least"}[comparison]
    of = {
        "cast": "of all votes cast, abstentions too",
        "present": "of the members present",
        "entitled": "of all members with a vote",
    }[base]
    first = "A motion carries with more votes for than against; abstentions are not counted."
    said = threshold_sentence(rule(**AS_WELL, second_comparison=comparison, second_base=base))
    assert said == f"{first} It also needs {more} half {of}."
    assert threshold_sentence(rule(second_base=base, second_comparison=comparison)) == first
    assert kind_sentence(rule(**AS_WELL, channel=Channel.ASSEMBLY)).startswith(f"{first} It also needs more than half")


def test_B10_what_changes_about_a_ballot_is_said_one_by_one():
    after = spec(secrecy="chosen", changeable=True, running_results=True, choosing="irv", lot_order=False, **AS_WELL)
    assert differences(as_rows(SIMPLE_MAJORITY), as_rows(after)) == [
        "Second majority of ordinary decisions: was none, becomes more than half of all members with a vote.",
        (
            "Secrecy of ordinary decisions: was votes by name, becomes votes by name, or secret where whoever opens "
            "the ballot says so."
        ),
        "Changing votes of ordinary decisions: was not possible, becomes possible by name until the ballot closes.",
        "Running tally of ordinary decisions: was hidden, becomes seen by members where votes are by name.",
        (
            "Choice among options of ordinary decisions: was by approval, with every option marked that one agrees "
            "with, becomes by ranking them, counted by instant run-off."
        ),
        "Order of options of ordinary decisions: was drawn by lot, becomes as they were proposed.",
    ]


def test_B10_how_a_seat_that_falls_free_is_filled_is_said_where_it_is_not_by_a_new_election():
    after = deepcopy(SIMPLE_MAJORITY)
    after["kinds"]["election"]["vacancies"] = "recount"
    assert validate_rule_spec(after) == after
    election = {**SIMPLE_MAJORITY["kinds"]["election"], "kind": "election"}
    said = ballot_sentence(DecisionRule(**election, vacancies="recount"))
    assert said == (
        f"{ballot_sentence(DecisionRule(**election))} A seat that falls free before its term is over is filled by "
        "counting the papers of its election again."
    )
    assert differences(as_rows(SIMPLE_MAJORITY), as_rows(after)) == [
        (
            "Seats that fall free of elections: was filled by a new election, becomes filled by counting the papers of "
            "its election again."
        )
    ]
