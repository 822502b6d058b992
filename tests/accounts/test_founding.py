"""Founding in one page: by the first visitor, and by somebody who is here already."""

import pytest
from django.test import Client

from members.models import Membership, Person
from organisations.models import Body, Branch, Decision, Organisation, ProgrammeVersion, RuleSet
from organisations.presets import PRESETS
from organiser.base.actions.ledger import flaws
from organiser.base.models import LedgerEntry
from skills.models import Term
from tests.accounts.ways import sign_in, who

YOU = {"you-name": "Ada First", "you-email": "ada@example.org", "you-password": "a-long-enough-password"}
UNION = {
    "name": "Canal Street Tenants",
    "kind": "mass",
    "aims": "Repairs, and rents we can pay.",
    "site": "community",
    "place": "Canal Street",
    "branch": "",
    "rules": "simple_majority",
    "programme_title": "",
    "programme": "",
}
CIRCLE = {**UNION, "kind": "political", "rules": "political_with_programme"}
PROGRAMME = {"programme_title": "Where we stand", "programme": "Self-management, everywhere."}


def nothing_written() -> bool:
    return not (Person.objects.exists() or Body.objects.exists() or LedgerEntry.objects.exists())


class TestTheFirstVisitor:
    def test_is_led_here_from_the_sign_in_page(self, client, db):
        answer = client.get("/account/login/")
        assert (answer.status_code, answer["Location"]) == (302, "/found/")
        assert "Nobody is here yet" in client.get("/found/").content.decode()

    def test_founds_and_stands_at_the_desk(self, client, db):
        answer = client.post("/found/", {**YOU, **UNION})
        organisation = Organisation.objects.get()
        person = Person.objects.get()
        assert (answer.status_code, answer["Location"]) == (302, f"/b/{organisation.public_id}/desk/")
        assert (who(client), person.email) == (person.sign_in_name, "ada@example.org")
        assert (organisation.name, organisation.aims, organisation.place) == (
            "Canal Street Tenants",
            "Repairs, and rents we can pay.",
            "Canal Street",
        )
        assert client.session["body"] == organisation.public_id
        assert Membership.objects.filter(person=person, organisation=organisation).count() == 1
        assert Term.objects.filter(person=person, kind="interim").count() == 3
        assert list(flaws()) == []
        page = client.get("/me/account/").content.decode()
        assert f"Your sign-in name is {person.sign_in_name}; write it down." in page

    def test_can_sign_in_again_without_e_mail(self, client, db):
        client.post("/found/", {**YOU, **UNION, "you-email": ""})
        person = Person.objects.get()
        assert person.email is None
        assert who(sign_in(Client(), person.sign_in_name)) == person.sign_in_name

    def test_founds_a_first_branch_with_it(self, client, db):
        answer = client.post("/found/", {**YOU, **UNION, "branch": "House 12"})
        branch = Branch.objects.get()
        assert answer["Location"] == f"/b/{branch.public_id}/desk/"
        assert Membership.objects.get().branch_id == branch.pk
        assert RuleSet.objects.count() == 2

    def test_founds_a_political_organisation_with_its_programme(self, client, db):
        client.post("/found/", {**YOU, **CIRCLE, **PROGRAMME})
        version = ProgrammeVersion.objects.get()
        assert (version.title, version.text, version.organisation.kind) == (
            "Where we stand",
            "Self-management, everywhere.",
            "political",
        )

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ({"you-name": ""}, "Fill in “Your name”."),
            ({"you-password": "short"}, "A password has at least 10 letters, digits or signs. Take a longer one."),
            ({"you-password": "ada@example.org"}, "This password is too much like your name or address."),
            ({"you-email": "ada"}, "Write a whole address in “Your e-mail address”, such as ana@example.org."),
            ({"name": "  "}, "Fill in “Name of the organisation”."),
            ({"name": "x" * 121}, "“Name of the organisation” has 121 letters; at most 120 fit. Shorten it."),
            ({"kind": ""}, "Choose one of the two."),
            ({"kind": "secret"}, "Choose one of the listed answers for “What kind of organisation is it?”."),
            ({"rules": "none"}, "Choose one of the listed answers for “Which rules do you begin with?”."),
            ({**PROGRAMME}, "A mass organisation has aims and no programme."),
            ({"kind": "political"}, "A political organisation begins with a programme."),
            ({"kind": "political", "programme_title": "Only a title"}, "Text of the programme – A political"),
            ({"you-name": "A\u0007da"}, "holds characters that cannot be printed"),
        ],
    )
    def test_is_told_what_to_put_right_and_nothing_is_half_written(self, client, db, change, sentence):
        answer = client.post("/found/", {**YOU, **UNION, **change})
        assert answer.status_code == 200
        assert sentence in answer.content.decode()
        assert nothing_written()

    def test_leaves_no_account_behind_when_the_founding_itself_is_refused(self, client, db, monkeypatch):
        monkeypatch.setitem(PRESETS, "simple_majority", {**PRESETS["simple_majority"], "kinds": {}})
        answer = client.post("/found/", {**YOU, **UNION})
        assert "A rule set must say how" in answer.content.decode()
        assert nothing_written()
        assert who(client) == ""

    def test_reads_every_rule_before_choosing(self, client, db):
        page = client.get("/found/").content.decode()
        assert page.count("<details>") == 5
        assert "A motion carries with more votes for than against; abstentions are not counted." in page
        assert "The quorum is 5 members present." in page


