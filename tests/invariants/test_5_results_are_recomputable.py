"""Invariant 5: the stored votes, counted again by other means, give the stored verdict; and so does the roll."""

import hashlib
from fractions import Fraction

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assemblies.actions.closing import close_ballot
from assemblies.models import Ballot, Result, Vote
from assemblies.queries.ballots import tally
from organisations.models import DecisionRule
from organiser.base import clock
from organiser.base.models import LedgerEntry
from tests.assemblies.actions.test_rules_obeyed import adopted
from tests.helpers import cast, north_motion, online_ballot, people_of
from tests.world import add_member

quickly = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def count_again(ballot: Ballot) -> tuple[dict[str, int], str, str]:
    """Figures, outcome and digest from the rows alone, written without looking at how the house does it."""
    rows = sorted(
        (vote.entry_id, vote.entry.person.public_id, vote.choice)
        for vote in Vote.objects.filter(ballot=ballot).select_related("entry__person")
    )
    yes = len([1 for _, _, choice in rows if choice == "for"])
    no = len([1 for _, _, choice in rows if choice == "against"])
    entitled = ballot.roll.entries.count()
    figures = {"for": yes, "against": no, "abstain": len(rows) - yes - no}
    digest = hashlib.sha256("".join(f"{person} {choice}\n" for _, person, choice in rows).encode()).hexdigest()
    return figures, outcome_of(ballot.rule, yes, no, len(rows), entitled), digest


def outcome_of(rule: DecisionRule, yes: int, no: int, cast_: int, entitled: int) -> str:
    """The outcome of a ballot over days, by fractions: what the rule of the body says, read afresh."""
    there = {"present": cast_, "cast": cast_, "yes": yes}[rule.quorum_count]
    enough = {
        "none": True,
        "fixed": there >= rule.quorum_fixed,
        "fraction_entitled": there >= Fraction(rule.quorum_numerator, rule.quorum_denominator) * entitled,
        "majority_members": 2 * there > entitled,
    }[rule.quorum_kind]
    if not enough:
        return "quorum_missed"
    bases = {"yes_no": yes + no, "cast": cast_, "present": cast_, "entitled": entitled}
    asked = [(bases[rule.base], rule.comparison, Fraction(rule.threshold_numerator, rule.threshold_denominator))]
    if rule.second_numerator:
        second = Fraction(rule.second_numerator, rule.second_denominator)
        asked.append((bases[rule.second_base], rule.second_comparison, second))
    over = [yes > part * base if more == "more_than" else yes >= part * base for base, more, part in asked]
    return "carried" if all(over) and yes > 0 and all(base for base, _more, _part in asked) else "fell"


@pytest.fixture
def nine(harbour, mill):
    for name in ("Pia North", "Quy North", "Rut North", "Sol North"):
        add_member(harbour, name, "North")
    return people_of(harbour, "North")


@quickly
@given(choices=st.lists(st.sampled_from("+-0"), max_size=9), kind=st.sampled_from(["ordinary", "rules"]))
def test_5_stored_result_is_what_the_votes_say(harbour, nine, choices, kind):
    with transaction.atomic():
        ballot = online_ballot(harbour, north_motion(harbour, kind=kind))
        cast(ballot, nine[: len(choices)], "".join(choices))
        with clock.at(ballot.closes_at):
            close_ballot(harbour.secretary, ballot=ballot)
        result = Result.objects.get(ballot=ballot)
        figures, outcome, digest = count_again(ballot)
        assert (result.votes_for, result.votes_against, result.abstentions) == tuple(figures.values())
        assert (result.outcome, result.votes_digest, result.entitled) == (outcome, digest, 9)
        said = LedgerEntry.objects.filter(action="close_ballot").latest("pk").content.content
        assert (said["outcome"], said["votes_digest"]) == (outcome, digest)
        assert result.verdict["outcome"] == outcome
        transaction.set_rollback(True)


@quickly
@given(
    choices=st.lists(st.sampled_from("+-0"), max_size=9),
    above=st.integers(1, 4),
    base=st.sampled_from(["cast", "entitled"]),
)
def test_5_stored_result_of_two_majorities_is_what_the_votes_say(harbour, nine, choices, above, base):
    with transaction.atomic():
        adopted(harbour, second_numerator=above, second_denominator=5, second_base=base)
        ballot = online_ballot(harbour, north_motion(harbour))
        cast(ballot, nine[: len(choices)], "".join(choices))
        with clock.at(ballot.closes_at):
            close_ballot(harbour.secretary, ballot=ballot)
        result = Result.objects.get(ballot=ballot)
        assert (result.outcome, result.votes_digest) == count_again(ballot)[1:]
        assert result.rule["second_numerator"] == above
        transaction.set_rollback(True)


@quickly
@given(choices=st.lists(st.sampled_from("+-0"), min_size=9, max_size=9), order=st.permutations(range(9)))
def test_5_tally_is_the_sum_of_the_votes_in_any_order(harbour, nine, choices, order):
    with transaction.atomic():
        ballot = online_ballot(harbour, north_motion(harbour))
        cast(ballot, [nine[place] for place in order], "".join(choices))
        counted = tally(ballot)
        assert counted == {word: choices.count(letter) for word, letter in zip(counted, "+-0", strict=True)}
        assert sum(counted.values()) == Vote.objects.filter(ballot=ballot).count() == 9
        transaction.set_rollback(True)


@quickly
@given(states=st.lists(st.sampled_from(["full", "trial", "supporter", "on_leave", "lapsed"]), min_size=8, max_size=8))
def test_5_roll_is_recomputable_from_its_entries(harbour, nine, states):
    with transaction.atomic():
        motion = north_motion(harbour)
        for person, state in zip(nine[1:], states, strict=True):
            person.memberships.update(state=state)
        roll = online_ballot(harbour, motion).roll
        lines = [
            f"{entry.person.memberships.get().public_id} {entry.weight} {entry.reason} {entry.since.isoformat()}\n"
            for entry in roll.entries.select_related("person").order_by("pk")
        ]
        assert roll.digest == hashlib.sha256("".join(lines).encode()).hexdigest()
        assert (roll.entitled, len(lines)) == (states.count("full") + 1,) * 2
        refused = sorted(roll.refusals.values_list("reason", flat=True))
        expected = {"trial": "on_trial", "supporter": "supporter", "on_leave": "on_leave"}
        assert refused == sorted(expected[state] for state in states if state in expected)
        transaction.set_rollback(True)
