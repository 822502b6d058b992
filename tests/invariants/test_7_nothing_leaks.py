"""Invariant 7: a person of one body learns nothing of the people of another, whichever list is asked."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

import assemblies.queries
import members.queries
import organisations.queries
import skills.queries
from assemblies.actions.assemblies import close_assembly
from assemblies.actions.challenges import answer_challenge
from assemblies.actions.seconding import contribute
from assemblies.models import Assembly, RollChallenge
from assemblies.queries.assemblies import assembly_for, upcoming
from assemblies.queries.ballots import ballot_for, owed_by
from assemblies.queries.minutes import minutes_for
from assemblies.queries.motions import looking_for_seconders, motion_for
from members.actions.estimates import estimate_constituency
from members.actions.headcounts import take_headcount
from members.actions.joining import apply_to_join
from members.actions.memberships import change_state
from members.queries.register import membership_for, memberships_visible_to, people_visible_to, register_of
from organisations.queries.bodies import bodies_visible_to, body_for
from organisations.queries.decisions import decision_for, shows_figures
from organiser.base import clock
from organiser.base.actor import CLOCK
from organiser.base.errors import NotFound
from skills.queries.roles import terms_visible_to
from tests.challenges import about
from tests.conftest import build_harbour, build_mill
from tests.exclusions import noticed
from tests.helpers import bound, decide_online, north_motion, online_ballot, opened_assembly
from tests.snapshots import once
from tests.world import Place, make_motion, make_person

PACKAGES = (organisations.queries, members.queries, skills.queries, assemblies.queries)


def lists() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every list that the floors offer to the doors: all functions called `…_visible_to`."""
    for package in PACKAGES:
        for found in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{package.__name__}.{found.name}")
            for name, thing in vars(module).items():
                if name.endswith("_visible_to") and thing.__module__ == module.__name__:
                    yield name, thing


LISTS = dict(lists())


def build_busy() -> tuple[Place, Place]:
    """The harbour with something on every list that could leak, and the stranger."""
    harbour, mill = build_harbour(), build_mill()
    decide_online(harbour, north_motion(harbour))
    online_ballot(harbour, north_motion(harbour, title="Open"))
    motion = north_motion(harbour, title="Held")
    contribute(harbour.person("Bea North"), motion=motion, stance="for", text="Yes.")
    noticed(harbour)
    about(harbour, motion)
    estimate_constituency(
        harbour.secretary, body=harbour.body("North"), number=900, source="Doors.", as_of=clock.today()
    )
    with clock.at(clock.start_of((clock.today() + timedelta(days=32)).replace(day=1))):
        take_headcount(CLOCK, organisation=harbour.organisation)
    answer_challenge(harbour.secretary, challenge=RollChallenge.objects.get(), uphold=False, answer="He is here.")
    assembly = opened_assembly(harbour, motion)
    with clock.at(assembly.ends_at):
        close_assembly(harbour.secretary, assembly=assembly)
    return harbour, mill


@pytest.fixture
def _world(db: None) -> tuple[Place, Place]:
    return once("something to leak", build_busy, guarded=False)


@pytest.fixture
def busy(_world: tuple[Place, Place]) -> Place:
    """The harbour with something on every list that could leak."""
    return _world[0]


@pytest.fixture
def mill(_world: tuple[Place, Place]) -> Place:
    """The stranger."""
    return _world[1]


def rows_of(place: Place, listed: Any) -> list[Any]:
    """The rows of a list that belong to an organisation: by the row itself, or for people by where they belong."""
    pk = place.organisation.pk
    return [row for row in listed if pk in (getattr(row, "organisation_id", None), getattr(row, "pk", None))]


def test_7_every_list_is_known():
    assert sorted(LISTS) == [
        "accounts_visible_to", "affiliations_visible_to", "aims_visible_to", "alliances_visible_to",
        "applications_visible_to", "assemblies_visible_to", "ballots_visible_to", "bodies_visible_to",
        "challenges_visible_to",
        "councils_visible_to", "decisions_visible_to", "dissents_visible_to", "entries_visible_to",
        "erasures_visible_to", "estimates_visible_to", "events_visible_to", "exclusions_visible_to",
        "exports_visible_to", "headcounts_visible_to", "imports_visible_to", "interventions_visible_to",
        "lists_visible_to", "mailings_visible_to",
        "memberships_visible_to", "merges_visible_to", "minutes_visible_to", "motions_visible_to",
        "nominations_visible_to",
        "organisations_visible_to", "pairs_visible_to", "panics_visible_to", "people_visible_to",
        "plans_visible_to", "programmes_visible_to", "recounts_visible_to", "reminders_visible_to", "roles_visible_to",
        "rule_sets_visible_to", "runs_visible_to", "schemes_visible_to", "statements_visible_to",
        "tasks_visible_to", "terms_visible_to", "transfers_visible_to",
    ]  # fmt: skip


@pytest.mark.parametrize("name", sorted(set(LISTS) - {"people_visible_to"}))
def test_7_no_list_shows_a_row_of_another_organisation(busy, mill, name):
    viewers = [mill.secretary, mill.person("Lea Mill"), make_person("Sam Stranger"), AnonymousUser()]
    gone = busy.members["Eve North"]
    change_state(gone.person, membership=gone, to="resigned")
    for viewer in viewers:
        viewer.bound_body_id = None
        rows = list(LISTS[name](viewer))
        assert [row for row in rows if getattr(row, "organisation_id", row.pk) == busy.organisation.pk] == []