class TestSomebodyWhoIsHere:
    def test_answers_only_the_questions_of_founding(self, as_bea):
        page = as_bea.get("/found/").content.decode()
        assert [page.count('name="you-'), page.count('name="kind"')] == [0, 2]

    def test_founds_another_organisation(self, as_bea, bea, harbour, mill):
        answer = as_bea.post("/found/", UNION)
        made = Organisation.objects.get(name="Canal Street Tenants")
        assert answer["Location"] == f"/b/{made.public_id}/desk/"
        founder = Membership.objects.get(organisation=made).person
        assert (founder.name, founder.email) == (bea.name, bea.email)
        assert founder.pk != bea.pk
        assert not founder.has_usable_password()
        assert as_bea.session["_auth_user_id"] == str(founder.pk)
        assert as_bea.get(f"/b/{harbour.organisation.public_id}/").status_code == 404
        assert made.founding_decision.body_id == made.pk
        assert Decision.objects.filter(body=harbour.organisation.pk).count() == 1

    def test_founds_once_though_the_form_was_sent_twice(self, as_bea, harbour, mill):
        sent = {**UNION, "once": "a-word-of-22-letters-00"}
        first, again = (as_bea.post("/found/", sent)["Location"] for _ in range(2))
        assert (first, Organisation.objects.filter(name="Canal Street Tenants").count()) == (again, 1)
        assert as_bea.post("/found/", {**sent, "name": "Another"}).status_code == 302
        assert Organisation.objects.count() == 4

    def test_a_stranger_signs_in_first(self, client, harbour, mill):
        answer = client.get("/found/")
        assert answer["Location"] == "/account/login/?next=/found/"
        assert client.post("/found/", {**YOU, **UNION})["Location"] == "/account/login/?next=/found/"
        assert Organisation.objects.count() == 2

    def test_ten_foundings_a_day_are_enough(self, as_bea, harbour, mill):
        for number in range(10):
            assert as_bea.post("/found/", {**UNION, "name": f"Union {number}"}).status_code == 302
        answer = as_bea.post("/found/", {**UNION, "name": "Union 10"})
        assert answer.status_code == 429
        assert Organisation.objects.count() == 12

    def test_other_methods(self, as_bea):
        assert as_bea.delete("/found/").status_code == 405


def test_who_only_runs_the_machine_is_not_yet_anybody(client, db):
    Person.objects.create_superuser("Operator", password="a-long-enough-password")
    assert client.get("/account/login/")["Location"] == "/found/"
    client.post("/found/", {**YOU, **UNION})
    assert Organisation.objects.count() == 1


def test_the_sign_in_page_welcomes_a_stranger(client, harbour, mill):
    page = client.get("/account/login/").content.decode()
    assert "What Organiser is" in page
    for word in ("Harbour", "Mill", "Ana"):
        assert page.count(word) == 0
