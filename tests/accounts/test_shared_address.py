"""Several people, or one person in several organisations, with one e-mail address."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from members.models import Person
from tests.accounts.ways import code_in_mail, is_signed_in, sign_in, who
from tests.world import PASSWORD

SHARED = "Family.Box@example.org"


@pytest.fixture
def shared(harbour, mill) -> list[Person]:
    """Three people with one address, written in different ways, in two organisations."""
    people = [harbour.person("Bea North"), harbour.person("Gil South"), mill.person("Lea Mill")]
    for person, email in zip(people, (SHARED, SHARED.lower(), SHARED.upper()), strict=True):
        Person.objects.filter(pk=person.pk).update(email=email)
    return people


def ask_for_code(client: Client, email: str = SHARED) -> str:
    """Ask for a code; gives the page that follows."""
    return client.post("/account/login/code/", {"email": email}, follow=True).content.decode()


def type_code(client: Client) -> object:
    return client.post("/account/login/code/confirm/", {"code": code_in_mail()})


class TestByCode:
    def test_one_account_is_opened_at_once(self, client, bea, mill, mailoutbox):
        ask_for_code(client, bea.email)
        answer = type_code(client)
        assert (answer.status_code, answer["Location"], who(client)) == (302, "/", bea.sign_in_name)
        assert [letter.to for letter in mailoutbox] == [[bea.email]]

    def test_an_address_is_found_however_it_is_written(self, client, bea, mill):
        Person.objects.filter(pk=bea.pk).update(email="Bea.North@example.org")
        ask_for_code(client, "bea.NORTH@example.org")
        type_code(client)
        assert who(client) == bea.sign_in_name

    def test_the_person_chooses_after_the_code(self, client, shared):
        ask_for_code(client)
        answer = type_code(client)
        assert (answer["Location"], who(client)) == ("/account/login/which/", "")
        page = client.get("/account/login/which/").content.decode()
        for words in (
            "Bea North – Harbour Tenants, North",
            "Gil South – Harbour Tenants, South",
            "Lea Mill – Mill Workers",
        ):
            assert page.count(words) == 1, words

    @pytest.mark.parametrize("number", [0, 1, 2])
    def test_each_of_them_can_be_chosen(self, client, shared, number):
        ask_for_code(client)
        type_code(client)
        client.post("/account/login/which/", {"account": shared[number].public_id})
        assert who(client) == shared[number].sign_in_name

    def test_nobody_is_named_before_the_proof(self, client, shared):
        page = ask_for_code(client)
        for word in ("Bea", "Gil", "Lea", "Harbour", "Mill Workers"):
            # As a word of its own: the random word against forgery may hold any three letters.
            assert re.findall(rf"\b{word}\b", page) == [], word
        assert client.get("/account/login/which/")["Location"] == "/account/login/"

    def test_one_account_three_or_none_look_the_same_before_the_proof(self, shared, harbour):
        def seen(email: str) -> str:
            page = ask_for_code(Client(), email).replace(email.lower(), "ADDRESS")
            return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)

        first = seen(SHARED)
        assert first == seen(harbour.person("Cyd North").email) == seen("nobody.at.all@example.org")

    @pytest.mark.parametrize("account", ["of another address", "none", ""])
    def test_only_one_of_them_can_be_chosen(self, client, shared, harbour, account):
        ask_for_code(client)
        type_code(client)
        chosen = harbour.person("Cyd North").public_id if account == "of another address" else account
        answer = client.post("/account/login/which/", {"account": chosen})
        assert (answer.status_code, who(client)) == (200, "")

    def test_a_closed_account_is_not_among_them(self, client, shared):
        Person.objects.filter(pk=shared[0].pk).update(is_active=False)
        ask_for_code(client)
        type_code(client)
        page = client.get("/account/login/which/").content.decode()
        assert [page.count(word) for word in ("Bea North", "Gil South")] == [0, 1]

    def test_a_wrong_code_opens_nothing_and_three_end_it(self, client, shared):
        ask_for_code(client)
        for _ in range(3):
            answer = client.post("/account/login/code/confirm/", {"code": "BBBB-BBBB"})
        assert answer["Location"] == "/account/login/code/"
        assert type_code(client)["Location"] == "/account/login/code/"
        assert who(client) == ""

    def test_the_fourth_request_for_one_address_in_a_minute_is_refused(self, shared, mailoutbox):
        pages = [ask_for_code(Client(REMOTE_ADDR=f"10.1.2.{number}")) for number in range(4)]
        assert ["That was often." in page for page in pages] == [False, False, False, True]
        assert len(mailoutbox) == 3

    def test_an_unknown_address_gets_a_letter_without_a_code(self, client, harbour, mailoutbox):
        ask_for_code(client, "nobody@example.org")
        assert (mailoutbox[0].to, code_in_mail()) == (["nobody@example.org"], "")
        assert mailoutbox[0].subject == "No account with this address"


class TestByPassword:
    def test_each_password_opens_its_own_account(self, shared):
        for number, person in enumerate(shared):
            person.set_password(f"long-password-{number}")
            person.save(update_fields=["password"])
        for number, person in enumerate(shared):
            assert who(sign_in(Client(), SHARED, f"long-password-{number}")) == person.sign_in_name

    def test_one_password_for_several_lets_the_person_choose_among_those(self, client, shared):
        shared[1].set_password("quite-another-one")
        shared[1].save(update_fields=["password"])
        sign_in(client, SHARED)
        page = client.get("/account/login/which/").content.decode()
        assert [page.count(f"{person.name} –") for person in shared] == [1, 0, 1]
        client.post("/account/login/which/", {"account": shared[1].public_id})
        assert who(client) == ""
        client.post("/account/login/which/", {"account": shared[2].public_id})
        assert who(client) == shared[2].sign_in_name

    def test_a_wrong_one_opens_none_and_counts_for_all(self, shared):
        for number in range(5):
            sign_in(Client(REMOTE_ADDR=f"10.1.3.{number}"), SHARED, "not-this-one")
        assert not is_signed_in(sign_in(Client(), shared[2].sign_in_name))

    def test_the_sign_in_name_goes_straight_to_its_account(self, client, shared):
        assert who(sign_in(client, shared[1].sign_in_name, PASSWORD)) == shared[1].sign_in_name


def test_a_link_for_a_new_password_comes_for_each_account_with_its_name(client, shared, mailoutbox):
    client.post("/account/password/reset/", {"email": SHARED.lower()})
    assert [letter.to for letter in mailoutbox] == [[SHARED.lower()]] * 3
    assert [letter.body.count(person.sign_in_name) for letter, person in zip(mailoutbox, shared, strict=True)] == [
        1,
        1,
        1,
    ]


def test_the_table_of_addresses_stays_empty_so_that_nobody_is_in_anybodys_way(client, shared, mailoutbox):
    client.post("/account/password/reset/", {"email": SHARED})
    ask_for_code(client)
    type_code(client)
    client.post("/account/login/which/", {"account": shared[0].public_id})
    client.get("/account/email/")
    assert who(client) == shared[0].sign_in_name
    assert EmailAddress.objects.count() == 0


def test_letters_say_what_to_do_and_shout_at_nobody(client, shared, mailoutbox):
    ask_for_code(client)
    client.post("/account/password/reset/", {"email": SHARED})
    ask_for_code(Client(), "nobody@example.org")
    for letter in mailoutbox:
        text = letter.subject + letter.body
        assert [text.count(mark) for mark in ("!", "{", "user", "site.")] == [0, 0, 0, 0], text
