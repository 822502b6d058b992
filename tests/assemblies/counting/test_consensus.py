"""Consensus: the variants of real groups by their published numbers, sentences, refusals, what holds for any round."""

import json
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assemblies.counting.consensus import Block, ConsensusRule, Ending, Voices, fallback_of
from assemblies.counting.consensus_verdict import ConsensusVerdict, settle
from assemblies.counting.verdict import Base, Comparison, Figures, Outcome, QuorumCount, QuorumKind, Rule, decide

MAJORITY = Rule(numerator=1, denominator=2, comparison=Comparison.MORE_THAN, base=Base.CAST)
NINE_TENTHS = Rule(numerator=9, denominator=10, comparison=Comparison.AT_LEAST, base=Base.PRESENT)
PLAIN = ConsensusRule(agreement=MAJORITY)
# A third that stands aside or blocks is too many; the second time four fifths decide.
SEATTLE = ConsensusRule(
    agreement=replace(MAJORITY, numerator=2, denominator=3), max_blocks=None, fallback=Fraction(4, 5)
)
# Four fifths find the block principled and a tenth backs it: tabled; otherwise four fifths carry.
BELLINGHAM = ConsensusRule(
    agreement=replace(NINE_TENTHS, numerator=4, denominator=5, base=Base.CAST),
    block_validity=Fraction(4, 5),
    block_backing=Fraction(1, 10),
    rounds=2,
)
# Nine tenths support it, a block is valid if three quarters say so, no more than a tenth stands aside.
DEMOCRACY = ConsensusRule(agreement=NINE_TENTHS, block_validity=Fraction(3, 4), stand_asides=Fraction(1, 10))
WOODBINE = ConsensusRule(agreement=MAJORITY, max_blocks=2)
# It takes two blocks; nine tenths of those who do not block override them.
REUNION = ConsensusRule(agreement=MAJORITY, max_blocks=1, override=Fraction(9, 10))
# Three in favour and no objection; each may extend once.
INDYMEDIA = ConsensusRule(
    agreement=replace(MAJORITY, quorum_kind=QuorumKind.FIXED, quorum_fixed=3, quorum_count=QuorumCount.YES),
    extensions=True,
)

untimed = settings(deadline=None)
parts = st.fractions(Fraction(1, 20), 1, max_denominator=20)


def refusal(call: Callable[..., object], *arguments: object, **named: object) -> str:
    """Give the sentence with which a call refuses its arguments."""
    with pytest.raises(ValueError, match=r"\.$") as refused:
        call(*arguments, **named)
    return str(refused.value)


def said(agree: int, aside: int = 0, blocks: tuple[Block, ...] | int = (), **more: int) -> Voices:
    """Give the voices of a room in which everybody speaks, unless another number matters."""
    blocks = (Block(),) * blocks if isinstance(blocks, int) else blocks
    there = agree + aside + len(blocks) + more.get("reservations", 0)
    numbers = {"present": there, "entitled": max(100, there)} | more
    return Voices(agree=agree, stand_aside=aside, blocks=blocks, **numbers)


@pytest.mark.parametrize(
    ("voices", "ending"),
    [
        (said(61, 20, 9), Ending.CONSENSUS),
        (said(60, 20, 10), Ending.FALLBACK),
        (said(60, 30), Ending.FALLBACK),
        (said(61, 29), Ending.CONSENSUS),
    ],
)
def test_a_third_that_stands_aside_or_blocks_sends_it_to_four_fifths(voices, ending):
    assert settle(SEATTLE, voices).outcome is ending


@pytest.mark.parametrize(("for_", "outcome"), [(80, Outcome.CARRIED), (79, Outcome.FELL)])
def test_the_fallback_is_a_rule_for_an_ordinary_vote(for_, outcome):
    figures = Figures(for_=for_, against=100 - for_, abstain=0, present=100, entitled=100)
    assert decide(fallback_of(SEATTLE), figures).outcome is outcome
    assert fallback_of(WOODBINE) is None


@pytest.mark.parametrize(
    ("agree", "principled", "backing", "ending"),
    [
        (40, 32, 5, Ending.TABLED),
        (40, 31, 5, Ending.CONSENSUS),
        (40, 32, 4, Ending.CONSENSUS),
        (33, 31, 5, Ending.CONSENSUS),
        (32, 31, 5, Ending.TABLED),
    ],
)
def test_a_block_stands_that_is_found_principled_and_backed(agree, principled, backing, ending):
    """Of 41 voices one blocks: 4/5 of the 40 others are 32, 1/10 of all is 4.1, 4/5 of all is 32.8."""
    voices = said(agree, 40 - agree, (Block(principled=principled, backing=backing),))
    assert settle(BELLINGHAM, voices).outcome is ending


