"""Choosing among options on the pages: bringing, filling in, checking, casting, ties, results, counting again."""

import json
import re
from html import unescape

import pytest
from django.urls import reverse

from assemblies.actions import urn
from assemblies.actions.attendance import check_in_myself
from assemblies.actions.ballots import open_ballot
from assemblies.actions.closing import close_ballot
from assemblies.models import Alternative, Ballot, Slip, Tie, Vote
from assemblies.web.recount import PROGRAM
from organiser.base import clock
from tests.choices import SHIPS, adopt, ballot_on, choice_ballot, choice_motion, put
from tests.helpers import opened_assembly, people_of
from tests.pages import signed_in, words

STV = {"choosing": "scottish-stv", "lot_order": False}


@pytest.fixture
def bea(harbour, mill):
    return signed_in(harbour.person("Bea North"))


@pytest.fixture
def ana(harbour, mill):
    return signed_in(harbour.secretary)


def address(name, ballot):
    return reverse(name, args=[ballot.public_id])


def closed(place, ballot):
    with clock.at(ballot.closes_at):
        close_ballot(place.secretary, ballot=ballot)
    return Ballot.objects.get(pk=ballot.pk)


def hidden(answer, name):
    return unescape(re.search(f'name="{name}" value="([^"]*)"', answer.content.decode()).group(1))


def checked(client, ballot, **marks):
    return client.post(address("ballot_check", ballot), marks)


def test_a_choice_is_moved_and_alternatives_are_brought_and_taken_back(harbour, bea):
    page = reverse("motion_new", args=[harbour.body("North").public_id])
    assert "Put a choice" in words(bea.get(page))
    given = {"kind": "ordinary", "title": "Name the boat", "text": "We name it.", "alternatives": "Anchor\r\n\r\nBuoy"}
    answer = bea.post(f"{page}?effect=choose", {**given, "choose": "1"}, follow=True)
    assert "One is to be chosen" in words(answer)
    motion = Alternative.objects.earliest("pk").motion
    assert list(motion.alternatives.values_list("label", flat=True)) == ["Anchor", "Buoy"]
    bring = reverse("alternative_bring", args=[motion.public_id])
    assert "“Cable” is among the alternatives." in words(
        bea.post(bring, {"label": "Cable", "text": "Blue"}, follow=True)
    )
    again = bea.post(bring, {"label": "cable"})
    assert (again.status_code, "is among the alternatives already" in words(again)) == (422, True)
    cable = Alternative.objects.get(label="Cable")
    back = reverse("alternative_withdraw", args=[cable.public_id])
    assert signed_in(harbour.person("Cyd North")).post(back).status_code == 403
    assert "is taken back" in words(bea.post(back, follow=True))
    wrong = bea.post(f"{page}?effect=choose", {**given, "choose": "0"})
    assert wrong.status_code == 422


def test_strangers_find_neither_alternative_nor_paper_nor_result(harbour, mill):
    adopt(harbour, **STV)
    motion = choice_motion(harbour)
    alternative = Alternative.objects.filter(motion=motion).first()
    ballot = ballot_on(harbour, motion)
    stranger, next_door = signed_in(mill.secretary), signed_in(harbour.person("Ida South"))
    papers = reverse("ballot_papers", args=[ballot.public_id, "json"])
    for url in (address("ballot", ballot), papers):
        assert stranger.get(url).status_code == 404
    assert stranger.post(reverse("alternative_withdraw", args=[alternative.public_id])).status_code == 404
    assert stranger.post(reverse("alternative_bring", args=[motion.public_id]), {"label": "X"}).status_code == 404
    closed(harbour, ballot)
    assert next_door.get(papers).status_code == 403
    assert "Votes in each round" not in words(next_door.get(address("ballot", ballot)))


def test_a_paper_is_filled_in_checked_changed_and_cast(harbour, bea):
    adopt(harbour, **STV)
    ballot = choice_ballot(harbour)
    shown = words(bea.get(address("ballot", ballot)))
    assert "Give 1 to what you want most, then 2, then 3." in shown
    check = checked(bea, ballot, o1="2", o2="1")
    assert "1. Buoy, 2. Anchor" in words(check)
    line, key = hidden(check, "choice"), hidden(check, "key")
    assert line == "2>1"
    back = bea.post(address("ballot_check", ballot), {"choice": line, "edit": "1"}).content.decode()
    assert re.findall(r'name="(o\d)" value="(\d)" checked', back) == [("o1", "2"), ("o2", "1")]
    receipt = bea.post(address("ballot_cast", ballot), {"choice": line, "key": key}, follow=True)
    assert "1. Buoy, 2. Anchor" in words(receipt)
    assert list(Vote.objects.filter(ballot=ballot).values_list("choice", flat=True)) == ["2>1"]


