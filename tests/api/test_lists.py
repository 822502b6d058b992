"""Lists: the same number of questions to the database for one row and for three, pages that lose nothing, no totals."""

import io

import pytest

from assemblies.actions.assemblies import open_assembly, send_notice
from assemblies.actions.attendance import check_in
from assemblies.actions.seconding import contribute
from members.actions.enrolling import enrol_member
from members.actions.import_staging import stage_import
from members.actions.people import PersonData, log_reading
from members.actions.tokens import make_token
from members.enums import MembershipState
from organisations.models import ProgrammeVersion
from organiser.base import clock
from tests.api.scenery import hold, make_busy, move, prepare, vote_online
from tests.conftest import build_harbour, build_mill
from tests.organisations.changing import decided
from tests.snapshots import once
from tests.world import add_member

# Each of them asks two questions for the session and the person; what else they ask stands beside them.
LISTS = {
    "bodies/": 3,
    "events/": 3,
    "councils/": 3,
    "rules/": 4,  # and the rules of each kind of decision
    "decisions/": 4,  # and the bodies the viewer belongs to
    "memberships/": 4,  # and which registers the viewer keeps
    "memberships/?body={body}": 4,  # and the body
    "imports/": 3,
    "tokens/": 3,
    "me/readings/": 3,
    "roles/": 6,  # and holders, powers, the bodies the viewer belongs to
    "terms/": 3,
    "assemblies/": 3,
    "motions/": 4,
    "ballots/": 4,
    "ballots/owed/": 4,
    "minutes/": 3,
    "imports/{batch}/rows/": 4,  # the import, its rows
    "assemblies/{open}/attendance/": 5,  # the assembly, the power of the viewer, the rows
    "assemblies/{open}/awaited/": 5,
    "motions/{proposed}/contributions/": 8,  # the motion with all that hangs on it, whether names may be seen, the rows
    "ballots/{decided}/votes/": 5,  # the ballot, whether the viewer is a member, the votes
    "ballots/{running}/roll/": 5,
    "ballots/{running}/refusals/": 5,
}


def build_three_of_each():
    harbour = build_harbour()
    build_mill()
    north, ana = harbour.body("North"), harbour.secretary
    names = ("Ana Founder", "Bea North", "Cyd North", "Dan North", "Eve North")
    members = [harbour.members[name] for name in names]
    people = [member.person for member in members]
    late = [
        enrol_member(ana, body=north, data=PersonData(f"Uma {number}"), state=MembershipState.SUPPORTER)
        for number in range(3)
    ]
    busy = make_busy(north, ana, members)
    bodies = [branch.public_id for branch in harbour.branches.values()]
    for number in range(3):
        scheme = {"method": "one_per_body"}
        decided(harbour, "", "found_council", name=f"Council {number}", scheme=scheme, bodies=bodies)
    for number in range(2):
        hold(ana, north, members, f"Assembly {number}")
        vote_online(ana, move(north, people, f"Another motion {number}"))
        contribute(people[3], motion=busy.proposed, stance="question", text=f"Question {number}?")
        data = b"Name\nA A\nB B\nC C\n"
        batch = stage_import(ana, body=north, stream=io.BytesIO(data), size=len(data), filename=f"{number}.csv")
    for number in range(3):
        make_token(ana, body=north, name=f"token {number}", scope="read", days=30)
        log_reading(people[1], members[0], f"reading {number}")
    assembly = send_notice(ana, assembly=prepare(ana, north, "Open now"))
    with clock.at(assembly.starts_at):
        open_assembly(ana, assembly=assembly)
        check_in(ana, assembly=assembly, members=[member.public_id for member in [*members[:3], *late[:1]]])
    return ana, {
        "body": north.public_id,
        "batch": batch.public_id,
        "open": assembly.public_id,
        "proposed": busy.proposed.public_id,
        "decided": busy.decided.public_id,
        "running": busy.running.public_id,
    }


@pytest.fixture
def three_of_each(db):
    """Ana, with at least three rows in every list that she reads, and addresses of what has lists inside."""
    return once("three of each", build_three_of_each, guarded=False)


