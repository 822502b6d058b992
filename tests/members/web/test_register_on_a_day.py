"""Who was a member on a day: on the page of the register, in its file and by API."""

import csv
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from members.actions.memberships import change_state
from members.queries.past import register_on
from organiser.base import clock
from tests.pages import to_put_right, words
from tests.world import moved_to_north

SOUTH = ["Fay South", "Gil South", "Hal South", "Ida South", "Jon South"]


def listed(client, place, branch="South", page="register", **query):
    return client.get(reverse(page, args=[place.body(branch).public_id]), query)


def names(answer):
    return [membership.person.name for membership in answer.context["page"]]


def later(days):
    return (clock.today() + timedelta(days=days)).isoformat()


def gone(place, name, days, to="resigned"):
    with clock.at(clock.now() + timedelta(days=days)):
        change_state(place.secretary, membership=place.members[name], to=to)


def test_the_day_decides_who_stands_in_the_list(fay, harbour, mill):
    gone(harbour, "Jon South", 5)
    assert names(listed(fay, harbour)) == SOUTH[:4]
    assert names(listed(fay, harbour, on=later(4))) == SOUTH
    assert names(listed(fay, harbour, on=later(5))) == SOUTH[:4]
    assert names(listed(fay, harbour, on=later(-500))) == []
    assert names(listed(fay, harbour, on=later(5), state="resigned")) == ["Jon South"]
    assert names(listed(fay, harbour, on=later(4), state="resigned")) == []
    assert names(listed(fay, harbour, on=later(4), q="jon")) == ["Jon South"]
    assert "State and branch are those of" in words(listed(fay, harbour, on=later(4)))


def test_page_and_file_tell_the_state_of_that_day(fay, harbour, mill):
    gone(harbour, "Jon South", 5)
    then = clock.today() - timedelta(days=2)
    page = listed(fay, harbour, on=later(-2), columns=["state", "left_on"])
    cells = {line.name: line.cells for line in page.context["lines"]}["Jon South"]
    assert ("Full member" in cells[0], "Resigned" in cells[0], cells[1]) == (True, False, "")
    address = reverse("register_export", args=[harbour.body("South").public_id])
    asked = {"state": "members", "on": then.isoformat(), "columns": ["branch", "state", "left_on"]}
    file = b"".join(fay.post(f"{address}?{urlencode(asked, doseq=True)}", {"format": "csv"}).streaming_content)
    rows = list(csv.reader(file.decode("utf-8-sig").splitlines()))
    assert rows[0] == ["Name", "Branch", "State", "Left on"]
    assert ["Jon South", "South", "Full member", ""] in rows


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "0001-01-01", "9999-12-31"])
def test_a_day_that_is_none_is_put_right(fay, harbour, mill, day):
    answer = listed(fay, harbour, on=day)
    assert (answer.status_code, len(to_put_right(answer))) == (422, 1)
    assert listed(fay, harbour, page="register_export", on=day).status_code == 400


def test_who_went_to_another_branch_is_found_by_those_who_keep_the_whole(client, fay, harbour, mill):
    moved_to_north(harbour, "Gil South", 5)
    assert names(listed(fay, harbour, on=later(4))) == ["Fay South", *SOUTH[2:]]
    client.force_login(harbour.secretary)
    assert names(listed(client, harbour, "North", on=later(4))) == sorted(
        name for name in harbour.members if name.endswith(("North", "Founder"))
    )
    assert "Gil South" in names(listed(client, harbour, "North", on=later(5)))
    south = harbour.body("South")
    assert [person.person.name for person in register_on(harbour.secretary, south, clock.today())] == SOUTH


def test_another_branch_and_another_organisation_learn_nothing_by_a_day(client, fay, harbour, mill):
    assert listed(fay, harbour, "North", on=later(0)).status_code == 403
    client.force_login(mill.secretary)
    assert listed(client, harbour, on=later(0)).status_code == 404
    assert register_on(harbour.person("Fay South"), harbour.body("North"), clock.today()).count() == 0
    assert register_on(mill.secretary, harbour.body(), clock.today()).count() == 0


def test_the_file_holds_whom_the_list_shows(fay, harbour, mill):
    gone(harbour, "Jon South", 5)
    address = reverse("register_export", args=[harbour.body("South").public_id])
    lines = b"".join(fay.post(address, {"q": "", "state": "members", "on": later(4)}).streaming_content).decode()
    assert [name in lines for name in SOUTH] == [True] * 5


@pytest.mark.parametrize("more", [1, 3])
def test_one_and_three_who_belonged_take_the_same_number_of_queries(
    fay, harbour, mill, more, django_assert_num_queries
):
    for name in SOUTH[1 : 1 + more]:
        gone(harbour, name, 5)
    listed(fay, harbour, on=later(4))
    with django_assert_num_queries(10):
        listed(fay, harbour, on=later(4))
