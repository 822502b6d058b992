"""Pages of moving and of merging: asked, answered, compared, undone; and what an old branch still reads."""

import pytest
from django.urls import reverse

from members.actions.duplicates import look_for_duplicates
from members.models import AccessLogEntry, DuplicatePair, Membership, MergeRecord, Person, Transfer
from organiser.base import clock
from tests.helpers import clock_days
from tests.pages import buttons, headline, lead, said, signed_in, to_put_right, words
from tests.world import add_member


@pytest.fixture
def gil(harbour, mill):
    """A member of South."""
    return harbour.members["Gil South"]


def asked(harbour, gil):
    browser = signed_in(gil.person)
    page = reverse("move", args=[gil.public_id])
    assert headline(browser.get(page)) == "Move to another branch"
    browser.post(page, {"to": harbour.branches["North"].public_id})
    return Transfer.objects.get()


def test_A5_a_move_from_the_own_page_to_the_new_branch(harbour, gil, fay):
    assert "Ask to move to another branch" in words(signed_in(gil.person).get(reverse("my_membership")))
    transfer = asked(harbour, gil)
    page = reverse("transfer", args=[transfer.public_id])
    assert buttons(signed_in(gil.person).get(page)) == ["Take it back"]
    assert buttons(fay.get(page)) == ["Let go"]
    desk = reverse("desk", args=[harbour.body("South").public_id])
    assert "One to let go to another branch" in words(fay.get(desk))
    fay.post(reverse("transfer_release", args=[transfer.public_id]), {"note": "Has a key."})
    ana = signed_in(harbour.secretary)
    desk = reverse("desk", args=[harbour.body("North").public_id])
    assert "One to take in from another branch" in words(ana.get(desk))
    shown = ana.get(page)
    assert ("Has a key." in words(shown), buttons(shown)) == (True, ["Take Gil South in", "Refuse"])
    answer = ana.post(reverse("transfer_accept", args=[transfer.public_id]), follow=True)
    assert said(answer) == ["Gil South belongs here from today."]
    assert Membership.objects.get(pk=gil.pk).branch == harbour.branches["North"]


def test_7_the_old_branch_reads_the_record_as_it_was_and_then_nothing(harbour, gil, fay):
    transfer = asked(harbour, gil)
    fay.post(reverse("transfer_release", args=[transfer.public_id]))
    signed_in(harbour.secretary).post(reverse("transfer_accept", args=[transfer.public_id]))
    Person.objects.filter(pk=gil.person_id).update(phone="030 999 8888")
    member, moves = (
        reverse("member", args=[gil.public_id]),
        reverse("transfers", args=[harbour.body("South").public_id]),
    )
    shown = fay.get(member, follow=True)
    assert lead(shown) == f"Moved from South to North on {clock.today():%-d %B %Y}."
    assert ("History until the move" in words(shown), "030 999" in words(shown), buttons(shown)) == (True, False, [])
    assert "Gil South" in words(fay.get(moves))
    register = reverse("register", args=[harbour.body("South").public_id])
    for asked_for in ({}, {"state": ""}, {"q": "gil"}, {"on": "2026-01-01"}):
        assert "Gil South" not in words(fay.get(register, asked_for))
    for change in ("member_change", "move"):
        assert fay.get(reverse(change, args=[gil.public_id])).status_code == 404
    for post in ("member_state", "letter"):
        assert fay.post(reverse(post, args=[gil.public_id]), {"to": "resigned"}).status_code == 404
    with clock.at(clock.now() + clock_days(31)):
        fay = signed_in(harbour.person("Fay South"))
        assert (fay.get(member).status_code, "Gil" in words(fay.get(moves))) == (404, False)


def test_a_refusal_without_a_reason_is_said_in_the_form(harbour, gil, fay):
    transfer = asked(harbour, gil)
    fay.post(reverse("transfer_release", args=[transfer.public_id]))
    ana, refuse = signed_in(harbour.secretary), reverse("transfer_refuse", args=[transfer.public_id])
    answer = ana.post(refuse, {"reason": ""})
    assert (answer.status_code, to_put_right(answer)) == (422, ["Fill in “Why not”."])
    assert said(ana.post(refuse, {"reason": "Another building."}, follow=True)) == [
        "It was refused, and the member reads why."
    ]
    assert "Another building." in words(signed_in(gil.person).get(reverse("transfer", args=[transfer.public_id])))