@pytest.mark.parametrize(
    ("voices", "ending"),
    [
        (said(36, 4), Ending.CONSENSUS),
        (said(35, 5), Ending.NOT_REACHED),
        (said(36, 3, (Block(principled=29),)), Ending.CONSENSUS),
        (said(36, 3, (Block(principled=30),)), Ending.BLOCKED),
        (said(35, 4, present=39), Ending.NOT_REACHED),
        (said(36, 5, present=40), Ending.NOT_REACHED),
        (said(34, 4, reservations=2), Ending.CONSENSUS),
    ],
)
def test_nine_tenths_agree_three_quarters_make_a_block_and_a_tenth_may_stand_aside(voices, ending):
    assert settle(DEMOCRACY, voices).outcome is ending


@pytest.mark.parametrize(("blocks", "ending"), [(0, "consensus"), (2, "consensus"), (3, "blocked")])
def test_consensus_minus_two(blocks, ending):
    assert settle(WOODBINE, said(20, 0, blocks)).outcome == ending


@pytest.mark.parametrize(
    ("agree", "aside", "blocks", "ending", "overridden"),
    [
        (17, 3, 1, Ending.CONSENSUS, False),
        (17, 3, 2, Ending.BLOCKED, False),
        (18, 2, 2, Ending.CONSENSUS, True),
        (18, 2, 18, Ending.NOT_REACHED, True),
        (0, 0, 3, Ending.BLOCKED, False),
    ],
)
def test_two_blocks_stop_it_and_nine_tenths_of_the_others_override_them(agree, aside, blocks, ending, overridden):
    verdict = settle(REUNION, said(agree, aside, blocks))
    assert (verdict.outcome, verdict.overridden) == (ending, overridden)


@pytest.mark.parametrize(
    ("voices", "ending"),
    [
        (said(3), Ending.CONSENSUS),
        (said(2), Ending.QUORUM_MISSED),
        (said(3, 0, 1), Ending.BLOCKED),
        (said(3, extensions=1), Ending.TABLED),
        (said(2, extensions=1), Ending.QUORUM_MISSED),
    ],
)
def test_three_in_favour_no_objection_and_more_time_for_whoever_asks(voices, ending):
    assert settle(INDYMEDIA, voices).outcome is ending


@pytest.mark.parametrize(
    ("number", "fallback", "ending"),
    [
        (1, None, Ending.TABLED),
        (2, None, Ending.TABLED),
        (3, None, Ending.BLOCKED),
        (2, Fraction(3, 4), Ending.TABLED),
        (3, Fraction(3, 4), Ending.FALLBACK),
    ],
)
def test_it_is_tried_as_often_as_the_rules_say(number, fallback, ending):
    rule = replace(PLAIN, rounds=3, fallback=fallback)
    assert settle(rule, said(20, 0, 1), number).outcome is ending
    assert settle(rule, said(20), number).outcome is Ending.CONSENSUS


@pytest.mark.parametrize("base", Base)
def test_without_a_voice_there_is_no_consensus(base):
    rule = ConsensusRule(agreement=replace(MAJORITY, base=base, comparison=Comparison.AT_LEAST), max_blocks=None)
    assert settle(rule, said(0)).outcome is Ending.NOT_REACHED
    assert settle(rule, said(0, 5)).outcome is Ending.NOT_REACHED


def test_a_round_is_explained_in_the_order_in_which_people_check_it():
    rule = replace(
        DEMOCRACY,
        agreement=replace(NINE_TENTHS, quorum_kind=QuorumKind.FIXED, quorum_fixed=20),
        rounds=2,
        fallback=Fraction(4, 5),
    )
    voices = said(36, 2, (Block(principled=30),), reservations=1)
    verdict = settle(rule, voices, 2)
    assert verdict.sentences == (
        "Agree: 36; agree with reservations: 1; stand aside: 2; block: 1.",
        "Nine tenths of the 40 members present is 36.",
        "Quorum of 20 reached with 40.",
        "37 agree: that is enough.",
        "Block 1: 30 of 39 others find it principled; three quarters must find it so. It stands.",
        "1 block stands, and none may.",
        "2 stand aside, and one tenth of 40 may: that is within the limit.",
        "No consensus. It goes to a vote, and carries with at least four fifths of the members present.",
    )
    assert verdict.steps == (
        ("Round", "2 of 2"),
        ("Agree, with reservations and without", "36 + 1"),
        ("Members on the roll", "100"),
        ("Quorum", "20"),
        ("Counted for the quorum: members present", "40, reached"),
        ("Needed of the members present, 40", "36"),
        ("Agree", "37"),
        ("Block 1", "30 of 39 others find it principled, stands"),
        ("Blocks that stand, and that may", "1, 0"),
        ("May stand aside: one tenth of 40", "4; 2 do"),
        ("Outcome", "No consensus: to be voted on"),
    )


