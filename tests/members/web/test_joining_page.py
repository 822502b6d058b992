"""Asking to join without an account: who finds the page, what it asks, the letter, and where the application stands."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from members.actions.joining_pages import PageDraft, change_joining_page
from members.models import Application, JoiningPage, Membership, Person
from organiser.base.actions.mail import send_waiting
from organiser.base.models import WaitingLetter
from tests.pages import buttons, headline, lead, said, signed_in, to_put_right, words
from tests.world import make_person


def opened(place, access="public", **more):
    return change_joining_page(place.secretary, organisation=place.organisation, draft=PageDraft(access=access, **more))


def url(place, name="join", *more):
    return reverse(name, args=[place.organisation.public_id, *more])


def link_in_letter():
    return re.search(r"/asked/([\w-]+)/", WaitingLetter.objects.latest("pk").text)[1]


def test_without_an_account_only_a_public_page_or_the_secret_link_is_there(client, harbour, mill):
    assert client.get(url(harbour)).status_code == 302
    nothing = client.get(reverse("join", args=["0123456789abcdef"]))
    assert nothing.status_code == 302  # the same as for one that is there
    opened(harbour)
    page = client.get(url(harbour))
    assert (page.status_code, headline(page)) == (200, "Join Harbour Tenants")
    word = opened(harbour, "link").word
    assert client.get(url(harbour)).status_code == 302
    assert client.get(url(harbour, "join_by_link", word)).status_code == 200
    assert client.get(url(harbour, "join_by_link", "guess")).status_code == 302
    assert client.get(url(mill, "join_by_link", word)).status_code == 302
    opened(harbour, "closed")
    assert client.get(url(harbour, "join_by_link", word)).status_code == 302
    closed = signed_in(make_person("Sam Stranger")).get(url(harbour))
    assert "Harbour Tenants takes no applications now." in words(closed)


def test_double_opt_in_nobody_is_in_the_register_before_the_address_is_confirmed(client, harbour, mill):
    opened(harbour)
    people, members = Person.objects.count(), Membership.objects.count()
    done = client.post(url(harbour), {"name": "Ann Asking", "email": "ann@example.org"}, follow=True)
    assert headline(done) == "A letter is on its way"
    assert (Person.objects.count(), Membership.objects.count()) == (people, members)
    key = link_in_letter()
    send_waiting()
    assert [letter.to for letter in mail.outbox] == [["ann@example.org"]]
    assert "ann" not in key
    by_link = reverse("application_by_link", args=[key])
    asks = client.get(by_link)
    assert (headline(asks), buttons(asks)) == (
        "Do you ask to join Harbour Tenants?", ["Yes, I ask to join", "No, throw it away"],
    )  # fmt: skip
    assert Application.objects.get().state == "confirming"  # opening the link alone confirms nothing
    for _ in range(2):
        stands = client.post(reverse("application_confirm", args=[key]), follow=True)
        assert headline(stands) == "Your application"
        assert "The secretary of Harbour Tenants answers it." in words(stands)
    made = Application.objects.select_related("membership__person").get()
    assert (made.state, made.given, made.membership.state) == ("open", {}, "applicant")
    assert (made.membership.person.name, made.membership.person.email) == ("Ann Asking", "ann@example.org")
    assert key not in made.key_digest


def test_7_the_answer_never_tells_whether_an_address_is_known(client, harbour, mill):
    opened(harbour)
    known = harbour.person("Bea North").email
    answers = []
    for email in (known, known.upper(), mill.secretary.email, "nobody@example.org"):
        done = client.post(url(harbour), {"name": "Bea North", "email": email})
        answers.append((done.status_code, done.headers["Location"]))
    assert len(set(answers)) == 1
    key = link_in_letter()
    assert Application.objects.filter(state="confirming").count() == 4
    client.post(reverse("application_confirm", args=[key]))
    # Whoever reads the letters of an address learns that it belongs to a member, and nobody else.
    client.post(url(harbour), {"name": "Bea North", "email": known})
    refused = client.post(reverse("application_confirm", args=[link_in_letter()]))
    assert refused.status_code == 409
    assert lead(refused) == "Bea North is in the register already."
    client.post(url(harbour), {"name": "Somebody Else", "email": known})


def test_of_three_letters_to_one_address_no_fourth_goes_out(client, harbour):
    opened(harbour)
    for _ in range(5):
        done = client.post(url(harbour), {"name": "Ann Asking", "email": "ann@example.org"}, follow=True)
        assert headline(done) == "A letter is on its way"
    assert WaitingLetter.objects.filter(subject__startswith="Confirm").count() == 3


def test_a_hundred_applications_in_a_minute_from_one_network_are_stopped(client, harbour):
    opened(harbour)
    codes = [client.post(url(harbour), {"name": "Ann", "email": f"ann{n}@example.org"}).status_code for n in range(100)]
    assert (codes.count(302), codes.count(429)) == (40, 60)
    assert Application.objects.count() == 40


def test_an_unknown_link_and_one_of_last_week_lead_nowhere(client, harbour):
    page = client.get(reverse("application_by_link", args=["x" * 43]))
    assert page.status_code == 404


def test_whoever_throws_it_away_leaves_nothing(client, harbour):
    opened(harbour)
    client.post(url(harbour), {"name": "Ann Asking", "email": "ann@example.org"})
    client.post(reverse("application_take_back", args=[link_in_letter()]))
    assert Application.objects.count() == 0


def test_without_e_mail_the_private_link_is_shown_at_once(client, harbour):
    opened(harbour, email="asked", phone="asked")
    nobody = client.post(url(harbour), {"name": "Ann Asking"})
    assert to_put_right(nobody) == [
        "Your e-mail – Give one way in which you can be reached: e-mail, telephone or address."
    ]
    done = client.post(url(harbour), {"name": "Ann Asking", "phone": "555 0100"}, follow=True)
    assert said(done) == ["Your application waits for an answer. Keep the address of this page."]
    made = Application.objects.select_related("membership__person").get()
    assert (made.state, made.membership.person.phone, made.membership.person.email) == ("open", "555 0100", None)
    gone = client.post(reverse("application_take_back", args=[done.redirect_chain[0][0].split("/")[2]]), follow=True)
    assert "You took it back" in words(gone)


def test_E22_the_sentence_of_the_body_is_ticked_and_nothing_is_kept(client, harbour):
    opened(harbour, sentence="I rent my home")
    data = {"name": "Ann Asking", "email": "ann@example.org"}
    assert to_put_right(client.post(url(harbour), data)) == ["Tick “I rent my home”."]
    assert client.post(url(harbour), {**data, "in_constituency": "on"}).status_code == 302
    assert sorted(Application.objects.get().given) == ["contact", "email", "name", "replies", "version"]


def test_A2_the_form_of_a_mass_organisation_has_no_programme_and_a_political_one_shows_it(client, harbour, thread):
    opened(harbour)
    opened(thread)
    assert "programme" not in client.get(url(harbour)).content.decode()
    page = words(client.get(url(thread)))
    assert "Programme, version 1 What we hold." in page
    assert "I have read version 1 and agree with it" in page


def test_an_answer_of_ten_thousand_letters_is_refused_and_questions_say_when_they_are_forgotten(client, harbour):
    opened(harbour, questions=["How did you hear of us?"])
    assert "It is forgotten thirty days after your application is answered." in words(client.get(url(harbour)))
    data = {"name": "Ann Asking", "email": "ann@example.org", "reply_0": "x" * 10_000}
    refused = client.post(url(harbour), data)
    assert (refused.status_code, Application.objects.count()) == (422, 0)


@pytest.mark.parametrize("who", ["Bea North", "Fay South"])
def test_only_whoever_keeps_the_whole_register_sets_the_page(harbour, mill, who):
    address = reverse("joining_page", args=[harbour.organisation.public_id])
    assert signed_in(harbour.person(who)).get(address).status_code == 403
    assert signed_in(mill.secretary).get(address).status_code == 404
    client = signed_in(harbour.secretary)
    form = {"access": "public", "email": "required", "phone": "asked", "address": "no", "language": "no"}
    done = client.post(address, {**form, "sentence": "", "questions": "Why?\nHow?"}, follow=True)
    assert said(done) == ["The page to join is set so from now on."]
    page = JoiningPage.objects.get()
    assert (page.access, page.phone, page.questions) == ("public", "asked", ["Why?", "How?"])


def test_a_new_secret_link_ends_the_old_one(client, harbour):
    word = opened(harbour, "link").word
    keeper = signed_in(harbour.secretary)
    keeper.post(reverse("joining_link_renew", args=[harbour.organisation.public_id]))
    assert client.get(url(harbour, "join_by_link", word)).status_code == 302
    assert client.get(url(harbour, "join_by_link", JoiningPage.objects.get().word)).status_code == 200
