"""Any mix of ways in any order: one vote for each, and the sum of all ways is the result (invariants 1 and 5)."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assemblies.actions.attendance import check_in
from assemblies.actions.ballot_papers import hand_out_paper
from assemblies.actions.ballots import open_ballot
from assemblies.actions.batches import enter_batch, set_aside_batch
from assemblies.actions.card_votes import take_card_votes
from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.actions.hand_counts import begin_hand_count
from assemblies.counting.recounting import recounted
from assemblies.models import Ballot, Vote
from assemblies.queries.batches import waiting_batches
from assemblies.queries.papers import papers_of
from assemblies.queries.sheets import sheet_of
from assemblies.queries.turnout import not_back, votes_cast
from organiser.base import clock
from organiser.base.errors import Refusal
from tests.choices import second_teller
from tests.helpers import north_motion, opened_assembly

NORTH = ("Ana Founder", "Bea North", "Cyd North", "Dan North", "Eve North")
CHOICES = st.sampled_from(["for", "against", "abstain"])
WHO = st.sampled_from(NORTH)
FEW = st.integers(0, 3)
STEP = st.one_of(
    st.tuples(st.just("phone"), WHO, CHOICES),
    st.tuples(st.just("card"), WHO, CHOICES),
    st.tuples(st.just("paper"), WHO),
    st.tuples(st.just("begin")),
    st.tuples(st.just("aside")),
    st.tuples(st.just("hands"), st.booleans(), FEW, FEW),
    st.tuples(st.just("heap"), st.booleans(), FEW, FEW),
)
count = iter(range(1, 1_000_000))


@pytest.fixture
def hall(harbour, mill):
    """All of North in an open assembly, and two who count."""
    harbour.second = second_teller(harbour)
    harbour.motions = 0
    return harbour


def step(place, ballot, kind, *more) -> None:
    """One thing that somebody does, or is refused."""
    if kind in {"phone", "card", "paper"}:
        member = place.members[more[0]]
        if kind == "phone":
            cast_vote(member.person, ballot=ballot, choice=more[1], key=f"key-{next(count):08}")
        elif kind == "card":
            take_card_votes(place.secretary, ballot=ballot, votes={member.public_id: more[1]})
        else:
            hand_out_paper(place.secretary, ballot=ballot, member=member.public_id)
    elif kind == "begin":
        begin_hand_count(place.secretary, ballot=ballot)
    elif kind == "aside":
        for batch in waiting_batches(ballot):
            set_aside_batch(place.secretary, batch=batch, why="It was not agreed.")
    else:
        way = "hands" if kind == "hands" else "paper"
        teller = place.second if more[0] else place.secretary
        enter_batch(teller, ballot=ballot, way=way, number=1, papers={"for": more[1], "against": more[2]})


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(STEP, max_size=14))
def test_any_mix_of_ways_gives_the_sum_and_nobody_votes_twice(hall, steps):
    hall.motions += 1
    motion = north_motion(hall, title=f"Motion {hall.motions}")
    assembly = opened_assembly(hall, motion)
    with clock.at(assembly.starts_at + timedelta(minutes=hall.motions)):
        check_in(hall.secretary, assembly=assembly, members=[hall.members[name].public_id for name in NORTH])
        ballot = open_ballot(hall.secretary, motion=motion, assembly=assembly)
        for one in steps:
            with suppress(Refusal):
                step(hall, ballot, *one)
            roll = Vote.objects.filter(ballot=ballot)
            assert roll.count() == roll.values("entry").distinct().count() <= 5
            assert votes_cast(ballot) == sum(papers_of(ballot).values()) <= roll.count()
        for batch in waiting_batches(ballot):
            set_aside_batch(hall.secretary, batch=batch, why="It was not agreed.")
        cast, out = votes_cast(ballot), not_back(ballot)
        ballot = Ballot.objects.get(pk=close_ballot(hall.secretary, ballot=ballot).pk)
    assert (ballot.result.cast, ballot.result.without_paper) == (cast, out)
    assert recounted(sheet_of(ballot)) == ()
