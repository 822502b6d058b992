"""Asking for one body gives what asking for all bodies gives, for everybody, each power and each state of a term."""

from datetime import timedelta

import pytest

from members.actions.memberships import change_state
from organisations.enums import Power
from organisations.models import Body
from organiser.base import authority, clock
from organiser.base.actor import CLOCK
from skills.enums import TermEnd
from skills.models import Term
from tests.helpers import bound, decide_online, north_motion
from tests.world import add_member


def everybody(*places):
    people = [member.person for place in places for member in place.members.values()]
    token = bound(places[0].secretary, places[0].body("North"))
    return [*people, CLOCK, token]


def answers(*places, on=None):
    """Where the two ways of asking differ."""
    bodies = list(Body.objects.all())
    return [
        (str(actor), power, body.name)
        for actor in everybody(*places)
        for power in Power.values
        for body in bodies
        if authority.holds(actor, power, body.pk, on)
        != authority.bodies_with(actor, power, on).filter(pk=body.pk).exists()
    ]


@pytest.mark.parametrize("what", ["as founded", "resigned", "ran out", "left", "committee", "tomorrow"])
def test_holds_is_bodies_with_for_one_body(harbour, mill, what):
    on = None
    add_member(mill, "Bea North")  # the same name in another organisation is another person
    north = Term.objects.filter(role__body=harbour.body("North"))
    if what == "resigned":
        north.update(ended_on=clock.today(), end_reason=TermEnd.RESIGNED)
    if what == "ran out":
        on = clock.today() + timedelta(days=400)
    if what == "tomorrow":
        on = clock.today() + timedelta(days=1)
    if what == "left":
        change_state(harbour.secretary, membership=harbour.members["Bea North"], to="resigned")
    if what == "committee":
        payload = {"name": "Roof", "scope": "The roof."}
        decide_online(harbour, north_motion(harbour, effect="found_committee", payload=payload))
    assert answers(harbour, mill, on=on) == []


def test_a_holder_is_known_by_one_query(harbour, mill, django_assert_num_queries):
    north = harbour.body("North")
    with django_assert_num_queries(1):
        assert authority.holds(harbour.secretary, Power.KEEP_REGISTER, north.pk) is True
    with django_assert_num_queries(1):
        assert authority.holds(mill.secretary, Power.KEEP_REGISTER, north.pk) is False