@pytest.mark.parametrize(
    ("marks", "sentence"),
    [
        ({"o1": "1", "o2": "1"}, "You gave 1 twice. Choose another number here or above."),
        ({"o1": "1", "o2": "3"}, "Nothing has the number 2. Count on without a gap."),
        ({"o1": "0"}, "Begin with 1."),
        ({"o1": "first"}, "Write a whole number here."),
        ({"o1": "١"}, "Write a whole number here."),
        ({"choice": "9>1"}, "This paper is refused"),
    ],
)
def test_a_paper_that_is_wrong_comes_back_with_what_to_put_right(harbour, bea, marks, sentence):
    adopt(harbour, **STV)
    ballot = choice_ballot(harbour)
    answer = checked(bea, ballot, **marks)
    assert (answer.status_code, sentence in words(answer)) == (422, True)
    assert Vote.objects.filter(ballot=ballot).count() == 0


def test_marks_strikes_and_points_have_papers_of_their_own(harbour, bea):
    adopt(harbour, choosing="approval", lot_order=False)
    plain = choice_ballot(harbour, choose_settings={"most": 1})
    assert "it has 2 marks, and no more than 1 may be made." in words(checked(bea, plain, o1="for", o2="for")).lower()
    assert hidden(checked(bea, plain, o3="for"), "choice") == "+3"
    adopt(harbour, choosing="approval", lot_order=False, strikes=2)
    struck = choice_ballot(harbour, title="With strikes")
    assert hidden(checked(bea, struck, o1="for", o2="against"), "choice") == "+1-2"
    adopt(harbour, choosing="points", lot_order=False)
    points = choice_ballot(harbour, choose_settings={"budget": 5}, title="With points")
    assert "You have 5 points." in words(bea.get(address("ballot", points)))
    assert hidden(checked(bea, points, o1="2", o3="3"), "choice") == "1:2,3:3"
    assert checked(bea, points, o1="6").status_code == 422


def test_first_page_and_room_lead_to_the_paper_of_a_choice_and_never_offer_for_and_against(harbour, bea):
    adopt(harbour, channel="either", secrecy="secret", **STV)
    ballot = choice_ballot(harbour)
    today = words(bea.get("/"))
    assert ("Fill in the paper" in today, "Secret ballot" in today, "Against" in today) == (True, True, False)
    motion = choice_motion(harbour, title="In the hall")
    assembly = opened_assembly(harbour, motion)
    with clock.at(assembly.starts_at):
        open_ballot(harbour.secretary, motion=motion, assembly=assembly)
        room = reverse("assembly", args=[assembly.public_id])
        check_in_myself(harbour.person("Bea North"), assembly=assembly)
        shown = words(bea.get(room))
    assert ("Secret ballot open" in shown, "Against" in shown) == (True, False)
    assert ballot.secret is True


def test_the_tracker_is_shown_once_and_the_paper_lies_on_the_board(harbour, bea):
    adopt(harbour, secrecy="secret", **STV)
    ballot = choice_ballot(harbour)
    check = checked(bea, ballot, o1="1")
    sent = {"choice": hidden(check, "choice"), "key": hidden(check, "key")}
    cast = bea.post(address("ballot_cast", ballot), sent)
    tracker = Slip.objects.get().tracker
    shown = " ".join(tracker[at : at + 4] for at in range(0, 16, 4))
    assert (cast.status_code, cast["Cache-Control"], shown in words(cast)) == (200, "no-store", True)
    assert shown in words(bea.post(address("ballot_cast", ballot), sent))
    later = words(bea.get(address("ballot_receipt", ballot)))
    assert (shown in later, "Nobody keeps it" in later) == (False, True)
    assert "You have voted in this ballot." in words(bea.get(address("ballot", ballot)))
    closed(harbour, ballot)
    result = words(bea.get(address("ballot", ballot)))
    assert (tracker in result, "Votes by name" in result) == (True, False)