BACKED = (
    "Block 1: 32 of 40 others find it principled, 5 of 41 back it; four fifths must find it so and one tenth must back "
    "it. It stands."
)


@pytest.mark.parametrize(
    ("rule", "voices", "sentences"),
    [
        (PLAIN, said(3), ("3 agree: that is enough.", "Consensus.")),
        (replace(PLAIN, rounds=2), said(1, 1), (
            "1 agrees: that is too few.", "No consensus in round 1 of 2.", "Tabled: it comes back.")),
        (PLAIN, said(3, 0, 1), ("3 agree: that is enough.", "1 block stands, and none may.",
                                "Blocked. Nothing is decided.")),
        (WOODBINE, said(9, 0, 2), (
            "9 agree: that is enough.", "2 blocks stand, and no more than 2 may.", "Consensus.")),
        (replace(SEATTLE, agreement=MAJORITY), said(1, 1), (
            "1 agrees: that is too few.",
            "No consensus. It goes to a vote, and carries with at least four fifths of the votes cast.")),
        (REUNION, said(17, 3, 2), (
            "17 agree: that is enough.", "2 blocks stand, and no more than 1 may.",
            "17 of the 20 who do not block agree. That is not enough to override the blocks: nine tenths of them must.",
            "Blocked. Nothing is decided.")),
        (REUNION, said(18, 2, 2), (
            "18 agree: that is enough.", "2 blocks stand, and no more than 1 may.",
            "18 of the 20 who do not block agree. The blocks are overridden: nine tenths of them must.", "Consensus.")),
        (BELLINGHAM, said(40, 0, (Block(principled=32, backing=5),)), (
            "40 agree: that is enough.",
            BACKED,
            "1 block stands, and none may.", "No consensus in round 1 of 2.", "Tabled: it comes back.")),
        (replace(PLAIN, stand_asides=Fraction(0)), said(9, 1), (
            "9 agree: that is enough.", "1 stands aside, and nobody may.", "No consensus. Nothing is decided.")),
        (replace(PLAIN, stand_asides=Fraction(1, 10)), said(9, 2), (
            "9 agree: that is enough.", "2 stand aside, and one tenth of 11 may: that is too many.",
            "No consensus. Nothing is decided.")),
        (INDYMEDIA, said(3, extensions=1), (
            "Quorum of 3 votes in support reached with 3.", "3 agree: that is enough.", "1 asks for more time.",
            "Tabled: it comes back in the same round.")),
    ],
)  # fmt: skip
def test_each_limit_has_its_sentence(rule, voices, sentences):
    assert settle(rule, voices).sentences[2:] == sentences


def test_with_the_quorum_missed_nothing_is_said_of_the_limits():
    verdict = settle(INDYMEDIA, said(2, 0, 1))
    assert verdict.sentences == (
        "Agree: 2; agree with reservations: 0; stand aside: 0; block: 1.",
        "Quorum of 3 votes in support missed with 2.",
        "Nothing is decided.",
    )


@pytest.mark.parametrize(
    ("rule", "voices", "row"),
    [
        (SEATTLE, said(61, 29), ("Blocks that stand, and that may", "0, any number")),
        (REUNION, said(18, 2, 2), ("Of those who do not block, nine tenths override", "18 of 20")),
        (replace(PLAIN, stand_asides=Fraction(0)), said(9), ("May stand aside: nobody of 9", "0; 0 do")),
        (INDYMEDIA, said(3, extensions=2), ("Ask for more time", "2")),
        (BELLINGHAM, said(40, 0, (Block(principled=31, backing=5),)), (
            "Block 1", "31 of 40 others find it principled, 5 of 41 back it, does not stand")),
    ],
)  # fmt: skip
def test_each_limit_has_its_row(rule, voices, row):
    assert row in settle(rule, voices).steps


