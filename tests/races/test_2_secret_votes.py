"""Invariant 2: after closing nobody can bring a paper and its voter together, from database, files or ledger."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.models import Ballot, SealedVote, Slip, Ticket, Vote
from organiser.base import clock
from organiser.base.models import LedgerContent
from tests.choices import adopt, ballot_on, choice_motion
from tests.helpers import people_of

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
PAPERS = ("1>2", "1", "2>1", "1>3", "3")
KEYS = tuple(f"a-key-nobody-keeps-{number}" for number in range(5))


def secret(place, title):
    return ballot_on(place, choice_motion(place, title=title))


def voted(place, ballot, order):
    """Everybody votes, in this order, each with a paper and a key; gives the trackers by person."""
    people, trackers = people_of(place, "North"), {}
    for number in order:
        receipt = cast_vote(people[number], ballot=ballot, choice=PAPERS[number], key=KEYS[number])
        trackers[people[number].pk] = receipt.tracker
    with clock.at(ballot.closes_at):
        close_ballot(place.secretary, ballot=ballot)
    return trackers


def rows(table: str, columns: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table}")  # names of our own
        return cursor.fetchall()


def everything() -> dict[str, str]:
    """All tables as text, with what PostgreSQL keeps of each row beside its columns."""
    dump = {}
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        hidden = "ctid::text, xmin::text, xmax::text, t::text" if connection.vendor == "postgresql" else "rowid, t.*"
        dump[table] = "\n".join(map(str, rows(f"{table} t", hidden)))
    return dump


@pytest.fixture
def ballot(harbour):
    adopt(harbour, secrecy="secret", choosing="scottish-stv", lot_order=False)
    return secret(harbour, "Who keeps the key")


def test_a_tracker_stands_on_the_board_and_nowhere_else_and_a_key_nowhere(harbour, ballot):
    trackers = voted(harbour, ballot, [3, 0, 4, 1, 2])
    dump = everything()
    for tracker in trackers.values():
        assert [table for table, text in dump.items() if tracker in text] == ["assemblies_sealedvote"]
    for key in KEYS:
        assert [table for table, text in dump.items() if key in text] == []
    assert (Slip.objects.count(), Ticket.objects.count()) == (0, 0)


def test_the_marks_of_the_roll_say_nothing_but_who(harbour, ballot):
    voted(harbour, ballot, [3, 0, 4, 1, 2])
    said = set(Vote.objects.filter(ballot=ballot).values_list("choice", "key", "via", "cast_at", "taken_by"))
    assert said == {("", "", "online", None, None)}


def test_papers_lie_in_the_order_of_their_trackers_whoever_came_first(harbour, ballot):
    trackers = voted(harbour, ballot, [4, 3, 2, 1, 0])
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    lying = [row[0] for row in rows("assemblies_sealedvote", "tracker") if row]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT tracker FROM assemblies_sealedvote ORDER BY {place}")
        assert [row[0] for row in cursor.fetchall()] == sorted(trackers.values()) == sorted(lying)


def test_all_papers_have_one_transaction_that_no_mark_has(harbour, ballot):
    voted(harbour, ballot, [0, 1, 2, 3, 4])
    if connection.vendor != "postgresql":  # rows of SQLite carry no transaction: their columns are all there is
        assert [row[0] for row in rows("pragma_table_info('assemblies_sealedvote')", "name")] == [
            "tracker",
            "choice",
            "ballot_id",
            "organisation_id",
        ]
        return
    papers = {row[0] for row in rows("assemblies_sealedvote", "xmin::text")}
    marks = {row[0] for row in rows("assemblies_vote", "xmin::text")}
    assert (len(papers), papers & marks) == (1, set())


def test_the_files_of_the_database_hold_no_slip_and_no_ticket_any_more(harbour, ballot):
    trackers = voted(harbour, ballot, [2, 1, 0, 4, 3])
    assert Ballot.objects.get(pk=ballot.pk).swept_at is not None
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
            for table in ("assemblies_slip", "assemblies_ticket"):
                cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath(%s))", [table])
                file = bytes(cursor.fetchone()[0])
                assert [tracker for tracker in trackers.values() if tracker.encode() in file] == []
        return
    file = Path(connection.settings_dict["NAME"]).read_bytes()
    # Once in the table and once in the index over it.
    assert {file.count(tracker.encode()) for tracker in trackers.values()} == {2}
    assert [key for key in KEYS if key.encode() in file] == []


def test_two_who_change_papers_leave_the_same_database(harbour, ballot):
    """What cannot tell these two worlds apart cannot tell who voted what."""
    other = secret(harbour, "Who keeps the key again")
    people = people_of(harbour, "North")
    for held, order in ((ballot, (0, 1)), (other, (1, 0))):
        for person, number in zip(people, order, strict=False):
            cast_vote(person, ballot=held, choice=PAPERS[number], key=KEYS[number])
        with clock.at(held.closes_at):
            close_ballot(harbour.secretary, ballot=held)
    worlds = []
    for held in (ballot, other):
        marks = Vote.objects.filter(ballot=held).order_by("entry__person")
        worlds.append(
            (
                list(marks.values_list("entry__person", "choice", "key", "via", "cast_at")),
                sorted(SealedVote.objects.filter(ballot=held).values_list("choice", flat=True)),
            )
        )
    assert worlds[0] == worlds[1]


def test_the_ledger_says_nothing_of_a_single_paper(harbour, ballot):
    before = LedgerContent.objects.count()
    trackers = voted(harbour, ballot, [0, 1, 2, 3, 4])
    written = [str(content.content) for content in LedgerContent.objects.order_by("pk")[before:]]
    assert [text for text in written if any(tracker in text for tracker in trackers.values())] == []
    assert len(written) == 2  # the decision and the closing; casting writes none
