"""Trying what would carry: the same verdict as for a real vote, and nothing is stored."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from assemblies.counting.verdict import Figures, decide
from assemblies.queries.ballots import rule_of
from assemblies.queries.what_if import Supposed, rule_under, what_if
from organisations.models import Body
from organisations.presets import PRESETS
from organisations.queries.rulesets import rules_in_force
from tests.assemblies.actions.test_rules_obeyed import AVERAGE, SHORT, adopted
from tests.helpers import row_counts
from tests.pages import signed_in, to_put_right, words

FORTY = {"votes_for": 21, "votes_against": 9, "abstentions": 10, "present": 40, "entitled": 120}


@pytest.fixture
def north(harbour, mill):
    return harbour.body("North")


@pytest.fixture
def client(harbour, north):
    return signed_in(harbour.person("Bea North"))


def ask(client, body, under="version-1", kind="ordinary", **figures):
    query = {f"if-{name}": value for name, value in {"under": under, "kind": kind, **FORTY, **figures}.items()}
    return client.get(f"{reverse('rules', args=[body.public_id])}?{urlencode(query)}")


def test_forty_present_and_what_would_come_of_it(client, north):
    before = row_counts()
    page = ask(client, north)
    text = words(page)
    assert (
        "Carried 21 for, 9 against, 10 abstentions. More than half of 30 is 16. Quorum of 24 reached with 40." in text
    )
    assert "Quorum: one fifth of 120 24" in text
    assert "A motion carries with more votes for than against" in text
    assert row_counts() == before
    assert "Fell 15 for, 15 against" in words(ask(client, north, votes_for=15, votes_against=15))
    assert "Quorum missed" in words(ask(client, north, entitled=210))


def test_any_version_and_any_preset_can_be_tried(client, north, harbour):
    adopted(harbour, comparison="at_least", threshold_numerator=3, threshold_denominator=4)
    assert "Fell" in words(ask(client, north, under="version-2"))
    assert "Carried" in words(ask(client, north, under="version-1"))
    assert "at least nine tenths" in words(ask(client, north, under="consensus_group"))
    page = client.get(reverse("rules", args=[north.public_id]), {"version": 1})
    assert '<option value="version-1" selected>' in page.content.decode()


def test_an_average_and_a_short_notice_can_be_tried(client, north, harbour):
    adopted(harbour, **AVERAGE, **SHORT)
    text = words(ask(client, north, under="version-2", attended="50, 60 ,40", votes_against=11, abstentions=8))
    assert "Came to the last 3 assemblies 50 + 60 + 40 = 150 Quorum: four fifths of 50 40" in text
    assert "Carried 21 for, 11 against, 8 abstentions." in text
    late = {"votes_against": 11, "abstentions": 8, "short_notice": "on"}
    assert "Fell 21 for, 11 against, 8 abstentions. Two thirds of 32 is 22" in words(
        ask(client, north, under="version-2", **late)
    )


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        ({"entitled": 30, "present": 30}, "Votes counted: 40. Members with a vote: 30. Nobody votes twice."),
        (
            {"present": 121},
            "Members present: 121. Members with a vote: 120. Count only those present who have a vote.",
        ),
        (
            {"present": 39},
            "Votes counted: 40. Members present: 39. In a ballot over days count as present all who voted.",
        ),
        (
            {"short_notice": "on"},
            "Under these rules such a motion is not put to the vote without its notice, or needs none.",
        ),
        (
            {"kind": "emergency"},
            "These rules do not say how to take this kind of decision: emergency decision. Choose another.",
        ),
        ({"attended": "12; 9"}, "Write at most 50 whole numbers with commas between them, such as 12, 9, 10."),
        ({"attended": "1," * 51}, "Write at most 50 whole numbers with commas between them, such as 12, 9, 10."),
        ({"attended": "-3"}, "Write at most 50 whole numbers with commas between them, such as 12, 9, 10."),
    ],
)
def test_figures_that_cannot_be_are_refused_in_a_sentence(client, north, figures, sentence):
    page = ask(client, north, **figures)
    assert [said.partition(" – ")[2] or said for said in to_put_right(page)] == [sentence]
    assert "Carried" not in words(page)


@pytest.mark.parametrize(
    "figures",
    [
        {"votes_for": -1}, {"votes_for": "x"}, {"votes_for": "1.5"}, {"present": ""}, {"entitled": 10**8},
        {"under": "version-9"}, {"under": "none"}, {"kind": "founding"}, {"votes_against": "9" * 500},
    ],
)  # fmt: skip
def test_what_is_no_figure_is_refused_at_its_field(client, north, figures):
    page = ask(client, north, **figures)
    assert (page.status_code, len(to_put_right(page))) == (200, 1)
    assert 'class="verdict-word"' not in page.content.decode()


def test_rules_of_consensus_are_tried_round_by_round_and_with_judged_blocks(client, north, harbour):
    adopted(
        harbour,
        method="consensus",
        rounds=2,
        block_validity_numerator=2,
        block_validity_denominator=3,
        comparison="at_least",
        threshold_numerator=4,
        threshold_denominator=5,
    )
    said = {"votes_for": 8, "votes_against": 1, "abstentions": 1, "present": 10, "entitled": 12, "under": "version-2"}
    words_of = {
        (1, 6): "Comes back for another round",
        (2, 6): "Blocked",
        (2, 5): "Carried",
    }
    for (number, principled), word in words_of.items():
        page = ask(client, north, **said, round=number, principled=principled).content.decode()
        assert f'<p class="verdict-word">{word}</p>' in page
    for wrong in (
        {"round": 3},
        {"principled": 10},
        {"votes_for": 1, "votes_against": 101, "present": 200, "entitled": 200},
    ):
        assert len(to_put_right(ask(client, north, **{**said, **wrong}))) == 1


def test_members_begin_with_their_own_figures_and_nobody_else_does(client, north, harbour):
    own = client.get(reverse("rules", args=[north.public_id])).content.decode()
    assert 'name="if-entitled" value="5"' in own
    others = signed_in(harbour.person("Gil South")).get(reverse("rules", args=[north.public_id])).content.decode()
    assert ('name="if-entitled"' in others, 'name="if-entitled" value=' in others) == (True, False)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(PRESETS)), st.lists(st.integers(0, 50), min_size=5, max_size=5), st.data())
def test_it_is_the_verdict_of_the_same_figures_in_a_real_vote(preset, numbers, data):
    yes, no, abstain, more, absent = numbers
    cast = yes + no + abstain
    kind = data.draw(st.sampled_from(sorted(PRESETS[preset]["kinds"])))
    rule = rule_under(Body(), [], preset, kind)
    answer = what_if(Body(), rule, Supposed(yes, no, abstain, cast + more, cast + more + absent))
    real = Figures(for_=yes, against=no, abstain=abstain, present=cast + more, entitled=cast + more + absent)
    assert answer.verdict == decide(rule_of(rule_under(Body(), [], preset, kind)), real)


def test_the_rules_in_force_are_those_tried_first(client, north):
    page = client.get(reverse("rules", args=[north.public_id])).content.decode()
    assert f'<option value="version-{rules_in_force(north).version}" selected>' in page
