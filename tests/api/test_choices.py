"""Choices, secret ballots and ties through the API."""

import pytest

from assemblies.actions.closing import close_ballot
from assemblies.models import Ballot, Tie
from organisations.queries.rulesets import rules_in_force
from organiser.base import clock
from tests.choices import SHIPS, adopt, ballot_on, choice_ballot, choice_motion, put

STV = {"choosing": "scottish-stv", "lot_order": False}


@pytest.fixture
def ana(harbour, mill, as_person):
    return as_person(harbour.secretary)


@pytest.fixture
def bea(harbour, mill, as_person):
    return as_person(harbour.person("Bea North"))


@pytest.fixture
def strangers(harbour, mill, as_person):
    return as_person(harbour.person("Ida South")), as_person(mill.secretary)


def closed(place, ballot):
    with clock.at(ballot.closes_at):
        close_ballot(place.secretary, ballot=ballot)
    return ballot


def test_a_choice_is_moved_and_alternatives_are_brought_and_taken_back(harbour, bea, strangers):
    made = bea.tell(
        "motions/",
        {
            "body": harbour.body("North").public_id,
            "title": "Name the boat",
            "text": "The assembly names the boat.",
            "choose": 1,
            "alternatives": [{"label": "Anchor"}, {"label": "Buoy", "text": "The yellow one"}],
        },
        201,
    )
    rows = bea.ask(f"motions/{made['id']}/alternatives/")["results"]
    assert (made["choose"], [(row["label"], row["text"], row["brought_by"]) for row in rows]) == (
        1,
        [("Anchor", "", "Bea North"), ("Buoy", "The yellow one", "Bea North")],
    )
    added = bea.tell(f"motions/{made['id']}/alternatives/", {"label": "Cable"}, 201)
    assert bea.tell(f"motions/{made['id']}/alternatives/", {"label": "cable"}, 409)["code"] == "alternative_exists"
    bea.tell(f"motions/{made['id']}/take-back/", {"alternative": added["id"]}, 200)
    assert [row["label"] for row in bea.ask(f"motions/{made['id']}/alternatives/")["results"]] == ["Anchor", "Buoy"]
    south, mill = strangers
    assert [row["brought_by"] for row in south.ask(f"motions/{made['id']}/alternatives/")["results"]] == [None, None]
    assert mill.ask(f"motions/{made['id']}/alternatives/", 404)["code"] == "no_motion"


def test_a_paper_is_cast_as_one_line_and_the_count_is_read_by_members_alone(harbour, bea, strangers):
    adopt(harbour, **STV)
    ballot = choice_ballot(harbour)
    address = f"ballots/{ballot.public_id}/"
    seen = bea.ask(address)
    assert [(option["place"], option["label"]) for option in seen["options"]] == [
        (1, "Anchor"),
        (2, "Buoy"),
        (3, "Cable"),
    ]
    assert (seen["method"], seen["seats"], seen["secret"], seen["secrecy"]) == ("scottish-stv", 1, False, [])
    assert bea.tell(f"{address}votes/", {"choice": "2>1>1", "key": "a-key-12"}, 400)["code"] == "paper"
    receipt = bea.tell(f"{address}votes/", {"choice": "2>1", "key": "a-key-12"}, 201)
    assert (receipt["choice"], receipt["tracker"]) == ("2>1", None)
    assert bea.ask(f"{address}papers/", 409)["code"] == "ballot_open"
    closed(harbour, ballot)
    result = bea.ask(f"{address}result/")
    sheet = bea.ask(f"{address}papers/")
    assert (result["chosen"]["winners"], result["outcome"]) == (["Buoy"], "carried")
    assert (sheet["papers"], sheet["papers_digest"], sheet["board"]) == ([["2>1", 1]], result["papers_digest"], None)
    south, mill = strangers
    for path in ("papers/", "ties/", "board/", "result/"):
        assert south.ask(f"{address}{path}", 403)["code"] == "not_constituency"
        assert mill.ask(f"{address}{path}", 404)["code"] == "no_ballot"


def test_a_secret_ballot_gives_a_tracker_that_stands_on_the_board(harbour, ana, bea):
    adopt(harbour, secrecy="chosen", **STV)
    motion = choice_motion(harbour)
    ballot = ballot_on(harbour, motion, secret=True)
    address = f"ballots/{ballot.public_id}/"
    receipt = bea.tell(f"{address}votes/", {"choice": "1", "key": "a-key-12"}, 201)
    again = bea.tell(f"{address}votes/", {"choice": "1", "key": "a-key-12"}, 200)
    assert (len(receipt["tracker"]), receipt["cast_at"], again["tracker"]) == (16, None, receipt["tracker"])
    mine = bea.ask(address)["mine"]
    assert (mine["voted"], mine["choice"], mine["cast_at"]) == (True, None, None)
    closed(harbour, ballot)
    assert ana.ask(f"{address}board/")["results"] == [{"tracker": receipt["tracker"], "choice": "1"}]
    assert ana.ask(f"{address}votes/", 409)["code"] == "secret"


def test_a_tie_is_told_and_decided(harbour, ana, bea):
    adopt(harbour, **STV)
    ballot = choice_ballot(harbour, alternatives=SHIPS[:2])
    put(harbour, ballot, "A", "B")
    closed(harbour, ballot)
    address = f"ballots/{ballot.public_id}/"
    (tie,) = bea.ask(f"{address}ties/")["results"]
    assert (tie["options"], tie["by"], bea.ask(address)["status"]) == (["Anchor", "Buoy"], "", "tied")
    assert bea.ask(f"{address}result/", 409)["code"] == "tied"
    assert bea.tell(f"{address}lot/", {"source": "Lottery"}, 403)["code"] == "power_missing"
    assert ana.tell(f"{address}tie/", {"by": "lot", "values": ["4"]}, 422)["code"] == "lot_not_announced"
    assert ana.tell(f"{address}lot/", {"source": "Lottery of 5 December"}, 200)["announced"] == "Lottery of 5 December"
    assert ana.tell(f"{address}tie/", {"by": "lot", "values": ["4"]}, 200)["status"] == "closed"
    assert Tie.objects.get(ballot=ballot).chosen is not None
    assert ana.tell(f"{address}tie/", {"by": "lot", "values": ["4"]}, 404)["code"] == "no_tie"
    assert Ballot.objects.get(pk=ballot.pk).result.outcome == "carried"


def test_settings_narrow_the_limits_of_the_rules_and_never_widen_them(harbour, bea):
    adopt(harbour, choosing="points", lot_order=False)
    draft = {"body": harbour.body("North").public_id, "title": "Boat", "text": "The assembly names it.", "choose": 1}
    wider = bea.tell("motions/", {**draft, "choose_settings": {"budget": 11}}, 422)
    assert (wider["code"], wider["detail"]) == (
        "wider_than_rules",
        "The rules let a paper have 10 points at most. Ask for no more.",
    )
    assert bea.tell("motions/", {**draft, "choose_settings": {"budget": 9}}, 201)["choose"] == 1
    kinds = bea.ask(f"rules/{rules_in_force(harbour.body('North')).public_id}/")["rules"]["kinds"]
    told = ("choosing", "points_in_all", "points_each", "marks", "strikes", "approval_numerator", "default_quorum")
    assert [kinds["ordinary"][name] for name in told] == ["points", 10, 0, "any", 0, 0, 0]
