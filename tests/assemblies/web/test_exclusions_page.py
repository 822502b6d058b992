"""An exclusion on the pages: from the motion over notice, hearing and answer to the vote and the appeal."""

import pytest
from django.urls import reverse

from assemblies.models import Exclusion, Motion
from members.models import Membership
from organiser.base import clock
from tests.exclusions import decided, excluded, moved, noticed, ready
from tests.pages import headline, said, signed_in, to_put_right, words

GROUNDS = {"kind": "exclusion", "title": "Exclusion", "summary": "", "text": "Eve took the strike fund."}


def page_of(exclusion, step=""):
    return reverse(f"exclusion{step}", args=[exclusion.public_id])


def test_the_motion_names_a_member_by_number_or_name(harbour, mill):
    bea, north = signed_in(harbour.person("Bea North")), harbour.body("North")
    address = f"{reverse('motion_new', args=[north.public_id])}?effect=exclude"
    assert "Exclude a member" in words(bea.get(reverse("motion_new", args=[north.public_id])))
    bea.post(address, {**GROUNDS, "member": harbour.members["Eve North"].number})
    motion = Motion.objects.get()
    assert (motion.effect, motion.effect_payload) == ("exclude", {"member": harbour.members["Eve North"].public_id})
    elsewhere = bea.post(address, {**GROUNDS, "member": "Gil South"})
    assert (elsewhere.status_code, Motion.objects.count()) == (422, 1)


def test_notice_hearing_and_answer_go_by_buttons(harbour, mill):
    ana, eve, motion = signed_in(harbour.secretary), signed_in(harbour.person("Eve North")), moved(harbour)
    page = words(ana.get(reverse("motion", args=[motion.public_id])))
    assert "Without notice and hearing there is no vote." in page
    address = reverse("exclusion_notice", args=[motion.public_id])
    assert (headline(ana.post(address)), Exclusion.objects.count()) == ("Give notice of this motion?", 0)
    done = ana.post(address, {"sure": "yes"}, follow=True)
    assert said(done) == ["The notice is given, and stands on the member’s own page."]
    exclusion = Exclusion.objects.get()
    assert "Motions against your membership" in words(eve.get(reverse("my_membership")))
    assert headline(eve.get(page_of(exclusion))) == "A motion to exclude you"
    eve.post(page_of(exclusion, "_answer"), {"answer-text": "It was not me."})
    empty = eve.post(page_of(exclusion, "_answer"), {"answer-text": ""})
    assert to_put_right(empty) == ["Fill in “Your answer”."]
    assert "It was not me." in words(ana.get(page_of(exclusion)))
    heard = ana.post(page_of(exclusion, "_hearing"), {"outcome": "heard"}, follow=True)
    assert said(heard) == ["Written down: was heard."]


def test_the_member_declines_with_one_button(harbour, mill):
    exclusion, eve = noticed(harbour), signed_in(harbour.person("Eve North"))
    assert "I do not want to be heard" in words(eve.get(page_of(exclusion)))
    eve.post(page_of(exclusion, "_hearing"), {"outcome": "declined"})
    exclusion.refresh_from_db()
    assert exclusion.hearing == "declined"
    assert "I do not want to be heard" not in words(eve.get(page_of(exclusion)))


def test_whoever_takes_notices_by_post_gets_the_page_on_paper(harbour, mill):
    eve = harbour.person("Eve North")
    eve.notices_by = "post"
    eve.save(update_fields=["notices_by"])
    page = words(signed_in(harbour.secretary).get(page_of(noticed(harbour))))
    assert "Eve North takes notices by post: print this page and hand it over." in page


