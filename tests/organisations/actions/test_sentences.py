"""Rules as plain sentences that each member can read without help (mission B10)."""

import pytest

from organisations.enums import Base, Channel, Comparison, QuorumCount, QuorumKind, TieRule
from organisations.models import DecisionRule, RuleSet
from organisations.presets import PRESETS
from organisations.queries.rulesets import rules_in_force
from organisations.queries.sentences import procedure_sentence, quorum_sentence, rule_sentences, threshold_sentence
from tests.world import make_place

SIMPLE = [
    "The notice of an assembly goes out 7 days before it.",
    "For a special assembly 2 days are enough.",
    "Who may vote is fixed when the ballot opens.",
    "Every full member has one vote from the day of joining.",
    "A role lasts 12 months.",
    "Nobody holds the same role for more than 2 terms in a row.",
    "5 members can call for a recall.",
    "Founders hold their roles for at most 90 days.",
    "A speech lasts at most 3 minutes.",
    (
        "A motion carries with more votes for than against; abstentions are not counted. A fifth of all "
        "members with a vote must be present. It needs a mover and 1 seconder and is voted on in an assembly "
        "or in a ballot open for at least 48 hours."
    ),
    (
        "A change of these rules carries with at least two thirds of the votes for and against; abstentions "
        "are not counted. A fifth of all members with a vote must be present. It needs a mover and 3 "
        "seconders, goes out 7 days before the assembly and is voted on in an assembly or in a ballot open "
        "for at least 120 hours."
    ),
    (
        "Somebody is elected to a role with more votes for than against; abstentions are not counted. A fifth"
        " of all members with a vote must be present. It needs a mover and 1 seconder and is voted on in an "
        "assembly or in a ballot open for at least 48 hours."
    ),
    (
        "A recall carries with more votes for than against; abstentions are not counted. A fifth of all "
        "members with a vote must be present. It needs a mover and 4 seconders and is voted on in an "
        "assembly."
    ),
    (
        "An earlier decision is rescinded with more votes for than against; abstentions are not counted. A "
        "fifth of all members with a vote must be present. It needs a mover and 1 seconder and is voted on in"
        " an assembly."
    ),
]
UNION = [
    "Every member gets a notice of an assembly before it begins.",
    "Who may vote is fixed when the ballot opens.",
    "Every full member has one vote from the day of joining.",
    "A member can stand for a role 90 days after joining, once the body itself is that old.",
    "A role lasts 12 months.",
    "5 members can call for a recall.",
    "Founders hold their roles for at most 62 days.",
    (
        "A motion carries with more votes for than against; abstentions are not counted. The quorum is 5 "
        "members present. It needs a mover and 1 seconder and is voted on in an assembly."
    ),
    (
        "A change of these rules carries with more than half of all members with a vote. The quorum is 5 "
        "members present. It needs a mover and 1 seconder, goes out 30 days before the assembly and is voted "
        "on in an assembly."
    ),
    (
        "Somebody is elected to a role with more votes for than against; abstentions are not counted. The "
        "quorum is 5 members present. It needs a mover and 1 seconder and is voted on in an assembly."
    ),
    (
        "A recall carries with more than half of all members with a vote. The quorum is 5 members present. It"
        " needs a mover and 4 seconders and is voted on in an assembly."
    ),
    (
        "An earlier decision is rescinded with more votes for than against; abstentions are not counted. The "
        "quorum is 5 members present. It needs a mover and 1 seconder and is voted on in an assembly."
    ),
    (
        "An emergency motion carries with more votes for than against; abstentions are not counted. The "
        "quorum is 5 members voting for it. It needs a mover and 1 seconder and is voted on in a ballot open "
        "for at least 24 hours."
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
    "A speech lasts at most 5 minutes.",
    (
        "A motion carries with more votes for than against; abstentions are not counted. More than half of "
        "all members with a vote must be present. It needs a mover and 1 seconder and is voted on in an "
        "assembly or in a ballot open for at least 72 hours."
    ),
    (
        "A change of these rules carries with at least two thirds of the votes for and against; abstentions "
        "are not counted. More than half of all members with a vote must be present. It needs a mover and 2 "
        "seconders, goes out 14 days before the assembly and is voted on in an assembly."
    ),
    (
        "Somebody is elected to a role with more votes for than against; abstentions are not counted. More "
        "than half of all members with a vote must be present. It needs a mover and 1 seconder and is voted "
        "on in an assembly or in a ballot open for at least 72 hours."
    ),
    (
        "A recall carries with more votes for than against; abstentions are not counted. More than half of "
        "all members with a vote must be present. It needs a mover and 2 seconders and is voted on in an "
        "assembly."
    ),
    (
        "An earlier decision is rescinded with more votes for than against; abstentions are not counted. More"
        " than half of all members with a vote must be present. It needs a mover and 1 seconder and is voted "
        "on in an assembly."
    ),
]


@pytest.mark.parametrize(
    ("preset", "sentences"),
    [("simple_majority", SIMPLE), ("iww_like_branch", UNION), ("political_with_programme", POLITICAL)],
)
def test_B10_presets_read_as_plain_sentences(db, preset, sentences):
    place = make_place("Readers", preset=preset)
    said = rule_sentences(rules_in_force(place.body()))
    assert [sentence.text for sentence in said] == sentences
    assert [sentence.number for sentence in said] == list(range(1, len(sentences) + 1))


def test_B10_every_preset_has_its_snapshot():
    assert sorted(PRESETS) == ["iww_like_branch", "political_with_programme", "simple_majority"]


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
def test_B10_every_quorum_reads_as_one_sentence(kind, count):
    said = quorum_sentence(
        rule(quorum_kind=kind, quorum_count=count, quorum_fixed=1, quorum_numerator=1, quorum_denominator=10)
    )
    must = {"present": "be present", "cast": "vote", "yes": "vote for it"}[count]
    doing = {"present": "present", "cast": "voting", "yes": "voting for it"}[count]
    assert (
        said
        == {
            "none": "There is no quorum.",
            "fixed": f"The quorum is 1 member {doing}.",
            "fraction_entitled": f"A tenth of all members with a vote must {must}.",
            "majority_members": f"More than half of all members with a vote must {must}.",
        }[kind]
    )


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
