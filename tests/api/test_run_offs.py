"""Run-offs through the API: opened on the tie of a ballot, shown with it, and counted on."""

import pytest

from assemblies.models import Tie
from tests.choices import paper
from tests.run_offs import closed, later, run_off_on, tied


@pytest.fixture
def ana(harbour, mill, as_person):
    return as_person(harbour.secretary)


@pytest.fixture
def bea(harbour, mill, as_person):
    return as_person(harbour.person("Bea North"))


@pytest.fixture
def strangers(harbour, mill, as_person):
    return as_person(harbour.person("Ida South")), as_person(mill.secretary)


def until():
    return {"closes_at": later().isoformat()}


def test_those_who_count_open_the_run_off_and_the_tie_and_both_ballots_show_it(harbour, ana, bea):
    first = tied(harbour, "+A", "+B")
    address = f"ballots/{first.public_id}/"
    (tie,) = bea.ask(f"{address}ties/")["results"]
    assert (tie["run_off_seats"], tie["run_off"], bea.ask(address)["run_off_of"]) == (1, None, None)
    assert bea.tell(f"{address}run-off/", until(), 403)["code"] == "power_missing"
    assert ana.tell(f"{address}run-off/", {}, 400)["code"] == "closes_at"
    assert ana.tell(f"{address}lot/", {"source": "Lottery"}, 422)["code"] == "run_off_first"
    made = ana.tell(f"{address}run-off/", until(), 201)
    assert (made["run_off_of"], made["method"], made["seats"], made["status"]) == (
        first.public_id,
        "approval",
        1,
        "open",
    )
    assert "If they are tied again, or too few vote, a lot decides." in made["how"]
    assert ana.tell(f"{address}run-off/", until(), 409)["code"] == "run_off_opened"
    assert [row["run_off_of"] for row in bea.ask("ballots/owed/")["results"]] == [first.public_id]
    run_off = Tie.objects.get(ballot=first).run_off
    sent = {"choice": paper(run_off, "+B"), "key": "key-00000001"}
    assert bea.tell(f"ballots/{made['id']}/votes/", sent, 201)["choice"] == "+2"
    closed(harbour, run_off)
    (tie,) = bea.ask(f"{address}ties/")["results"]
    assert (tie["by"], tie["chosen"], tie["run_off"]) == ("run_off", ["Buoy"], made["id"])
    assert (bea.ask(address)["outcome"], bea.ask(f"ballots/{made['id']}/")["outcome"]) == ("carried", "carried")
    assert bea.ask(f"{address}papers/")["ties"][0]["by"] == "run_off"


def test_strangers_find_no_run_off_and_other_branches_read_no_tie(harbour, mill, strangers):
    first = tied(harbour, "+A", "+B")
    south, other = strangers
    address = f"ballots/{first.public_id}/run-off/"
    assert (other.tell(address, until(), 404)["code"], south.tell(address, until(), 403)["code"]) == (
        "no_ballot",
        "power_missing",
    )
    run_off = run_off_on(harbour, first)
    assert other.ask(f"ballots/{run_off.public_id}/", 404)["code"] == "no_ballot"
    assert south.ask(f"ballots/{run_off.public_id}/")["effect_sentence"] is None
    assert south.ask(f"ballots/{first.public_id}/ties/", 403)["code"] == "not_constituency"


def test_a_list_of_ballots_asks_no_more_with_run_offs_in_it(harbour, ana, bea, django_assert_num_queries):
    first = tied(harbour, "+A", "+B")
    with django_assert_num_queries(4):
        bea.ask("ballots/")
    run_off_on(harbour, first)
    with django_assert_num_queries(4):
        assert bea.ask("ballots/")["results"][0]["run_off_of"] == first.public_id
