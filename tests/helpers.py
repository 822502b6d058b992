"""What tests of actions share: those who may not, what a refusal leaves behind, and what the ledger says."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from datetime import timedelta
from io import BytesIO

import pytest
from django.apps import apps
from django.db import connection

from assemblies.actions.agenda import table_motion
from assemblies.actions.assemblies import (
    AssemblyPlan,
    close_assembly,
    open_assembly,
    prepare_assembly,
    send_notice,
)
from assemblies.actions.attendance import check_in
from assemblies.actions.ballots import open_ballot
from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.models import Assembly, Ballot, Motion
from members.actions.import_staging import stage_import
from members.models import ImportBatch, Person
from organisations.models import Body
from organiser.base import clock
from organiser.base.errors import Refusal
from organiser.base.models import LedgerEntry, LedgerHead
from tests.world import Place, make_assembly, make_motion, make_person

FLOORS = ("base", "organisations", "members", "skills", "assemblies")
OUTSIDERS = (
    "member",
    "secretary of the other branch",
    "secretary of another organisation",
    "stranger",
    "token for another body",
)


def bound(person: Person, body: Body) -> Person:
    """The same person, speaking through a token that reaches one body."""
    speaker = copy(person)
    speaker.bound_body_id = body.pk
    return speaker


def outsider(who: str, harbour: Place, mill: Place) -> Person:
    """Somebody who holds no power in the branch North of the harbour."""
    return {
        "member": lambda: harbour.person("Bea North"),
        "secretary of the other branch": lambda: harbour.person("Fay South"),
        "secretary of another organisation": lambda: mill.secretary,
        "stranger": lambda: make_person("Sam Stranger"),
        "token for another body": lambda: bound(harbour.secretary, harbour.body("South")),
    }[who]()


def row_counts() -> dict[str, int]:
    """How many rows each of our tables has."""
    tables = [model._meta.db_table for label in FLOORS for model in apps.get_app_config(label).get_models()]
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(f"SELECT '{table}', COUNT(*) FROM {table}" for table in tables)
        )  # our own tables
        return dict(cursor.fetchall())


def state_of_things() -> tuple[dict[str, int], dict[str, str]]:
    """The row counts, and the end of each chain of the ledger."""
    return row_counts(), dict(LedgerHead.objects.values_list("chain", "digest"))


@contextmanager
def refuses(kind: type[Refusal], code: str, sentence: str | None = None) -> Iterator[None]:
    """Within the block exactly this refusal is raised, and nothing half-written is left behind."""
    before = state_of_things()
    with pytest.raises(Refusal) as caught:
        yield
    said = caught.value
    assert (type(said), said.code) == (kind, code), said.sentence
    if sentence is not None:
        assert said.sentence == sentence
    assert state_of_things() == before


@contextmanager
def writes(*verbs: str) -> Iterator[list[LedgerEntry]]:
    """Within the block exactly these entries are written into the ledger, in this order; they are in the list."""
    last = LedgerEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    entries: list[LedgerEntry] = []
    yield entries
    entries.extend(LedgerEntry.objects.filter(pk__gt=last).select_related("content").order_by("pk"))
    assert [entry.action for entry in entries] == list(verbs)


def people_of(place: Place, branch: str) -> list[Person]:
    """The people of a branch, in the order in which they were written down."""
    return [m.person for m in place.members.values() if m.branch_id == place.branches[branch].pk]


def north_motion(place: Place, **draft: object) -> Motion:
    """A seconded motion of the branch North."""
    people = people_of(place, "North")
    needed = {"rules": 3, "recall": 4}.get(str(draft.get("kind", "")), 1)
    return make_motion(place, people[1], "North", *[p for p in people if p != people[1]][:needed], **draft)


def called_assembly(place: Place, *motions: Motion, branch: str = "North", days: int = 10) -> Assembly:
    """An assembly for which the notice has gone out, with these motions on its agenda."""
    assembly = make_assembly(place, branch, days=days)
    if not motions:
        motions = (north_motion(place, title="Something to meet about"),)
    for motion in motions:
        table_motion(place.secretary, motion=motion, assembly=assembly)
    return send_notice(place.secretary, assembly=assembly)


def opened_assembly(place: Place, *motions: Motion) -> Assembly:
    """An open assembly of the branch North; the caller sets the clock to its start."""
    assembly = called_assembly(place, *motions)
    with clock.at(assembly.starts_at):
        return open_assembly(place.secretary, assembly=assembly)


def cast(ballot: Ballot, people: list[Person], choices: str) -> None:
    """Let people vote, in order: `+` for, `-` against, `0` abstain."""
    words = {"+": "for", "-": "against", "0": "abstain"}
    for number, (person, letter) in enumerate(zip(people, choices, strict=True)):
        cast_vote(person, ballot=ballot, choice=words[letter], key=f"key-{number:08d}")


def online_ballot(place: Place, motion: Motion, *, days: int = 6) -> Ballot:
    """An open ballot over days."""
    return open_ballot(place.secretary, motion=motion, closes_at=clock.now() + clock_days(days))


def clock_days(days: int) -> timedelta:
    """So many days, as a stretch of time."""
    return timedelta(days=days)


def decide_online(place: Place, motion: Motion, choices: str = "+++++", branch: str = "North") -> Motion:
    """Take a motion through a ballot over days, six days long, and give it as it stands afterwards."""
    ballot = online_ballot(place, motion)
    people = people_of(place, branch)[: len(choices)]
    cast(ballot, people, choices)
    with clock.at(ballot.closes_at):
        close_ballot(place.secretary, ballot=ballot)
    motion.refresh_from_db()
    return motion


def decide_in_assembly(place: Place, motion: Motion, choices: str = "+++++", branch: str = "North") -> Motion:
    """Take a motion through an assembly of a branch, with everybody there, and give it as it stands afterwards."""
    people = people_of(place, branch)
    present = [m for m in place.members.values() if m.person in people]
    keeper = place.secretary if branch == "North" else people[0]
    start = clock.now() + timedelta(days=20)
    plan = AssemblyPlan("Assembly", start, start + timedelta(hours=2), "Hall", "none")
    assembly = prepare_assembly(keeper, body=place.body(branch), plan=plan)
    table_motion(keeper, motion=motion, assembly=assembly)
    assembly = send_notice(keeper, assembly=assembly)
    with clock.at(assembly.starts_at):
        assembly = open_assembly(keeper, assembly=assembly)
        check_in(keeper, assembly=assembly, members=[m.public_id for m in present])
        ballot = open_ballot(keeper, motion=motion, assembly=assembly)
        cast(ballot, people[: len(choices)], choices)
        close_ballot(keeper, ballot=ballot)
        close_assembly(keeper, assembly=assembly)
    motion.refresh_from_db()
    return motion


REGISTER = (
    "Name,E-mail,Member number,Joined\nAda Lind,ada@example.org,A1,2024-01-31\nBo Lind,,,\nCy Lind,cy@example.org,,\n"
)


def stage(actor: Person, body: Body, text: str | bytes = REGISTER, **more: str) -> ImportBatch:
    """A file that was looked at, and not yet written."""
    raw = text.encode() if isinstance(text, str) else text
    return stage_import(actor, body=body, stream=BytesIO(raw), size=len(raw), filename="register.csv", **more)
