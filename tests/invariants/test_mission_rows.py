"""Rows of the mission that actions and rules alone must keep; each test is named after its row."""

from copy import copy
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from assemblies.actions.casting import cast_vote
from assemblies.actions.seconding import contribute
from members.models import Membership, Person
from organisations.actions.decisions import Decided, end_decision, write_decision
from organisations.actions.founding import Charter, found_organisation
from organisations.enums import DecisionStatus
from organisations.models import Committee, Decision, Organisation
from organisations.presets import PRESETS
from organiser.base import clock
from organiser.base.errors import NotPermitted, RuleNotMet
from skills.models import Role
from skills.queries.roles import holders_on
from tests.helpers import (
    decide_in_assembly,
    decide_online,
    north_motion,
    online_ballot,
    people_of,
    refuses,
)  # fmt: skip
from tests.world import add_member, make_motion, make_person, make_place


def test_A1_only_the_two_kinds_save(harbour, mill):
    charter = Charter(name="Empty", kind="mass", rules=PRESETS["simple_majority"])
    empty = Organisation.objects.filter(pk=found_organisation(make_person("Olu"), charter=charter).pk)
    for kind in ("", "party", "front"):
        with pytest.raises(IntegrityError), transaction.atomic():
            empty.update(kind=kind)
    assert [empty.update(kind=kind) for kind in ("political", "mass")] == [1, 1]


def test_A1_kind_stays_once_there_are_members(harbour, mill):
    organisation = Organisation.objects.get(pk=mill.organisation.pk)
    organisation.kind = "political"
    for change in (organisation.save, lambda: Organisation.objects.update(kind="political")):
        with (
            pytest.raises(DatabaseError, match=r"^An organisation with members keeps its kind\."),
            transaction.atomic(),
        ):
            change()
    assert Organisation.objects.get(pk=mill.organisation.pk).kind == "mass"


def test_A1_everything_else_about_an_organisation_may_be_saved(mill):
    organisation = Organisation.objects.get(pk=mill.organisation.pk)
    organisation.constituency = "Bakers, and gardeners too."
    organisation.save()
    assert Organisation.objects.get(pk=mill.organisation.pk).constituency == "Bakers, and gardeners too."


def test_A3_thirty_tenants_hold_an_assembly_and_adopt_a_motion_with_default_rules(db):
    place = make_place("Elm House Tenants", branches=("House",), founder="Tam Tenant")
    for number in range(29):
        add_member(place, f"Tenant {number}", "House")
    motion = make_motion(place, place.person("Tenant 1"), "House", place.person("Tenant 2"))
    place.branches["North"] = place.branches["House"]
    decided = decide_in_assembly(place, motion, "+" * 20 + "-" * 9 + "0", "North")
    assert (decided.status, decided.decision.status) == ("carried", "in_force")
    assert decided.decision.working[0] == "20 for, 9 against, 1 abstention."


def test_A5_member_without_a_branch_keeps_the_vote(harbour, mill):
    free = add_member(harbour, "Uma Free")
    motion = make_motion(harbour, free.person, "", harbour.person("Bea North"))
    ballot = online_ballot(harbour, motion)
    assert cast_vote(free.person, ballot=ballot, choice="for", key="key-of-uma").choice == "for"
    assert ballot.roll.entitled == 11


def test_A5_member_who_moves_branch_keeps_the_vote(harbour):
    bea = harbour.members["Bea North"]
    Membership.objects.filter(pk=bea.pk).update(branch=harbour.branches["South"])
    whole = online_ballot(harbour, make_motion(harbour, bea.person, "", harbour.person("Cyd North")))
    south = online_ballot(
        _as(harbour, "Fay South"), make_motion(harbour, bea.person, "South", harbour.person("Gil South"))
    )
    for number, ballot in enumerate((whole, south)):
        assert cast_vote(bea.person, ballot=ballot, choice="for", key=f"key-of-bea-{number}").repeated is False


def _as(place, name: str):
    other = copy(place)
    other.secretary = place.person(name)
    return other


