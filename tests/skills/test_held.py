"""What is asked once for a page is what is asked anew each time, for everybody, each power and each state of a term."""

from datetime import timedelta

import pytest

from members.actions.memberships import change_state
from organisations.enums import Power
from organisations.models import Body
from organiser.base import authority, clock
from organiser.base.actor import CLOCK
from organiser.base.kept import asked_once
from skills.enums import TermEnd
from skills.models import Term
from skills.queries.held import holds_any_role
from tests.helpers import bound, decide_online, north_motion
from tests.world import add_member, moved_to_north

ASKED = (Power.KEEP_REGISTER, Power.CALL_ASSEMBLIES, Power.COUNT)
STATES = ["as founded", "resigned", "ran out", "left", "trial", "committee", "dissolved", "tomorrow"]


def everybody(harbour, mill):
    people = [harbour.secretary, *(harbour.person(name) for name in ("Bea North", "Fay South", "Gil South"))]
    tokens = [bound(harbour.secretary, harbour.body(name)) for name in ("North", "South")]
    return [*people, *tokens, mill.secretary, mill.person("Bea North"), CLOCK]


def keys(bodies):
    return sorted(bodies.values_list("pk", flat=True))


def told(actor, on):
    """Every answer about one actor, in the order in which a page might ask."""
    bodies = list(Body.objects.order_by("pk").values_list("pk", flat=True))
    return {
        "organisations": keys(authority.organisations_of(actor)),
        "bodies": keys(authority.bodies_of(actor)),
        "belongs": [authority.belongs_to(actor, body) for body in bodies],
        "seen": keys(Body.objects.filter(organisation__in=authority.organisations_of(actor))),
        "within": keys(Body.objects.filter(pk__in=authority.bodies_of(actor).values("pk"))),
        "roles": [holds_any_role(actor, body, on) for body in bodies],
        **{power: keys(authority.bodies_with(actor, power, on)) for power in (None, *Power.values)},
        **{(power, body): authority.holds(actor, power, body, on) for power in ASKED for body in bodies},
    }


def told_in_any_order(actor, on):
    """The same within one page that asked for the bodies first, and within one that asked for a power first."""
    pages = []
    for first in (authority.organisations_of, authority.bodies_of, lambda one: authority.bodies_with(one, None, on)):
        with asked_once():
            first(actor)
            pages.append(told(actor, on))
    return pages


@pytest.mark.parametrize("what", STATES)
def test_asked_once_and_asked_anew_give_the_same(harbour, mill, what):
    on = clock.today()
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
    if what == "trial":
        harbour.members["Bea North"].__class__.objects.filter(person__name="Bea North").update(state="trial")
        north.update(ended_on=clock.today(), end_reason=TermEnd.RESIGNED)
    if what in {"committee", "dissolved"}:
        payload = {"name": "Roof", "scope": "The roof."}
        decide_online(harbour, north_motion(harbour, effect="found_committee", payload=payload))
    if what == "dissolved":
        moved_to_north(harbour, "Gil South", 3)
        Body.objects.filter(name="South").update(dissolved_on="2026-01-01")
    for actor in everybody(harbour, mill):
        anew = told(actor, on)
        assert told_in_any_order(actor, on) == [anew, anew, anew], str(actor)


def test_everything_about_a_viewer_takes_four_queries(harbour, mill, django_assert_num_queries):
    north, other = harbour.body("North").pk, mill.organisation.pk
    with asked_once(), django_assert_num_queries(4):
        assert authority.organisations_of(harbour.secretary).keys == [harbour.organisation.pk]
        assert authority.belongs_to(harbour.secretary, north) is True
        assert [authority.holds(harbour.secretary, power, north) for power in Power.values].count(True) > 0
        assert [authority.holds(harbour.secretary, power, other) for power in Power.values].count(True) == 0
        assert holds_any_role(harbour.secretary, north, clock.today()) is True
        assert len(authority.bodies_with(harbour.secretary, Power.CALL_ASSEMBLIES).keys) > 0


def test_what_is_known_stands_as_keys_until_it_is_narrowed(harbour, mill):
    with asked_once():
        known = authority.bodies_of(harbour.secretary)
        whole = str(Body.objects.filter(pk__in=known).query)
        assert whole == str(Body.objects.filter(pk__in=known.values("pk")).query)
        assert whole.count("SELECT") == 1
        narrowed = Body.objects.filter(pk__in=known.filter(name="North"))
        assert [body.name for body in narrowed] == ["North"]
        assert str(narrowed.query).count("SELECT") == 2