@pytest.mark.parametrize(("path", "queries"), LISTS.items())
def test_list_asks_as_often_for_three_rows_as_for_one(
    three_of_each, as_person, django_assert_num_queries, path, queries
):
    ana, inside = three_of_each
    caller = as_person(ana)
    address = path.format(**inside)
    for rows in (1, 3):
        with django_assert_num_queries(queries):
            answer = caller.get(f"/api/v1/{address}{'&' if '?' in address else '?'}page_size={rows}").json()
        assert len(answer["results"]) == rows


def test_organisations_are_listed_in_one_question_and_there_is_one(harbour, mill, as_person, django_assert_num_queries):
    caller = as_person(harbour.secretary)
    with django_assert_num_queries(3):
        answer = caller.ask("organisations/")
    assert [row["name"] for row in answer["results"]] == ["Harbour Tenants"]


def test_list_of_programmes_asks_as_often_for_three_rows_as_for_one(
    harbour, mill, thread, as_person, django_assert_num_queries
):
    organisation, caller = thread.organisation, as_person(thread.secretary)
    for number in (2, 3):
        ProgrammeVersion.objects.create(
            organisation=organisation,
            number=number,
            title="Programme",
            text="What we hold now.",
            decision=organisation.founding_decision,
            adopted_on=clock.today(),
        )
    for rows in (1, 3):
        with django_assert_num_queries(3):
            answer = caller.ask("programmes/", page_size=rows)
        assert [row["number"] for row in answer["results"]] == [3, 2, 1][:rows]


def pages(caller, path, **query):
    """All rows, page by page."""
    answer = caller.ask(path, **query)
    rows = [answer["results"]]
    while answer["next"]:
        answer = caller.get(answer["next"]).json()
        rows.append(answer["results"])
    return rows


def test_pages_give_every_row_once_in_the_order_of_names_though_names_are_alike(harbour, mill, as_person):
    for number in range(7):
        add_member(harbour, "Ada Alike", "North" if number % 2 else "South")
    rows = pages(as_person(harbour.secretary), "memberships/", page_size=3)
    assert [len(page) for page in rows] == [3, 3, 3, 3, 3, 2]
    names = [row["name"] for page in rows for row in page]
    assert names[:7] == ["Ada Alike"] * 7
    numbers = [row["number"] for page in rows for row in page]
    assert len(numbers) == len(set(numbers)) == 17


def test_page_that_ends_with_the_last_row_has_no_next(harbour, mill, as_person):
    rows = pages(as_person(harbour.secretary), "memberships/", page_size=5)
    assert [len(page) for page in rows] == [5, 5]


def test_row_added_before_the_cursor_is_not_given_twice_nor_pushes_another_out(harbour, mill, as_person):
    caller = as_person(harbour.secretary)
    first = caller.ask("memberships/", page_size=4)
    add_member(harbour, "Aaa Aaa", "North")
    rest = caller.get(first["next"]).json()["results"]
    names = [row["name"] for row in [*first["results"], *rest]]
    assert len(names) == len(set(names))
    assert "Aaa Aaa" not in names


def test_next_keeps_the_filters(harbour, mill, as_person):
    answer = as_person(harbour.secretary).ask(
        "memberships/", page_size=2, q="north", body=harbour.body("North").public_id
    )
    assert [row["name"] for row in answer["results"]] == ["Bea North", "Cyd North"]
    rest = as_person(harbour.secretary).get(answer["next"]).json()
    assert ([row["name"] for row in rest["results"]], rest["next"]) == (["Dan North", "Eve North"], None)


def test_latest_come_first_over_several_pages(three_of_each, as_person):
    ana, _inside = three_of_each
    moments = [row["starts_at"] for page in pages(as_person(ana), "assemblies/", page_size=2) for row in page]
    assert moments == sorted(moments, reverse=True)
    assert len(moments) == 6


def test_cursor_of_another_person_gives_only_what_the_viewer_may_see(harbour, mill, as_person):
    cursor = as_person(harbour.secretary).ask("memberships/", page_size=2)["next"]
    rows = as_person(mill.secretary).get(cursor).json()["results"]
    assert {row["organisation"]["name"] for row in rows} <= {"Mill Workers"}