def test_what_was_asked_is_taken_back(harbour, gil):
    transfer = asked(harbour, gil)
    answer = signed_in(gil.person).post(reverse("transfer_withdraw", args=[transfer.public_id]), follow=True)
    assert said(answer) == ["It was taken back."]


def test_7_strangers_find_no_move_and_no_list(harbour, mill, gil):
    transfer = asked(harbour, gil)
    for person in (harbour.person("Hal South"), mill.secretary):
        browser = signed_in(person)
        assert browser.get(reverse("transfer", args=[transfer.public_id])).status_code == 404
        for name in ("transfers", "duplicates"):
            status = browser.get(reverse(name, args=[harbour.body("South").public_id])).status_code
            assert status == (403 if person.name == "Hal South" else 404)


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_of_moves_takes_the_same_number_of_queries(harbour, mill, fay, many, django_assert_num_queries):
    for name in ("Gil South", "Hal South", "Ida South")[:many]:
        member = harbour.members[name]
        data = {"to": harbour.branches["North"].public_id}
        signed_in(member.person).post(reverse("move", args=[member.public_id]), data)
    page = reverse("transfers", args=[harbour.body("South").public_id])
    fay.get(page)
    with django_assert_num_queries(7):
        assert len(fay.get(page).context["page"]) == many


@pytest.fixture
def pair(harbour, gil):
    """Gil twice in South."""
    add_member(harbour, "Gill South", "South")
    Person.objects.filter(name__startswith="Gil").update(phone="030 555 0142")
    look_for_duplicates(harbour.person("Fay South"), body=harbour.body("South"))
    return DuplicatePair.objects.get()


def test_two_records_are_compared_merged_and_taken_apart(harbour, fay, pair):
    south = harbour.body("South").public_id
    assert "One person may stand in the register twice" in words(fay.get(reverse("desk", args=[south])))
    listed = fay.get(reverse("duplicates", args=[south]))
    assert "the same phone number; the names differ by one letter" in words(listed)
    page = reverse("duplicate", args=[pair.public_id])
    shown = fay.get(page)
    assert buttons(shown) == ["Make them one", "They are two"]
    assert AccessLogEntry.objects.filter(what="Compared with another record").count() == 2
    answer = fay.post(page, {"keep": "second", "name": "first"}, follow=True)
    number = pair.first.number
    assert said(answer) == [f"Number {number} is part of this record now. You can undo it for 30 days."]
    assert f"Number {number}, merged into this record" in words(answer)
    assert Membership.objects.get(pk=pair.second_id).person.name == "Gil South"
    merge = MergeRecord.objects.get()
    own = signed_in(Person.objects.get(pk=pair.second.person_id)).get(reverse("my_membership"))
    assert f"Number {number} was merged into your record" in words(own)
    undone = fay.post(reverse("merge_undo", args=[merge.public_id]), follow=True)
    assert said(undone) == [f"Number {number} is a record of its own again."]


def test_a_refused_merge_says_why_beside_the_choices(harbour, fay, pair):
    Membership.objects.filter(pk=pair.first_id).update(state="trial")
    answer = fay.post(reverse("duplicate", args=[pair.public_id]), {"keep": "first"})
    assert (answer.status_code, "Keep the other record." in words(answer)) == (422, True)
    assert fay.post(reverse("duplicate", args=[pair.public_id]), {}).status_code == 400


def test_two_who_are_two_are_not_proposed_again(harbour, fay, pair):
    answer = fay.post(reverse("duplicate_dismiss", args=[pair.public_id]), follow=True)
    assert said(answer) == ["They stay two people, and are not proposed again."]
    looked = fay.post(reverse("duplicates_look", args=[harbour.body("South").public_id]), follow=True)
    assert said(looked) == ["6 records were looked through."]
    assert list(looked.context["page"]) == []


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_of_pairs_takes_the_same_number_of_queries(harbour, gil, fay, many, django_assert_num_queries):
    for number in range(many):
        for name in ("Abe", "Abel"):
            member = add_member(harbour, f"{name} Nr{number}", "South")
            Person.objects.filter(pk=member.person_id).update(phone=f"030 555 00{number}")
    look_for_duplicates(harbour.person("Fay South"), body=harbour.body("South"))
    page = reverse("duplicates", args=[harbour.body("South").public_id])
    fay.get(page)
    with django_assert_num_queries(8):
        assert len(fay.get(page).context["page"]) == many