NO_PART = "Each part must be a fraction above 0 and not above 1."
NO_ASIDE = "The part that may stand aside must be a fraction from 0 to 1."


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"max_blocks": -1}, "The blocks that may stand must be a whole number, 0 or more."),
        ({"block_validity": Fraction(0)}, NO_PART),
        ({"block_backing": Fraction(3, 2)}, NO_PART),
        ({"override": 0.9}, NO_PART),
        ({"fallback": 1}, NO_PART),
        ({"stand_asides": Fraction(-1, 2)}, NO_ASIDE),
        ({"stand_asides": 0.1}, NO_ASIDE),
        ({"rounds": 0}, "The rounds must be a whole number, 1 or more."),
        ({"rounds": True}, "The rounds must be a whole number, 1 or more."),
    ],
)
def test_what_makes_no_rule_is_refused(fields, sentence):
    assert refusal(ConsensusRule, agreement=MAJORITY, **fields) == sentence


NOT_WHOLE = ": this must be a whole number, 0 or more."


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"agree": -1}, f"Those who agree{NOT_WHOLE}"),
        ({"agree": 1.0}, f"Those who agree{NOT_WHOLE}"),
        ({"reservations": True}, f"Those with reservations{NOT_WHOLE}"),
        ({"stand_aside": -1}, f"Those who stand aside{NOT_WHOLE}"),
        ({"extensions": -1}, f"Those who ask for more time{NOT_WHOLE}"),
        ({"blocks": (Block(principled=-1),)}, f"Those who find a block principled{NOT_WHOLE}"),
        ({"blocks": (Block(backing=-1),)}, f"Those who back a block{NOT_WHOLE}"),
        ({"blocks": (Block(principled=6),)}, "Block 1: more find it principled than there are others. Count again."),
        ({"blocks": (Block(), Block(backing=8))}, "Block 2: more back it than have spoken. Count again."),
    ],
)
def test_what_cannot_have_been_counted_is_refused(fields, sentence):
    assert refusal(Voices, **({"agree": 5, "present": 9, "entitled": 9} | fields)) == sentence


@pytest.mark.parametrize(
    ("rule", "voices", "number", "sentence"),
    [
        (PLAIN, said(5), 2, "The rules try it in 1 round."),
        (replace(PLAIN, rounds=2), said(5), 0, "The rules try it in 2 rounds."),
        (DEMOCRACY, said(5, 0, 1), 1, "Block 1: the rules ask how many find it principled. Count them first."),
        (BELLINGHAM, said(5, 0, (Block(principled=1),)), 1,
         "Block 1: the rules ask how many back it. Count them first."),
        (PLAIN, said(5, 0, (Block(principled=1),)), 1, "Block 1: the rules do not ask how many find it principled."),
        (PLAIN, said(5, 0, (Block(), Block(backing=1))), 1, "Block 2: the rules do not ask how many back it."),
        (PLAIN, said(5, extensions=1), 1, "The rules know no request for more time. Move another round."),
        (PLAIN, said(5, entitled=4), 1, "Votes counted: 5. Members on the roll: 4. Count again."),
    ],
)  # fmt: skip
def test_a_round_that_does_not_fit_the_rules_is_refused(rule, voices, number, sentence):
    assert refusal(settle, rule, voices, number) == sentence


STORED = settle(REUNION, said(18, 2, 2)).to_json()
NO_TEXTS = "The sentences and steps of a round must be lists of texts."
NO_STEP = "The steps of a round must be a list, each a label and a value."
NO_OUTCOME = "A round needs an outcome, and a yes or no to whether blocks were overridden."


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"outcome": "carried"}, NO_OUTCOME),
        ({"overridden": 1}, NO_OUTCOME),
        ({"round": "1"}, "The numbers of a round must be whole, 0 or more."),
        ({"blocks": -1}, "The numbers of a round must be whole, 0 or more."),
        ({"sentences": "Consensus."}, NO_TEXTS),
        ({"steps": [["Round", 1]]}, NO_TEXTS),
        ({"steps": [["Round"]]}, NO_STEP),
        ({"steps": "Round"}, NO_STEP),
        ({"colour": "red"}, "The stored round has missing or unknown entries: colour."),
    ],
)
def test_a_stored_round_of_another_shape_is_refused(changes, sentence):
    assert refusal(ConsensusVerdict.from_json, STORED | changes) == sentence


