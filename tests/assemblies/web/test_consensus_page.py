"""Pages of consensus: the paper with its reason, the blocks and their judges, the result, earlier rounds, cards."""

import pytest
from django.urls import reverse

from assemblies.actions.assemblies import close_assembly
from assemblies.actions.blocks import judge_blocks
from assemblies.actions.closing import close_ballot
from assemblies.models import Ballot, Judgement, Vote
from organiser.base import clock
from tests.consensus import FOUR_FIFTHS, WHY, blocks, held, held_in_room, round_on, seek
from tests.helpers import clock_days, people_of
from tests.pages import signed_in

ALL = ("agree", "agree", "agree", "agree", "block")


def post(client, name, ballot, **fields):
    return client.post(reverse(name, args=[ballot.public_id]), fields)


def page_of(person, ballot):
    return signed_in(person).get(reverse("ballot", args=[ballot.public_id])).content.decode()


def test_a_member_marks_a_box_gives_a_reason_checks_and_casts(harbour, mill):
    ballot = round_on(harbour, seek(harbour))
    bea = people_of(harbour, "North")[1]
    client = signed_in(bea)
    paper = page_of(bea, ballot)
    assert [paper.count(f'id="choice-{voice}"') for voice in ("agree", "reservations", "aside", "block", "for")] == [
        *(1, 1, 1, 1),
        0,
    ]
    assert "This is round 1 of 1." in paper
    bare = post(client, "ballot_check", ballot)
    assert (bare.status_code, 'href="#choice-agree"' in bare.content.decode()) == (422, True)
    wordless = post(client, "ballot_check", ballot, choice="block", reason="  ")
    said = wordless.content.decode()
    assert (wordless.status_code, 'href="#reason"' in said, 'value="block" checked' in said) == (422, True, True)
    check = post(client, "ballot_check", ballot, choice="block", reason=WHY)
    key = check.context["key"]
    assert (check.status_code, WHY in check.content.decode(), Vote.objects.filter(ballot=ballot).count()) == (
        200,
        True,
        0,
    )
    back = post(client, "ballot_check", ballot, choice="block", reason=WHY, edit="1").content.decode()
    assert (WHY in back, 'value="block" checked' in back) == (True, True)
    for _ in range(2):
        done = post(client, "ballot_cast", ballot, choice="block", reason=WHY, key=key)
        assert done.url == reverse("ballot_receipt", args=[ballot.public_id])
    receipt = client.get(done.url).content.decode()
    assert ("You voted block" in receipt or "Block" in receipt, WHY in receipt) == (True, True)
    assert list(Vote.objects.filter(ballot=ballot).values_list("choice", "reason")) == [("block", WHY)]


def test_reasons_are_shown_to_members_once_the_round_is_closed_and_to_nobody_else(harbour, mill):
    motion = seek(harbour, rounds=2)
    ballot = round_on(harbour, motion, *ALL)
    cyd, gil = people_of(harbour, "North")[2], harbour.person("Gil South")
    assert WHY not in page_of(cyd, ballot)
    with clock.at(ballot.closes_at):
        close_ballot(harbour.secretary, ballot=ballot)
    shown = page_of(cyd, ballot)
    assert (WHY in shown, "Comes back for another round" in shown) == (True, True)
    assert (shown.count('scope="col">Answer</th>'), shown.count('scope="col">Option</th>')) == (1, 0)
    assert (WHY in page_of(gil, ballot), "Eve North" in page_of(gil, ballot)) == (False, False)
    assert signed_in(mill.secretary).get(reverse("ballot", args=[ballot.public_id])).status_code == 404


def test_the_others_read_the_reason_and_say_whether_it_is_principled(harbour, mill):
    ballot = held(harbour, seek(harbour, **FOUR_FIFTHS), *ALL)
    people, block = people_of(harbour, "North"), blocks(ballot)[0]
    with clock.at(ballot.closed_at):
        bea = signed_in(people[1])
        shown = page_of(people[1], ballot)
        assert (WHY in shown, shown.count(f'name="block-{block.public_id}"'), "4 answers are missing" in shown) == (
            True,
            2,
            True,
        )
        assert "A block waits for your answer" in bea.get(reverse("today")).content.decode()
        none = post(bea, "ballot_judge", ballot)
        assert (none.status_code, "Say of at least one block" in none.content.decode()) == (422, True)
        for _ in range(2):
            done = post(bea, "ballot_judge", ballot, **{f"block-{block.public_id}": "yes"})
            assert done.url == reverse("ballot", args=[ballot.public_id])
        assert "You found it principled." in page_of(people[1], ballot)
        assert "Blocks to judge" not in bea.get(reverse("today")).content.decode()
        own = page_of(people[4], ballot)
        assert ("It is your own" in own, f'name="block-{block.public_id}"' in own) == (True, False)
        early = post(signed_in(harbour.secretary), "ballot_settle", ballot)
        assert early.status_code == 422
        for other, code in ((people[2], 403), (harbour.person("Gil South"), 403), (mill.secretary, 404)):
            assert post(signed_in(other), "ballot_settle", ballot).status_code == code
        assert post(signed_in(mill.secretary), "ballot_judge", ballot).status_code == 404
        for person in (people[0], people[2], people[3]):
            judge_blocks(person, ballot=ballot, answers={block.public_id: True})
        post(signed_in(harbour.secretary), "ballot_settle", ballot)
        result = page_of(people[2], ballot)
    assert ("Blocked" in result, "Found it principled: " in result, "Bea North" in result) == (True, True, True)
    assert Judgement.objects.count() == 4