def test_a_secret_paper_that_never_arrived_is_offered_again(harbour, bea):
    adopt(harbour, secrecy="secret", **STV)
    ballot = choice_ballot(harbour)
    urn.issue(ballot, harbour.person("Bea North").pk, "A" * 16)  # and the line broke
    assert "Fill in the paper" in words(bea.get("/"))
    check = checked(bea, ballot, o2="1")
    cast = bea.post(address("ballot_cast", ballot), {"choice": hidden(check, "choice"), "key": hidden(check, "key")})
    assert "Your ballot is in the box" in words(cast)
    assert list(Slip.objects.values_list("choice", flat=True)) == ["2"]


def test_a_result_shows_rounds_and_gives_its_papers_away(harbour, bea):
    adopt(harbour, **STV)
    ballot = choice_ballot(harbour)
    put(harbour, ballot, "A>B", "A", "B", "C>B", "A")
    before = bea.get(reverse("ballot_papers", args=[ballot.public_id, "json"]))
    assert before.status_code == 409
    ballot = closed(harbour, ballot)
    shown = words(bea.get(address("ballot", ballot)))
    for said in ("Chosen: Anchor", "Votes in each round", "Elected in round 1", "Votes by name", "1. Cable, 2. Buoy"):
        assert said in shown
    sheet = json.loads(bea.get(reverse("ballot_papers", args=[ballot.public_id, "json"])).content)
    assert (sheet["options"], sum(number for _line, number in sheet["papers"])) == (["Anchor", "Buoy", "Cable"], 5)
    blt = bea.get(reverse("ballot_papers", args=[ballot.public_id, "blt"])).content.decode()
    assert blt.startswith("3 1\n")
    assert (
        bea.get(reverse("ballot_papers", args=[ballot.public_id, "csv"]))["Content-Type"] == "text/csv; charset=utf-8"
    )
    program = bea.get(reverse("recount_program"))
    assert program.content == PROGRAM.read_bytes()


def test_a_tie_waits_on_page_and_desk_until_those_who_count_decide_it(harbour, ana, bea):
    adopt(harbour, **STV)
    ballot = choice_ballot(harbour, alternatives=SHIPS[:2])
    put(harbour, ballot, "A", "B")
    closed(harbour, ballot)
    seen = words(bea.get(address("ballot", ballot)))
    assert ("A tie waits for its decision" in seen, "For those who count" in seen) == (True, False)
    desk = words(ana.get(reverse("desk", args=[harbour.body("North").public_id])))
    assert "A tie waits for its decision" in desk
    assert bea.post(address("tie_announce", ballot), {"source": "Lottery"}).status_code == 403
    assert ana.post(address("tie_announce", ballot), {"source": ""}).status_code == 422
    told = ana.post(address("tie_announce", ballot), {"source": "Lottery of 12 December"}, follow=True)
    assert "The lot will be drawn by: Lottery of 12 December." in words(told)
    empty = ana.post(address("tie_decide", ballot), {"how": "source", "values": " \r\n"})
    assert (empty.status_code, "Write down what the source said." in words(empty)) == (422, True)
    done = ana.post(address("tie_decide", ballot), {"how": "source", "values": "4 8 15\r\n16\r\n"}, follow=True)
    assert "Ties and how they were decided" in words(done)
    tie = Tie.objects.get(ballot=ballot)
    assert (tie.evidence["values"], Ballot.objects.get(pk=ballot.pk).status) == (["4 8 15", "16"], "closed")


def test_a_running_tally_is_seen_by_members_where_the_rules_say_so(harbour, bea):
    adopt(harbour, running_results=True, changeable=True, **STV)
    ballot = choice_ballot(harbour)
    put(harbour, ballot, "A", "A>B")
    page = words(bea.get(address("ballot", ballot)))
    assert ("So far" in page, "A new paper takes its place" in page) == (True, True)
    south = words(signed_in(harbour.person("Ida South")).get(address("ballot", ballot)))
    assert "So far" not in south
    check = checked(bea, ballot, o3="1")
    bea.post(address("ballot_cast", ballot), {"choice": hidden(check, "choice"), "key": hidden(check, "key")})
    mine = Vote.objects.get(ballot=ballot, entry__person=people_of(harbour, "North")[1])
    assert mine.choice == "3"


def test_7_another_branch_does_not_learn_how_few_may_vote_in_secret(harbour, mill):
    adopt(harbour, secrecy="secret", **STV)
    ballot = choice_ballot(harbour)
    south = words(signed_in(harbour.person("Ida South")).get(address("ballot", ballot)))
    assert ("Ballot paper" in south, "How secret it is" in south) == (True, False)
    assert "How secret it is" in words(signed_in(harbour.person("Bea North")).get(address("ballot", ballot)))