@st.composite
def rounds(draw: st.DrawFn) -> tuple[ConsensusRule, Voices, int]:
    """Draw any rule and a round that fits it."""
    none_or_part = st.none() | parts
    comparison = draw(st.sampled_from(Comparison))
    part = draw(parts.filter(lambda part: part < 1 or comparison is Comparison.AT_LEAST))
    quorum = draw(st.sampled_from([QuorumKind.NONE, QuorumKind.FIXED]))
    rule = ConsensusRule(
        agreement=Rule(
            numerator=part.numerator,
            denominator=part.denominator,
            comparison=comparison,
            base=draw(st.sampled_from(Base)),
            quorum_kind=quorum,
            quorum_fixed=draw(st.integers(1, 8)),
        ),
        max_blocks=draw(st.none() | st.integers(0, 3)),
        block_validity=draw(none_or_part),
        block_backing=draw(none_or_part),
        override=draw(none_or_part),
        stand_asides=draw(st.just(Fraction(1)) | st.just(Fraction(0)) | parts),
        rounds=draw(st.integers(1, 3)),
        fallback=draw(none_or_part),
        extensions=draw(st.booleans()),
    )
    agree, reservations, aside, blocks = (draw(st.integers(0, most)) for most in (20, 4, 6, 4))
    voices = agree + reservations + aside + blocks
    made = [
        Block(
            principled=draw(st.integers(0, voices - 1)) if rule.block_validity is not None else None,
            backing=draw(st.integers(0, voices)) if rule.block_backing is not None else None,
        )
        for _ in range(blocks)
    ]
    there = voices + draw(st.integers(0, 5))
    spoken = Voices(
        agree=agree,
        reservations=reservations,
        stand_aside=aside,
        blocks=tuple(made),
        present=there,
        entitled=there + draw(st.integers(0, 5)),
        extensions=draw(st.integers(0, 1)) if rule.extensions else 0,
    )
    return rule, spoken, draw(st.integers(1, rule.rounds))


@untimed
@given(rounds())
def test_any_round_ends_as_its_limits_say(drawn):
    rule, voices, number = drawn
    agreement = rule.agreement
    yes = voices.agree + voices.reservations
    spoken = yes + voices.stand_aside + len(voices.blocks)
    base = {
        Base.YES_NO: yes + len(voices.blocks),
        Base.CAST: spoken,
        Base.PRESENT: voices.present,
        Base.ENTITLED: voices.entitled,
    }[agreement.base]
    limit = Fraction(agreement.numerator, agreement.denominator) * base
    agreed = yes > 0 and (yes > limit if agreement.comparison is Comparison.MORE_THAN else yes >= limit)
    standing = 0
    for block in voices.blocks:
        valid = rule.block_validity is None or block.principled >= rule.block_validity * (spoken - 1)
        standing += valid and (rule.block_backing is None or block.backing >= rule.block_backing * spoken)
    stopped = rule.max_blocks is not None and standing > rule.max_blocks
    others = spoken - len(voices.blocks)
    if stopped and rule.override is not None and others and Fraction(yes, others) >= rule.override:
        stopped = False
    whole = base if agreement.base in {Base.PRESENT, Base.ENTITLED} else spoken
    aside = Fraction(voices.stand_aside) <= rule.stand_asides * whole
    verdict = settle(rule, voices, number)
    if agreement.quorum_kind is QuorumKind.FIXED and voices.present < agreement.quorum_fixed:
        expected = Ending.QUORUM_MISSED
    elif voices.extensions:
        expected = Ending.TABLED
    elif agreed and aside and not stopped:
        expected = Ending.CONSENSUS
    elif number < rule.rounds:
        expected = Ending.TABLED
    elif rule.fallback:
        expected = Ending.FALLBACK
    else:
        expected = Ending.BLOCKED if stopped else Ending.NOT_REACHED
    assert (verdict.outcome, verdict.blocks_standing) == (expected, standing)


@untimed
@given(rounds())
def test_any_round_is_stored_and_read_again_and_its_sentences_end(drawn):
    verdict = settle(*drawn)
    assert ConsensusVerdict.from_json(json.loads(json.dumps(verdict.to_json()))) == verdict
    assert all(sentence.endswith(".") and "None" not in sentence for sentence in verdict.sentences)


@untimed
@given(rounds(), st.randoms())
def test_the_order_of_the_blocks_does_not_matter(drawn, random):
    rule, voices, number = drawn
    blocks = list(voices.blocks)
    random.shuffle(blocks)
    shuffled = settle(rule, replace(voices, blocks=tuple(blocks)), number)
    verdict = settle(rule, voices, number)
    assert (shuffled.outcome, shuffled.blocks_standing) == (verdict.outcome, verdict.blocks_standing)


@untimed
@given(rounds())
def test_one_more_who_agrees_in_the_place_of_one_who_stands_aside_never_undoes_consensus(drawn):
    rule, voices, number = drawn
    if not voices.stand_aside or settle(rule, voices, number).outcome is not Ending.CONSENSUS:
        return
    nearer = replace(voices, agree=voices.agree + 1, stand_aside=voices.stand_aside - 1)
    assert settle(rule, nearer, number).outcome is Ending.CONSENSUS
