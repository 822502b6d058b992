"""Rules as plain sentences that each member can read without help (mission B10)."""

import pytest

from assemblies.queries.ballots import rule_of
from organisations.enums import Base, Channel, Comparison, QuorumCount, QuorumKind, TieRule
from organisations.models import DecisionRule, RuleSet
from organisations.presets import PRESET_CHOICES, PRESETS
from organisations.queries.rulesets import rules_in_force
from organisations.queries.sentences import (
    body_sentences,
    kind_sentence,
    procedure_sentence,
    quorum_sentence,
    rule_sentences,
    threshold_sentence,
)
from tests.world import make_place

SIGHT = "A branch sees the record of somebody who moved to another branch for 30 days after that."
BY_NAME = "Votes are by name."
SECRET = "The ballot is secret."
EITHER = "Votes are by name, or secret where whoever opens the ballot says so."
APPROVED = "A choice among several options is made by approval, with every option marked that one agrees with."
RANKED = "A choice among several options is made by ranking them, counted by the Scottish transferable vote."
SIMPLE = [
    "The notice of an assembly goes out 7 days before it.",
    "For a special assembly 2 days are enough.",
    "Who may vote is fixed when the ballot opens.",
    "Every full member has one vote from the day of joining.",
    "A role lasts 12 months.",
    "Nobody holds the same role for more than 2 terms in a row.",
    "5 members can call for a recall.",
    "Founders hold their roles for at most 90 days.",
    "Those who keep the register answer whoever applies to join.",
    SIGHT,
    "A speech lasts at most 3 minutes.",
    (
        "A motion carries with more votes for than against; abstentions are not counted. A fifth of all "
        "members with a vote must be present. It needs a mover and 1 seconder and is voted on in an assembly "
        "or in a ballot open for at least 48 hours."
        f" {BY_NAME} {APPROVED}"
    ),
    (
        "A change of these rules carries with at least two thirds of the votes for and against; abstentions "
        "are not counted. A fifth of all members with a vote must be present. It needs a mover and 3 "
        "seconders, goes out 7 days before the assembly and is voted on in an assembly or in a ballot open "
        "for at least 120 hours."
        f" {BY_NAME}"
    ),
    (
        "Somebody is elected to a role with more votes for than against; abstentions are not counted. A fifth"
        " of all members with a vote must be present. It needs a mover and 1 seconder and is voted on in an "
        "assembly or in a ballot open for at least 48 hours."
        f" {EITHER} {RANKED}"
    ),
    (
        "A recall carries with more votes for than against; abstentions are not counted. A fifth of all "
        "members with a vote must be present. It needs a mover and 4 seconders and is voted on in an "
        "assembly."
        f" {EITHER}"
    ),
    (
        "An earlier decision is rescinded with more votes for than against; abstentions are not counted. A "
        "fifth of all members with a vote must be present. It needs a mover and 1 seconder and is voted on in"
        " an assembly."
        f" {BY_NAME}"
    ),
    (
        "A member is excluded with at least two thirds of the votes for and against; abstentions are not "
        "counted. A fifth of all members with a vote must be present. It needs a mover and 3 seconders and is "
        "voted on in an assembly."
        f" {BY_NAME}"
    ),
    (
        "Whoever it is about gets the grounds 14 days before the ballot opens, is offered a hearing, and votes "
        "like every other member."
    ),
    "An appeal against an exclusion is possible once, for 30 days.",
    "It holds at once, and ends when the appeal succeeds.",
    "A member is suspended in the same way, for twelve months at most.",
]
UNION = [
    "Every member gets a notice of an assembly before it begins.",
    "Who may vote is fixed when the ballot opens.",
    "Every full member has one vote from the day of joining.",
    "A member can stand for a role 90 days after joining, once the body itself is that old.",
    "A role lasts 12 months.",
    "5 members can call for a recall.",
    "Founders hold their roles for at most 62 days.",
    "Those who keep the register answer whoever applies to join.",
    SIGHT,
    "Whoever has spoken less is heard first.",
    (
        "A motion carries with more votes for than against; abstentions are not counted. The quorum is 5 "
        "members present. It needs a mover and 1 seconder and is voted on in an assembly."
        f" {BY_NAME} {APPROVED}"
    ),
    (
        "A change of these rules carries with more than half of all members with a vote. The quorum is 5 "
        "members present. It needs a mover and 1 seconder, goes out 30 days before the assembly and is voted "
        "on in an assembly."
        f" {BY_NAME}"
    ),
    (
        "Somebody is elected to a role with more votes for than against; abstentions are not counted. The "
        "quorum is 5 members present. It needs a mover and 1 seconder and is voted on in an assembly."
        f" {SECRET} {RANKED}"
    ),
    (
        "A recall carries with more than half of all members with a vote. The quorum is 5 members present. It"
        " needs a mover and 4 seconders and is voted on in an assembly."
        f" {EITHER}"
    ),
    (
        "An earlier decision is rescinded with more votes for than against; abstentions are not counted. The "
        "quorum is 5 members present. It needs a mover and 1 seconder and is voted on in an assembly."
        f" {BY_NAME}"
    ),
    (
        "An emergency motion carries with more votes for than against; abstentions are not counted. The "
        "quorum is 5 members voting for it. It needs a mover and 1 seconder and is voted on in a ballot open "
        "for at least 24 hours."
        f" {BY_NAME}"
    ),
]
POLITICAL = [
    "The notice of an assembly goes out 14 days before it.",
    "For a special assembly 7 days are enough.",
    "Who may vote is fixed when the notice is sent.",
    "A full member votes 30 days after joining.",
    "A member can stand for a role 90 days after joining, once the body itself is that old.",
    "A role lasts 12 months.",
    "Nobody holds the same role for more than 2 terms in a row.",
    "3 members can call for a recall.",
    "Founders hold their roles for at most 90 days.",
    "Those who keep the register answer whoever applies to join.",
    SIGHT,
    "A speech lasts at most 5 minutes.",
    (
        "A motion carries with more votes for than against; abstentions are not counted. More than half of "
        "all members with a vote must be present. It needs a mover and 1 seconder and is voted on in an "
        "assembly or in a ballot open for at least 72 hours."
        f" {BY_NAME} {APPROVED}"
    ),
    (
        "A change of these rules carries with at least two thirds of the votes for and against; abstentions "
        "are not counted. More than half of all members with a vote must be present. It needs a mover and 2 "
        "seconders, goes out 14 days before the assembly and is voted on in an assembly."
        f" {BY_NAME}"
    ),
    (
        "Somebody is elected to a role with more votes for than against; abstentions are not counted. More "
        "than half of all members with a vote must be present. It needs a mover and 1 seconder and is voted "
        "on in an assembly or in a ballot open for at least 72 hours."
        f" {EITHER} {RANKED}"
    ),
    (
        "A recall carries with more votes for than against; abstentions are not counted. More than half of "
        "all members with a vote must be present. It needs a mover and 2 seconders and is voted on in an "
        "assembly."
        f" {EITHER}"
    ),
    (
        "An earlier decision is rescinded with more votes for than against; abstentions are not counted. More"
        " than half of all members with a vote must be present. It needs a mover and 1 seconder and is voted "
        "on in an assembly."
        f" {BY_NAME}"
    ),
]

