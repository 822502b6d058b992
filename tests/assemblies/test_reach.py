"""Active, members, constituency: the ratio is shown, small cells are not, and unknown is unknown (mission D8)."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from assemblies.queries.reach import active_in, reach_of
from members.actions.estimates import estimate_constituency
from members.models import ConstituencyEstimate
from members.queries.belonging import members_of
from organiser.base import clock
from organiser.base.errors import Invalid, NotFound, NotPermitted
from organiser.base.models import LedgerEntry
from tests.helpers import OUTSIDERS, cast, north_motion, online_ballot, outsider, refuses, writes
from tests.organisations.changing import decided
from tests.pages import said, signed_in, to_put_right, words
from tests.world import add_member, hold_assembly

SOURCE = "Counted at the doors of four houses."


def at(body):
    return reverse("reach", args=[body.public_id])


def grown(place, number=12):
    """The branch North with so many members more, none of whom has done anything yet."""
    return [add_member(place, f"New {letter} North", "North") for letter in "abcdefghijklmnop"[:number]]


def estimate(place, **more):
    given = {"number": 900, "source": SOURCE, "as_of": clock.today(), **more}
    return estimate_constituency(place.secretary, body=place.body("North"), **given)


def names(body):
    active = active_in(members_of(body), body.organisation_key)
    return sorted(active.values_list("person__name", flat=True))


def test_D8_active_is_who_came_voted_or_held_a_role_within_a_year(harbour, mill):
    north = harbour.body("North")
    new = grown(harbour, 3)
    assert names(north) == ["Ana Founder"]  # holds the interim roles
    hold_assembly(harbour, [north_motion(harbour)], "North", [new[0], harbour.members["Bea North"]])
    cast(online_ballot(harbour, north_motion(harbour)), [harbour.person("Cyd North")], "-")
    with clock.at(clock.now() + timedelta(days=11)):
        assert names(north) == ["Ana Founder", "Bea North", "Cyd North", "New a North"]
    with clock.at(clock.now() + timedelta(days=366)):
        assert "Cyd North" not in names(north)
        assert "Bea North" in names(north)  # the assembly was ten days later
    with clock.at(clock.now() + timedelta(days=800)):
        assert names(north) == []


def test_D8_the_three_numbers_stand_side_by_side(harbour, mill):
    north = harbour.body("North")
    new = grown(harbour)
    hold_assembly(harbour, [north_motion(harbour)], "North", new[:6])
    estimate(harbour)
    with clock.at(clock.now() + timedelta(days=11)):
        reach = reach_of(harbour.person("Bea North"), north)
        assert (reach.active, reach.members, reach.constituency) == (7, 17, 900)
        page = words(signed_in(harbour.person("Bea North")).get(at(north)))
    assert "Active members 7 7 of 17 Members 17 17 of 900 Could be organised 900" in page
    assert f"The last number is an estimate of {clock.today().day} {clock.today():%B %Y}: {SOURCE}" in page


def test_D8_without_an_estimate_the_constituency_is_unknown_and_neither_nought_nor_everybody(harbour, mill):
    north = harbour.body("North")
    grown(harbour)
    page = words(signed_in(harbour.person("Bea North")).get(at(north)))
    assert "Members 17 unknown Could be organised unknown" in page
    assert "Nobody has estimated yet how many people North could organise, so that number is unknown." in page
    assert "%" not in page
    assert reach_of(harbour.person("Bea North"), north).constituency is None


def test_D8_small_cells_are_not_told(harbour, mill):
    north, bea = harbour.body("North"), harbour.person("Bea North")
    assert (reach_of(bea, north).active, reach_of(bea, north).members) == (None, 5)
    new = grown(harbour, 6)
    hold_assembly(harbour, [north_motion(harbour)], "North", [*new[:6], harbour.members["Bea North"]])
    with clock.at(clock.now() + timedelta(days=11)):
        reach = reach_of(bea, north)  # eight of eleven: three who are not active are as small a cell
        assert (reach.active, reach.members) == (None, 11)
        assert "Active members not told not told" in words(signed_in(bea).get(at(north)))


def test_D8_the_whole_tells_nothing_of_the_branch_beside_ones_own(harbour, mill):
    grown(harbour)
    whole = harbour.body()
    seen_by = {name: reach_of(harbour.person(name), whole) for name in ("Bea North", "Gil South")}
    assert {name: reach.members for name, reach in seen_by.items()} == {"Bea North": 22, "Gil South": 22}
    new = [member for name, member in harbour.members.items() if name.startswith("New")]
    hold_assembly(harbour, [north_motion(harbour)], "North", new[:6])
    with clock.at(clock.now() + timedelta(days=11)):
        assert reach_of(harbour.person("Bea North"), whole).active is None  # one of five in South is active
        assert reach_of(harbour.person("Gil South"), whole).active == 8


def test_D8_it_is_for_members_of_a_body_that_has_members(harbour, mill):
    north = harbour.body("North")
    with pytest.raises(NotPermitted):
        reach_of(harbour.person("Gil South"), north)
    decided(harbour, "North", "found_committee", name="Roof", scope="Repairs.")
    with pytest.raises(NotFound):
        reach_of(harbour.person("Bea North"), harbour.organisation.bodies.get(name="Roof"))
    assert signed_in(harbour.person("Gil South")).get(at(north)).status_code == 403
    assert signed_in(mill.secretary).get(at(north)).status_code == 404


def test_D8_the_secretary_gives_an_estimate_with_its_source_and_its_day(harbour, mill):
    north, client = harbour.body("North"), signed_in(harbour.secretary)
    given = {"number": "900", "source": SOURCE, "as_of": f"{clock.today():%Y-%m-%d}"}
    page = client.post(at(north), given, follow=True)
    assert said(page) == ["The estimate stands, with its source and its day."]
    assert LedgerEntry.objects.latest("pk").content.content == {
        "number": 900, "source": SOURCE, "as_of": str(clock.today()),
    }  # fmt: skip
    page = client.post(at(north), {**given, "number": "x"})
    sentence = "Write a whole number in “How many people”, in digits."
    assert (page.status_code, to_put_right(page)) == (422, [sentence])
    assert signed_in(harbour.person("Bea North")).post(at(north), {}).status_code == 403


def test_D8_the_latest_estimate_holds_and_the_earlier_ones_stay(harbour, mill):
    with writes("estimate_constituency"):
        estimate(harbour)
    with clock.at(clock.now() + timedelta(days=1)):
        estimate(harbour, number=1200)
    assert ConstituencyEstimate.objects.count() == 2
    assert reach_of(harbour.person("Bea North"), harbour.body("North")).constituency == 1200


@pytest.mark.parametrize("who", OUTSIDERS)
def test_D8_others_estimate_nothing(harbour, mill, who):
    somebody = outsider(who, harbour, mill)
    with refuses(NotPermitted, "power_missing"):
        estimate_constituency(somebody, body=harbour.body("North"), number=9, source="Mine.", as_of=clock.today())


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"number": 0}, "number"),
        ({"source": " "}, "source"),
        ({"source": "x" * 301}, "source"),
        ({"days": 1}, "day_future"),
    ],
)
def test_D8_an_estimate_needs_a_number_a_source_and_a_day_that_was(harbour, mill, wrong, code):
    more = {"as_of": clock.today() + timedelta(days=wrong["days"])} if "days" in wrong else wrong
    with refuses(Invalid, code):
        estimate(harbour, **more)


def test_D8_the_api_gives_whole_numbers_and_null_for_what_is_unknown(harbour, mill, client):
    grown(harbour)
    client.force_login(harbour.secretary)
    asked = f"/api/v1/standings/reach/?{urlencode({'body': harbour.body('North').public_id})}"
    unknown = client.get(asked).json()
    assert unknown == {"active": None, "members": 17, "constituency": None, "source": None, "as_of": None}
    estimate(harbour)
    known = client.get(asked).json()
    assert (known["constituency"], known["source"], known["as_of"]) == (900, SOURCE, str(clock.today()))
    client.force_login(harbour.person("Gil South"))
    assert client.get(asked).status_code == 403