def test_A6_two_branches_decide_for_themselves(harbour):
    north = decide_in_assembly(harbour, north_motion(harbour))
    south_people = people_of(harbour, "South")
    south = decide_in_assembly(
        harbour, make_motion(harbour, south_people[1], "South", south_people[2]), "+++--", "South"
    )
    assert [(m.decision.body.name, m.decision.reference[3:]) for m in (north, south)] == [
        ("North", "1"),
        ("South", "1"),
    ]
    motion = north_motion(harbour)
    with refuses(NotPermitted, "power_missing"):
        online_ballot(_as(harbour, "Fay South"), motion)


def test_B1_assembly_rescinds_its_own_decision(harbour):
    earlier = decide_online(harbour, north_motion(harbour)).decision
    payload = {"decision": earlier.public_id}
    motion = north_motion(harbour, title="Take it back", kind="rescind", effect="rescind", payload=payload)
    by = decide_in_assembly(harbour, motion).decision
    earlier.refresh_from_db()
    assert (earlier.status, earlier.ended_by, by.effect_failed) == (DecisionStatus.RESCINDED, by, "")
    assert (earlier.text, earlier.outcome) == ("The assembly asks for the repair of the roof.", "carried")


def test_B1_assembly_rescinds_a_decision_of_its_committee(harbour):
    decide_online(harbour, north_motion(harbour, effect="found_committee", payload={"name": "Group", "scope": "Roof."}))
    committee = Committee.objects.get()
    overreach = _decided_by(committee.body)
    payload = {"decision": overreach.public_id}
    decide_in_assembly(harbour, north_motion(harbour, kind="rescind", effect="rescind", payload=payload))
    overreach.refresh_from_db()
    assert overreach.status == DecisionStatus.RESCINDED


def _decided_by(body) -> Decision:
    decided = Decided(
        kind="ordinary", title="Sell the roof", text="We sell it.", outcome="carried", working=[], source="ballot"
    )
    return write_decision(body, decided, clock.now())


@pytest.mark.parametrize("whose", ["South", ""])
def test_B1_assembly_rescinds_no_decision_of_another_branch_nor_of_the_organisation(harbour, whose):
    other = _decided_by(harbour.body(whose))
    name = whose or "Harbour Tenants"
    sentence = f"North can rescind its own decisions and those of its committees, not those of {name}."
    with refuses(RuleNotMet, "not_own_decision", sentence):
        north_motion(harbour, kind="rescind", effect="rescind", payload={"decision": other.public_id})
    own = decide_online(harbour, north_motion(harbour)).decision
    with refuses(RuleNotMet, "not_own_decision"):
        end_decision(harbour.secretary, decision=other, to=DecisionStatus.RESCINDED, by=own)


def test_B9_member_of_another_branch_comments_and_does_not_vote(harbour, mill):
    motion = north_motion(harbour)
    ballot = online_ballot(harbour, motion)
    gil = harbour.person("Gil South")
    assert contribute(gil, motion=motion, stance="for", text="We did the same.").motion == motion
    with refuses(RuleNotMet, "not_on_roll", "You are not on the roll of this ballot: it is for members of North."):
        cast_vote(gil, ballot=ballot, choice="for", key="key-of-gil")


def test_B13_D12_nothing_is_asked_about_degrees_or_views():
    names = {field.name for model in (Person, Membership) for field in model._meta.get_fields()}
    unwanted = {"education", "degree", "profession", "gender", "birth_date", "views", "rating", "level", "affiliation"}
    assert names & unwanted == set()


def test_B14_history_of_a_role_is_kept_with_its_decision(harbour):
    role = Role.objects.get(body=harbour.branches["North"].pk, name="Secretary")
    payload = {"role": role.public_id, "member": harbour.members["Bea North"].public_id}
    decided = decide_online(
        harbour, north_motion(harbour, kind="election", effect="fill_role", payload=payload)
    ).decision
    today, change = clock.today(), clock.today() + timedelta(days=6)
    days = {"today": today, "eve": change - timedelta(days=1), "change": change, "before": today - timedelta(days=1)}
    held = {when: [person.name for person in holders_on(role, day)] for when, day in days.items()}
    assert held == {"today": ["Ana Founder"], "eve": ["Ana Founder"], "change": ["Bea North"], "before": []}
    assert role.terms.get(person__name="Bea North").decision == decided