ROTATING = [
    "The notice of an assembly goes out 7 days before it.",
    "For a special assembly 2 days are enough.",
    "Who may vote is fixed when the ballot opens.",
    "Every full member has one vote from the day of joining.",
    "Whoever owes dues for more than 3 months has no vote until they are settled.",
    "A role lasts 24 months.",
    "Nobody holds the same role for more than 1 term in a row.",
    "A term counts as a whole one once half of it was served.",
    "5 members can call for a recall.",
    "Founders hold their roles for at most 90 days.",
    "Those who keep the register answer whoever applies to join.",
    SIGHT,
    (
        "A motion carries with more votes for than against; abstentions are not counted. There is no quorum. It needs "
        "a mover and 1 seconder and is voted on in an assembly."
        f" {BY_NAME} {APPROVED}"
    ),
    (
        "A change of these rules carries with at least two thirds of the votes for and against; abstentions are not "
        "counted. There is no quorum. It needs a mover and 2 seconders, goes out 14 days before the assembly and is "
        "voted on in an assembly."
        f" {BY_NAME}"
    ),
    (
        "Somebody is elected to a role with more votes for than against; abstentions are not counted. There is no "
        "quorum. It needs a mover and 1 seconder and is voted on in an assembly."
        f" {EITHER} {RANKED}"
    ),
    (
        "A recall carries with more votes for than against; abstentions are not counted. There is no quorum. It needs "
        "a mover and 4 seconders and is voted on in an assembly."
        f" {EITHER}"
    ),
    (
        "An earlier decision is rescinded with more votes for than against; abstentions are not counted. There is no "
        "quorum. It needs a mover and 1 seconder, goes out 7 days before the assembly and is voted on in an assembly. "
        "Put to an assembly without that notice, it needs at least two thirds of the votes for and against; "
        "abstentions are not counted."
        f" {BY_NAME}"
    ),
]
NEARLY_ALL = "at least nine tenths of the votes for and against; abstentions are not counted"
HALF = "Half of all members with a vote must be present."
AGREEING = [
    "The notice of an assembly goes out 7 days before it.",
    "For a special assembly 2 days are enough.",
    "Who may vote is fixed when the ballot opens.",
    "Every full member has one vote from the day of joining.",
    "A role lasts 6 months.",
    "Nobody holds the same role for more than 1 term in a row.",
    "2 members can call for a recall.",
    "Founders hold their roles for at most 60 days.",
    "The assembly admits whoever applies to join.",
    SIGHT,
    "A speech lasts at most 3 minutes.",
    "Whoever has spoken less is heard first.",
    (
        f"A motion carries with {NEARLY_ALL}. {HALF} It needs a mover and no seconders and is voted on in an assembly."
        f" {BY_NAME} {APPROVED}"
    ),
    (
        f"A change of these rules carries with {NEARLY_ALL}. {HALF} It needs a mover and 1 seconder, goes out 14 days "
        "before the assembly and is voted on in an assembly."
        f" {BY_NAME}"
    ),
    (
        f"Somebody is elected to a role with {NEARLY_ALL}. {HALF} It needs a mover and no seconders and is voted on in "
        "an assembly."
        f" {EITHER} {RANKED}"
    ),
    (
        "A recall carries with at least two thirds of the votes for and against; abstentions are not counted. "
        f"{HALF} It needs a mover and 1 seconder and is voted on in an assembly."
        f" {EITHER}"
    ),
    (
        "An earlier decision is rescinded with at least two thirds of the votes for and against; abstentions are not "
        f"counted. {HALF} It needs a mover and 1 seconder and is voted on in an assembly."
        f" {BY_NAME}"
    ),
]
SNAPSHOTS = {
    "simple_majority": SIMPLE,
    "cnt_like_union": ROTATING,
    "iww_like_branch": UNION,
    "consensus_group": AGREEING,
    "political_with_programme": POLITICAL,
}


