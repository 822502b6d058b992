"""Councils: founded by the organisation, with seats that follow from the register."""

from datetime import timedelta

import pytest

from members.actions.memberships import change_state
from members.queries.seats import members_by_branch, seats_of
from organisations.models import Body, Council, RepresentationScheme
from organisations.queries.councils import scheme_sentences
from organisations.scheme_presets import SCHEME_PRESETS
from organiser.base import clock
from organiser.base.errors import Invalid, RuleNotMet
from tests.helpers import refuses
from tests.organisations.changing import decided, moved
from tests.world import add_member


def both(place):
    return [branch.public_id for branch in place.branches.values()]


def council_of(place, scheme):
    by = decided(place, "", "found_council", name="Federal council", scheme=scheme, bodies=both(place))
    assert by.effect_failed == ""
    return Body.objects.get(as_council__isnull=False)


def reckoned(viewer, council):
    return [(row.body.name, row.members, row.seats, row.votes) for row in seats_of(viewer, council).rows]


EXPECTED = {
    "one_per_body": [(1, 1), (1, 1)],
    "two_each": [(2, 2), (2, 2)],
    "per_member": [(1, 1), (2, 2)],
    "cnt_like": [(1, 1), (1, 1)],
    "iww_like": [(0, 0), (1, 1)],
    "largest_remainder": [(6, 6), (14, 14)],
    "sainte_lague": [(6, 6), (14, 14)],
    "square_root": [(1, 5), (1, None)],  # its votes are the members of South, which the secretary of North is not told
}


def test_A7_the_same_council_gives_the_right_seats_under_each_scheme(harbour):
    for number in range(7):
        add_member(harbour, f"New {number}", "South")
    council = council_of(harbour, SCHEME_PRESETS["one_per_body"])
    whole = Council.objects.get(pk=council.pk)
    found = {}
    for version, (name, scheme) in enumerate(SCHEME_PRESETS.items(), start=2):
        values = {key: value for key, value in scheme.items() if key != "max_share"}
        RepresentationScheme.objects.create(
            organisation=harbour.organisation,
            council=whole,
            version=version,
            decision=council.founding_decision,
            in_force_from=clock.today(),
            **values,
        )
        rows = seats_of(harbour.secretary, council).rows
        found[name] = [(row.seats, row.votes) for row in rows]
        assert len(scheme_sentences(whole.schemes.latest("version"))) >= 3
    assert found == EXPECTED


def test_seats_follow_the_register_of_today_or_of_the_day_that_is_named(harbour):
    council = council_of(harbour, {"method": "per_member", "per": 2})
    assert [row[2] for row in reckoned(harbour.secretary, council)] == [3, 3]
    with clock.at(clock.now() + timedelta(days=10)):
        for name in ("Dan North", "Eve North"):
            member = harbour.members[name]
            change_state(member.person, membership=member, to="resigned")
        assert [row[2] for row in reckoned(harbour.secretary, council)] == [2, 3]
        pks = [harbour.branches[name].pk for name in ("North", "South")]
        assert list(members_by_branch(pks, clock.today() - timedelta(days=5)).values()) == [5, 5]
        assert list(members_by_branch(pks, clock.today()).values()) == [3, 5]


def test_7_numbers_of_members_are_for_members_of_the_body(harbour):
    for name in ("Ida South", "Jon South"):
        change_state(harbour.members[name].person, membership=harbour.members[name], to="resigned")
    council = council_of_votes(harbour)
    assert reckoned(harbour.person("Bea North"), council) == [("North", 5, 1, 5), ("South", None, 1, None)]
    assert reckoned(harbour.person("Gil South"), council) == [("North", None, 1, None), ("South", 3, 1, 3)]
    assert seats_of(harbour.person("Bea North"), council).votes is None


def council_of_votes(place):
    people = [m for m in place.members.values() if m.person.name not in {"Ida South", "Jon South"}]
    place.members = {m.person.name: m for m in people}
    return council_of(place, {"method": "one_per_body", "seats_vs_votes": "members"})


def test_a_council_is_made_up_anew_and_the_earlier_scheme_stays(harbour):
    council = council_of(harbour, {"method": "one_per_body"})
    decided(harbour, "", "found_branch", "ordinary", name="East")
    east = Body.objects.get(name="East")
    bodies = [east.public_id, harbour.branches["North"].public_id]
    scheme = {"method": "equal_fixed", "fixed": 3, "max_share": [1, 2], "basis_date": "2026-01-01"}
    by = decided(harbour, "", "change_council", council=council.public_id, bodies=bodies, scheme=scheme)
    assert by.effect_failed == ""
    rows = council.as_council.bodies_in.order_by("pk")
    assert [(row.body.name, row.until_on is None) for row in rows] == [
        ("North", True),
        ("South", False),
        ("East", True),
    ]
    versions = council.as_council.schemes.order_by("version")
    assert [one.method for one in versions] == ["one_per_body", "equal_fixed"]


@pytest.mark.parametrize(
    ("scheme", "code"),
    [
        ("all", "scheme_shape"),
        ({"method": "by lot"}, "rule_word"),
        ({"method": "banded"}, "scheme_bands"),
        ({"method": "banded", "bands": [[10, 2], [5, 3]]}, "scheme_bands"),
        ({"method": "banded", "bands": [[10, 2], [20, 1]]}, "scheme_bands"),
        ({"method": "square_root"}, "scheme_limits"),
        ({"method": "largest_remainder"}, "scheme_total"),
        ({"method": "sainte_lague", "total": 9, "maximum": 3}, "scheme_proportion"),
        ({"method": "sainte_lague", "total": 9, "tie_order": ["a", "a"]}, "scheme_order"),
        ({"method": "per_member", "per": 0}, "rule_number"),
        ({"method": "per_member", "minimum": 3, "maximum": 2}, "scheme_limits"),
        ({"method": "per_member", "max_share": [2, 1]}, "scheme_share"),
        ({"method": "per_member", "basis_date": "spring"}, "scheme_basis"),
        ({"method": "per_member", "site": "workplace"}, "rule_unknown"),
    ],
)
def test_a_scheme_that_cannot_be_is_refused(harbour, scheme, code):
    with refuses(Invalid, code):
        moved(harbour, "", "found_council", name="Council", scheme=scheme, bodies=both(harbour))


def test_a_council_joins_two_branches_of_its_own_organisation(harbour, mill):
    scheme = {"method": "one_per_body"}
    with refuses(Invalid, "council_bodies"):
        moved(harbour, "", "found_council", name="Council", scheme=scheme, bodies=both(harbour)[:1])
    with refuses(Invalid, "no_branch"):
        bodies = [*both(harbour), mill.organisation.public_id]
        moved(harbour, "", "found_council", name="Council", scheme=scheme, bodies=bodies)
    with refuses(RuleNotMet, "not_organisation"):
        moved(harbour, "North", "found_council", name="Council", scheme=scheme, bodies=both(harbour))
