"""Quorums of real organisations: a part of those who came lately, a part of the delegates, never below a floor."""

from dataclasses import replace

import pytest

from assemblies.counting.verdict import Base, Comparison, Figures, Outcome, QuorumKind, Rule, decide

# Richmond: 80 % of the mean attendance of the last three, rounded up; a floor stands in for "committee votes + 5".
AVERAGE = Rule(
    numerator=1,
    denominator=2,
    comparison=Comparison.MORE_THAN,
    base=Base.YES_NO,
    quorum_kind=QuorumKind.FRACTION_AVERAGE,
    quorum_numerator=4,
    quorum_denominator=5,
    quorum_last=3,
    quorum_floor=6,
)
PART = replace(AVERAGE, quorum_kind=QuorumKind.FRACTION_ENTITLED, quorum_numerator=1)
# Alphabet Workers Union: a majority of the delegates, here as at least half of them and no fewer than three.
DELEGATES = replace(PART, quorum_kind=QuorumKind.FRACTION_DELEGATES, quorum_denominator=2, quorum_floor=3)


def room(present: int, *attended: int, entitled: int = 60, delegates: int = 0) -> Figures:
    return Figures(
        for_=5, against=1, abstain=0, present=present, entitled=entitled, attended=attended, delegates=delegates
    )


@pytest.mark.parametrize(
    ("attended", "needed"),
    [
        ((), 6),
        ((5,), 6),
        ((20,), 16),
        ((12, 9, 10), 9),
        ((12, 9, 10, 100), 9),
        ((10, 10, 10), 8),
        ((0, 0, 0), 6),
        ((8, 8, 8), 7),
    ],
)
def test_a_part_of_the_mean_is_rounded_up_and_never_falls_below_the_floor(attended, needed):
    assert decide(AVERAGE, room(30, *attended)).quorum_needed == needed
    assert [decide(AVERAGE, room(there, *attended)).outcome for there in (needed, needed - 1)] == [
        Outcome.CARRIED,
        Outcome.QUORUM_MISSED,
    ]


def steps(rule: Rule, figures: Figures) -> list[tuple[str, str]]:
    return [step for step in decide(rule, figures).steps if step[0].startswith(("Quorum", "Came"))]


def test_the_working_shows_who_came_the_mean_and_the_floor():
    assert steps(AVERAGE, room(30, 12, 9, 10)) == [
        ("Came to the last 3 assemblies", "12 + 9 + 10 = 31"),
        ("Quorum: four fifths of 31/3 (8.27, rounded up)", "9"),
    ]
    assert steps(AVERAGE, room(30, 10)) == [("Came to the last assembly", "10"), ("Quorum: four fifths of 10", "8")]
    assert steps(AVERAGE, room(30, 5)) == [
        ("Came to the last assembly", "5"),
        ("Quorum: the least number, as four fifths of 5 is fewer", "6"),
    ]
    assert steps(AVERAGE, room(30)) == [("Quorum: the least number, as no assembly was held yet", "6")]
    assert decide(AVERAGE, room(8, 12, 9, 10)).sentences[1:] == ("Quorum of 9 missed with 8.", "Nothing is decided.")


def test_a_floor_holds_for_every_part():
    assert steps(PART, room(30)) == [("Quorum: one fifth of 60", "12")]
    assert steps(PART, room(30, entitled=20)) == [("Quorum: the least number, as one fifth of 20 is fewer", "6")]
    most = replace(PART, quorum_kind=QuorumKind.MAJORITY_MEMBERS)
    assert steps(most, room(30, entitled=10)) == [("Quorum: more than half of 10", "6")]
    assert steps(most, room(30, entitled=9)) == [("Quorum: the least number, as more than half of 9 is fewer", "6")]


def test_delegates_are_counted_for_a_quorum_of_delegates():
    assert steps(DELEGATES, room(30, delegates=9)) == [("Quorum: half of 9 delegates (4.5, rounded up)", "5")]
    assert steps(DELEGATES, room(30, delegates=2)) == [
        ("Quorum: the least number, as half of 2 delegates is fewer", "3")
    ]


@pytest.mark.parametrize("changes", [{"quorum_last": 0}, {"quorum_floor": 0}])
def test_an_average_of_nothing_or_without_a_floor_is_no_rule(changes):
    with pytest.raises(ValueError, match=r"^A quorum of the average needs a number of assemblies and a least number"):
        replace(AVERAGE, **changes)


def test_a_number_that_nobody_can_have_counted_is_refused():
    with pytest.raises(
        ValueError, match=r"^Attendance of earlier assemblies: these must be whole numbers, 0 or more\.$"
    ):
        room(30, 12, -1)


def test_a_rule_stored_before_floors_were_there_is_still_read():
    stored = {name: value for name, value in PART.to_json().items() if name not in {"quorum_last", "quorum_floor"}}
    assert Rule.from_json(stored) == replace(PART, quorum_last=3, quorum_floor=0)
    with pytest.raises(ValueError, match=r"^The stored rule has missing or unknown entries: base\.$"):
        Rule.from_json({name: value for name, value in stored.items() if name != "base"})
