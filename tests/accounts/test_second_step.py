"""Codes from an app and spare codes: set up, asked for, sealed where they are stored."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from cryptography.fernet import InvalidToken
from django.test import Client

from members.actions.letters import make_letter
from organiser.accounts.sealing import opened, sealed
from tests.accounts.ways import is_signed_in, show_again, sign_in, who


def code_now(secret: str, later: int = 0) -> str:
    """What an app shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


@pytest.fixture
def app_secret(as_bea) -> str:
    """The key of the app that Bea has set up."""
    show_again(as_bea)
    page = as_bea.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r"<dd>([A-Z2-7]{32})</dd>", page)[1]
    answer = as_bea.post("/account/2fa/totp/activate/", {"code": code_now(secret)})
    assert answer["Location"] == "/account/2fa/recovery-codes/"
    return secret


def test_setting_one_up_needs_a_fresh_proof(as_bea):
    answer = as_bea.get("/account/2fa/totp/activate/")
    assert answer["Location"] == "/account/reauthenticate/?next=%2Faccount%2F2fa%2Ftotp%2Factivate%2F"


def test_the_key_is_sealed_where_it_is_stored(app_secret, bea):
    stored = Authenticator.objects.get(user=bea, type="totp").data["secret"]
    assert app_secret not in stored
    assert opened(stored) == app_secret
    seed = Authenticator.objects.get(user=bea, type="recovery_codes").data["seed"]
    assert len(opened(seed)) > 0


def test_the_password_alone_no_longer_opens_the_account(app_secret, bea):
    browser = Client()
    answer = browser.post("/account/login/", {"login": bea.sign_in_name, "password": "a-long-enough-password"})
    assert (answer["Location"], who(browser)) == ("/account/2fa/authenticate/", "")
    browser.post("/account/2fa/authenticate/", {"code": "000000"})
    assert who(browser) == ""
    browser.post("/account/2fa/authenticate/", {"code": code_now(app_secret, 1)})
    assert who(browser) == bea.sign_in_name


def test_neither_does_a_letter_nor_a_code_by_e_mail(app_secret, bea, harbour):
    browser = Client()
    letter = make_letter(harbour.secretary, membership=harbour.members["Bea North"])
    assert browser.post("/letter/", {"code": letter.code})["Location"] == "/account/2fa/authenticate/"
    assert who(browser) == ""
    browser.post("/account/2fa/authenticate/", {"code": code_now(app_secret, 1)})
    assert who(browser) == bea.sign_in_name


def test_a_code_opens_once(app_secret, bea):
    code = code_now(app_secret, 1)
    first, second = (sign_in(Client(), bea.sign_in_name) for _ in range(2))
    first.post("/account/2fa/authenticate/", {"code": code})
    second.post("/account/2fa/authenticate/", {"code": code})
    assert [is_signed_in(first), is_signed_in(second)] == [True, False]


def test_the_sixth_wrong_code_is_refused(app_secret, bea):
    for number in range(5):
        browser = sign_in(Client(REMOTE_ADDR=f"10.3.0.{number}"), bea.sign_in_name)
        browser.post("/account/2fa/authenticate/", {"code": "000000"})
    browser = sign_in(Client(REMOTE_ADDR="10.3.0.9"), bea.sign_in_name)
    page = browser.post("/account/2fa/authenticate/", {"code": code_now(app_secret, 1)}).content.decode()
    assert "Too many wrong attempts." in page
    assert who(browser) == ""


def test_a_spare_code_opens_once(app_secret, as_bea, bea):
    page = as_bea.get("/account/2fa/recovery-codes/").content.decode()
    codes = re.findall(r"<li>(\d{8})</li>", page)
    assert len(codes) == 10
    first, second = (sign_in(Client(), bea.sign_in_name) for _ in range(2))
    first.post("/account/2fa/authenticate/", {"code": codes[0]})
    second.post("/account/2fa/authenticate/", {"code": codes[0]})
    assert [is_signed_in(first), is_signed_in(second)] == [True, False]


def test_it_can_be_taken_away_again(app_secret, as_bea, bea):
    as_bea.post("/account/2fa/totp/deactivate/")
    assert Authenticator.objects.filter(user=bea).count() == 0
    assert is_signed_in(sign_in(Client(), bea.sign_in_name))


def test_the_picture_for_the_app_brings_no_style_of_its_own(as_bea):
    show_again(as_bea)
    page = as_bea.get("/account/2fa/totp/activate/").content.decode()
    picture = page[page.index("<svg", page.index('class="qr"')) :]
    picture = picture[: picture.index("</svg>")]
    assert [picture.count(mark) for mark in ("style", "<?xml", "http", "<path")] == [0, 0, 0, 1]


def test_a_secret_sealed_with_an_earlier_key_still_opens(settings):
    text = sealed("JBSWY3DPEHPK3PXP")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "x" * 60
    assert opened(text) == "JBSWY3DPEHPK3PXP"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        opened(text)