@pytest.mark.parametrize(("preset", "sentences"), SNAPSHOTS.items())
def test_B10_presets_read_as_plain_sentences(db, preset, sentences):
    place = make_place("Readers", preset=preset)
    said = rule_sentences(rules_in_force(place.body()))
    assert [sentence.text for sentence in said] == sentences
    assert [sentence.number for sentence in said] == list(range(1, len(sentences) + 1))


def test_B10_every_preset_has_its_snapshot():
    assert sorted(PRESETS) == sorted(SNAPSHOTS)
    assert [name for name, _words in PRESET_CHOICES] == list(PRESETS)


def rule(**values: object) -> DecisionRule:
    return DecisionRule(
        **{
            "kind": "ordinary", "comparison": "more_than", "threshold_numerator": 1, "threshold_denominator": 2,
            "base": "yes_no", **values,
        }
    )  # fmt: skip


@pytest.mark.parametrize("base", Base.values)
@pytest.mark.parametrize("comparison", Comparison.values)
def test_B10_every_threshold_reads_as_one_sentence(base, comparison):
    said = threshold_sentence(rule(base=base, comparison=comparison, threshold_numerator=5, threshold_denominator=9))
    more = {"more_than": "more than", "at_least": "at least"}[comparison]
    of = {
        "yes_no": "of the votes for and against; abstentions are not counted",
        "cast": "of all votes cast, abstentions too",
        "present": "of the members present",
        "entitled": "of all members with a vote",
    }[base]
    assert said == f"A motion carries with {more} 5/9 {of}."


@pytest.mark.parametrize("kind", QuorumKind.values)
@pytest.mark.parametrize("count", QuorumCount.values)
@pytest.mark.parametrize(("floor", "and_no_fewer"), [(0, ""), (6, ", and no fewer than 6")])
def test_B10_every_quorum_reads_as_one_sentence(kind, count, floor, and_no_fewer):
    said = quorum_sentence(
        rule(
            quorum_kind=kind, quorum_count=count, quorum_fixed=1, quorum_numerator=1, quorum_denominator=10,
            quorum_floor=floor,
        )
    )  # fmt: skip
    must = {"present": "be present", "cast": "vote", "yes": "vote for it"}[count]
    doing = {"present": "present", "cast": "voting", "yes": "voting for it"}[count]
    words = {
        "none": "There is no quorum.",
        "fixed": f"The quorum is 1 member {doing}.",
        "fraction_entitled": f"A tenth of all members with a vote must {must}{and_no_fewer}.",
        "majority_members": f"More than half of all members with a vote must {must}{and_no_fewer}.",
        "fraction_average": f"A tenth of the mean attendance of the last 3 assemblies must {must}{and_no_fewer}.",
        "fraction_delegates": f"A tenth of the delegates must {must}{and_no_fewer}.",
    }
    assert said == words[kind]


