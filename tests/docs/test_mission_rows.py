"""Rows of the mission that no other test speaks of."""

from datetime import timedelta

from assemblies.actions.ballots import open_ballot
from assemblies.actions.casting import cast_vote
from assemblies.models import RollEntry
from organiser.base import clock
from tests.world import add_member, make_motion


def test_A5_member_without_a_branch_votes_beside_those_who_have_one(harbour, mill):
    add_member(harbour, "Kit Nowhere")
    roofs = make_motion(harbour, harbour.person("Kit Nowhere"), "", harbour.person("Gil South"))
    ballot = open_ballot(harbour.secretary, motion=roofs, closes_at=clock.now() + timedelta(days=3))
    cast_vote(harbour.person("Kit Nowhere"), ballot=ballot, choice="for", key="from-nowhere")
    cast_vote(harbour.person("Gil South"), ballot=ballot, choice="against", key="from-south")
    entries = RollEntry.objects.filter(roll=ballot.roll)
    assert set(entries.values_list("person__name", flat=True)) == set(harbour.members)
    assert set(entries.values_list("weight", flat=True)) == {1}
    assert sorted(ballot.votes.values_list("entry__person__name", "choice")) == [
        ("Gil South", "against"),
        ("Kit Nowhere", "for"),
    ]