def test_a_member_reads_what_was_written_down_for_her_and_puts_an_own_answer_in_its_place(harbour, mill):
    ballot = held_in_room(harbour, seek(harbour, **FOUR_FIFTHS), *ALL)
    bea, block = people_of(harbour, "North")[1], blocks(ballot)[0].public_id
    member = harbour.members["Bea North"].public_id
    with clock.at(ballot.closed_at):
        judge_blocks(harbour.secretary, ballot=ballot, answers={block: False}, member=member)
        shown = page_of(bea, ballot)
        assert ("For you was written down: not principled." in shown, shown.count(f'name="block-{block}"')) == (True, 2)
        post(signed_in(bea), "ballot_judge", ballot, **{f"block-{block}": "yes"})
        shown = page_of(bea, ballot)
    assert ("You found it principled." in shown, shown.count(f'name="block-{block}"')) == (True, 0)
    assert list(Judgement.objects.values_list("principled", "taken_by")) == [(True, None)]


def test_answers_for_others_are_offered_while_the_assembly_is_open_and_not_after(harbour, mill):
    ballot = held_in_room(harbour, seek(harbour, **FOUR_FIFTHS), *ALL)
    with clock.at(ballot.closed_at):
        during = page_of(harbour.secretary, ballot)
        close_assembly(harbour.secretary, assembly=ballot.assembly)
        after = page_of(harbour.secretary, ballot)
    assert [page.count("For somebody without a phone") for page in (during, after)] == [1, 0]


def test_members_of_other_branches_read_neither_blocks_nor_reasons(harbour, mill):
    ballot = held(harbour, seek(harbour, **FOUR_FIFTHS), *ALL)
    with clock.at(ballot.closed_at):
        shown = page_of(harbour.person("Gil South"), ballot)
        assert (WHY in shown, "Eve North" in shown, "block waits" in shown) == (False, False, False)
        refused = post(signed_in(harbour.person("Gil South")), "ballot_judge", ballot, **{"block-x": "yes"})
    assert (refused.status_code, WHY in refused.content.decode()) == (422, False)


def test_earlier_rounds_are_listed_on_paper_and_result(harbour, mill):
    motion = seek(harbour, rounds=2, fallback_numerator=1, fallback_denominator=2)
    first = held(harbour, motion, *ALL)
    motion.refresh_from_db()
    bea = people_of(harbour, "North")[1]
    with clock.at(clock.now() + clock_days(10)):
        second = round_on(harbour, motion, *ALL)
        assert reverse("ballot", args=[first.public_id]) in page_of(people_of(harbour, "North")[1], second)
        with clock.at(second.closes_at):
            close_ballot(harbour.secretary, ballot=second)
    with clock.at(clock.now() + clock_days(20)):
        shown = signed_in(bea).get(reverse("ballot", args=[second.public_id])).content.decode()
        motion_page = signed_in(bea).get(reverse("motion", args=[motion.public_id])).content.decode()
    assert ("Round 1, " in shown, "No consensus: goes to a vote" in shown) == (True, True)
    assert motion_page.count('class="verdict-word"') == 2


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_page_of_blocks_asks_the_same_whatever_their_number(
    harbour, mill, django_assert_num_queries, how_many, settings
):
    said = ("agree", "agree", *(("block",) * how_many))
    ballot = held(harbour, seek(harbour, **FOUR_FIFTHS), *said)
    client = signed_in(people_of(harbour, "North")[1])
    with clock.at(ballot.closed_at), django_assert_num_queries(13):
        client.get(reverse("ballot", args=[ballot.public_id]))


def test_a_round_is_opened_by_name_alone(harbour, mill):
    motion = seek(harbour, secrecy="chosen")
    page = signed_in(harbour.secretary).get(reverse("ballot_open", args=[motion.public_id])).content.decode()
    assert 'name="secret"' not in page


def test_hands_and_papers_are_refused_plainly(harbour, mill):
    ballot = round_on(harbour, seek(harbour))
    client = signed_in(harbour.secretary)
    for name, fields in (
        ("counts", {"begin": "1"}),
        ("counts", {"way": "paper", "number": "1", "papers": "1 × agree"}),
        ("sheets", {"number": "1"}),
        ("handouts", {"member": harbour.members["Bea North"].public_id}),
    ):
        page = post(client, name, ballot, **fields)
        assert (page.status_code, "Consensus is sought by name" in page.content.decode()) == (422, True)
    assert Ballot.objects.get(pk=ballot.pk).votes.count() == 0
