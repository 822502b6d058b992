"""Motions on the pages: found, read, seconded, reworded, withdrawn, spoken about."""

import pytest
from django.urls import reverse

from assemblies.enums import MotionStatus
from assemblies.queries.choices import rules_by_kind
from assemblies.queries.motions import wording
from assemblies.web.motion_page import ahead_of
from tests.helpers import decide_online, north_motion
from tests.pages import buttons, headline, lead, said, signed_in, to_put_right, words
from tests.world import make_motion

LIST_QUERIES, PAGE_QUERIES = 8, 10


def at(name, thing):
    return reverse(name, args=[thing.public_id])


def found_by(client, url, **asked):
    titles = ["Paint the stairs", "Stop paying for the lift", "Demand the accounts", "Bicycle store"]
    page = words(client.get(url, asked))
    return [title for title in titles if title in page]


def test_the_list_is_filtered_by_state_number_and_words(scene):
    client, url = signed_in(scene.cyd), at("motions", scene.harbour.body("North"))
    assert len(found_by(client, url)) == 4
    assert found_by(client, url, state="carried") == ["Paint the stairs"]
    assert found_by(client, url, state="voting") == ["Stop paying for the lift", "Demand the accounts"]
    assert found_by(client, url, state="seconders") == ["Bicycle store"]
    assert found_by(client, url, state="withdrawn") == []
    assert found_by(client, url, q="PAYING lift") == ["Stop paying for the lift"]
    assert found_by(client, url, q=scene.online.motion.reference) == ["Demand the accounts"]
    assert "Demand the accounts" in found_by(client, url, q=str(scene.online.motion.year))
    assert found_by(client, url, q=f"accounts {scene.online.motion.number}") == ["Demand the accounts"]
    assert found_by(client, url, state="carried", q="lift") == []
    assert found_by(client, url, q="mill secret") == []
    assert len(found_by(client, url, state="no such state", page="x")) == 4


def test_a_search_without_a_find_offers_the_way_back(scene):
    page = signed_in(scene.cyd).get(at("motions", scene.harbour.body("North")), {"q": "nothing like it"})
    assert "No motion fits. Try fewer words or another state. Show all motions" in words(page)


def test_an_empty_list_says_so(harbour, mill):
    page = signed_in(harbour.person("Bea North")).get(at("motions", harbour.body("North")))
    assert "Nobody has moved a motion yet." in words(page)


def test_the_verdict_is_the_stored_one_word_for_word(scene):
    page = words(signed_in(scene.cyd).get(at("motion", scene.decided)))
    assert f"Carried 2 for, 1 against, 1 abstention, needed: 2 {''}" in page
    assert " ".join(scene.closed.result.verdict["sentences"]) in page
    assert "In force Decision" in page


def test_seconding_brings_a_motion_on(scene):
    client = signed_in(scene.cyd)
    assert buttons(client.get(at("motion", scene.proposed))) == ["Second this motion", "Say it"]
    page = client.post(at("motion_second", scene.proposed), follow=True)
    assert (said(page), buttons(page)) == ([f"You second motion {scene.proposed.reference}."], ["Say it"])
    scene.proposed.refresh_from_db()
    assert scene.proposed.status == MotionStatus.SECONDED
    again = client.post(at("motion_second", scene.proposed))
    assert (again.status_code, lead(again)) == (409, "You have seconded this motion already.")


def test_a_mover_rewords_and_withdraws_and_does_not_second(scene):
    client = signed_in(scene.bea)
    page = client.get(at("motion", scene.proposed))
    assert (buttons(page), "Reword it" in words(page)) == (["Withdraw this motion", "Say it"], True)
    own = client.post(at("motion_second", scene.proposed))
    assert (own.status_code, lead(own)) == (403, "A motion is seconded by somebody else than its mover.")
    page = client.post(at("motion_reword", scene.proposed), {"text": "The assembly wants a roof over it."}, follow=True)
    assert said(page) == ["Version 2 stands now. Earlier ones stay readable."]
    assert wording(scene.proposed) == "The assembly wants a roof over it."
    assert "Version 1" in words(page)
    page = client.post(at("motion_withdraw", scene.proposed), {"sure": "yes"}, follow=True)
    assert said(page) == [f"Motion {scene.proposed.reference} is withdrawn."]
    scene.proposed.refresh_from_db()
    assert scene.proposed.status == MotionStatus.WITHDRAWN


