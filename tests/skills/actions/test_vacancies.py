"""While nobody holds the powers that a body meets with, its full members have them; the register stays shut."""

from datetime import timedelta

import pytest

from assemblies.actions.agenda import table_motion
from assemblies.actions.assemblies import AssemblyPlan, close_assembly, open_assembly, prepare_assembly, send_notice
from assemblies.actions.attendance import check_in
from assemblies.actions.ballots import open_ballot
from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from members.actions.enrolling import enrol_member
from members.actions.memberships import change_state
from members.actions.people import PersonData
from organisations.enums import Power
from organiser.base import authority, clock
from organiser.base.errors import NotPermitted
from skills.actions.roles import resign_from_role
from skills.enums import TermEnd
from skills.models import Role, Term
from skills.queries.offices import powers_in
from tests.helpers import bound, decide_online, north_motion, people_of, refuses
from tests.world import add_member, make_motion, make_place

FALLING = [Power.CALL_ASSEMBLIES, Power.COUNT, Power.FACILITATE, Power.TAKE_MINUTES]
AFTER = timedelta(days=91)  # the interim terms of the small world end after 90


def powers(person, body) -> list[str]:
    """What the doors ask, power by power; the pages ask for all of them at once and must say the same."""
    found = sorted(power for power in Power.values if authority.holds(person, power, body.pk))
    assert found == sorted(powers_in(person, body))
    return found


def test_full_members_have_the_powers_of_meeting_once_nobody_holds_them(harbour, mill):
    north, bea = harbour.body("North"), harbour.person("Bea North")
    assert powers(bea, north) == []
    with clock.at(clock.now() + AFTER):
        assert powers(bea, north) == powers(harbour.secretary, north) == sorted(FALLING)
        for outside in (harbour.person("Gil South"), mill.secretary, bound(bea, harbour.body("South"))):
            assert powers(outside, north) == []


@pytest.mark.parametrize("state", ["trial", "supporter", "on_leave", "lapsed", "resigned"])
def test_only_full_members_step_in(harbour, state):
    harbour.members["Bea North"].person.memberships.update(state=state)
    with clock.at(clock.now() + AFTER):
        assert powers(harbour.person("Bea North"), harbour.body("North")) == []


@pytest.mark.parametrize(
    ("held", "falls"),
    [
        ("call_assemblies", ["count", "take_minutes"]),
        ("facilitate", ["call_assemblies", "take_minutes"]),
        ("count", ["call_assemblies", "facilitate", "take_minutes"]),
        ("take_minutes", ["call_assemblies", "count", "facilitate"]),
        ("keep_register", sorted(FALLING)),
    ],
)
def test_a_power_does_not_fall_while_another_stands_in_for_it(harbour, held, falls):
    north = harbour.body("North")
    payload = {"name": "Only this", "powers": [held]}
    decide_online(harbour, north_motion(harbour, effect="create_role", payload=payload))
    for term in Term.objects.filter(role__body=north).select_related("role__body__organisation"):
        resign_from_role(harbour.secretary, term=term)
    role = Role.objects.get(body=north, name="Only this")
    today = clock.today()
    Term.objects.create(
        organisation=harbour.organisation, role=role, person=harbour.person("Cyd North"), kind="elected",
        starts_on=today, ends_on=today + timedelta(days=300), decision=role.founded_by,
    )  # fmt: skip
    assert powers(harbour.person("Bea North"), north) == falls


def test_a_holder_who_left_leaves_the_powers_open(harbour):
    south, gil = harbour.body("South"), harbour.person("Gil South")
    assert powers(gil, south) == []
    fay = harbour.members["Fay South"]
    change_state(fay.person, membership=fay, to="resigned")
    assert powers(gil, south) == sorted(FALLING)


def test_a_body_without_holders_calls_its_assembly_and_elects(harbour, mill):
    north, bea = harbour.body("North"), harbour.person("Bea North")
    people = people_of(harbour, "North")
    role = Role.objects.get(body=north, name="Secretary")
    start = clock.now() + AFTER
    with clock.at(start):
        payload = {"role": role.public_id, "member": harbour.members["Cyd North"].public_id}
        motion = make_motion(harbour, bea, "North", people[0], kind="election", effect="fill_role", payload=payload)
        plan = AssemblyPlan("Assembly", start + timedelta(days=9), start + timedelta(days=9, hours=2), "Hall", "none")
        assembly = prepare_assembly(bea, body=north, plan=plan)
        table_motion(bea, motion=motion, assembly=assembly)
        send_notice(bea, assembly=assembly)
    with clock.at(start + timedelta(days=9)):
        assembly = open_assembly(bea, assembly=assembly)
        check_in(bea, assembly=assembly, members=[harbour.members[p.name].public_id for p in people])
        ballot = open_ballot(bea, motion=motion, assembly=assembly)
        for number, person in enumerate(people):
            cast_vote(person, ballot=ballot, choice="for", key=f"vote-{number:04d}")
        close_ballot(bea, ballot=ballot)
        cyd = harbour.person("Cyd North")
        assert Term.objects.get(role=role, person=cyd).decision.outcome == "carried"
        assert powers(cyd, north) == ["call_assemblies", "count", "keep_register", "take_minutes"]
        # A secretary can lead as well. Counting is nobody's still, so it stays with everybody until the next election.
        assert powers(bea, north) == ["count"]
        close_assembly(cyd, assembly=assembly)
        with refuses(NotPermitted, "power_missing"):
            prepare_assembly(bea, body=north, plan=plan)


def test_the_register_never_falls_to_everybody(harbour):
    with clock.at(clock.now() + AFTER), refuses(NotPermitted, "power_missing"):
        enrol_member(harbour.person("Bea North"), body=harbour.body("North"), data=PersonData("New One"))


def test_recalled_today_the_powers_are_open_today(harbour):
    north = harbour.body("North")
    Term.objects.filter(role__body=north).update(ended_on=clock.today(), end_reason=TermEnd.RECALLED)
    assert powers(harbour.person("Bea North"), north) == sorted(FALLING)


def test_a_dissolved_body_meets_no_more(harbour):
    north = harbour.body("North")
    type(north).objects.filter(pk=north.pk).update(dissolved_on="2026")
    with clock.at(clock.now() + AFTER):
        assert authority.holds(harbour.person("Bea North"), Power.CALL_ASSEMBLIES, north.pk) is False


def test_a_branch_founded_by_motion_has_its_roles_and_can_meet(harbour, mill):
    place = make_place("Dock Workers", founder="Pat Dock")
    for name in ("Quy Dock", "Rut Dock", "Sol Dock"):
        add_member(place, name)
    motion = make_motion(
        place, place.secretary, "", place.person("Quy Dock"), effect="found_branch", payload={"name": "East"}
    )
    ballot = open_ballot(place.secretary, motion=motion, closes_at=clock.now() + timedelta(days=6))
    for number, member in enumerate(place.members.values()):
        cast_vote(member.person, ballot=ballot, choice="for", key=f"vote-{number:04d}")
    with clock.at(ballot.closes_at):
        close_ballot(place.secretary, ballot=ballot)
        east = place.organisation.bodies.get(name="East")
        assert sorted(role.name for role in east.roles.all()) == ["Facilitator", "Secretary", "Treasurer"]
        assert Term.objects.filter(role__body=east).count() == 0
        place.members["Quy Dock"].person.memberships.update(branch=east.pk)
        assert powers(place.person("Quy Dock"), east) == sorted(FALLING)
        assert powers(place.person("Rut Dock"), east) == []
