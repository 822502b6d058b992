"""Coming in with a printed letter, and what it lets one do then."""

from datetime import timedelta

import pytest
from django.test import Client

from members.actions.letters import VALID_FOR, make_letter
from members.models import Letter
from organiser.base import clock
from organiser.base.models import LedgerEntry
from tests.accounts.ways import is_signed_in, sign_in, who
from tests.world import PASSWORD

REFUSED = "This code is not known, was used already, or is older than 30 days."


@pytest.fixture
def dan(harbour, mill):
    """A member without password and e-mail."""
    person = harbour.person("Dan North")
    person.email = None
    person.set_unusable_password()
    person.save()
    return person


@pytest.fixture
def code(harbour, dan) -> str:
    return make_letter(harbour.secretary, membership=harbour.members["Dan North"]).code


def use(client: Client, code: str, **more: str) -> object:
    return client.post("/letter/", {"code": code, **more})


def test_the_code_opens_the_account_and_asks_how_to_sign_in_next_time(client, dan, code):
    answer = use(client, code)
    assert (answer.status_code, answer["Location"], who(client)) == (302, "/letter/next/", dan.sign_in_name)
    page = client.get("/letter/next/").content.decode()
    assert dan.sign_in_name in page
    assert 'href="/letter/password/"' in page
    assert 'href="/account/2fa/webauthn/add/"' in page
    assert LedgerEntry.objects.filter(action="use_letter", actor=dan.public_id).count() == 1


def test_it_may_be_typed_in_capitals_with_spaces_and_with_misread_letters(client, dan, code):
    use(client, f" {code.upper().replace('-', ' ').replace('0', 'O').replace('1', 'l')} ")
    assert who(client) == dan.sign_in_name


def test_it_works_once(client, dan, code):
    use(client, code)
    other = Client()
    answer = use(other, code)
    assert (answer.status_code, who(other)) == (200, "")
    assert REFUSED in answer.content.decode()


@pytest.mark.parametrize("wrong", ["0000-0000-0000-0000", "x", "’; DROP TABLE", "ß" * 40])
def test_a_wrong_code_opens_nothing_and_says_what_to_do(client, dan, code, wrong):
    answer = use(client, wrong)
    assert (answer.status_code, who(client)) == (200, "")
    assert f"{REFUSED} Ask your secretary for a new letter." in answer.content.decode()
    assert Letter.objects.filter(used_at__isnull=False).count() == 0


def test_an_old_letter_opens_nothing(client, dan, code):
    with clock.at(clock.now() + VALID_FOR + timedelta(seconds=1)):
        answer = use(client, code)
    assert REFUSED in answer.content.decode()


def test_a_closed_account_stays_closed(client, dan, code):
    dan.is_active = False
    dan.save()
    assert REFUSED in use(client, code).content.decode()


def test_the_eleventh_wrong_code_from_an_address_is_refused_even_if_it_were_right(dan, code):
    statuses = [use(Client(REMOTE_ADDR="10.2.0.1"), f"wrong {number}").status_code for number in range(11)]
    assert statuses == [200] * 10 + [429]
    answer = use(Client(REMOTE_ADDR="10.2.0.1"), code)
    assert answer.status_code == 429
    assert "Many wrong codes came from your network. Wait ten minutes" in answer.content.decode()
    other = Client(REMOTE_ADDR="10.2.0.2")
    use(other, code)
    assert who(other) == dan.sign_in_name


def test_right_codes_do_not_use_up_the_share_of_a_hall(harbour, dan):
    for _ in range(12):
        code = make_letter(harbour.secretary, membership=harbour.members["Dan North"]).code
        browser = Client(REMOTE_ADDR="10.2.0.3")
        use(browser, code)
        assert who(browser) == dan.sign_in_name


def test_a_forged_forwarding_header_does_not_make_another_address(dan, code):
    for number in range(10):
        use(Client(REMOTE_ADDR="10.2.0.1", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}"), "wrong")
    assert use(Client(REMOTE_ADDR="10.2.0.1", HTTP_X_FORWARDED_FOR="192.0.2.99"), "wrong").status_code == 429


def test_a_password_can_be_set_without_the_old_one(client, harbour, mill):
    bea = harbour.person("Bea North")
    use(client, make_letter(harbour.secretary, membership=harbour.members["Bea North"]).code)
    answer = client.post("/letter/password/", {"password1": "a-fresh-password", "password2": "a-fresh-password"})
    assert (answer.status_code, answer["Location"]) == (302, "/me/account/")
    assert is_signed_in(client)
    assert who(sign_in(Client(), bea.sign_in_name, "a-fresh-password")) == bea.sign_in_name
    assert who(sign_in(Client(), bea.sign_in_name, PASSWORD)) == ""


def test_a_poor_password_is_refused_with_a_reason(client, dan, code):
    use(client, code)
    answer = client.post("/letter/password/", {"password1": "short", "password2": "short"})
    assert answer.status_code == 200
    assert "A password has at least 10 letters, digits or signs. Take a longer one." in answer.content.decode()
    dan.refresh_from_db()
    assert not dan.has_usable_password()


def test_without_a_letter_the_old_password_is_needed(as_bea):
    assert as_bea.get("/letter/password/")["Location"] == "/account/password/change/"
    answer = as_bea.post("/letter/password/", {"password1": "a-fresh-password", "password2": "a-fresh-password"})
    assert answer["Location"] == "/account/password/change/"


def test_an_hour_after_the_letter_the_old_password_is_needed(client, dan, code):
    use(client, code)
    session = client.session
    session["account_authentication_methods"][-1]["at"] -= 60 * 60 + 1
    session.save()
    assert client.get("/letter/password/")["Location"] == "/account/password/change/"


def test_a_passkey_can_be_added_at_once(client, harbour, mill):
    use(client, make_letter(harbour.secretary, membership=harbour.members["Bea North"]).code)
    assert client.get("/account/2fa/webauthn/add/").status_code == 200


@pytest.mark.parametrize(("more", "ends_with_browser"), [({}, True), ({"remember": "on"}, False)])
def test_it_stays_signed_in_only_where_asked(client, dan, code, more, ends_with_browser):
    use(client, code, **more)
    assert client.session.get_expire_at_browser_close() == ends_with_browser


def test_whoever_is_signed_in_keeps_the_letter(as_bea, bea, code):
    answer = use(as_bea, code)
    assert (answer["Location"], who(as_bea)) == ("/me/account/", bea.sign_in_name)
    assert Letter.objects.filter(used_at__isnull=False).count() == 0


def test_other_methods_and_strangers(client, db):
    assert client.delete("/letter/").status_code == 405
    assert client.post("/letter/next/").status_code == 302
    assert client.get("/letter/next/")["Location"] == "/account/login/?next=/letter/next/"
    assert client.get("/letter/password/")["Location"] == "/account/login/?next=/letter/password/"