def test_a_seconded_wording_stands(scene):
    signed_in(scene.cyd).post(at("motion_second", scene.proposed))
    page = signed_in(scene.bea).post(at("motion_reword", scene.proposed), {"text": "Something else."})
    sentence = "Somebody has seconded this wording already. Withdraw the motion and move it anew."
    assert (page.status_code, to_put_right(page)) == (422, [sentence])


def test_reasons_stand_with_the_motion(scene):
    client, url = signed_in(scene.cyd), at("motion_contribute", scene.proposed)
    page = client.post(url, {"say-stance": "for", "say-text": "The cellar is dry."}, follow=True)
    assert said(page) == ["What you said stands with the motion."]
    assert "For “The cellar is dry.” Cyd North" in words(page)
    page = client.post(url, {"say-stance": "shout", "say-text": ""})
    assert page.status_code == 422
    assert scene.proposed.contributions.count() == 1


def test_B9_another_branch_reads_the_motion_without_names_and_figures(scene):
    signed_in(scene.cyd).post(at("motion_contribute", scene.proposed), {"say-stance": "for", "say-text": "It is dry."})
    client = signed_in(scene.hal)
    names = [name for name in scene.harbour.members if name != "Hal South"]
    for motion in (scene.proposed, scene.decided):
        page = words(client.get(at("motion", motion)))
        assert motion.title in page
        assert [name for name in names if name in page] == []
    decided = words(client.get(at("motion", scene.decided)))
    assert "Carried The votes are for members of North to read." in decided
    assert [part for part in scene.closed.result.verdict["sentences"] if part in decided and part != "Carried."] == []
    assert "“It is dry.”" in words(client.get(at("motion", scene.proposed)))
    listed = words(client.get(at("motions", scene.harbour.body("North"))))
    assert ([name for name in names if name in listed], "of 1 seconders" in listed) == ([], False)
    assert "0 of 1 seconders" in words(signed_in(scene.cyd).get(at("motions", scene.harbour.body("North"))))


def test_B9_another_branch_comments_but_neither_seconds_nor_moves(scene):
    client = signed_in(scene.hal)
    assert buttons(client.get(at("motion", scene.proposed))) == ["Say it"]
    page = client.post(
        at("motion_contribute", scene.proposed), {"say-stance": "question", "say-text": "Ours too?"}, follow=True
    )
    assert said(page) == ["What you said stands with the motion."]
    second = client.post(at("motion_second", scene.proposed))
    sentence = "Only full members of North second its motions. Members of other branches can comment."
    assert (second.status_code, lead(second)) == (403, sentence)
    move = client.get(at("motion_new", scene.harbour.body("North")))
    sentence = "Only full members of North move motions here. Members of other branches can comment."
    assert (move.status_code, lead(move)) == (403, sentence)
    assert scene.proposed.secondings.count() == 0


def test_what_a_stranger_says_is_not_heard(scene):
    page = signed_in(scene.kim).post(
        at("motion_contribute", scene.proposed), {"say-stance": "for", "say-text": "From the mill."}
    )
    assert (page.status_code, scene.proposed.contributions.count()) == (404, 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_for_one_row_and_for_three(harbour, mill, rows, django_assert_num_queries):
    for number in range(rows):
        north_motion(harbour, title=f"Motion {number}")
    client, url = signed_in(harbour.person("Cyd North")), at("motions", harbour.body("North"))
    client.get(url)
    with django_assert_num_queries(LIST_QUERIES):
        page = client.get(url)
    assert words(page).count("by Bea North") == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_a_motion_takes_the_same_queries_whatever_stands_with_it(harbour, mill, rows, django_assert_num_queries):
    people = [harbour.person(name) for name in ("Cyd North", "Dan North", "Eve North")]
    motion = make_motion(harbour, harbour.person("Bea North"), "North", *people[:rows])
    for person in people[:rows]:
        client = signed_in(person)
        client.post(at("motion_contribute", motion), {"say-stance": "for", "say-text": "Yes."})
    decide_online(harbour, motion, "+++")
    client = signed_in(harbour.secretary)
    client.get(at("motion", motion))
    with django_assert_num_queries(PAGE_QUERIES):
        page = client.get(at("motion", motion))
    assert (headline(page), words(page).count("“Yes.”")) == ("Repair the roof", rows)


def test_the_path_says_where_the_rules_want_the_vote(harbour, mill):
    motion = north_motion(harbour)
    rules = rules_by_kind(harbour.body("North"))
    said = {kind: ahead_of(motion, [], rules[kind], figures=True)[0].text for kind in ("ordinary", "recall")}
    assert said == {"ordinary": "In an assembly or by ballot over days", "recall": "In an assembly"}
