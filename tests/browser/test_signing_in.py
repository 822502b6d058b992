"""Passkeys and codes in a real Chromium, under the strict policy for scripts: no message, no request elsewhere."""

import re
import time
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from tests.conftest import build_harbour
from tests.world import PASSWORD, Place

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def place(transactional_db: None) -> Place:
    return build_harbour()


def give_key(page: Page, **other: object) -> None:
    """Give the browser a device with a fingerprint reader."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {**KEY, **other}})


def fill_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.goto("/account/login/")
    page.get_by_label("E-mail address or sign-in name").fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def show_again(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it still you?")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()


def add_passkey(page: Page, *, alone: bool) -> None:
    page.goto("/account/2fa/webauthn/add/")
    show_again(page)
    if alone:
        page.get_by_label("Let me in with it alone, without a password").check()
    page.get_by_role("button", name="Add this passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Spare codes")


def sign_out(page: Page) -> None:
    page.goto("/account/logout/")
    page.get_by_role("button", name="Sign out").click()


def name_shown(page: Page) -> str:
    page.goto("/me/account/")
    return page.get_by_role("heading", level=1).inner_text()


def test_a_passkey_is_added_and_opens_the_account_alone(place: Place, window: Callable[..., Page]):
    bea = place.person("Bea North")
    page = window()
    give_key(page)
    fill_in(page, bea.sign_in_name)
    add_passkey(page, alone=True)
    sign_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(re.compile(r"//[^/]+/$"))
    assert name_shown(page) == "Bea North"
    page.goto("/account/2fa/webauthn/")
    expect(page.get_by_text("Lets you in without a password.")).to_have_count(1)


def test_a_key_is_the_second_step_after_the_password(place: Place, window: Callable[..., Page]):
    bea = place.person("Bea North")
    page = window()
    give_key(page, hasResidentKey=False, transport="usb")
    fill_in(page, bea.sign_in_name)
    add_passkey(page, alone=False)
    sign_out(page)
    fill_in(page, bea.sign_in_name)
    expect(page.get_by_role("heading", level=1)).to_have_text("The second step")
    page.get_by_role("button", name="Use a passkey or key instead").click()
    page.wait_for_url(re.compile(r"//[^/]+/$"))
    assert name_shown(page) == "Bea North"


def test_a_passkey_proves_that_it_is_still_the_same_person(place: Place, window: Callable[..., Page]):
    bea = place.person("Bea North")
    page = window()
    give_key(page)
    fill_in(page, bea.sign_in_name)
    add_passkey(page, alone=True)
    sign_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(re.compile(r"//[^/]+/$"))
    page.goto("/account/2fa/totp/activate/")
    page.get_by_role("link", name="With my passkey").click()
    page.get_by_role("button", name="Use my passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up an app")


def test_without_a_device_the_page_says_so_and_stays(place: Place, window: Callable[..., Page]):
    page = window()
    give_key(page)
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert").filter(has_text="The passkey did not work.")).to_be_visible()


def test_an_app_is_set_up_and_asked_for(place: Place, window: Callable[..., Page]):
    bea = place.person("Bea North")
    page = window()
    fill_in(page, bea.sign_in_name)
    page.goto("/account/2fa/totp/activate/")
    show_again(page)
    secret = page.locator("dd").filter(has_text=re.compile(r"^[A-Z2-7]{32}$")).inner_text()
    box = page.locator(".qr svg").bounding_box()
    assert box is not None
    assert box["width"] > 150
    step = int(time.time()) // 30
    page.get_by_label("Code from the app").fill(format_hotp_value(hotp_value(secret, step)))
    page.get_by_role("button", name="Use this app from now on").click()
    expect(page.locator(".codes li")).to_have_count(10)
    sign_out(page)
    fill_in(page, bea.sign_in_name)
    page.get_by_label("Code").fill(format_hotp_value(hotp_value(secret, step + 1)))
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(re.compile(r"//[^/]+/$"))
    assert name_shown(page) == "Bea North"


def test_the_ways_in_work_without_a_script(place: Place, window: Callable[..., Page]):
    bea = place.person("Bea North")
    page = window(java_script_enabled=False)
    fill_in(page, bea.sign_in_name)
    assert name_shown(page) == "Bea North"