@pytest.mark.parametrize(
    ("values", "tail"),
    [
        (
            {"proposers": "committee"},
            " It is proposed by those who hold a role here or in a committee of ours, and by nobody else.",
        ),
        ({"proposers": "branches"}, " It is proposed by branches, through their delegates, and by nobody else."),
    ],
)
def test_B10_who_proposes_reads_as_a_sentence(values, tail):
    assert (
        procedure_sentence(rule(**values)) == f"It needs a mover and 1 seconder and is voted on in an assembly.{tail}"
    )
    together = procedure_sentence(rule(proposers="members", proposers_number=5))
    assert together == (
        "It is proposed by 5 full members together, needs a mover and 4 seconders and is voted on in an assembly."
    )


def test_B10_limits_of_consensus_read_as_sentences():
    """Occupy Democracy: 90 % support, a block valid if 75 % say so, at most 10 % stand aside (practice 1.4)."""
    occupy = rule(
        method="consensus", comparison="at_least", threshold_numerator=9, threshold_denominator=10, base="present",
        block_validity_numerator=3, block_validity_denominator=4, stand_asides_numerator=1,
        stand_asides_denominator=10, rounds=2, fallback_numerator=4, fallback_denominator=5,
    )  # fmt: skip
    assert threshold_sentence(occupy) == (
        "A motion carries by consensus, with at least nine tenths of the members present. No block may stand against "
        "it; a block stands where at least three quarters of the others find it principled; no more than a tenth may "
        "stand aside; it is tried in 2 rounds; after that it carries with at least four fifths of the members present."
    )
    woodbine = rule(method="consensus", max_blocks=2, stand_asides_numerator=0)
    assert threshold_sentence(woodbine).partition(". ")[2] == (
        "No more than 2 blocks may stand against it; nobody may stand aside; it is tried in 1 round; without consensus "
        "nothing is decided."
    )


def test_B10_every_field_about_a_body_reads_as_a_sentence():
    rules = RuleSet(
        arrears_months=0, part_term_numerator=1, part_term_denominator=2, recall_numerator=1, recall_denominator=10,
        recall_voters="all_members", applications="open", referendum_numerator=1, referendum_denominator=20,
        referendum_days=30, petition_numerator=1, petition_denominator=10, petition_days=60, progressive_stack=True,
        sponsors=2, sight_days=0, export_quota=500, export_second=50, mail_second=True, retention_months=72,
    )  # fmt: skip
    plain = body_sentences(RuleSet())
    assert [text for text in body_sentences(rules) if text not in plain] == [
        "Whoever owes dues has no vote until they are settled.",
        "A term counts as a whole one once half of it was served.",
        "A tenth of all members with a vote, and no fewer than 5, can call for a recall.",
        "All members vote on a recall, in a referendum.",
        "Whoever applies to join is a member.",
        "2 members must speak for whoever applies.",
        "1/20 of all members with a vote can call for a referendum, which stays open for 30 days.",
        "A petition that a tenth of all members with a vote sign within 60 days comes before the next assembly.",
        "A branch sees the record of somebody who moved to another branch from that day no more.",
        "Nobody takes more than 500 people out of the register as files within 30 days.",
        "A file of more than 50 people needs the word of a second person.",
        "Files that one person takes out within seven days count as one.",
        "Mail to members needs the word of a second person.",
        "The record of somebody who left is emptied after 72 months.",
        "Whoever has spoken less is heard first.",
    ]
    assert body_sentences(RuleSet(recall_voters="electors"))[-4] == "Those who elected vote on a recall."


@pytest.mark.parametrize("channel", Channel.values)
@pytest.mark.parametrize("tie", TieRule.values)
def test_B10_every_procedure_reads_as_a_sentence(channel, tie):
    said = procedure_sentence(rule(channel=channel, tie_rule=tie, seconders=0, notice_days=1, least_hours=1))
    where = {
        "assembly": "is voted on in an assembly",
        "online": "is voted on in a ballot open for at least 1 hour",
        "either": "is voted on in an assembly or in a ballot open for at least 1 hour",
    }[channel]
    tail = " With as many for as against, the chair has a casting vote." if tie == "casting_vote" else ""
    assert said == f"It needs a mover and no seconders, goes out 1 day before the assembly and {where}.{tail}"


def test_B10_rules_are_read_in_a_constant_number_of_queries(harbour, mill, django_assert_num_queries):
    rules = RuleSet.objects.get(body=harbour.organisation)
    with django_assert_num_queries(1):
        rule_sentences(rules)


def test_rules_of_a_run_off_say_so_of_options_and_nothing_new_of_for_and_against(harbour, mill):
    rule = RuleSet.objects.get(body=harbour.organisation).rules.get(kind="ordinary")
    before = kind_sentence(rule)
    rule.tie_rule = "run_off"
    more = (
        " Options that are tied for who is chosen stand in a run-off, and a lot decides where they are tied again or "
        "too few vote; a tie in the middle of a count is decided by lot."
    )
    after = kind_sentence(rule)
    assert (more in after, after.replace(more, "")) == (True, before)
    assert rule_of(rule).to_json()["tie_rule"] == "fails"