def test_whoever_was_excluded_reads_that_page_and_nothing_else_and_appeals_there(harbour, mill):
    exclusion, eve = excluded(harbour), harbour.person("Eve North")
    with clock.at(exclusion.motion.decision.decided_at):
        browser = signed_in(eve)
        mine = browser.get(reverse("my_membership"))
        assert ("Motions against your membership" in words(mine), mine.status_code) == (True, 200)
        page = words(browser.get(page_of(exclusion)))
        assert ("Eve took the strike fund." in page, "Its members read your name" in page) == (True, True)
        closed = [
            reverse("motion", args=[exclusion.motion.public_id]),
            reverse("decision", args=[exclusion.motion.decision.public_id]),
            reverse("body", args=[harbour.body("North").public_id]),
            reverse("body", args=[harbour.body().public_id]),
        ]
        assert [browser.get(address).status_code for address in closed] == [404] * 4
        assert [address for address in closed if address in mine.content.decode()] == []
        done = browser.post(page_of(exclusion, "_appeal"), {"appeal-text": "I was not there."}, follow=True)
        assert said(done) == ["Your appeal comes before the next assembly of the organisation."]
        again = browser.post(page_of(exclusion, "_appeal"), {"appeal-text": "Once more."})
        assert to_put_right(again) == ["This was appealed against or taken back already."]


@pytest.mark.parametrize("name", ["Fay South", "Gil South", "Kim Mill"])
def test_nobody_outside_finds_any_of_it(harbour, mill, name):
    exclusion = excluded(harbour)
    browser = signed_in(Membership.objects.get(person__name=name).person)
    addresses = [page_of(exclusion), reverse("motion", args=[exclusion.motion.public_id])]
    addresses += [reverse("decision", args=[exclusion.motion.decision.public_id])]
    posts = [page_of(exclusion, step) for step in ("_hearing", "_answer", "_appeal")]
    posts += [reverse("exclusion_notice", args=[exclusion.motion.public_id])]
    assert [browser.get(address).status_code for address in addresses] == [404] * 3
    assert [browser.post(address).status_code for address in posts] == [404] * 4


def test_members_of_the_organisation_read_the_appeal_and_the_grounds(harbour, mill):
    exclusion = excluded(harbour)
    with clock.at(exclusion.motion.decision.decided_at):
        signed_in(harbour.person("Eve North")).post(page_of(exclusion, "_appeal"), {"appeal-text": "I was not there."})
        exclusion.refresh_from_db()
        gil = signed_in(harbour.person("Gil South"))
        appeal = words(gil.get(reverse("motion", args=[exclusion.appeal.public_id])))
        assert f"It is an appeal against motion {exclusion.motion.reference} of North." in appeal
        assert "Eve took the strike fund." in words(gil.get(page_of(exclusion)))
        assert gil.get(reverse("motion", args=[exclusion.motion.public_id])).status_code == 404


def test_taking_back_is_offered_where_somebody_is_excluded(harbour, mill):
    bea, address = signed_in(harbour.person("Bea North")), reverse("motion_new", args=[harbour.body("North").public_id])
    assert "Take an exclusion or suspension back" not in words(bea.get(address))
    exclusion = excluded(harbour)
    with clock.at(exclusion.motion.decision.decided_at):
        bea = signed_in(harbour.person("Bea North"))
        assert "Take an exclusion or suspension back" in words(bea.get(address))
        bea.post(f"{address}?effect=reinstate", {**GROUNDS, "kind": "ordinary", "exclusion": exclusion.public_id})
        assert Motion.objects.latest("pk").effect == "reinstate"


def test_the_desk_offers_no_step_out_of_an_exclusion(harbour, mill):
    exclusion = excluded(harbour)
    with clock.at(exclusion.motion.decision.decided_at):
        page = signed_in(harbour.secretary).get(reverse("member", args=[exclusion.membership.public_id]))
        address = reverse("member_state", args=[exclusion.membership.public_id])
        assert address not in page.content.decode()


def test_queries_of_the_own_page_do_not_grow(harbour, mill, django_assert_num_queries):
    first = decided(harbour, ready(harbour), "-----")
    with clock.at(first.motion.ended_at):
        browser = signed_in(harbour.person("Eve North"))
        browser.get(reverse("my_membership"))
        with django_assert_num_queries(29):
            browser.get(reverse("my_membership"))
        for _ in range(2):
            noticed(harbour)
        with django_assert_num_queries(29):
            browser.get(reverse("my_membership"))