@pytest.mark.parametrize(
    "name",
    [
        "ballots_visible_to",
        "challenges_visible_to",
        "decisions_visible_to",
        "estimates_visible_to",
        "headcounts_visible_to",
        "motions_visible_to",
        "roles_visible_to",
    ],
)
def test_7_there_is_something_that_could_leak(busy, name):
    assert LISTS[name](busy.secretary).filter(organisation_id=busy.organisation.pk).count() > 0


# Texts without people that hold for every body of the organisation; a token for a branch reads them as its members do.
OF_THE_ORGANISATION = {"aims_visible_to", "programmes_visible_to"}


@pytest.mark.parametrize("name", sorted(set(LISTS) - {"people_visible_to", "organisations_visible_to"}))
def test_7_token_sees_only_rows_of_its_body(busy, name):
    speaker = bound(busy.secretary, busy.body("South"))
    south = busy.branches["South"].pk
    for row in LISTS[name](speaker):
        if name in OF_THE_ORGANISATION:
            assert row.organisation_id == busy.organisation.pk
            continue
        body = row.pk if name == "bodies_visible_to" else getattr(row, "body_id", None)
        body = body or getattr(
            getattr(row, "role", None) or getattr(row, "assembly", None) or getattr(row, "motion", None),
            "body_id",
            None,
        )
        assert body == south


def test_7_people_are_seen_by_those_who_keep_their_register_and_by_nobody_else(busy, mill):
    names = {
        viewer: sorted(person.name for person in people_visible_to(busy.person(viewer)))
        for viewer in ("Bea North", "Fay South")
    }
    assert names["Bea North"] == ["Bea North"]
    assert names["Fay South"] == ["Fay South", "Gil South", "Hal South", "Ida South", "Jon South"]
    assert sorted(p.name for p in people_visible_to(mill.secretary)) == ["Kim Mill", "Lea Mill", "Max Mill", "Nia Mill"]
    assert list(people_visible_to(make_person("Sam"))) == []


def test_7_register_of_another_branch_is_empty_for_its_neighbour(busy):
    fay = busy.person("Fay South")
    assert list(register_of(fay, busy.body("North"))) == []
    assert [m.branch.name for m in register_of(fay, busy.body())] == ["South"] * 5
    assert register_of(busy.secretary, busy.body()).count() == 10


def test_7_who_joins_a_second_organisation_is_a_person_of_its_own_there(busy, mill):
    kim = apply_to_join(mill.secretary, organisation=busy.organisation, branch=busy.branches["North"])
    seen = memberships_visible_to(busy.secretary).filter(person=mill.secretary)
    assert (list(seen), kim.person.name) == ([], "Kim Mill")
    assert kim in memberships_visible_to(busy.secretary)
    assert kim not in memberships_visible_to(mill.secretary)


def test_7_names_of_holders_stay_inside_their_body(busy, mill):
    terms = {name: terms_visible_to(busy.person(name)) for name in ("Bea North", "Gil South")}
    assert {term.role.body.name for term in terms["Bea North"]} == {"Harbour Tenants", "North"}
    assert {term.role.body.name for term in terms["Gil South"]} == {"Harbour Tenants", "South"}
    assert {term.role.body.name for term in terms_visible_to(mill.secretary)} == {"Mill Workers"}


def test_7_figures_are_for_members_of_the_body(busy, mill):
    north = busy.body("North")
    who = ("Bea North", "Gil South", "Fay South")
    assert [shows_figures(busy.person(name), north) for name in who] == [True, False, False]
    assert [shows_figures(viewer, north) for viewer in (mill.secretary, busy.secretary)] == [False, True]
    assert shows_figures(bound(busy.secretary, busy.body("South")), north) is False


def test_7_forged_and_foreign_ids_are_answered_alike(busy, mill):
    motion = busy.body("North").motions.first()
    kim = mill.secretary
    foreign = {
        body_for: busy.body("North").public_id,
        decision_for: busy.body("North").decisions.first().public_id,
        motion_for: motion.public_id,
        ballot_for: busy.body("North").ballots.first().public_id,
        assembly_for: Assembly.objects.first().public_id,
        membership_for: busy.members["Bea North"].public_id,
    }
    for look, public_id in foreign.items():
        said = []
        for asked in (public_id, "0123456789abcdef", "", "' OR 1=1 --"):
            with pytest.raises(NotFound) as refused:
                look(kim, asked)
            said.append((refused.value.sentence, refused.value.code))
        assert len(set(said)) == 1, look.__name__


def test_7_minutes_are_for_members_of_the_body_that_met(busy, mill):
    assembly = Assembly.objects.get(status="closed")
    assert minutes_for(busy.person("Bea North"), assembly).assembly == assembly
    for viewer in (busy.person("Gil South"), mill.secretary):
        with pytest.raises(NotFound):
            minutes_for(viewer, assembly)


def test_7_what_is_waiting_for_somebody_is_of_her_own_bodies(busy, mill):
    make_motion(busy, busy.person("Bea North"), "North", title="Seeks seconders")
    for viewer in (busy.person("Gil South"), mill.secretary):
        assert [list(ask(viewer)) for ask in (owed_by, upcoming, looking_for_seconders)] == [[], [], []]
    assert [ballot.question for ballot in owed_by(busy.person("Bea North"))] == ["Open"]
    assert [motion.title for motion in looking_for_seconders(busy.person("Cyd North"))] == ["Seeks seconders"]


def test_7_who_has_left_sees_nothing_any_more(busy):
    membership = busy.members["Bea North"]
    change_state(membership.person, membership=membership, to="resigned")
    assert list(bodies_visible_to(membership.person)) == []
