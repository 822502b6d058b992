"""A bank statement tells a branch nothing of who moved away, once the days of sight are over (invariant 7)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from members.actions.statement_booking import book_statement, undo_statement
from members.actions.transfers import accept_transfer, ask_to_move, release_member
from members.models import DuesEntry, Person, Transfer
from members.queries.statements import lines_of
from organiser.base import clock
from organiser.base.errors import Conflict
from tests.dues import account, with_dues
from tests.helpers import refuses
from tests.pages import signed_in
from tests.statements import german, german_row, staged
from tests.world import moved_to_north

RENAMED = "Gil Renamed In North"


@pytest.fixture
def south(harbour, mill):
    """The books of South, whose treasurer is Fay; Ana keeps those of the whole."""
    with_dues(harbour)
    return harbour.body("South")


def statement_of(harbour, body, *names):
    rows = [german_row(5, harbour.members[name].number, "A bank", "DE1", "10,00") for name in names]
    return staged(harbour.person("Fay South"), body, german(*rows))


def move_gil(harbour):
    gil = harbour.members["Gil South"]
    asked = ask_to_move(gil.person, membership=gil, to=harbour.branches["North"])
    asked = release_member(harbour.person("Fay South"), transfer=asked)
    accept_transfer(harbour.secretary, transfer=asked)
    Person.objects.filter(pk=gil.person_id).update(name=RENAMED)


def seen_by(viewer, statement):
    return [line.member.person.name if line.member else None for line in lines_of(viewer, statement)]


def page_of(viewer, statement):
    return signed_in(viewer).get(reverse("statement", args=[statement.public_id])).content.decode()


@pytest.mark.parametrize("booked", [False, True])
def test_the_old_branch_reads_the_name_of_who_moved_until_its_days_are_over(harbour, south, booked):
    fay, statement = harbour.person("Fay South"), statement_of(harbour, south, "Gil South", "Hal South")
    if booked:
        book_statement(fay, statement=statement, version=1)
    assert seen_by(fay, statement) == ["Gil South", "Hal South"]
    move_gil(harbour)
    last = Transfer.objects.get().sight_until
    with clock.at(clock.now() + (last - clock.today())):
        assert seen_by(fay, statement) == [RENAMED, "Hal South"]
    with clock.at(clock.now() + (last - clock.today()) + timedelta(days=1)):
        assert seen_by(fay, statement) == [None, "Hal South"]
        shown = page_of(fay, statement)
        assert (RENAMED in shown, "Hal South" in shown) == (False, True)
        assert f'value="{harbour.members["Gil South"].number}"' not in shown
        assert harbour.members["Gil South"].public_id not in shown
        assert seen_by(harbour.secretary, statement) == [RENAMED, "Hal South"]


@pytest.mark.parametrize("booked", [False, True])
def test_a_program_of_the_old_branch_reads_nobody_where_the_page_shows_nobody(harbour, south, as_person, booked):
    fay, statement = harbour.person("Fay South"), statement_of(harbour, south, "Gil South", "Hal South")
    if booked:
        book_statement(fay, statement=statement, version=1)
    moved_to_north(harbour, "Gil South", 0)
    Person.objects.filter(name="Gil South").update(name=RENAMED)
    lines = as_person(fay).ask(f"statements/{statement.public_id}/lines/")["results"]
    assert [line["member"] and line["member"]["name"] for line in lines] == [None, "Hal South"]
    assert [line["cents"] for line in lines] == [1000, 1000]
    whole = as_person(harbour.secretary).ask(f"statements/{statement.public_id}/lines/")["results"]
    assert [line["member"]["name"] for line in whole] == [RENAMED, "Hal South"]


def test_a_line_of_who_moved_is_one_without_a_member_and_is_chosen_anew(harbour, south):
    fay, statement = harbour.person("Fay South"), statement_of(harbour, south, "Gil South", "Hal South")
    moved_to_north(harbour, "Gil South", 0)
    shown = page_of(fay, statement)
    assert "1 payment has a member" in shown
    assert "<strong>1</strong> with a member, <strong>1</strong> without a member" in shown
    with refuses(Conflict, "moved_since"):
        book_statement(fay, statement=statement, version=1)
    choices = {f"line-{line.public_id}": line.member.number if line.member else "" for line in lines_of(fay, statement)}
    address = reverse("statement_choose", args=[statement.public_id])
    signed_in(fay).post(address, {"version": 1, "book": "yes", **choices})
    assert list(DuesEntry.objects.filter(kind="payment").values_list("membership__person__name", "cents")) == [
        ("Hal South", -1000)
    ]


def test_the_figures_of_a_statement_and_taking_it_back_are_as_before(harbour, south):
    fay, statement = harbour.person("Fay South"), statement_of(harbour, south, "Gil South", "Hal South")
    gil, before = harbour.members["Gil South"], account(harbour.members["Gil South"])
    book_statement(fay, statement=statement, version=1)
    move_gil(harbour)
    with clock.at(clock.now() + timedelta(days=45)):
        assert "<strong>2</strong> booked" in page_of(fay, statement)
        undo_statement(fay, statement=statement)
        assert "<strong>2</strong> booked" in page_of(fay, statement)
    assert account(gil)[2] == before[2]
    assert DuesEntry.objects.filter(kind="reversal", statement=statement).count() == 2


def test_who_came_back_is_read_again(harbour, south):
    fay, statement = harbour.person("Fay South"), statement_of(harbour, south, "Gil South")
    moved_to_north(harbour, "Gil South", 0)
    assert seen_by(fay, statement) == [None]
    gil = harbour.members["Gil South"]
    type(gil).objects.filter(pk=gil.pk).update(branch=harbour.branches["South"])
    assert seen_by(fay, statement) == ["Gil South"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_statement_asks_as_much_for_three_lines_as_for_one(
    harbour, south, rows, django_assert_num_queries
):
    fay = harbour.person("Fay South")
    statement = statement_of(harbour, south, *["Gil South", "Hal South", "Ida South"][:rows])
    moved_to_north(harbour, "Gil South", 0)
    with django_assert_num_queries(2):
        assert len(seen_by(fay, statement)) == rows
